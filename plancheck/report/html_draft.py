"""The draft in the HTML report: its paragraphs, tables and numbers, the words of findings marked and numbered."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from plancheck.digest import sha256
from plancheck.document import Cell, Place
from plancheck.records import NamedTuple
from plancheck.report.model import SEVERITIES, FileReport, Finding, Paragraph, Severity
from plancheck.report.sanitise import clean
from plancheck.report.telling import standing
from plancheck.report.wording import Language, where

_WIDEST = 100
_MANY = 60
"""Characters of a quotation that is found without the words around it."""
_AROUND = 6
"""Words on each side of a quotation that help to find it."""
"""Columns a cell may take: more are no table a person made."""


def asset(name: str) -> str:
    """A style sheet or script of the pages."""
    return (Path(__file__).parent / "page" / name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """What a page's policy knows a style sheet or script by."""
    return b64encode(sha256(text.encode()).digest()).decode()


def text(value: str) -> str:
    """Text as HTML, in an element or a quoted attribute: nothing in it is markup, nothing in it steers or hides."""
    return escape(clean(value))


def tag(name: str, content: str, style: str = "") -> str:
    """An element with its content, which is HTML already."""
    return f'<{name} class="{style}">{content}</{name}>' if style else f"<{name}>{content}</{name}>"


class Span(NamedTuple):
    """Words of one paragraph that a finding is about."""

    start: int
    end: int
    severity: Severity
    name: str
    """Id of the finding in the page."""
    number: int
    at: str = ""
    """Id of its number behind the words; empty: that of the finding's first place."""

    @property
    def badge(self) -> str:
        """Id of its number behind the words."""
        return self.at or f"{self.name}-at"


class Marked:
    """Which words of which paragraph the findings of a file are about, and what each is called in the page."""

    def __init__(self, id: str, file: FileReport, lang: Language) -> None:
        self.id = id
        self.lang = lang
        self.numbered: Sequence[tuple[int, Finding]] = list(enumerate(standing(file), 1))
        """Findings that count, numbered as the page shows them."""
        self._shown = {(p.place.part, p.place.paragraph): p.text for p in file.paragraphs}
        self._spans: dict[tuple[str, int | None], list[Span]] = {}
        self._stretches: dict[str, str] = {}
        for number, finding in self.numbered:
            others = [place for place in finding.everywhere if place != finding.place]
            for count, place in enumerate((finding.place, *others), 1):
                shown = self._shown.get((place.part, place.paragraph))
                if shown is not None:
                    start, end = min(place.start, len(shown)), min(max(place.end, place.start), len(shown))
                    at = "" if count == 1 else f"{id}-{number}-at-{count}"
                    span = Span(start, end, finding.severity, f"{id}-{number}", number, at)
                    self._spans.setdefault((place.part, place.paragraph), []).append(span)
        for spans in self._spans.values():
            self._stretches |= _stretches(spans)

    def around(self, place: Place) -> str:
        """A few words of the draft with those at a place, to find them by; empty where they are many themselves."""
        words = self._shown.get((place.part, place.paragraph), "")
        if place.start >= place.end or place.end - place.start > _MANY:
            return ""
        before, after = words[: place.start].split(" "), words[place.end :].split(" ")
        first, last = before[-_AROUND:], after[:_AROUND]
        told = f"{' '.join(first)}{words[place.start : place.end]}{' '.join(last)}".strip()
        if told == words[place.start : place.end].strip():
            return ""
        return f"{'… ' if len(before) > _AROUND else ''}{told}{' …' if len(after) > _AROUND else ''}"

    def spans(self, place: Place) -> Sequence[Span]:
        """Findings in a paragraph."""
        return self._spans.get((place.part, place.paragraph), ())

    def anchor(self, number: int) -> str | None:
        """Id of the mark of a finding in the draft, None when it has none there."""
        badge = f"{self.id}-{number}-at"
        return badge if badge in self._stretches else None

    def stretch(self, number: int) -> str:
        """First and last of the paragraph's marked stretches that the finding covers, counted from 0; "" for none."""
        return self._stretches[f"{self.id}-{number}-at"]

    def paragraph(self, place: Place) -> str | None:
        """Id of a paragraph of the draft, None when it is not shown."""
        return _id(self.id, place) if (place.part, place.paragraph) in self._shown else None


def draft(paragraphs: Sequence[Paragraph], marked: Marked, to_finding: str) -> Iterator[str]:
    """The draft as HTML. ``to_finding`` names the way back, with ``{number}``."""
    for part, members in groupby(paragraphs, key=lambda paragraph: paragraph.place.part):
        if part != "body":
            yield tag("h4", text(where(Place(part), marked.lang)), "part")
        for table, inside in groupby(members, key=_table):
            if table:
                yield from _rows(list(inside), marked, to_finding)
            else:
                yield from (_paragraph(paragraph, marked, to_finding) for paragraph in inside)


def _table(paragraph: Paragraph) -> int:
    """Number of the outermost table that holds a paragraph, 0 outside all."""
    return _outermost(paragraph.cell).table if paragraph.cell else 0


def _outermost(cell: Cell) -> Cell:
    while cell.outer:
        cell = cell.outer
    return cell


