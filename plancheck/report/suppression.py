"""Findings that someone has decided not to count, with the reason, until a day."""

import datetime
import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from plancheck.data.days import number_of
from plancheck.document import Place
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.report.model import FileReport, Finding, Note
from plancheck.report.names import Language, suggestion, told
from plancheck.report.wording import day_from_number, where
from plancheck.rules.model import RuleSet
from plancheck.text import fold, nfc

Paragraph = tuple[str, int | None]


class Suppression(NamedTuple):
    """What is not to count, and why. Empty fields match everything."""

    rules: tuple[str, ...]
    """Named as in ``select``."""
    reason: str
    until: int = 0
    """Last day it holds, ``yyyymmdd``; 0: for ever."""
    path: str = ""
    """Pattern of the file's path; one without a slash is for the name alone."""
    quote: str = ""
    """Words that the finding's quotation holds, in any case."""
    fingerprint: str = ""
    paragraph: Paragraph | None = None
    """Part and ordinal of the only paragraph it is for."""

    def matches(self, finding: Finding, ids: frozenset[str]) -> bool:
        """Whether it is for a finding of a file that ``path`` fits; ``ids``: what ``rules`` name."""
        return (
            finding.rule in ids
            and self.fingerprint in ("", finding.fingerprint)
            and self.paragraph in (None, (finding.place.part, finding.place.paragraph))
            and fold(self.quote) in fold(finding.quote)
        )

    def fits(self, path: str) -> bool:
        """Whether it is for a file, by its path with forward slashes."""
        return not self.path or fnmatchcase(path if "/" in self.path else path.rpartition("/")[2], nfc(self.path))


class Outcome(NamedTuple):
    """Findings as some of them are suppressed, and by number which suppressions had something to suppress."""

    findings: tuple[Finding, ...]
    used: frozenset[int]
    expired: frozenset[int]
    """Of those not used: they would have been, had their last day not passed."""


def suppress(findings: Sequence[Finding], suppressions: Sequence[Suppression], rules: RuleSet, today: int) -> Outcome:
    """Findings with the reason of the first suppression that is for them; those suppressed before stay as they are."""
    ids = [frozenset(rule.id for rule in rules.select(each.rules)) for each in suppressions]
    used: set[int] = set()
    expired: set[int] = set()
    after = []
    for finding in findings:
        if finding.suppressed is None:
            for number, each in enumerate(suppressions):
                if not each.matches(finding, ids[number]):
                    continue
                if each.until and each.until < today:
                    expired.add(number)
                    continue
                used.add(number)
                finding = finding._replace(suppressed=each.reason)
                break
        after.append(finding)
    return Outcome(tuple(after), frozenset(used), frozenset(expired - used))


class Comment(NamedTuple):
    """A comment in the draft that speaks to plancheck."""

    text: str
    place: Place
    whole: bool
    """Whether it is for the whole draft, not for its paragraph alone."""


_IGNORE = lazily(
    r"plancheck:\s*(?:bỏ qua|bo qua|ignore)\s+(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)"
    r"(?:\s+(?:đến(?: hết)?(?: ngày)?|den|until)\s+(?P<day>[\d/.-]*\d))?"
    r"(?:\s*[–—:;,]\s*|\s+-+\s+|\s+(?=vì\b|because\b)|\s*\Z)(?P<reason>.*)",
    re.IGNORECASE,
)
_OWN = lazily(r"plancheck:\s*[^\W\d_][^\d:]{0,20}?\b[A-Z]{2,5}-\d{3}: ")
"""What ``plancheck annotate`` writes into a copy: a severity, a rule and what is wrong."""
_HOW = (
    "viết: plancheck: bỏ qua SEC-001 đến 2026-12-31 – lý do",
    "write: plancheck: ignore SEC-001 until 2026-12-31 – why",
)


def by_comments(
    file: FileReport, comments: Sequence[Comment], rules: RuleSet, today: datetime.date, language: Language
) -> FileReport:
    """A file's report as the comments in the draft have it, with notes on those that have no effect or no more."""
    notes: list[Note] = []
    read: list[tuple[Comment, Suppression]] = []
    for comment in comments:
        if _OWN.match(comment.text):
            continue
        made = _read(comment, rules, language)
        if isinstance(made, str):
            notes.append(Note("suppression-invalid", _at(comment, made, language), comment.place))
        else:
            read.append((comment, made))
    outcome = suppress(file.findings, [each for _, each in read], rules, number(today))
    judged = {verdict.rule for verdict in file.verdicts if verdict.status in ("pass", "fail", "not-applicable")}
    for index, (comment, each) in enumerate(read):
        ids = {rule.id for rule in rules.select(each.rules)}
        if index in outcome.expired:
            notes.append(Note("suppression-expired", _at(comment, lapsed(each, language), language), comment.place))
        elif index not in outcome.used and ids <= judged:
            notes.append(Note("suppression-stale", _at(comment, stale(each, language), language), comment.place))
    return file._replace(findings=outcome.findings, notes=(*file.notes, *notes))


