"""Reader of Word's flat XML: a whole package in one XML file (Flat OPC, ".xml" saved by Word)."""

from collections.abc import Iterator

from lxml import etree

from plancheck.document import Document
from plancheck.reading.docx import read_package

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


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


def read_word_xml(root: etree._Element, data: bytes) -> Document:
    """Read a flat package; each block has the line of its paragraph. Raises ReadingError."""
    return read_package(FlatPackage(root), "word-xml", lines=True)
