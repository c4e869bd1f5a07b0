"""Make the register's data out of its YAML files: folded, names spelt out and indexed, nothing dangling.

Shapes are documented at the head of each file in ``rules/register/``, and in ``schema``.
"""

import marshal
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from plancheck.data.days import next_day
from plancheck.data.errors import near, none_such
from plancheck.data.wording import said
from plancheck.knowledge import schema
from plancheck.knowledge.forms import FormError, expand
from plancheck.knowledge.merge import Placed, merged
from plancheck.knowledge.model import Agency, Instrument, PlaceKind, Province, Regime, Subject
from plancheck.knowledge.scanner import pack
from plancheck.text import fold

Data = dict[str, Any]


def build(files: Iterable[Path], own: Collection[Path] = ()) -> Data:
    """The whole register as plain data; ``own`` are files added to the shipped ones.

    Raises RulesError for anything unknown, missing, duplicate or dangling.
    """
    lists, tables = merged(files, own)
    for name, key in (("instruments", "number"), *((each, "id") for each in _KNOWN_BY_ID)):
        _unique(lists[name], key)
    _check_references(lists)
    names, heads = _agency_names(lists, tables["macros"])
    return {
        "instruments": _rows(Instrument, (_instrument(each.entry, tables["issuers"]) for each in lists["instruments"])),
        "agencies": _rows(Agency, (_agency(each, tables["macros"]) for each in lists["agencies"])),
        "agency_names": pack(names),
        "agency_lists": {head: pack(short) for head, short in heads.items()},
        "not_after": {fold(first): [fold(word) for word in words] for first, words in tables["not_after"].items()},
        "not_before": {fold(last): [fold(word) for word in words] for last, words in tables["not_before"].items()},
        "provinces": _rows(Province, (_province(each.entry) for each in lists["provinces"])),
        "province_names": pack(_province_names(lists)),
        "place_kinds": _rows(PlaceKind, (_place_kind(each, tables["macros"]) for each in lists["place_kinds"])),
        "place_names": pack(_place_names(lists)),
        "place_homes": _place_homes(lists["places"]),
        "regimes": _rows(Regime, (_regime(each, lists) for each in lists["regimes"])),
        "slips": pack(_slips(lists["slips"])),
        "vocabulary": _vocabulary(lists, tables),
    }


_KNOWN_BY_ID = ("agencies", "provinces", "place_kinds", "topics", "sayings", "subjects", "sections", "kinds", "offices")
_Lists = Mapping[str, Sequence[Placed]]
_Words = Mapping[str, Sequence[str]]


def _rows(type: Any, entries: Iterable[Data]) -> list[list[Any]]:
    """Values of each entry in the order of the type's fields."""
    return [[entry[name] for name in type._fields] for entry in entries]


def _folded(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(fold, values)))


def _spelt(placed: Placed, form: str, macros: _Words, *path: str | int) -> list[str]:
    """Every way of writing that a form in an entry stands for."""
    try:
        return expand(form, macros)
    except FormError as error:
        raise placed.error(error.message, *path, suggestion=error.suggestion) from None


def _all_spelt(placed: Placed, key: str, macros: _Words) -> list[str]:
    forms = enumerate(getattr(placed.entry, key))
    return list(dict.fromkeys(way for number, form in forms for way in _spelt(placed, form, macros, key, number)))


def _instrument(entry: schema.Instrument, issuers: _Words) -> Data:
    row = entry.certainty.row
    return {
        **dict(entry),
        "names": list(dict.fromkeys([*entry.names, *filter(None, [entry.family])])),
        "issuers": [fold(form) for form in [entry.issuer, *issuers.get(entry.issuer, [])] if form],
        "certainty": row,
        "issued_certainty": entry.certainty.issued or row,
        "status_certainty": entry.certainty.status or row,
    }


def _province(entry: schema.Province) -> Data:
    return {**dict(entry), "ambiguous": entry.ambiguous == "yes", "city_before": entry.city_before == "yes"}


