"""Instruments by every way their numbers and names are written."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from plancheck.knowledge.model import Instrument
from plancheck.patterns import lazily
from plancheck.text import fold, fold_each, nfc

_TYPES = {
    "nghị định": "nđ",
    "quyết định": "qđ",
    "quy định": "qđ",
    "qyđ": "qđ",
    "thông tư liên tịch": "ttlt",
    "thông tư": "tt",
    "chỉ thị": "ct",
    "kết luận": "kl",
    "nghị quyết": "nq",
    "hướng dẫn": "hd",
    "quy chế": "qc",
    "bộ luật": "luật",
    "luật": "luật",
    "pháp lệnh": "pl",
    "công văn": "cv",
    "văn bản": "cv",
}
_SAID_TYPES = sorted({*_TYPES, *_TYPES.values()}, key=lambda said: (-len(said), said))
_TYPE = lazily(f"^({'|'.join(_SAID_TYPES)})(?= |số|$)")
_SAID = lazily(r"^\s*(?:số|so)?\s*:?\s*")
_JOINTS = lazily(r"[\s/&._-]+")
_SHORT = lazily(r"^(\d+)(?:[/-](\d{4}))?$")
_FULL = lazily(r"^0*(\d+)(?:/(\d{4}))?[/-](.+)$")
_SPACED_JOINT = lazily(r"\s*([/&-])\s*")
_YEAR_AFTER = lazily(r",?\s*\(?(?:năm\s+)?(\d{4})\)?$")


Key = TypeVar("Key")
Places = tuple[dict[str, list[int]], dict[tuple[str, str, str], list[int]], dict[str, list[int]], dict[str, list[int]]]
"""Where instruments stand: by number, by type and what is said of a short one, by name, by number without joints."""


def chosen(instruments: Sequence[Instrument], places: Mapping[Key, Sequence[int]]) -> dict[Key, list[Instrument]]:
    """The instruments that stand in some places."""
    return {key: [instruments[at] for at in found] for key, found in places.items()}


def places(instruments: Iterable[Instrument]) -> Places:
    """An index of instruments, as plain data."""
    exact: dict[str, list[int]] = {}
    short: dict[tuple[str, str, str], list[int]] = {}
    names: dict[str, list[int]] = {}
    skeletons: dict[str, list[int]] = {}
    for at, instrument in enumerate(instruments):
        key = _key(instrument.number)
        exact.setdefault(key, []).append(at)
        skeletons.setdefault(_JOINTS.sub("", key), []).append(at)
        match = _FULL.match(key)
        if match:
            for type_code in {fold(instrument.type), lazily(r"[-/]").split(match[3])[0]}:
                short.setdefault((type_code, match[1], match[2] or ""), []).append(at)
                if match[2] is None and instrument.issued:
                    short.setdefault((type_code, match[1], str(instrument.issued // 10000)), []).append(at)
        named = (*instrument.names, instrument.family, "" if match else instrument.number)
        for name in dict.fromkeys(fold_each(filter(None, named))):
            names.setdefault(name, []).append(at)
    return exact, short, names, skeletons


class Numbers:
    """Instruments by their places."""

    def __init__(self, instruments: Sequence[Instrument], places: Places) -> None:
        self._all = instruments
        exact, short, names, skeletons = places
        self._exact = chosen(instruments, exact)
        self._short = chosen(instruments, short)
        self._names = chosen(instruments, names)
        self._skeletons = chosen(instruments, skeletons)

    def find(self, written: str, province: str = "") -> Instrument | None:
        """See ``Knowledge.instrument``."""
        text = " ".join(fold(nfc(written)).split())
        found = self._by_number(text, province)
        if found is not None:
            return found
        named = self._names.get(_name(text)) or self._names.get(_name(text, keep_year=False), [])
        return named[0] if len(named) == 1 else None

    def family(self, name: str) -> tuple[Instrument, ...]:
        """See ``Knowledge.family``."""
        found = self._names.get(_name(" ".join(fold(nfc(name)).split())), [])
        return tuple(sorted(found, key=lambda entry: entry.start or entry.issued))

    def nearest(self, written: str, issued: int = 0) -> Instrument | None:
        """See ``Knowledge.nearest``."""
        type_code, rest = _split(" ".join(fold(nfc(written)).split()))
        key = _key(rest)
        skeleton = _JOINTS.sub("", key)
        candidates = (
            self._skeletons.get(skeleton)
            or self._without_year(key)
            or self._without_symbol(type_code, key)
            or self._one_letter_off(skeleton)
        )
        dated = [entry for entry in candidates if issued and entry.issued == issued]
        chosen = dated or [entry for entry in candidates if not entry.province]
        return chosen[0] if len(chosen) == 1 else None

    def _by_number(self, text: str, province: str) -> Instrument | None:
        type_code, rest = _split(text)
        key = _key(rest)
        exact = self._exact.get(key)
        if exact is None:
            short = _SHORT.match(key)
            if short is None or not type_code:
                return self._by_number_and_place(text)
            found = self._short.get((type_code, short[1].lstrip("0") or "0", short[2] or ""), [])
            exact = list({id(entry): entry for entry in found}.values())
            if len(exact) != 1:
                return None
        for entry in exact:
            if entry.province == province or not entry.province:
                return entry
        return None

    def _by_number_and_place(self, text: str) -> Instrument | None:
        """A province's number with its name after it: "38/2011/QĐ-UBND Tây Ninh"."""
        number, _, place = _split(text)[1].partition(" ")
        named = [entry for entry in self._exact.get(_key(number), []) if fold(entry.issuer).endswith(place)]
        return named[0] if place and len(named) == 1 and named[0].province else None

    def _without_year(self, key: str) -> list[Instrument]:
        match = lazily(r"^(\d+)[/-]([^\d].*)$").match(key)
        if match is None:
            return []
        return [
            entry
            for entry in self._all
            if (full := _FULL.match(_key(entry.number))) and full[2] and full[1] == match[1] and full[3] == match[2]
        ]

    def _without_symbol(self, type_code: str, key: str) -> list[Instrument]:
        """The only instrument of a type and number said without a year: "Nghị định 88"."""
        if not type_code or not key.isdecimal():
            return []
        found = [entry for known, entries in self._short.items() if known[:2] == (type_code, key) for entry in entries]
        return list({id(entry): entry for entry in found}.values())

    def _one_letter_off(self, skeleton: str) -> list[Instrument]:
        digits, letters = _parted(skeleton)
        return [
            entry
            for known, entries in self._skeletons.items()
            if known.startswith(digits) and _one_edit(known[len(digits) :], letters) and not _other_body(known, letters)
            for entry in entries
        ]


