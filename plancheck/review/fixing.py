"""Put right what can be put right without asking: only what leaves no other rule failing, and stays right.

Replacements are tried on a plain copy, which is read and checked again: all at once, where that went wrong half of
them, and so on. What is kept in the end are the texts of paragraphs, so that the copy shows one change for each place.
"""

import datetime
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from plancheck.document import Document, Place
from plancheck.facts.context import Context
from plancheck.facts.form import looks
from plancheck.knowledge import load_knowledge
from plancheck.reading import read
from plancheck.reading.errors import ReadingError
from plancheck.records import NamedTuple, dataclass, field
from plancheck.report.model import FileReport, Finding, Fix
from plancheck.review.corrections import Change, Fixed, Layout, Left
from plancheck.review.formatting import NOTHING, Formats, formats, together
from plancheck.review.formatting import Wanted as Wanting
from plancheck.review.package import WORD
from plancheck.review.placing import Where, behind, following, key_of
from plancheck.review.rewrite import FORMATS, Ground, Key, Paragraph, Remark, rewritten
from plancheck.review.sources import as_written
from plancheck.structure.plan import Plan
from plancheck.text import nfc

_MOST_PASSES = 6
_LONGEST_SERIES = 60
"""How often a correction may move a fault along, as a number that is put right moves it to the next."""

_Item = TypeVar("_Item")
_Insertion = tuple[Finding, Fix, Where]
Check = Callable[[bytes], FileReport]
Understand = Callable[[bytes], Sequence[Plan]]
"""The plans of the papers in a file."""
Wanted = Callable[[str], bool]


@dataclass(slots=True)
class _State:
    """Texts of the paragraphs changed so far, and what answers for them."""

    texts: dict[Key, str] = field(default_factory=dict)
    rules: dict[Key, dict[str, None]] = field(default_factory=dict)
    suggested: dict[Key, bool] = field(default_factory=dict)
    paragraphs: tuple[Paragraph, ...] = ()
    recoded: dict[Key, None] = field(default_factory=dict)
    """Paragraphs written in Unicode."""
    layout: tuple[Layout, ...] = ()
    made: list[bool] = field(default_factory=list)
    """For each place where words were put right or in whether it is safe."""


class _Failure(NamedTuple):
    """Why something was not done; ``reason`` and ``breaks`` as in ``Left``, or the rules that it does not answer."""

    reason: str
    breaks: tuple[str, ...] = ()


def fixed(
    data: bytes,
    name: str,
    check: Check,
    understand: Understand,
    *,
    day: str = "",
    suggest: bool = False,
    tracked: bool = True,
    wanted: Wanted = lambda rule: True,
    note: Callable[[Finding], Sequence[str]] = lambda finding: (),
) -> Fixed:
    """Correct a draft. ``check`` must judge by all rules; ``wanted`` says which of them may be answered.

    ``day``: ISO, of the tracked changes; empty: today.

    ``suggest``: also what is only a suggestion, with a comment that ``note`` gives. Raises ReadingError.
    """
    document = read(data, name)
    if document.format not in FORMATS:
        raise ReadingError(
            "no-fixing",
            "Không sửa được loại tệp này; hãy mở bằng Word, Lưu thành .docx rồi chạy lại.",
            "This kind of file can't be corrected; open it in Word, save it as .docx and run again.",
        )
    work = _Work(data, name, document, check, suggest, wanted, note)
    work.recode()
    if document.format in WORD:
        work.format(understand)
    work.replace()
    work.insert(understand)
    return work.result(tracked, day or datetime.date.today().isoformat())


