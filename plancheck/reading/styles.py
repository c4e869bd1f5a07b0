"""Styles of a Word document: how a paragraph and a run look once defaults, theme, styles and direct formatting are laid
over each other (ECMA-376 part 1, 17.7.2).
"""

from collections.abc import Callable, Mapping, Sequence

from lxml import etree

from plancheck.document import BlockFormat, RunFormat
from plancheck.reading.ooxml import A_NS, MM_PER_TWIP, VAL, W, font_size, integer, is_on, twips

Properties = tuple[tuple[str, str | None], ...]
"""Names and values as written, in the order written; of two with one name the later counts.

Kept raw on the way, because a document has few distinct combinations and each is interpreted once.
"""
_Values = dict[str, str | None]

_RUN_NAMES = {
    W + "rFonts": "font",
    W + "b": "bold",
    W + "i": "italic",
    W + "caps": "caps",
    W + "vanish": "hidden",
    W + "u": "underline",
    W + "strike": "strike",
    W + "dstrike": "dstrike",
    W + "highlight": "highlight",
    W + "shd": "shading",
    W + "sz": "size",
    W + "color": "color",
    W + "rStyle": "style",
}
_TOGGLES = ("bold", "italic", "caps", "hidden", "strike")
_ASCII, _ASCII_THEME = W + "ascii", W + "asciiTheme"
_HANSI, _HANSI_THEME = W + "hAnsi", W + "hAnsiTheme"
_PARAGRAPH_NAMES = {
    W + "pStyle": "style",
    W + "jc": "alignment",
    W + "outlineLvl": "outline",
    W + "spacing": "",
    W + "ind": "",
    W + "numPr": "number",
    W + "rPr": "mark",
    W + "framePr": "frame",
    W + "contextualSpacing": "contextual",
    W + "sectPr": "section",
}
_LENGTHS = {
    W + "before": "before",
    W + "after": "after",
    W + "line": "line",
    W + "lineRule": "rule",
    W + "beforeAutospacing": "auto-before",
    W + "afterAutospacing": "auto-after",
    W + "left": "left",
    W + "start": "left",
    W + "firstLine": "first",
    W + "hanging": "hanging",
}
_NUM_ID, _ILVL = W + "numId", W + "ilvl"
_DROP_CAP = W + "dropCap"
_DELETED = (W + "del", W + "moveFrom")
_R_PR, _P_PR = W + "rPr", W + "pPr"
_ALIGNMENTS = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
    "lowKashida": "justify",
    "mediumKashida": "justify",
    "highKashida": "justify",
    "thaiDistribute": "justify",
}
_MAX_CHAIN = 50
_WHITE = 0xF0
"""Least red, green and blue of a colour that can't be seen on paper."""
_COLOR = W + "color"
_SIDES = {W + "left": "left", W + "start": "left", W + "right": "right", W + "end": "right", W + "insideV": "inside"}


def run_properties(element: etree._Element | None) -> Properties:
    """What a ``w:rPr`` says of the properties that are resolved here."""
    if element is None:
        return ()
    found: list[tuple[str, str | None]] = []
    for child in element:
        name = _RUN_NAMES.get(child.tag)
        if name is None:
            continue
        if name == "shading":
            found.append((name, "dark" if is_dark(child) else None))
        elif name != "font":
            found.append((name, child.get(VAL)))
        elif font := _font(child):
            found.append((name, font))
    return tuple(found)


def _font(element: etree._Element) -> str | None:
    """Font of Latin letters; a reference to the theme begins with "@"."""
    theme = element.get(_ASCII_THEME)
    if theme:
        return "@" + theme
    font = element.get(_ASCII)
    if font:
        return font
    theme = element.get(_HANSI_THEME)
    return "@" + theme if theme else element.get(_HANSI)


def paragraph_properties(element: etree._Element | None) -> Properties:
    """What a ``w:pPr`` says of the properties that are resolved here.

    "number" and "level" are those of its ``w:numPr``; "joins" is there when the paragraph reads on into the next: its
    mark is deleted, or it is a drop capital; "section" when it is the last of a section.
    """
    if element is None:
        return ()
    found: list[tuple[str, str | None]] = []
    for child in element:
        name = _PARAGRAPH_NAMES.get(child.tag)
        if name is None:
            continue
        if name == "":
            hanging = ""
            for attribute, value in child.items():
                length = _LENGTHS.get(str(attribute))
                if length == "hanging":
                    hanging = str(value)
                elif length is not None:
                    found.append((length, str(value)))
            if hanging:  # outranks a first-line indent beside it
                found.append(("first", "-" + hanging))
        elif name == "number":
            for part in child:
                if part.tag == _NUM_ID:
                    found.append(("number", part.get(VAL)))
                elif part.tag == _ILVL:
                    found.append(("level", part.get(VAL)))
        elif name == "mark":
            if next(child.iterchildren(*_DELETED), None) is not None:
                found.append(("joins", None))
        elif name == "frame":
            if child.get(_DROP_CAP) in ("drop", "margin"):
                found.append(("joins", None))
        else:
            found.append((name, child.get(VAL)))
    return tuple(found)


