"""Look things up in the register."""

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from plancheck.knowledge.gazetteer import Gazetteer
from plancheck.knowledge.model import (
    Agency,
    DocumentType,
    Function,
    Handed,
    Instrument,
    Office,
    PaperKind,
    Pattern,
    PlaceKind,
    Province,
    Regime,
    Saying,
    SectionRole,
    Slip,
    Subject,
    Topic,
    Vocabulary,
)
from plancheck.knowledge.scanner import Names, Pieces
from plancheck.knowledge.store import cached, rules_dir, shipped
from plancheck.knowledge.territory import DISTRICT
from plancheck.later import Later
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.text import bare, fold, nfc

if TYPE_CHECKING:
    from plancheck.knowledge.numbers import Numbers


_Made = TypeVar("_Made")
Flags = Mapping[str, Mapping[str, str]]
"""By province id, what is so of it whatever the register says."""


class Hit(NamedTuple):
    """A name found in folded text: offsets, and the ids it may stand for (several when an abbreviation is shared)."""

    start: int
    end: int
    ids: tuple[str, ...]
    province: str = ""
    """Id of the province whose name is part of the hit ("Sở Ngoại vụ Lạng Sơn")."""


class Keeper(Protocol):
    """Gives what ``make`` makes of the data that ``build`` gives by a register alone, these kept under a name."""

    def __call__(self, name: str, code: Sequence[str], build: Callable[[], Any], make: Callable[[Any], _Made]) -> _Made:
        """``code``: files that hold ``build``; none: for any register but the shipped one it is built each time."""


def _made_anew(name: str, code: Sequence[str], build: Callable[[], Any], make: Callable[[Any], _Made]) -> _Made:
    return make(build())


