"""The input guard: every byte is untrusted until it has passed here. Fetches nothing; costs what the budget allows.

Limits are on what is read: a part nobody unpacks may be as large, as well packed or as damaged as it likes.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from plancheck.patterns import lazily
from plancheck.reading.budget import MAX_DIRECTORY, MAX_ENTRIES, MAX_XML, Budget, too_large
from plancheck.reading.errors import ReadingError, refusal

_DOCTYPE_HEAD = 1 << 16
_ENCRYPTED_FLAG = 0x1
_LOCAL_HEADER = 30
_BAD_ZIP = (
    zipfile.BadZipFile,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    OverflowError,
)
_BOMB = 100
"""How many times its packed size a part above the limit has for it to be called a bomb."""

_UNSAFE_NAME = lazily(r"^/|^[A-Za-z]:|\x00|(?:^|/)\.\.(?:/|$)")
_ENTITY = lazily(rb"<!ENTITY\s+(?:%\s+)?[^\s>]+\s+(?P<value>SYSTEM\b|PUBLIC\b|\"[^\"]*\"|'[^']*')")
_STRICT = lazily(rb"""(["'])http://purl\.oclc\.org/ooxml/([A-Za-z/]+)\1""")
_STRICT_ROOTS = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"drawingml/wordprocessingDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    dtd_validation=False,
    attribute_defaults=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
    collect_ids=False,
)


class Archive:
    """Parts of a zip package that passed the guard, by their names with slashes. Raises ReadingError."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            archive = zipfile.ZipFile(_Directory(data))
        except _BAD_ZIP:
            raise refusal("truncated") from None
        self.comment = archive.comment
        entries = archive.infolist()
        if len(entries) > MAX_ENTRIES:
            raise _too_many_parts()
        self._entries: dict[str, zipfile.ZipInfo] = {}
        seen: set[str] = set()
        for entry in entries:
            name = _part_name(entry)
            if name.lower() in seen:  # part names that differ in case alone are one name
                raise ReadingError(
                    "duplicate-part",
                    f"Gói .docx có hai phần cùng tên {shown(name)}; hãy mở bằng Word và lưu lại.",
                    f"The package holds two parts named {shown(name)}; open it in Word and save it again.",
                )
            seen.add(name.lower())
            self._entries[name] = entry
        self.budget = Budget()
        """What may yet be read."""

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def entry(self, name: str) -> zipfile.ZipInfo:
        """What the directory says of a part; KeyError if there is none."""
        return self._entries[name]

    def packed(self, name: str) -> bytes:
        """Bytes of a part as they are packed; KeyError if there is none."""
        entry = self._entries[name]
        # The directory is what counts: a local header may spell the name otherwise.
        header = self._data[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
        if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
            raise refusal("truncated")
        start = entry.header_offset + _LOCAL_HEADER + sum(struct.unpack_from("<HH", header, 26))
        packed = self._data[start : start + entry.compress_size]
        if len(packed) < entry.compress_size:
            raise refusal("truncated")
        return packed

    def read(self, name: str) -> bytes:
        """Bytes of a part; KeyError if there is none."""
        data = self.unpacked(name)
        self.budget.unpack(len(data))
        return data

    def unpacked(self, name: str) -> bytes:
        """The same, not counted as read."""
        entry = self._entries[name]
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise refusal("encrypted")
        packed = self.packed(name)
        if entry.compress_type == zipfile.ZIP_STORED:
            data = packed
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            try:
                data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, MAX_XML + 1)
            except zlib.error:
                raise refusal("truncated") from None
        else:
            raise refusal("odd-packing")
        if len(data) > MAX_XML:
            if len(data) > _BOMB * len(packed):
                raise refusal("zip-bomb")
            raise too_large(f"phần {shown(name)} khi giải nén", f"part {shown(name)}, unpacked,", MAX_XML)
        if zlib.crc32(data) != entry.CRC:
            raise refusal("truncated")
        return data


class _Directory(io.BytesIO):
    """A package of which no more is read at once than the list of its parts may have."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_DIRECTORY:
            raise _too_many_parts()
        return super().read(size)