def seen_borders(element: etree._Element | None) -> dict[str, bool]:
    """Sides of a ``w:tblBorders`` or ``w:tcBorders``, and whether the line there can be seen."""
    if element is None:
        return {}
    return {
        _SIDES.get(side.tag, side.tag): side.get(VAL) not in (None, "nil", "none") and side.get(_COLOR) != "FFFFFF"
        for side in element
    }


def borders_across(element: etree._Element | None) -> int:
    """How many of the borders above and below a paragraph or cell (``w:pBdr``, ``w:tcBorders``) can be seen."""
    sides = seen_borders(element)
    return sum(sides.get(W + name, False) for name in ("top", "bottom"))


class Sheet:
    """A style sheet: what each style says, laid over what it is based on. Drafts made from one template share it."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._defaults: dict[str, str] = {}
        self.run_defaults: _Values = {}
        self.paragraph_defaults: _Values = {}
        self._runs: dict[str, _Values] = {}
        self._paragraphs: dict[str, _Values] = {}
        self._shades: dict[str, bool] = {}
        self._borders: dict[str, dict[str, bool]] = {}
        if root is None:
            return
        for style in root.iterchildren(W + "style"):
            identifier = style.get(W + "styleId") or ""
            self._elements.setdefault(identifier, style)
            if style.get(W + "default") in ("1", "true", "on"):
                self._defaults.setdefault(style.get(W + "type") or "", identifier)
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            self.run_defaults = dict(run_properties(defaults.find(f"{W}rPrDefault/{W}rPr")))
            self.paragraph_defaults = dict(paragraph_properties(defaults.find(f"{W}pPrDefault/{W}pPr")))

    def default(self, kind: str) -> str:
        """Id of the default style of a kind ("paragraph", "character", "table"), empty if none."""
        return self._defaults.get(kind, "")

    def name(self, style: str) -> str:
        """Name of a style as its user sees it; the id where it has none."""
        element = self._elements.get(style)
        name = element.find(W + "name") if element is not None else None
        return (name.get(VAL) if name is not None else None) or style

    def number(self, style: str) -> tuple[str, str]:
        """Number id and level a paragraph style carries, each empty if it says none."""
        values = self.paragraph(style)
        return values.get("number") or "", values.get("level") or ""

    def shades(self, style: str) -> bool:
        """Whether a style, by its id, puts anything but white behind some of its text."""
        if style not in self._elements:
            return False
        known = self._shades.get(style)
        if known is None:
            shadings = (shading for element in self._chain(style) for shading in element.iter(W + "shd"))
            known = self._shades[style] = any(map(is_dark, shadings))
        return known

    def borders(self, style: str) -> dict[str, bool]:
        """Sides on which a table style says anything of a line, and whether it can be seen."""
        if style not in self._elements:
            return {}
        sides = self._borders.get(style)
        if sides is None:
            sides = self._borders[style] = {}
            for element in self._chain(style):
                sides.update(seen_borders(element.find(f"{W}tblPr/{W}tblBorders")))
        return sides

    def _chain(self, style: str) -> list[etree._Element]:
        """A style and what it is based on, the outermost base first."""
        chain: list[etree._Element] = []
        while len(chain) < _MAX_CHAIN and (element := self._elements.get(style)) is not None:
            chain.append(element)
            style = _base(element)
        return chain[::-1]

    def run(self, style: str) -> _Values:
        """What a style says of its runs."""
        return self._laid(style, self._runs, lambda element: run_properties(element.find(_R_PR)))

    def paragraph(self, style: str) -> _Values:
        """What a style says of its paragraphs."""
        return self._laid(style, self._paragraphs, lambda element: paragraph_properties(element.find(_P_PR)))

    def _laid(self, style: str, known: dict[str, _Values], read: Callable[[etree._Element], Properties]) -> _Values:
        """What a style says, laid over what it is based on; each style is read once."""
        above: dict[str, etree._Element] = {}
        while style not in known and style not in above and (element := self._elements.get(style)) is not None:
            above[style] = element
            style = _base(element)
        values = known.get(style, {})
        for name, element in reversed(above.items()):
            own = read(element)
            values = known[name] = {**values, **dict(own)} if own else values
        return values


class Styles:
    """Looks by a style sheet, each resolved once for each combination; the theme is read when a font asks for it."""

    def __init__(self, sheet: Sheet, theme: Callable[[], Mapping[str, str]]) -> None:
        """``theme`` gives the theme's fonts (see ``theme_fonts``)."""
        self.sheet = sheet
        self._theme = theme
        self._theme_fonts: Mapping[str, str] | None = None
        self._run_formats: dict[tuple[str, str, Properties], RunFormat] = {}
        self._block_formats: dict[tuple[str, str, Properties, Properties], BlockFormat] = {}

    def run_format(self, style: str, table: str, direct: Properties) -> RunFormat:
        """Look of a run with these properties in a paragraph style inside a table style (ids, empty for none)."""
        key = (style, table, direct)
        known = self._run_formats.get(key)
        if known is None:
            known = self._run_formats[key] = self._resolve_run(style, table, dict(direct))
        return known

    def block_format(self, style: str, table: str, numbered: Properties, direct: Properties) -> BlockFormat:
        """Look of a paragraph; ``numbered`` is what its numbering level says."""
        key = (style, table, numbered, direct)
        known = self._block_formats.get(key)
        if known is None:
            known = self._block_formats[key] = self._resolve_block(style, table, numbered, dict(direct))
        return known

    def _resolve_run(self, style: str, table: str, direct: _Values) -> RunFormat:
        layers = [self.sheet.run(table), self.sheet.run(style), self.sheet.run(direct.get("style") or "")]
        values = dict(self.sheet.run_defaults)
        for layer in layers:
            values.update(layer)
        values.update(direct)
        size = font_size(values.get("size"))
        color = values.get("color") or "auto"
        switches = {name: self._switch(name, layers, direct) for name in _TOGGLES}
        struck = switches.pop("strike")
        return RunFormat(
            font=self._font_name(values.get("font") or ""),
            size=10.0 if size is None else size,
            underline="underline" in values and values["underline"] != "none",
            color="" if color == "auto" else color.upper(),
            struck=struck or ("dstrike" in values and is_on(values["dstrike"])),
            marked=(values.get("highlight") or "none") not in ("none", "white") or direct.get("shading") == "dark",
            **switches,
        )

    def _switch(self, name: str, layers: Sequence[Mapping[str, str | None]], direct: _Values) -> bool:
        """A toggle property: set by two of table, paragraph and character style it is off again (17.7.3)."""
        if name in direct:
            return is_on(direct[name])
        if name in self.sheet.run_defaults and is_on(self.sheet.run_defaults[name]):
            return True
        return sum(1 for layer in layers if name in layer and is_on(layer[name])) % 2 == 1

    def _resolve_block(self, style: str, table: str, numbered: Properties, direct: _Values) -> BlockFormat:
        values = dict(self.sheet.paragraph_defaults)
        values.update(self.sheet.paragraph(table))
        if "number" in direct:  # the level of a number given directly outranks the style, else the style outranks it
            values.update(self.sheet.paragraph(style))
            values.update(numbered)
        else:
            values.update(numbered)
            values.update(self.sheet.paragraph(style))
        values.update(direct)
        outline = integer(values.get("outline"), 9)
        return BlockFormat(
            style=self.sheet.name(style),
            alignment=_ALIGNMENTS.get(values.get("alignment") or "left", ""),
            outline_level=outline if 0 <= outline < 9 else None,
            indent_left=round((twips(values.get("left")) or 0.0) * MM_PER_TWIP, 2),
            indent_first=round((twips(values.get("first")) or 0.0) * MM_PER_TWIP, 2),
            space_before=_space(values, "before"),
            space_after=_space(values, "after"),
            line_spacing=_line_spacing(values),
            line_height=_line_height(values),
            contextual="contextual" in values and is_on(values["contextual"]),
        )

    def _font_name(self, font: str) -> str:
        if not font.startswith("@"):
            return font
        if self._theme_fonts is None:
            self._theme_fonts = self._theme()
        return self._theme_fonts.get(font[1:6], "")


