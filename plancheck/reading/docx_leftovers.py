"""What is left in a Word file besides the text of the draft: changes of look that are tracked, text nobody sees,
protection, signatures, links to outside.
"""

from collections.abc import Container, Iterable, Iterator, Mapping

from lxml import etree

from plancheck.document import OWN, OWN_AUTHORS, Place, RunFormat, Trace
from plancheck.reading.ooxml import R_NS, VAL, W, is_on
from plancheck.reading.origins import readable
from plancheck.reading.package import Package, Relationship, relationships
from plancheck.reading.styles import Styles, is_dark, is_white

TINY = 2.0
"""Points: letters this small can't be read."""
LIGHT = "F0"
"""No colour whose name comes before this is white: a look before it is worked out."""
_P, _TBL, _R_PR, _SHD, _INS, _DEL = (W + name for name in ("p", "tbl", "rPr", "shd", "ins", "del"))
_CHANGES = frozenset(
    W + name
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "numberingChange",
        "tblGridChange", "tblPrExChange", "cellMerge", "customXmlInsRangeStart", "customXmlDelRangeStart",
    )
)  # fmt: skip
_TR, _TR_PR, _NUM_PR, _CELL_INS, _TC = (W + name for name in ("tr", "trPr", "numPr", "cellIns", "tc"))
_PROMPT, _SDT_CONTENT = W + "showingPlcHdr", W + "sdtContent"
_FILLING = frozenset(
    {"MERGEFIELD", "MERGEREC", "MERGESEQ", "ADDRESSBLOCK", "GREETINGLINE", "ASK", "FILLIN", "MACROBUTTON"}
)
"""Fields a mail merge or whoever fills in a template is to replace."""
_FIELD, _SIMPLE, _INSTRUCTION = W + "fldChar", W + "fldSimple", W + "instrText"
_DIRTY, _INSTR = W + "dirty", W + "instr"
_AUTHOR = W + "author"
_LINKING = frozenset({"INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDE", "DDEAUTO"})
_HYPERLINK, _ANCHOR, _BOOKMARK, _NAME = W + "hyperlink", W + "anchor", W + "bookmarkStart", W + "name"
_CONTENTS = "_Toc"
_R_PREFIX = f"{{{R_NS}}}"
_SETTINGS = (b"rotection", b"updateFields")
_FINAL = (b"_MarkAsFinal",)

_SHADED = (W + "r", _P, _TC, _TBL, W + "document")
_BACKGROUND = W + "background"
_GROUNDS = frozenset({_BACKGROUND, *(W + name for name in ("rPr", "pPr", "tcPr", "tblPr"))})
_HOLDERS = (W + "sdt", _TC, _TR, _TBL)
"""What a mark that stands in no paragraph may belong to: it is told at the first paragraph there."""
Marks = Mapping[etree._Element | None, Iterable[tuple[str, str]]]
"""(kind, text) of the traces of each paragraph; None for those of no paragraph."""


def marks(root: etree._Element) -> Marks:
    """What stands beside the text of each paragraph: one pass over a part.

    Tracked changes that no run tells of, fields that wait to be updated or draw from outside, what nobody filled in.
    """
    found: dict[etree._Element | None, dict[tuple[str, str], None]] = {}
    for element in root.iter(*_CHANGES, _FIELD, _SIMPLE, _INSTRUCTION, _INS, _DEL, _CELL_INS, _PROMPT):
        told = _mark(element)
        if told is None:
            continue
        paragraph = next(element.iterancestors(_P), None)
        if paragraph is None:
            holder = next(element.iterancestors(*_HOLDERS), None)
            paragraph = next(holder.iter(_P), None) if holder is not None else None
        found.setdefault(paragraph, {})[told] = None
    return found


def _mark(element: etree._Element) -> tuple[str, str] | None:
    tag = element.tag
    if tag in _CHANGES:
        return made("format-change", element), ""
    if tag in (_INS, _DEL):
        return _mark_of(element)
    if tag == _CELL_INS:
        return made("insertion", element), _words(next(element.iterancestors(_TC), element)) or "¶"
    if tag == _PROMPT:
        return _prompt(element)
    if tag != _INSTRUCTION and is_on(element.get(_DIRTY, "0")):
        return "dirty-field", ""
    instruction = (element.text if tag == _INSTRUCTION else element.get(_INSTR)) or ""
    first, _, rest = instruction.strip().partition(" ")
    if first.upper() in _FILLING:
        name, _, _ = rest.strip().strip('"').partition(" ")
        return "placeholder", f"«{name or first}»"
    return ("external-link", rest.strip()) if first.upper() in _LINKING else None


def _prompt(element: etree._Element) -> tuple[str, str] | None:
    """The prompt of a content control that nobody filled in."""
    control = next(element.iterancestors(W + "sdt"), None)
    content = control.find(_SDT_CONTENT) if control is not None and is_on(element.get(VAL)) else None
    text = " ".join(_words(content).split()) if content is not None else ""
    return ("placeholder", text) if text else None


