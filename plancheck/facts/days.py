"""The days a draft may be of: a date known in part is an interval, and its issuer's own lifetime narrows it."""

from collections.abc import Iterator

from plancheck.data.days import FOREVER, day_of, exists, previous_day
from plancheck.knowledge import Knowledge
from plancheck.records import NamedTuple
from plancheck.structure.plan import Plan
from plancheck.text import squeeze

_YEARS = range(1900, 2200)
"""Years that a date may be of; others were misread."""


class Days(NamedTuple):
    """First and last day, ``yyyymmdd``; both 0 when nothing is known."""

    first: int = 0
    last: int = 0

    def clamped(self, day: int) -> int:
        """The day of the interval nearest to a day."""
        return max(self.first, min(day, self.last))


def dated(plan: Plan, knowledge: Knowledge) -> Days:
    """Days the date line leaves open: one for a whole date, none when it says no year.

    A blank day or month narrows to the days on which the body in the letterhead bears that name, where there are any.
    """
    year, month, day = plan.date.year, plan.date.month, plan.date.day
    if year in _YEARS and exists(year, month, day):
        return Days(day_of(year, month, day), day_of(year, month, day))
    if year not in _YEARS:
        return Days()
    first, last = (month, month) if 1 <= month <= 12 else (1, 12)
    days = Days(day_of(year, first, 1), month_end(year, last))
    for start, end in _lifetimes(plan, knowledge):
        narrowed = Days(max(days.first, start), min(days.last, end))
        days = narrowed if narrowed.first <= narrowed.last else days
    return days


def possible(plan: Plan, knowledge: Knowledge) -> Days:
    """The same; for an undated plan the time in which its period says that it is drafted."""
    days = dated(plan, knowledge)
    if not days.first and plan.period.first in _YEARS:
        last = plan.period.last if plan.period.last in _YEARS else plan.period.first
        return Days(day_of(plan.period.first - 1, 10, 1), day_of(last, 12, 31))
    return days


def standing(plan: Plan, knowledge: Knowledge) -> Days:
    """Days on which the body in the letterhead and its province stood under these names."""
    days = Days(0, FOREVER)
    for start, end in _lifetimes(plan, knowledge):
        days = Days(max(days.first, start), min(days.last, end))
    return days if days.first <= days.last else Days(0, FOREVER)


def _lifetimes(plan: Plan, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """First and last day of the issuing body, of its province and of the unit word before that."""
    issuer = plan.issuer
    if issuer.province:
        province = knowledge.province(issuer.province)
        yield province.start, _day_before(province.end)
        if province.city_from:
            letterhead = squeeze(f"{issuer.superior} {issuer.name}").text
            name = squeeze(province.name).text
            if f"tỉnh {name}" in letterhead:
                yield 0, _day_before(province.city_from)
            elif f"thành phố {name}" in letterhead:
                yield province.city_from, FOREVER
    for hit in knowledge.find_agencies(squeeze(issuer.name).text)[:1]:
        bodies = [knowledge.agency(id) for id in hit.ids]
        yield min(body.start for body in bodies), max(_day_before(body.end) for body in bodies)


def month_end(year: int, month: int) -> int:
    """Last day of a month, ``yyyymmdd``."""
    return day_of(year, month, next(day for day in (31, 30, 29, 28) if exists(year, month, day)))


def _day_before(end: int) -> int:
    """The last day of what no longer stands from ``end`` on; open when 0."""
    return previous_day(end) if end else FOREVER
