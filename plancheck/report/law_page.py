"""The page a legal officer reads first: what governs a plan of each kind on each date, what is read and what is not."""

from collections.abc import Iterable, Iterator, Sequence

from plancheck.data.days import previous_day
from plancheck.knowledge import Instrument, Knowledge
from plancheck.knowledge.model import Regime
from plancheck.records import NamedTuple
from plancheck.report.wording import day_from_number

_FIRST = 20110101
"""Plans before that day are not what the page is for."""
_PAPERS = (
    ("Kế hoạch, chương trình, đề án của Ủy ban nhân dân cấp tỉnh", "plan", "state", "province"),
    ("Kế hoạch của sở", "plan", "state", "department"),
    ("Kế hoạch của Bộ, ngành", "plan", "state", "ministry"),
    ("Kế hoạch của cơ quan báo chí", "plan", "state", "press"),
    ("Kế hoạch của Ủy ban nhân dân cấp huyện (đến 30/6/2025)", "plan", "state", "district"),
    ("Kế hoạch của Ủy ban nhân dân cấp xã", "plan", "state", "commune"),
    ("Hướng dẫn, kế hoạch của cơ quan Đảng", "guidance", "party", "province"),
)
_LAST = {"district": 20250630}
_KNOWN = {"seen": "đã đọc", "secondary": "theo nguồn khác", "unverified": "chưa kiểm chứng"}
_PURPOSE = {"content": "nội dung", "format": "thể thức"}


class _Span(NamedTuple):
    """What governs from one day to another (both included; 0: open)."""

    start: int
    last: int
    content: tuple[str, ...]
    form: tuple[str, ...]


def law_page(knowledge: Knowledge) -> str:
    """Markdown, in Vietnamese, ending in a newline."""
    lines = [
        "# Luật chi phối kế hoạch",
        "",
        "Trang này làm từ danh mục (`rules/register/`), bằng lệnh `plancheck rules law`. Dấu * là văn bản chưa đọc",
        "nguyên văn: quy tắc không bao giờ chắc hơn nguồn. Tra từng văn bản: `plancheck law SỐ --as-of NGÀY`.",
    ]
    for subject in knowledge.vocabulary.subjects:
        lines += ["", f"## Chủ đề {subject.label}"]
        for title, *paper in _PAPERS:
            found = [each for each in knowledge.regimes if _is_for(each, subject.id, *paper)]
            if any(each.subject == subject.id for each in found):
                lines += ["", f"### {title}", "", "| thời gian | nội dung | thể thức |", "|---|---|---|"]
                lines += [_row(span) for span in _spans(knowledge, found, _LAST.get(paper[-1], 0))]
    lines += ["", *_reading(knowledge), "", *_ends(knowledge)]
    return "\n".join(lines) + "\n"


def _row(span: _Span) -> str:
    until = f"đến {day_from_number(span.last)}" if span.last else "đến nay"
    return (
        f"| {day_from_number(span.start)} {until} | {', '.join(span.content) or '–'} | {', '.join(span.form) or '–'} |"
    )


def _spans(knowledge: Knowledge, found: Sequence[Regime], limit: int) -> Iterator[_Span]:
    """``limit``: the last day on which there are such papers, 0 for none."""
    bounds = {each.instrument + each.purpose + str(n): _bounds(each, knowledge) for n, each in enumerate(found)}
    days = sorted({_FIRST, *(day for pair in bounds.values() for day in pair if day > _FIRST)})
    spans: list[_Span] = []
    for index, day in enumerate(days):
        if limit and day > limit:
            break
        following = days[index + 1] if index + 1 < len(days) else 0
        last = previous_day(following) if following else 0
        last = min(last or limit, limit) if limit else last
        live = [each for n, each in enumerate(found) if _holds(day, *bounds[each.instrument + each.purpose + str(n)])]
        content = tuple(dict.fromkeys(_named(each, knowledge) for each in live if each.purpose == "content"))
        form = tuple(dict.fromkeys(_named(each, knowledge) for each in live if each.purpose == "format"))
        if spans and (spans[-1].content, spans[-1].form) == (content, form):
            spans[-1] = spans[-1]._replace(last=last)
        else:
            spans.append(_Span(day, last, content, form))
    yield from spans


def _is_for(regime: Regime, subject: str, kind: str, system: str, level: str) -> bool:
    asked = ((regime.kinds, kind), (regime.systems, system), (regime.levels, level))
    return all(not wanted or value in wanted for wanted, value in asked) and regime.subject in ("", subject)


def _bounds(regime: Regime, knowledge: Knowledge) -> tuple[int, int]:
    """First day, and first day no longer (0: open)."""
    instrument = knowledge.instrument(regime.instrument)
    start, end = regime.start, regime.end
    if instrument is not None:
        start = start or instrument.start or instrument.issued
        end = end or instrument.end or instrument.period_end
    return start, end


def _holds(day: int, start: int, end: int) -> bool:
    return start <= day and (not end or day < end)


def _named(regime: Regime, knowledge: Knowledge) -> str:
    instrument = knowledge.instrument(regime.instrument)
    return regime.instrument + ("" if instrument is None or instrument.certainty == "seen" else "*")


def _reading(knowledge: Knowledge) -> Iterator[str]:
    """Which governing instruments are read, which are known from others only, and what is not sure of them."""
    yield "## Đọc rồi và chưa đọc"
    yield ""
    yield "| văn bản | dùng cho | văn bản | ngày ban hành | hiệu lực | ghi chú |"
    yield "|---|---|---|---|---|---|"
    seen: set[str] = set()
    for regime in knowledge.regimes:
        instrument = knowledge.instrument(regime.instrument)
        if instrument is None or instrument.number in seen:
            continue
        seen.add(instrument.number)
        known = (instrument.certainty, instrument.issued_certainty, instrument.status_certainty)
        words = " | ".join(_KNOWN[each] for each in known)
        note = instrument.note or regime.note
        yield f"| {instrument.number} {instrument.title} | {_PURPOSE[regime.purpose]} | {words} | {note} |"


def _ends(knowledge: Knowledge) -> Iterator[str]:
    """Every instrument that ended, when and into what, newest first."""
    yield "## Văn bản đã hết hiệu lực"
    yield ""
    yield "| từ ngày | văn bản | thay bằng | chắc đến đâu |"
    yield "|---|---|---|---|"
    for each in sorted(_ended(knowledge.instruments), key=lambda each: (-(each.end or each.period_end), each.number)):
        after = ", ".join(each.replaced_by) or each.ended_by or ("hết giai đoạn" if each.period_end else each.note)
        day = day_from_number(each.end or each.period_end)
        yield f"| {day} | {each.number} {each.title} | {after} | {_KNOWN[each.status_certainty]} |"


def _ended(instruments: Iterable[Instrument]) -> list[Instrument]:
    return [each for each in instruments if each.end or each.period_end]
