"""Styles of a Word document: how a paragraph and a run look once defaults, theme, styles and direct formatting are laid
over each other (ECMA-376 part 1, 17.7.2).
"""

from collections.abc import Callable

from lxml import etree

from plancheck.document import BlockFormat, RunFormat
from plancheck.reading.ooxml import A_NS, MM_PER_TWIP, VAL, W, integer, is_on, twips

Properties = tuple[tuple[str, str], ...]
"""Properties in the order written; of two with one name the later counts."""

_TOGGLES = {W + "b": "bold", W + "i": "italic", W + "caps": "caps", W + "vanish": "hidden"}
_TOGGLE_NAMES = ("bold", "italic", "caps", "hidden")
_RUN_VALUES = {W + "rStyle": "style", W + "sz": "size", W + "color": "color"}
_FONTS = W + "rFonts"
_UNDERLINE = W + "u"
_ASCII, _ASCII_THEME = W + "ascii", W + "asciiTheme"
_HANSI, _HANSI_THEME = W + "hAnsi", W + "hAnsiTheme"
_P_STYLE, _JC, _IND, _SPACING, _OUTLINE, _NUM_PR = (
    W + name for name in ("pStyle", "jc", "ind", "spacing", "outlineLvl", "numPr")
)
_NUM_ID, _ILVL = W + "numId", W + "ilvl"
_LEFT, _START, _FIRST_LINE, _HANGING = W + "left", W + "start", W + "firstLine", W + "hanging"
_BEFORE, _AFTER, _LINE, _LINE_RULE = W + "before", W + "after", W + "line", W + "lineRule"
_AUTO_BEFORE, _AUTO_AFTER = W + "beforeAutospacing", W + "afterAutospacing"
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


def run_properties(element: etree._Element | None) -> Properties:
    """What a ``w:rPr`` says of the properties that are resolved here."""
    if element is None:
        return ()
    found = []
    for child in element:
        tag = child.tag
        if tag == _FONTS:
            if font := _font(child):
                found.append(("font", font))
        elif tag in _TOGGLES:
            found.append((_TOGGLES[tag], "1" if is_on(child.get(VAL)) else ""))
        elif tag in _RUN_VALUES:
            found.append((_RUN_VALUES[tag], child.get(VAL) or ""))
        elif tag == _UNDERLINE:
            found.append(("underline", "1" if child.get(VAL, "single") != "none" else ""))
    return tuple(found)


def _font(element: etree._Element) -> str:
    """Font of Latin letters; a reference to the theme begins with "@"."""
    theme = element.get(_ASCII_THEME) or element.get(_HANSI_THEME)
    if theme:
        return "@" + theme
    return element.get(_ASCII) or element.get(_HANSI) or ""


def paragraph_properties(element: etree._Element | None) -> Properties:
    """What a ``w:pPr`` says of the properties that are resolved here."""
    if element is None:
        return ()
    found: list[tuple[str, str]] = []
    for child in element:
        tag = child.tag
        if tag == _P_STYLE:
            found.append(("style", child.get(VAL) or ""))
        elif tag == _JC:
            found.append(("alignment", _ALIGNMENTS.get(child.get(VAL) or "", "")))
        elif tag == _SPACING:
            _lengths(child, found, (("before", _BEFORE), ("after", _AFTER), ("line", _LINE), ("rule", _LINE_RULE)))
            # Word's automatic spacing depends on the neighbours: it can't be told.
            _lengths(child, found, (("auto-before", _AUTO_BEFORE), ("auto-after", _AUTO_AFTER)))
        elif tag == _IND:
            _lengths(child, found, (("left", _LEFT), ("left", _START), ("first", _FIRST_LINE)))
            if hanging := child.get(_HANGING):
                found.append(("first", "-" + hanging))
        elif tag == _OUTLINE:
            found.append(("outline", child.get(VAL) or ""))
        elif tag == _NUM_PR:
            for part in child:
                if part.tag == _NUM_ID:
                    found.append(("number", part.get(VAL) or ""))
                elif part.tag == _ILVL:
                    found.append(("level", part.get(VAL) or ""))
    return tuple(found)


def _lengths(element: etree._Element, found: list[tuple[str, str]], wanted: tuple[tuple[str, str], ...]) -> None:
    for name, attribute in wanted:
        value = element.get(attribute)
        if value is not None:
            found.append((name, value))


