"""A draft open in an editor: its findings, where they stand in its text, and its text once one is put right."""

from collections.abc import Collection, Iterator
from functools import cached_property

from plancheck.api.checking import Checker
from plancheck.api.correcting import answering, judge
from plancheck.api.drafts import Draft, is_foreign
from plancheck.document import Block, Document, Place
from plancheck.formats import TEXTS
from plancheck.reading import read
from plancheck.reading.errors import ReadingError
from plancheck.records import NamedTuple
from plancheck.report.model import FileReport, Finding
from plancheck.review.fixing import fixed
from plancheck.review.sources import Source

ENDINGS = (".xml", *TEXTS)
"""Of the drafts that are text."""


class Span(NamedTuple):
    """Part of a text: offsets of its characters."""

    start: int
    end: int


class Edit(NamedTuple):
    """What takes the place of part of a text."""

    span: Span
    new: str


class Open:
    """One version of a draft."""

    def __init__(self, name: str, text: str, checker: Checker) -> None:
        self.name = name
        self.text = text
        self._data = text.encode("utf-8", "replace")
        self._checker = checker

    @cached_property
    def report(self) -> FileReport:
        """What was found."""
        return self._checker.check(Draft(self.name, None, self._data))

    @property
    def foreign(self) -> bool:
        """Whether it is no draft at all: an XML file of another kind, an empty file."""
        return not self.text.strip() or is_foreign(Draft(self.name, None, self._data), self.report)

    @property
    def findings(self) -> list[Finding]:
        """Those that count."""
        return [finding for finding in self.report.findings if finding.suppressed is None]

    def at(self, offset: int) -> Iterator[Finding]:
        """Findings whose words hold a character."""
        for finding in self.findings:
            if any(span.start <= offset <= span.end for span in map(self.span, finding.everywhere)):
                yield finding

    def within(self, span: Span) -> Iterator[Finding]:
        """Findings whose words touch part of the text."""
        for finding in self.findings:
            own = map(self.span, finding.everywhere)
            if any(each.start <= span.end and span.start <= each.end for each in own):
                yield finding

    @property
    def first_line(self) -> Span:
        """Where it is told what stands nowhere."""
        return Span(0, len(self.text.partition("\n")[0].rstrip("\r")))

    def span(self, place: Place) -> Span:
        """Where words stand; the first line for what stands nowhere."""
        block = self._blocks.get(place.key)
        if block is None or self._source is None:
            return self.first_line
        end = max(place.end, place.start)
        if place.start == end:  # of a paragraph as a whole
            end = len(block.text)
        found = self._source.stretch(block, place.start, end)
        if found is None:  # words in several elements: from the first to the last
            first = self._source.offset(block.place(place.start))
            last = self._source.offset(block.place(max(end - 1, place.start)))
            found = first, max(first, last) + 1
        return Span(*found)

    def corrected(self, fingerprints: Collection[str] | None) -> Edit | None:
        """What puts findings right, None: all that is safe; None where nothing can be, as another rule would fail."""
        plain = judge(self.name, self._checker)
        only = plain if fingerprints is None else answering(plain, fingerprints)
        try:
            suggest = fingerprints is not None
            done = fixed(self._data, self.name, only.check, only.understand, suggest=suggest, tracked=False)
        except ReadingError:
            return None
        return change(self.text, done.data.decode())

    @cached_property
    def _document(self) -> Document | None:
        try:
            return read(self._data, self.name)
        except ReadingError:
            return None

    @cached_property
    def _blocks(self) -> dict[tuple[str, int | None], Block]:
        blocks = self._document.blocks if self._document else ()
        return {block.key: block for block in blocks}

    @cached_property
    def _source(self) -> Source | None:
        try:
            return Source.of(self._data, self._document) if self._document else None
        except ReadingError:
            return None


def change(old: str, new: str) -> Edit | None:
    """The one stretch in which two texts differ."""
    if old == new:
        return None
    start = 0
    most = min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    tail = 0
    while tail < most - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Edit(Span(start, len(old) - tail), new[start : len(new) - tail])
