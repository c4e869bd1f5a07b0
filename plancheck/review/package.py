"""A Word file as a package that can be changed part by part; what is not touched stays as it is, byte for byte."""

import io
import posixpath
import zipfile
from abc import ABC, abstractmethod

from lxml import etree

from plancheck.reading.docx import main_part
from plancheck.reading.guard import Archive, parse_xml
from plancheck.reading.package import Relationship, ZipPackage, relationships
from plancheck.reading.word_xml import FlatPackage
from plancheck.report.model import WORD
from plancheck.review.markup import Node, Splice, into, parse, quoted, spliced

CONTENT_TYPES = "[Content_Types].xml"
_SIZES_FOLLOW = 0x8
"""Flag of a part whose sizes stand behind it; in the copy they stand before it."""
_STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT_RELATIONSHIPS = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_RELS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NEW_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{main}" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>{more}</Types>'
)


class Part:
    """One XML part: its source, its elements in the source, and the same parsed."""

    def __init__(self, root: etree._Element, source: str, tree: Node, splices: list[Splice], mark: bytes = b"") -> None:
        self.root = root
        self.source = source
        self.tree = tree
        self.splices = splices
        self._mark = mark

    @classmethod
    def of(cls, data: bytes, name: str) -> "Part":
        """A part that is a file of its own. Raises ReadingError."""
        source, mark = _text(data, name)
        return cls(parse_xml(data, name), source, parse(source), [], mark)

    @property
    def runs(self) -> list[tuple[Node, etree._Element]]:
        """Every ``w:r``, as counted by ``Run.node``."""
        space = self.tree.space
        nodes = [node for node in self.tree.walk() if node.local == "r" and node.space == space]
        tag = f"{{{etree.QName(self.root).namespace}}}r"
        return list(zip(nodes, self.root.iter(tag), strict=True))

    @property
    def changed(self) -> bytes:
        """Bytes of the part with its changes made."""
        return self._mark + spliced(self.source, self.splices).encode()


def _text(data: bytes, name: str) -> tuple[str, bytes]:
    """Source of a part, and its byte order mark; a part in another encoding than UTF-8 is written anew."""
    mark = b"\xef\xbb\xbf"
    if data.startswith(mark):
        return data[len(mark) :].decode(), mark
    try:
        head = data[:200].partition(b"?>")[0].lower()
        if b"encoding" not in head or b"utf-8" in head:
            return data.decode(), b""
    except UnicodeDecodeError:
        pass
    tree = parse_xml(data, name).getroottree()
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True).decode(), b""


class WordFile(ABC):
    """A Word file whose parts can be changed."""

    def __init__(self, package: ZipPackage | FlatPackage) -> None:
        self._package = package
        self._parts: dict[str, Part] = {}
        self._added: set[str] = set()
        self.main = main_part(package)

    def __contains__(self, name: str) -> bool:
        return name in self._package

    @property
    def signed(self) -> bool:
        """Whether it carries a digital signature, which any change breaks."""
        return any(name.lower().startswith("_xmlsignatures/") for name in self._package)

    @property
    def protection(self) -> str:
        """Kind of editing it is restricted to ("readOnly", "comments", …), empty if it is not."""
        settings = self.related("settings")
        found = self.part(settings).tree.child("documentProtection") if settings else None
        on = found is not None and found.attribute("enforcement") in ("1", "true", "on")
        return (found.attribute("edit") or "") if found is not None and on else ""

    @property
    def strict(self) -> bool:
        """Whether it is written in the strict namespaces."""
        return self.part(self.main).tree.space.startswith(_STRICT)

    def part(self, name: str) -> Part:
        """A part to read or change; KeyError if there is none."""
        key = name.lower()
        if key not in self._parts:
            self._parts[key] = self._opened(name)
        return self._parts[key]

    @property
    def opened(self) -> list[Part]:
        """The parts looked at so far."""
        return list(self._parts.values())

    @abstractmethod
    def _opened(self, name: str) -> Part:
        """A part read from the package; KeyError if there is none."""

    @abstractmethod
    def _put(self, name: str, content_type: str, content: str) -> None:
        """Add a part."""

    @abstractmethod
    def save(self) -> bytes:
        """The file with its changes."""

    def related(self, kind: str) -> str:
        """Name of the first part of a kind that the main part points to, empty if none."""
        return next(
            (item.target for item in self.relationships if item.kind == kind and item.target in self._package), ""
        )

    @property
    def relationships(self) -> list[Relationship]:
        """What the main part points to inside the package."""
        return [item for item in relationships(self._package, self.main) if not item.external]

    def add(self, kind: str, stem: str, content_type: str, content: str) -> str:
        """Add an XML part related to the main one, and give the id of the relation; ``content`` is its root element."""
        folder = posixpath.dirname(self.main)
        names = (posixpath.join(folder, f"{stem}{number or ''}.xml") for number in range(10_000))
        name = next(name for name in names if name not in self)
        self._put(name, content_type, content)
        listing = posixpath.join(folder, "_rels", posixpath.basename(self.main) + ".rels")
        taken = {item.id for item in relationships(self._package, self.main)}
        taken |= self._added
        identifier = next(id for id in (f"rIdPlancheck{n}" for n in range(1, 10_000)) if id not in taken)
        self._added.add(identifier)
        type_ = (_STRICT_RELATIONSHIPS if self.strict else _RELATIONSHIPS) + kind
        entry = f'Relationship Id="{identifier}" Type="{type_}" Target="{quoted(posixpath.basename(name))}"/>'
        if listing in self:
            rels = self.part(listing)
            rels.splices.append(into(rels.tree, f"<{rels.tree.prefix}{entry}", rels.source))
        else:
            self._put(listing, _RELS_TYPE, f'<Relationships xmlns="{_RELS_NAMESPACE}"><{entry}</Relationships>')
        return identifier


