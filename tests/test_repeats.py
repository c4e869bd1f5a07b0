"""The search for what grows faster than the draft: what it tries, and what it tells."""

import pytest

from tests.repeats import SHAPES, SIGNS, Costs, words


def test_stretches_are_made_of_the_register_s_words() -> None:
    known = words()
    assert {"thông tin đối ngoại", "sở ngoại vụ"} <= set(known)
    for shape in SHAPES:
        assert shape.format(a=known[0], b=known[1], A="A", s=SIGNS[0], t=SIGNS[1]).strip()


@pytest.mark.parametrize(("power", "told"), [(1, False), (2, True)])
def test_what_grows_faster_is_told(power: int, told: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Costs, "of", lambda self, stretch, size: (size / 20_000) ** power)
    assert (Costs().growth("x ") > 2.6) == told
    monkeypatch.setattr(Costs, "of", lambda self, stretch, size: 0.1)
    assert Costs().growth("x ") == 0
