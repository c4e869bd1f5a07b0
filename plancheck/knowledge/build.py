"""Make the register's JSON data out of its YAML files: checked, folded, names expanded and indexed.

Shapes are documented at the head of each file in ``rules/register/``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from plancheck.knowledge.model import Agency, Instrument, Province, Regime, Subject
from plancheck.knowledge.scanner import pack
from plancheck.knowledge.store import DataError, read_yaml
from plancheck.text import fold

Data = dict[str, Any]

_CERTAINTIES = ("seen", "secondary", "unverified")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_JOINS = (" và ", ", ", " - ", "-", " & ", "&", " ")
_ABBREVIATION_JOINS = ("", "&", ", ", ",", "-", " ", " và ", " & ", " - ")
_SPECIAL = re.compile(r"[~^<{]")


def _names(type: Any) -> frozenset[str]:
    return frozenset(type._fields)


_KEYS: dict[str, frozenset[str]] = {
    "instruments": _names(Instrument) - {"issuers", "issued_certainty", "status_certainty"},
    "agencies": _names(Agency) | {"stems", "list_only", "head", "city"},
    "provinces": _names(Province) | {"forms"},
    "subjects": _names(Subject) - {"label_en"},
    "regimes": frozenset({"instrument", "for", "from", "until", "purpose", "certainty", "note"}),
}
_LISTS = frozenset(
    {"instruments", "agencies", "shared", "not_agencies", "provinces", "not_provinces", "district_cities", "regimes"}
    | {"sections", "subjects", "types", "kinds", "offices", "topics", "slips"}
)
_IDENTITIES = {
    "instruments": "number",
    **dict.fromkeys(("agencies", "provinces", "sections", "subjects", "kinds", "offices", "topics"), "id"),
}
"""Entries that others may override, and the key by which they are known."""
_MAPPINGS = frozenset({"issuers", "macros", "terms", "not_after", "not_before", "classes", "synonyms"})


def build(files: Iterable[Path]) -> Data:
    """The whole register as JSON data. Raises DataError for anything unknown, missing, duplicate or dangling.

    A later file may change an entry of an earlier one: ``overrides: ID`` and the keys that are to be otherwise.
    """
    merged: Data = {}
    for file in files:
        content = read_yaml(file)
        if not isinstance(content, dict):
            raise DataError("a mapping is expected at the top", file)
        for key, value in content.items():
            _merge(merged, key, value, file)
    for key, identity in _IDENTITIES.items():
        merged[key] = _overridden(key, identity, merged.get(key, []))
    instruments = [_instrument(entry, merged.get("issuers", {})) for entry in merged.get("instruments", [])]
    provinces = [_province(entry) for entry in merged.get("provinces", [])]
    agencies, names, lists = _agencies(merged)
    subjects = [_subject(entry) for entry in merged.get("subjects", [])]
    _check_references(instruments, agencies, provinces)
    return {
        "instruments": _rows(Instrument, instruments),
        "agencies": _rows(Agency, agencies),
        "agency_names": pack(names),
        "agency_lists": {head: pack(short) for head, short in lists.items()},
        "not_after": {
            fold(first): [fold(word) for word in said] for first, said in merged.get("not_after", {}).items()
        },
        "not_before": {
            fold(last): [fold(word) for word in said] for last, said in merged.get("not_before", {}).items()
        },
        "provinces": _rows(Province, provinces),
        "province_names": pack(_province_names(merged, provinces)),
        "cities": pack({fold(name): True for name in merged.get("district_cities", [])}),
        "regimes": _rows(Regime, [_regime(entry, instruments, subjects) for entry in merged.get("regimes", [])]),
        "slips": pack(_slips(merged.get("slips", []))),
        "vocabulary": _vocabulary(merged, subjects),
    }


def _rows(type: Any, entries: list[Data]) -> list[list[Any]]:
    """Values of each entry in the order of the type's fields."""
    return [[entry[name] for name in type._fields] for entry in entries]