def _province_names(lists: _Lists) -> Data:
    names: Data = {}
    for placed in lists["provinces"]:
        forms = [(("forms", at), form) for at, form in enumerate(placed.entry.forms)]
        for at, form in ((("name",), placed.entry.name), *forms):
            if fold(form) in names:
                raise placed.error(said("'{name}' is given twice", name=form), *at)
            names[fold(form)] = placed.entry.id
    return names | {fold(each.entry): "" for each in lists["not_provinces"]}


def _place_kind(placed: Placed, macros: _Words) -> Data:
    entry: schema.PlaceKind = placed.entry
    return {
        **dict(entry),
        "units": _all_spelt(placed, "units", macros),
        "where_own": entry.where_own == "yes",
        "at": _folded(entry.at),
        "claimed": _folded(entry.claimed),
    }


def _place_names(lists: _Lists) -> Data:
    """Name → for each kind of place that bears it: the kind, its provinces, may all plans name it."""
    kinds = [each.entry.id for each in lists["place_kinds"]]
    provinces = {each.entry.id for each in lists["provinces"]}
    names: dict[str, dict[str, tuple[list[str], bool]]] = {}
    for placed in lists["places"]:
        entry: schema.Places = placed.entry
        _held(placed, entry.kind, kinds, "kind")
        for number, id in enumerate(entry.provinces):
            _held(placed, id, provinces, "provinces", number)
        for number, name in enumerate(entry.names):
            homes, anyone = names.setdefault(fold(name), {}).get(entry.kind, ([], False))
            if set(homes) & set(entry.provinces):
                raise placed.error(said("'{name}' is given twice", name=name), "names", number)
            names[fold(name)][entry.kind] = ([*homes, *entry.provinces], anyone or entry.anyone == "yes")
    return {name: [[kind, homes, anyone] for kind, (homes, anyone) in known.items()] for name, known in names.items()}


def _place_homes(places: Iterable[Placed]) -> dict[str, list[str]]:
    """Kind → provinces that have such places."""
    homes: dict[str, dict[str, None]] = {}
    for each in places:
        homes.setdefault(each.entry.kind, {}).update(dict.fromkeys(each.entry.provinces))
    return {kind: list(provinces) for kind, provinces in homes.items()}


def _agency(placed: Placed, macros: _Words) -> Data:
    entry: schema.Agency = placed.entry
    spelt = ((key, number, form) for key in ("forms", "city") for number, form in enumerate(getattr(entry, key)))
    return {
        **dict(entry),
        "forms": [_spelt(placed, form, macros, key, number)[0] for key, number, form in spelt],
        "suffix": entry.suffix or ("optional" if entry.level == "province" else "no"),
        "functions": [[each.function, each.start, _after(each.until)] for each in entry.functions],
        "handed": [[[fold(word) for word in each.words], each.to] for each in entry.handed],
        "locally": [[province, id] for id, places in entry.locally.items() for province in places],
        "beside": [[named, id] for named, id in entry.beside.items()],
        "undivided": entry.undivided == "yes",
    }


def _after(last: int) -> int:
    """The day after a last day; 0 for none."""
    return next_day(last) if last else 0