def _split(text: str) -> tuple[str, str]:
    """Type code ("nđ", empty when not said) and the rest of a folded citation without "số"."""
    match = _TYPE.match(text)
    type_code = ""
    if match:
        type_code = _TYPES.get(match[1], match[1])
        text = text[match.end() :]
    return type_code, text[_SAID.match(text).end() :]  # type: ignore[union-attr]


def _key(number: str) -> str:
    key = _SPACED_JOINT.sub(r"\1", fold(nfc(number)).strip())
    return key.lstrip("0").replace("tư", "tw") if key[:1] == "0" else key.replace("tư", "tw")


def _name(text: str, *, keep_year: bool = True) -> str:
    match = _YEAR_AFTER.search(text)
    if match is None:
        return text
    return f"{text[: match.start()]} năm {match[1]}" if keep_year else text[: match.start()]


def _parted(skeleton: str) -> tuple[str, str]:
    letters = skeleton.lstrip("0123456789")
    return skeleton[: len(skeleton) - len(letters)], letters


def _other_body(known: str, letters: str) -> bool:
    """A provincial committee's own number ("26-CT/TU") is not a mistyped central one."""
    return known.endswith("tw") and letters.endswith("tu")


def _one_edit(first: str, second: str) -> bool:
    """Whether the two differ by one letter put in, left out, exchanged, or by two neighbours swapped."""
    if abs(len(first) - len(second)) > 1 or first == second:
        return first == second
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    a, b = first[start:], second[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
