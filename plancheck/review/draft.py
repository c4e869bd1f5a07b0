"""A skeleton filled in for one draft to be: kind of document, level, province, day → plan XML."""

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from plancheck.data.days import in_words, month_shown, shown
from plancheck.knowledge import Knowledge
from plancheck.knowledge.model import Agency, Instrument, Province
from plancheck.knowledge.territory import UNIT
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.review.layout import CARRIED
from plancheck.review.skeleton import Choice, Line, Scope, Skeleton, load_skeletons

_NAMESPACE = "https://plancheck.dev/plan/1"
VARIABLE = lazily(r"\{([^{}]+)\}")
"""A name to be filled in."""
GIVEN = frozenset(
    {"province", "province-name", "province-unit", "area", "unit", "place", "initials", "year", "last-year", "date"}
)
"""Names that come from what is asked for."""
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_TYPE_WORDS = {
    "LUẬT": "Luật",
    "PL": "Pháp lệnh",
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "QYĐ": "Quy định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "CT": "Chỉ thị",
    "KL": "Kết luận",
    "HD": "Hướng dẫn",
    "CV": "Công văn",
}
_UNIT_WORDS = tuple(UNIT.split("|"))


class Wanted(NamedTuple):
    """The draft to be. ``day`` is ``yyyymmdd``."""

    type: str
    system: str
    level: str
    day: int
    year: int
    """Year of the plan."""
    province: Province | None = None
    name: str = ""
    """Its own name where the register has none: "huyện Văn Lãng", "xã Tân Thanh", "Bộ Công Thương"."""
    dated: bool = False
    """Write the day; else it is left blank, as drafts leave it."""
    subject: str = ""
    """Id of the register's subject; empty: that of the first skeleton for such a draft."""


def skeleton_for(wanted: Wanted, skeletons: Sequence[Skeleton] | None = None) -> Skeleton | None:
    """The skeleton for a draft, None when there is none."""
    for skeleton in load_skeletons() if skeletons is None else skeletons:
        if any(_holds(scope, wanted) for scope in skeleton.scopes):
            return skeleton
    return None


def compose(wanted: Wanted, knowledge: Knowledge, skeleton: Skeleton) -> etree._Element:
    """The draft as a plan XML element. Raises ValueError for a name that nothing fills or nobody knows."""
    return _Composer(wanted, knowledge, skeleton).plan()


def standing(wanted: Wanted, knowledge: Knowledge, skeleton: Skeleton) -> tuple[Line, ...]:
    """The lines of the skeleton that stand in the draft, headings before what is under them."""
    composer = _Composer(wanted, knowledge, skeleton)
    return tuple(line for part in skeleton.parts.values() for line in composer.standing(part))


def as_xml(plan: etree._Element) -> bytes:
    """Plan XML to be read and edited by hand: one paragraph a line, indented."""
    indented = deepcopy(plan)
    for element in [each for each in indented.iter() if each.get(CARRIED)]:
        del element.attrib[CARRIED]
        if element.tag != f"{{{_NAMESPACE}}}heading":
            element.addprevious(etree.Comment(" chuyển từ kế hoạch trước: xem lại "))
    etree.indent(indented)
    return etree.tostring(indented, xml_declaration=True, encoding="UTF-8") + b"\n"


def _holds(scope: Scope, wanted: Wanted) -> bool:
    if (scope.start and wanted.day < scope.start) or (scope.end and wanted.day >= scope.end):
        return False
    if scope.subject and wanted.subject not in ("", scope.subject):
        return False
    for allowed, value in (
        (scope.types, wanted.type),
        (scope.systems, wanted.system),
        (scope.levels, wanted.level),
        (scope.provinces, wanted.province.id if wanted.province else ""),
    ):
        if allowed and value not in allowed:
            return False
    return all(_flag(name, wanted) in values for name, values in scope.flags)


def _flag(name: str, wanted: Wanted) -> str:
    if name == "ward":
        return "yes" if wanted.name.lower().startswith("phường") else "no"
    province = wanted.province
    if province is None:
        return "unknown"
    if name == "city":
        return "yes" if province.unit_on(wanted.day) == "thành phố" else "no"
    if name == "foreign_affairs_office":
        return province.foreign_affairs_office
    known = {"border": province.border_on, "coastal": province.coastal_on, "gate": province.gate_on}
    return known[name](wanted.day)


