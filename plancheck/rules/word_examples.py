"""Edits of the Word form of a sample: how rules on layout get drafts that pass and fail.

Edits of text are as for plan XML: a new paragraph looks as the one before it. An edit of form names a component as the
``form`` facts do and sets a property of its runs or paragraphs, as one does in Word with the words selected; ``page``
and ``page-number`` name the page setup and the field in the header. Nothing else changes.
"""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from functools import lru_cache

from lxml import etree

from plancheck.data.wording import Said, said
from plancheck.facts.form import stretches
from plancheck.knowledge import load_knowledge
from plancheck.reading import read
from plancheck.reading.ooxml import R_ID
from plancheck.rules.model import Edit
from plancheck.structure import analyse
from plancheck.structure.plan import Plan

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RUN_ORDER = ("rStyle", "rFonts", "b", "i", "caps", "color", "sz", "u")
_PARAGRAPH_ORDER = ("pStyle", "keepNext", "pageBreakBefore", "numPr", "spacing", "ind", "jc", "rPr", "sectPr")
_TABLE_ORDER = ("tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblLook")
_SECTION_ORDER = ("headerReference", "footerReference", "pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid")
_RELATIONS, _TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_TWIPS_PER_MM = 1440 / 25.4
_MARGINS = ("top", "bottom", "left", "right")


class WordEditError(Exception):
    """An edit that the Word form has no place for."""

    def __init__(self, message: Said) -> None:
        super().__init__(message)
        self.message = message


def formatted(data: bytes, edits: Sequence[Edit]) -> bytes:
    """A .docx with edits of its form made. Raises WordEditError."""
    draft = _Draft(data)
    for edit in edits:
        draft.make(edit)
    return draft.saved()


@lru_cache(maxsize=8)
def _plan_of(data: bytes) -> Plan:
    """A sample understood: most edits are made to the same few."""
    return analyse(read(data), load_knowledge())


