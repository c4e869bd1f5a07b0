"""Bytes of a draft → ``Document``. One reader for each format; every input passes the guard."""

import re

from plancheck import formats
from plancheck.document import Document, Place, Trace
from plancheck.patterns import lazily
from plancheck.reading.errors import ReadingError, refusal
from plancheck.text import told_encoding

__all__ = ["ReadingError", "read"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
)
_PLAN_ROOT = "{https://plancheck.dev/plan/1}plan"
_AKOMA_NTOSO = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_FLAT_WORD = "{http://schemas.microsoft.com/office/2006/xmlPackage}package"
_WORD_2003 = "{http://schemas.microsoft.com/office/word/2003/wordml}wordDocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_FLAT_OPEN_DOCUMENT = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}document"
_APPLE_DOUBLE = b"\x00\x05\x16\x07"
_HEAD = 2048
_HTML = lazily(
    r"(?:<!--.*?-->\s*)*(?:<!doctype html|<(?:html|head|body|meta)\b|mime-version:)", re.IGNORECASE | re.DOTALL
)
"""Beginning of a web page, or of one saved in one file."""


def read(data: bytes, name: str = "") -> Document:
    """Read a draft. Its bytes say what it is; ``name`` only tells Markdown from text and unmasks mislabelled files.

    Raises ReadingError, and nothing else, for whatever can't be read.
    """
    document = _read(data, name)
    if not document.blocks:
        raise refusal("alt-chunk" if any(trace.kind == "alt-chunk" for trace in document.traces) else "no-text")
    if document.traces or not document.has_layout:
        from plancheck.reading.directives import noted

        return noted(document, data)
    return document


def _read(data: bytes, name: str) -> Document:
    from plancheck.reading import budget

    if len(data) > budget.MAX_INPUT:
        raise budget.too_large_input()
    file_name = name.replace("\\", "/").rpartition("/")[2].lower()
    if data.startswith(_APPLE_DOUBLE):
        raise refusal("apple-double")
    if formats.is_lock(file_name):
        raise refusal("lock-file")
    if data.startswith(_ZIP):
        return _read_zip(data)
    if data.startswith(_OLE):
        return _read_ole(data)
    if data.startswith(b"{\\rtf"):
        return _converted(data, "rtf", "rtf")
    if data.startswith(b"%PDF"):
        from plancheck.reading.pdf import read_pdf

        return read_pdf(data)
    for magic, code in _MAGIC:
        if data.startswith(magic):
            raise refusal(code)
    head = _head(data)
    if not head and not _head(data, len(data)):
        raise refusal("empty")
    if _is_xml(head, file_name):
        return _read_xml(data)
    if _is_html(head) and not file_name.endswith(formats.TEXTS):
        raise refusal("html-not-docx")
    if file_name.endswith(formats.WORD):
        raise refusal("not-a-docx")
    from plancheck.reading.plain import read_text

    return read_text(data, name)


def _head(data: bytes, size: int = _HEAD) -> str:
    """Beginning of the input as text, as far as it can be told before its encoding is known."""
    return data[:size].decode(told_encoding(data) or "utf-8", "replace").strip(" \t\r\n\x00\ufeff")


def _is_xml(head: str, file_name: str) -> bool:
    if head.startswith("<?xml"):
        return True
    if not head.startswith("<") or _is_html(head):
        return False
    return file_name.endswith(".xml") or ("xmlns" in head and not file_name.endswith(formats.TEXTS))


def _is_html(head: str) -> bool:
    return _HTML.match(head) is not None


def _read_ole(data: bytes) -> Document:
    """Read an old Word file where something converts it; refuse any other compound file."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise refusal("encrypted")
    if "WordDocument".encode("utf-16-le") not in data:
        raise refusal("spreadsheet" if "Workbook".encode("utf-16-le") in data else "not-a-docx")
    from plancheck.reading.ole import has_macros, word_state

    state = word_state(data)
    if state == "encrypted":
        raise refusal("encrypted")
    if not state:
        raise refusal("legacy-doc")
    document = _converted(data, "doc", "legacy-doc")
    if has_macros(data):
        document = document._replace(traces=(*document.traces, Trace("macro", Place(), "VBA")))
    return document


def _converted(data: bytes, ending: str, code: str) -> Document:
    """Read a file of an old format by what LibreOffice makes of it; refuse it where there is none."""
    from plancheck.reading.convert import as_docx, office

    program = office()
    if not program:
        raise refusal(code)
    document = _read_zip(as_docx(data, program, ending))
    return document._replace(format="doc", traces=(*document.traces, Trace("converted", Place(), ending)))


def _read_zip(data: bytes) -> Document:
    from plancheck.reading.guard import Archive

    archive = Archive(data)
    names = set(archive)
    kind = archive.read("mimetype").decode("ascii", "replace") if "mimetype" in names else ""
    for other in ("spreadsheet", "presentation"):
        if kind.startswith(_OPEN_DOCUMENT + other):
            raise refusal(other)
    if kind.startswith(_OPEN_DOCUMENT) or {"content.xml", "META-INF/manifest.xml"} <= names:
        from plancheck.reading.odt import read_odt

        return read_odt(archive)
    from plancheck.reading.docx import read_docx

    return read_docx(archive)


def _read_xml(data: bytes) -> Document:
    from plancheck.reading import guard

    root = guard.parse_xml(data)
    tag = str(root.tag)
    if tag == _PLAN_ROOT:
        from plancheck.reading.plan_xml import read_plan_xml

        return read_plan_xml(root.getroottree(), data)
    if tag.startswith(_AKOMA_NTOSO) and tag.endswith("}akomaNtoso"):
        from plancheck.reading.akn import read_akn

        return read_akn(root.getroottree(), data)
    if tag == _FLAT_WORD:
        from plancheck.reading.word_xml import read_word_xml

        return read_word_xml(root, data)
    if tag == _FLAT_OPEN_DOCUMENT:
        from plancheck.reading.odt import read_flat_odt

        return read_flat_odt(root)
    if tag == _WORD_2003:
        return _converted(data, "xml", "word-2003-xml")
    if tag.rpartition("}")[2].lower() == "html":
        raise refusal("html-not-docx")
    shown = guard.shown(tag.rpartition("}")[2])
    raise ReadingError(
        "unknown-xml",
        f"Không rõ loại XML (thẻ gốc {shown}); hãy đưa vào kế hoạch theo mẫu plan, Akoma Ntoso 3.0 hoặc XML của Word.",
        f"Unknown kind of XML (root element {shown}); give a plan file, Akoma Ntoso 3.0 or Word's XML.",
    )
