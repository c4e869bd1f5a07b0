"""The input guard: every byte is untrusted until it has passed here.

Bounds time and memory, fetches nothing. Limits are above anything a real draft reaches: the largest real Word file met
unpacks to 48 MB, and real parts shrink to a fortieth at most.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from plancheck.reading.errors import ReadingError, refusal

MAX_INPUT = 64 << 20
"""Bytes of an input."""
MAX_UNPACKED = 50 << 20
"""Bytes all XML parts of a package may unpack to together."""
MAX_XML = 20 << 20
"""Bytes of one XML document or part."""
MAX_ENTRIES = 10_000
MAX_RATIO = 100
"""How much a part above ``RATIO_FLOOR`` bytes may shrink when packed."""
RATIO_FLOOR = 1 << 20
MAX_MARKUP = 560_000
"""Tags and attributes of one XML document, and of all larger parts of a package together: each costs some hundred bytes
of memory once parsed. A handbook of 872 pages has half of it.
"""
MAX_TEXT = 3_000_000
"""Characters of text: that handbook has 0.8 million."""
MAX_PARAGRAPHS = 20_000
"""Blocks of one draft. The longest plans with their annexes have some thousands."""

_CHUNK = 1 << 16
_SMALL = 1 << 17
_ENCRYPTED_FLAG = 0x1
_BAD_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    OverflowError,
)

_UNSAFE_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|\\|\x00|(?:^|/)\.\.(?:/|$)")
_ENTITY = re.compile(rb"<!ENTITY\s+(?:%\s+)?[^\s>]+\s+(?P<value>SYSTEM\b|PUBLIC\b|\"[^\"]*\"|'[^']*')")
_STRICT = re.compile(rb"""(["'])http://purl\.oclc\.org/ooxml/([A-Za-z/]+)\1""")
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
    """Parts of a zip package that passed the guard. Raises ReadingError."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _BAD_ZIP:
            raise refusal("truncated") from None
        if len(entries) > MAX_ENTRIES:
            raise refusal("zip-bomb")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        seen: set[str] = set()
        unpacked = 0
        for entry in entries:
            _check_entry(entry)
            if entry.filename.lower() in seen:  # part names that differ in case alone are one name
                raise ReadingError(
                    "duplicate-part",
                    f"Gói .docx có hai phần cùng tên {shown(entry.filename)}; hãy mở bằng Word và lưu lại.",
                    f"The package holds two parts named {shown(entry.filename)}; open it in Word and save it again.",
                )
            seen.add(entry.filename.lower())
            self._entries[entry.filename] = entry
            if entry.filename.endswith((".xml", ".rels")):
                unpacked += entry.file_size
        if unpacked > MAX_UNPACKED:
            raise refusal("zip-bomb")
        self._left = MAX_UNPACKED

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def read(self, name: str) -> bytes:
        """Bytes of a part; KeyError if there is none."""
        entry = self._entries[name]
        limit = min(MAX_XML, self._left)
        if entry.file_size > limit:
            raise refusal("zip-bomb")
        pieces, size = [], 0
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(_CHUNK):
                    size += len(piece)
                    if size > limit or (size > RATIO_FLOOR and size > MAX_RATIO * max(entry.compress_size, 1)):
                        raise refusal("zip-bomb")
                    pieces.append(piece)
        except _BAD_ZIP:
            raise refusal("truncated") from None
        self._left -= size
        return b"".join(pieces)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise refusal("encrypted")
    # orig_filename: zipfile itself cuts names at a NUL and turns backslashes on Windows.
    if _UNSAFE_NAME.search(entry.orig_filename):
        raise ReadingError(
            "unsafe-part-name",
            f"Gói .docx có tên phần không an toàn ({shown(entry.orig_filename)}); không đọc tệp này.",
            f"The package holds an unsafe part name ({shown(entry.orig_filename)}); the file is not read.",
        )
    if entry.file_size > RATIO_FLOOR and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise refusal("zip-bomb")


def parse_xml(data: bytes, part: str = "") -> etree._Element:
    """Parse one XML document: no DTD, no entity, nothing fetched, bounded size and depth.

    Namespaces of strict Office Open XML are turned into the transitional ones. ``part`` names the package part for the
    message. Raises ReadingError.
    """
    if len(data) > MAX_XML:
        raise too_large(MAX_XML)
    if markup(data) > MAX_MARKUP:
        raise too_large(MAX_XML)
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


def markup(data: bytes) -> int:
    """How many tags and attributes an XML document has at most; 0 for a small one, which is not counted."""
    return data.count(b"<") + data.count(b"=") if len(data) > _SMALL else 0


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
            return data[position + 9 : position + _CHUNK] if declares else None


def _transitional(match: re.Match[bytes]) -> bytes:
    namespace = _STRICT_ROOTS.get(match[2])
    return match[1] + namespace + match[1] if namespace else match[0]


def shown(name: str) -> str:
    """A name from the input as it may be shown in a message: printable, short."""
    text = "".join(char if char.isprintable() else "?" for char in name)
    return f"“{text[:57]}…”" if len(text) > 60 else f"“{text}”"


def too_large(limit: int) -> ReadingError:
    """Refusal of an input above a limit in bytes."""
    return ReadingError(
        "too-large",
        f"Tệp quá lớn để kiểm tra (giới hạn {limit >> 20} MB); hãy bỏ bớt ảnh hoặc tách thành nhiều tệp.",
        f"The file is too large to check (limit {limit >> 20} MB); take out pictures or split it.",
    )


def too_many() -> ReadingError:
    """Refusal of a draft with more paragraphs than any plan has."""
    return ReadingError(
        "too-many-paragraphs",
        f"Tệp có quá nhiều đoạn (giới hạn {MAX_PARAGRAPHS}); hãy tách thành nhiều tệp.",
        f"Too many paragraphs (limit {MAX_PARAGRAPHS}); split the file.",
    )


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
