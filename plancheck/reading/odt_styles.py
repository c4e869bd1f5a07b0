"""Styles of an OpenDocument text: how a paragraph and a run look once defaults, styles and automatic styles are laid
over each other (OpenDocument 1.3 part 3, 16).
"""

from collections.abc import Mapping

from lxml import etree

from plancheck.document import BlockFormat, PageSetup, RunFormat
from plancheck.reading.styles import is_white
from plancheck.records import NamedTuple

_NAMES = ("office", "style", "text", "table", "drawing", "xsl-fo-compatible", "svg-compatible")
OFFICE, STYLE, TEXT, TABLE, DRAW, FO, SVG = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in _NAMES)
XLINK = "{http://www.w3.org/1999/xlink}"
_MAX_CHAIN = 50
_POINTS = {"pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75}
_ALIGNMENTS = {
    "start": "left",
    "left": "left",
    "center": "center",
    "end": "right",
    "right": "right",
    "justify": "justify",
}
_NAME, _FAMILY, _PARENT = STYLE + "name", STYLE + "family", STYLE + "parent-style-name"
_TEXT_PROPERTIES, _PARAGRAPH_PROPERTIES = STYLE + "text-properties", STYLE + "paragraph-properties"
_BACKGROUND = FO + "background-color"

Values = Mapping[str, str]
Properties = tuple[tuple[str, str], ...]


def points(value: str | None) -> float | None:
    """A length in points ("2.54cm"); None if absent, relative or nonsense."""
    unit = _POINTS.get((value or "")[-2:])
    if value is None or unit is None:
        return None
    try:
        number = float(value[:-2]) * unit
    except ValueError:
        return None
    return number if abs(number) < 1e6 else None


def millimetres(value: str | None) -> float | None:
    """A length in millimetres, rounded to a hundredth; None if absent or nonsense."""
    length = points(value)
    return None if length is None else round(length * 25.4 / 72, 2)


def whole(value: str | None, default: int, most: int) -> int:
    """A whole number from 0 to ``most``, ``default`` if absent or nonsense."""
    digits = (value or "").strip()
    return min(int(digits), most) if digits.isdecimal() and digits.isascii() and len(digits) < 10 else default


class Master(NamedTuple):
    """A master page."""

    element: etree._Element
    layout: etree._Element | None
    following: str
    """Master of the next page, its own name if it stays."""


class Styles:
    """Styles of a document; ``local`` are the automatic styles of the part whose text is read."""

    def __init__(self, common: etree._Element | None, local: etree._Element | None) -> None:
        self._elements: dict[tuple[str, str], etree._Element] = {}
        self._defaults: dict[str, etree._Element] = {}
        self._fonts: dict[str, str] = {}
        self._lists: dict[str, etree._Element] = {}
        self._layouts: dict[str, etree._Element] = {}
        self.outline: etree._Element | None = None
        self.masters: dict[str, Master] = {}
        self._looks: dict[tuple[str, ...], RunFormat] = {}
        self._formats: dict[tuple[str, int, Properties], BlockFormat] = {}
        masters: list[etree._Element] = []
        for root in (local, common):
            for group in root if root is not None else ():
                for child in group:
                    self._note(child, masters)
        for page in masters:
            name = page.get(_NAME) or ""
            layout = self._layouts.get(page.get(STYLE + "page-layout-name") or "")
            self.masters.setdefault(name, Master(page, layout, page.get(STYLE + "next-style-name") or name))

    def _note(self, element: etree._Element, masters: list[etree._Element]) -> None:
        tag, name = element.tag, element.get(_NAME) or ""
        if tag == STYLE + "style":
            self._elements.setdefault((element.get(_FAMILY) or "", name), element)
        elif tag == STYLE + "default-style":
            self._defaults.setdefault(element.get(_FAMILY) or "", element)
        elif tag == STYLE + "font-face":
            self._fonts.setdefault(name, _family(element.get(SVG + "font-family") or ""))
        elif tag == TEXT + "list-style":
            self._lists.setdefault(name, element)
        elif tag == TEXT + "outline-style":
            self.outline = element if self.outline is None else self.outline
        elif tag == STYLE + "page-layout":
            self._layouts.setdefault(name, element)
        elif tag == STYLE + "master-page":
            masters.append(element)

    def list_style(self, name: str) -> etree._Element | None:
        """A list style by its name."""
        return self._lists.get(name)

    def _chain(self, family: str, name: str) -> list[etree._Element]:
        """A style and what it is based on, the outermost base first."""
        chain: list[etree._Element] = []
        while len(chain) < _MAX_CHAIN and (element := self._elements.get((family, name))) is not None:
            chain.append(element)
            name = element.get(_PARENT) or ""
        return chain[::-1]

    def master_of(self, family: str, name: str) -> str:
        """Master page a style begins, empty if none."""
        element = self._elements.get((family, name))
        return (element.get(STYLE + "master-page-name") or "") if element is not None else ""

    def name(self, style: str) -> str:
        """Name of a paragraph style as its user sees it; of an automatic one that of its parent."""
        for element in reversed(self._chain("paragraph", style)):
            parent = element.getparent()
            if parent is not None and parent.tag == OFFICE + "styles":
                return element.get(STYLE + "display-name") or (element.get(_NAME) or "").replace("_20_", " ")
        return style

    def run_format(self, paragraph: str, spans: tuple[str, ...]) -> RunFormat:
        """Look of a run in a paragraph style inside spans of text styles, outermost first."""
        key = (paragraph, *spans)
        known = self._looks.get(key)
        if known is None:
            known = self._looks[key] = self._resolve_run(paragraph, spans)
        return known

    def is_on_white(self, paragraph: str, spans: tuple[str, ...], cell: str) -> bool:
        """Whether no colour stands behind a run."""
        chains = [self._chain("paragraph", paragraph), self._chain("table-cell", cell)]
        chains += [self._chain("text", span) for span in spans]
        fills = [group.get(_BACKGROUND) for chain in chains for element in chain for group in element]
        return all(fill in (None, "transparent") or is_white((fill or "").lstrip("#")) for fill in fills)

    def _resolve_run(self, paragraph: str, spans: tuple[str, ...]) -> RunFormat:
        default = self._defaults.get("paragraph")
        chains = [[default] if default is not None else [], self._chain("paragraph", paragraph)]
        chains += [self._chain("text", span) for span in spans]
        values: dict[str, str] = {}
        size: float | None = None
        for element in (element for chain in chains for element in chain):
            for group in element.iterchildren(_TEXT_PROPERTIES):
                own = {str(name): str(value) for name, value in group.items()}
                if FO + "font-family" in own or STYLE + "font-name" in own:
                    values.pop(FO + "font-family", None)
                if FO + "color" in own:
                    values.pop(STYLE + "use-window-font-color", None)
                values.update(own)
                size = _size(own.get(FO + "font-size"), size)
        color = values.get(FO + "color", "").lstrip("#")
        automatic = values.get(STYLE + "use-window-font-color") == "true"
        weight = values.get(FO + "font-weight", "normal")
        return RunFormat(
            font=self._font(values),
            size=12.0 if size is None else size,
            bold=weight == "bold" or (weight.isdecimal() and whole(weight, 0, 1000) >= 600),
            italic=values.get(FO + "font-style", "normal") in ("italic", "oblique"),
            underline=values.get(STYLE + "text-underline-style", "none") != "none",
            caps=values.get(FO + "text-transform") == "uppercase",
            hidden=values.get(TEXT + "display") == "none",
            color="" if automatic or len(color) != 6 else color.upper(),
            struck=values.get(STYLE + "text-line-through-style", "none") != "none"
            or values.get(STYLE + "text-line-through-type", "none") != "none",
            marked=any(_is_coloured(group) for chain in chains[2:] for element in chain for group in element),
        )

    def _font(self, values: Values) -> str:
        family = values.get(FO + "font-family")
        if family:
            return _family(family)
        name = values.get(STYLE + "font-name", "")
        return self._fonts.get(name, name)

    def block_format(self, paragraph: str, outline: int, level: Properties) -> BlockFormat:
        """Look of a paragraph. ``outline``: 1-based level of a heading, 0 for none; ``level``: what its list says."""
        key = (paragraph, outline, level)
        known = self._formats.get(key)
        if known is None:
            known = self._formats[key] = self._resolve_block(paragraph, outline, level)
        return known

    def breaks(self, family: str, style: str) -> bool:
        """Whether a style begins a new page."""
        groups = (group for element in self._chain(family, style) for group in element)
        return any(group.get(FO + "break-before") == "page" for group in groups)

    def _resolve_block(self, paragraph: str, outline: int, level: Properties) -> BlockFormat:
        default = self._defaults.get("paragraph")
        chain = self._chain("paragraph", paragraph)
        values = _paragraph_values([default] if default is not None else [])
        values.update(_paragraph_values(chain[:-1]))
        values.update(level)
        values.update(_paragraph_values(chain[-1:]))
        return BlockFormat(
            style=self.name(paragraph),
            alignment=_ALIGNMENTS.get(values.get(FO + "text-align", "start"), ""),
            outline_level=outline - 1 if 1 <= outline <= 9 else None,
            indent_left=millimetres(values.get(FO + "margin-left")) or 0.0,
            indent_first=millimetres(values.get(FO + "text-indent")) or 0.0,
            space_before=round(points(values.get(FO + "margin-top")) or 0.0, 1),
            space_after=round(points(values.get(FO + "margin-bottom")) or 0.0, 1),
            line_spacing=_line_spacing(values),
            line_height=_line_height(values),
            contextual=values.get(STYLE + "contextual-spacing") == "true",
        )

    def page(self, name: str, first: int, restarts: bool) -> PageSetup | None:
        """Page of a master, None if it states none. ``first`` and ``restarts`` are those of the PageSetup."""
        master = self.masters.get(name)
        properties = None
        if master is not None and master.layout is not None:
            properties = master.layout.find(STYLE + "page-layout-properties")
        if master is None or properties is None:
            return None
        lengths = [millimetres(properties.get(FO + each)) for each in ("page-width", "page-height")]
        lengths += [_margin(master, properties, side) for side in ("top", "bottom", "left", "right")]
        known = [length for length in lengths if length is not None]
        if len(known) != 6:
            return None
        width, height, top, bottom, left, right = known
        return PageSetup(width, height, top, bottom, left, right, first, restarts)

    def numerals(self, name: str) -> str:
        """How a master's pages are numbered, as OpenDocument writes it ("1", "i")."""
        master = self.masters.get(name)
        layout = master.layout if master is not None else None
        properties = layout.find(STYLE + "page-layout-properties") if layout is not None else None
        return (properties.get(STYLE + "num-format") if properties is not None else None) or "1"

    def restarts(self, family: str, style: str) -> bool:
        """Whether a style begins the numbers of pages afresh."""
        groups = (group for element in self._chain(family, style) for group in element)
        return any((group.get(STYLE + "page-number") or "auto") != "auto" for group in groups)

    def is_lined(self, cell: str) -> bool:
        """Whether a cell style draws a vertical line to be seen."""
        return any(self._draws("table-cell", cell, side) for side in ("left", "right"))

    def lines_across(self, family: str, style: str) -> int:
        """How many lines to be seen a style of cells or paragraphs draws above and below."""
        return sum(self._draws(family, style, side) for side in ("top", "bottom"))

    def _draws(self, family: str, style: str, side: str) -> bool:
        groups = (group for element in self._chain(family, style) for group in element)
        lines = (group.get(name) or "none" for group in groups for name in (FO + "border", f"{FO}border-{side}"))
        return any(line not in ("none", "hidden") and not line.lower().endswith("#ffffff") for line in lines)


def _is_coloured(properties: etree._Element) -> bool:
    """Whether properties put a colour behind letters."""
    fill = properties.get(_BACKGROUND)
    return fill not in (None, "transparent") and not is_white((fill or "").lstrip("#"))


def _margin(master: Master, properties: etree._Element, side: str) -> float | None:
    """Distance of the text from the edge: a header or footer stands between it and the page's own margin."""
    own = millimetres(properties.get(f"{FO}margin-{side}") or properties.get(FO + "margin"))
    kind = {"top": "header", "bottom": "footer"}.get(side)
    if own is None or kind is None or master.element.find(STYLE + kind) is None or master.layout is None:
        return own
    group = master.layout.find(f"{STYLE}{kind}-style/{STYLE}header-footer-properties")
    height = None if group is None else group.get(FO + "min-height") or group.get(SVG + "height")
    return round(own + (millimetres(height) or 0.0), 2)


def _family(value: str) -> str:
    """First font of a list, without quotation marks."""
    return value.split(",")[0].strip().strip("'\"")


def _size(value: str | None, inherited: float | None) -> float | None:
    if value and value.endswith("%"):
        share = whole(value[:-1], 100, 1000) / 100
        return None if inherited is None else round(inherited * share, 1)
    length = points(value)
    return inherited if length is None else round(length, 2)


def _paragraph_values(chain: list[etree._Element]) -> dict[str, str]:
    values: dict[str, str] = {}
    for element in chain:
        for group in element.iterchildren(_PARAGRAPH_PROPERTIES):
            own = {str(name): str(value) for name, value in group.items()}
            if STYLE + "line-height-at-least" in own:
                own.setdefault(FO + "line-height", "0pt")
            values.update(own)
    return values


def _line_spacing(values: Values) -> float | None:
    """Multiple of single spacing; None for an exact or least height, which is no multiple."""
    height = values.get(FO + "line-height", "normal")
    if height == "normal":
        return 1.0
    return whole(height[:-1], 100, 10_000) / 100 if height.endswith("%") else None


def _line_height(values: Values) -> float | None:
    """Points of an exact height; None for a multiple or a least height."""
    height = values.get(FO + "line-height", "normal")
    return None if height in ("normal", "0pt") or height.endswith("%") else points(height)
