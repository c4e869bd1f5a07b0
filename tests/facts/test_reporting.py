"""Reporting duties: the wordings of data/reporting.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from drafts import draft

from plancheck.facts import reporting
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge
from plancheck.structure.plan import Period

CASES = yaml.load((Path(__file__).parent / "data" / "reporting.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


def facts(case: dict[str, Any]) -> list[Fact]:
    context = Context(draft(case["lines"]), load_knowledge(), int(case.get("as_of", 20220101)))
    return list(reporting.recognise(context))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_wording(case: dict[str, Any]) -> None:
    found = [fact for fact in facts(case) if fact["of"] != "incident"]
    expected = case.get("duties", [])
    seen = [{name: str(fact[name]) for name in want} for fact, want in zip(found, expected, strict=False)] + [
        dict(fact.values) for fact in found[len(expected) :]
    ]
    assert seen == expected


@pytest.mark.parametrize(
    ("line", "of", "ad_hoc"),
    [
        ("Các đơn vị báo cáo kết quả thực hiện Kế hoạch trước ngày 15/11.", "plan", "no"),
        ("Khi xảy ra sự cố, các đơn vị báo cáo ngay Ủy ban nhân dân tỉnh.", "incident", "yes"),
        ("Sau khi kết thúc sự kiện, đơn vị chủ trì báo cáo kết quả về Ủy ban nhân dân tỉnh.", "event", "no"),
        ("Khi có chỉ đạo, các đơn vị gửi báo cáo kết quả thực hiện trong 03 ngày.", "plan", "yes"),
    ],
)
def test_what_is_reported_on(line: str, of: str, ad_hoc: str) -> None:
    assert {(fact["of"], fact["ad_hoc"]) for fact in facts({"lines": [f"- {line}"]})} == {(of, ad_hoc)}


@pytest.mark.parametrize(
    "line",
    [
        "Năm 2021, các đơn vị đã báo cáo kết quả thực hiện Kế hoạch đúng hạn.",
        "Các đơn vị không phải báo cáo kết quả thực hiện Kế hoạch này.",
        "Tập huấn kỹ năng viết báo cáo kết quả thực hiện cho cán bộ.",
        "Doanh nghiệp lữ hành báo cáo kết quả kinh doanh với cơ quan thống kê.",
        "Sở Ngoại vụ báo cáo Ủy ban nhân dân tỉnh về sự cố.",
    ],
)
def test_what_is_no_duty_to_report(line: str) -> None:
    plan = draft([f"- {line}"])._replace(period=Period(2022, 2022))
    assert list(reporting.recognise(Context(plan, load_knowledge(), 20220101))) == []


def test_quotation_is_copied_from_the_draft() -> None:
    case = next(case for case in CASES if case["name"] == "Tây Ninh 2012, no time")
    text = case["lines"][-1]
    for fact in facts(case):
        assert fact.quote == text[fact.place.start : fact.place.end]


def test_a_time_far_below_is_not_taken() -> None:
    lines = ["- Báo cáo kết quả về UBND tỉnh theo quy định.", "- Tuyên truyền.", "- Quảng bá.", "- Kiểm tra.",
             "- Thời gian gửi: trước ngày 15/11."]  # fmt: skip
    assert [fact["timed"] for fact in facts({"lines": lines})] == ["no"]
