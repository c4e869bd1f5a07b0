"""A plan XML document laid out as a Word file under the form rules of its system and day.

State documents since 5/3/2020 as Appendix I of Decree 30/2020/NĐ-CP asks; before, as Circular 01/2011/TT-BNV, which
differs in where the page number stands; Party documents as the Office of the Central Committee guides.
"""

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from plancheck.records import dataclass
from plancheck.review.word import (
    PAGE_WIDTH,
    Align,
    Block,
    Cell,
    NewPages,
    Numbering,
    PageNumbers,
    Paragraph,
    Row,
    Run,
    Table,
    write,
)

PLAN = "{https://plancheck.dev/plan/1}"
CARRIED = "carried"
"""Attribute of what is carried over from another draft, which is set off for review."""
DECREE_30 = 20200305
"""First day of Decree 30/2020/NĐ-CP."""

LEFT_WIDTH = 65.0
"""Millimetres of the left column of letterhead and signature."""

_LEFT = frozenset({"superior", "agency", "asterisk", "number", "draft-mark", "secrecy-mark"})
_LETTER, _PADDING, _NARROWEST = 2.5, 4.5, 10.0
"""Millimetres: of a letter in a table, beside the text of a cell, and of the narrowest column."""
_BLANK = "\u00a0" * 5


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set. Sizes and spaces in points, lengths in millimetres."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: Align = "both"
    first_line: float = 0
    before: float = 0
    after: float = 0
    rule: float = 0
    """Length of the line drawn under the paragraph."""


