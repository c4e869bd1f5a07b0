"""Parts of an Open Packaging Conventions package and how they refer to each other."""

import posixpath
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Any, Protocol, TypeVar
from urllib.parse import unquote

from lxml import etree

from plancheck.reading.budget import marks
from plancheck.reading.guard import Archive, parse_xml
from plancheck.records import NamedTuple

_Made = TypeVar("_Made")
_MAX_KEPT = 1 << 20
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Relationship(NamedTuple):
    """``kind`` is the last segment of its type ("styles", "header"); ``target`` a part name, or an address outside."""

    id: str
    kind: str
    target: str
    external: bool = False


class Package(Protocol):
    """What a Word document is read from: a zip archive or a flat XML file."""

    def __contains__(self, name: str) -> bool: ...

    def __iter__(self) -> Iterator[str]: ...

    def xml(self, name: str) -> etree._Element:
        """Root element of a part; KeyError if there is none."""
        ...

    def template(self, name: str, made: Callable[[etree._Element], _Made]) -> _Made:
        """What is made of the root of a part that drafts made from one template have in common: not to be changed.

        KeyError if there is no such part.
        """
        ...

    def mentions(self, name: str, words: tuple[bytes, ...]) -> bool:
        """Whether a part may hold one of some words: a look before it is parsed. No if there is no such part."""
        ...


class ZipPackage:
    """Package in a zip archive. Part names compare without case, as the standard has it."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive}
        self._roots: dict[str, etree._Element] = {}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._archive)

    def xml(self, name: str) -> etree._Element:
        """Root element of a part; KeyError if there is none, ReadingError if it is broken."""
        actual = self._names[name.lower()]
        root = self._roots.get(actual)
        if root is None:
            root = self._roots[actual] = parse_xml(self._archive.read(actual), actual, self._archive.budget)
        return root

    def template(self, name: str, made: Callable[[etree._Element], _Made]) -> _Made:
        """What is made of the root of a part; of one read before from another file it is not made again."""
        actual = self._names[name.lower()]
        if self._archive.entry(actual).file_size > _MAX_KEPT:
            return made(self.xml(name))
        kept = _kept(_Part(self._archive, actual), made)
        if kept.size > _MAX_KEPT:  # the list of parts told less
            _kept.cache_clear()
        self._archive.budget.unpack(kept.size)
        self._archive.budget.mark(kept.marks)
        result: _Made = kept.made
        return result

    def mentions(self, name: str, words: tuple[bytes, ...]) -> bool:
        """Whether a part may hold one of some words; ReadingError if it is broken."""
        actual = self._names.get(name.lower())
        if actual is None:
            return False
        data = self._archive.read(actual)
        return b"\x00" in data or any(word in data for word in words)


class _Part:
    """A part of an archive, the same as any that is packed alike."""

    def __init__(self, archive: Archive, name: str) -> None:
        entry = archive.entry(name)
        self.read: Callable[[], bytes] | None = partial(archive.unpacked, name)
        self.name = name
        self._key = archive.packed(name), entry.compress_type, entry.flag_bits, entry.CRC

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Part) and self._key == other._key


class _Kept(NamedTuple):
    """What was made of a part, and what the part costs a draft's budget."""

    made: Any
    size: int
    marks: int


@lru_cache(maxsize=8)
def _kept(part: _Part, made: Callable[[etree._Element], object]) -> _Kept:
    """What is made of the root of a part: a style sheet may be ten times as long as the draft. Raises ReadingError."""
    assert part.read is not None
    data, part.read = part.read(), None  # the archive is not to be kept
    return _Kept(made(parse_xml(data, part.name)), len(data), marks(data))


def relationships(package: Package, source: str = "") -> list[Relationship]:
    """Relationships of a part, of the package itself if ``source`` is empty; none if it has no such list."""
    folder, name = posixpath.split(source)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in package:
        return []
    found = []
    for item in package.xml(listing).iter(_RELATIONSHIP):
        kind = (item.get("Type") or "").rpartition("/")[2]
        target = item.get("Target") or ""
        external = item.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
            if target not in package and (decoded := unquote(target)) in package:
                target = decoded
        found.append(Relationship(item.get("Id") or "", kind, target, external))
    return found
