"""Small Word packages written from XML snippets, so that a test shows all that matters in it."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TARGETS = {"styles", "numbering", "settings", "footnotes", "endnotes", "comments", "theme"}


def run(text: str, properties: str = "") -> str:
    """A ``w:r`` with one ``w:t``."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*content: str, properties: str = "") -> str:
    """A ``w:p``; content that is not markup becomes a run."""
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{look}{''.join(item if item.startswith('<') else run(item) for item in content)}</w:p>"


def numbered(text: str, number: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return para(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(*content: str, properties: str = "") -> str:
    """A ``w:tc``."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def table(*rows: str) -> str:
    """A ``w:tbl`` of rows, each the concatenated cells."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def level(index: int, kind: str, text: str, more: str = "", start: int = 1) -> str:
    """A ``w:lvl`` of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def document_xml(body: str) -> str:
    """The main part."""
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def parts(
    body: str,
    *,
    extra: Mapping[str, str] | None = None,
    relationships: Mapping[str, str] | None = None,
    main: str = "word/document.xml",
    **inner: str,
) -> dict[str, str]:
    """Parts of a package: ``styles``, ``numbering`` … give the inside of those parts, ``extra`` whole parts by name,
    ``relationships`` the attributes of more relationships of the main part by id ('Type="…/header" Target="a.xml"').
    """
    found = {main: document_xml(body)}
    links = dict(relationships or {})
    for kind, inside in inner.items():
        assert kind in _TARGETS, kind
        if kind == "theme":
            found["word/theme.xml"] = inside
        else:
            found[f"word/{kind}.xml"] = f"<w:{kind} {NAMESPACES}>{inside}</w:{kind}>"
        links[f"{kind}-id"] = f'Type="{_KINDS}/{kind}" Target="{kind}.xml"'
    found.update(extra or {})
    folder, _, name = main.rpartition("/")
    found[f"{folder}/_rels/{name}.rels"] = _listing(links)
    found["_rels/.rels"] = _listing({"main": f'Type="{_KINDS}/officeDocument" Target="{main}"'})
    return found


def kind(name: str) -> str:
    """Full type of a relationship."""
    return f"{_KINDS}/{name}"


def _listing(links: Mapping[str, str]) -> str:
    items = "".join(f'<Relationship Id="{key}" {value}/>' for key, value in links.items())
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{items}</Relationships>'


def packed(contents: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body: str, **more: object) -> bytes:
    """A .docx; arguments as for ``parts``."""
    return packed(parts(body, **more))  # type: ignore[arg-type]
