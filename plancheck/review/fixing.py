"""Put right what can be put right without asking: only what leaves no other rule failing, and stays right.

Replacements are tried on a plain copy, which is read and checked again: all at once, where that went wrong half of
them, and so on. What is kept in the end are the texts of paragraphs, so that the copy shows one change for each place.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from plancheck.document import Document, Place
from plancheck.facts.context import Context
from plancheck.facts.form import looks
from plancheck.knowledge import load_knowledge
from plancheck.reading import read
from plancheck.reading.errors import ReadingError
from plancheck.records import NamedTuple, dataclass, field
from plancheck.report.model import FileReport, Finding, Fix
from plancheck.review.formatting import NOTHING, Formats, formats
from plancheck.review.formatting import Wanted as Wanting
from plancheck.review.package import WORD
from plancheck.review.rewrite import FORMATS, Ground, Key, Paragraph, Remark, rewritten
from plancheck.review.sources import as_written
from plancheck.structure.plan import Passage, Plan, Role, Section
from plancheck.text import nfc

_MOST_PASSES = 6
_END_MARK = "./."
_ALPHABET = "abcdđeghiklmnopqrstuvxy"

_Item = TypeVar("_Item")
Check = Callable[[bytes], FileReport]
Wanted = Callable[[str], bool]


class Change(NamedTuple):
    """A paragraph as it was and as it is; ``before`` is empty for a new one."""

    place: Place
    before: str
    after: str
    rules: tuple[str, ...]
    suggested: bool = False


class Left(NamedTuple):
    """A correction that was not made, and why: a key of ``rewrite.OBSTACLES``."""

    rule: str
    place: Place
    reason: str
    breaks: tuple[str, ...] = ()
    """Rules that it would make fail."""


class Layout(NamedTuple):
    """How much of a draft's looks was set for a rule."""

    place: Place
    rule: str
    component: str
    settings: tuple[tuple[str, str], ...]
    suggested: bool = False
    note: tuple[str, ...] = ()
    """What a comment says of a suggestion."""


class Fixed(NamedTuple):
    """What was put right, and how to write it."""

    data: bytes
    plain: bytes
    """The same without revision marks, which is what was checked."""
    changes: tuple[Change, ...]
    layout: tuple[Layout, ...]
    left: tuple[Left, ...]
    report: FileReport
    """On what it has become."""
    safe: int = 0
    """How many places were put right."""
    suggested: int = 0
    """How many more are suggestions."""


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
    understand: Callable[[bytes], Plan],
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
    if suggest:
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
        self._left: dict[tuple[str, Place], Left] = {}
        self._notes: dict[Key, Sequence[str]] = {}
        self._inserted: list[str] = []
        """The rule that each new paragraph answers."""

    # Words in Unicode

    def recode(self) -> None:
        """Write in Unicode the paragraphs that are not."""
        keys: dict[Key, None] = {}
        rules: dict[str, None] = {}
        for finding, fix in self._fixes("recode"):
            if reason := self._ground.unreadable(_key(fix.place)):
                self._left[finding.rule, fix.place] = Left(finding.rule, fix.place, reason)
            else:
                keys[_key(fix.place)] = rules[finding.rule] = None
                self._state.rules.setdefault(_key(fix.place), {})[finding.rule] = None
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

    def format(self, understand: Callable[[bytes], Plan]) -> None:
        """Set how the draft looks: all that is wanted at once, else each by itself."""
        plan = understand(self._ground.data)
        self._plan = plan
        self._looks = looks(Context(plan, load_knowledge(), 0))
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
        return formats(self._plan, self._looks, [Wanting(each.component, each.settings) for each in self._state.layout])

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
            if rest and self._put_in(rest) is None:
                self._leave([each for each in fixes if each not in rest], failure)
                return None
        return failure

    def _leave(self, fixes: Sequence[tuple[Finding, Fix]], failure: _Failure) -> None:
        for finding, fix in fixes:
            self._left[finding.rule, fix.place] = Left(finding.rule, fix.place, *failure)

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
            key = _key(fix.place)
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

    def _fixes(self, action: str) -> Iterator[tuple[Finding, Fix]]:
        for finding in self._report.findings:
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
        """Make replacements if all is well after them."""
        texts = dict(self._state.texts)
        ordered = sorted(fixes, key=lambda each: (_key(each[1].place), -each[1].place.start))
        for _, fix in ordered:
            key = _key(fix.place)
            texts[key] = nfc(_put(texts.get(key, self._blocks[key].text), fix))
        rules = {finding.rule for finding, _ in fixes}
        failure = self._done(texts, self._state.paragraphs, rules)
        if failure is not None:
            return failure
        self._state.texts = texts
        for finding, fix in ordered:
            key = _key(fix.place)
            self._state.rules.setdefault(key, {})[finding.rule] = None
            self._state.made.append(fix.safe)
            self._state.suggested[key] = self._state.suggested.get(key, False) or not fix.safe
            if not fix.safe:
                self._notes[key] = self._note(finding)
        return None

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
        report = self._check(plain)
        worse = _worse(self._report, report, answered)
        if worse:
            return _Failure("breaks", worse)
        remaining = [rule for rule in answered if _weight(report, rule) >= _weight(self._report, rule)]
        if remaining:
            return _Failure("remains", tuple(sorted(remaining)))
        self._plain, self._report = plain, report
        return None

    # New paragraphs

    def insert(self, understand: Callable[[bytes], Plan]) -> None:
        """Put in the paragraphs that are missing, those that are well one by one if all together are not."""
        wanted = []
        plan = understand(self._plain)
        for finding, fix in self._fixes("insert"):
            where = _behind(plan, _key(fix.place))
            if where is None or _key(where.after.block.place()) not in self._blocks:
                reason = "place"
            elif not self._ground.insertable(_key(where.after.block.place())):
                reason = "paragraph"
            else:
                wanted.append((finding, fix, where))
                continue
            self._left[finding.rule, fix.place] = Left(finding.rule, fix.place, reason)
        for (finding, fix, _), failure in _halved(wanted, self._add):
            self._left[finding.rule, fix.place] = Left(finding.rule, fix.place, *failure)

    def _add(self, wanted: Sequence[tuple[Finding, Fix, "_Where"]]) -> _Failure | None:
        """Put in paragraphs if all is well after them."""
        labels: dict[Key, str] = {}
        for paragraph in self._state.paragraphs:
            labels[paragraph.after] = paragraph.label
        open_ = {finding.rule for finding in self._report.findings}
        wanted = [each for each in wanted if each[0].rule in open_]
        if not wanted:
            return None
        added = []
        for finding, fix, where in wanted:
            key = _key(where.after.block.place())
            label = _next(labels[key]) if key in labels else where.label
            labels[key] = label
            added.append(Paragraph(key, key, label, fix.new, tuple(self._note(finding))))
        rules = {finding.rule for finding, _, _ in wanted}
        paragraphs = (*self._state.paragraphs, *added)
        failure = self._done(self._state.texts, paragraphs, rules)
        if failure is None:
            self._state.paragraphs = paragraphs
            self._state.made += [False] * len(added)
            self._inserted += [finding.rule for finding, _, _ in wanted]
        return failure

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
        for paragraph, rule in zip(state.paragraphs, self._inserted, strict=True):
            place = self._blocks[paragraph.after].place()
            changes.append(Change(place, "", paragraph.label + paragraph.text, (rule,), True))
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
                remarks=[Remark(each.place, each.note) for each in state.layout if each.note],
            )
        made = [*state.made, *(not each.suggested for each in state.layout)]
        safe = sum(made)
        left = tuple(self._left.values())
        return Fixed(data, self._plain, tuple(changes), state.layout, left, self._report, safe, len(made) - safe)


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


