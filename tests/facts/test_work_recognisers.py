"""What holds for every recogniser of work, reports, money and topics, whatever stands in the draft."""

import time
from collections.abc import Callable, Iterator

import pytest
from drafts import draft
from hypothesis import given, settings
from hypothesis import strategies as st

from plancheck.facts import assignments, duties, funding, money, recipients, reporting, topics
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge

Recogniser = Callable[[Context], Iterator[Fact]]
RECOGNISERS: list[Recogniser] = [
    module.recognise for module in (assignments, duties, funding, money, recipients, reporting, topics)
]
WORDS = st.sampled_from(
    [
        "# Tổ chức thực hiện", "## 1.", "-", "+", "@ -", "= Căn cứ", "| 1 |",
        "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian",
        "Sở Ngoại vụ", "Các Sở: TTTT+Ngoại vụ", "UBND các huyện, thị xã", "Bộ Thông tin và Truyền thông", "báo cáo",
        "chủ trì,", "phối hợp với", "giao", "về", "(qua", ")", ";", ".", "…", "định kỳ 6 tháng", "trước ngày 15/11",
        "hằng năm", "kinh phí", "dự toán", "30.000.000 đồng", "từ nguồn ngân sách", "Đơn vị chủ trì:", "Thời gian:",
        "bí mật nhà nước", "báo cáo viên", "Nghị định số 72/2015/NĐ-CP", "của Chính phủ", "về việc", "  ", "Lưu: VT",
    ]
)  # fmt: skip
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), max_size=12)


@settings(deadline=None, max_examples=150)
@given(LINES)
def test_facts_are_well_formed_and_quote_the_draft(lines: list[str]) -> None:
    plan = draft(lines)
    context = Context(plan, load_knowledge(), 20220101)
    texts = {passage.block.ordinal: passage.block.text for passage in plan.passages}
    for recognise in RECOGNISERS:
        for fact in recognise(context):
            text = texts[fact.place.paragraph or 0]
            assert 0 <= fact.place.start <= fact.place.end <= len(text)
            assert fact.quote.strip() == text[fact.place.start : fact.place.end].strip()


@settings(deadline=None, max_examples=30)
@given(LINES)
def test_the_same_draft_gives_the_same_facts(lines: list[str]) -> None:
    def facts() -> list[Fact]:
        context = Context(draft(lines), load_knowledge(), 20220101)
        return [fact for recognise in RECOGNISERS for fact in recognise(context)]

    assert facts() == facts()


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=120))
def test_any_text_at_all(text: str) -> None:
    context = Context(draft([text.replace("\n", " ") or " "]), load_knowledge(), 20220101)
    for recognise in RECOGNISERS:
        assert all(fact.kind for fact in recognise(context))


MONSTERS = [
    "phối hợp với ", "báo cáo ", "Sở Ngoại vụ, ", "gửi về Sở Ngoại vụ ", "kiểm tra ", "kinh phí từ nguồn ", "1.000.",
    "Các Sở: Nội vụ; ", "giao cho ", "theo hướng dẫn ", "(", "lồng ghép ",
]  # fmt: skip


@pytest.mark.parametrize("piece", MONSTERS)
def test_one_endless_sentence_costs_in_proportion(piece: str) -> None:
    def seconds(times: int) -> float:
        best = 99.0
        for _ in range(2):
            context = Context(draft(["- " + piece * times]), load_knowledge(), 20220101)
            start = time.process_time()
            for recognise in RECOGNISERS:
                list(recognise(context))
            best = min(best, time.process_time() - start)
        return best

    small = max(seconds(100), 0.005)
    assert seconds(1000) < 40 * small
