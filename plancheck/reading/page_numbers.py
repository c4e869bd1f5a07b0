"""Where a Word document numbers its pages, from the fields in its headers and footers."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from plancheck.document import PageNumber, RunFormat
from plancheck.patterns import lazily
from plancheck.reading.ooxml import MC_NS, R_ID, VAL, W, is_on
from plancheck.reading.styles import Properties, Styles, paragraph_properties, run_properties

_PAGE = lazily(r"(?<![A-Z])PAGE(?![A-Z])", re.IGNORECASE)
_CONDITION = lazily(r"\bIF\b", re.IGNORECASE)
_SIMPLE, _INSTRUCTION, _FALLBACK = W + "fldSimple", W + "instrText", f"{{{MC_NS}}}Fallback"
_RUN = W + "r"
_FRAME = f"{W}pPr/{W}framePr"
_BOX = W + "txbxContent"
_SIDES = {"center": "center", "right": "right", "outside": "right", "left": "left", "inside": "left"}


def page_numbers(
    sections: list[etree._Element], parts: Mapping[str, str], roots: Mapping[str, etree._Element], styles: Styles
) -> Iterator[PageNumber]:
    """A page number for each way the document shows one.

    ``parts`` are names of parts by relationship id, ``roots`` the headers and footers that are shown, by part name. A
    section without a reference of its own shows that of the section before it.
    """
    fields = {part: list(_fields(root, styles)) for part, root in roots.items()}
    shown: dict[tuple[str, str], str] = {}
    told: set[PageNumber] = set()
    for index, section in enumerate(sections):
        for kind in ("header", "footer"):
            for reference in section.iterchildren(f"{W}{kind}Reference"):
                part = parts.get(reference.get(R_ID) or "")
                if part is not None:
                    shown[kind, reference.get(W + "type", "default")] = part
        title = section.find(W + "titlePg")
        own_first = title is not None and is_on(title.get(VAL))
        numbering = section.find(W + "pgNumType")
        numerals = (numbering.get(W + "fmt") if numbering is not None else None) or "decimal"
        for (kind, page), part in shown.items():
            if page == "even" or (page == "first" and not own_first):
                continue
            first = index == 0 and (page == "first" or not own_first)
            position = "top" if kind == "header" else "bottom"
            for alignment, conditional, look in fields.get(part, ()):
                found = PageNumber(position, alignment, first and not conditional, look, numerals)
                if found not in told:
                    told.add(found)
                    yield found


def _fields(root: etree._Element, styles: Styles) -> Iterator[tuple[str, bool, RunFormat]]:
    """(alignment, whether a condition governs it, look) of each paragraph that shows the page's number."""
    for paragraph in root.iter(W + "p"):
        pieces = list(_instructions(paragraph))
        instructions = " ".join(text for _, text in pieces)
        if _PAGE.search(instructions):
            field = next((element for element, text in pieces if _PAGE.search(text)), pieces[0][0])
            yield _alignment(paragraph, styles), _CONDITION.search(instructions) is not None, _look(field, styles)


def _instructions(paragraph: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for element in paragraph.iter(_SIMPLE, _INSTRUCTION):
        if next(element.iterancestors(W + "p"), None) is not paragraph:
            continue  # of a text box anchored here
        if next(element.iterancestors(_FALLBACK), None) is None:
            yield element, (element.get(W + "instr") if element.tag == _SIMPLE else element.text) or ""


def _look(field: etree._Element, styles: Styles) -> RunFormat:
    """Look of the run that an instruction stands in, or of the first run of a simple field."""
    run = next(field.iter(_RUN), None) if field.tag == _SIMPLE else field.getparent()
    paragraph = next(field.iterancestors(W + "p"))
    look = run_properties(run.find(W + "rPr")) if run is not None else ()
    return styles.run_format(_style(paragraph_properties(paragraph.find(W + "pPr")), styles), "", look)


def _style(direct: Properties, styles: Styles) -> str:
    return next((value for name, value in direct if name == "style" and value), styles.sheet.default("paragraph"))


def _alignment(paragraph: etree._Element, styles: Styles) -> str:
    """``left``, ``center`` or ``right``; empty where a tab, a table or a text box decides."""
    if next(paragraph.iterancestors(W + "tc", _BOX), None) is not None:
        return ""
    frame = paragraph.find(_FRAME)
    if frame is not None and frame.get(W + "xAlign"):
        return _SIDES.get(frame.get(W + "xAlign") or "", "")
    if next(paragraph.iter(W + "tab", W + "ptab"), None) is not None:
        return ""
    direct = paragraph_properties(paragraph.find(W + "pPr"))
    alignment = styles.block_format(_style(direct, styles), "", (), direct).alignment
    return "left" if alignment == "justify" else alignment
