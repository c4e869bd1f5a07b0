"""Parts of an Open Packaging Conventions package and how they refer to each other."""

import posixpath
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol
from urllib.parse import unquote

from lxml import etree

from plancheck.reading.guard import Archive, parse_xml
from plancheck.records import NamedTuple

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

    def template(self, name: str) -> etree._Element:
        """Like ``xml``, for a part that drafts made from one template have in common: not to be changed."""
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

    def template(self, name: str) -> etree._Element:
        """Like ``xml``; a part read before from another file is not parsed again."""
        actual = self._names[name.lower()]
        data = self._archive.read(actual)
        if len(data) > _MAX_KEPT:
            return parse_xml(data, actual, self._archive.budget)
        self._archive.budget.markup(data)
        return _kept(data, actual)

    def mentions(self, name: str, words: tuple[bytes, ...]) -> bool:
        """Whether a part may hold one of some words; ReadingError if it is broken."""
        actual = self._names.get(name.lower())
        if actual is None:
            return False
        data = self._archive.read(actual)
        return b"\x00" in data or any(word in data for word in words)


@lru_cache(maxsize=4)
def _kept(data: bytes, name: str) -> etree._Element:
    """Root of a part: a style sheet may be ten times as long as the draft."""
    return parse_xml(data, name)


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
