"""Form: components that are there, defects of those that are not or not rightly made, and nothing else."""

from collections.abc import Sequence

import pytest

from plancheck.document import Block, Document, Run, RunFormat, Trace
from plancheck.facts import recognise
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge
from plancheck.reading import read
from plancheck.structure import analyse

STATE = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 05/KH-UBND
Lạng Sơn, ngày 05 tháng 02 năm 2022
KẾ HOẠCH
Công tác thông tin đối ngoại tỉnh Lạng Sơn năm 2022
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại;
Xét đề nghị của Giám đốc Sở Thông tin và Truyền thông.
Ủy ban nhân dân tỉnh Lạng Sơn ban hành Kế hoạch công tác thông tin đối ngoại năm 2022 như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
a) Nâng cao nhận thức về công tác thông tin đối ngoại.
2. Yêu cầu
a) Bảo đảm thiết thực, hiệu quả.
II. NỘI DUNG
1. Tập huấn nghiệp vụ cho cán bộ.
2. Quảng bá hình ảnh địa phương.
III. TỔ CHỨC THỰC HIỆN
1. Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Ngoại vụ tổ chức thực hiện.
2. Sở Tài chính bố trí kinh phí.
Trên đây là Kế hoạch công tác thông tin đối ngoại năm 2022 của Ủy ban nhân dân tỉnh./.
Nơi nhận:
- Bộ Thông tin và Truyền thông;
- Sở Ngoại vụ;
- Lưu: VT, KGVX.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn Bình
"""
PARTY = """TỈNH ỦY HÀ TĨNH
BAN TUYÊN GIÁO
*
Số 62-HD/BTGTU
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Tĩnh, ngày 20 tháng 3 năm 2019
HƯỚNG DẪN
Công tác thông tin đối ngoại năm 2019
Căn cứ Hướng dẫn số 110-HD/BTGTW, ngày 04/3/2014 của Ban Tuyên giáo Trung ương, Ban Tuyên giáo hướng dẫn như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của cấp ủy.
II. NHIỆM VỤ
1. Định hướng tuyên truyền.
III. TỔ CHỨC THỰC HIỆN
1. Các ban tuyên giáo triển khai Hướng dẫn này./.
Nơi nhận:
- Ban Tuyên giáo Trung ương;
- Lưu Ban Tuyên giáo Tỉnh ủy.
TRƯỞNG BAN
Lê Văn Chính
"""


def facts_of(text: str, day: int = 20220205) -> list[Fact]:
    knowledge = load_knowledge()
    return recognise(analyse(read(text.encode(), "plan.txt"), knowledge), knowledge, day)


def defects(text: str, day: int = 20220205) -> list[tuple[str, str]]:
    return told(facts_of(text, day))


def told(facts: Sequence[Fact]) -> list[tuple[str, str]]:
    """Components that are not there or to be filled in, and defects."""
    states = [(str(each["component"]), str(each["state"])) for each in facts if each.kind == "component"]
    wrong = [(str(each["component"]), str(each["defect"])) for each in facts if each.kind == "defect"]
    return [each for each in states if each[1] != "there"] + wrong


def test_a_component_that_is_there_says_so() -> None:
    states = {str(each["component"]): each["state"] for each in facts_of(STATE) if each.kind == "component"}
    assert set(states.values()) == {"there"}
    assert {"end-mark", "filing"} <= set(states)


def changed(*pairs: tuple[str, str], base: str = STATE) -> str:
    for old, new in pairs:
        assert old in base, old
        base = base.replace(old, new, 1)
    return base


def without(*lines: str, base: str = STATE) -> str:
    for line in lines:
        assert line + "\n" in base, line
        base = base.replace(line + "\n", "", 1)
    return base


def test_a_well_made_plan_has_every_component_and_no_defect() -> None:
    found = facts_of(STATE)
    assert told(found) == []
    components = {fact["component"] for fact in found if fact.kind == "component"}
    assert components == {
        "state-name", "motto", "agency", "number", "place-date", "type", "subject", "basis", "enacting", "closing",
        "end-mark", "recipients", "filing", "authority", "post", "signer",
    }  # fmt: skip


def test_a_well_made_party_guidance_has_no_defect() -> None:
    assert defects(PARTY, 20190320) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",), [("state-name", "missing")]),
        (("Độc lập - Tự do - Hạnh phúc",), [("motto", "missing")]),
        (("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"), [("agency", "missing")]),
        (("Số: 05/KH-UBND",), [("number", "missing")]),
        (("Lạng Sơn, ngày 05 tháng 02 năm 2022",), [("place-date", "missing")]),
        (("- Lưu: VT, KGVX.",), [("filing", "missing")]),
        (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), [("authority", "missing")]),
        (("TM. ỦY BAN NHÂN DÂN",), [("authority", "missing")]),
        (("Nguyễn Văn Bình",), [("signer", "blank")]),
    ],
)
def test_lines_that_are_not_there(lines: Sequence[str], expected: list[tuple[str, str]]) -> None:
    assert defects(without(*lines)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("CỘNG HÒA", "CỘNG HOÀ", []),
        ("Số: 05/KH-UBND", "Số: 125/KH-UBND", []),
        ("Số: 05/KH-UBND", "Số:       /KH-UBND", [("number", "blank")]),
        ("Số: 05/KH-UBND", "Số: …/KH-UBND", [("number", "blank")]),
        ("Số: 05/KH-UBND", "Số: 05/QĐ-UBND", [("number", "wrong-type")]),
        ("Số: 05/KH-UBND", "Số: 05/UBND-VX", [("number", "wrong-type")]),
        ("Số: 05/KH-UBND", "Số: 05/KHUBND", [("number", "wrong-form")]),
        ("Số: 05/KH-UBND", "Số: 05", [("number", "wrong-form")]),
        ("KẾ HOẠCH\nCông tác", "Kế hoạch\nCông tác", [("type", "wrong-form")]),
        ("của Ủy ban nhân dân tỉnh./.", "của Ủy ban nhân dân tỉnh. /.", []),
        ("ngày 05 tháng 02", "ngày 15 tháng 9", []),
        ("ngày 05 tháng 02", "ngày    tháng 02", [("place-date", "blank")]),
        ("ngày 05 tháng 02", "ngày … tháng …", [("place-date", "blank")]),
        (
            "đối ngoại năm 2022 của Ủy ban nhân dân tỉnh./.",
            "đối ngoại năm 2022 của Ủy ban nhân dân tỉnh.",
            [("end-mark", "missing")],
        ),
        ("- Lưu: VT, KGVX.", "- Lưu: VT.", []),
        ("- Sở Ngoại vụ;", "- Sở Ngoại vụ", [("recipients", "ending")]),
        ("- Sở Ngoại vụ;", "- Sở Ngoại vụ,", [("recipients", "ending")]),
        ("- Sở Ngoại vụ;", "- Sở Ngoại vụ,\nSở Tư pháp;", []),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
            "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG",
            [("authority", "by-order")],
        ),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "CHỦ TỊCH", []),
        (
            "Xét đề nghị của Giám đốc Sở Thông tin và Truyền thông.",
            "Xét đề nghị của Giám đốc Sở Thông tin và Truyền thông;",
            [],
        ),
        ("ngày 19 tháng 6 năm 2015;", "ngày 19 tháng 6 năm 2015.", [("basis", "ending")]),
        ("II. NỘI DUNG", "III. NỘI DUNG", [("heading", "gap")]),
        ("III. TỔ CHỨC", "IV. TỔ CHỨC", [("heading", "gap")]),
        ("2. Yêu cầu", "3. Yêu cầu", [("heading", "gap")]),
    ],
)
def test_components_wrongly_made(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert defects(changed((old, new))) == expected


def test_what_should_be_is_said() -> None:
    (fact,) = [fact for fact in facts_of(changed(("Số: 05/KH-UBND", "Số: 05/QĐ-UBND"))) if fact.kind == "defect"]
    assert (fact["expected"], fact["actual"]) == ("Số: 05/KH-UBND", "Số: 05/QĐ-UBND")
    assert fact.quote == "Số: 05/QĐ-UBND"


@pytest.mark.parametrize("more", ["", "\nvà những năm tiếp theo"])
def test_words_of_a_subject_are_counted_over_its_lines(more: str) -> None:
    subject = "Công tác thông tin đối ngoại tỉnh Lạng Sơn năm 2022"
    facts = [fact for fact in facts_of(changed((subject, subject + more))) if fact.kind == "component"]
    found = [fact for fact in facts if fact["component"] == "subject"]
    assert [fact["words"] for fact in found] == [11 + len(more.split()), 0][: len(found)]
    assert {fact["owed"] for fact in found} == {"yes"}


def test_the_last_word_is_what_ends_wrongly() -> None:
    (fact,) = [each for each in facts_of(changed(("6 năm 2015;", "6 năm 2015."))) if each.kind == "defect"]
    assert (fact["actual"], fact["expected"], fact.quote[-5:]) == ("2015.", "2015;", "2015.")
    assert fact.place.end - fact.place.start == len("2015.")


def test_a_symbol_of_the_other_system() -> None:
    assert ("number", "other-system") in defects(changed(("05/KH-UBND", "05/KH-TU")))
    assert ("number", "other-system") in defects(changed(("62-HD/BTGTU", "62-HD/UBND"), base=PARTY), 20190320)


def test_the_other_systems_heading() -> None:
    both = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    assert defects(changed(("ĐẢNG CỘNG SẢN VIỆT NAM", both), base=PARTY), 20190320) == [
        ("party-name", "missing"),
    ]
    assert defects(changed(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"))) == [
        ("state-name", "missing"),
    ]


def test_a_department_signs_by_its_head() -> None:
    department = changed(
        ("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", "UBND TỈNH LẠNG SƠN\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG"),
        ("05/KH-UBND", "05/KH-STTTT"),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "GIÁM ĐỐC"),
    )
    assert defects(department) == []
    assert defects(department.replace("GIÁM ĐỐC\n", "PHÓ GIÁM ĐỐC\n")) == [("authority", "missing")]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("Số 62/HD-BTGTU", [("number", "wrong-form")]),
        ("Số      -HD/BTGTU", [("number", "blank")]),
    ],
)
def test_numbers_of_party_documents(new: str, expected: list[tuple[str, str]]) -> None:
    assert defects(changed(("Số 62-HD/BTGTU", new), base=PARTY), 20190320) == expected


def test_a_party_document_need_not_end_with_a_mark() -> None:
    assert defects(changed(("Hướng dẫn này./.", "Hướng dẫn này."), base=PARTY), 20190320) == []


def test_a_symbol_follows_the_name_of_its_body() -> None:
    """From the day the body's old name ended, not before."""
    assert ("number", "old-symbol") not in defects(PARTY, 20250228)
    assert ("number", "old-symbol") in defects(PARTY, 20250301)
    assert ("number", "old-symbol") not in defects(PARTY.replace("BTGTU", "BTGDVTU"), 20250301)


