"""Tracked changes accepted or rejected in a Word file, as Word does it, and its text."""

import io
import zipfile
from collections.abc import Collection

from lxml import etree

from plancheck.document import OWN_AUTHORS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def settled(data: bytes, *, accept: bool, authors: Collection[str] = OWN_AUTHORS) -> bytes:
    """The file with all changes of authors accepted or rejected."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                content = _settled(content, accept, authors)
            new.writestr(name, content)
    return out.getvalue()


def _settled(content: bytes, accept: bool, authors: Collection[str]) -> bytes:
    root = etree.fromstring(content.replace(STRICT, W[1:-1].encode()))
    gone, kept = ("del", "ins") if accept else ("ins", "del")
    for paragraph in list(root.iter(f"{W}p")):
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}")
        if mark is not None and mark.get(f"{W}author") in authors:
            _join_with_next(paragraph)
    for name in (gone, kept):
        for change in list(root.iter(f"{W}{name}")):
            if change.get(f"{W}author") not in authors:
                continue
            parent = change.getparent()
            if parent.tag == f"{W}rPr":
                parent.remove(change)
                continue
            if name == kept:
                for child in list(change):
                    change.addprevious(child)
            parent.remove(change)
    _settle_looks(root, accept, authors)
    if not accept:
        for text in root.iter(f"{W}delText"):
            if next((each for each in text.iterancestors(f"{W}del")), None) is None:
                text.tag = f"{W}t"
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


_KEPT = {
    f"{W}rPr": frozenset[str](),
    f"{W}pPr": frozenset({f"{W}rPr", f"{W}sectPr"}),
    f"{W}sectPr": frozenset({f"{W}headerReference", f"{W}footerReference"}),
}
"""By properties, what a change of them says nothing about."""


def _settle_looks(root: etree._Element, accept: bool, authors: Collection[str]) -> None:
    for name, kept in _KEPT.items():
        for change in list(root.iter(f"{name}Change")):
            if change.get(f"{W}author") not in authors:
                continue
            properties = change.getparent()
            if accept:
                properties.remove(change)
                continue
            before = list(change[0])
            rest = [each for each in properties if each.tag in kept]
            properties[:] = [*rest, *before] if name.endswith("sectPr") else [*before, *rest]


def _join_with_next(paragraph: etree._Element) -> None:
    """A paragraph whose mark is gone: what is in it goes to the front of the next."""
    following = next(
        (each for each in paragraph.itersiblings() if not each.tag.endswith(("Start", "End", "proofErr"))), None
    )
    assert following is not None
    assert following.tag == f"{W}p"
    properties = following.find(f"{W}pPr")
    at = 0 if properties is None else 1
    for child in [each for each in paragraph if each.tag != f"{W}pPr"][::-1]:
        following.insert(at, child)
    paragraph.getparent().remove(paragraph)
