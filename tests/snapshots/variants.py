"""Lines at their edges: cut where something begins or ends, gaps stretched, numbers at the ends of what they may be.

What a recogniser does at the first or last character of a paragraph, just within and just beyond its reach, or with a
number that is one too many shows in few drafts that are written by hand.
"""

import re
from random import Random

_NUMBERS = (
    *("0", "1", "2", "3", "4", "5", "6", "7", "9", "10", "11", "12", "13", "15", "20", "23", "24", "25", "28", "29"),
    *("30", "31", "32", "45", "48", "59", "60", "61", "90", "99", "100", "101", "120", "365", "999", "1000", "10000"),
    *("1944", "1945", "1954", "1975", "1990", "1999", "2000", "2001", "2015", "2016", "2020", "2021", "2024", "2025"),
    *("2026", "2027", "2028", "2030", "2031", "2035", "2045", "2050", "2099", "2100"),
)
_MOST_FILLED = 130
"""Characters that a gap is stretched by at most."""
CUT = re.compile(r"(?<=[\s(\"“/;,:.])(?=[\w(\"“])|(?<=[\w)\"”])(?=[\s)\"”/;,:.])")
"""Places in a line where something may begin or end."""
_FIGURES = re.compile(r"\d+")
_SPLIT = re.compile(r"(?<=[.;:,]) ")
_JOINTS = ("; ", ", ", " và ", " hoặc ", ". ", ": ", " - ", " đến ", " của ", " do ", " (")


def varied(text: str, seed: str) -> str:
    """A draft with most of its lines at some edge, and some of them left out, doubled, exchanged, joined or parted."""
    random = Random(seed)
    lines = [_line(line, random) if line and line[0] not in "{|#" else line for line in text.splitlines()]
    at = 0
    while at < len(lines) - 1:
        line, other = lines[at : at + 2]
        match random.randrange(40):
            case 0:
                lines[at : at + 1] = ()
            case 1:
                lines[at : at + 1] = (line, line)
            case 2:
                lines[at : at + 2] = (other, line)
            case 3 if line[:1] not in "{|" and other[:1] not in "{|":
                lines[at : at + 2] = (f"{line} {other}",)
            case 4 if line[:1] not in "{|":
                lines[at : at + 1] = _SPLIT.split(line, maxsplit=1)
            case 5:
                lines[at : at + 1] = (line, "")
        at += 1
    return "\n".join(lines)


def _line(line: str, random: Random) -> str:
    places = [0, *(match.start() for match in CUT.finditer(line)), len(line)]
    first, last = sorted((random.choice(places), random.choice(places)))
    figures = list(_FIGURES.finditer(line))
    match random.randrange(20):
        case 0 | 1 if first < len(line):
            return line[first:]
        case 2 | 3 if last:
            return line[:last]
        case 4 if first < last:
            return line[first:last].strip()
        case 5 | 6 | 7 | 8 if figures:
            return _another(line, random.choice(figures), random)
        case 9 if figures:
            for figure in reversed(figures):
                line = _another(line, figure, random)
            return line
        case 10 | 11 | 12:
            filling = (" o" * _MOST_FILLED)[: random.randrange(1, _MOST_FILLED)]
            return f"{line[:first].rstrip()}{filling} {line[first:].lstrip()}"
        case 13:
            return f"{line}{random.choice(_JOINTS)}{line[first:]}"
        case 14:
            return f"{line[last:].strip()}{random.choice(_JOINTS)}{line[:last]}"
        case 15:
            return f"{line[:first]}{line[last:]}"
        case 16:
            return random.choice((line.upper(), line.lower(), line.rstrip(".;:,"), f"“{line}”", f"- {line}"))
    return line


def _another(line: str, figure: re.Match[str], random: Random) -> str:
    """With another number in place of one, or one more or less."""
    old = figure[0]
    near = str(max(0, int(old) + random.choice((-1, 1)))).zfill(len(old))
    fitting = [each for each in _NUMBERS if len(each) <= max(2, len(old))]
    new = near if random.randrange(3) == 0 else random.choice(fitting).zfill(len(old) if old.startswith("0") else 1)
    return f"{line[: figure.start()]}{new}{line[figure.end() :]}"
