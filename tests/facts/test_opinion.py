"""The second opinion: learnt from examples, the same each time, and asked only where a rule would fail."""

from pathlib import Path

from drafts import draft

from plancheck.facts.context import Context
from plancheck.facts.lesson_schema import Examples, read_examples
from plancheck.facts.lessons import _ALLOWED, digest, hearings, learnt_from, teach, write
from plancheck.facts.opinion import Model, features, load, opinions, score, weights_file
from plancheck.knowledge import Knowledge, load_knowledge
from plancheck.pipeline import check_bytes
from plancheck.rules import load_rules
from plancheck.rules.examples import materialise
from plancheck.text import squeeze

RIGHT = [
    "Trồng hoa ở công viên trước Tết",
    "Trồng cây ven đường trong quý I",
    "Chăm sóc cây xanh, trồng thêm hoa ở quảng trường",
    "Các phường trồng hoa, cây cảnh tại nơi công cộng",
]
NEAR = ["Hội hoa xuân đã trồng nhiều hoa", "Tuyên truyền về hội hoa", "Bán cây giống cho nông dân"]
OTHER = ["Sửa đường vào khu du lịch", "Mở lớp dạy nấu ăn cho du khách", "Phát hành sách về lịch sử tỉnh"]


def examples() -> dict[str, Examples]:
    return {"planting": Examples(tuple(RIGHT), tuple(NEAR)), "other": Examples(tuple(OTHER), ())}


def test_syllables_and_pairs_near_each_other() -> None:
    assert features("giữ bí mật, 2027") == [
        "giữ", "bí", "mật", "0", "giữ bí", "giữ~mật", "giữ~0", "bí mật", "bí~0", "mật 0",
    ]  # fmt: skip


def test_the_same_examples_teach_the_same() -> None:
    assert teach(examples(), {}) == teach(examples(), {})


def test_few_sentences_of_the_background_may_be_taken_for_the_topic() -> None:
    nearer = [f"Trồng hoa {where}" for where in (
        "ven làng", "trong vườn", "ở công viên", "trước nhà", "sau nhà", "tại chợ", "bên sông", "quanh hồ",
    )]  # fmt: skip
    model = Model(**teach({**examples(), "background": Examples(tuple(nearer), ())}, {})["planting"])
    scores = [score(model, features(squeeze(each).text)) for each in nearer]
    assert 0 < sum(each > model.threshold for each in scores) <= _ALLOWED


def test_a_sentence_like_the_right_ones_is_an_opinion_and_says_why(tmp_path: Path) -> None:
    file = tmp_path / "weights.json"
    write(file, teach(examples(), {}), "x")
    lines = ["- Các xã trồng hoa ở nơi công cộng, ven đường", "- Sửa đường vào khu du lịch của huyện"]
    found = list(opinions(Context(draft(lines), _knowledge(), 20260101), {"planting"}, file))
    assert [(fact["topic"], fact["strength"], fact.quote) for fact in found] == [("planting", "opinion", lines[0][2:])]
    assert "trồng" in str(found[0]["by"])
    assert list(opinions(Context(draft(lines[1:]), _knowledge(), 20260101), {"planting"}, file)) == []
    assert list(opinions(Context(draft(lines), _knowledge(), 20260101), {"unknown"}, file)) == []


def test_the_gate_holds_for_opinions_too(tmp_path: Path) -> None:
    file = tmp_path / "weights.json"
    write(file, teach(examples(), {}), "x")
    lines = ["# KẾT QUẢ ĐẠT ĐƯỢC", "- Các xã trồng hoa ở nơi công cộng, ven đường"]
    assert list(opinions(Context(draft(lines), _knowledge(), 20260101), {"planting"}, file)) == []


def test_no_weights_no_opinion(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == {}


def test_what_is_shipped_was_learnt_from_the_examples() -> None:
    file = weights_file()
    assert learnt_from(file) == digest(file.parent), "run: plancheck rules teach"
    taught = set(load(file))
    assert taught == {topic for topic, said in read_examples(file.parent).items() if said.right} - {"background"}


def _knowledge() -> Knowledge:

    return load_knowledge()


def test_an_opinion_turns_a_gap_into_a_question_and_nothing_else() -> None:
    rule = next(each for each in load_rules().rules if each.id == "CNT-008")
    bad = list(materialise(rule, []))[1].decode()
    said = "Sẵn sàng tranh luận với các học giả, phóng viên nước ngoài có cái nhìn lệch lạc về Việt Nam."
    at = bad.index("<item")
    asked = f'{bad[:at]}<item label="-">{said}</item>{bad[at:]}'
    before, after = ({each.rule: each for each in check_bytes(text.encode()).verdicts} for text in (bad, asked))
    assert before["CNT-008"].status == "fail"
    assert after["CNT-008"].status == "needs-review"
    assert [each.quote for each in after["CNT-008"].evidence] == [said]


def test_a_topics_sentences_may_stand_in_several_files_and_name_its_kin(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("planting:\n  right: [Trồng hoa]\n  near: [Hội hoa]\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("planting:\n  right: [Trồng cây]\n  kin: [gardens]\n", encoding="utf-8")
    assert read_examples(tmp_path) == {"planting": Examples(("Trồng hoa", "Trồng cây"), ("Hội hoa",), ("gardens",))}


def test_what_is_said_of_kin_is_not_held_against_a_topic() -> None:
    apart = {"planting": Examples(tuple(RIGHT)), "gardens": Examples(tuple(RIGHT))}
    kin = {"planting": Examples(tuple(RIGHT), (), ("gardens",)), "gardens": Examples(tuple(RIGHT))}
    weight = {name: teach(each, {})["planting"]["weights"]["trồng"] for name, each in (("apart", apart), ("kin", kin))}
    assert weight["kin"] > weight["apart"]


def test_a_rule_on_another_kind_of_fact_may_ask_for_an_opinion() -> None:
    rule = next(each for each in load_rules().rules if each.id == "RPT-001")
    bad = list(materialise(rule, []))[1].decode()
    at = bad.index("<item")
    said = "Cuối năm, các ngành nộp bản tổng hợp tình hình, kết quả việc làm cho Sở để biết."
    asked = f'{bad[:at]}<item label="-">{said}</item>{bad[at:]}'
    before, after = ({each.rule: each for each in check_bytes(text.encode()).verdicts} for text in (bad, asked))
    assert before["RPT-001"].status == "fail"
    assert after["RPT-001"].status == "needs-review"
    assert [each.quote for each in after["RPT-001"].evidence] == [said]


def test_each_example_sentence_tells_how_it_is_heard_and_by_what(tmp_path: Path) -> None:
    file = tmp_path / "weights.json"
    said = Examples(("Phản bác thông tin sai sự thật.", "Bẻ lại lời nói xấu quê hương."), ("Đã phản bác tin sai.",))
    write(file, teach({"rebuttal": said, "other": Examples(tuple(OTHER))}, {}), "x")
    heard = [
        (each.right, each.how, each.by) for each in hearings("rebuttal", said, load(file)["rebuttal"], _knowledge())
    ]
    assert heard[0][:2] == (True, "clause")
    assert "phản bác" in heard[0][2]
    assert heard[1][:2] == (True, "opinion")
    assert heard[2] == (False, "refused", "past")
