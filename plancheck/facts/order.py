"""What comes before what: reviews within the plan's period, a report behind its event, what a report needs before it,
effect behind signing."""

from collections.abc import Iterator
from itertools import pairwise

from plancheck.data.days import shown, year_of
from plancheck.facts.calendar import find_dates
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue, whole
from plancheck.facts.numbered import numbered
from plancheck.facts.times import Time
from plancheck.facts.vocabulary import Fact, fact
from plancheck.facts.works import Clause
from plancheck.knowledge import Knowledge
from plancheck.text import right_before, squeeze, words_up_to

_TO_TIME = (
    r"(?: (?!<order.midway>|<order.final>|quý|tháng|năm|ngày|hằng|hàng|giai đoạn)[^\W\d]+){0,8}?"
    r"(?: (?:vào|trong|trước|dự kiến|tổ chức|hoàn thành))*(?: cuối| đầu| giữa)?,? $"
)
_REACH = 160
"""Characters before a time in which its review stands."""
_FINAL = Cue(r"(?<!\w)(?<!sơ kết, )(?<!sơ kết và )(?P<what><order.final>)" + _TO_TIME)
_MIDWAY = Cue(r"(?<!\w)(?P<what><order.midway>)(?!,| và| <order.final>)" + _TO_TIME)
_EACH_YEAR = Cue(
    r"(?<!\w)(?:hằng|hàng|mỗi|từng) (?:năm|quý|tháng)"
    r"|(?<!\w)(?:<order.final>|<order.midway>) (?:năm|quý|tháng|giai đoạn|0?6)(?!\w)"
)
_REPORT = Cue(
    r"(?<!\w)(?:báo cáo (?:[^.;:()]{0,160}? )?kết quả|<order.report>)(?: (?:tổ chức|thực hiện|kinh phí))*"
    r"(?P<of>[^.;:()]*)"
)
_REVIEWED = Cue(
    r"(?<!\w)<order.reviewed>[^.;\d]{0,80}? năm (?P<year>20\d\d)(?! ?[-/])[^.;\d]{0,30}? (?:vào|trong|trước)(?= )"
)
_ROUND = Cue(
    r"(?<!\w)(?P<round><order.rounds>) (?:thứ )?(?P<number>\d{1,2}|i{1,3}|iv|v)[ :(,]*"
    r"(?:vào |từ |trong |dự kiến |trước |hoàn thành )*(?:ngày )?$"
)
"""Characters before a time in which the number of its round stands."""
_PREPARES = whole("order.prepares")
_RUNS = Cue(r"(?<!\w)<order.runs>(?: (?:chương trình|các hoạt động))? (?!<order.runs-not>)(?P<event>[^\W\d]+ [^\W\d]+)")
_SERVES = Cue(r"(?<!\w)<order.serves>(?!\w)[^.;]{0,60}?(?<!\w)<order.served>(?!\w)")
_TAKES_EFFECT = Cue(r"(?<!\w)<order.comes-into-force>(?= ngày)")


def recognise(context: Context) -> Iterator[Fact]:
    """``order`` facts of a draft."""
    plan = context.plan
    if plan.nature != "draft":
        return
    clauses = context.works.clauses
    if plan.period.last > plan.period.first:
        for clause in clauses:
            yield from _reviews(context.knowledge, clause, plan.period.first, plan.period.last)
    for clause in clauses:
        yield from _of_its_year(context.knowledge, clause)
        yield from _series(context.knowledge, clause)
        yield from _in_time(context.knowledge, clause)
    yield from _reports(context)
    yield from _effect(context)


def _effect(context: Context) -> Iterator[Fact]:
    """From when the decision that issues the plan is in force, against the day of its signing."""
    signed = context.own_date
    for passage in context.plan.passages[: max(0, context.plan.host)] if signed else ():
        effect = _TAKES_EFFECT(context.knowledge).search(passage.folded.text)
        dates = find_dates(passage.folded.text[effect.end() :]) if effect else ()
        if effect is None or not dates or dates[0].start > len(" ngày ") or not dates[0].year:
            continue
        date = dates[0]
        start, end = passage.folded.span(effect.end() + date.start, effect.end() + date.end)
        text = passage.text[start:end].strip()
        on = date.number
        yield fact(
            "order", passage.place(start, end), text, issue="effect", text=text,
            other=shown(signed), agrees="no" if on < signed else "yes",
        )  # fmt: skip


