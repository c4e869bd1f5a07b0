"""Whose a draft is."""

import pytest

from plancheck.knowledge import load_knowledge
from plancheck.structure.identity import standing

HUE = ("thua-thien-hue", "hue")


@pytest.mark.parametrize(
    ("day", "id"), [(20241231, "thua-thien-hue"), (20250101, "hue"), (20260101, "hue"), (0, "hue")]
)
def test_of_provinces_that_share_a_name_the_one_that_stood(day: int, id: str) -> None:
    assert standing(HUE, day, load_knowledge()) == id


def test_of_provinces_that_are_gone_the_first() -> None:
    assert standing(("ha-giang", "bac-kan"), 20260101, load_knowledge()) == "ha-giang"