class Knowledge:
    """The whole register. Immutable; load once per process."""

    instruments: tuple[Instrument, ...]
    agencies: tuple[Agency, ...]
    provinces: tuple[Province, ...]
    regimes: tuple[Regime, ...]
    vocabulary: Vocabulary

    def __init__(self, data: dict[str, Any], keeper: "Keeper | None" = None) -> None:
        """Make it from the data of ``build``; ``keeper`` keeps what is made of it in turn."""
        self.kept = keeper or _made_anew
        self.instruments = tuple(Instrument(*_frozen(row)) for row in data["instruments"])
        self.agencies = tuple(map(_agency, data["agencies"]))
        self.provinces = tuple(Province(*_frozen(row)) for row in data["provinces"])
        self.regimes = tuple(Regime(*_frozen(row)) for row in data["regimes"])
        self.vocabulary = _vocabulary(data["vocabulary"])
        self._agencies = {agency.id: agency for agency in self.agencies}
        self._provinces = {province.id: province for province in self.provinces}
        self._agency_names = Names(data["agency_names"])
        self._agency_lists = {head: Names(names) for head, names in data["agency_lists"].items()}
        heads = "|".join(filter(None, self._agency_lists))
        self._list_starts = frozenset({"các", "những"} | {head.partition(" ")[0] for head in self._agency_lists})
        self._list_head = lazily(rf"(?:các|những) ({heads})(?: là)?:? |(?:(?<=\d )({heads})|({heads})(?=:)):? ")
        self._list_joint = lazily(rf"(?: ?[,;+/] ?| - | và |, và | & )(?:(?:các )?(?:{heads}|tỉnh):? )?")
        self._not_after = {first: frozenset(said) for first, said in data["not_after"].items()}
        self._not_before = {last: tuple(f" {words}" for words in said) for last, said in data["not_before"].items()}
        self._province_names = Names(data["province_names"])
        kinds = [PlaceKind(*_frozen(row)) for row in data["place_kinds"]]
        self.gazetteer = Gazetteer(kinds, data["place_names"], data["place_homes"])
        self._slips = Names(data["slips"])
        self._initials = {"".join(word[0] for word in fold(province.name).split()) for province in self.provinces}
        self._remembered = lru_cache(maxsize=2048)(self._scan_agencies)

    # Instruments

    @cached_property
    def turns(self) -> frozenset[int]:
        """Days from which on an instrument, a body or a province is something else."""
        laws = [(each.start, each.end, each.issued, each.period_end, each.uncertain_from) for each in self.instruments]
        return self.standing_turns.union(day for days in laws for day in days if day)

    @cached_property
    def standing_turns(self) -> frozenset[int]:
        """Days from which on a body or a province is something else."""
        spans = [(each.start, each.end) for each in self.agencies]
        spans += [(each.start, each.end) for agency in self.agencies for each in agency.functions]
        spans += [(each.start, each.end) for each in self.provinces]
        grown = [(each.city_from, each.border_from, each.coastal_from, each.gate_from) for each in self.provinces]
        return frozenset(day for days in (*spans, *grown) for day in days if day)

    @cached_property
    def _numbers(self) -> "Numbers":
        from plancheck.knowledge.numbers import Numbers, places

        return self.kept("numbers", (), lambda: places(self.instruments), lambda data: Numbers(self.instruments, data))

    def instrument(self, number: str, province: str = "") -> Instrument | None:
        """Instrument by name, or by number in any way of writing it: "Nghị định số 72/2015", "NĐ 72/2015".

        A number of a province's own instrument is known only together with the province (its id here, or its name after
        the number): other provinces have used the same number. A law's name without a year gives None when the law has
        been replaced by one of the same name: see ``family``.
        """
        return self._numbers.find(number, province)

    def nearest(self, number: str, issued: int = 0) -> Instrument | None:
        """Instrument most likely meant by a malformed number ("26/CT-TW", "72/NĐ-CP"); None when none is close."""
        return self._numbers.nearest(number, issued)

    def family(self, name: str) -> tuple[Instrument, ...]:
        """Laws that a name without a year may stand for, oldest first; empty when none is known by it."""
        return self._numbers.family(name)

    def search(self, words: str) -> list[Instrument]:
        """Instruments whose number, title or names contain all the words, best first; diacritics may be missing."""
        exact = self.instrument(words)
        phrase = " ".join(fold(nfc(words)).split())
        wanted = bare(phrase).split()
        ranked = []
        for order, instrument in enumerate(self.instruments):
            title = fold(instrument.title)
            text = fold(" ".join((instrument.number, instrument.title, *instrument.names, instrument.issuer)))
            plain = bare(text)
            if phrase == bare(phrase):
                title, text = bare(title), plain
            if wanted and all(word in plain for word in wanted):
                numbered = phrase[0].isdecimal() and phrase in text.split(" ", 1)[0]
                closest = (numbered, title == phrase, title.startswith(phrase), phrase in text)
                place = closest.index(True) if True in closest else len(closest)
                whole = sum(word in plain.split() for word in wanted)
                day = instrument.issued or instrument.start
                ranked.append((instrument is not exact, place, -whole, -day, order))
        return [self.instruments[entry[-1]] for entry in sorted(ranked)]

    @property
    def names(self) -> dict[str, list[str]]:
        """Names of the entries of each list of the register, and of its lists of words."""
        words = self.vocabulary
        listed = {
            "agencies": self.agencies,
            "provinces": self.provinces,
            "place_kinds": self.gazetteer.kinds,
            **{
                kind: getattr(words, kind) for kind in ("topics", "sayings", "sections", "subjects", "kinds", "offices")
            },
        }
        return {
            "instruments": [each.number for each in self.instruments],
            "types": [each.code for each in words.types],
            "terms": list(words.terms),
            **{kind: [each.id for each in entries] for kind, entries in listed.items()},
        }

    def subject(self, id: str) -> Subject | None:
        """Subject by id; None for ``other`` and for an unknown one."""
        return next((subject for subject in self.vocabulary.subjects if subject.id == id), None)

    # Agencies

    def agency(self, id: str) -> Agency:
        """Agency by id. Raises KeyError for an unknown one."""
        return self._agencies[id]

    def knows_agency(self, id: str) -> bool:
        """Whether an agency has this id."""
        return id in self._agencies

    def find_agencies(self, folded: str) -> list[Hit]:
        """Longest, leftmost, non-overlapping agency names in folded text; linear in its length.

        A province's name that follows is inside the span. In a list that says its head once ("các Sở: Ngoại vụ, Tài
        chính") each member is a hit. "UBND thành phố" gives the provincial and the district body unless the city's
        name, when it follows, tells which.
        """
        return list(self._remembered(folded) if len(folded) <= _REMEMBERED else self._scan_agencies(folded))

    def live(self, hit: Hit, day: int) -> tuple[str, ...]:
        """The hit's ids that exist on a day; all of them when none does."""
        alive = tuple(id for id in hit.ids if self._agencies[id].status(day) == "current")
        return alive or hit.ids

    def symbol(self, written: str, day: int) -> str:
        """What a body that ended by a day under this symbol has for one since; empty for any other symbol."""
        for agency in self.agencies:
            if agency.symbol and agency.symbol == written and agency.status(day) == "obsolete":
                return next((self._agencies[id].symbol for id in agency.successors), "")
        return ""

    def local_name(self, id: str, province: str, day: int, named: Set[str] = frozenset()) -> str:
        """What the body is called in a province (by id); where that is unknown, the other names in brackets.

        ``named``: ids of the bodies that the draft names, which may tell which of several has its work there.
        """
        agency, there = self._agencies[id], self._there(id, province, named)
        if not province:
            others = " hoặc ".join(dict.fromkeys(self._agencies[other].name for _, other in agency.locally))
            return f"{agency.name} (hoặc {others})" if others and there is agency else there.name
        if agency.level != "province" or self.province(province).unit_on(day) != "thành phố":
            return there.name
        return there.name.replace("tỉnh", "thành phố").replace("Tỉnh ủy", "Thành ủy")

    @cached_property
    def halving(self) -> frozenset[str]:
        """Ids of the bodies by which, where a draft names them, another has only the rest of its work there."""
        return frozenset(near for agency in self.agencies for near, _ in agency.beside)

    def succession(self, agency: Agency, day: int, province: str = "", named: Set[str] = frozenset()) -> str:
        """Display text of what an ended agency became by a day; empty when it stands or nothing is known.

        ``province``: id of the one it is of, empty where that is unknown; ``named`` as in ``local_name``.
        """
        if agency.status(day) != "obsolete":
            return ""
        if agency.successor_text:
            return agency.successor_text
        heirs = (self.local_name(id, province, day, named) for id in self._heirs(agency, day))
        return " và ".join(dict.fromkeys(heirs))

    def heir(self, agency: Agency, day: int, province: str = "", named: Set[str] = frozenset()) -> str:
        """Name of the one body in an ended one's place on a day; empty when it stands, or there is none or several.

        ``province``: id of the one it is of; where that is unknown, the name most provinces have. ``named`` as in
        ``local_name``.
        """
        heirs = set(self._heirs(agency, day)) if agency.status(day) == "obsolete" else set()
        if len(heirs) != 1:
            return ""
        (id,) = heirs
        return self.local_name(id, province, day, named) if province else self._there(id, "", named).name

    def _there(self, id: str, province: str, named: Set[str]) -> Agency:
        """The body that has one's work in a province, and beside the bodies named."""
        agency = self._agencies[id]
        other = next((rest for near, rest in agency.beside if near in named), dict(agency.locally).get(province, id))
        return self._agencies[other]

    def heir_is_known(self, agency: Agency, day: int, province: str = "", named: Set[str] = frozenset()) -> bool:
        """Whether ``heir`` gives the very name that the one body in an ended one's place has in its province.

        Where provinces differ in it, one must be told of by the register, or the draft name the body itself.
        """
        heirs = set(self._heirs(agency, day)) if agency.status(day) == "obsolete" else set()
        if len(heirs) != 1:
            return False
        (id,) = heirs
        heir = self._agencies[id]
        if any(near in named for near, _ in heir.beside):
            return False  # that may be last year's
        return not heir.locally or province in dict(heir.locally) or id in named

    def predecessors(self, id: str, day: int) -> str:
        """Display text of what a body not there yet goes by on a day; empty when it stands or nothing is known."""
        agency = self._agencies[id]
        if agency.status(day) != "not-yet":
            return ""
        return " hoặc ".join(
            each.name for each in self.agencies if id in each.successors and each.status(day) == "current"
        )

    def _heirs(self, agency: Agency, day: int) -> Iterator[str]:
        """Ids of the bodies that stand on a day where an ended one stood."""
        for id in agency.successors:
            if self._agencies[id].status(day) == "obsolete":
                yield from self._heirs(self._agencies[id], day)
            else:
                yield id

    def _scan_agencies(self, folded: str) -> tuple[Hit, ...]:
        hits: list[Hit] = []
        pieces = Pieces(folded)
        done = 0
        continued = _CONTINUED.match(folded)
        if continued:
            members = self._list(folded, continued.end(), "sở")
            hits += members
            done = members[-1].end if members else 0
        names = self._agency_names
        for number, position in names.candidates(pieces):
            first = pieces.all[number]
            if position < done or self._lent(folded, position, first):
                continue
            found = names.match(pieces, number)
            listed = self._listed(folded, position, found) if first in self._list_starts else ()
            if listed:
                hits += listed
                done = listed[-1].end
            elif found is not None:
                hit = self._agency_hit(folded, position, *found)
                done = hit.end if hit else done
                if hit and hit.ids:
                    hits.append(hit)
        return tuple(hits)

    def _agency_hit(self, text: str, start: int, end: int, payload: Any) -> Hit | None:
        ids, city = payload
        if not ids:
            return Hit(start, end, ())
        agency = self._agencies[ids[0]]
        if _in_symbol(text, start):
            return Hit(start, end, ())
        following = self._not_before.get(text[start:end].rpartition(" ")[2])
        if following and text.startswith(following, end):
            return None
        if city:
            return self._city_hit(text, start, end, ids)
        if agency.suffix == "no":
            return Hit(start, end, tuple(ids))
        last, province = self._suffix(text, end)
        if agency.suffix == "unit":
            unit = _UNIT_AFTER.match(text, end)
            return Hit(start, unit.end() if unit else end, tuple(ids))
        if agency.suffix == "required" and not province:
            initials = _INITIALS.match(text, end)
            if initials is None or initials[1] not in self._initials:
                return None
            last = initials.end()
        return Hit(start, last, tuple(ids), province)

    def _lent(self, text: str, start: int, first: str) -> bool:
        """Whether the word at ``start`` belongs to the one before it: "cơ sở y tế", "cán bộ ngoại giao"."""
        words = self._not_after.get(first)
        if words is None or text[start - 1 : start] != " ":
            return False
        return text[max(0, start - 12) : start - 1].rpartition(" ")[2] in words

    def _city_hit(self, text: str, start: int, end: int, ids: list[str]) -> Hit:
        """A name that ends in "thành phố": which level it is of, the city's name tells."""
        match = _POINT_OR_SPACE.match(text, end)
        after = match.end() if match else end
        province_level = [id for id in ids if self._agencies[id].level != "district"]
        district_level = [id for id in ids if self._agencies[id].level == "district"]
        found = self._province_names.match_at(text, after) if match else None
        if found and found[1]:
            province = self._provinces[found[1]]
            if province.unit != "thành phố":
                return Hit(start, found[0], tuple(district_level or ids), "")
            chosen = ids if province.city_before else province_level
            return Hit(start, found[0], tuple(chosen or ids), province.id)
        city = self.gazetteer.town(text, after) if match and district_level else 0
        if city:
            return Hit(start, city, tuple(district_level))
        return Hit(start, end, tuple(ids))

    def _suffix(self, text: str, end: int) -> tuple[int, str]:
        """End and province of "tỉnh", a province's name or both when they follow."""
        if text[end : end + 1] not in (" ", "."):
            return end, ""
        unit = _UNIT_AFTER.match(text, end)
        after = unit.end() if unit else end
        gap = _POINT_OR_SPACE.match(text, after)
        if gap and (unit or gap.group() == " "):
            found = self._province_names.match_at(text, gap.end())
            if found and found[1]:
                return found[0], found[1]
        return after, ""

    def _listed(self, text: str, start: int, found: tuple[int, Any] | None) -> list[Hit]:
        """Members of a list that says its head word once; empty when there is no such list here."""
        head = self._list_head.match(text, start)
        if head is None:
            return []
        members = self._list(text, head.end(), head[1] or head[2] or head[3])
        return members if members and (found is None or members[-1].end > found[0]) else []

    def _list(self, text: str, start: int, head: str) -> list[Hit]:
        names = self._agency_lists.get(head)
        hits: list[Hit] = []
        position = start
        while names is not None:
            found = names.match_at(text, position)
            other = self._agency_names.match_at(text, position)
            if other and other[1][0] and (found is None or other[0] > found[0]):
                if not hits:
                    return []
                found = other
            if found is None:
                break
            hit = self._agency_hit(text, position, *found)
            if hit is None:
                break
            hits.append(hit)
            joint = self._list_joint.match(text, hit.end)
            if joint is None:
                break
            position = joint.end()
        return hits

    # Provinces

    def province(self, id: str) -> Province:
        """Province by id. Raises KeyError for an unknown one."""
        return self._provinces[id]

    def standing(self, id: str, day: int) -> Province:
        """The province that a province's land is part of on a day."""
        province = self._provinces[id]
        while province.successor and province.status(day) == "merged":
            province = self._provinces[province.successor]
        return province

    def find_provinces(self, said: str | Pieces) -> list[Hit]:
        """The same for province names (bare name; the unit word before it, when there, is inside the span).

        Names that are also words (``Province.ambiguous``) count only with their unit word, or in a list that has it.
        A unit of another kind that bears a province's name ("thành phố Tây Ninh", "huyện Hòa Bình") is none.
        """
        hits: list[Hit] = []
        names = self._province_names
        pieces = Pieces(said) if isinstance(said, str) else said
        done, chain = 0, -1
        for number, position in names.candidates(pieces):
            found = names.match(pieces, number) if position >= done else None
            if found is not None:
                done = found[0]
                in_list = chain >= 0 and self._list_joint.fullmatch(pieces.text, chain, position) is not None
                hit = self._province_hit(pieces.text, position, *found, in_list=in_list)
                if hit is not None:
                    hits.append(hit)
                    chain = done if in_list or hit.start < position else -1
        return hits

    def _province_hit(self, text: str, start: int, end: int, id: str, *, in_list: bool) -> Hit | None:
        if not id:
            return None
        province = self._provinces[id]
        unit = _UNIT_BEFORE.search(text, max(0, start - 14), start)
        if unit is None:
            if _OTHER_UNIT_BEFORE.search(text, max(0, start - 12), start):
                return None
            dated = text[start - 1 : start] in ("", "\n") and text.startswith(", ngày", end)
            told = in_list or dated or not province.ambiguous or _UNIT_INSIDE.match(text, start)
            return Hit(start, end, (id,)) if told else None
        if unit["unit"] != "tỉnh" and province.unit != "thành phố":
            return None
        return Hit(unit.start(), end, (id,))

    # Words

    def find_slips(self, said: str | Pieces) -> list[Slip]:
        """Words of the register's slips in folded text, leftmost and longest, where nothing around makes them right."""
        slips: list[Slip] = []
        pieces = Pieces(said) if isinstance(said, str) else said
        folded, done = pieces.text, 0
        for number, position in self._slips.candidates(pieces):
            found = self._slips.match(pieces, number) if position >= done else None
            if found is None:
                continue
            done, (issue, right, not_after, not_before) = found
            before = folded[max(0, position - 12) : position].split() if not_after else ()
            if before and before[-1] in not_after:
                continue
            if not_before and _follows(folded, done, not_before):
                continue
            slips.append(Slip(position, done, issue, right))
        return slips