class _Composer:
    def __init__(self, wanted: Wanted, knowledge: Knowledge, skeleton: Skeleton) -> None:
        self._wanted = wanted
        self._knowledge = knowledge
        self._skeleton = skeleton
        self._given = self._own()

    def plan(self) -> etree._Element:
        plan = etree.fromstring(f'<plan xmlns="{_NAMESPACE}" version="1"/>')
        letterhead = _add(plan, "letterhead")
        for line in self._lines("letterhead"):
            _add(letterhead, line.element, self._filled(line.text))
        for name in ("type", "subject"):
            for line in self._lines(name):
                _add(plan, name, self._filled(line.text))
        self._bases(plan)
        for line in self._lines("enacting"):
            _add(plan, "enacting", self._filled(line.text))
        self._body(_add(plan, "body"), self._skeleton.parts["body"], 0)
        for line in self._lines("closing"):
            _add(plan, "closing", self._filled(line.text))
        for name in ("recipients", "signature"):
            part = _add(plan, name)
            for line in self._lines(name):
                _add(part, line.element or "recipient", self._filled(line.text))
        return plan

    def _lines(self, part: str) -> list[Line]:
        return self._on(self._skeleton.parts[part])

    def standing(self, each: Sequence[Line]) -> Iterator[Line]:
        """The lines that stand, and those under them."""
        for line in self._on(each):
            yield line
            yield from self.standing(line.items)

    def _on(self, each: Sequence[Line]) -> list[Line]:
        """The lines of one level that stand: those for this draft, headings only with something under them."""
        return [line for line in each if self._stands(line)]

    def _stands(self, line: Line) -> bool:
        if not _holds(line.scope, self._wanted) or (line.instrument and not self._in_force(line.instrument)):
            return False
        return not line.items or any(self._stands(inner) for inner in line.items)

    def _in_force(self, number: str) -> Instrument | None:
        """An instrument that may be cited on the day: in force, and its date known."""
        found = self._knowledge.instrument(number)
        if found is None:
            raise ValueError(f"unknown instrument {number!r}")
        stands = found.status(self._wanted.day) == "in-force" and found.issued
        return found if stands else None

    def _bases(self, plan: etree._Element) -> None:
        texts = [self._filled(line.text) for line in self._lines("bases")]
        if not texts:
            return
        bases = _add(plan, "bases")
        end = "," if self._wanted.system == "party" else "."
        for number, text in enumerate(texts, 1):
            _add(bases, "basis", text + (end if number == len(texts) else ";"))

    def _body(self, parent: etree._Element, each: Sequence[Line], depth: int) -> None:
        on = self._on(each)
        for number, line in enumerate(on):
            text = self._filled(line.text)
            if line.items:
                section = _add(parent, "section")
                section.set("label", f"{_ROMANS[number] if depth == 0 else number + 1}.")
                _add(section, "heading", text)
                self._body(section, line.items, depth + 1)
            elif len(on) == 1:
                _add(parent, "p", text)
            else:
                label = f"{number + 1}." if depth < 2 else f"{_LETTERS[number]})"
                _add(parent, "item", text).set("label", label)

    # Names

    def _filled(self, text: str) -> str:
        filled = VARIABLE.sub(lambda match: self._value(match[1]), text)
        return filled[:1].upper() + filled[1:] if text.startswith("{") else filled

    def _value(self, name: str) -> str:
        if name.startswith("cite:"):
            return self._cited(name.removeprefix("cite:"))
        lower = name.lower()
        choices = self._skeleton.names.get(lower, ())
        found = next((each for each in choices if self._fits(each)), None)
        if found is None and lower not in self._given:
            raise ValueError(f"nothing fills {{{name}}} on {self._wanted.day}")
        value = self._chosen(found) if found else self._given[lower]
        return value.upper() if name.isupper() else value

    def _fits(self, choice: Choice) -> bool:
        if not _holds(choice.scope, self._wanted):
            return False
        if choice.agency:
            return self._named(choice.agency).status(self._wanted.day) == "current"
        return not choice.instrument or self._in_force(choice.instrument) is not None

    def _chosen(self, choice: Choice) -> str:
        if choice.agency:
            return self._agency(self._named(choice.agency))
        return self._cited(choice.instrument) if choice.instrument else self._filled(choice.text)

    def _named(self, id: str) -> Agency:
        try:
            return self._knowledge.agency(id)
        except KeyError:
            raise ValueError(f"unknown agency {id!r}") from None

    def _agency(self, agency: Agency) -> str:
        """Its name, with the word for a centrally run city where the province is one."""
        if self._given["province-unit"] != "thành phố" or agency.level != "province":
            return agency.name
        return agency.name.replace("tỉnh", "thành phố").replace("Tỉnh ủy", "Thành ủy")

    def _cited(self, number: str) -> str:
        """An instrument as a basis names it; laws and ordinances by their date alone."""
        found = self._in_force(number)
        if found is None:
            raise ValueError(f"{number} is not in force on {self._wanted.day}")
        date = written(found.issued, short=self._skeleton.short_dates)
        if found.type in ("LUẬT", "PL"):
            return f"{found.family or found.title} ngày {date}"
        issuer = f"Bộ trưởng {found.issuer}" if found.type == "TT" else found.issuer
        from_day = self._skeleton.comma_from
        comma = "," if from_day and self._wanted.day >= from_day else ""
        if found.type not in _TYPE_WORDS:
            raise ValueError(f"{number}: no word for the type {found.type!r}")
        return f"{_TYPE_WORDS[found.type]} số {found.number}{comma} ngày {date} của {issuer}"

    def _own(self) -> dict[str, str]:
        """Names that come from the request alone."""
        wanted, province = self._wanted, self._wanted.province
        unit = province.unit_on(wanted.day) if province else "tỉnh"
        whole = f"{unit} {province.name}" if province else ""
        area = wanted.name or whole
        own_unit = next((word for word in _UNIT_WORDS if area.lower().startswith(word)), "")
        day = f"{wanted.day % 100:02}" if wanted.dated else ""
        month = month_shown(wanted.day)
        return {
            "province": whole,
            "province-name": province.name if province else "",
            "province-unit": unit,
            "area": area,
            "unit": own_unit,
            "place": area[len(own_unit) :].strip(),
            "initials": "".join(word[0].upper() for word in area.replace(",", " ").split() if word != "và"),
            "year": str(wanted.year),
            "last-year": str(wanted.year - 1),
            "date": " ".join(f"ngày {day} tháng {month} năm {wanted.day // 10000}".split()),
        }


def written(day: int, *, short: bool) -> str:
    """A date as 30/2020/NĐ-CP writes it: zeros before days below 10 and before months 1 and 2."""
    return shown(day) if short else in_words(day)


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    element = etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}")
    if text:
        element.text = text
    return element
