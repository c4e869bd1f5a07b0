"""The gate: the sentences of data/gate.yaml, and what stands under headings and in tables on an earlier period."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from drafts import draft

from plancheck.facts import topics
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge
from plancheck.structure.plan import Period

CASES = yaml.safe_load((Path(__file__).parent / "data" / "gate.yaml").read_text(encoding="utf-8"))
DUTIES = {
    "secrecy": "Công tác bảo vệ bí mật nhà nước được thực hiện nghiêm túc.",
    "training": "Tổ chức 03 lớp tập huấn nghiệp vụ thông tin đối ngoại.",
    "world-information": "Thông tin tình hình thế giới, khu vực cho cán bộ, Nhân dân trong tỉnh.",
    "rebuttal": "Kịp thời phản bác thông tin sai sự thật, xuyên tạc.",
    "database": "Cập nhật cơ sở dữ liệu thông tin đối ngoại của tỉnh.",
    "inspection": "Kiểm tra công tác thông tin đối ngoại tại 05 đơn vị.",
    "review-evaluation": "Tổng kết công tác thông tin đối ngoại.",
    "reward-discipline": "Khen thưởng 05 tập thể, cá nhân có thành tích.",
}


def found(lines: list[str]) -> list[Fact]:
    plan = draft(lines)._replace(period=Period(2027, 2027))
    return list(topics.recognise(Context(plan, load_knowledge(), 20261125)))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_gate(case: dict[str, Any]) -> None:
    gates = {str(fact["gate"]) for fact in found(["- " + case["text"]]) if fact["topic"] == case["topic"]}
    assert gates == {case["gate"]}


@pytest.mark.parametrize(
    "heading",
    [
        "# KẾT QUẢ CÔNG TÁC THÔNG TIN ĐỐI NGOẠI NĂM 2026",
        "# ĐÁNH GIÁ TÌNH HÌNH THỰC HIỆN NĂM 2026",
        "# TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "# Kết quả thực hiện giai đoạn 2021 - 2026",
    ],
)
def test_nothing_under_an_earlier_period_is_a_duty(heading: str) -> None:
    facts = found([heading, *(f"- {line}" for line in DUTIES.values())])
    assert {str(fact["topic"]) for fact in facts if fact["gate"] == "section"} >= set(DUTIES)
    assert all(fact["strength"] == "refused" for fact in facts if fact["topic"] in DUTIES)


@pytest.mark.parametrize(
    "heading",
    [
        "# NHIỆM VỤ NĂM 2027",
        "# KIỂM TRA, ĐÁNH GIÁ, BÁO CÁO KẾT QUẢ",
        "# THÔNG TIN VỀ TÌNH HÌNH THẾ GIỚI",
        "# KẾT QUẢ CẦN ĐẠT NĂM 2027",
    ],
)
def test_headings_over_duties_shut_nothing(heading: str) -> None:
    facts = found([heading, *(f"- {line}" for line in DUTIES.values())])
    assert not [fact for fact in facts if fact["gate"] == "section"]


def test_a_table_of_what_was_done_is_no_plan() -> None:
    rows = ["| TT | Nội dung | Kết quả năm 2026 |", "| 1 | Kiểm tra công tác thông tin đối ngoại | 05 cuộc |"]
    assert {fact["gate"] for fact in found(rows) if fact["topic"] == "inspection"} == {"section"}
    ahead = ["| TT | Nội dung | Năm 2026 | Năm 2027 |", "| 1 | Kiểm tra công tác thông tin đối ngoại | 05 | 06 |"]
    assert "section" not in {fact["gate"] for fact in found(ahead)}


def test_a_row_is_a_clause_and_quotes_a_cell() -> None:
    rows = ["| TT | Sản phẩm | Ngôn ngữ | Số lượng |", "| 1 | Ấn phẩm giới thiệu tỉnh | Bản chữ Anh | 500 |"]
    said = [fact for fact in found(rows) if fact["topic"] == "foreign-language" and fact["strength"] == "clause"]
    assert said
    assert said[0].quote in ("Ấn phẩm giới thiệu tỉnh", "Bản chữ Anh")


def test_another_object_of_an_act_is_for_a_person() -> None:
    facts = found(["- Kiểm tra phòng cháy, chữa cháy tại các chợ."])
    assert {fact["strength"] for fact in facts if fact["topic"] == "inspection"} == {"mention"}
    facts = found(["- Tổ chức kiểm tra, giám sát theo quy định."])
    assert {fact["strength"] for fact in facts if fact["topic"] == "inspection"} == {"clause"}