def test_an_annex_brings_no_defects_of_its_own() -> None:
    annex = (
        "PHỤ LỤC\n(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 02 năm 2022 của Ủy ban nhân dân tỉnh)\n"
        "I. NHIỆM VỤ\n1. Tập huấn.\nIII. SẢN PHẨM\n1. Bản tin.\n"
    )
    assert defects(STATE + annex) == [("heading", "gap")]
    assert defects(STATE + annex.replace("III.", "II.")) == []


def test_an_article_has_no_form(shared_dir) -> None:  # type: ignore[no-untyped-def]
    for name in ("000_3a1b2f935160a763.txt", "002_eaa539bfadc8baf9.txt", "004_4840416c74feb511.txt"):
        knowledge = load_knowledge()
        plan = analyse(read((shared_dir / "seeds" / name).read_bytes(), name), knowledge)
        assert {fact.kind for fact in recognise(plan, knowledge, 20230101)} & {"component", "defect"} == set()


def test_capitals_by_format_count_as_capitals() -> None:
    def with_title(caps: bool | None) -> list[tuple[str, str]]:
        lines = STATE.replace("KẾ HOẠCH\n", "Kế hoạch\n", 1).splitlines()
        blocks = tuple(
            Block(
                line,
                ordinal=number,
                hint="type" if line == "Kế hoạch" else "",
                runs=(Run(0, len(line), RunFormat(caps=caps)),),
            )
            for number, line in enumerate(lines, 1)
        )
        knowledge = load_knowledge()
        found = recognise(analyse(Document("docx", blocks), knowledge), knowledge, 20220205)
        return told(found)

    assert with_title(True) == []
    assert with_title(False) == [("type", "wrong-form")]


