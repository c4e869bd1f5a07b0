"""Names of Office Open XML and how its values are written."""

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W_NS = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
M_NS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC_NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V_NS = "urn:schemas-microsoft-com:vml"

W = f"{{{W_NS}}}"
VAL = W + "val"
R_ID = f"{{{R_NS}}}id"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

MM_PER_TWIP = 25.4 / 1440
_POINTS = {"pt": 1.0, "pc": 12.0, "pi": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}


def is_on(value: str | None) -> bool:
    """Value of a switch: an element without ``w:val`` is on."""
    return value not in ("0", "false", "off", "none")


def twips(value: str | None) -> float | None:
    """A length in twips, from plain twips or with a unit ("2.54cm"); None if absent or nonsense."""
    if value is None:
        return None
    unit = _POINTS.get(value[-2:])
    try:
        number = float(value[:-2] if unit else value)
    except ValueError:
        return None
    if not abs(number) < 1e6:
        return None
    return number * unit * 20 if unit else number


def font_size(value: str | None) -> float | None:
    """A font size in points, from half-points or with a unit ("13pt"); None if absent or nonsense."""
    length = twips(value)
    if value is None or length is None:
        return None
    return length / 20 if value[-2:] in _POINTS else length / 2


def millimetres(value: str | None) -> float | None:
    """A length in millimetres, rounded to a hundredth; None if absent or nonsense."""
    length = twips(value)
    return None if length is None else round(length * MM_PER_TWIP, 2)


def integer(value: str | None, default: int = 0) -> int:
    """A whole number, ``default`` if absent or nonsense."""
    try:
        return int(value) if value and len(value) < 12 else default
    except ValueError:
        return default
