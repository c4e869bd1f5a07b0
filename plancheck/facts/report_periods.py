"""Which time is that of the report on which period, half a year or a year, whichever of the two is said first.

A label in brackets or behind "đối với", right behind a time, is that time's own: "trước ngày 10 tháng 6 (báo cáo 6
tháng)". Where every time of a clause goes on so without either, so it is there: "trước 15/6 gửi báo cáo 6 tháng, trước
15/11 gửi báo cáo năm". Any other period has the times said right behind it, before the next one.
"""

from bisect import bisect_left
from collections.abc import Sequence

from plancheck.facts.calendar import Cadence, Deadline, find_cadences, find_deadlines
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.text import remembered, right_before

_REACH = 60
"""Characters behind a period within which its time stands."""
_PERIOD = r"(?:(?:0?6|sáu) tháng(?: đầu năm)?|(?:cả |hằng |hàng )?năm)(?: 20\d\d)?(?!\w)"
_NAMED = r"(?:(?:các|kỳ|báo cáo|sơ kết|tổng kết|định kỳ|kết quả) )*"
_LABEL = lazily(
    rf" ?\((?:đối với |với |cho )?{_NAMED}(?P<first>{_PERIOD})(?:(?:, ?| và ){_NAMED}(?P<second>{_PERIOD}))?\)"
    rf"| (?:đối với|với|cho) (?=[^,;.]*(?:báo cáo|kết)){_NAMED}(?P<meant>{_PERIOD})"
    r"(?! ?:| (?:trước|chậm nhất|muộn nhất|là|vào|trong|hạn)(?!\w))"
)
_BY = lazily(r"(?<!\w)(?:trước|chậm nhất|muộn nhất|hạn)(?: (?:là|vào|ngày))* ?$")
_GOES_ON = lazily(
    r",?(?: (?:phải|thì|có|gửi|nộp|lập|trình|hoàn thành|xây dựng|các|kỳ|báo cáo|sơ kết|tổng kết|định kỳ|kết quả))+ $"
)
"""From a time to the report that is due by then."""


class Labelled(NamedTuple):
    """A time and the period of the report due by then, said behind it."""

    deadline: Deadline
    cadence: Cadence


@remembered
def labelled(folded: str) -> tuple[Labelled, ...]:
    """The times of a clause whose period is said behind them."""
    deadlines = [each for each in find_deadlines(folded) if each.month and not each.relative]
    found: list[Labelled] = []
    for order, deadline in enumerate(deadlines):
        match = _LABEL.match(folded, deadline.end)
        if match is None:
            continue
        spans = [match.span(name) for name in ("first", "second", "meant") if match[name]]
        times = deadlines[max(0, order + 1 - len(spans)) : order + 1]
        if len(times) == len(spans):
            found += [Labelled(time, _cadence(folded, *span)) for time, span in zip(times, spans, strict=True)]
    return tuple(found) or tuple(_told_in_turn(folded, deadlines))


def _cadence(folded: str, start: int, end: int) -> Cadence:
    half = "tháng" in folded[start:end]
    return Cadence(start, end, "six-monthly", 6) if half else Cadence(start, end, "annual", 12)


def _told_in_turn(folded: str, deadlines: Sequence[Deadline]) -> list[Labelled]:
    """Times and periods in turn, where each time goes on with its report; none where one does not."""
    cadences = [each for each in find_cadences(folded) if each.cadence != "ad-hoc"]
    if not deadlines or len(cadences) != len(deadlines):
        return []
    found = [Labelled(*each) for each in zip(deadlines, cadences, strict=True)]
    turns = [offset for deadline, cadence in found for offset in (deadline.end, cadence.end)]
    in_turn = turns == sorted(turns) and all(
        right_before(_BY, folded, deadline.start) and _GOES_ON.fullmatch(folded, deadline.end, cadence.start)
        for deadline, cadence in found
    )
    return found if in_turn else []


def paired(folded: str) -> list[tuple[Cadence, list[Deadline]]]:
    """Each period of a clause with its times, in the order of the periods."""
    behind = labelled(folded)
    labels = {each.cadence.end for each in behind}
    claimed = {each.deadline for each in behind}
    cadences = [each for each in find_cadences(folded) if each.cadence != "ad-hoc" and each.end not in labels]
    deadlines = [each for each in find_deadlines(folded) if each.month and not each.relative and each not in claimed]
    starts = [each.start for each in deadlines]
    found = [(each.cadence, [each.deadline]) for each in behind]
    for order, cadence in enumerate(cadences):
        limit = cadences[order + 1].start if order + 1 < len(cadences) else len(folded)
        within = bisect_left(starts, cadence.end), bisect_left(starts, min(limit, cadence.end + _REACH))
        if times := deadlines[slice(*within)]:
            found.append((cadence, times))
    return sorted(found)