@lru_cache(maxsize=8)
def _unpacked(data: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


@lru_cache(maxsize=1024)
def fault(data: bytes, edits: tuple[Edit, ...]) -> Said | None:
    """Why edits can't be made; None when they can. Kept, because the same samples are linted again and again."""
    draft = _Draft(data)
    try:
        for edit in edits:
            draft.make(edit)
    except WordEditError as error:
        return error.message
    return None


class _Draft:
    """A .docx being edited."""

    def __init__(self, data: bytes) -> None:
        self._plan: Plan | None = _plan_of(data)
        """None: not known since the text was changed."""
        self._parts = dict(_unpacked(data))
        self._body = etree.fromstring(self._parts["word/document.xml"])
        self._headers = {
            name: etree.fromstring(part)
            for name, part in self._parts.items()
            if name.startswith(("word/header", "word/footer"))
        }

    def make(self, edit: Edit) -> None:
        settings = dict(edit.settings)
        if edit.action != "format":
            self._write(edit)
            self._plan = None
            return
        if edit.words == "page":
            done = self._set_pages(settings)
        elif edit.words == "page-number":
            done = self._set_page_number(settings)
        else:
            done = self._set_component(edit.words, edit.text, settings)
        if not done:
            raise WordEditError(said("the sample has no '{name}'", name=edit.words))

    def saved(self) -> bytes:
        """The package, its other parts as they were."""
        changed = {"word/document.xml": self._body, **self._headers}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, part in self._parts.items():
                root = changed.get(name)
                if root is not None:
                    part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
                archive.writestr(zipfile.ZipInfo(name), part)
        return out.getvalue()

    # Text

    def _write(self, edit: Edit) -> None:
        found = [text for text in self._body.iter(_W + "t") if edit.words in (text.text or "")]
        if not found:
            raise WordEditError(said("the words '{words}' are not there", words=edit.words))
        for text in found if edit.action == "replace" else found[:1]:
            paragraph = next(text.iterancestors(_W + "p"))
            if edit.action == "replace":
                text.text = (text.text or "").replace(edit.words, edit.text)
            elif edit.action == "remove":
                _take_out(paragraph)
            else:
                new = deepcopy(paragraph)
                first, *others = new.iter(_W + "t")
                first.text = edit.text
                for other in others:
                    other.text = ""
                paragraph.addnext(new)

    # Components

    def _set_component(self, component: str, words: str, settings: Mapping[str, str]) -> bool:
        if self._plan is None:
            self._plan = analyse(read(self.saved()), load_knowledge())
        nodes = list(self._body.iter(_W + "r"))
        found = False
        for passage, start, end in stretches(self._plan, component):
            if words not in passage.text[start:end]:
                continue
            found = True
            runs = [nodes[run.node] for run in passage.block.runs if run.start < end and run.end > start]
            for run in runs:
                _set_run(run, settings)
            _set_paragraph(next(runs[0].iterancestors(_W + "p")), settings)
            if "new_page" in settings:
                runs[0].insert(0, etree.Element(_W + "lastRenderedPageBreak"))
                return True
            if "drawn" in settings:
                _undraw(next(runs[0].iterancestors(_W + "p")))
            if "borders" in settings:
                _draw_borders(next(runs[0].iterancestors(_W + "tbl")))
        return found

    # Pages

    def _set_pages(self, settings: Mapping[str, str]) -> bool:
        sections = list(self._body.iter(_W + "sectPr"))
        chosen = sections if "section" not in settings else sections[int(settings["section"]) - 1 :][:1]
        for section in chosen:
            size = _child(section, "pgSz", _SECTION_ORDER)
            margins = _child(section, "pgMar", _SECTION_ORDER)
            for name, attribute in (("width", "w"), ("height", "h")):
                if name in settings:
                    size.set(_W + attribute, _twips(settings[name]))
            for name in _MARGINS:
                if name in settings:
                    margins.set(_W + name, _twips(settings[name]))
            if "orientation" in settings:
                width, height = size.get(_W + "w", ""), size.get(_W + "h", "")
                size.set(_W + "w", height)
                size.set(_W + "h", width)
                size.set(_W + "orient", "landscape")
            if "restart" in settings:
                for numbers in section.findall(_W + "pgNumType"):
                    section.remove(numbers)
            if "numerals" in settings:
                _child(section, "pgNumType", _SECTION_ORDER).set(_W + "fmt", settings["numerals"])
            if "first_page" in settings:
                for title in section.findall(_W + "titlePg"):
                    section.remove(title)
        return bool(chosen)

    def _move_to_the_foot(self, name: str) -> None:
        """Make a footer of a header."""
        root = self._headers[name]
        root.tag = _W + "ftr"
        target = name.removeprefix("word/")
        relations = etree.fromstring(self._parts[_RELATIONS])
        for relation in relations:
            if relation.get("Target") == target:
                relation.set("Type", relation.get("Type", "").replace("/header", "/footer"))
                for reference in self._body.iter(_W + "headerReference"):
                    if reference.get(R_ID) == relation.get("Id"):
                        reference.tag = _W + "footerReference"
        types = etree.fromstring(self._parts[_TYPES])
        for each in types:
            if each.get("PartName") == "/" + name:
                each.set("ContentType", each.get("ContentType", "").replace("header+", "footer+"))
        self._parts[_RELATIONS], self._parts[_TYPES] = etree.tostring(relations), etree.tostring(types)

    def _set_page_number(self, settings: Mapping[str, str]) -> bool:
        found = False
        for name, root in self._headers.items():
            for field in list(root.iter(_W + "fldSimple")):
                found = True
                if "move" in settings:
                    self._move_to_the_foot(name)
                if "delete" in settings:
                    _take_out(field)
                    continue
                run = field.find(_W + "r")
                if run is None:
                    run = etree.SubElement(field, _W + "r")
                    etree.SubElement(run, _W + "t").text = "2"
                _set_run(run, settings)
                _set_paragraph(next(field.iterancestors(_W + "p")), settings)
        return found


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _twips(millimetres: str) -> str:
    return str(round(float(millimetres) * _TWIPS_PER_MM))


def _points(points: str) -> str:
    return str(round(float(points) * 20))


def _child(parent: etree._Element, name: str, order: Sequence[str]) -> etree._Element:
    """The child of a name, made in its place in the schema's order if it is not there."""
    found = parent.find(_W + name)
    if found is None:
        found = etree.Element(_W + name)
        later = {_W + each for each in order[order.index(name) + 1 :]}
        following = next((child for child in parent if child.tag in later), None)
        if following is None:
            parent.append(found)
        else:
            following.addprevious(found)
    return found


def _properties(element: etree._Element, name: str) -> etree._Element:
    found = element.find(_W + name)
    if found is None:
        found = etree.Element(_W + name)
        element.insert(0, found)
    return found


def _set_run(run: etree._Element, settings: Mapping[str, str]) -> None:
    for name, value in settings.items():
        setter = _RUN_SETTERS.get(name)
        if setter is not None:
            element_name, attributes = setter(value)
            element = _child(_properties(run, "rPr"), element_name, _RUN_ORDER)
            for attribute, written in attributes.items():
                element.set(_W + attribute, written)


def _switch(name: str) -> Callable[[str], tuple[str, dict[str, str]]]:
    return lambda value: (name, {"val": "1" if value == "yes" else "0"})


_RUN_SETTERS: Mapping[str, Callable[[str], tuple[str, dict[str, str]]]] = {
    "bold": _switch("b"),
    "italic": _switch("i"),
    "capitals": _switch("caps"),
    "underline": lambda value: ("u", {"val": "single" if value == "yes" else "none"}),
    "size": lambda value: ("sz", {"val": str(round(float(value) * 2))}),
    "font": lambda value: ("rFonts", {"ascii": value, "hAnsi": value, "cs": value}),
    "color": lambda value: ("color", {"val": value}),
}


def _set_paragraph(paragraph: etree._Element, settings: Mapping[str, str]) -> None:
    for name, value in settings.items():
        setter = _PARAGRAPH_SETTERS.get(name)
        if setter is not None:
            element_name, attribute, convert = setter
            element = _child(_properties(paragraph, "pPr"), element_name, _PARAGRAPH_ORDER)
            element.set(_W + attribute, convert(value))
            if attribute == "line":
                element.set(_W + "lineRule", "auto" if name == "line" else "exact")


_PARAGRAPH_SETTERS: Mapping[str, tuple[str, str, Callable[[str], str]]] = {
    "align": ("jc", "val", lambda value: "both" if value == "justify" else value),
    "indent": ("ind", "firstLine", _twips),
    "before": ("spacing", "before", _points),
    "below": ("spacing", "after", _points),
    "line": ("spacing", "line", lambda value: str(round(float(value) * 240))),
    "exactly": ("spacing", "line", _points),
}


def _undraw(paragraph: etree._Element) -> None:
    """Take out the line drawn in a paragraph or in an empty one after it."""
    following = paragraph.getnext()
    for each in (paragraph, following):
        if each is not None and (each is paragraph or next(each.iter(_W + "t"), None) is None):
            for drawing in list(each.iter(_W + "pict")):
                _take_out(drawing)


def _draw_borders(table: etree._Element) -> None:
    properties = _properties(table, "tblPr")
    for known in properties.findall(_W + "tblBorders"):
        properties.remove(known)
    borders = _child(properties, "tblBorders", _TABLE_ORDER)
    for side in _SIDES:
        etree.SubElement(borders, _W + side).set(_W + "val", "single")
