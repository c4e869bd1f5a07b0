"""Which instruments govern which documents."""

import pytest

from plancheck.knowledge import Knowledge, Regime

from .conftest import before


def governs(regime: Regime, type: str, system: str, level: str, subject: str, day: int) -> bool:
    return (
        (not regime.types or type in regime.types)
        and (not regime.systems or system in regime.systems)
        and (not regime.levels or level in regime.levels)
        and regime.subject in ("", subject)
        and regime.start <= day
        and (not regime.end or day < regime.end)
    )


def governing(knowledge: Knowledge, type: str, system: str, level: str, day: int, purpose: str) -> set[str]:
    return {
        regime.instrument
        for regime in knowledge.regimes
        if regime.purpose == purpose and governs(regime, type, system, level, "foreign-information", day)
    }


CORE = {"79/2010/QĐ-TTg", "72/2015/NĐ-CP", "22/2016/TT-BTTTT", "148/2026/NĐ-CP"}


@pytest.mark.parametrize(
    ("level", "day", "expected"),
    [
        ("province", 20110114, set()),
        ("province", 20120103, {"79/2010/QĐ-TTg"}),
        ("province", 20151021, {"79/2010/QĐ-TTg"}),
        ("province", 20151022, {"72/2015/NĐ-CP"}),
        ("province", 20161204, {"72/2015/NĐ-CP"}),
        ("province", 20161205, {"72/2015/NĐ-CP", "22/2016/TT-BTTTT"}),
        ("district", 20180401, {"72/2015/NĐ-CP", "22/2016/TT-BTTTT"}),
        ("province", 20221222, {"72/2015/NĐ-CP", "22/2016/TT-BTTTT"}),
        ("province", 20250630, {"72/2015/NĐ-CP", "22/2016/TT-BTTTT"}),
        ("province", 20250701, {"72/2015/NĐ-CP"}),
        ("province", 20260630, {"72/2015/NĐ-CP"}),
        ("commune", 20260701, {"72/2015/NĐ-CP", "148/2026/NĐ-CP"}),
    ],
)
def test_the_eras_of_state_plans(knowledge: Knowledge, level: str, day: int, expected: set[str]) -> None:
    assert governing(knowledge, "KH", "state", level, day, "content") & CORE == expected


@pytest.mark.parametrize(
    ("system", "day", "expected"),
    [
        ("state", 20120103, {"110/2004/NĐ-CP", "09/2010/NĐ-CP", "01/2011/TT-BNV"}),
        ("state", 20200304, {"110/2004/NĐ-CP", "09/2010/NĐ-CP", "01/2011/TT-BNV"}),
        ("state", 20200305, {"30/2020/NĐ-CP"}),
        ("state", 20261122, {"30/2020/NĐ-CP"}),
        ("party", 20140313, {"31-QĐ/TW", "11-HD/VPTW"}),
        ("party", 20190101, {"66-QĐ/TW", "36-HD/VPTW"}),
        ("party", 20260301, {"399-QĐ/TW", "36-HD/VPTW"}),
        ("party", 20260527, {"399-QĐ/TW", "05-HD/VPTW"}),
    ],
)
def test_the_eras_of_form(knowledge: Knowledge, system: str, day: int, expected: set[str]) -> None:
    type = "KH" if system == "state" else "HD"
    assert governing(knowledge, type, system, "province", day, "format") == expected


def test_the_party_line(knowledge: Knowledge) -> None:
    line = {"26-CT/TW", "16-KL/TW", "57-KL/TW"}
    assert governing(knowledge, "HD", "party", "province", 20140313, "content") & line == {"26-CT/TW", "16-KL/TW"}
    assert governing(knowledge, "HD", "party", "province", 20210101, "content") & line == {"26-CT/TW"}
    assert governing(knowledge, "HD", "party", "province", 20240101, "content") & line == {"26-CT/TW", "57-KL/TW"}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (20140313, "30/2000/PL-UBTVQH10"),
        (20200701, "29/2018/QH14"),
        (20260228, "29/2018/QH14"),
        (20260301, "117/2025/QH15"),
    ],
)
def test_the_law_on_state_secrets(knowledge: Knowledge, day: int, expected: str) -> None:
    secrets = {"30/2000/PL-UBTVQH10", "29/2018/QH14", "117/2025/QH15"}
    assert governing(knowledge, "KH", "state", "province", day, "content") & secrets == {expected}


def test_a_plan_on_another_subject_has_none_of_the_foreign_information_regimes(knowledge: Knowledge) -> None:
    numbers = {
        regime.instrument
        for regime in knowledge.regimes
        if governs(regime, "KH", "state", "province", "other", 20220101)
    }
    assert "30/2020/NĐ-CP" in numbers
    assert not numbers & CORE


def test_every_regime_s_boundaries(knowledge: Knowledge) -> None:
    for regime in knowledge.regimes:
        instrument = knowledge.instrument(regime.instrument)
        assert instrument is not None
        asked = (
            (regime.types or ("KH",))[0],
            (regime.systems or ("state",))[0],
            (regime.levels or ("province",))[0],
            regime.subject or "other",
        )
        assert regime.start, regime.instrument
        assert not governs(regime, *asked, before(regime.start))
        assert governs(regime, *asked, regime.start)
        if regime.end:
            assert governs(regime, *asked, before(regime.end))
            assert not governs(regime, *asked, regime.end)
            assert instrument.status(before(regime.end)) == "in-force", regime.instrument
        assert instrument.status(regime.start) == "in-force", regime.instrument


def test_no_regime_is_surer_than_its_instrument(knowledge: Knowledge) -> None:
    order = ("unverified", "secondary", "seen")
    for regime in knowledge.regimes:
        instrument = knowledge.instrument(regime.instrument)
        assert instrument is not None
        assert order.index(regime.certainty) <= order.index(instrument.certainty), regime.instrument
