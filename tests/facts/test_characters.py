"""Spaces, marks, look-alikes and what can't be seen; what only looks wrong is left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.drafts import facts_of

PLAN = """<plan xmlns="https://plancheck.dev/plan/1" version="1"><letterhead>
<agency>ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN</agency>
<state-name>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</state-name><motto>Độc lập - Tự do - Hạnh phúc</motto>
<number>Số: 05/KH-UBND</number><place-date>Lạng Sơn, ngày 05 tháng 02 năm 2022</place-date></letterhead>
<type>KẾ HOẠCH</type><subject>Thông tin năm 2022</subject><body><section label="I."><heading>VIỆC LÀM</heading>
<item label="1.">{}</item><item label="2.">{}</item></section></body></plan>"""
TEXT = """KẾ HOẠCH
Công tác thông tin đối ngoại năm 2022
I. NỘI DUNG
1. {}
2. {}
"""


def told(text: str, other: str = "Tập huấn.") -> list[tuple[str, str, str]]:
    """Fault, written and expected of each ``typing`` fact of a draft in plain text."""
    facts = facts_of(TEXT.format(text, other))
    return [(str(fact["fault"]), fact.quote, str(fact["expected"])) for fact in facts if fact.kind == "typing"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thông tin  đối ngoại.", [("spaces", "tin  đối", " ")]),
        ("Thông tin , đối ngoại ; tập huấn .", [
            ("space-before", "tin , đối", ","), ("space-before", "ngoại ; tập", ";"), ("space-before", "huấn .", ".")]),
        ("Thông tin,đối ngoại;tập huấn:một lớp.Các sở.", [
            ("no-space-after", "tin,đối", ", "), ("no-space-after", "ngoại;tập", "; "),
            ("no-space-after", "huấn:một", ": "), ("no-space-after", "lớp.Các", ". ")]),
        ("Qua VP.UBND, TT.HĐND, Tp.Hồ Chí Minh, 1,5 lần, 10:30, 1.1.2022, ... v.v.", []),
        ("Mở tệp văn bản.PDF, bản.docx, mục A.Bình, phần.Ab, tỉnh.ab.", [("no-space-after", "phần.Ab,", ". ")]),
        ("Trang http://langson.gov.vn, thư a.b@langson.gov.vn, www.Lang,son.", []),
        ("Ngày    tháng    năm 2022; hoàn thành .", [("space-before", "thành .", ".")]),
        ("Kết thúc./.", []),
        ("Ðối ngoại và ðối nội.", [("look-alike", "Ð", "Đ"), ("look-alike", "ð", "đ")]),
        ("Dấu \uf0b7 lạ.", [("private-use", "Dấu \uf0b7 lạ.", "")]),
        ("Kinh tế – xã hội.", [("dash", "tế – xã", "-")]),
        ("Tập huấn (02 lớp.", [("unpaired", "huấn (02", "")]),
        ("Tập huấn 02 lớp).", [("unpaired", "lớp).", "")]),
        ("Theo “khẩu hiệu.", [("unpaired", "Theo “khẩu", "")]),
        ("Gồm: a) tập huấn; b) hội thảo (02 cuộc); 1) phim; (ii) ảnh; iv) sách; -đ) báo.", []),
    ],
)  # fmt: skip
def test_what_is_typed_otherwise(text: str, found: list[tuple[str, str, str]]) -> None:
    assert told(text) == found


def test_most_points_end_with_a_mark_and_so_should_the_rest() -> None:
    ended, bare = "{}. Tập huấn cho cán bộ các xã.\n", "{}. Tập huấn cho cán bộ các phường\n"

    def stops(*lines: str) -> list[str]:
        body = "".join(line.format(at) for at, line in enumerate(lines, 1))
        facts = facts_of(f"KẾ HOẠCH\nThông tin đối ngoại năm 2022\nI. NỘI DUNG\n{body}")
        return [fact.quote for fact in facts if fact.kind == "typing" and fact["fault"] == "no-stop"]

    assert stops(ended, ended, bare) == ["phường"]
    assert stops(ended, bare) == ["phường"]
    assert stops(ended, bare, bare) == []
    assert stops(ended, ended, "{}. Tập huấn cán bộ\n") == []
    assert stops(ended, ended) == []


def test_a_bracket_may_close_in_the_next_paragraph() -> None:
    assert told("Tập huấn (02 lớp;", "mỗi lớp 30 người).") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Văn hoá, văn hóa, uỷ ban, khoá; thoả.", [("hóa", "hoá")]),
        ("Văn hoá, uỷ ban, khoẻ.", []),
        ("Văn hóa, ủy ban, khỏe.", []),
        ("Văn hóa, ủy ban, UỶ BAN.", [("UỶ", "ỦY")]),
        ("Ngoại giao, hoạt động, kế hoạch, đoàn, khoản, quý, quà, thuở, huỳnh, thuỳ, thùy.", [("thuỳ", "thùy")]),
    ],
)
def test_two_ways_of_tones_are_told_only_where_mixed(text: str, found: list[tuple[str, str]]) -> None:
    assert [each[1:] for each in told(text) if each[0] == "tones"] == found


@pytest.mark.parametrize("hidden", ["\u200b", "\u200c", "\u00ad", "\u2060", "\ufeff"])
@pytest.mark.parametrize("form", [TEXT, PLAN], ids=["text", "xml"])
def test_what_is_unseen_inside_a_word_is_told_with_its_place(hidden: str, form: str) -> None:
    facts = facts_of(form.format(f"Thông tin đối{hidden} ngo{hidden}ại mới.", "Tập huấn."), "draft")
    found = [(fact["fault"], fact.quote, fact["expected"]) for fact in facts if fact.kind == "typing"]
    assert found == [("invisible", "đối", "đối"), ("invisible", "ngoại", "ngoại")]


@pytest.mark.parametrize("form", [TEXT, PLAN], ids=["text", "xml"])
def test_marks_apart_from_their_letters_are_told_by_paragraph(form: str) -> None:
    apart = unicodedata.normalize("NFD", "đối ngoại")
    facts = facts_of(form.format(f"Thông tin {apart} mới.", f"Việc {apart} cũ."), "draft")
    found = [(fact["fault"], fact.quote) for fact in facts if fact.kind == "typing"]
    assert found == [("apart", "đối ngoại"), ("apart", "đối ngoại")]


WORDS = st.lists(
    st.sampled_from(["thông", "tin", "đối", "ngoại", "kế hoạch", "hằng", "ủy ban", "bảo đảm", "tiến độ"]), min_size=1
)


@given(WORDS, st.sampled_from(["NFC", "NFD", "NFKD"]))
def test_any_form_of_unicode_reads_alike_and_only_nfc_is_silent(words: list[str], form: str) -> None:
    line = "Thực hiện " + " ".join(words) + "."
    facts = facts_of(TEXT.format(unicodedata.normalize(form, line), "Tập huấn."))  # type: ignore[arg-type]
    apart = [fact.quote for fact in facts if fact.kind == "typing"]
    assert all(unicodedata.is_normalized("NFC", quote) and quote in line for quote in apart)
    assert bool(apart) == (form != "NFC")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hoàn thành trước ngày l0 tháng l2 năm 2O26.", [("l0", "10"), ("l2", "12"), ("2O26", "2026")]),
        ("Thực hiện khoản 1O Điều l5.", [("1O", "10"), ("l5", "15")]),
        ("Trong quý I, quý IV; số 12/KH-UBND; năm 2026; khí CO2, vitamin B12.", []),
    ],
)
def test_letters_for_figures(text: str, found: list[tuple[str, str]]) -> None:
    assert [(quote, right) for fault, quote, right in told(text) if fault == "look-alike"] == found


def test_a_letter_in_the_number_of_a_heading() -> None:
    text = TEXT.format("Tập huấn.", "Họp báo.") + "Il. KINH PHÍ\n1. Ngân sách tỉnh.\nIII. TỔ CHỨC\n1. Sở Ngoại vụ.\n"
    facts = facts_of(text)
    assert [(fact.quote, fact["expected"]) for fact in facts if fact.kind == "typing"] == [("Il", "II")]
    assert [fact for fact in facts if fact.kind == "defect" and fact["component"] == "heading"] == []
