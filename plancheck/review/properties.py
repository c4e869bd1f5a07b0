"""Properties of runs, paragraphs and sections of a Word part with some of them set otherwise, tracked or plainly."""

from collections.abc import Callable, Mapping, Sequence

from plancheck.patterns import lazily
from plancheck.review.comments import Names
from plancheck.review.markup import Node, quoted

_RUN = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
]
_PARAGRAPH = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
]
_SECTION = [
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
]
"""Children in the order of the schema."""
_NOT_BEFORE = frozenset({"rPr", "sectPr", "headerReference", "footerReference"})
"""What the former properties of a paragraph or a section do not hold."""
_ATTRIBUTE = lazily(r"([^\s=\"'/]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
MARKS = frozenset({"ins", "del", "moveFrom", "moveTo"})
"""Tracked changes of the mark of a paragraph."""
_TOGGLES = {"bold": ("b", "bCs"), "italic": ("i", "iCs"), "capitals": ("caps",)}
_ALIGN = {"center": "center", "left": "left", "justify": "both"}
_TWIPS_IN_MM, _TWIPS_IN_POINT, _TWIPS_IN_LINE = 1440 / 25.4, 20, 240
_Children = list[tuple[str, str]]
Revision = Callable[[], str]
"""Attributes of a tracked change."""


class Properties:
    """Writes properties as a part writes its names. ``revision`` None: plainly, without what was before."""

    def __init__(self, names: Names, source: str, revision: Revision | None) -> None:
        self._names = names
        self._source = source
        self._revision = revision

    def of_run(self, old: Node | None, settings: Mapping[str, str]) -> str:
        """``w:rPr`` with bold, italic, underline, capitals (yes, no), size (points), font and color set."""
        children, empty = self._children(old), self._names.empty
        for name, value in settings.items():
            if name in _TOGGLES:
                for tag in _TOGGLES[name]:
                    _put(children, tag, empty(tag) if value == "yes" else empty(tag, val="0"))
            elif name == "underline":
                _put(children, "u", empty("u", val="single" if value == "yes" else "none"))
            elif name == "size":
                half = round(float(value) * 2)
                _put(children, "sz", empty("sz", val=half))
                _put(children, "szCs", empty("szCs", val=half))
            elif name == "font":
                fonts = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), value)
                _put(children, "rFonts", empty("rFonts", **fonts))
            elif name == "color":
                _put(children, "color", empty("color", val="auto"))
        return self._written("rPr", children, _RUN, old)

    def of_paragraph(
        self, old: Node | None, settings: Mapping[str, str], *, mark: str = "", like: Node | None = None
    ) -> str:
        """``w:pPr`` with align, indent (mm), gap (points above) and line (lines) set.

        ``mark``: markup of tracked changes of the paragraph mark. ``like``: the properties it has instead of its own,
        but for the looks of its mark.
        """
        children = self.children(like, settings)
        if like is not old:
            own = [each for each in self._children(old) if each[0] in _NOT_BEFORE]
            children = [*(each for each in children if each[0] not in _NOT_BEFORE), *own]
        if mark:
            look = next((markup for tag, markup in children if tag == "rPr"), "")
            p = self._names.prefix
            inner = look[look.index(">") + 1 : look.rindex("<")] if look and not look.endswith("/>") else ""
            _put(children, "rPr", f"<{p}rPr>{mark}{inner}</{p}rPr>")
        return self._written("pPr", children, _PARAGRAPH, old, bool(settings) or like is not old)

    def former(self, old: Node | None) -> tuple[str, str]:
        """What a tracked change of properties says of a paragraph as it is, and what one of its mark says."""
        mark = old.child("rPr") if old else None
        looks = (self._source[each.start : each.end] for each in (mark.children if mark else ()))
        return self._before(old, _PARAGRAPH), "".join(looks)

    def children(self, old: Node | None, settings: Mapping[str, str]) -> list[tuple[str, str]]:
        """Names and markup of a paragraph's properties with settings made, in the schema's order."""
        children = self._children(old)
        for name, value in settings.items():
            if name == "align":
                _put(children, "jc", self._names.empty("jc", val=_ALIGN[value]))
            elif name == "indent":
                first = {"firstLine": round(float(value) * _TWIPS_IN_MM)}
                dropped = ("hanging", "firstLineChars", "hangingChars", "left", "start", "leftChars", "startChars")
                _put(children, "ind", self._changed(old, "ind", first, dropped))
            elif name == "gap":
                above = {"before": round(float(value) * _TWIPS_IN_POINT)}
                self._space(children, above, ("beforeAutospacing", "beforeLines"))
                if any(tag == "contextualSpacing" for tag, _ in children):
                    _put(children, "contextualSpacing", self._names.empty("contextualSpacing", val="0"))
            elif name == "line":
                lines = {"line": round(float(value) * _TWIPS_IN_LINE), "lineRule": "auto"}
                self._space(children, lines, ())
        return _ordered(children, _PARAGRAPH)

    def _space(self, children: _Children, new: Mapping[str, object], dropped: Sequence[str]) -> None:
        """Set spacing, which two settings share."""
        old = next((markup for tag, markup in children if tag == "spacing"), "")
        _put(children, "spacing", self._merged("spacing", old, new, dropped))

    def of_section(self, old: Node, settings: Mapping[str, str], references: str = "") -> str:
        """``w:sectPr`` with width, height and margins (mm), first_page and restart set, and references put in."""
        children = self._children(old)
        size = {_SIZES[name]: _twips(value) for name, value in settings.items() if name in _SIZES}
        if size:
            _put(children, "pgSz", self._changed(old, "pgSz", size, ("code",)))
        margins = {name: _twips(settings[name]) for name in ("top", "right", "bottom", "left") if name in settings}
        if margins:
            _put(children, "pgMar", self._changed(old, "pgMar", margins, ()))
        if settings.get("first_page") == "no":
            _put(children, "titlePg", self._names.empty("titlePg"))
        if settings.get("restart") == "yes":
            _put(children, "pgNumType", self._changed(old, "pgNumType", {"start": 1}, ()))
        if references:
            children.append(("headerReference", references))
        return self._written("sectPr", children, _SECTION, old)

    def _children(self, old: Node | None) -> _Children:
        change = ("rPrChange", "pPrChange", "sectPrChange")
        kept = [child for child in old.children if child.local not in change] if old else []
        return [(child.local, self._source[child.start : child.end]) for child in kept]

    def _changed(self, old: Node | None, tag: str, new: Mapping[str, object], dropped: Sequence[str]) -> str:
        node = old.child(tag) if old else None
        return self._merged(tag, self._source[node.start : node.end] if node else "", new, dropped)

    def _merged(self, tag: str, old: str, new: Mapping[str, object], dropped: Sequence[str]) -> str:
        """An empty element with some attributes set anew, others dropped, the rest as they were."""
        gone = {*new, *dropped}
        kept = [match.group() for match in _ATTRIBUTE.finditer(old) if match[1].rpartition(":")[2] not in gone]
        return f"<{self._names.prefix}{tag}{''.join(' ' + each for each in kept)}{self._names.attributes(**new)}/>"

    def _written(
        self, name: str, children: _Children, order: Sequence[str], old: Node | None, changed: bool = True
    ) -> str:
        """The properties, in the schema's order, and what they were if they are changed."""
        p = self._names.prefix
        inner = "".join(markup for _, markup in _ordered(children, order))
        attributes = old.rest.rstrip("/") if old else ""
        if self._revision is not None and changed:
            before = self._before(old, order)
            inner += f"<{p}{name}Change{self._revision()}><{p}{name}{attributes}>{before}</{p}{name}></{p}{name}Change>"
        return f"<{p}{name}{attributes}>{inner}</{p}{name}>"

    def _before(self, old: Node | None, order: Sequence[str]) -> str:
        return "".join(
            self._source[child.start : child.end]
            for child in (old.children if old else ())
            if child.local in order and child.local not in _NOT_BEFORE
        )


_SIZES = {"width": "w", "height": "h"}


def _twips(millimetres: str) -> int:
    return round(float(millimetres) * _TWIPS_IN_MM)


def _ordered(children: _Children, order: Sequence[str]) -> _Children:
    known = {tag: index for index, tag in enumerate(order)}
    return sorted(children, key=lambda each: known.get(each[0], len(order)))


def _put(children: _Children, tag: str, markup: str) -> None:
    """Set a child, in the place of the one that is there."""
    children[:] = [each for each in children if each[0] != tag]
    children.append((tag, markup))


def reference(names: Names, relation: str) -> str:
    """A section's reference to its header."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = names.attributes(type="default")
    return f'<{names.prefix}headerReference{kind} xmlns:r="{quoted(space)}" r:id="{quoted(relation)}"/>'
