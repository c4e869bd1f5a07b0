"""What stands right before an offset, and stretches of folded text as they are written."""

import re

import pytest

from plancheck.document import Block
from plancheck.structure.plan import Passage, Role
from plancheck.text import right_before, squeeze, words_around, words_up_to

TEXT = "một hai ba bốn"


@pytest.mark.parametrize(
    ("at", "begin", "reach", "expected"),
    [
        (10, 0, 60, "một hai ba"),
        (10, 4, 60, "hai ba"),
        (10, 0, 3, " ba"),
        (10, 9, 3, "a"),
        (2, 0, 3, "mộ"),
        (0, 0, 3, ""),
    ],
)
def test_words_up_to(at: int, begin: int, reach: int, expected: str) -> None:
    assert words_up_to(TEXT, at, begin, reach) == expected
    found = right_before(re.compile(".*"), TEXT, at, begin, reach)
    assert found is not None
    assert found.span() == (at - len(expected), at)


def test_how_far_words_stand_before() -> None:
    assert [len(words_up_to("o" * 100, at)) for at in (59, 60, 61, 100)] == [59, 60, 60, 60]
    near, far = (right_before(re.compile("một"), f"một {'o' * count}", 4 + count) for count in (56, 57))
    assert near is not None
    assert far is None


@pytest.mark.parametrize(
    ("start", "end", "expected"), [(0, 3, "Một"), (4, 7, "HAI"), (4, 10, "HAI   ba"), (8, 14, "ba  Bốn")]
)
def test_what_is_written(start: int, end: int, expected: str) -> None:
    text = "Một  HAI   ba  Bốn"
    passage = Passage(0, Block(text), Role.ITEM, squeeze(text), "", 0, 0, (), -1)
    assert passage.as_written(start, end) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(5, 6, "hai"), (4, 7, "hai"), (3, 8, "một hai ba"), (-1, 1, "một"), (0, 0, "một"), (12, 14, "bốn"), (9, 9, "ba")],
)
def test_words_around(start: int, end: int, expected: str) -> None:
    first, last = words_around(TEXT, start, end)
    assert TEXT[first:last] == expected


@pytest.mark.parametrize(("length", "whole"), [(398, True), (399, True), (400, True), (401, False), (4_000, False)])
def test_words_around_are_cut_where_they_have_no_end(length: int, whole: bool) -> None:
    text = f"a {'b' * length}–{'c' * length} d"
    at = text.index("–")
    first, last = words_around(text, at, at + 1)
    assert (text[first - 1] == " ", last - at) == (whole, min(length, 400) + 1)