def _agency_names(lists: _Lists, macros: _Words) -> tuple[Data, dict[str, Data]]:
    """Names → [ids, is it a city's]; for each head word its names without it."""
    names: dict[str, list[Any]] = {}
    heads: dict[str, dict[str, list[Any]]] = {}
    for placed in lists["agencies"]:
        id, head = placed.entry.id, fold(placed.entry.head)
        stems = _all_spelt(placed, "stems", macros)
        forms = [*_all_spelt(placed, "forms", macros), *(f"{head} {stem}" for stem in stems)]
        for form in dict.fromkeys(forms):
            _name(names, form, placed, city=False)
        for form in _all_spelt(placed, "city", macros):
            _name(names, form, placed, city=True)
        for stem in dict.fromkeys([*stems, *_all_spelt(placed, "list_only", macros)]):
            if stem in (known := heads.setdefault(head, {})):
                raise placed.error(said("'{form}' stands for {id} too", form=f"{head} … {stem}", id=known[stem][0][0]))
            known[stem] = [[id], False]
    bodies = [each.entry.id for each in lists["agencies"]]
    for placed in lists["shared"]:
        for number, id in enumerate(placed.entry.ids):
            _held(placed, id, bodies, "ids", number)
        for form in _spelt(placed, placed.entry.form, macros, "form"):
            if form in names:
                raise placed.error(said("'{form}' stands for {id} too", form=form, id=names[form][0][0]), "form")
            names[form] = [list(placed.entry.ids), False]
    return names | {fold(each.entry): [[], False] for each in lists["not_agencies"]}, heads


def _name(names: dict[str, list[Any]], form: str, placed: Placed, *, city: bool) -> None:
    if form not in names:
        names[form] = [[placed.entry.id], city]
    elif city and names[form][1]:
        names[form][0].append(placed.entry.id)
    else:
        words = said("'{form}' stands for {id} too; declare it under shared", form=form, id=names[form][0][0])
        raise placed.error(words, "city" if city else "forms")


def _regime(placed: Placed, lists: _Lists) -> Data:
    entry: schema.Regime = placed.entry
    laws = {each.entry.number: each.entry for each in lists["instruments"] if not each.entry.province}
    _held(placed, entry.instrument, laws, "instrument")
    law, scope = laws[entry.instrument], entry.for_
    subjects = [each.entry.id for each in lists["subjects"]]
    if scope.subject and scope.subject not in subjects:
        raise placed.error(
            none_such("subject", scope.subject), "for", "subject", suggestion=near(scope.subject, subjects)
        )
    return {
        **dict(entry),
        **dict(scope),
        "start": entry.start or law.start or law.issued,
        "end": _after(entry.until) or min(filter(None, (law.end, law.period_end)), default=0),
    }


def _slips(groups: Sequence[Placed]) -> Data:
    """What is written → issue, what is right, and the words in front and behind that make it right after all."""
    slips: Data = {}
    for group in groups:
        for number, pair in enumerate(group.entry.pairs):
            written, _, right = pair.pair.partition(" > ")
            if fold(written) in slips:
                raise group.error(said("'{name}' is given twice", name=written), "pairs", number)
            slips[fold(written)] = [group.entry.issue, right, _folded(pair.not_after), _folded(pair.not_before)]
    return slips


def _topic(placed: Placed, classes: _Words, synonyms: _Words) -> Data:
    def terms(values: Iterable[str], *path: str | int) -> list[str]:
        forms = ((f"<{value[1:]}>" if value[:1] == "@" else value, at) for at, value in enumerate(values))
        ways = (way for form, at in forms for way in _spelt(placed, form, classes, *path, at))
        return list(dict.fromkeys(each for way in ways for each in _said(way, synonyms)))

    patterns = []
    for number, pattern in enumerate(placed.entry.patterns):
        at = ("patterns", number)
        patterns.append(
            {
                **dict(pattern),
                "groups": [terms(group, *at, "groups", each) for each, group in enumerate(pattern.groups)],
                **{name: terms(getattr(pattern, name), *at, name) for name in ("but", "under", "beside")},
            }
        )
    return {"id": placed.entry.id, "label": placed.entry.label, "patterns": patterns, "source": placed.entry.source}


def _said(term: str, synonyms: _Words) -> Iterator[str]:
    """A term, and the same with the field's abbreviations and other names for the phrases in it."""
    yield term
    for phrase, others in synonyms.items():
        if phrase in term:
            start = term.index(phrase)
            end = start + len(phrase)
            if (start == 0 or term[start - 1] == " ") and (end == len(term) or term[end] in " ,"):
                for other in others:
                    yield f"{term[:start]}{other}{term[end:]}"