def lapsed(each: Suppression, language: Language) -> str:
    """That a suppression no longer holds and its findings count again."""
    names, day = ", ".join(each.rules), day_from_number(each.until)
    vi = f"việc bỏ qua {names} đã hết hạn ngày {day}; phát hiện được tính lại."
    return told(language, vi, f"the suppression of {names} ended on {day}; its findings count again.")


def stale(each: Suppression, language: Language) -> str:
    """That there is nothing to suppress any more."""
    names = ", ".join(each.rules)
    return told(
        language,
        f"không còn gì để bỏ qua theo {names}; hãy xóa lời bỏ qua này.",
        f"there is nothing left to ignore of {names}; remove this suppression.",
    )


def number(day: datetime.date) -> int:
    """A date as ``yyyymmdd``."""
    return number_of(day)


def parsed_day(text: str) -> int:
    """A day as people write it in a comment, ISO or dd/mm/yyyy, as ``yyyymmdd``. Raises ValueError."""
    pieces = text.replace("/", "-").replace(".", "-").split("-")
    year, month, day = map(int, pieces if len(pieces[0]) == 4 else reversed(pieces))
    return number(datetime.date(year, month, day))


def unknown_rule(pattern: str, rules: RuleSet, language: Language) -> str | None:
    """What to say of a pattern that names no rule, with rules that may have been meant; None when it names some."""
    try:
        rules.select((pattern,))
    except KeyError:
        names = [name for rule in rules.rules for name in (rule.id, rule.slug, *rule.tags)]
        text = told(language, f"không có quy tắc nào tên “{pattern}”.", f"no rule is named “{pattern}”.")
        return text + suggestion(pattern, names, language)
    return None


def too_wide(pattern: str, rules: RuleSet, language: Language) -> str | None:
    """What to say of a pattern that names a family or another set of rules; None when it names one rule."""
    if rules.get(pattern) is not None:
        return None
    return told(
        language,
        f"“{pattern}” là cả một nhóm quy tắc, không bỏ qua như vậy được; ghi từng mã, ví dụ SEC-001.",
        f"“{pattern}” is a whole set of rules, which is not suppressed; name each, as in SEC-001.",
    )


def tells_why(reason: str) -> bool:
    """Whether a reason says anything."""
    return any(char.isalpha() for char in reason)


def _read(comment: Comment, rules: RuleSet, language: Language) -> Suppression | str:
    """The suppression a comment asks for, or why it can't be one."""
    match = _IGNORE.match(" ".join(comment.text.split()))
    if not match:
        return told(language, f"không hiểu; {_HOW[0]}.", f"not understood; {_HOW[1]}.")
    patterns = tuple(name.strip() for name in match["rules"].split(","))
    for pattern in patterns:
        if fault := unknown_rule(pattern, rules, language) or too_wide(pattern, rules, language):
            return fault
    try:
        until = parsed_day(match["day"]) if match["day"] else 0
    except ValueError:
        day = match["day"]
        return told(language, f"“{day}” không phải ngày; {_HOW[0]}.", f"“{day}” is not a date; {_HOW[1]}.")
    reason = match["reason"].strip()
    if not tells_why(reason):
        return told(
            language, f"thiếu lý do nên không có hiệu lực; {_HOW[0]}.", f"has no effect without a reason; {_HOW[1]}."
        )
    paragraph = None if comment.whole else (comment.place.part, comment.place.paragraph)
    return Suppression(patterns, reason, until, paragraph=paragraph)


def _at(comment: Comment, message: str, language: Language) -> str:
    place = where(comment.place._replace(breadcrumb=()), language)
    start = told(language, "Chú thích plancheck", "The plancheck comment")
    return f"{start} ({place}): {message}" if place else f"{start}: {message}"


def comments(directives: Sequence[tuple[str, Place]], titles: frozenset[Paragraph]) -> Iterator[Comment]:
    """Comments of a draft: those on its title or in front of everything are for the whole of it."""
    for text, place in directives:
        whole = place.paragraph is None or (place.part, place.paragraph) in titles
        yield Comment(text, place, whole)
