"""Lines of styled text, and the two ways to write them: plain, or wrapped and coloured by rich.

Plain output imports no rich and never wraps. Text is data: no markup is parsed, and whatever could steer a terminal is
neutralised here, once for all who write lines.
"""

from collections.abc import Iterable
from io import StringIO

from plancheck.records import NamedTuple
from plancheck.report.sanitise import clean

Segment = tuple[str, str]
"""Text and the name of its style."""

MEASURE = 112
"""Widest line on a terminal, in cells: longer lines are tiring to read."""

_STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "heading": "bold",
    "path": "bold underline",
    "id": "bold",
    "label": "dim",
    "dim": "dim",
    "quote": "italic",
    "good": "green",
}


class Line(NamedTuple):
    """A line of output. ``lead`` stands before the text; wrapped lines are indented by ``hang`` cells."""

    text: tuple[Segment, ...] = ()
    lead: tuple[Segment, ...] = ()
    hang: int = 0


BLANK = Line()


def line(text: str, style: str = "", indent: int = 0) -> Line:
    """A line of one style."""
    return Line(((text, style),), ((" " * indent, ""),), indent)


def labelled(label: str, text: str, indent: int, column: int, style: str = "") -> Line:
    """A label and its text, the text starting ``column`` cells after the indent."""
    return Line(((text, style),), ((" " * indent, ""), (label.ljust(column), "label")), indent + column)


def write(lines: Iterable[Line], *, width: int | None = None, color: bool = False) -> str:
    """Lines as text ending in a newline; wrapped to ``width`` cells unless it is None."""
    if width is None and not color:
        return "".join(clean("".join(text for text, _ in (*line.lead, *line.text))).rstrip() + "\n" for line in lines)
    return _rich(lines, width, color)


def _rich(lines: Iterable[Line], width: int | None, color: bool) -> str:
    from rich.console import Console
    from rich.text import Text

    buffer = StringIO()
    console = Console(
        file=buffer,
        width=width or MEASURE,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
        _environ={},
    )

    def assembled(segments: Iterable[Segment]) -> Text:
        return Text.assemble(*((clean(text), _STYLES.get(style, "")) for text, style in segments), end="")

    for line in lines:
        lead, text = assembled(line.lead), assembled(line.text)
        room = max(min(width, MEASURE) - line.hang, 16) if width else 0
        pieces = text.wrap(console, room) if room and text.cell_len > room else [text]
        for number, piece in enumerate(pieces):
            if number:
                lead = Text(" " * line.hang, end="")
            piece.rstrip()
            console.print(lead + piece, soft_wrap=True, end="\n")
    return "\n".join(row.rstrip() for row in buffer.getvalue().split("\n")) if not color else buffer.getvalue()
