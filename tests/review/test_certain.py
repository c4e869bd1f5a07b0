"""What is certain is put right unasked, with what it leads to; what is not is left or only suggested."""

import re

import pytest
from lxml import etree

from plancheck.api import Draft
from plancheck.document import SUGGESTER
from plancheck.review.corrections import Fixed
from plancheck.review.withdraw import withdrawn
from samples.convert import as_docx, as_text
from tests.reading.docx_builder import packed
from tests.review.revisions import settled
from tests.review.test_annotate import contents
from tests.review.test_fix import SAMPLES, checker, corrected, holds, texts

PROVINCE = (SAMPLES / "province-2026.xml").read_text(encoding="utf-8")
EARLIER = (SAMPLES / "province-2022.xml").read_text(encoding="utf-8")
ROW = "<row><cell>{0}</cell><cell>{1}</cell><cell>Sở Ngoại vụ</cell><cell>Các sở</cell><cell>Tháng 9/2027</cell></row>"
LAST_ROW = "Tháng 9/2027</cell></row>"


def as_word(text: str) -> bytes:
    return as_docx(etree.fromstring(text.encode()), "province-2026")


def typed(text: str) -> bytes:
    return as_text(etree.fromstring(text.encode())).encode()


def rules(done: Fixed, *, suggested: bool) -> set[str]:
    return {rule for change in done.changes if change.suggested == suggested for rule in change.rules}


def numbered(*numbers: int) -> str:
    rows = "".join(ROW.format(number, f"Việc thứ {at}") for at, number in enumerate(numbers))
    return PROVINCE.replace(LAST_ROW, LAST_ROW + rows)


@pytest.mark.parametrize("numbers", [(4,), (4, 5, 6), (3, 3, 4), (5, 4)])
def test_rows_are_numbered_on_to_the_end_of_a_table(numbers: tuple[int, ...]) -> None:
    done = holds(as_word(numbered(*numbers)), "a.docx", suggest=False)
    report = checker().check(Draft("a.docx", None, done.plain))
    assert not [finding for finding in report.findings if finding.rule == "CNT-047"]
    assert "CNT-047" in rules(done, suggested=False)


def test_rows_that_are_spoken_of_by_number_keep_it() -> None:
    text = numbered(4).replace("Trên đây là", "Các sở thực hiện nhiệm vụ số 4. Trên đây là", 1)
    assert text != numbered(4)
    assert "CNT-047" not in rules(corrected(as_word(text), "a.docx"), suggested=False)


def test_headings_are_numbered_on_unless_they_are_pointed_at() -> None:
    text = EARLIER.replace('<section label="III.">', '<section label="IV.">', 1).replace('label="IV.">', 'label="V.">')
    text = EARLIER.replace('label="IV.">', 'label="VI.">').replace('label="III.">', 'label="IV.">')
    done = corrected(typed(text), "a.txt")
    assert "FMT-012" in rules(done, suggested=False)
    headings = [
        line for line in texts(done.plain, "a.txt") if line.split(" ")[0] in ("I.", "II.", "III.", "IV.", "V.", "VI.")
    ]
    assert [line.split(" ")[0] for line in headings] == ["I.", "II.", "III.", "IV."]
    pointing = typed(text).replace("Trên đây là".encode(), "Các sở thực hiện theo Mục IV. Trên đây là".encode(), 1)
    assert "FMT-012" not in rules(corrected(pointing, "a.txt"), suggested=False)


@pytest.mark.parametrize(
    ("gone", "rule", "line"),
    [
        ("    <motto>Độc lập - Tự do - Hạnh phúc</motto>\n", "FMT-001", "Độc lập - Tự do - Hạnh phúc"),
        ("    <authority>KT. CHỦ TỊCH</authority>\n", "FMT-016", "KT. CHỦ TỊCH"),
    ],
)
@pytest.mark.parametrize("form", ["a.xml", "a.txt"])
def test_a_line_with_one_wording_and_one_place_is_put_in(gone: str, rule: str, line: str, form: str) -> None:
    text = PROVINCE.replace(gone, "")
    assert text != PROVINCE
    data = typed(text) if form == "a.txt" else text.encode()
    done = holds(data, form, suggest=False)
    assert rule in rules(done, suggested=False)
    assert texts(done.plain, form).count(line) == 1