def _follows(text: str, end: int, terms: Iterable[str]) -> bool:
    """Whether one of the terms, as whole words, stands right behind an offset."""
    return any(text.startswith(term, end + 1) and not text[end + 1 + len(term) :][:1].isalnum() for term in terms)


_REMEMBERED = 2000
"""Characters of the longest text whose hits are kept for the next recogniser that asks."""
_FUNCTIONS = Agency._fields.index("functions")
_HANDED = Agency._fields.index("handed")
_INITIALS = lazily(r" ([a-zđ]{2,4})(?!\w)")
_CONTINUED = lazily(r"(?:- ?)?\+ ?")
_POINT_OR_SPACE = lazily(r"\. ?| ")
_UNIT_AFTER = lazily(r" (?:(?:cấp|của|trong|thuộc) )?(?:tỉnh|thành phố|tp)(?!\w)")
_UNIT_BEFORE = lazily(r"(?<!\w)(?P<unit>tỉnh|thành phố|tp)(?:\. ?| )$")
_UNIT_INSIDE = lazily(r"tp|thành phố")
_OTHER_UNIT_BEFORE = lazily(rf"(?<!\w)(?:{DISTRICT}|thị trấn|xã|phường|tx\.?|đường|phố|sông|hồ|vịnh|đèo|cầu|chợ) $")


