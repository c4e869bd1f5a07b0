import json
from typing import Literal

import pytest

from plancheck.knowledge import Instrument, load_knowledge
from plancheck.pipeline import Options, heard, understand
from plancheck.report import explanation, instrument, recognised, wording
from plancheck.rules import load_rules
from tests.cli.scenario import ROOT
from tests.report import made

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_can_be_explained(lang: Language) -> None:
    rules = load_rules()
    for rule in rules.rules:
        text = explanation.render(rule, rules, lang=lang)
        assert rule.title.get(lang) in text
        assert "{" not in text, rule.id
        assert not {"==", "!=", ">=", "<="} & set(text.split()), (rule.id, text)
        for basis in rule.basis:
            assert basis.instrument in text
        json.dumps(explanation.as_dict(rule, rules, lang=lang))
    assert explanation.listing(rules.rules, lang=lang).count("\n") == len(rules.rules)


def test_a_rule_says_by_which_words_it_is_heard() -> None:
    rules, knowledge = load_rules(), load_knowledge()
    shown = heard(rules.by_name["CNT-008"], Options(rules=rules, knowledge=knowledge))
    assert shown is not None
    assert all(" + " in frame for frame in shown.frames)
    assert len(shown.right) == 3
    assert all(text and by for text, by in shown.right)
    assert shown.near
    text = explanation.render(rules.by_name["CNT-008"], rules, shown)
    assert "Khung câu" in text
    assert shown.near[0] in text
    assert heard(rules.by_name["LEG-001"], Options(rules=rules, knowledge=knowledge)) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_recognised_facts_are_told_with_their_places(lang: Language) -> None:
    draft = understand((ROOT / "samples" / "province-2022.xml").read_bytes(), "x.xml", Options())
    text = recognised.render("x.xml", draft.plan, draft.facts, {}, lang=lang)
    for kind in {fact.kind for fact in draft.facts} - {"section"}:
        assert f"({kind}: {sum(fact.kind == kind for fact in draft.facts)})" in text
    only = recognised.render("x.xml", draft.plan, draft.facts, {}, kinds=("citation",), lang=lang)
    assert "(citation:" in only
    assert "(agency:" not in only
    value = recognised.as_dict("x.xml", draft.plan, draft.facts)
    assert len(value["facts"]) == len(draft.facts)
    assert [section["label"] for section in value["sections"]] == [section.label for section in draft.plan.sections]


def test_hostile_facts_are_only_text() -> None:
    words = made.HOSTILE.replace("\0", "")
    draft = understand(f"KẾ HOẠCH\n{words}\n\nI. NỘI DUNG\n{words}\n".encode(), "x.txt", Options())
    for width in (None, 60):
        text = recognised.render(made.HOSTILE, draft.plan, draft.facts, {}, width=width)
        assert not set(text) & set("\x1b\x9b\x7f\u202e\u2066\x00\x07\r\t")


NUMBERED = Instrument(
    "1/2010/QĐ-X", "QĐ", "Tên", issued=20100105, start=20100201, end=20150701, certainty="seen", status_certainty="seen"
)


@pytest.mark.parametrize(
    ("day", "status", "in_force"),
    [
        (20091231, "not-issued", False),
        (20100110, "not-yet-in-force", False),
        (20100201, "in-force", True),
        (20150630, "in-force", True),
        (20150701, "ended", False),
    ],
)
def test_an_instrument_on_a_day(day: int, status: str, in_force: bool) -> None:
    answer = instrument.as_dict(NUMBERED, day)
    assert (answer["status"], answer["in_force"]) == (status, in_force)
    assert (answer["issued"], answer["in_force_from"], answer["in_force_to"]) == (
        "2010-01-05",
        "2010-02-01",
        "2015-07-01",
    )
    assert " ".join(list(answer)[:9]) == (
        "number title issued in_force_from in_force_to in_force amended_by replaced_by certainty"
    )


def test_what_is_not_known_is_not_claimed() -> None:
    unknown = Instrument("2/2010/QĐ-X", "QĐ", "Tên")
    assert instrument.as_dict(unknown, 20200101)["in_force"] is None
    uncertain = Instrument(
        "3/2010/TT-X", "TT", "Tên", issued=20100101, start=20100101, uncertain_from=20250301, status_certainty="seen"
    )
    assert instrument.as_dict(uncertain, 20200101)["status_certainty"] == "seen"
    answer = instrument.as_dict(uncertain, 20260101)
    assert (answer["status"], answer["status_certainty"]) == ("uncertain", "unverified")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_instrument_can_be_told(lang: Language) -> None:
    knowledge = load_knowledge()
    for each in knowledge.instruments:
        assert each.number in instrument.render(each, knowledge, 20200101, lang=lang)


def test_places_in_words() -> None:
    place = made.UNTIMED.place
    assert wording.where(place, "vi").startswith(
        "đoạn 44 · bảng 1 hàng 2 cột 3 · ≈ tr. 5 · III. TỔ CHỨC THỰC HIỆN › 7."
    )
    assert wording.where(place, "en").startswith("paragraph 44 · table 1 row 2 column 3 · ≈ p. 5 · III.")
    assert wording.shorten("một hai ba bốn", 9) == "một hai…"
    assert wording.shorten("x" * 20, 9) == "x" * 8 + "…"
