"""What comes before what: reviews within the plan's period, a report on an event behind the event."""

from collections.abc import Iterator

from plancheck.facts.context import Context
from plancheck.facts.times import Time
from plancheck.facts.vocabulary import Fact, fact
from plancheck.facts.works import Clause
from plancheck.patterns import lazily
from plancheck.text import squeeze

_TO_TIME = (
    r"(?: (?!sơ kết|tổng kết|quý|tháng|năm|ngày|hằng|hàng|giai đoạn)[^\W\d]+){0,8}?"
    r"(?: (?:vào|trong|trước|dự kiến|tổ chức|hoàn thành))*(?: cuối| đầu| giữa)?,? $"
)
_REACH = 160
"""Characters before a time in which its review stands."""
_FINAL = lazily(r"(?<!\w)(?<!sơ kết, )(?<!sơ kết và )(?P<what>tổng kết)" + _TO_TIME)
_MIDWAY = lazily(r"(?<!\w)(?P<what>sơ kết)(?!,| và| tổng kết)" + _TO_TIME)
_EACH_YEAR = lazily(
    r"(?<!\w)(?:hằng|hàng|mỗi|từng) (?:năm|quý|tháng)|(?<!\w)(?:tổng kết|sơ kết) (?:năm|quý|tháng|giai đoạn|0?6)(?!\w)"
)
_REPORT = lazily(
    r"(?<!\w)(?:báo cáo kết quả|báo cáo tổng kết|tổng kết|quyết toán|rút kinh nghiệm)"
    r"(?: (?:tổ chức|thực hiện|kinh phí))*(?P<of>[^.;:()]*)"
)
_PREPARES = lazily(r"(?<!\w)(?:danh sách|đăng ký|tiến độ|công tác chuẩn bị|hằng|hàng|định kỳ|đột xuất)(?!\w)")
_RUNS = lazily(
    r"(?<!\w)(?:tổ chức|về việc tổ chức|triển khai)(?: (?:chương trình|các hoạt động))? (?P<event>[^\W\d]+ .*)"
)


def recognise(context: Context) -> Iterator[Fact]:
    """``order`` facts of a draft."""
    plan = context.plan
    if plan.nature != "draft":
        return
    clauses = context.works.clauses
    if plan.period.last > plan.period.first:
        for clause in clauses:
            yield from _reviews(clause, plan.period.first, plan.period.last)
    yield from _reports(context)


def _reviews(clause: Clause, first: int, last: int) -> Iterator[Fact]:
    """A last review before the plan's last year, one midway behind its end."""
    if _EACH_YEAR.search(clause.text):
        return
    for time in clause.times:
        before = clause.text[max(0, time.start - _REACH) : time.start]
        final, midway = _FINAL.search(before), _MIDWAY.search(before)
        if not time.dated or not (final or midway) or time.last // 10000 < first:
            continue
        if final:
            yield _order(clause, time, "final-review", time.last // 10000 >= last, str(last))
        elif midway:
            yield _order(clause, time, "midway-review", time.first // 10000 <= last, str(last))


def _reports(context: Context) -> Iterator[Fact]:
    """The report on the event that the plan is about, against the last day of that event."""
    match = _RUNS.search(squeeze(context.plan.subject).text)
    events = context.knowledge.vocabulary.terms["order.events"]
    event = next((each for each in events if match and match["event"].startswith(each)), "")
    if not event:
        return
    held = [
        time
        for clause in context.works.clauses
        for time in clause.times
        if time.unit == "day" and time.dated and not time.within and not _REPORT.search(clause.text)
    ]
    if not held:
        return
    last = max(held, key=lambda time: time.last)
    for clause in context.works.clauses:
        report = _REPORT.search(clause.text)
        if report is None or _PREPARES.search(clause.text) or event not in report["of"]:
            continue
        for time in clause.times[:1]:
            if time.unit == "day" and time.dated:
                yield _order(clause, time, "report", time.last >= last.last, _written(last.last))


def _order(clause: Clause, time: Time, issue: str, agrees: bool, other: str) -> Fact:
    start, end = clause.passage.folded.span(clause.start + time.start, clause.start + time.end)
    quote = clause.passage.text[start:end].strip()
    return fact(
        "order", clause.passage.place(start, end), quote, issue=issue, text=quote, other=other,
        agrees="yes" if agrees else "no",
    )  # fmt: skip


def _written(day: int) -> str:
    return f"{day % 100:02}/{day // 100 % 100}/{day // 10000}"
