"""Small OpenDocument texts written from XML snippets."""

from collections.abc import Mapping

from tests.reading.docx_builder import packed

_NAMES = {
    "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
    "fo": "xsl-fo-compatible", "svg": "svg-compatible",
}  # fmt: skip
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in _NAMES.items()
) + (' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"')
MIME = "application/vnd.oasis.opendocument.text"


def p(content: str, style: str = "") -> str:
    """A ``text:p``."""
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{content}</text:p>"


def span(content: str, style: str) -> str:
    """A ``text:span``."""
    return f'<text:span text:style-name="{style}">{content}</text:span>'


def style(name: str, family: str, text: str = "", paragraph: str = "", more: str = "") -> str:
    """A ``style:style``; ``text`` and ``paragraph`` are attributes of its properties."""
    groups = f"<style:paragraph-properties {paragraph}/>" if paragraph else ""
    groups += f"<style:text-properties {text}/>" if text else ""
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{groups}</style:style>'


def content_xml(body: str, automatic: str = "") -> str:
    """The part with the text."""
    return (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def styles_xml(common: str = "", automatic: str = "", masters: str = "") -> str:
    """The part with the styles."""
    return (
        f"<office:document-styles {NAMESPACES}><office:styles>{common}</office:styles>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles></office:document-styles>"
    )


def odt(body: str, automatic: str = "", styles: str = "", extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """An .odt."""
    parts: dict[str, str | bytes] = {"mimetype": MIME, "content.xml": content_xml(body, automatic)}
    if styles:
        parts["styles.xml"] = styles
    return packed(parts | dict(extra or {}))


def fodt(body: str, automatic: str = "", common: str = "") -> bytes:
    """A .fodt."""
    return (
        f'<?xml version="1.0"?><office:document {NAMESPACES} office:mimetype="{MIME}"><office:styles>{common}'
        f"</office:styles><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()