_BODY = Look(first_line=12.7, before=6)
_STATE: Mapping[str, Look] = {
    "superior": Look(size=13, align="center"),
    "agency": Look(size=13, bold=True, align="center", rule=25),
    "state-name": Look(size=12, bold=True, align="center"),
    "motto": Look(size=13, bold=True, align="center", rule=56),
    "number": Look(size=13, align="center", before=6),
    "place-date": Look(size=13, italic=True, align="center", before=6),
    "draft-mark": Look(size=13, bold=True, align="center", before=6),
    "secrecy-mark": Look(size=13, bold=True, align="center", before=6),
    "type": Look(bold=True, align="center", before=18),
    "subject": Look(bold=True, align="center", rule=50),
    "attached": Look(italic=True, align="center", after=12),
    "basis": Look(italic=True, first_line=12.7, before=6),
    "heading": Look(bold=True, first_line=12.7, before=6),
    "recipients-label": Look(size=12, bold=True, italic=True, align="left"),
    "recipient": Look(size=11, align="left"),
    "authority": Look(bold=True, align="center"),
    "post": Look(bold=True, align="center"),
    "signer": Look(bold=True, align="center", before=72),
    "appendix-title": Look(bold=True, align="center"),
    "cell": Look(size=13, align="left"),
    "cell-header": Look(size=13, bold=True, align="center"),
}
_PARTY: Mapping[str, Look] = {
    **_STATE,
    "superior": Look(align="center"),
    "agency": Look(bold=True, align="center"),
    "asterisk": Look(align="center"),
    "party-name": Look(size=15, bold=True, align="center", rule=64),
    "number": Look(align="center"),
    "place-date": Look(italic=True, align="center", before=6),
    "type": Look(size=16, bold=True, align="center", before=18),
    "subject": Look(bold=True, align="center"),
    "basis": _BODY,
    "recipients-label": Look(underline=True, align="left"),
    "recipient": Look(size=12, align="left"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or a part kept together, in reading order."""

    name: str
    element: etree._Element
    label: str = ""


def as_docx(plan: etree._Element, day: int, *, automatic_numbers: bool = False) -> bytes:
    """A Word file laid out as the document's system asks on its day (``yyyymmdd``).

    With ``automatic_numbers`` labels that Word can make are its own numbering instead of typed text.
    """
    party = plan.find(f".//{PLAN}party-name") is not None
    numbers = _Numbers() if automatic_numbers else None
    blocks = list(_blocks(plan, _PARTY if party else _STATE, numbers))
    where: PageNumbers = "top-center" if party or day >= DECREE_30 else "bottom-right"
    return write(blocks, where, numbers.lists if numbers else ())


def text_of(element: etree._Element | None) -> str:
    """Text directly in an element, white space collapsed."""
    return "" if element is None else " ".join((element.text or "").split())


def blanks(plan: etree._Element) -> int:
    """How many places in square brackets are to be filled in."""
    return sum((element.text or "").count("[") for element in plan.iter(f"{PLAN}*"))


def local(element: etree._Element) -> str:
    """Element name without its namespace."""
    return etree.QName(element).localname


def parts(element: etree._Element) -> Iterator[Part]:
    """The paragraphs and tables of a plan, in reading order."""
    for child in element:
        name = local(child)
        if name in ("bases", "body", "appendix"):
            yield from parts(child)
        elif name == "section":
            heading = child[0]
            yield Part("heading", heading, child.get("label", ""))
            yield from parts(child)
        elif name == "item":
            yield Part("item", child, child.get("label", ""))
            yield from parts(child)
        elif name != "heading":
            yield Part(name, child)


def _blocks(plan: etree._Element, looks: Mapping[str, Look], numbers: "_Numbers | None") -> Iterator[Block]:
    for part in parts(plan):
        element = part.element
        if part.name == "letterhead":
            yield _letterhead(element, looks)
        elif part.name == "table":
            yield _grid(element, looks)
        elif part.name == "recipients":
            signature = element.getnext()
            if signature is not None and local(signature) != "signature":
                signature = None
            yield from _end(element, signature, looks)
        elif part.name == "signature":
            previous = element.getprevious()
            if previous is None or local(previous) != "recipients":
                yield from _end(None, element, looks)
        else:
            if part.name == "appendix-title" and element.getprevious() is None:
                yield NewPages()
            paragraph = _part(part, looks, numbers)
            rule = looks[part.name].rule if part.name == "subject" and paragraph.after else 0
            yield paragraph._replace(after=0) if rule else paragraph
            if rule:
                yield _line_below(rule, paragraph.after)


def _line_below(rule: float, after: float) -> Paragraph:
    """A line under the paragraph before, which may take several lines: in a small paragraph of its own."""
    look = Look(size=6, align="center", after=after, rule=rule)
    return _set("", look, PAGE_WIDTH)._replace(keep_next=True)


def _part(part: Part, looks: Mapping[str, Look], numbers: "_Numbers | None") -> Paragraph:
    text = text_of(part.element)
    automatic = numbers.number(part) if numbers and part.label else 0
    if part.label and not automatic:
        text = f"{part.label} {text}"
    paragraph = _set(text, looks.get(part.name, _BODY))
    if part.element.get(CARRIED):
        paragraph = paragraph._replace(runs=tuple(run._replace(highlight=True) for run in paragraph.runs))
    if part.name == "subject" and _follows(part.element, "subject", after=True):
        paragraph = paragraph._replace(after=0)
    elif part.name == "subject":
        paragraph = paragraph._replace(after=12)
    return paragraph._replace(number=automatic, keep_next=part.name in ("heading", "closing"))


def _follows(element: etree._Element, name: str, *, after: bool) -> bool:
    other = element.getnext() if after else element.getprevious()
    return other is not None and local(other) == name


def _set(text: str, look: Look, width: float = 0) -> Paragraph:
    """Text with direct formatting, as offices do; with a width the look's line is drawn under it."""
    return Paragraph(
        (Run(text, look.size, look.bold, look.italic, look.underline),),
        look.align,
        first_line=look.first_line,
        before=look.before,
        after=look.after,
        rule=look.rule if width else 0,
        rule_at=width,
    )


def _seen(element: etree._Element) -> str:
    """What stands on the page: blanks to be filled by hand are wide enough for it."""
    text = text_of(element)
    name = local(element)
    if name == "asterisk":
        return "*"
    if name == "number":
        word, _, number = text.partition(" ")
        return f"{word}{_BLANK}{number}" if number[:1] in ("/", "-") else text
    if name == "place-date":
        return text.replace("ngày tháng", f"ngày{_BLANK}tháng").replace("tháng năm", f"tháng{_BLANK}năm")
    return text


def _letterhead(letterhead: etree._Element, looks: Mapping[str, Look]) -> Table:
    """Two columns; the next row begins where the reading goes back from right to left."""
    rows: list[tuple[list[Paragraph], list[Paragraph]]] = [([], [])]
    for element in letterhead:
        left = local(element) in _LEFT
        if left and rows[-1][1]:
            rows.append(([], []))
        look = looks.get(local(element), looks["agency"])
        width = 0.0
        if not _follows(element, local(element), after=True):
            width = LEFT_WIDTH if left else PAGE_WIDTH - LEFT_WIDTH
        rows[-1][0 if left else 1].append(_set(_in_lines(_seen(element)), look, width))
    return _columns(rows)


def _in_lines(name: str) -> str:
    """A long name of a State body as it is set: the place in a line of its own."""
    for place in (
        " TỈNH ",
        " THÀNH PHỐ ",
        " HUYỆN ",
        " THỊ XÃ ",
        " QUẬN ",
        " XÃ ",
        " PHƯỜNG ",
        " THỊ TRẤN ",
        " ĐẶC KHU ",
    ):
        if name.startswith("ỦY BAN NHÂN DÂN" + place):
            return name.replace(place, "\n" + place[1:], 1)
    return name


def _end(
    recipients: etree._Element | None, signature: etree._Element | None, looks: Mapping[str, Look]
) -> Iterator[Block]:
    """Recipients on the left, signature on the right."""
    yield _set(" ", Look(size=6))._replace(keep_next=True)
    sides = tuple(
        [_set(text_of(element), looks[local(element)]) for element in part] if part is not None else []
        for part in (recipients, signature)
    )
    yield _columns([(sides[0], sides[1])])


def _columns(rows: Sequence[tuple[Sequence[Paragraph], Sequence[Paragraph]]]) -> Table:
    """A table without borders, as wide as the text."""
    cells = (tuple(Cell(tuple(side) or (Paragraph(),)) for side in sides) for sides in rows)
    return Table((LEFT_WIDTH, PAGE_WIDTH - LEFT_WIDTH), tuple(Row(each, whole=True) for each in cells), borders=False)


def _grid(element: etree._Element, looks: Mapping[str, Look]) -> Table:
    """A table with borders; its columns share the width by how much they hold."""
    rows = tuple(
        Row(tuple(_cell(cell, looks, header=_is_header(row)) for cell in row), header=_is_header(row))
        for row in element
    )
    count = max(sum(cell.columns for cell in row.cells) for row in rows)
    return Table(_widths(rows, count), rows)


def _is_header(row: etree._Element) -> bool:
    return row.get("header") in ("true", "1")


def _cell(cell: etree._Element, looks: Mapping[str, Look], *, header: bool) -> Cell:
    look = looks["cell-header" if header else "cell"]
    texts = [text_of(cell)] if text_of(cell) or not len(cell) else []
    texts += [" ".join(filter(None, (child.get("label"), text_of(child)))) for child in cell]
    paragraphs = tuple(_set(text, look) for text in texts)
    return Cell(paragraphs, int(cell.get("rows", 1)), int(cell.get("columns", 1)))


def _widths(rows: Sequence[Row], count: int) -> tuple[float, ...]:
    """Wide enough for the longest word of each column; what is left is shared by how much they hold."""
    least, held = [_NARROWEST] * count, [1.0] * count
    for row in rows:
        for number, cell in enumerate(row.cells[:count]):
            if any(other.rows > 1 or other.columns > 1 for other in row.cells):
                break  # merged cells don't tell which column they are of
            words = [word for paragraph in cell.paragraphs for run in paragraph.runs for word in run.text.split()]
            least[number] = max([least[number], *(len(word) * _LETTER + _PADDING for word in words)])
            held[number] = max(held[number], min(sum(map(len, words)), 60.0))
    left = max(PAGE_WIDTH - sum(least), 0)
    shared = [each + left * part / sum(held) for each, part in zip(least, held, strict=True)]
    return tuple(round(PAGE_WIDTH * each / sum(shared), 1) for each in shared)


class _Numbers:
    """Word's own numbering for runs of labels that it can make: "I.", "1.", "a)", "-"."""

    _KINDS = (
        Numbering("upperRoman", "%1."),
        Numbering("decimal", "%1."),
        Numbering("lowerLetter", "%1)"),
        Numbering("bullet", "-"),
    )

    def __init__(self) -> None:
        self.lists: list[Numbering] = []
        self._counts: dict[etree._Element, tuple[int, int, int]] = {}

    def number(self, part: Part) -> int:
        """Which list the paragraph belongs to; 0 if its label must be typed."""
        owner = part.element.getparent() if part.name == "heading" else part.element
        siblings = None if owner is None else owner.getparent()
        if siblings is None:
            return 0
        kind, value = self._kind(part.label)
        last_kind, last_value, number = self._counts.get(siblings, (-1, 0, 0))
        if kind < 0 or (value and value != (last_value + 1 if kind == last_kind else 1)):
            self._counts.pop(siblings, None)
            return 0
        if kind != last_kind:
            self.lists.append(self._KINDS[kind])
            number = len(self.lists)
        self._counts[siblings] = (kind, value, number)
        return number

    @staticmethod
    def _kind(label: str) -> tuple[int, int]:
        romans = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
        if label == "-":
            return 3, 0
        if label.endswith(".") and label[:-1] in romans:
            return 0, romans.index(label[:-1]) + 1
        if label.endswith(".") and label[:-1].isdecimal() and len(label) <= 3 and label[0] != "0":
            return 1, int(label[:-1])
        if len(label) == 2 and label[0] in "abcd" and label[1] == ")":
            return 2, ord(label[0]) - ord("a") + 1
        return -1, 0