class Styles:
    """The style sheet. Looks are resolved once for each combination; the theme is read when a font asks for it."""

    def __init__(self, root: etree._Element | None, theme: Callable[[], etree._Element | None] = lambda: None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._defaults: dict[str, str] = {}
        self._theme = theme
        self._theme_fonts: dict[str, str] | None = None
        self._run_defaults: dict[str, str] = {}
        self._paragraph_defaults: dict[str, str] = {}
        self._runs: dict[str, dict[str, str]] = {}
        self._paragraphs: dict[str, dict[str, str]] = {}
        self._run_formats: dict[tuple[str, str, Properties], RunFormat] = {}
        self._block_formats: dict[tuple[str, str, Properties, Properties], BlockFormat] = {}
        if root is None:
            return
        for style in root.iterchildren(W + "style"):
            identifier = style.get(W + "styleId") or ""
            self._elements.setdefault(identifier, style)
            if style.get(W + "default") in ("1", "true", "on"):
                self._defaults.setdefault(style.get(W + "type") or "", identifier)
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            self._run_defaults = dict(run_properties(defaults.find(f"{W}rPrDefault/{W}rPr")))
            self._paragraph_defaults = dict(paragraph_properties(defaults.find(f"{W}pPrDefault/{W}pPr")))

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
        values = self._paragraph(style)
        return values.get("number", ""), values.get("level", "")

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

    def _chain(self, style: str) -> list[etree._Element]:
        """A style and what it is based on, the outermost base first."""
        chain: list[etree._Element] = []
        while len(chain) < _MAX_CHAIN and (element := self._elements.get(style)) is not None:
            chain.append(element)
            base = element.find(W + "basedOn")
            style = (base.get(VAL) or "") if base is not None else ""
        return chain[::-1]

    def _run(self, style: str) -> dict[str, str]:
        known = self._runs.get(style)
        if known is None:
            known = self._runs[style] = {}
            for element in self._chain(style):
                known.update(run_properties(element.find(_R_PR)))
        return known

    def _paragraph(self, style: str) -> dict[str, str]:
        known = self._paragraphs.get(style)
        if known is None:
            known = self._paragraphs[style] = {}
            for element in self._chain(style):
                known.update(paragraph_properties(element.find(_P_PR)))
        return known

    def _resolve_run(self, style: str, table: str, direct: dict[str, str]) -> RunFormat:
        layers = [self._run(table), self._run(style), self._run(direct.get("style", ""))]
        values = dict(self._run_defaults)
        for layer in layers:
            values.update(layer)
        for name in _TOGGLE_NAMES:
            if self._run_defaults.get(name):
                values[name] = "1"
            else:  # a switch set by two of table, paragraph and character style is off again (17.7.3)
                values[name] = "1" if sum(1 for layer in layers if layer.get(name)) % 2 else ""
        values.update(direct)
        size = twips(values.get("size"))
        color = values.get("color", "")
        return RunFormat(
            font=self._font_name(values.get("font", "")),
            size=size / 2 if size is not None else 10.0,
            bold=bool(values["bold"]),
            italic=bool(values["italic"]),
            underline=bool(values.get("underline")),
            caps=bool(values["caps"]),
            hidden=bool(values["hidden"]),
            color="" if color in ("auto", "") else color.upper(),
        )

    def _resolve_block(self, style: str, table: str, numbered: Properties, direct: dict[str, str]) -> BlockFormat:
        values = dict(self._paragraph_defaults)
        values.update(self._paragraph(table))
        if "number" in direct:  # the level of a number given directly outranks the style, else the style outranks it
            values.update(self._paragraph(style))
            values.update(numbered)
        else:
            values.update(numbered)
            values.update(self._paragraph(style))
        values.update(direct)
        outline = integer(values.get("outline"), 9)
        return BlockFormat(
            style=self.name(style),
            alignment=values.get("alignment") or "left",
            outline_level=outline if 0 <= outline < 9 else None,
            indent_left=_length(values.get("left"), MM_PER_TWIP),
            indent_first=_length(values.get("first"), MM_PER_TWIP),
            space_before=_length(values.get("before"), 0.05) if not _automatic(values, "auto-before") else None,
            space_after=_length(values.get("after"), 0.05) if not _automatic(values, "auto-after") else None,
            line_spacing=_line_spacing(values),
        )

    def _font_name(self, font: str) -> str:
        if not font.startswith("@"):
            return font
        if self._theme_fonts is None:
            self._theme_fonts = _theme_fonts(self._theme())
        return self._theme_fonts.get(font[1:6], "")


def _automatic(values: dict[str, str], name: str) -> bool:
    return is_on(values.get(name, "0"))


def _length(value: str | None, unit: float) -> float:
    """Length from twips, 0 where nothing is said: Word's own default."""
    length = twips(value)
    return 0.0 if length is None else round(length * unit, 2)


def _line_spacing(values: dict[str, str]) -> float | None:
    """Multiple of single spacing; None for an exact or least height, which is no multiple."""
    if values.get("rule", "auto") != "auto":
        return None
    line = twips(values.get("line"))
    return 1.0 if line is None else round(line / 240, 3)


def _theme_fonts(theme: etree._Element | None) -> dict[str, str]:
    """Latin fonts of a theme under "major" and "minor"."""
    fonts = {}
    for name in ("major", "minor"):
        latin = theme.find(f".//{{{A_NS}}}{name}Font/{{{A_NS}}}latin") if theme is not None else None
        if latin is not None:
            fonts[name] = latin.get("typeface") or ""
    return fonts
