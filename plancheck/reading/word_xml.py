"""Reader of Word's flat XML: a whole package in one XML file (Flat OPC, ".xml" saved by Word)."""

from collections.abc import Callable, Iterator
from typing import TypeVar
from xml.parsers import expat

from lxml import etree

from plancheck.document import Document
from plancheck.reading.docx import Positions, read_package
from plancheck.reading.ooxml import STRICT_W_NS, W_NS, W

_Made = TypeVar("_Made")
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TEXT_NAMES = (f"{W_NS} t", f"{STRICT_W_NS} t")


class FlatPackage:
    """Package whose parts stand one after the other in an XML tree."""

    def __init__(self, root: etree._Element) -> None:
        self._parts: dict[str, etree._Element | None] = {}
        for part in root.iterchildren(_PKG + "part"):
            content = part.find(_PKG + "xmlData")
            name = (part.get(_PKG + "name") or "").lstrip("/")
            self._parts.setdefault(name.lower(), content[0] if content is not None and len(content) else None)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def xml(self, name: str) -> etree._Element:
        """Root element of a part; KeyError if there is none or it is not XML."""
        root = self._parts[name.lower()]
        if root is None:
            raise KeyError(name)
        return root

    def template(self, name: str, made: Callable[[etree._Element], _Made]) -> _Made:
        """What is made of the root of a part; KeyError if there is none."""
        return made(self.xml(name))

    def mentions(self, name: str, _: tuple[bytes, ...]) -> bool:
        """Whether there is such a part in XML: it is parsed already."""
        return self._parts.get(name.lower()) is not None


def read_word_xml(root: etree._Element, data: bytes) -> Document:
    """Read a flat package of which ``data`` are the bytes; each block knows its lines. Raises ReadingError."""
    return read_package(FlatPackage(root), "word-xml", _positions(root, data))


def _positions(root: etree._Element, data: bytes) -> Positions | None:
    """Where the text of each ``w:t`` stands: lxml knows no columns, so expat reads the bytes once more."""
    found: list[list[tuple[int, int, int]]] = []
    offset = -1
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, _: object) -> None:
        nonlocal offset
        if name in _TEXT_NAMES:
            found.append([])
            offset = 0

    def end(name: str) -> None:
        nonlocal offset
        if name in _TEXT_NAMES:
            offset = -1

    def characters(text: str) -> None:
        nonlocal offset
        if offset >= 0:
            found[-1].append((offset, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))
            offset += len(text)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):  # an encoding only lxml knows: no lines then
        return None
    finally:  # the parser and what it calls hold each other: neither would be free before garbage is collected
        parser.StartElementHandler = parser.CharacterDataHandler = None
    elements = list(root.iter(W + "t"))
    return dict(zip(elements, found, strict=True)) if len(elements) == len(found) else None