def _rows(paragraphs: Sequence[Paragraph], marked: Marked, to_finding: str) -> Iterator[str]:
    """A table. Tables within stand in their cell as paragraphs; cells that nothing stands in are left empty."""
    content = any(paragraph.role == "cell" for paragraph in paragraphs)
    yield "<table>" if content else '<table class="letterhead" role="presentation">'
    for _, row in groupby(paragraphs, key=lambda paragraph: _cell(paragraph).row):
        yield "<tr>"
        column = 1
        for start, members in groupby(row, key=lambda paragraph: _cell(paragraph).column):
            inside = list(members)
            if start > column:
                yield f"<td{_wide(start - column)}></td>"
            width = _cell(inside[0]).columns
            yield f"<td{_wide(width)}>"
            yield from (_paragraph(paragraph, marked, to_finding) for paragraph in inside)
            yield "</td>"
            column = start + width
        yield "</tr>"
    yield "</table>"


def _cell(paragraph: Paragraph) -> Cell:
    assert paragraph.cell
    return _outermost(paragraph.cell)


def _wide(columns: int) -> str:
    return f' colspan="{min(columns, _WIDEST)}"' if columns > 1 else ""


def _paragraph(paragraph: Paragraph, marked: Marked, to_finding: str) -> str:
    spans = marked.spans(paragraph.place)
    if not paragraph.text.strip() and not spans:
        return ""
    level = f' role="heading" aria-level="{min(paragraph.level + 3, 6)}"' if paragraph.role == "heading" else ""
    depth = f" level{min(max(paragraph.level, 0), 6)}" if paragraph.level else ""
    label = f'<span class="label">{text(paragraph.label)}</span> ' if paragraph.label else ""
    id, number = _id(marked.id, paragraph.place), paragraph.place.paragraph or ""
    return (
        f'<p id="{id}" class="role-{text(paragraph.role)}{depth}" data-number="{number}"{level}>'
        f"{label}{_words(paragraph.text, spans, to_finding)}</p>"
    )


def _id(file: str, place: Place) -> str:
    return f"{file}-{text(place.part)}-{place.paragraph}"


class _Stretch(NamedTuple):
    """Part of a paragraph over which the same findings run."""

    start: int
    end: int
    counts: Mapping[Severity, int]
    """How many findings run over it, by severity."""
    name: str
    """Id of the last begun of them (of those begun together the first), empty for none."""
    ending: Sequence[Span]
    """Findings whose words end where it ends."""


def _pieces(spans: Sequence[Span], length: int) -> Iterator[_Stretch]:
    """A paragraph cut where findings begin and end, in order, empty pieces left out unless a finding ends there."""
    starting: dict[int, list[Span]] = {}
    ending: dict[int, list[Span]] = {}
    for span in spans:
        starting.setdefault(span.start, []).append(span)
        ending.setdefault(span.end, []).append(span)
    counts = dict.fromkeys(SEVERITIES, 0)
    begun: list[Span] = []
    before = 0
    for cut in sorted({*starting, *ending, length}):
        while begun and begun[-1].end <= before:
            begun.pop()
        ends = ending.get(cut, [])
        if cut > before or ends:
            yield _Stretch(before, cut, dict(counts), begun[-1].name if begun else "", ends)
        for span in ends:
            counts[span.severity] -= span.start < span.end
        for span in reversed(starting.get(cut, [])):
            if span.start < span.end:
                counts[span.severity] += 1
                begun.append(span)
        before = cut


def _stretches(spans: Sequence[Span]) -> dict[str, str]:
    """By id of the number behind a finding's words: the marked stretches these cover, "first last" counted from 0.

    "" where it has none.
    """
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    count = 0
    for piece in _pieces(spans, max(span.end for span in spans)):
        if piece.end > piece.start and any(piece.counts.values()):
            starts[piece.start] = count
            ends[piece.end] = count
            count += 1
    return {span.badge: f"{starts[span.start]} {ends[span.end]}" if span.end > span.start else "" for span in spans}


def _words(words: str, spans: Sequence[Span], to_finding: str) -> str:
    if not spans:
        return _lines(words)
    pieces = []
    stretches = _stretches(spans) if any(span.at for span in spans) else {}
    for piece in _pieces(spans, len(words)):
        inside = _lines(words[piece.start : piece.end])
        worst = next((severity for severity in SEVERITIES if piece.counts[severity]), "")
        pieces.append(f'<mark class="{worst}" data-of="{piece.name}">{inside}</mark>' if worst and inside else inside)
        for span in piece.ending:
            marks = f' data-marks="{stretches[span.badge]}"' if span.at else ""
            label = text(to_finding.format(number=span.number))
            pieces.append(
                f'<a class="at {span.severity}" id="{span.badge}"{marks} href="#{span.name}" aria-label="{label}">'
                f"{span.number}</a>"
            )
    return "".join(pieces)


def _lines(words: str) -> str:
    """Text with its own line breaks and tabs."""
    if "\n" not in words and "\t" not in words:
        return text(words)
    return "\n".join("\t".join(map(text, line.split("\t"))) for line in words.split("\n"))
