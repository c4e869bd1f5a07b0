"""Automatic numbers: the label a person sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.reading import read
from plancheck.reading.numbering import bullet, formatted
from tests.reading.docx_builder import docx, level, numbered, para


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    return [block.label for block in read(docx(body, numbering=numbering, styles=styles)).blocks]


def plain(identifier: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identifier}">{"".join(levels)}</w:abstractNum>'


def use(number: int, abstract: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


PLAN = plain(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"))


def test_the_levels_of_a_plan() -> None:
    body = "".join(numbered("x", 1, depth) for depth in (0, 1, 2, 2, 1, 0, 1, 2))
    assert labels(body, PLAN + use(1, 0)) == ["I.", "1.", "a)", "b)", "2.", "II.", "1.", "a)"]


def test_the_label_is_not_part_of_the_text_and_gives_its_level() -> None:
    (block,) = read(docx(numbered("Mục đích", 1, 1), numbering=PLAN + use(1, 0))).blocks
    assert (block.text, block.label, block.label_level) == ("Mục đích", "1.", 1)


def test_numbers_of_several_levels() -> None:
    shapes = plain(
        0, level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    )
    body = numbered("x", 1, 0) + numbered("x", 1, 1) + numbered("x", 1, 2) + numbered("x", 1, 2)
    assert labels(body, shapes + use(1, 0)) == ["I", "I.1", "1.1.1", "1.1.2"]


def test_a_level_used_before_its_parents_shows_where_they_would_start() -> None:
    shapes = plain(0, level(0, "decimal", "%1.", start=3), level(1, "decimal", "%1.%2"))
    assert labels(numbered("x", 1, 1) + numbered("x", 1, 0), shapes + use(1, 0)) == ["3.1", "3."]


def test_lists_of_one_abstract_list_count_on_in_each_other() -> None:
    assert labels(numbered("x", 1) + numbered("x", 2), PLAN + use(1, 0) + use(2, 0)) == ["I.", "II."]


def test_an_override_starts_a_list_afresh_once() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = numbered("x", 1) + numbered("x", 1) + numbered("x", 2) + numbered("x", 2) + numbered("x", 1)
    assert labels(body, PLAN + use(1, 0) + use(2, 0, again)) == ["I.", "II.", "I.", "II.", "III."]


def test_an_override_may_replace_a_level() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "Điều %1.")}</w:lvlOverride>'
    assert labels(numbered("x", 2) + numbered("x", 2), PLAN + use(2, 0, other)) == ["Điều 1.", "Điều 2."]


@pytest.mark.parametrize(("restart", "last"), [("", "1."), ('<w:lvlRestart w:val="0"/>', "2.")])
def test_a_level_may_be_told_not_to_restart(restart: str, last: str) -> None:
    shapes = plain(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", restart))
    body = numbered("x", 1, 0) + numbered("x", 1, 1) + numbered("x", 1, 0) + numbered("x", 1, 1)
    assert labels(body, shapes + use(1, 0))[-1] == last


def test_a_level_may_restart_only_below_a_certain_one() -> None:
    shapes = plain(
        0,
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2."),
        level(2, "decimal", "%3.", '<w:lvlRestart w:val="1"/>'),
    )
    depths = (0, 1, 2, 1, 2, 0, 1, 2)
    body = "".join(numbered("x", 1, depth) for depth in depths)
    assert [label for label, depth in zip(labels(body, shapes + use(1, 0)), depths, strict=True) if depth == 2] == [
        "1.",
        "2.",
        "1.",
    ]


def test_numbers_come_from_styles_and_their_bases() -> None:
    number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    deeper = '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="H1">{number}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="H2">{number}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="H2b"><w:basedOn w:val="H2"/>{deeper}</w:style>'
    )
    shapes = plain(
        0, level(0, "upperRoman", "%1.", '<w:pStyle w:val="H1"/>'), level(1, "decimal", "%2.", '<w:pStyle w:val="H2"/>')
    )
    body = "".join(para("x", properties=f'<w:pStyle w:val="{style}"/>') for style in ("H1", "H2", "H2b", "H1"))
    assert labels(body, shapes + use(1, 0), styles) == ["I.", "1.", "2.", "II."]
    without = para("x", properties='<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels(without, shapes + use(1, 0), styles) == [""]


def test_a_list_style_lends_its_list() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    )
    link = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>'
    assert labels(numbered("x", 1), PLAN + link + use(9, 0) + use(1, 5), styles) == ["I."]
    circle = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
    assert labels(numbered("x", 1), circle + use(9, 0) + use(1, 0), styles) == [""]


def test_empty_items_are_counted_though_not_read() -> None:
    assert labels(numbered("a", 1) + numbered("", 1) + numbered("b", 1), PLAN + use(1, 0)) == ["I.", "III."]


def test_an_item_merged_into_the_next_is_counted_once() -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = para("a", properties=number + "<w:rPr><w:del/></w:rPr>") + para("b", properties=number) + numbered("c", 1)
    assert labels(body, PLAN + use(1, 0)) == ["I.", "II."]


@pytest.mark.parametrize("number", ["7", "", "x"])
def test_a_list_that_does_not_exist_gives_no_label(number: str) -> None:
    body = para("x", properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
    assert labels(body, PLAN + use(1, 0)) == [""]


@pytest.mark.parametrize(
    ("count", "kind", "shown"),
    [
        (4, "upperRoman", "IV"),
        (1999, "lowerRoman", "mcmxcix"),
        (5, "lowerLetter", "e"),
        (27, "upperLetter", "AA"),
        (3, "decimalZero", "03"),
        (12, "decimalZero", "12"),
        (7, "ordinalText", "7"),
        (7, "none", ""),
        (0, "upperRoman", "0"),
    ],
)
def test_number_formats(count: int, kind: str, shown: str) -> None:
    assert formatted(count, kind) == shown


@pytest.mark.parametrize(
    ("mark", "shown"), [("\uf0b7", "-"), ("•", "-"), ("–", "-"), ("-", "-"), ("+", "+"), ("*", "*"), ("", "")]
)
def test_bullets(mark: str, shown: str) -> None:
    assert bullet(mark) == shown


@given(st.lists(st.integers(0, 2), min_size=1, max_size=30))
def test_counters_agree_with_counting_by_hand(depths: list[int]) -> None:
    shapes = plain(
        0, *(level(index, "decimal", ".".join(f"%{up + 1}" for up in range(index + 1))) for index in range(3))
    )
    counts, expected = [0, 0, 0], []
    for depth in depths:
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (2 - depth)
        expected.append(".".join(str(count or 1) for count in counts[: depth + 1]))
    assert labels("".join(numbered("x", 1, depth) for depth in depths), shapes + use(1, 0)) == expected


@given(st.integers(1, 3999))
def test_roman_numbers_read_back(count: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    digits = [values[letter] for letter in formatted(count, "upperRoman")]
    assert sum(-one if one < two else one for one, two in zip(digits, [*digits[1:], 0], strict=True)) == count
