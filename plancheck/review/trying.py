"""A draft that is being put right: how far it has come, and what is tried on it next, taken back if anything is worse.

What is tried is made on a plain copy, which is read and checked again.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from plancheck.document import Document, Place
from plancheck.reading import read
from plancheck.reading.errors import ReadingError
from plancheck.records import NamedTuple, dataclass, field
from plancheck.report.model import FileReport, Finding, Fix
from plancheck.review.corrections import Layout, Left
from plancheck.review.formatting import NOTHING, Formats
from plancheck.review.rewrite import Ground, Key, Paragraph, rewritten
from plancheck.structure.plan import Plan

_Item = TypeVar("_Item")
Check = Callable[[bytes], FileReport]
Understand = Callable[[bytes], Sequence[Plan]]
"""The plans of the papers in a file."""
Wanted = Callable[[str], bool]
Note = Callable[[Finding], Sequence[str]]


@dataclass(slots=True)
class State:
    """Texts of the paragraphs changed so far, and what answers for them."""

    texts: dict[Key, str] = field(default_factory=dict)
    rules: dict[Key, dict[str, None]] = field(default_factory=dict)
    suggested: dict[Key, bool] = field(default_factory=dict)
    notes: dict[Key, Sequence[str]] = field(default_factory=dict)
    """What comments say of paragraphs."""
    paragraphs: tuple[Paragraph, ...] = ()
    answered: tuple[tuple[str, bool], ...] = ()
    """The rule that each new paragraph answers, and whether it is safe."""
    recoded: dict[Key, None] = field(default_factory=dict)
    """Paragraphs written in Unicode."""
    parted: set[Key] = field(default_factory=set)
    """Paragraphs of which a part has become one of its own."""
    removed: dict[Key, tuple[str, bool]] = field(default_factory=dict)
    """Paragraphs taken out, the rule that this answers, and whether it is safe."""
    layout: tuple[Layout, ...] = ()
    made: list[bool] = field(default_factory=list)
    """For each place where words were put right or in whether it is safe."""


class Failure(NamedTuple):
    """Why something was not done; ``reason`` and ``breaks`` as in ``Left``, or the rules that it does not answer."""

    reason: str
    breaks: tuple[str, ...] = ()


class Trial:
    """One draft. ``report`` is on what it has become, ``tried`` on what was tried last."""

    def __init__(
        self, data: bytes, name: str, document: Document, check: Check, suggest: bool, wanted: Wanted, note: Note
    ) -> None:
        self.ground = Ground(data, document)
        self.blocks = self.ground.blocks
        self.state = State()
        self.plain = data
        """What it has become, without revision marks."""
        self.report = check(data)
        self.tried = self.report
        self.left: dict[tuple[str, Place], Left] = {}
        self.formats: Callable[[Sequence[Layout]], Formats] = lambda layout: NOTHING
        self._name = name
        self._check = check
        self._suggest = suggest
        self._wanted = wanted
        self._note = note

    def fixes(self, action: str, report: FileReport | None = None) -> Iterator[tuple[Finding, Fix]]:
        """What is to be done about the draft as it is, or as a report finds it; to ``split``: words with line ends."""
        for finding in (report or self.report).findings:
            if finding.suppressed is None and self._wanted(finding.rule):
                for fix in finding.fixes:
                    own = "split" if "\n" in fix.new else fix.action
                    if own == action and (fix.safe or self._suggest):
                        yield finding, fix

    def leave(self, rule: str, place: Place, failure: Failure) -> None:
        """Note that something was not done."""
        self.left[rule, place] = Left(rule, place, *failure)

    def noted(self, finding: Finding, fix: Fix) -> tuple[str, ...]:
        """What a comment says of a fix: nothing of one that is safe."""
        return () if fix.safe else tuple(self._note(finding))

    def text(self, key: Key) -> str:
        """The words of a block by now."""
        return self.state.texts.get(key, self.blocks[key].text)

    def obstacle(self, key: Key, text: str) -> str:
        """Why a block can't have a text: as ``Ground.obstacle``."""
        if not text.strip() or any(char < " " and char not in self.blocks[key].text for char in text):
            return "pieces"
        return self.ground.obstacle(key, text, key in self.state.recoded)

    def before(self, key: Key, added: Sequence[Paragraph]) -> Key | None:
        """A paragraph of the draft with paragraphs put in as it was before, None for one of these."""
        part, ordinal = key
        shift = 0
        for place in sorted(each.ordinal for each in added if each.after[0] == part):
            if place + shift + 1 == ordinal:
                return None
            shift += place + shift + 1 < ordinal
        return part, ordinal - shift

    def attempt(
        self,
        texts: Mapping[Key, str],
        paragraphs: Sequence[Paragraph],
        answered: Collection[str],
        removed: Collection[Key] = (),
    ) -> Failure | None:
        """Take the draft with these texts for the present one, unless it reads otherwise or something is worse."""
        bare = [paragraph._replace(note=()) for paragraph in paragraphs]
        formats = self.formats(self.state.layout)
        plain = rewritten(
            self.ground,
            texts,
            bare,
            recoded=[key for key in self.state.recoded if key not in removed],
            formats=formats,
            removed=removed,
        )
        try:
            blocks = [block for block in read(plain, self._name).blocks if not _is_margin(block.part)]
        except ReadingError:
            return Failure("pieces")
        staying = {key: block for key, block in self.blocks.items() if not _is_margin(key[0]) and key not in removed}
        expected = [texts.get(key, block.text) for key, block in staying.items()]
        if len(blocks) != len(expected) + len(paragraphs):
            return Failure("pieces")
        if not paragraphs and [block.text for block in blocks] != expected:
            return Failure("pieces")
        report = self.tried = self._check(plain)
        worse = _worse(self.report, report, answered)
        if worse:
            return Failure("breaks", worse)
        remaining = [rule for rule in answered if _weight(report, rule) >= _weight(self.report, rule)]
        if remaining:
            return Failure("remains", tuple(sorted(remaining)))
        self.plain, self.report = plain, report
        return None


def halved(
    items: Sequence[_Item], attempt: Callable[[Sequence[_Item]], Failure | None]
) -> Iterator[tuple[_Item, Failure]]:
    """Try all at once, where that fails each half by itself, and so on; those that fail alone, and why."""
    failure = attempt(items) if items else None
    if failure is None:
        return
    if len(items) == 1:
        yield items[0], failure
        return
    middle = len(items) // 2
    yield from halved(items[:middle], attempt)
    yield from halved(items[middle:], attempt)


def _is_margin(part: str) -> bool:
    """Whether a part is a header or a footer, which only the number of the page is put into or taken out of."""
    return part.startswith(("header", "footer"))


def _counts(report: FileReport) -> Counter[str]:
    return Counter(finding.rule for finding in report.findings)


def _worse(before: FileReport, after: FileReport, answered: Collection[str]) -> tuple[str, ...]:
    """Rules that fail and did not, or, if they are not those answered, have more to say."""
    passing = {verdict.rule for verdict in before.verdicts if verdict.status != "fail"}
    failing = {verdict.rule for verdict in after.verdicts if verdict.status == "fail"}
    earlier, now = _counts(before), _counts(after)
    more = {rule for rule in now if now[rule] > earlier[rule] and rule not in answered}
    return tuple(sorted(more | (failing & passing)))


def _weight(report: FileReport, rule: str) -> int:
    """How much a rule has to say: its findings and the places that could be put right."""
    return sum(1 + len(finding.fixes) for finding in report.findings if finding.rule == rule)