@pytest.mark.parametrize(
    ("written", "certain"),
    [
        ("ngày 07 tháng 9 năm 2016", True),  # the number holds the year
        ("ngày 09 tháng 7 năm 2015", True),  # only day and month are wrong
        ("ngày 12 tháng 5 năm 2019", False),  # the number may be the one that is wrong
    ],
)
def test_a_date_is_put_right_where_the_number_leaves_no_doubt(written: str, certain: bool) -> None:
    text = PROVINCE.replace("72/2015/NĐ-CP ngày 07 tháng 9 năm 2015", f"72/2015/NĐ-CP {written}", 1)
    assert text != PROVINCE
    done = corrected(text.encode(), "a.xml")
    assert bool({"LEG-025", "LEG-026"} & rules(done, suggested=False)) is certain
    assert ("72/2015/NĐ-CP ngày 07 tháng 9 năm 2015" in done.plain.decode()) is certain


@pytest.mark.parametrize("form", ["a.xml", "a.txt", "a.docx"])
def test_a_missing_national_title_goes_above_the_motto(form: str) -> None:
    title = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    text = PROVINCE.replace(f"    <state-name>{title}</state-name>\n", "")
    assert text != PROVINCE
    data = {"a.xml": text.encode(), "a.txt": typed(text), "a.docx": as_word(text)}[form]
    done = holds(data, form, suggest=False)
    lines = texts(done.plain, form)
    assert lines[lines.index("Độc lập - Tự do - Hạnh phúc") - 1] == title
    assert "FMT-001" in rules(done, suggested=False)


@pytest.mark.parametrize("form", ["a.xml", "a.txt", "a.docx"])
@pytest.mark.parametrize(
    ("post", "certain"), [("CHỦ TỊCH", True), ("GIÁM ĐỐC", False)], ids=["of-the-committee", "of-another"]
)
def test_the_committee_signed_for_goes_above_its_chairman(form: str, post: str, certain: bool) -> None:
    line = "TM. ỦY BAN NHÂN DÂN"
    text = EARLIER.replace(f"    <authority>{line}</authority>\n", "").replace("CHỦ TỊCH</", f"{post}</")
    assert text != EARLIER
    data = {"a.xml": text.encode(), "a.txt": typed(text), "a.docx": as_word(text)}[form]
    done = corrected(data, form)
    assert ("FMT-015" in rules(done, suggested=False)) is certain
    lines = texts(done.plain, form)
    assert lines[lines.index(f"KT. {post}") - 1] == line if certain else line not in lines


def test_a_national_title_in_two_lines_is_joined() -> None:
    title = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    main = contents(as_word(PROVINCE))
    body = main["word/document.xml"].decode()
    broken = body.replace(title, title.replace(" CHỦ", "</w:t><w:br/><w:t>CHỦ"), 1)
    assert broken != body
    done = holds(packed({**main, "word/document.xml": broken}), "a.docx", suggest=False)
    assert rules(done, suggested=False) == {"FMT-057"}
    assert title in texts(done.plain, "a.docx")


def of_a_department(authority: str) -> str:
    text = PROVINCE.replace("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", "SỞ NGOẠI VỤ", 1).replace("/KH-UBND", "/KH-SNV")
    at, stop = text.index("<authority>"), text.rindex("</authority>") + len("</authority>")
    return (text[:at] + authority + text[stop:]).replace("<post>PHÓ CHỦ TỊCH", "<post>PHÓ GIÁM ĐỐC")


@pytest.mark.parametrize(("post", "line"), [("PHÓ GIÁM ĐỐC", "KT. GIÁM ĐỐC"), ("GIÁM ĐỐC", "")], ids=["deputy", "head"])
@pytest.mark.parametrize("form", ["a.xml", "a.txt", "a.docx"])
def test_a_department_signs_by_its_head_and_stands_under_its_committee(post: str, line: str, form: str) -> None:
    text = of_a_department("<authority>TM. SỞ NGOẠI VỤ</authority>").replace("<post>PHÓ GIÁM ĐỐC", f"<post>{post}")
    data = {"a.xml": text.encode(), "a.txt": typed(text), "a.docx": as_word(text)}[form]
    done = corrected(data, form)
    assert {"FMT-031", "FMT-003"} <= rules(done, suggested=False)
    lines = texts(done.plain, form)
    assert "TM. SỞ NGOẠI VỤ" not in lines
    assert lines[lines.index("SỞ NGOẠI VỤ") - 1] == "UBND TỈNH LẠNG SƠN"
    above = lines[lines.index(post) - 1]
    assert above == line if line else above != "TM. SỞ NGOẠI VỤ"
    if form == "a.docx":
        assert texts(settled(done.data, accept=False)) == texts(data)
        assert texts(settled(done.data, accept=True)) == texts(done.plain)
        assert texts(withdrawn(done.data)) == texts(data)