def test_leftovers() -> None:
    text = changed(
        ("KẾ HOẠCH\n", "DỰ THẢO\nMẬT\nKẾ HOẠCH\n"),
        (
            "1. Tập huấn nghiệp vụ cho cán bộ.",
            "1. Tập huấn nghiệp vụ cho ............ cán bộ [ghi rõ số lượng], v.v...",
        ),
    )
    found = [(fact["leftover"], fact["text"]) for fact in facts_of(text) if fact.kind == "leftover"]
    assert ("draft-mark", "DỰ THẢO") in found
    assert ("secrecy-mark", "MẬT") in found
    assert [text for kind, text in found if kind == "placeholder"] == ["............", "[ghi rõ số lượng]"]
    assert [fact for fact in facts_of(STATE) if fact.kind == "leftover"] == []


def test_traces_in_the_file_are_leftovers() -> None:
    knowledge = load_knowledge()
    blocks = tuple(Block(line, ordinal=number) for number, line in enumerate(STATE.splitlines(), 1))
    document = Document("docx", blocks, traces=(Trace("comment", blocks[3].place(), "xem lại"),))
    found = [fact for fact in recognise(analyse(document, knowledge), knowledge, 20220205) if fact.kind == "leftover"]
    assert [(fact["leftover"], fact["text"], fact.place.paragraph) for fact in found] == [("comment", "xem lại", 4)]