def _in_symbol(text: str, start: int) -> bool:
    """Whether a name stands in a number and symbol ("1171/BTTTT-TTĐN", "/KH-UBND tỉnh")."""
    if text[start - 1 : start] not in ("/", "-"):
        return False
    chunk = text[text.rfind(" ", 0, start) + 1 : start]
    return chunk[0] == "/" or any(char.isdigit() for char in chunk)


def _frozen(row: list[Any]) -> list[Any]:
    """Values of one entry, in the order of its type's fields, with tuples for lists."""
    return [tuple(value) if isinstance(value, list) else value for value in row]


def _agency(row: list[Any]) -> Agency:
    values = _frozen(row)
    values[_FUNCTIONS] = tuple(Function(*function) for function in row[_FUNCTIONS])
    values[_HANDED] = tuple(Handed(tuple(words), to) for words, to in row[_HANDED])
    return Agency(*values)


def _vocabulary(data: dict[str, Any]) -> Vocabulary:
    return Vocabulary(
        topics=Later(lambda: tuple(map(_topic, marshal.loads(data["topics"])))),  # most drafts need but their matcher
        sayings=tuple(map(_saying, data["sayings"])),
        sections=tuple(
            SectionRole(section["id"], section["label"], tuple(section["words"]), tuple(section["but"]))
            for section in data["sections"]
        ),
        types=tuple(DocumentType(*_frozen(row)) for row in data["types"]),
        subjects=tuple(Subject(*_frozen(row)) for row in data["subjects"]),
        kinds=tuple(PaperKind(*_frozen(row)) for row in data["kinds"]),
        offices=tuple(Office(*_frozen(row)) for row in data["offices"]),
        terms={name: tuple(terms) for name, terms in data["terms"].items()},
    )


