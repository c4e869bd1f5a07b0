"""A Word file as a package that can be changed part by part; what is not touched stays as it is, byte for byte."""

import io
import posixpath
import zipfile
from collections.abc import Sequence

from lxml import etree

from plancheck.reading.docx import main_part
from plancheck.reading.errors import ReadingError
from plancheck.reading.guard import Archive, parse_xml
from plancheck.reading.package import Relationship, ZipPackage, relationships
from plancheck.review.markup import Node, Splice, into, parse, quoted, spliced

CONTENT_TYPES = "[Content_Types].xml"
_MOST_UNPACKED = 512 << 20
"""Bytes that all parts may unpack to together, pictures among them, when a copy is made."""
_CHUNK = 1 << 20
_STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT_RELATIONSHIPS = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_NEW_RELS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_NEW_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{main}" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


class Part:
    """One XML part: its source, its elements in the source, and the same parsed."""

    def __init__(self, data: bytes, name: str) -> None:
        self.root = parse_xml(data, name)
        self.source, self.mark = _text(data, name)
        self.tree: Node = parse(self.source)
        self.splices: list[Splice] = []

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
        return self.mark + spliced(self.source, self.splices).encode()


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


class WordFile:
    """A .docx whose parts can be changed. Raises ReadingError for what the reader refuses too."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._archive = Archive(data)
        self._names = {name.lower(): name for name in self._archive}
        self._package = ZipPackage(self._archive)
        self._parts: dict[str, Part] = {}
        self._new: dict[str, bytes] = {}
        self.main = main_part(self._package)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    @property
    def signed(self) -> bool:
        """Whether it carries a digital signature, which any change breaks."""
        return any(name.startswith("_xmlsignatures/") for name in self._names)

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
        actual = self._names.get(name.lower(), name)
        if actual not in self._parts:
            data = self._new[actual] if actual in self._new else self._archive.read(actual)
            self._parts[actual] = Part(data, actual)
        return self._parts[actual]

    def related(self, kind: str) -> str:
        """Name of the first part of a kind that the main part points to, empty if none."""
        return next(
            (item.target for item in self.relationships if item.kind == kind and item.target in self._package), ""
        )

    @property
    def relationships(self) -> list[Relationship]:
        """What the main part points to inside the package."""
        return [item for item in relationships(self._package, self.main) if not item.external]

    def add(self, kind: str, stem: str, content_type: str, data: bytes) -> str:
        """Add a part related to the main one; its name."""
        folder = posixpath.dirname(self.main)
        name, number = posixpath.join(folder, f"{stem}.xml"), 0
        while name in self:
            number += 1
            name = posixpath.join(folder, f"{stem}{number}.xml")
        self._new[name] = data
        self._names[name.lower()] = name
        self._ensure(CONTENT_TYPES, _NEW_TYPES.format(main=quoted(self.main)))
        types = self.part(CONTENT_TYPES)
        override = f'<{types.tree.prefix}Override PartName="/{quoted(name)}" ContentType="{content_type}"/>'
        types.splices.append(into(types.tree, override, types.source))
        listing = posixpath.join(folder, "_rels", posixpath.basename(self.main) + ".rels")
        self._ensure(listing, _NEW_RELS)
        rels = self.part(listing)
        taken = {item.id for item in self.relationships}
        identifier = next(id for id in (f"rIdPlancheck{n}" for n in range(1, 10000)) if id not in taken)
        type_ = (_STRICT_RELATIONSHIPS if self.strict else _RELATIONSHIPS) + kind
        target = quoted(posixpath.basename(name))
        entry = f'<{rels.tree.prefix}Relationship Id="{identifier}" Type="{type_}" Target="{target}"/>'
        rels.splices.append(into(rels.tree, entry, rels.source))
        return name

    def _ensure(self, name: str, content: str) -> None:
        """Add a part unless it is there."""
        if name not in self:
            self._new[name] = content.encode()
            self._names[name.lower()] = name

    def save(self) -> bytes:
        """The package with its changes: same order, dates and attributes; new parts last."""
        changed = {name: part.changed for name, part in self._parts.items() if part.splices}
        fresh = {name: changed.pop(name, data) for name, data in self._new.items()}
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            new.comment = old.comment
            _refuse_huge(old.infolist())
            for entry in old.infolist():
                copy = _like(entry, entry.filename)
                if entry.filename in changed:
                    new.writestr(copy, changed[entry.filename])
                    continue
                with old.open(entry) as source, new.open(copy, "w") as target:
                    while piece := source.read(_CHUNK):
                        target.write(piece)
            model = old.getinfo(self._names[self.main.lower()])
            for name, data in fresh.items():
                new.writestr(_like(model, name), data)
        return out.getvalue()


def state(data: bytes) -> tuple[bool, str]:
    """Whether a file carries a digital signature, and the kind of editing it is restricted to. Raises ReadingError."""
    if not data.startswith(b"PK"):
        return False, ""
    file = WordFile(data)
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


def _refuse_huge(entries: Sequence[zipfile.ZipInfo]) -> None:
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise ReadingError(
            "too-large",
            f"Tệp giải nén ra quá lớn để chép lại (giới hạn {_MOST_UNPACKED >> 20} MB); hãy bỏ bớt ảnh.",
            f"The file unpacks to too much to be copied (limit {_MOST_UNPACKED >> 20} MB); take out pictures.",
        )