def _reviews(knowledge: Knowledge, clause: Clause, first: int, last: int) -> Iterator[Fact]:
    """A last review before the plan's last year, one midway behind its end."""
    if _EACH_YEAR(knowledge).search(clause.text):
        return
    for time in clause.times:
        before = words_up_to(clause.text, time.start, reach=_REACH)
        final, midway = _FINAL(knowledge).search(before), _MIDWAY(knowledge).search(before)
        if not time.dated or not (final or midway) or year_of(time.last) < first:
            continue
        if final:
            yield _order(clause, time, "final-review", year_of(time.last) >= last, str(last))
        elif midway:
            yield _order(clause, time, "midway-review", year_of(time.first) <= last, str(last))


def _of_its_year(knowledge: Knowledge, clause: Clause) -> Iterator[Fact]:
    """ "Tổng kết công tác năm 2026 vào tháng 12/2025": a year reviewed before it begins."""
    match = _REVIEWED(knowledge).search(clause.text)
    for time in clause.times if match else ():
        if match and time.start >= match.end() and time.dated and time.unit != "year":
            yield _order(clause, time, "final-review", year_of(time.last) >= int(match["year"]), match["year"])
            return


def _series(knowledge: Knowledge, clause: Clause) -> Iterator[Fact]:
    """ "đợt 1 tháng 4, đợt 2 tháng 7, đợt 3 tháng 5": rounds by number, each later than the one before."""
    before: tuple[str, int, Time] | None = None
    for time in clause.times:
        match = right_before(_ROUND(knowledge), clause.text, time.start)
        if match is None:
            before = None
            continue
        number = numbered(match["number"])
        if before and before[0] == match["round"] and number == before[1] + 1 and time.dated == before[2].dated:
            start, end = clause.passage.folded.span(clause.start + before[2].start, clause.start + before[2].end)
            yield _order(clause, time, "round", time.last >= before[2].first, clause.passage.text[start:end])
        before = (match["round"], number, time)


def _in_time(knowledge: Knowledge, clause: Clause) -> Iterator[Fact]:
    """ "xong trong tháng 12/2026 để kịp báo cáo trước ngày 15/11/2026": what is for a report, over before its day."""
    for time, due in pairwise(clause.times):
        serves = _SERVES(knowledge).search(clause.text, time.end, due.start)
        if serves and due.within and time.dated and due.dated and "year" not in (time.unit, due.unit):
            over = time.last if time.within else time.first
            yield _order(clause, time, "too-late", over <= due.last, shown(due.last))


def _reports(context: Context) -> Iterator[Fact]:
    """The report on the event that the plan is about, against the last day of that event."""
    match = _RUNS(context.knowledge).search(squeeze(context.plan.subject).text)
    if match is None:
        return
    event = match["event"]
    held = [
        time
        for clause in context.works.clauses
        for time in clause.times
        if time.unit == "day" and time.dated and not time.within and not _REPORT(context.knowledge).search(clause.text)
    ]
    if not held:
        return
    last = max(held, key=lambda time: time.last)
    for clause in context.works.clauses:
        report = _REPORT(context.knowledge).search(clause.text)
        if report is None or _PREPARES(context.knowledge).search(clause.text) or event not in report["of"]:
            continue
        for time in clause.times[:1]:
            if time.unit == "day" and time.dated:
                yield _order(clause, time, "report", time.last >= last.last, shown(last.last))


def _order(clause: Clause, time: Time, issue: str, agrees: bool, other: str) -> Fact:
    start, end = clause.passage.folded.span(clause.start + time.start, clause.start + time.end)
    quote = clause.passage.text[start:end].strip()
    return fact(
        "order", clause.passage.place(start, end), quote, issue=issue, text=quote, other=other,
        agrees="yes" if agrees else "no",
    )  # fmt: skip