@pytest.mark.parametrize("form", ["a.xml", "a.txt", "a.docx"])
def test_a_party_paper_has_no_motto(form: str) -> None:
    party = (SAMPLES / "party-2014.xml").read_text(encoding="utf-8")
    text = party.replace(
        "<party-name>ĐẢNG CỘNG SẢN VIỆT NAM</party-name>",
        "<state-name>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</state-name><motto>Độc lập - Tự do - Hạnh phúc</motto>",
    )
    assert text != party
    as_docx_ = as_docx(etree.fromstring(text.encode()), "party-2014")
    data = {"a.xml": text.encode(), "a.txt": typed(text), "a.docx": as_docx_}[form]
    done = corrected(data, form)
    assert "PTY-001" in rules(done, suggested=False)
    lines = texts(done.plain, form)
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in lines
    assert not [line for line in lines if line.startswith(("CỘNG HÒA", "Độc lập"))]
    if form == "a.docx":
        assert texts(settled(done.data, accept=False)) == texts(data)
        assert texts(withdrawn(done.data)) == texts(data)


def test_the_filing_line_is_suggested_and_the_line_above_ends_with_a_semicolon() -> None:
    text = PROVINCE.replace("    <recipient>- Lưu: VT, KGVX.</recipient>\n", "").replace(
        "xã, phường;</rec", "xã, phường.</rec"
    )
    done = holds(text.encode(), "a.xml", suggest=True)
    assert "FMT-018" in rules(done, suggested=True)
    lines = texts(done.plain, "a.xml")
    at = lines.index("- Lưu: VT.")
    assert lines[at - 1] == "- Ủy ban nhân dân các xã, phường;"
    assert corrected(text.encode(), "a.xml").changes == ()


def test_who_is_given_work_becomes_a_recipient_before_the_filing_line() -> None:
    text = PROVINCE.replace(
        "    <recipient>- Báo và Phát thanh, Truyền hình tỉnh, Cổng Thông tin điện tử tỉnh;</recipient>\n", ""
    )
    done = holds(as_word(text), "a.docx", suggest=True)
    assert "ORG-015" in rules(done, suggested=True)
    lines = texts(done.plain, "a.docx")
    added = [line for line in lines if line.startswith("- Báo và Phát thanh")]
    assert len(added) == 1
    assert lines[lines.index(added[0]) + 1] == "- Lưu: VT, KGVX."


def test_a_second_paper_is_laid_out_by_its_own_components() -> None:
    """Each paper has an issuing body in italics; both are set upright, nothing else is."""

    def part(name: str) -> str:
        data = as_docx(etree.fromstring((SAMPLES / f"{name}.xml").read_bytes()), name)
        return contents(data)["word/document.xml"].decode()

    def spoilt(body: str, words: str) -> str:
        at = body.index(words)
        start = body.rindex("<w:rPr>", 0, at) + len("<w:rPr>")
        return body[:start] + "<w:i/>" + body[start:]

    base = contents(as_docx(etree.fromstring(PROVINCE.encode()), "province-2026"))
    first, second = part("province-2022"), part("province-2026")
    inner = second[second.index("<w:body>") + 8 : second.rindex("<w:sectPr")]
    at = first.rindex("<w:sectPr")
    whole = spoilt(first[:at], "ỦY BAN NHÂN DÂN") + spoilt(inner, "ỦY BAN NHÂN DÂN") + first[at:]
    data = packed({**base, "word/document.xml": whole})
    report = checker().check(Draft("a.docx", None, data))
    assert len(report.papers) == 2
    wrong = [finding for finding in report.findings if "in nghiêng" in finding.message]
    assert len(wrong) >= 2
    done = corrected(data, "a.docx")
    left = [finding for finding in done.report.findings if "in nghiêng" in finding.message]
    assert left == []