class _Work:
    """Corrections to one draft."""

    def __init__(
        self,
        data: bytes,
        name: str,
        document: Document,
        check: Check,
        suggest: bool,
        wanted: Wanted,
        note: Callable[[Finding], Sequence[str]],
    ) -> None:
        self._ground = Ground(data, document)
        self._name = name
        self._check = check
        self._suggest = suggest
        self._wanted = wanted
        self._note = note
        self._blocks = self._ground.blocks
        self._state = _State()
        self._plain = data
        self._report = check(data)
        self._tried = self._report
        """On what was tried last."""
        self._left: dict[tuple[str, Place], Left] = {}
        self._placed: Callable[[Key], Where | None] = lambda key: None
        self._notes: dict[Key, Sequence[str]] = {}
        self._inserted: list[tuple[str, bool]] = []
        """The rule that each new paragraph answers, and whether it is safe."""

    # Words in Unicode

    def recode(self) -> None:
        """Write in Unicode the paragraphs that are not."""
        keys: dict[Key, None] = {}
        rules: dict[str, None] = {}
        for finding, fix in self._fixes("recode"):
            if reason := self._ground.unreadable(key_of(fix.place)):
                self._left[finding.rule, fix.place] = Left(finding.rule, fix.place, reason)
            else:
                keys[key_of(fix.place)] = rules[finding.rule] = None
                self._state.rules.setdefault(key_of(fix.place), {})[finding.rule] = None
        if not keys:
            return
        self._state.recoded = keys
        self._state.made = [True] * len(keys)
        failure = self._done({}, (), rules)
        if failure is not None:
            self._state.recoded, self._state.rules, self._state.made = {}, {}, []
            for finding, fix in self._fixes("recode"):
                self._left.setdefault((finding.rule, fix.place), Left(finding.rule, fix.place, *failure))

    # Looks

    def format(self, understand: Understand) -> None:
        """Set how the draft looks: all that is wanted at once, else each by itself."""
        self._papers = [(plan, looks(Context(plan, load_knowledge(), 0))) for plan in understand(self._ground.data)]
        wanted = [
            Layout(fix.place, finding.rule, fix.component, fix.looks, not fix.safe, self._noted(finding, fix))
            for finding, fix in self._fixes("format")
        ]
        for each, failure in _halved(wanted, self._set):
            self._left[each.rule, each.place] = Left(each.rule, each.place, *failure)

    def _noted(self, finding: Finding, fix: Fix) -> tuple[str, ...]:
        return () if fix.safe else tuple(self._note(finding))

    def _set(self, wanted: Sequence[Layout]) -> _Failure | None:
        """Set looks if all is well after them; those that are right meanwhile are left alone."""
        before = self._state.layout
        still = {(finding.rule, fix.place, fix.looks) for finding, fix in self._fixes("format")}
        wanted = [each for each in wanted if (each.rule, each.place, each.settings) in still]
        if not wanted:
            return None
        self._state.layout = (*before, *wanted)
        failure = self._done(self._state.texts, self._state.paragraphs, {each.rule for each in wanted})
        if failure is not None:
            self._state.layout = before
        return failure

    def _formats(self) -> Formats:
        if not self._state.layout:
            return NOTHING
        wanted: list[list[Wanting]] = [[] for _ in self._papers]
        for each in self._state.layout:
            wanted[self._paper(each.place)].append(Wanting(each.component, each.settings))
        return together([formats(*paper, own) for paper, own in zip(self._papers, wanted, strict=True)])

    def _paper(self, place: Place) -> int:
        """Which paper of the file a place is in: the last that begins at or before it."""
        starts = [plan.passages[0].block.ordinal for plan, _ in self._papers if plan.passages]
        inside = bisect_right(starts, place.paragraph or 0) if place.part == "body" else 1
        return max(inside - 1, 0)

    # Words in place of others

    def replace(self) -> None:
        """Make replacements until none is left to make: all at once, else rule by rule, else one by one."""
        for _ in range(_MOST_PASSES):
            fixes = self._replacements()
            if not fixes:
                return
            rules = list(dict.fromkeys(finding.rule for finding, _ in fixes))
            for rule, _ in _halved(rules, self._answer):
                for _ in self._replacements([rule]):
                    self._one(rule)

    def _answer(self, rules: Sequence[str]) -> _Failure | None:
        """Make all the replacements that rules want."""
        fixes = self._replacements(rules)
        failure = self._put_in(fixes) if fixes else None
        if failure is not None and failure.reason == "remains":  # all is well but for those
            rest = [each for each in fixes if each[0].rule not in failure.breaks]
            if rest:
                self._put_in(rest)
        return failure

    def _one(self, rule: str) -> None:
        """Make the first replacement that a rule wants."""
        first = self._replacements([rule])[:1]
        if first and (failure := self._put_in(first)) is not None:
            ((_, fix),) = first
            self._left[rule, fix.place] = Left(rule, fix.place, *failure)

    def _replacements(self, rules: Collection[str] = ()) -> list[tuple[Finding, Fix]]:
        """Replacements for what is wrong now, none over another, none that something stands in the way of.

        ``rules``: only those they want.
        """
        taken: dict[Key, list[tuple[int, int]]] = {}
        found = []
        for finding, fix in self._fixes("replace"):
            key = key_of(fix.place)
            start, end = fix.place.start, fix.place.end
            if rules and finding.rule not in rules:
                continue
            if any(start < stop and first < end for first, stop in taken.get(key, ())):
                continue
            if (finding.rule, fix.place) in self._left:
                continue
            if reason := self._obstacle(key, _put(self._text(key), fix)):
                self._left[finding.rule, fix.place] = Left(finding.rule, fix.place, reason)
                continue
            taken.setdefault(key, []).append((start, end))
            found.append((finding, fix))
        return found

    def _fixes(self, action: str, report: FileReport | None = None) -> Iterator[tuple[Finding, Fix]]:
        """What is to be done about the draft as it is, or as a report finds it."""
        for finding in (report or self._report).findings:
            if finding.suppressed is None and self._wanted(finding.rule):
                for fix in finding.fixes:
                    if fix.action == action and (fix.safe or self._suggest):
                        yield finding, fix

    def _text(self, key: Key) -> str:
        return self._state.texts.get(key, self._blocks[key].text)

    def _obstacle(self, key: Key, text: str) -> str:
        if not text.strip() or any(char < " " and char not in self._blocks[key].text for char in text):
            return "pieces"
        return self._ground.obstacle(key, text, key in self._state.recoded)

    def _put_in(self, fixes: Sequence[tuple[Finding, Fix]]) -> _Failure | None:
        """Make replacements if all is well after them, and those that they lead to."""
        texts = dict(self._state.texts)
        ordered = _ordered(fixes)
        self._write(ordered, texts)
        rules = {finding.rule for finding, _ in fixes}
        failure = self._done(texts, self._state.paragraphs, rules)
        for _ in range(_LONGEST_SERIES):
            if failure is None or failure.reason != "remains" or not (more := self._moved_on(failure, ordered, texts)):
                break
            self._write(more, texts)
            ordered += more
            failure = self._done(texts, self._state.paragraphs, rules)
        if failure is not None:
            return failure
        self._keep(ordered)
        return None

    def _keep(self, fixes: Sequence[tuple[Finding, Fix]]) -> None:
        """Take replacements for made."""
        self._write(fixes, self._state.texts)
        for finding, fix in fixes:
            key = key_of(fix.place)
            self._state.rules.setdefault(key, {})[finding.rule] = None
            self._state.made.append(fix.safe)
            self._state.suggested[key] = self._state.suggested.get(key, False) or not fix.safe
            if not fix.safe:
                self._notes[key] = self._note(finding)

    def _write(self, ordered: Sequence[tuple[Finding, Fix]], texts: dict[Key, str]) -> None:
        for _, fix in ordered:
            texts[key_of(fix.place)] = nfc(_put(self._now(texts, fix), fix))

    def _moved_on(
        self, failure: _Failure, done: Sequence[tuple[Finding, Fix]], texts: Mapping[Key, str]
    ) -> list[tuple[Finding, Fix]]:
        """The replacements that make good what others leave wrong further on: the next number of a series."""
        behind = max(key_of(fix.place) for _, fix in done)
        more = [
            (finding, fix)
            for finding, fix in self._fixes("replace", self._tried)
            if finding.rule in failure.breaks and key_of(fix.place) > behind
        ]
        if any(self._obstacle(key_of(fix.place), _put(self._now(texts, fix), fix)) for _, fix in more):
            return []
        return _ordered(more)

    def _now(self, texts: Mapping[Key, str], fix: Fix) -> str:
        return texts.get(key_of(fix.place), self._blocks[key_of(fix.place)].text)

    def _done(
        self, texts: Mapping[Key, str], paragraphs: Sequence[Paragraph], answered: Collection[str]
    ) -> _Failure | None:
        """Take the draft with these texts for the present one, unless it reads otherwise or something is worse."""
        bare = [paragraph._replace(note=()) for paragraph in paragraphs]
        plain = rewritten(self._ground, texts, bare, recoded=self._state.recoded, formats=self._formats())
        try:
            blocks = [block for block in read(plain, self._name).blocks if not _is_margin(block.part)]
        except ReadingError:
            return _Failure("pieces")
        expected = [texts.get(key, block.text) for key, block in self._blocks.items() if not _is_margin(key[0])]
        if len(blocks) != len(expected) + len(paragraphs):
            return _Failure("pieces")
        if not paragraphs and [block.text for block in blocks] != expected:
            return _Failure("pieces")
        report = self._tried = self._check(plain)
        worse = _worse(self._report, report, answered)
        if worse:
            return _Failure("breaks", worse)
        remaining = [rule for rule in answered if _weight(report, rule) >= _weight(self._report, rule)]
        if remaining:
            return _Failure("remains", tuple(sorted(remaining)))
        self._plain, self._report = plain, report
        return None

    # New paragraphs

    def insert(self, understand: Understand) -> None:
        """Put in the paragraphs that are missing, those that are well one by one if all together are not."""
        fixes = list(self._fixes("insert"))
        if not fixes:
            return
        plans = understand(self._plain)
        self._placed = lambda key: next((where for plan in plans if (where := behind(plan, key))), None)
        wanted = []
        for finding, fix in fixes:
            where = self._placed(key_of(fix.place))
            if reason := self._unplaceable(where):
                self._left[finding.rule, fix.place] = Left(finding.rule, fix.place, reason)
            elif where is not None:
                wanted.append((finding, fix, where))
        for (finding, fix, _), failure in _halved(wanted, self._add):
            self._left[finding.rule, fix.place] = Left(finding.rule, fix.place, *failure)

    def _unplaceable(self, where: Where | None) -> str:
        """Why no paragraph can go there, empty if one can."""
        if where is None or key_of(where.after.block.place()) not in self._blocks:
            return "place"
        return "" if self._ground.insertable(key_of(where.after.block.place())) else "paragraph"

    def _add(self, wanted: Sequence[_Insertion]) -> _Failure | None:
        """Put in paragraphs if all is well after them, and what they lead to."""
        open_ = {finding.rule for finding in self._report.findings}
        wanted = [each for each in wanted if each[0].rule in open_]
        if not wanted:
            return None
        rules = {finding.rule for finding, _, _ in wanted}
        added = self._paragraphs(wanted)
        failure = self._done(self._state.texts, (*self._state.paragraphs, *added), rules)
        ends: list[tuple[Finding, Fix]] = []
        if failure is not None and failure.reason in ("breaks", "remains"):
            more = self._led_to(failure, added)
            ends = self._marks_above(failure, added)
            if more or ends:
                wanted = [*wanted, *more]
                added = self._paragraphs(wanted)
                texts = dict(self._state.texts)
                self._write(ends, texts)
                failure = self._done(texts, (*self._state.paragraphs, *added), rules)
        if failure is None:
            self._keep(ends)
            self._state.paragraphs = (*self._state.paragraphs, *added)
            self._state.made += [fix.safe for _, fix, _ in wanted]
            self._inserted += [(finding.rule, fix.safe) for finding, fix, _ in wanted]
        return failure

    def _paragraphs(self, wanted: Sequence[_Insertion]) -> list[Paragraph]:
        labels = {paragraph.after: paragraph.label for paragraph in self._state.paragraphs}
        added = []
        for finding, fix, where in wanted:
            key = key_of(where.after.block.place())
            label = following(labels[key]) if key in labels else where.label
            labels[key] = label
            model = key_of((where.model or where.after).block.place())
            added.append(
                Paragraph(key, model, label, fix.new, self._noted(finding, fix), not fix.safe, fix.component, fix.looks)
            )
        return added

    def _led_to(self, failure: _Failure, added: Sequence[Paragraph]) -> list[_Insertion]:
        """The lines that new paragraphs call for: a recipient for the body that one gives work to."""
        more = []
        for finding, fix in self._fixes("insert", self._tried):
            key = self._before(key_of(fix.place), added)
            if finding.rule in failure.breaks and failure.reason == "breaks" and key is not None:
                where = self._placed(key)
                if where is not None and not self._unplaceable(where):
                    more.append((finding, fix, where))
        return more

    def _marks_above(self, failure: _Failure, added: Sequence[Paragraph]) -> list[tuple[Finding, Fix]]:
        """The ends of the lines above new ones, which are no longer the last."""
        above = {paragraph.after for paragraph in added}
        found = []
        for finding, fix in self._fixes("replace", self._tried):
            key = self._before(key_of(fix.place), added)
            if finding.rule in failure.breaks and failure.reason == "remains" and key in above:
                fix = fix._replace(place=fix.place._replace(paragraph=key[1]), safe=False)
                if not self._obstacle(key, _put(self._text(key), fix)):
                    found.append((finding, fix))
        return found

    def _before(self, key: Key, added: Sequence[Paragraph]) -> Key | None:
        """A paragraph of what was tried as it was before paragraphs were put in, None for one of these."""
        part, ordinal = key
        shift = 0
        for place in sorted(each.after[1] for each in (*self._state.paragraphs, *added) if each.after[0] == part):
            if place + shift + 1 == ordinal:
                return None
            shift += place + shift + 1 < ordinal
        return part, ordinal - shift

    # The end

    def result(self, tracked: bool, day: str) -> Fixed:
        """The corrected draft."""
        state = self._state
        texts = {key: text for key, text in state.texts.items() if text != self._blocks[key].text}
        changes = [
            Change(
                block.place(),
                as_written(block) if key in state.recoded else block.text,
                texts.get(key, block.text),
                tuple(state.rules[key]),
                state.suggested.get(key, False),
            )
            for key, block in self._blocks.items()
            if key in texts or key in state.recoded
        ]
        for paragraph, (rule, safe) in zip(state.paragraphs, self._inserted, strict=True):
            place = self._blocks[paragraph.after].place()
            changes.append(Change(place, "", paragraph.label + paragraph.text, (rule,), not safe))
        data = self._ground.data
        if changes or state.layout:
            data = rewritten(
                self._ground,
                texts,
                state.paragraphs,
                recoded=state.recoded,
                formats=self._formats(),
                tracked=tracked,
                date=day,
                notes=self._notes,
                suggested=[key for key, suggested in state.suggested.items() if suggested],
                remarks=[Remark(each.place, each.note) for each in state.layout if each.note],
            )
        made = [*state.made, *(not each.suggested for each in state.layout)]
        left = tuple(self._left.values())
        count = sum(made)
        return Fixed(data, self._plain, tuple(changes), state.layout, left, self._report, count, len(made) - count)


def _halved(
    items: Sequence[_Item], attempt: Callable[[Sequence[_Item]], _Failure | None]
) -> Iterator[tuple[_Item, _Failure]]:
    """Try all at once, where that fails each half by itself, and so on; those that fail alone, and why."""
    failure = attempt(items) if items else None
    if failure is None:
        return
    if len(items) == 1:
        yield items[0], failure
        return
    middle = len(items) // 2
    yield from _halved(items[:middle], attempt)
    yield from _halved(items[middle:], attempt)


def _is_margin(part: str) -> bool:
    """Whether a part is a header or a footer, which only the number of the page is put into or taken out of."""
    return part.startswith(("header", "footer"))


def _ordered(fixes: Iterable[tuple[Finding, Fix]]) -> list[tuple[Finding, Fix]]:
    """In reading order, but from the end of each paragraph."""
    return sorted(fixes, key=lambda each: (key_of(each[1].place), -each[1].place.start))


def _put(text: str, fix: Fix) -> str:
    return text[: fix.place.start] + fix.new + text[fix.place.end :]


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
