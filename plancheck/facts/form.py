"""How each component of a draft looks: weight, slope, capitals, size, alignment, indents, spacing and colour.

Looks are those that a person sees (styles, defaults and direct formatting applied), told by the role of the words over
all their runs; blanks, bullets and hidden words may look as they like. What looks alike is one fact with a count.
Values are stated; what they should be is the rules' to say. Inputs that carry no look give no facts.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from plancheck.document import Block, BlockFormat, RunFormat
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.records import NamedTuple, dataclass
from plancheck.structure.plan import OUTSIDE_THE_DRAFT, Passage, Plan, Role
from plancheck.text import shorten

_WEIGHT = ("bold", "italic")
_LINE = (*_WEIGHT, "size", "alignment")
_NAME = (*_WEIGHT, "underline", "capitals", "size", "alignment")
_ASPECTS: dict[str, tuple[str, ...]] = {
    "state-name": (*_WEIGHT, "capitals", "size", "line-spacing"),
    "motto": (*_WEIGHT, "underline", "size", "alignment", "line-spacing"),
    "party-name": (*_WEIGHT, "capitals", "size"),
    "agency": _NAME,
    "superior": _NAME,
    "number": _LINE,
    "place-date": _LINE,
    "type": _NAME,
    "subject": _NAME,
    "about": _LINE,
    "attached": ("italic", "size", "alignment"),
    "basis": _WEIGHT,
    "part": (*_WEIGHT, "alignment"),
    "roman": (*_WEIGHT, "capitals"),
    "letter": _WEIGHT,
    "khoan": _WEIGHT,
    "article": (*_WEIGHT, "indent"),
    "addressee": (*_WEIGHT, "capitals", "size"),
    "recipients-label": (*_LINE, "underline"),
    "recipient": _LINE,
    "post": (*_WEIGHT, "capitals", "size"),
    "signer": (*_WEIGHT, "capitals", "size"),
    "appendix-label": _LINE,
    "appendix-title": (*_WEIGHT, "capitals", "size", "alignment"),
}
"""What is said of each component that is told by role; see ``_running`` for the words of the plan itself."""
_COMPONENTS: dict[Role, str] = {
    Role.STATE_NAME: "state-name",
    Role.MOTTO: "motto",
    Role.PARTY_NAME: "party-name",
    Role.AGENCY: "agency",
    Role.SUPERIOR: "superior",
    Role.NUMBER: "number",
    Role.PLACE_DATE: "place-date",
    Role.TYPE: "type",
    Role.SUBJECT: "subject",
    Role.ATTACHED: "attached",
    Role.BASIS: "basis",
    Role.RECIPIENTS_LABEL: "recipients-label",
    Role.RECIPIENT: "recipient",
    Role.AUTHORITY: "post",
    Role.POST: "post",
    Role.SIGNER: "signer",
    Role.APPENDIX_TITLE: "appendix-title",
}
_RUNNING = frozenset({Role.BASIS, Role.ENACTING, Role.HEADING, Role.ITEM, Role.PARAGRAPH, Role.CLOSING})
_PARAGRAPHS = frozenset({Role.ENACTING, Role.ITEM, Role.PARAGRAPH, Role.CLOSING})
_UNTOLD = frozenset({Role.PARAGRAPH, Role.HEADING})
_LETTERHEAD = (Role.AGENCY, Role.STATE_NAME, Role.PARTY_NAME, Role.MOTTO, Role.NUMBER, Role.PLACE_DATE)
_END = (Role.RECIPIENTS_LABEL, Role.RECIPIENT, Role.AUTHORITY, Role.POST, Role.SIGNER)
_TABLES = (("letterhead", _LETTERHEAD), ("end", _END))
_RULED = (Role.MOTTO, Role.AGENCY, Role.SUBJECT)
_CUT = lazily(r"[\n\t]")
_TYPED_LINE = lazily(r"[-_–—=.]{3,}")
"""A line made of letters: not the prescribed one, but seen."""
_UNMARKED = frozenset({Role.DRAFT_MARK, Role.SECRECY_MARK})
"""Roles whose words may have a colour: stamps are red."""
_LONG = 80
"""Characters that fill a line: only there can alignment be seen, and a lead-in be told from a paragraph."""
_UNBREAKABLE = 220
"""Characters of three lines, which Word does not part over two pages."""
_QUOTE = 60
_TWO_COLUMNS = frozenset({"superior", "agency", "number", "place-date"})
"""Centred in their columns; without columns there is nothing to centre them in."""

_Run = tuple[int, int, RunFormat]
_Key = tuple[str, str, str, int]


@dataclass(slots=True)
class _Seen:
    """Where one look stands first, and in how many paragraphs."""

    passage: Passage
    start: int
    end: int
    places: int = 1
    last: int = -1


class Look(NamedTuple):
    """One aspect of one stretch (``passage.text[start:end]``) of a component, as ``form`` facts tell it."""

    component: str
    aspect: str
    value: str
    number: int
    passage: Passage
    start: int
    end: int


def recognise(context: Context) -> Iterator[Fact]:
    """``form`` facts."""
    if context.plan.document.has_layout:
        tally = _Tally()
        _look(context, tally)
        yield from tally.facts()


def looks(context: Context) -> tuple[Look, ...]:
    """How every stretch looks that ``form`` facts speak of: each place, where a fact has the first alone."""
    listed = _List()
    if context.plan.document.has_layout:
        _look(context, listed)
    return tuple(listed.looks)


_OVER_A_TABLE = Cue(r"\W*<form.over-a-table> ?:[^:;.]{0,40}$")
"""A line over a table, set as its maker likes: "Đơn vị tính: triệu đồng"."""


def _look(context: Context, tally: "_Notes") -> None:
    plan = context.plan
    last: Passage | None = None
    letter = _is_letter(plan)
    apart = _sides(context)
    addressed = False
    for passage in plan.passages:
        if passage.block.part != "body" or passage.role in OUTSIDE_THE_DRAFT:
            continue
        runs = _worded(passage.block)
        if not runs:
            continue
        _text(tally, passage, runs)
        if passage.role in _RUNNING:
            if passage.index < plan.host and passage.role in _UNTOLD:  # the title of the decision that issues it
                continue
            addressed = _is_addressee(passage) or (addressed and passage.role is Role.ITEM)
            if addressed and passage.role is Role.ITEM:
                _sizes(tally, "body", passage, runs)
            elif (
                passage.block.cell is None
                and not passage.block.in_text_box
                and not passage.parts
                and not _OVER_A_TABLE(context.knowledge).match(passage.folded.text)
            ):
                _running(tally, passage, runs, last)
                last = passage
            continue
        for role, start, end in _roles(passage):
            component = _component(passage, role, letter)
            if component == "subject" and "subject" not in context.owed:
                continue
            if component:
                _note_component(tally, component, passage, start, end, _within(passage.block, runs, start, end), apart)
    _lines(tally, context)
    _drawn(tally, context)
    _tables(tally, context)
    _pages(tally, context)


def _sides(context: Context) -> bool:
    """Whether a letterhead of plain lines puts the agency on the left and the date on the right of the page."""
    agency, date = context.stretches(Role.AGENCY), context.stretches(Role.PLACE_DATE)
    if not agency or not date:
        return False
    left, right = agency[0][0].block, date[0][0].block
    sides = left.format.alignment == "left" and right.format.alignment == "right"
    return sides and left.cell is None and right.cell is None


def stretches(plan: Plan, component: str) -> Iterator[tuple[Passage, int, int]]:
    """Stretches (passage, start, end) that ``form`` facts of a component speak of, in order."""
    letter = _is_letter(plan)
    for passage in plan.passages:
        if passage.block.part != "body" or passage.role in OUTSIDE_THE_DRAFT:
            continue
        for role, start, end in _roles(passage):
            if role in _RUNNING:
                own = {_component(passage, role, letter), "body", "paragraph" if role in _PARAGRAPHS else ""}
            else:
                own = {_component(passage, role, letter)}
                own |= {name for name, roles in _TABLES if role in roles and passage.block.cell}
            if component in own or component == "text":
                yield passage, start, end


def _roles(passage: Passage) -> tuple[tuple[Role, int, int], ...]:
    return passage.parts or ((passage.role, 0, len(passage.block.text)),)


def _is_letter(plan: Plan) -> bool:
    """A letter, or a paper that names no type and begins what it is about as a letter does."""
    if plan.kind == "letter":
        return True
    about = next(iter(plan.stretches(Role.SUBJECT)), None)
    return about is not None and not any(plan.stretches(Role.TYPE)) and about[0].folded.text.startswith("v/v")


def _is_addressee(passage: Passage) -> bool:
    return passage.role in _PARAGRAPHS and passage.folded.text.startswith("kính gửi")


def _component(passage: Passage, role: Role, letter: bool) -> str:
    """Component of a stretch, empty where it has none of its own. ``letter``: the draft is one."""
    if role is Role.HEADING:
        component = "" if passage.appendix else _heading(passage.label)
        leads_in = component == "khoan" and passage.text.rstrip().endswith(":")
        return "" if leads_in else component
    if role in _PARAGRAPHS:
        return "addressee" if _is_addressee(passage) else ""
    if role is Role.SUBJECT and letter:
        return "about"
    if role is Role.APPENDIX_TITLE and passage.folded.text.startswith("phụ lục"):
        return "appendix-label"
    return _COMPONENTS.get(role, "")


class _Notes(ABC):
    """What is noted of the looks of a draft."""

    @abstractmethod
    def note(
        self, component: str, aspect: str, value: str, number: int, passage: Passage, start: int, end: int
    ) -> None:
        """One aspect of one stretch; a ``value``, or a ``number`` in tenths or hundredths."""


class _List(_Notes):
    """Everything, as it comes."""

    def __init__(self) -> None:
        self.looks: list[Look] = []

    def note(
        self, component: str, aspect: str, value: str, number: int, passage: Passage, start: int, end: int
    ) -> None:
        self.looks.append(Look(component, aspect, value, number, passage, start, end))


class _Tally(_Notes):
    """What was seen, by component, aspect and value."""

    def __init__(self) -> None:
        self._seen: dict[_Key, _Seen] = {}

    def note(
        self, component: str, aspect: str, value: str, number: int, passage: Passage, start: int, end: int
    ) -> None:
        key = (component, aspect, value, number)
        known = self._seen.get(key)
        if known is None:
            self._seen[key] = _Seen(passage, start, end, 1, passage.index)
        elif known.last != passage.index:
            known.places += 1
            known.last = passage.index

    def facts(self) -> Iterator[Fact]:
        """One for each value; those first seen at one place share it."""
        last: Passage | None = None
        first = stop = -1
        for (component, aspect, value, number), seen in self._seen.items():
            if last is not seen.passage or first != seen.start or stop != seen.end:
                last, first, stop = seen.passage, seen.start, seen.end
                shown = shorten(last.text[first:stop], _QUOTE)
                quote = shown.removesuffix("…") if stop - first > _QUOTE else shown
                place = last.place(first, first + len(quote))
            yield fact(
                "form",
                place,
                quote.strip(),
                component=component,
                aspect=aspect,
                value=value or measure(number, 100 if aspect == "line-spacing" else 10),
                number=number,
                places=seen.places,
                text=shown.strip(),
            )


def measure(number: int, parts: int = 10) -> str:
    """A measure in tenths, or other parts of a unit, as people write it: "14", "13,5"."""
    return str(number // parts) if number % parts == 0 else f"{number / parts:g}".replace(".", ",")


def _worded(block: Block) -> list[_Run]:
    """Runs that show a letter or a digit."""
    text = block.text
    found = []
    for run in block.runs:
        start, end, look = run[0], run[1], run[2]
        if (text[start].isalnum() or any(map(str.isalnum, text[start:end]))) and not look.hidden:
            found.append((start, end, look))
    return found


def _within(block: Block, runs: Sequence[_Run], start: int, end: int) -> Sequence[_Run]:
    """What of the runs lies in a stretch and shows a letter or a digit: one run may hold several lines."""
    if len(runs) == 1 and end - start == len(block.text):
        return runs
    clipped = [(max(run[0], start), min(run[1], end), run[2]) for run in runs if run[0] < end and run[1] > start]
    return [run for run in clipped if any(map(str.isalnum, block.text[run[0] : run[1]]))]


def _text(tally: _Notes, passage: Passage, runs: Sequence[_Run]) -> None:
    """Fonts and colours, of all words; dark greys pass for black."""
    for start, end, look in runs:
        if look.font:
            tally.note("text", "font", look.font, 0, passage, start, end)
        color = look.color
        if color and color != "000000" and passage.role not in _UNMARKED and _is_coloured(color):
            tally.note("text", "color", color, 0, passage, start, end)


def _is_coloured(color: str) -> bool:
    return len(color) == 6 and max(color[0], color[2], color[4]) > "3"


def _note_component(
    tally: _Notes, component: str, passage: Passage, start: int, end: int, runs: Sequence[_Run], apart: bool = False
) -> None:
    if not runs:
        return
    block = passage.block
    whole = end - start == len(block.text) and not _is_pushed(block)
    for aspect in _ASPECTS[component]:
        if aspect == "size":
            _sizes(tally, component, passage, runs)
        elif aspect == "alignment":
            if whole and block.format.alignment and not (apart and component in _TWO_COLUMNS and block.cell is None):
                tally.note(component, aspect, block.format.alignment, 0, passage, start, end)
        elif aspect == "capitals":
            tally.note(component, aspect, "yes" if _capitals(block, start, end, runs) else "no", 0, passage, start, end)
        elif aspect == "indent":
            _indent(tally, component, passage)
        elif aspect == "line-spacing":
            _line_spacing(tally, component, passage)
        else:
            tally.note(component, aspect, _share(runs, aspect), 0, passage, start, end)


def _share(runs: Sequence[_Run], aspect: str) -> str:
    """Whether all words have something, none or some."""
    if len(runs) == 1:
        return "yes" if getattr(runs[0][2], aspect) else "no"
    having = sum(1 for run in runs if getattr(run[2], aspect))
    return "no" if not having else "yes" if having == len(runs) else "mixed"


def _capitals(block: Block, start: int, end: int, runs: Sequence[_Run]) -> bool:
    text = block.text
    if text[start:end].isupper():
        return True
    return all(look.caps or text[max(first, start) : min(last, end)].isupper() for first, last, look in runs)


def _sizes(tally: _Notes, component: str, passage: Passage, runs: Sequence[_Run]) -> None:
    for start, end, look in runs:
        if look.size is not None:
            tally.note(component, "size", "", round(look.size * 10), passage, start, end)


def _is_pushed(block: Block) -> bool:
    """Whether blanks or tabs put the words in their place: then alignment and indent do not tell it."""
    return "\t" in block.text or (block.origins is not None and block.origins[0] > 0)


# The words of the plan itself


def _running(tally: _Notes, passage: Passage, runs: Sequence[_Run], above: Passage | None) -> None:
    """Bases, headings, items and paragraphs. Only sizes are looked at in an appendix: it may be a form or a list."""
    role, block = passage.role, passage.block
    end = len(block.text)
    component = _component(passage, role, False)
    if component != "addressee":
        _sizes(tally, "body", passage, runs)
    if passage.appendix:
        return
    if component:
        _note_component(tally, component, passage, 0, end, runs)
    if component == "addressee":
        return
    # A heading's second line goes with the first; a centred line is a title.
    if not (role is Role.HEADING and not passage.label) and block.format.alignment != "center":
        _spacing(tally, passage, above)
    if role not in _PARAGRAPHS:
        return
    shape = block.format
    if end >= _LONG and shape.alignment:
        tally.note("paragraph", "alignment", shape.alignment, 0, passage, 0, end)
    if end >= _LONG and block.text[0] != "(":
        for aspect in _WEIGHT:
            if aspect == "bold" and _reads_as_heading(passage):
                continue
            tally.note("paragraph", aspect, _share(runs, aspect), 0, passage, 0, end)
    if not shape.indent_left and shape.alignment in ("justify", "left"):
        _indent(tally, "paragraph", passage)
    _line_spacing(tally, "paragraph", passage)


def _reads_as_heading(passage: Passage) -> bool:
    """Whether a long line may be a heading or lead-in, which are bold: numbered with no full stop, or ending in ":"."""
    text = passage.text.rstrip()
    return text.endswith(":") or (passage.label[:1].isalnum() and not text.endswith((".", ";")))


def _heading(label: str) -> str:
    """Component of a heading by its label."""
    first = label[:1]
    if not first:
        return ""
    if first.isdigit():
        return "" if "." in label[:-1] else "khoan"
    bare = label.rstrip(" .)-–/:")
    if not bare.strip("IVX"):
        return "roman"
    if len(bare) == 1:
        return "letter" if bare.isupper() else ""
    word = bare.partition(" ")[0].lower()
    return "article" if word == "điều" else "part" if word in ("phần", "chương") else ""


def _indent(tally: _Notes, component: str, passage: Passage) -> None:
    """Where the first line begins. Said only where neither blanks nor a number's own tab decide it."""
    shape = passage.block.format
    if shape.indent_first is None or _is_pushed(passage.block):
        return
    first = (shape.indent_left or 0.0) + shape.indent_first
    tally.note(component, "indent", "", round(first * 10), passage, 0, len(passage.block.text))