def _mark_of(element: etree._Element) -> tuple[str, str] | None:
    """A number, a row or a paragraph mark put in or taken out, where no run tells of it."""
    parent = element.getparent()
    if parent is None:
        return None
    if parent.tag == _NUM_PR:
        return made("format-change", element), ""
    if parent.tag == _TR_PR and element.tag == _INS:  # a row that was taken out is told where it stood
        return made("insertion", element), _words(next(element.iterancestors(_TR), element)) or "¶"
    if parent.tag != _R_PR:
        return None
    paragraph = next(element.iterancestors(_P), None)
    if paragraph is None or paragraph.find(_INS) is not None or paragraph.find(_DEL) is not None:
        return None
    return made("insertion" if element.tag == _INS else "deletion", element), "¶"


def made(kind: str, element: etree._Element) -> str:
    """Kind of the trace that a comment or a change is, by who made it."""
    return OWN + kind if element.get(_AUTHOR) in OWN_AUTHORS else kind


def unseen(run: etree._Element, look: RunFormat, styles: Styles, style: str, table: str) -> str:
    """``white-text`` or ``tiny-text`` if nobody can read a run of that look, else empty.

    ``style`` and ``table`` are the ids of the paragraph's and the table's style.
    """
    if look.size is not None and look.size <= TINY:
        return "tiny-text"
    if (
        is_white(look.color)
        and not _is_shaded(run)
        and not styles.sheet.shades(style)
        and not styles.sheet.shades(table)
    ):
        return "white-text"
    return ""


def _is_shaded(run: etree._Element) -> bool:
    """Whether something dark may lie behind a run: its own shading or that of its paragraph or cell, or the page's."""
    own = run.find(_R_PR)
    highlight = own.find(W + "highlight") if own is not None else None
    if highlight is not None and highlight.get(VAL, "none") not in ("none", "white"):
        return True
    for element in (run, *run.iterancestors(*_SHADED)):
        first = next(iter(element), None)  # properties come first, and the page's background before its body
        if first is None or first.tag not in _GROUNDS:
            continue
        shading = first.find(_SHD)
        if first.tag == _BACKGROUND or (shading is not None and is_dark(shading)):
            return True
    return False


def stale_entry(root: etree._Element) -> str:
    """First entry of a table of contents that leads nowhere or to other words, empty if none does."""
    titles: dict[str, str] = {}
    for bookmark in root.iter(_BOOKMARK):
        name = bookmark.get(_NAME) or ""
        if name.startswith(_CONTENTS):
            paragraph = next(bookmark.iterancestors(_P), None)
            titles[name] = "" if paragraph is None else _squeezed(_words(paragraph))
    for link in root.iter(_HYPERLINK):
        name = link.get(_ANCHOR) or ""
        if name.startswith(_CONTENTS):
            entry = _words(link)
            if name not in titles or titles[name] not in _squeezed(entry):
                return " ".join(entry.split())
    return ""


def _words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(W + "t"))


def _squeezed(text: str) -> str:
    return "".join(text.split()).lower()


def package_traces(package: Package, related: list[Relationship], told: Container[str]) -> Iterator[Trace]:
    """What the package as a whole carries. ``told`` are the ids of links of the main part already told with a place."""
    for name in package:
        lowered = name.lower()
        if lowered.endswith("vbaproject.bin"):
            yield Trace("macro", Place(), name.rpartition("/")[2])
        elif lowered.startswith("_xmlsignatures/") and lowered.endswith(".sigs"):
            yield Trace("signature", Place())
    for item in related:
        if item.external and item.kind != "hyperlink" and item.id not in told:
            yield Trace("external-link", Place(), readable(item.target)[0])
        elif not item.external and item.kind not in ("styles", "theme", "numbering", "fontTable", "webSettings"):
            yield from _outside(package, item)
    if package.mentions("docProps/custom.xml", _FINAL) and _is_final(package.xml("docProps/custom.xml")):
        yield Trace("final", Place())


def _outside(package: Package, item: Relationship) -> Iterator[Trace]:
    """Links to outside of a part of the document: its settings, a header, its notes."""
    for inner in relationships(package, item.target):
        if inner.external and inner.kind != "hyperlink":
            kind = "template" if inner.kind == "attachedTemplate" else "external-link"
            yield Trace(kind, Place(), readable(inner.target)[0])
    if item.kind == "settings" and package.mentions(item.target, _SETTINGS):
        settings = package.xml(item.target)
        protection = settings.find(W + "documentProtection")
        if protection is not None and is_on(protection.get(W + "enforcement", "0")):
            yield Trace("protection", Place(), protection.get(W + "edit") or "")
        elif settings.find(W + "writeProtection") is not None:
            yield Trace("protection", Place(), "write")
        update = settings.find(W + "updateFields")
        if update is not None and is_on(update.get(VAL)):
            yield Trace("dirty-field", Place())


def _is_final(root: etree._Element) -> bool:
    for item in root:
        if item.get("name") == "_MarkAsFinal":
            return "".join(str(text) for text in item.itertext()).strip().lower() in ("true", "1")
    return False


def linked(drawing: etree._Element, external: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(id, target) of each link to outside that a drawing or object uses."""
    for element in drawing.iter():
        for name, value in element.attrib.items():
            if str(name).startswith(_R_PREFIX) and value in external:
                yield str(value), external[str(value)]
