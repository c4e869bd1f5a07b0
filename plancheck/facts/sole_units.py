"""What a draft counts in one clause of its text and in one row of its tables: "02 lớp tập huấn" and "03 lớp".

Where a unit is counted nowhere else, and clause and row have words of their work in common, both numbers are of one
thing, or the clause's are its parts.
"""

from collections.abc import Iterator, Sequence, Set
from decimal import Decimal

from plancheck.facts.cues import whole
from plancheck.facts.quantities import Number, Numbers, of_cell
from plancheck.facts.works import Clause

_COMMON = 2
"""Words of their work that clause and row have in common at least."""
_UNIT = 2
"""Words of a unit that are compared: "phóng sự" is none of "phóng viên"."""
_PARTS = 6
"""Numbers of one clause from which on it is a list of other things."""
_NOT_ALL = whole("count.not-all")
_PEOPLE = whole("counted.people")

_Held = tuple[Clause, tuple[Number, ...]]


def sole_units(numbers: Numbers, areas: Set[str]) -> Iterator[tuple[Number, Number, bool]]:
    """The row's number, one of the clause's and whether they agree; ``areas``: units of which a place has many."""
    works = numbers.works
    in_text = _by_unit((clause, numbers.of(clause)) for clause in works.clauses)
    in_rows = _by_unit((row, _of_row(numbers, row)) for row in works.rows)
    for unit, rows in in_rows.items():
        row, (cell, *others) = rows[0]
        clauses = [
            (clause, same)
            for clause, held in in_text.get(unit, ())
            if (same := tuple(each for each in held if _is_of_unit(cell, each)))
        ]
        if others or unit in areas or len(rows) != 1 or len(clauses) != 1:
            continue
        clause, said = clauses[0]
        if not _is_comparable(numbers, clause, cell, said):
            continue
        if len({*row.words} & {*clause.words} - {unit}) < _COMMON:
            continue
        come = sum((each.number for each in said), Decimal(0))
        agrees = cell.number in {come, *(each.number for each in said)}
        if agrees or len(said) == 1 or cell.number > max(each.number for each in said):
            yield cell, said[0], agrees


def _by_unit(counted: Iterator[_Held]) -> dict[str, list[_Held]]:
    """By the first word of what is counted: clauses or rows, and their numbers of it."""
    found: dict[str, list[_Held]] = {}
    for clause, held in counted:
        for unit in dict.fromkeys(each.thing[0] for each in held):
            found.setdefault(unit, []).append((clause, tuple(each for each in held if each.thing[0] == unit)))
    return found


def _of_row(numbers: Numbers, row: Clause) -> tuple[Number, ...]:
    rest = row.line.rest if row.line else ()
    return (*(each for cell in rest for each in of_cell(numbers.knowledge, cell)), *numbers.of(row))


def _is_comparable(numbers: Numbers, clause: Clause, cell: Number, said: Sequence[Number]) -> bool:
    """Whether all numbers are of whole things of one unit, told without reserve, and of no people."""
    every = (cell, *said)
    if len(said) > _PARTS or any(each.rough or each.each or each.years for each in every):
        return False
    people = _PEOPLE(numbers.knowledge).match(" ".join(cell.thing))
    return people is None and _NOT_ALL(numbers.knowledge).search(clause.text) is None


def _is_of_unit(cell: Number, said: Number) -> bool:
    """Whether two numbers with one first word count one thing; one word alone says no more."""
    length = min(len(cell.thing), len(said.thing), _UNIT)
    return cell.thing[:length] == said.thing[:length]