def _line_spacing(tally: _Notes, component: str, passage: Passage) -> None:
    lines, height = passage.block.format.line_spacing, passage.block.format.line_height
    if lines is not None:
        tally.note(component, "line-spacing", "", round(lines * 100), passage, 0, len(passage.block.text))
    elif height is not None:
        tally.note(component, "line-height", "", round(height * 10), passage, 0, len(passage.block.text))


def _spacing(tally: _Notes, passage: Passage, above: Passage | None) -> None:
    """Space to the paragraph above, where both stand one after the other with no empty line between them."""
    block = passage.block
    if above is None or block.blank_above or block.ordinal != above.block.ordinal + 1:
        return
    gap = _gap(above.block.format, block.format)
    if gap is not None:
        tally.note("paragraph", "gap", "", round(gap * 10), passage, 0, len(block.text))


def _gap(above: BlockFormat, below: BlockFormat) -> float | None:
    if above.space_after is None or below.space_before is None:
        return None
    same = above.style == below.style
    after = 0.0 if above.contextual and same else above.space_after
    before = 0.0 if below.contextual and same else below.space_before
    return after + before


# Lines, tables and pages


def _drawn(tally: _Notes, context: Context) -> None:
    """Whether a line is drawn under motto, agency and subject: in the paragraphs of each, or its cell.

    A line can be anchored anywhere near: where more are drawn than beside the three, those without one are unknown.
    """
    owners: dict[str, tuple[Passage, int, int]] = {}
    for role in _RULED:
        name = _COMPONENTS[role]
        for stretch in context.stretches(role):
            passage = stretch[0]
            first = name not in owners or passage.index <= owners[name][0].index + 1  # not of another paper in the file
            if first and not passage.appendix and passage.block.part == "body":
                owners[name] = stretch
    if _is_letter(context.plan):  # it has none under what it is about
        owners.pop("subject", None)
    if not owners:
        return
    last = max(passage.index for passage, _, _ in owners.values())
    drawn: set[str] = set()
    lines = 0
    for passage in context.plan.passages[: last + 2]:
        block = passage.block
        if block.part != "body":
            continue
        here = block.lines + sum(1 for line in _CUT.split(block.text) if _TYPED_LINE.fullmatch(line.strip()))
        near = [name for name, (owner, _, _) in owners.items() if here and _is_near(passage, owner, name)]
        lines += here
        if len(near) <= here:  # else one paragraph holds two of them: which has the line?
            drawn.update(near)
    missing = "unknown" if lines > len(drawn) else "no"
    for name, stretch in owners.items():
        tally.note(name, "rule", "yes" if name in drawn else missing, 0, *stretch)


