"""Numbers of headings, articles and items that are left out or said twice."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import dropwhile, pairwise

from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage, Plan, Role

ROMANS = tuple(
    ten + one
    for ten in ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    for one in ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
)
"""Roman figures by their value; nothing for 0."""
_ROMAN_VALUES = {figure: value for value, figure in enumerate(ROMANS) if figure}
_LETTERS = "ABCDĐEGHKLMN"
"""Capitals that number parts; "Đ" only where the draft has it, and none that is a Roman figure too."""
_SURE = 2
"""Series that begin at 1, for one that does not to be a slip."""
_LATE = 5
"""A series that begins here or later is cut out of something else."""
_SUB_ITEM = lazily(r"(?P<over>\d{1,2}(?:\.\d{1,2})*)\.(?P<number>\d{1,2})(?P<mark>[.)]?)")
_ARTICLE = lazily(r"(?P<word>Điều|ĐIỀU) (?P<number>\d{1,3})(?P<mark>[.:]?)")
_BEFORE_A_NUMBER = ("Phần ", "PHẦN ", "Mục ", "MỤC ")
_Series = dict[tuple[int, int, str], list["_Numbered"]]
"""By the section they are under, the appendix and the kind of figures; the letters themselves for letters."""


class _Numbered(NamedTuple):
    """A heading or an item with its number."""

    passage: Passage
    label: str
    value: int
    heads: bool = False

    @property
    def mark(self) -> str:
        """What stands behind the number."""
        return self.label[len(self.label.rstrip(".)-")) :]


def recognise(context: Context) -> Iterator[Fact]:
    """``defect`` facts (heading: gap, duplicate)."""
    plan = context.plan
    if plan.nature != "draft":
        return
    series = _series(plan)
    yield from _headings(series)
    yield from _running((each, "", f"{word} {{}}{mark}") for each, word, mark in _articles(plan))
    yield from _running((each, under, f"{over}.{{}}{mark}") for each, under, over, mark in _sub_items(plan))
    yield from _repeated_items(plan, {(section, appendix) for section, appendix, _ in series})


def _defect(each: _Numbered, expected: str, *, repeated: bool = False) -> Fact:
    passage = each.passage
    return fact(
        "defect", passage.place() if each.heads else passage.place(0, len(each.label)), passage.text,
        component="heading", defect="duplicate" if repeated else "gap", expected=expected, actual=each.label,
    )  # fmt: skip


def _series(plan: Plan) -> _Series:
    """Headings that count on; an item may stand between headings of its level and count."""
    found: _Series = {}
    letters = _LETTERS if any(_bare(each.label) == "Đ" for each in plan.sections) else _LETTERS.replace("Đ", "")
    for section in plan.sections:
        kind, value = _counted(section.label, letters)
        if kind:
            numbered = _Numbered(plan.passages[section.heading], section.label, value, heads=True)
            found.setdefault((section.parent, section.appendix, kind), []).append(numbered)
    for item in plan.of(Role.ITEM):
        kind, value = _counted(item.label, letters)
        if series := found.get((item.section, item.appendix, kind)):
            series.append(_Numbered(item, item.label, value))
    return {key: sorted(series, key=lambda each: each.passage.index) for key, series in found.items()}


def _counted(label: str, letters: str) -> tuple[str, int]:
    """Kind and value of a label: the letters themselves for one of them."""
    kind, value = ordinal(label)
    bare = _bare(label)
    return (letters, letters.index(bare) + 1) if not kind and bare in letters else (kind, value)


def _headings(found: _Series) -> Iterator[Fact]:
    begun = sum(series[0].value == 1 for series in found.values())
    anew = sum(series[0].value == 1 for (above, _, kind), series in found.items() if kind == "arabic" and above >= 0)
    last = 0
    for (above, appendix, kind), series in found.items():
        goes_on = series[0].value == last + 1 and anew < _SURE  # one count through all sections
        if kind == "arabic":
            last = series[-1].value
            if above >= 0 and not appendix and begun >= _SURE and not goes_on and len(series) > 1:
                first = series[0]
                if first.heads and 1 < first.value < _LATE and "." not in first.label.strip()[:-1]:
                    yield _defect(first, f"1{first.mark}")
                if first.value > 1 and series[1].value == 2:  # the others count on from 1
                    series = series[1:]
        yield from _sequence(kind, series)


class _Count(NamedTuple):
    """Where a series stands: as it is written, and as it is meant, which is another behind a slip."""

    written: int = 0
    meant: int = 0

    def slip(self, value: int) -> int:
        """What the next number should be; 0 if it is right: it goes on from either, begins anew, or is the first.

        Copies from law sites lose their first headings.
        """
        return self.meant + 1 if self.written and value not in (self.written + 1, self.meant + 1, 1) else 0


def _sequence(kind: str, series: Sequence[_Numbered]) -> Iterator[Fact]:
    count = _Count()
    for each in series:
        expected = count.slip(each.value) if each.heads else 0
        if expected:
            yield _defect(each, _figure(kind, expected) + each.mark, repeated=each.value == count.written)
        count = _Count(each.value, expected or each.value)


def _running(counted: Iterable[tuple[_Numbered, Hashable, str]]) -> Iterator[Fact]:
    """Numbers that do not follow the last one of their own kind; given with that, and with how one is written.

    Headings among them only count: they are told of with the other headings.
    """
    counts: dict[Hashable, _Count] = {}
    for each, under, form in counted:
        count = counts.get(under, _Count())
        expected = count.slip(each.value)
        if expected and not each.heads:
            yield _defect(each, form.format(expected), repeated=each.value == count.written)
        counts[under] = _Count(each.value, expected or each.value)


def _articles(plan: Plan) -> Iterator[tuple[_Numbered, str, str]]:
    """Articles from Điều 1 on."""
    matched = ((passage, _ARTICLE.fullmatch(passage.label.strip())) for passage in plan.of(Role.ITEM, Role.HEADING))
    found = (
        (_Numbered(passage, passage.label, int(match["number"])), match["word"], match["mark"])
        for passage, match in matched
        if match and not passage.appendix
    )
    return dropwhile(lambda each: each[0].value != 1, found)


def _sub_items(plan: Plan) -> Iterator[tuple[_Numbered, Hashable, str, str]]:
    """Items and headings "5.1.", "5.3.": what is before the last number counts as what they are under."""
    for passage in plan.of(Role.ITEM, Role.HEADING):
        match = _SUB_ITEM.fullmatch(passage.label.strip())
        if match and passage.block.cell is None:
            heads = passage.role is Role.HEADING
            section = plan.sections[passage.section].parent if heads and passage.section >= 0 else passage.section
            numbered = _Numbered(passage, passage.label, int(match["number"]), heads)
            yield numbered, (section, passage.appendix, match["over"]), match["over"], match["mark"]


def _repeated_items(plan: Plan, headed: set[tuple[int, int]]) -> Iterator[Fact]:
    """A number twice among items that all stand on one level right under their heading."""
    found: dict[tuple[int, int], list[_Numbered]] = {}
    for item in plan.of(Role.ITEM):
        kind, value = ordinal(item.label)
        single = kind == "arabic" and "." not in item.label.strip()[:-1]
        numbered = _Numbered(item, item.label, value if single else 0)
        found.setdefault((item.section, item.appendix), []).append(numbered)
    for under, items in found.items():
        if under in headed or under[1] or items[0].value != 1 or not all(each.value for each in items):
            continue
        for before, each in pairwise(items):
            if each.value == before.value > 1:
                yield _defect(each, f"{each.value + 1}{each.mark}", repeated=True)


def ordinal(label: str) -> tuple[str, int]:
    """Kind ("roman", "arabic" or empty) and value of a label; "1.2" counts as 2."""
    core = _bare(label)
    for word in _BEFORE_A_NUMBER:
        core = core.removeprefix(word)
    core = core.replace("l", "I") if core.rstrip("IVXl") == "" else core  # a letter typed for the figure
    if core in _ROMAN_VALUES:
        return "roman", _ROMAN_VALUES[core]
    last = core.rpartition(".")[2]
    return ("arabic", int(last)) if last.isdecimal() and len(last) <= 2 else ("", 0)


def _bare(label: str) -> str:
    """A label without its mark; a space for none, which is in no series."""
    return label.strip().rstrip(".)-:/ ") or " "


def _figure(kind: str, value: int) -> str:
    if kind in ("roman", "arabic"):
        return ROMANS[value] if kind == "roman" and value < len(ROMANS) else str(value)
    return kind[value - 1 : value]
