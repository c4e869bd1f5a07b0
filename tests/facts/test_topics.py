"""Topics: the wordings of data/topics.yaml, and the properties of the search behind them."""

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from drafts import draft
from hypothesis import given
from hypothesis import strategies as st

from plancheck.facts import topics
from plancheck.facts.context import Context
from plancheck.facts.lexicon import Lexicon, offsets, words
from plancheck.knowledge import Knowledge, load_knowledge

CASES = yaml.safe_load((Path(__file__).parent / "data" / "topics.yaml").read_text(encoding="utf-8"))


def clauses(lines: list[str], knowledge: Knowledge) -> set[str]:
    context = Context(draft(lines), knowledge, 20220101)
    return {str(fact["topic"]) for fact in topics.recognise(context) if fact["strength"] == "clause"}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_wording(case: dict[str, Any]) -> None:
    knowledge = load_knowledge()
    line = "- " + case["text"]
    found = clauses([line] if "under" not in case else [f"# {case['under']}", line], knowledge)
    assert set(case.get("topics", ())) - found == set(), "missed"
    assert found & set(case.get("not", ())) == set(), "false alarm"


def test_every_topic_has_a_wording() -> None:
    tried = {topic for case in CASES for topic in case.get("topics", ())}
    channels = {"domestic-press", "foreign-media-products", "external-activity", "major-events", "integration",
                "people-to-people", "neighbours"}  # fmt: skip
    said = {topic.id for topic in load_knowledge().vocabulary.topics if topic.patterns}
    assert said - tried <= channels


def test_title_inside_a_citation_is_no_clause() -> None:
    line = (
        "- Căn cứ Nghị định số 09/2017/NĐ-CP ngày 09/02/2017 của Chính phủ về phát ngôn và cung cấp thông tin "
        "cho báo chí"
    )
    assert "spokesperson" not in clauses([line], load_knowledge())


def test_topic_found_in_a_legal_basis_only_where_asked() -> None:
    knowledge = load_knowledge()
    lines = ["= Căn cứ Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị về bảo đảm kinh phí"]
    assert clauses(lines, knowledge) == {"superior-document"}


def test_quotation_is_copied_from_the_draft() -> None:
    text = "- Tuyên  truyền,   GIỚI THIỆU tiềm năng, thế mạnh của tỉnh; bảo đảm  an toàn thông tin"
    context = Context(draft([text]), load_knowledge(), 20220101)
    for fact in topics.recognise(context):
        assert fact.quote == text[fact.place.start : fact.place.end]


def test_groups_far_apart_are_no_clause() -> None:
    filler = " và các hoạt động khác của địa phương trong năm" * 6
    assert "events-abroad" not in clauses(
        [f"- Tổ chức triển lãm{filler} để phục vụ khách đến từ các cơ quan ở nước ngoài"], load_knowledge()
    )


def test_whole_words_only() -> None:
    lexicon = Lexicon(["ban", "bí mật"])
    assert lexicon.find(words("bản tin của ban")) == [(0, 3, 4)]
    assert lexicon.find(words("bí, mật")) == []


def test_comma_in_a_term_is_optional() -> None:
    lexicon = Lexicon(["đấu tranh, phản bác"])
    for text in ("đấu tranh, phản bác", "đấu tranh phản bác", "đấu tranh - phản bác"):
        assert [match[0] for match in lexicon.find(words(text))] == [0]


def test_masks_hide_what_is_inside() -> None:
    lexicon = Lexicon(["báo cáo", "ở nước ngoài", "kiều bào"], ["báo cáo viên", "kiều bào [ở nước ngoài]"])
    assert lexicon.find(words("đội ngũ báo cáo viên")) == []
    assert lexicon.find(words("báo cáo viên gửi báo cáo")) == [(0, 4, 6)]
    assert lexicon.find(words("kiều bào ở nước ngoài")) == [(2, 0, 2)]


WORDS = st.lists(st.sampled_from(["a", "b", "c", "á", ","]), min_size=1, max_size=4)


@given(st.lists(WORDS, max_size=6), st.lists(st.sampled_from(["a", "b", "c", "á", ","]), max_size=30))
def test_lexicon_finds_exactly_what_a_naive_search_finds(terms: list[list[str]], text: list[str]) -> None:
    lexicon = Lexicon([" ".join(term) for term in terms])
    expected = []
    for index, term in enumerate(terms):
        variants = {tuple(term)}
        for at, word in enumerate(term):
            if word == ",":
                variants |= {(*v[:at], None, *v[at + 1 :]) for v in variants}  # type: ignore[misc]
        for variant in {tuple(word for word in v if word is not None) for v in variants} - {()}:
            for first in range(len(text) - len(variant) + 1):
                if tuple(text[first : first + len(variant)]) == variant:
                    expected.append((index, first, first + len(variant)))
    assert sorted(set(lexicon.find(text))) == sorted(set(expected))


@given(st.text(max_size=200))
def test_words_and_offsets_agree(text: str) -> None:
    said = words(text)
    assert [text[start:end] for start, end in offsets(text, said)] == said


def test_time_grows_with_the_text() -> None:
    knowledge = load_knowledge()
    lines = ["- " + case["text"] for case in CASES]

    def seconds(times: int) -> float:
        context = Context(draft(lines * times), knowledge, 20220101)
        _ = context.sentences, context.citation_spans
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            assert list(topics.recognise(context))
            best = min(best, time.process_time() - start)
        return best

    assert seconds(40) < 160 * max(seconds(1), 0.003)