def basis(line: str) -> bytes:
    text = PROVINCE.replace("    <basis>", f"    <basis>{line}</basis>\n    <basis>", 1)
    assert text != PROVINCE
    return text.encode()


@pytest.mark.parametrize(
    ("written", "right"),
    [
        (
            "Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;",
            "Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025",
        ),
        (
            "Căn cứ Nghị định số 88/2012/NĐ-CP ngày 23 tháng 10 năm 2012 của Chính phủ;",
            "Nghị định số 262/2026/NĐ-CP ngày 30 tháng 6 năm 2026 của Chính phủ",
        ),
        ("Căn cứ Điều 5 Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;", ""),  # another article of another law
        (  # its date is suggested first
            "Căn cứ Nghị định số 88/2012/NĐ-CP ngày 12 tháng 5 năm 2019 của Chính phủ;",
            "Nghị định số 262/2026/NĐ-CP ngày 30 tháng 6 năm 2026 của Chính phủ",
        ),
    ],
)
def test_a_dead_basis_gives_way_as_a_suggestion(written: str, right: str) -> None:
    """The register names what replaced it; whether the draft means that is its drafter's to say."""
    assert written in corrected(basis(written), "a.xml").plain.decode()
    shown = corrected(basis(written), "a.xml", suggest=True).plain.decode()
    if right:
        assert f"Căn cứ {right};" in shown
        assert written not in shown
    else:
        assert written in shown


def test_laws_that_became_one_are_not_cited_twice() -> None:
    old = ("Luật An ninh mạng ngày 12 tháng 6 năm 2018", "Luật An toàn thông tin mạng ngày 19 tháng 11 năm 2015")
    done = corrected(basis(f"Căn cứ {old[0]};</basis>\n    <basis>Căn cứ {old[1]};"), "a.xml")
    assert all(each in done.plain.decode() for each in old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # its work was divided: the plan's subject went to one ministry
        ("<recipient>- Bộ TT&amp;TT (để b/c);", "<recipient>- Bộ Văn hóa, Thể thao và Du lịch (để b/c);"),
        # of no one body all the work
        ("<recipient>- Sở Lao động - Thương binh và Xã hội;", "<recipient>- Sở Lao động - Thương binh và Xã hội;"),
        # the one in its place is there already
        ("<recipient>- Sở Tài chính;</recipient><recipient>- Sở Kế hoạch và Đầu tư;", "- Sở Kế hoạch và Đầu tư;"),
    ],
)
def test_an_ended_body_has_its_heirs_name_where_that_is_all_that_changed(old: str, new: str) -> None:
    given = ("- Bộ Văn hóa, Thể thao và Du lịch;", "- Ban Tuyên giáo và Dân vận Tỉnh ủy;")
    text = PROVINCE
    for each in given:
        assert f"    <recipient>{each}</recipient>\n" in text, each
        text = text.replace(f"    <recipient>{each}</recipient>\n", "")
    text = text.replace("    <recipient>", f"    {old}</recipient>\n    <recipient>", 1)
    assert new in corrected(text.encode(), "a.xml").plain.decode()


def test_a_name_in_running_words_is_left_to_a_person() -> None:
    text = PROVINCE.replace("Mở chuyên trang", "Ban Tuyên giáo Tỉnh ủy từng có chuyên trang. Mở chuyên trang", 1)
    assert text != PROVINCE
    assert "Ban Tuyên giáo Tỉnh ủy từng" in corrected(text.encode(), "a.xml").plain.decode()