def _vocabulary(lists: _Lists, tables: Mapping[str, _Words]) -> Data:
    _unique_types(lists["kinds"])
    synonyms = {fold(phrase): _folded(others) for phrase, others in tables["synonyms"].items()}
    return {
        "topics": marshal.dumps([_topic(each, tables["classes"], synonyms) for each in lists["topics"]], 4),
        "sayings": [
            [
                entry.id,
                entry.label,
                _folded(entry.words),
                [*map(_folded, entry.with_)],
                _folded(entry.but),
                entry.place,
                entry.time,
            ]
            for entry, *_ in lists["sayings"]
        ],
        "sections": [
            {"id": entry.id, "label": entry.label, "words": _folded(entry.words), "but": _folded(entry.but)}
            for entry, *_ in lists["sections"]
        ],
        "subjects": _rows(Subject, (_subject(each.entry) for each in lists["subjects"])),
        "types": [[entry.code, entry.name, entry.symbols] for entry, *_ in lists["types"]],
        "kinds": [[entry.id, entry.label, entry.types, entry.owes] for entry, *_ in lists["kinds"]],
        "offices": [
            [entry.id, entry.label, entry.level]
            + [_folded(words) for words in (entry.words, entry.posts, entry.bodies, entry.superiors)]
            for entry, *_ in lists["offices"]
        ],
        "terms": {name: _folded(words) for name, words in tables["terms"].items()},
    }


def _subject(entry: schema.Subject) -> Data:
    folded = {name: _folded(getattr(entry, name)) for name in ("words", "but", "cited", "guidance")}
    label = entry.label
    assert label is not None  # a whole entry has it
    return {**dict(entry), **folded, "label": label.vi, "label_en": label.en}


def _unique(entries: Sequence[Placed], key: str) -> None:
    seen: set[tuple[str, str]] = set()
    for placed in entries:
        name, province = getattr(placed.entry, key), getattr(placed.entry, "province", "")
        if (name, province) in seen:
            raise placed.error(said("'{name}' is given twice", name=name), key)
        seen.add((name, province))


def _unique_types(kinds: Sequence[Placed]) -> None:
    seen: set[str] = set()
    for placed in kinds:
        for number, code in enumerate(placed.entry.types):
            if code in seen:
                raise placed.error(said("'{name}' is given twice", name=code), "types", number)
            seen.add(code)


def _check_references(lists: _Lists) -> None:
    """See that every id and number an entry leans on is there."""
    bodies = {each.entry.id for each in lists["agencies"]}
    places = {each.entry.id for each in lists["provinces"]}
    laws: dict[str, set[str]] = {}
    for placed in lists["instruments"]:
        laws.setdefault(placed.entry.province, set()).add(placed.entry.number)
    for placed in lists["agencies"]:
        for number, id in enumerate(placed.entry.successors):
            _held(placed, id, bodies, "successors", number)
        _held(placed, placed.entry.parent, bodies, "parent")
        for key in ("locally", "beside"):
            for id in getattr(placed.entry, key):
                _held(placed, id, bodies, key, id)
        for named, id in placed.entry.beside.items():
            _held(placed, id, bodies, "beside", named)
    for placed in lists["provinces"]:
        _held(placed, placed.entry.successor, places, "successor")
    for placed in lists["instruments"]:
        _held(placed, placed.entry.province, places, "province")
        known = laws.get(placed.entry.province, set()) | laws.get("", set())
        for key in ("amended_by", "replaced_by"):
            for number, law in enumerate(getattr(placed.entry, key)):
                _held(placed, law, known, key, number)
        _held(placed, placed.entry.ended_by, known, "ended_by")


def _held(placed: Placed, name: str, known: Collection[str], *path: str | int) -> None:
    """Raise an error for a name that is given, but is none that is known."""
    if name and name not in known:
        words = said("'{number}' is not in the register", number=name)
        raise placed.error(words, *path, suggestion=near(name, known))