def day(value: object, what: str) -> int:
    """yyyymmdd of an ISO date, 0 for None. Raises DataError for anything else."""
    if value is None:
        return 0
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        raise DataError(f"{what}: {value!r} is not a date like 2015-10-22")
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise DataError(f"{what}: {value!r} is not a day of the calendar") from error
    return int(value.replace("-", ""))


def after(value: object, what: str) -> int:
    """Day after an ISO date that is the last day of something, as yyyymmdd; 0 for None."""
    if value is None:
        return 0
    last = day(value, what)
    following = date(last // 10000, last // 100 % 100, last % 100) + timedelta(days=1)
    return following.year * 10000 + following.month * 100 + following.day


def expand(form: str, macros: Mapping[str, list[str]]) -> list[str]:
    """Every way of writing that a form of agencies.yaml stands for, folded.

    >>> expand("sở {ngoại vụ|ngv}", {})
    ['sở ngoại vụ', 'sở ngv']
    """
    return list(dict.fromkeys(" ".join(way.split()) for way in _ways(fold(form), macros)))


def _ways(form: str, macros: Mapping[str, list[str]]) -> list[str]:
    options: list[Sequence[str]] = []
    position = 0
    while position < len(form):
        match = _SPECIAL.search(form, position)
        start = match.start() if match else len(form)
        options.append((form[position:start],))
        position = start + 1
        if match is None:
            break
        if match.group() == "~":
            options.append(_JOINS)
        elif match.group() == "^":
            options.append(_ABBREVIATION_JOINS)
        elif match.group() == "<":
            position = form.index(">", start) + 1
            name = form[start + 1 : position - 1]
            if name not in macros:
                raise DataError(f"form {form!r}: unknown macro <{name}>")
            options.append([way for text in macros[name] for way in _ways(fold(text), macros)])
        else:
            position, alternatives = _alternatives(form, start)
            options.append([way for text in alternatives for way in _ways(text, macros)])
    return ["".join(chosen) for chosen in product(*options)]


def _alternatives(form: str, start: int) -> tuple[int, list[str]]:
    """Offset after the brace that opens at ``start`` is closed, and what stands between its bars."""
    depth, last, found = 0, start + 1, []
    for position in range(start, len(form)):
        char = form[position]
        depth += (char == "{") - (char == "}")
        if depth == 0 or (depth == 1 and char == "|"):
            found.append(form[last:position])
            last = position + 1
        if depth == 0:
            return last, found
    raise DataError(f"form {form!r}: a brace is not closed")


def _merge(merged: Data, key: str, value: Any, file: Path) -> None:
    if key == "extend" and isinstance(value, dict):
        for name, lists in value.items():
            for word, added in lists.items():
                if word not in merged.get(name, {}):
                    raise DataError(f"extend: {name}: there is no list {word!r}", file)
                merged[name] = merged[name] | {word: [*merged[name][word], *added]}
    elif key in _LISTS and isinstance(value, list):
        merged.setdefault(key, []).extend(value)
    elif key in _MAPPINGS and isinstance(value, dict):
        known = merged.setdefault(key, {})
        for name, entry in value.items():
            if name in known:
                raise DataError(f"{key}: {name!r} is given twice; to add to it write it under extend", file)
            known[name] = entry
    elif key in _LISTS | _MAPPINGS:
        raise DataError(f"{key}: a {'list' if key in _LISTS else 'mapping'} is expected", file)
    else:
        raise DataError(f"unknown key {key!r}", file)


def _overridden(kind: str, identity: str, entries: Sequence[Any]) -> list[Any]:
    """The entries with those that override others laid over them, in their place, and extensions added to theirs."""
    kept: list[Any] = []
    for entry in entries:
        way = next((each for each in ("overrides", "extend") if isinstance(entry, dict) and each in entry), "")
        if not way:
            kept.append(entry)
            continue
        wanted = entry[way]
        number = next((at for at, other in enumerate(kept) if _identity(other, identity) == wanted), None)
        if number is None:
            raise DataError(f"{kind}: {way} {wanted!r}, which is not in the register")
        changes = {name: value for name, value in entry.items() if name not in (way, identity)}
        if way == "extend":
            for name, value in changes.items():
                if not isinstance(value, list):
                    raise DataError(f"{kind}: {wanted!r}: extend adds to lists, and {name} is none")
                changes[name] = [*(kept[number].get(name) or []), *value]
        kept[number] = kept[number] | changes
    return kept


def _identity(entry: Any, identity: str) -> Any:
    return entry.get(identity) if isinstance(entry, dict) else None


def _checked(entry: Any, kind: str) -> Data:
    if not isinstance(entry, dict):
        raise DataError(f"{kind}: {entry!r} is not a mapping")
    unknown = set(entry) - _KEYS[kind]
    if unknown:
        name = entry.get("id") or entry.get("number") or entry.get("instrument")
        raise DataError(f"{kind}: {name}: unknown key {', '.join(sorted(unknown))}")
    return entry


def _needed(entry: Data, key: str, kind: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value:
        raise DataError(f"{kind}: {entry.get('id') or entry.get('number') or entry}: {key} is missing")
    return value


def _certainty(value: object, what: str) -> str:
    if value not in _CERTAINTIES:
        raise DataError(f"{what}: certainty {value!r} is not one of {', '.join(_CERTAINTIES)}")
    return str(value)


def _strings(entry: Data, key: str) -> list[str]:
    value = entry.get(key) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DataError(f"{entry.get('id') or entry.get('number')}: {key} is not a list of texts")
    return value


def _instrument(raw: Any, issuers: Mapping[str, list[str]]) -> Data:
    entry = _checked(raw, "instruments")
    number = _needed(entry, "number", "instruments")
    issuer = str(entry.get("issuer") or "")
    given = entry.get("certainty", "unverified")
    levels = given if isinstance(given, dict) else {"row": given, "issued": given, "status": given}
    row = _certainty(levels.get("row"), number)
    return {
        "number": number,
        "type": _needed(entry, "type", "instruments"),
        "title": _needed(entry, "title", "instruments"),
        "names": list(dict.fromkeys([*_strings(entry, "names"), *filter(None, [entry.get("family")])])),
        "family": entry.get("family") or "",
        "issuer": issuer,
        "issuers": [fold(form) for form in [issuer, *issuers.get(issuer, [])] if form],
        **{name: day(entry.get(name), f"{number}: {name}") for name in ("issued", "start", "end", "period_end")},
        "uncertain_from": day(entry.get("uncertain_from"), f"{number}: uncertain_from"),
        "ended_by": entry.get("ended_by") or "",
        "amended_by": _strings(entry, "amended_by"),
        "replaced_by": _strings(entry, "replaced_by"),
        "group": entry.get("group") or "",
        "certainty": row,
        "issued_certainty": _certainty(levels.get("issued", row), number),
        "status_certainty": _certainty(levels.get("status", row), number),
        "source": _needed(entry, "source", "instruments"),
        "note": entry.get("note") or "",
        "province": entry.get("province") or "",
        "plan_year": entry.get("plan_year") or 0,
    }


def _province(raw: Any) -> Data:
    entry = _checked(raw, "provinces")
    id = _needed(entry, "id", "provinces")
    built: Data = {
        "id": id,
        "name": _needed(entry, "name", "provinces"),
        "unit": entry.get("unit") or "tỉnh",
        "successor": entry.get("successor") or "",
        "ambiguous": entry.get("ambiguous") == "yes",
        "certainty": _certainty(entry.get("certainty", "secondary"), id),
    }
    for name in ("start", "city_from", "end", "border_from", "coastal_from", "gate_from"):
        built[name] = day(entry.get(name), f"{id}: {name}")
    for name in ("border", "coastal", "gate", "foreign_affairs_office"):
        built[name] = entry.get(name) or "unknown"
        if built[name] not in ("yes", "no", "unknown"):
            raise DataError(f"provinces: {id}: {name} is {built[name]!r}, not yes, no or unknown")
    if built["unit"] not in ("tỉnh", "thành phố"):
        raise DataError(f"provinces: {id}: unit is {built['unit']!r}")
    return built


def _province_names(merged: Data, provinces: list[Data]) -> Data:
    names: Data = {}
    for entry, province in zip(merged.get("provinces", []), provinces, strict=True):
        for form in [fold(province["name"]), *map(fold, _strings(entry, "forms"))]:
            if form in names:
                raise DataError(f"provinces: {province['id']}: {form!r} is given twice")
            names[form] = province["id"]
    for form in merged.get("not_provinces", []):
        names[fold(form)] = ""
    return names


def _functions(entry: Data) -> list[list[Any]]:
    functions = []
    for function in entry.get("functions") or []:
        if isinstance(function, str):
            functions.append([function, 0, 0])
        else:
            what = f"{entry['id']}: functions"
            functions.append(
                [function["function"], day(function.get("from"), what), after(function.get("until"), what)]
            )
    return functions


def _agency(raw: Any) -> Data:
    entry = _checked(raw, "agencies")
    id = _needed(entry, "id", "agencies")
    level = entry.get("level") or ""
    suffix = entry.get("suffix") or ("optional" if level == "province" else "no")
    if suffix not in ("optional", "required", "unit", "no"):
        raise DataError(f"agencies: {id}: suffix is {suffix!r}")
    return {
        "id": id,
        "name": _needed(entry, "name", "agencies"),
        "level": level,
        "system": entry.get("system") or "",
        "start": day(entry.get("start"), f"{id}: start"),
        "end": day(entry.get("end"), f"{id}: end"),
        "successors": _strings(entry, "successors"),
        "successor_text": entry.get("successor_text") or "",
        "renaming": entry.get("renaming") or "",
        "parent": entry.get("parent") or "",
        "group": entry.get("group") or "",
        "covers": _strings(entry, "covers"),
        "functions": _functions(entry),
        "certainty": _certainty(entry.get("certainty", "unverified"), id),
        "source": entry.get("source") or "",
        "suffix": suffix,
        "handed": [
            [[fold(word) for word in _strings(each, "words")], _needed(each, "to", f"agencies: {id}: handed")]
            for each in entry.get("handed") or []
        ],
        "symbol": entry.get("symbol") or "",
        "locally": [[province, id] for id, places in (entry.get("locally") or {}).items() for province in places],
    }


def _agencies(merged: Data) -> tuple[list[Data], Data, dict[str, Data]]:
    """Agencies; names → [ids, is it a city's]; for each head word its names without it."""
    macros = merged.get("macros", {})
    agencies: dict[str, Data] = {}
    names: dict[str, list[Any]] = {}
    lists: dict[str, dict[str, list[Any]]] = {}
    for raw in merged.get("agencies", []):
        agency = _agency(raw)
        id = agency["id"]
        if id in agencies:
            raise DataError(f"agencies: {id} is given twice")
        agencies[id] = agency
        head = fold(raw.get("head") or "")
        agency["forms"] = [expand(form, macros)[0] for key in ("forms", "city") for form in _strings(raw, key)]
        stems = [stem for form in _strings(raw, "stems") for stem in expand(form, macros)]
        forms = [form for text in _strings(raw, "forms") for form in expand(text, macros)]
        forms += [f"{head} {stem}" for stem in stems]
        for form in dict.fromkeys(forms):
            _add(names, form, id, city=False)
        for form in dict.fromkeys(form for text in _strings(raw, "city") for form in expand(text, macros)):
            _add(names, form, id, city=True)
        only = [stem for form in _strings(raw, "list_only") for stem in expand(form, macros)]
        for stem in dict.fromkeys([*stems, *only]):
            if stem in lists.setdefault(head, {}):
                raise DataError(f"agencies: {id}: {stem!r} after {head!r} stands for {lists[head][stem][0][0]} too")
            lists[head][stem] = [[id], False]
    for shared in merged.get("shared", []):
        for form in expand(shared["form"], macros):
            if form in names:
                raise DataError(f"agencies: shared {form!r} is a form of {names[form][0][0]} too")
            for id in shared["ids"]:
                if id not in agencies:
                    raise DataError(f"agencies: shared {form!r}: {id} is not in the register")
            names[form] = [list(shared["ids"]), False]
    for form in merged.get("not_agencies", []):
        names[fold(form)] = [[], False]
    return list(agencies.values()), names, lists


def _add(names: dict[str, list[Any]], form: str, id: str, *, city: bool) -> None:
    if form not in names:
        names[form] = [[id], city]
    elif city and names[form][1]:
        names[form][0].append(id)
    else:
        raise DataError(f"agencies: {id}: {form!r} is a form of {names[form][0][0]} too; declare it as shared")


def _regime(raw: Any, instruments: list[Data], subjects: list[Data]) -> Data:
    entry = _checked(raw, "regimes")
    number = _needed(entry, "instrument", "regimes")
    instrument = next((known for known in instruments if known["number"] == number and not known["province"]), None)
    if instrument is None:
        raise DataError(f"regimes: {number} is not in the register")
    ends = [end for end in (instrument["end"], instrument["period_end"]) if end]
    scope = entry.get("for") or {}
    unknown = set(scope) - {"types", "kinds", "systems", "levels", "subject"}
    if unknown:
        raise DataError(f"regimes: {number}: unknown key {', '.join(sorted(unknown))}")
    subject = scope.get("subject") or ""
    if subject and subject not in [known["id"] for known in subjects]:
        raise DataError(f"regimes: {number}: there is no subject {subject!r}")
    purpose = _needed(entry, "purpose", "regimes")
    if purpose not in ("content", "format"):
        raise DataError(f"regimes: {number}: purpose is {purpose!r}")
    return {
        "instrument": number,
        "types": _strings(scope, "types"),
        "kinds": _strings(scope, "kinds"),
        "systems": _strings(scope, "systems"),
        "levels": _strings(scope, "levels"),
        "subject": subject,
        "start": day(entry.get("from"), f"{number}: from") or instrument["start"] or instrument["issued"],
        "end": after(entry.get("until"), f"{number}: until") or min(ends, default=0),
        "purpose": purpose,
        "certainty": _certainty(entry.get("certainty", "unverified"), number),
        "note": entry.get("note") or "",
    }


def _slips(groups: Sequence[Any]) -> Data:
    """What is written → issue, what is right, and the words in front and behind that make it right after all."""
    slips: Data = {}
    for group in groups:
        issue = group.get("issue") if isinstance(group, dict) else None
        if not issue or not group.get("source") or set(group) - {"issue", "source", "pairs"}:
            raise DataError(f"slips: {issue or group!r}: a group needs issue, source and pairs, and knows no more")
        for pair in group.get("pairs") or []:
            entry = pair if isinstance(pair, dict) else {"pair": pair}
            written, _, right = str(entry.get("pair")).partition(" > ")
            if not right or set(entry) - {"pair", "not_after", "not_before"}:
                raise DataError(f"slips: {pair!r} is not written > right, with not_after and not_before at most")
            if fold(written) in slips:
                raise DataError(f"slips: {written!r} is given twice")
            contexts = [_folded(_strings(entry, name)) for name in ("not_after", "not_before")]
            slips[fold(written)] = [issue, right, *contexts]
    return slips


def _folded(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(fold(value) for value in values))


def _pattern(raw: Data, topic: str, classes: Mapping[str, list[str]], synonyms: Mapping[str, Sequence[str]]) -> Data:
    known = {"groups", "but", "strength", "under", "reach", "place", "alone", "beside", "acting"}
    if set(raw) - known or not raw.get("groups"):
        raise DataError(f"topics: {topic}: a pattern needs groups and knows {', '.join(sorted(known - {'groups'}))}")

    def terms(values: Iterable[str]) -> list[str]:
        ways = (way for value in values for way in expand(f"<{value[1:]}>" if value[:1] == "@" else value, classes))
        return list(dict.fromkeys(said for way in ways for said in _said(way, synonyms)))

    return {
        "groups": [terms(group) for group in raw["groups"]],
        "but": terms(raw.get("but") or []),
        "strength": raw.get("strength") or "clause",
        "under": terms(raw.get("under") or []),
        "reach": raw.get("reach") or 0,
        "place": raw.get("place") or "",
        "alone": raw.get("alone") or "",
        "acting": raw.get("acting") or "",
        "beside": terms(raw.get("beside") or []),
    }


def _said(term: str, synonyms: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A term, and the same with the field's abbreviations and other names for the phrases in it."""
    yield term
    for phrase, others in synonyms.items():
        if phrase in term:
            start = term.index(phrase)
            end = start + len(phrase)
            if (start == 0 or term[start - 1] == " ") and (end == len(term) or term[end] in " ,"):
                for other in others:
                    yield f"{term[:start]}{other}{term[end:]}"


def _vocabulary(merged: Data, subjects: list[Data]) -> Data:
    _unique("topics", [topic["id"] for topic in merged.get("topics", [])])
    _unique("subjects", [subject["id"] for subject in subjects])
    _unique("sections", [section["id"] for section in merged.get("sections", [])])
    classes = merged.get("classes", {})
    synonyms = {fold(phrase): _folded(others) for phrase, others in merged.get("synonyms", {}).items()}
    kinds, offices = merged.get("kinds", []), merged.get("offices", [])
    _unique("kinds", [kind["id"] for kind in kinds])
    _unique("kinds", [code for kind in kinds for code in kind["types"]])
    _unique("offices", [office["id"] for office in offices])
    return {
        "topics": [
            {
                "id": topic["id"],
                "label": topic["label"],
                "patterns": [_pattern(pattern, topic["id"], classes, synonyms) for pattern in topic["patterns"]],
                "source": topic.get("source") or "",
            }
            for topic in merged.get("topics", [])
        ],
        "sections": [
            {
                "id": section["id"],
                "label": section["label"],
                "words": _folded(section["words"]),
                "but": _folded(section.get("but") or []),
            }
            for section in merged.get("sections", [])
        ],
        "subjects": _rows(Subject, subjects),
        "types": [[kind["code"], kind["name"]] for kind in merged.get("types", [])],
        "kinds": [[kind["id"], kind["label"], _strings(kind, "types"), _strings(kind, "owes")] for kind in kinds],
        "offices": [[each["id"], each["label"], each["level"], _folded(each["words"])] for each in offices],
        "terms": {name: _folded(map(str, terms)) for name, terms in merged.get("terms", {}).items()},
    }


def _subject(raw: Any) -> Data:
    entry = _checked(raw, "subjects")
    id = _needed(entry, "id", "subjects")
    label = entry.get("label")
    label = label if isinstance(label, dict) else {"vi": label, "en": label}
    return {
        "id": id,
        "label": _needed({"id": id, **label}, "vi", "subjects"),
        "label_en": _needed({"id": id, **label}, "en", "subjects"),
        "abbreviation": entry.get("abbreviation") or "",
        "function": entry.get("function") or "",
        "groups": _strings(entry, "groups"),
        **{name: _folded(_strings(entry, name)) for name in ("words", "but", "cited", "guidance")},
    }


def _unique(kind: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            raise DataError(f"{kind}: {id} is given twice")
        seen.add(id)


def _check_references(instruments: list[Data], agencies: list[Data], provinces: list[Data]) -> None:
    agency_ids = {agency["id"] for agency in agencies}
    province_ids = {province["id"] for province in provinces}
    _unique("provinces", [province["id"] for province in provinces])
    _unique("instruments", [f"{entry['number']} {entry['province']}".strip() for entry in instruments])
    numbers = {(entry["number"], entry["province"]) for entry in instruments}

    def known(number: str, place: str) -> bool:
        return (number, place) in numbers or (number, "") in numbers

    for agency in agencies:
        for id in (*agency["successors"], agency["parent"]):
            if id and id not in agency_ids:
                raise DataError(f"agencies: {agency['id']}: {id} is not in the register")
    for province in provinces:
        if province["successor"] and province["successor"] not in province_ids:
            raise DataError(f"provinces: {province['id']}: {province['successor']} is not in the register")
    for entry in instruments:
        place = entry["province"]
        if place and place not in province_ids:
            raise DataError(f"instruments: {entry['number']}: province {place} is not in the register")
        for number in (*entry["amended_by"], *entry["replaced_by"], entry["ended_by"]):
            if number and not known(number, place):
                raise DataError(f"instruments: {entry['number']}: {number} is not in the register")