def _is_near(passage: Passage, owner: Passage, name: str) -> bool:
    """Whether what is drawn in a passage belongs to an owner."""
    if owner.block.cell is not None:
        return passage.block.cell == owner.block.cell
    if name == "subject":
        return owner.index - 2 <= passage.index <= owner.index + 1
    return passage is owner or (owner.index < passage.index <= owner.index + 1 and passage.role is Role.NOISE)


def _lines(tally: _Notes, context: Context) -> None:
    """Whether the national title stands in one line."""
    found = [each for each in context.stretches(Role.STATE_NAME) if not each[0].appendix]
    if found:
        passage, start, end = found[0]
        broken = len(found) > 1 and found[1][0].index == passage.index + 1  # else of another letterhead
        several = broken or "\n" in passage.text[start:end].strip()
        tally.note("state-name", "lines", "several" if several else "one", 0, passage, start, end)


def _tables(tally: _Notes, context: Context) -> None:
    """Whether the tables that hold the letterhead and the end of the draft have lines to be seen."""
    lined = context.plan.document.lined_tables
    for component, roles in _TABLES:
        for role in roles:
            for passage, start, end in context.stretches(role):
                cell = passage.block.cell
                if cell is not None and passage.block.part == "body":
                    while cell.outer is not None:
                        cell = cell.outer
                    tally.note(component, "border", "yes" if cell.table in lined else "no", 0, passage, start, end)