def _saying(row: list[Any]) -> Saying:
    saying = Saying(*_frozen(row))
    return saying._replace(beside=tuple(map(tuple, saying.beside)))


def _topic(data: dict[str, Any]) -> Topic:
    return Topic(data["id"], data["label"], tuple(map(_pattern, data["patterns"])), data["source"])


def _pattern(data: dict[str, Any]) -> Pattern:
    return Pattern(
        tuple(tuple(group) for group in data["groups"]),
        tuple(data["but"]),
        data["strength"],
        tuple(data["under"]),
        data["reach"],
        data["place"],
        data["alone"],
        tuple(data["beside"]),
        data["acting"],
    )


def register_files(folder: Path | None = None) -> list[Path]:
    """The YAML files of the register in a rules folder, the shipped one if none is named."""
    register = (folder or rules_dir()) / "register"
    return sorted(file for end in ("yaml", "yml") for file in register.glob(f"*.{end}"))


def read_register(files: Iterable[Path], flags: Flags = MappingProxyType({})) -> Knowledge:
    """A register from YAML files, through the cache. Raises RulesError for what can't be used.

    ``flags`` are laid over what the files say of provinces.
    """
    sources = list(files)

    def build() -> Any:
        from plancheck.knowledge.build import build

        return build(sources, set(sources).difference(register_files()))

    def make(data: Any) -> Knowledge:
        for row in data["provinces"]:
            for name, value in flags.get(row[0], {}).items():
                row[Province._fields.index(name)] = value
                if name + "_from" in Province._fields:
                    row[Province._fields.index(name + "_from")] = 0
        return Knowledge(data, keep)

    names = ("build.py", "forms.py", "gazetteer.py", "merge.py", "model.py", "scanner.py", "schema.py")
    watched = [*(Path(__file__).with_name(name) for name in names), *sources]

    def keep(name: str, code: Sequence[str], build: Callable[[], Any], make: Callable[[Any], _Made]) -> _Made:
        made: _Made = cached([*map(Path, code), *watched], build, name, make) if code else make(build())
        return made

    knowledge: Knowledge = cached(watched, build, "register", make)
    return knowledge


def _keep_shipped(name: str, code: Sequence[str], build: Callable[[], Any], make: Callable[[Any], _Made]) -> _Made:
    made: _Made | None = shipped(name, make)
    return make(build()) if made is None else made


def load_knowledge(extra: Iterable[Path] = (), flags: Flags = MappingProxyType({})) -> Knowledge:
    """The register shipped with plancheck, and what more files add to it; loaded once per process.

    ``flags``: by province id, ``border``, ``coastal``, ``gate`` and ``foreign_affairs_office`` (``yes``, ``no``,
    ``unknown``) as they are whatever the files say. Raises RulesError for what can't be used.
    """
    return _loaded(tuple(extra), tuple((id, tuple(each.items())) for id, each in flags.items()))


@lru_cache(maxsize=8)
def _loaded(extra: tuple[Path, ...], flags: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> Knowledge:
    known: Knowledge | None = (
        None if extra or flags else shipped("register", lambda data: Knowledge(data, _keep_shipped))
    )
    return known or read_register([*register_files(), *extra], {id: dict(each) for id, each in flags})