def _part_name(entry: zipfile.ZipInfo) -> str:
    """Name of a part, with slashes where some programs write backslashes."""
    # orig_filename: zipfile itself cuts names at a NUL and turns backslashes on Windows.
    name = entry.orig_filename.replace("\\", "/")
    if _UNSAFE_NAME.search(name):
        raise ReadingError(
            "unsafe-part-name",
            f"Gói .docx có tên phần không an toàn ({shown(name)}); nếu tin tệp này, hãy mở bằng Word và lưu lại.",
            f"The package holds an unsafe part name ({shown(name)}); if you trust it, save it again in Word.",
        )
    return name


def _too_many_parts() -> ReadingError:
    return ReadingError(
        "too-many-parts",
        f"Gói .docx có hơn {MAX_ENTRIES} phần; không đọc. Hãy mở bằng Word và lưu lại, hoặc bỏ bớt ảnh.",
        f"The package has more than {MAX_ENTRIES} parts; it is not read. Open it in Word and save it again.",
    )


def parse_xml(data: bytes, part: str = "", budget: Budget | None = None) -> etree._Element:
    """Parse one XML document: no DTD, no entity, nothing fetched, bounded size and depth.

    Namespaces of strict Office Open XML are turned into the transitional ones. ``part`` names the package part for the
    message; ``budget`` is that of the draft the part belongs to. Raises ReadingError.
    """
    if len(data) > MAX_XML:
        raise too_large("tệp XML", "XML", MAX_XML)
    (budget or Budget()).markup(data)
    refuse_dtd(data)
    if b"http://purl.oclc.org/ooxml/" in data:
        data = _STRICT.sub(_transitional, data)
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise _malformed(error, part) from None
    except (ValueError, LookupError):
        raise _malformed(None, part) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise refusal("dtd")
    return root


def refuse_dtd(data: bytes) -> None:
    """Refuse a document type declaration before any parser sees it. Raises ReadingError."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    elif data[:3] == b"\xef\xbb\xbf":
        data = data[3:]
    declaration = _doctype(data)
    if declaration is None:
        return
    values = [entity["value"] for entity in _ENTITY.finditer(declaration)]
    if any(value in (b"SYSTEM", b"PUBLIC") for value in values):
        raise refusal("external-entity")
    if any(b"&" in value for value in values):
        raise refusal("xml-bomb")
    raise refusal("dtd")


def _doctype(data: bytes) -> bytes | None:
    """Head of the document type declaration, None if the prolog has none."""
    position = 0
    while True:
        while data[position : position + 1].isspace():
            position += 1
        for opening, closing in ((b"<?", b"?>"), (b"<!--", b"-->")):
            if data.startswith(opening, position):
                end = data.find(closing, position + len(opening))
                if end < 0:
                    return None
                position = end + len(closing)
                break
        else:
            declares = data[position : position + 9].upper() == b"<!DOCTYPE"
            return data[position + 9 : position + _DOCTYPE_HEAD] if declares else None


def _transitional(match: re.Match[bytes]) -> bytes:
    namespace = _STRICT_ROOTS.get(match[2])
    return match[1] + namespace + match[1] if namespace else match[0]


def shown(name: str) -> str:
    """A name from the input as it may be shown in a message: printable, short."""
    text = "".join(char if char.isprintable() else "?" for char in name)
    return f"“{text[:57]}…”" if len(text) > 60 else f"“{text}”"


def _malformed(error: etree.XMLSyntaxError | None, part: str) -> ReadingError:
    line = error.lineno if error and error.lineno else 0
    reason = (error.msg or "") if error else ""
    if "Excessive depth" in reason or "depth" in reason.lower():
        return refusal("too-deep")
    if part:
        return ReadingError(
            "malformed-xml",
            f"Phần {shown(part)} của tệp .docx hỏng (XML sai cú pháp, dòng {line}); hãy mở bằng Word và lưu lại.",
            f"Part {shown(part)} of the .docx is broken (malformed XML, line {line}); repair it in Word and save it.",
        )
    return ReadingError(
        "malformed-xml",
        f"XML sai cú pháp ở dòng {line}; hãy sửa lỗi rồi chạy lại.",
        f"Malformed XML at line {line}; correct it and run again.",
    )
