"""Stretches of time that begin with the draft's own day."""

import pytest
from drafts import draft

from plancheck.facts import recognise
from plancheck.knowledge import load_knowledge


@pytest.mark.parametrize(
    ("text", "quote", "ends", "ordered"),
    [
        ("Thực hiện từ ngày ký đến hết ngày 31/12/2022, do tỉnh cấp.", "từ ngày ký đến hết ngày 31/12/2022", 20221231,
         "yes"),
        ("Thực hiện từ ngày ký ban hành đến 18/02/2022.", "từ ngày ký ban hành đến 18/02/2022", 20220218, "yes"),
        ("Thực hiện kể từ ngày ký đến 17/02/2022.", "kể từ ngày ký đến 17/02/2022", 20220217, "no"),
    ],
)  # fmt: skip
def test_from_its_day_on(text: str, quote: str, ends: int, ordered: str) -> None:
    facts = recognise(draft(["# NHIỆM VỤ", text]), load_knowledge(), 20220218)
    (fact,) = (each for each in facts if each.kind == "span")
    assert (fact.quote, fact["starts"], fact["ends"], fact["ordered"]) == (quote, 20220218, ends, ordered)
    assert fact.place.end - fact.place.start == len(quote)