class ZippedFile(WordFile):
    """A .docx. Raises ReadingError for what the reader refuses too."""

    def __init__(self, data: bytes) -> None:
        self._archive = Archive(data)
        self._names = {name.lower(): name for name in self._archive}
        self._new: dict[str, bytes] = {}
        super().__init__(ZipPackage(self._archive))

    def _opened(self, name: str) -> Part:
        actual = self._names[name.lower()]
        return Part.of(self._archive.read(actual), actual)

    def _put(self, name: str, content_type: str, content: str) -> None:
        self._new[name] = (_HEAD + content).encode()
        if content_type == _RELS_TYPE:  # told once for all by the ending
            return
        override = f'Override PartName="/{quoted(name)}" ContentType="{content_type}"/>'
        if CONTENT_TYPES in self:
            types = self.part(CONTENT_TYPES)
            types.splices.append(into(types.tree, f"<{types.tree.prefix}{override}", types.source))
        else:
            self._new[CONTENT_TYPES] = _NEW_TYPES.format(main=quoted(self.main), more=f"<{override}").encode()

    def save(self) -> bytes:
        """The package with its changes: same order, dates and attributes; new parts last.

        What is not changed is copied as it is packed: nobody has to be able to read it.
        """
        changed = {self._names[key]: part.changed for key, part in self._parts.items() if part.splices}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            new.comment = self._archive.comment
            for name in self._archive:
                entry = self._archive.entry(name)
                if name in changed:
                    new.writestr(_like(entry, name), changed[name])
                else:
                    _copy(entry, name, self._archive.packed(name), new)
            model = self._archive.entry(self._names[self.main.lower()])
            for name, data in self._new.items():
                new.writestr(_like(model, name), data)
        return out.getvalue()


class FlatFile(WordFile):
    """A Word file saved as one XML file. Raises ReadingError for what the reader refuses too."""

    def __init__(self, data: bytes) -> None:
        self._source, self._mark = _text(data, "")
        self._tree = parse(self._source)
        self._splices: list[Splice] = []
        self._flat = FlatPackage(parse_xml(data))
        super().__init__(self._flat)

    def _opened(self, name: str) -> Part:
        wanted = name.lower()
        holders = (each for each in self._tree.children if (each.attribute("name") or "").lstrip("/").lower() == wanted)
        content = next(holders).child("xmlData")
        assert content is not None
        return Part(self._flat.xml(name), self._source, content.children[0], self._splices)

    def _put(self, name: str, content_type: str, content: str) -> None:
        p = self._tree.prefix
        attributes = f'{p}name="/{quoted(name)}" {p}contentType="{content_type}"'
        part = f"<{p}part {attributes}><{p}xmlData>{content}</{p}xmlData></{p}part>"
        self._splices.append(into(self._tree, part, self._source))

    def save(self) -> bytes:
        """The file with its changes."""
        return self._mark + spliced(self._source, self._splices).encode()


def word_file(data: bytes) -> WordFile:
    """A Word file of either kind. Raises ReadingError."""
    return ZippedFile(data) if data.startswith(b"PK") else FlatFile(data)


def state(data: bytes, format_name: str) -> tuple[bool, str]:
    """Whether a file carries a digital signature, and the kind of editing it is restricted to. Raises ReadingError.

    ``format_name``: that of its ``Document``.
    """
    if format_name not in WORD:
        return False, ""
    file = word_file(data)
    return file.signed, file.protection


def _like(entry: zipfile.ZipInfo, name: str) -> zipfile.ZipInfo:
    """A new entry with the date, the packing and the attributes of another."""
    copy = zipfile.ZipInfo(name, entry.date_time)
    copy.compress_type = entry.compress_type
    copy.external_attr = entry.external_attr
    copy.internal_attr = entry.internal_attr
    copy.create_system = entry.create_system
    copy.comment = entry.comment
    return copy


def _copy(entry: zipfile.ZipInfo, name: str, packed: bytes, target: zipfile.ZipFile) -> None:
    """Add a part whose bytes are packed already."""
    copy = _like(entry, name)
    copy.flag_bits = entry.flag_bits & ~_SIZES_FOLLOW
    copy.CRC, copy.compress_size, copy.file_size = entry.CRC, entry.compress_size, entry.file_size
    assert target.fp is not None
    copy.header_offset = target.start_dir
    target.fp.seek(copy.header_offset)
    target.fp.write(copy.FileHeader())
    target.fp.write(packed)
    target.start_dir = target.fp.tell()
    target.filelist.append(copy)
    target.NameToInfo[name] = copy