@pytest.mark.parametrize("form", ["a.xml", "a.txt", "a.docx"])
def test_bases_in_one_line_are_parted(form: str) -> None:
    """Each behind the word that the first begins with, or behind its own."""
    law = "Luật Bảo vệ bí mật nhà nước ngày 10 tháng 12 năm 2025"
    others = ("Thông tư số 22/2016/TT-BTTTT ngày 19 tháng 10 năm 2016", "theo đề nghị của Giám đốc Sở Ngoại vụ")
    text = PROVINCE.replace("    <basis>", f"    <basis>Căn cứ {law}; {'; '.join(others)};</basis>\n    <basis>", 1)
    data = {"a.xml": text.encode(), "a.txt": typed(text), "a.docx": as_word(text)}[form]
    done = holds(data, form, suggest=False)
    assert "FMT-010" in rules(done, suggested=False)
    lines = texts(done.plain, form)
    at = lines.index(f"Căn cứ {law};")
    assert lines[at + 1 : at + 3] == [f"Căn cứ {others[0]};", f"T{others[1][1:]};"]


def test_what_is_parted_goes_and_comes_under_one_name() -> None:
    """A person who leaves the suggestion beside it must not have the words twice."""
    first, right = (
        "Thông tư số 22/2016/TT-BTTTT ngày 19 tháng 10 năm 2016",
        "Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9",
    )
    wrong = right.replace("07 tháng 9", "12 tháng 5")
    text = PROVINCE.replace(f"{right} năm 2015", f"{first}; {wrong} năm 2019", 1)
    dead = "Luật Bảo vệ bí mật nhà nước ngày 15 tháng 11 năm 2018"
    for each, other in ((text, wrong), (basis(f"Căn cứ {dead}; {first};").decode(), first)):
        done = corrected(as_word(each), "a.docx", suggest=True)
        assert "FMT-010" in rules(done, suggested=True) | rules(done, suggested=False)
        rejected = texts(settled(done.data, accept=False, authors={SUGGESTER}), "a.docx")
        assert sum(other in line for line in rejected) == 1


def test_a_line_goes_out_where_others_are_put_in_beside_it() -> None:
    dead = "Căn cứ Quyết định số 79/2010/QĐ-TTg ngày 30 tháng 11 năm 2010 của Thủ tướng Chính phủ;"
    text = re.sub(r" *<basis>[^<]*57-KL/TW[^<]*</basis>\n", "", PROVINCE)
    last = re.findall(r" *<basis>.*</basis>\n", text)[-1]
    data = as_word(text.replace(last, f"    <basis>{dead}</basis>\n{last}"))
    done = holds(data, "a.docx", suggest=True)
    assert {"LEG-001", "LEG-019"} <= rules(done, suggested=True)
    lines = texts(done.plain, "a.docx")
    assert dead not in lines
    assert texts(withdrawn(done.data)) == texts(data)


@pytest.mark.parametrize("headed", [True, False], ids=["by-body", "by-task"])
def test_work_that_names_no_body_goes_to_the_one_that_leads(headed: bool) -> None:
    """Where each body has its part; a list of tasks has it at its end."""
    work = "Báo cáo công tác phát ngôn và cung cấp thông tin cho báo chí gửi Bộ Văn hóa, Thể thao và Du lịch"
    data = (SAMPLES / "copied-draft.xml").read_text(encoding="utf-8")
    if not headed:
        data = data.replace("<heading>Sở Thông tin và Truyền thông<", "<heading>Việc thường xuyên<")
    lines = texts(corrected(data.encode(), "a.xml", suggest=True).plain, "a.xml")
    at = next(number for number, line in enumerate(lines) if work in line)
    assert lines[at].startswith("đ) " if headed else "10. ")
    assert lines[at + 1].startswith("2. Sở Ngoại vụ" if headed else "Trên đây")


@pytest.mark.parametrize("form", ["a.xml", "a.txt", "a.docx"])
def test_a_dead_basis_beside_the_one_in_its_place_is_suggested_out(form: str) -> None:
    dead = "Căn cứ Quyết định số 79/2010/QĐ-TTg ngày 30 tháng 11 năm 2010 của Thủ tướng Chính phủ;"
    text = basis(dead).decode()
    data = {"a.xml": text.encode(), "a.txt": typed(text), "a.docx": as_word(text)}[form]
    assert dead in texts(corrected(data, form).plain, form)
    done = corrected(data, form, suggest=True)
    assert "LEG-001" in rules(done, suggested=True)
    assert dead not in texts(done.plain, form)
    if form == "a.docx":
        assert texts(settled(done.data, accept=True)) == texts(done.plain)
        assert texts(settled(done.data, accept=False)) == texts(data)
        assert texts(withdrawn(done.data)) == texts(data)