def _pages(tally: _Notes, context: Context) -> None:
    """A signature alone on its page, and appendices whose pages are not numbered afresh."""
    plan = context.plan
    body = [passage for passage in plan.passages if passage.role in _RUNNING and not passage.appendix]
    signed = next((each for role in (Role.AUTHORITY, Role.POST) for each in context.stretches(role)), None)
    if body and signed and signed[0].block.page and body[-1].block.page and not signed[0].appendix:
        short = len(body[-1].text) < _UNBREAKABLE
        alone = "yes" if short and signed[0].block.page > body[-1].block.page else "no"
        tally.note("end", "page", alone, 0, *signed)
    if not plan.document.page_numbers:
        return
    fresh = {page.first for page in plan.document.pages if page.restarts}
    begun = 0
    for passage in plan.passages:
        if passage.appendix > begun and passage.block.part == "body":
            begun = passage.appendix
            restarts = "yes" if passage.block.ordinal in fresh else "no"
            tally.note("appendix", "page-number", restarts, 0, passage, 0, len(passage.text))


def has_middle(block: Block, start: int) -> bool:
    """Whether a line can be drawn under the middle of what begins at ``start``: not beside others, set with tabs."""
    known = block.cell is not None or block.format.alignment == "center"
    return start == 0 and known and not _is_pushed(block)