def _base(style: etree._Element) -> str:
    """Id of the style that a style is based on, empty if none."""
    base = style.find(W + "basedOn")
    return (base.get(VAL) or "") if base is not None else ""


def is_white(color: str) -> bool:
    """Whether a colour, six hex digits, can't be told from white paper."""
    try:
        value = int(color, 16) if len(color) == 6 else 0
    except ValueError:
        return False
    return min(value >> 16, value >> 8 & 255, value & 255) >= _WHITE


def is_dark(shading: etree._Element) -> bool:
    """Whether a ``w:shd`` gives anything but white."""
    pattern, fill = shading.get(VAL, "clear"), shading.get(W + "fill", "auto")
    return (fill != "auto" and not is_white(fill)) or pattern not in ("clear", "nil")


def _space(values: _Values, name: str) -> float | None:
    """Space in points; None for Word's automatic spacing, which depends on the neighbours."""
    if is_on(values.get("auto-" + name, "0")):
        return None
    return round((twips(values.get(name)) or 0.0) / 20, 2)


def _line_spacing(values: _Values) -> float | None:
    """Multiple of single spacing; None for an exact or least height, which is no multiple."""
    if (values.get("rule") or "auto") != "auto":
        return None
    line = twips(values.get("line"))
    return 1.0 if line is None else round(line / 240, 3)


def _line_height(values: _Values) -> float | None:
    """Points of an exact height; None for a multiple or a least height."""
    line = twips(values.get("line")) if values.get("rule") == "exact" else None
    return None if line is None else round(line / 20, 2)


def theme_fonts(theme: etree._Element | None) -> dict[str, str]:
    """Latin fonts of a theme under "major" and "minor"."""
    fonts = {}
    for name in ("major", "minor"):
        latin = theme.find(f".//{{{A_NS}}}{name}Font/{{{A_NS}}}latin") if theme is not None else None
        if latin is not None:
            fonts[name] = latin.get("typeface") or ""
    return fonts