def _key(place: Place) -> Key:
    return place.part, place.paragraph or 0


def _is_margin(part: str) -> bool:
    """Whether a part is a header or a footer, which only the number of the page is put into or taken out of."""
    return part.startswith(("header", "footer"))


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


class _Where(NamedTuple):
    """The paragraph a new one goes behind, which it looks like, and its number."""

    after: Passage
    label: str


def _behind(plan: Plan, heading: Key) -> _Where | None:
    """Where a new paragraph goes: at the end of a section, numbered on from its parts or items; else behind another."""
    passage = next((each for each in plan.passages if _key(each.block.place()) == heading), None)
    if passage is not None and passage.role is not Role.HEADING:
        return _Where(passage, "")
    section = next((each for each in plan.sections if _key(plan.passages[each.heading].block.place()) == heading), None)
    if section is None:
        return None
    inside = plan.passages[section.first + 1 : section.last + 1]
    own = [each for each in inside if each.role in (Role.ITEM, Role.PARAGRAPH) and each.appendix == section.appendix]
    if own and own[-1].text.rstrip().endswith(_END_MARK) and not own[-1].label.strip("-–+ "):
        own.pop()  # what ends the draft stays its end
    last = own[-1] if own else None
    if (
        last is None
        or last.block.cell is not None
        or any(each.role is Role.CELL for each in plan.passages[last.index + 1 : section.last + 1])
    ):
        return None
    if last.block.label and plan.document.format in WORD:  # Word counts on
        return _Where(last, "")
    children = [each for each in plan.sections if each.parent == section.index]
    return _Where(last, _label(plan, children, last))


def _label(plan: Plan, children: Sequence[Section], last: Passage) -> str:
    passage = plan.passages[children[-1].heading] if children else last
    label = passage.label
    following = _next(label)
    if not following:
        return ""
    joint = passage.text[passage.text.find(label) + len(label) : passage.content_start] if passage.content_start else ""
    return following + (joint if joint.strip() == "" and joint else " ")


def _next(label: str) -> str:
    """The number that follows: "2. " → "3. ", "b) " → "c) ", "- " → "- "; empty where it can't be told."""
    core = label.strip()
    tail = label[len(label.rstrip()) :]
    digits = core.rstrip(".)/: ")
    mark = core[len(digits) :]
    before, dot, last = digits.rpartition(".")
    if last.isdecimal() and len(last) < 4:
        return f"{before}{dot}{int(last) + 1}{mark}{tail}"
    if len(digits) == 1 and digits in _ALPHABET[:-1]:
        return f"{_ALPHABET[_ALPHABET.index(digits) + 1]}{mark}{tail}"
    return label if core in ("-", "–", "+", "•", "*") else ""
