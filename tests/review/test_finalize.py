"""The draft as it is issued: filled in, accepted, clean, and only without errors."""

import re
from pathlib import Path

import pytest
from lxml import etree

from plancheck.api import Checker, Draft
from plancheck.reading import ReadingError, read
from plancheck.report.model import FileReport
from plancheck.review.finalizing import Final, Issue, finalized
from plancheck.review.settle import settled
from plancheck.review.suggestions import Suggestion, waiting
from plancheck.structure.plan import Plan
from samples.convert import as_docx
from tests.cli.scenario import run as plancheck
from tests.reading.docx_builder import cell, docx, packed, para, parts, run, table
from tests.review.test_annotate import contents

SAMPLES = Path(__file__).parents[2] / "samples"
CHECKER = Checker()
INS = '<w:ins w:id="{}" w:author="Lan">{}</w:ins>'
DEL = '<w:del w:id="{}" w:author="Lan"><w:r><w:delText>{}</w:delText></w:r></w:del>'
ISSUE = Issue("123", 20261205, "Nguyễn Văn An")


def final(data: bytes, issue: Issue = ISSUE, name: str = "a.docx") -> Final:
    def check(changed: bytes) -> FileReport:
        return CHECKER.check(Draft(name, None, changed))

    def understand(changed: bytes) -> list[Plan]:
        return [each.plan for each in CHECKER.understand_each(Draft(name, None, changed))]

    return finalized(data, name, check, understand, issue)


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks]


def letter(number: str, date: str, *end: str, mark: str = "") -> bytes:
    """A short plan with a letterhead and an end."""
    head = table(
        cell(para("ỦY BAN NHÂN DÂN"), para("TỈNH LÀO CAI"), para(number), mark)
        + cell(para("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), para("Độc lập - Tự do - Hạnh phúc"), para(date))
    )
    signature = table(
        cell(para("Nơi nhận:"), para("- Lưu: VT."))
        + cell(para("TM. ỦY BAN NHÂN DÂN"), para("CHỦ TỊCH"), para(), para(), *map(para, end))
    )
    body = para("KẾ HOẠCH") + para("Công tác văn thư năm 2027") + para("I. MỤC ĐÍCH") + para("Nâng cao chất lượng.")
    return docx(head + body + signature)


@pytest.mark.parametrize(
    ("number", "date", "filled"),
    [
        ("Số:       /KH-UBND", "Lào Cai, ngày     tháng 12 năm 2026", ("Số: 123/KH-UBND", 20261205)),
        ("Số: …/KH-UBND", "Lào Cai, ngày … tháng … năm 2026", ("Số: 123/KH-UBND", 20261205)),
        ("Số : ...../KH-UBND", "Lào Cai, ngày .... tháng .... năm ....", ("Số : 123/KH-UBND", 20261205)),
        ("Số: 7/KH-UBND", "Lào Cai, ngày 03 tháng 11 năm 2026", ("Số: 123/KH-UBND", 20261205)),
    ],
)
def test_number_and_day(number: str, date: str, filled: tuple[str, int]) -> None:
    done = final(letter(number, date, "Trần Văn Bình"))
    assert filled[0] in texts(done.data)
    assert "Lào Cai, ngày 05 tháng 12 năm 2026" in texts(done.data)
    assert done.report.document is not None
    assert (done.report.document.number, done.report.document.date) == ("123/KH-UBND", "2026-12-05")
    assert done.missing == ()


def test_a_small_number_has_its_zero() -> None:
    done = final(letter("Số:    /KH-UBND", "Lào Cai, ngày    tháng 12 năm 2026", "A"), ISSUE._replace(number="7"))
    assert "Số: 07/KH-UBND" in texts(done.data)


def test_a_party_paper_keeps_its_own_form() -> None:
    done = final((SAMPLES / "party-2014.docx").read_bytes(), ISSUE._replace(number="7", day=20140305))
    assert "Số 7-HD/BTGTU" in texts(done.data)
    assert "Hà Tĩnh, ngày 05 tháng 3 năm 2014" in texts(done.data)
    assert (done.errors, done.missing) == ([], ())


def test_the_signer_stands_below_the_room_for_the_pen_or_in_place_of_another() -> None:
    done = final(letter("Số: 5/KH-UBND", "Lào Cai, ngày 03 tháng 11 năm 2026"))
    assert texts(done.data)[-1] == "Nguyễn Văn An"
    main = contents(done.data)["word/document.xml"].decode()
    assert re.search(r"CHỦ TỊCH</w:t></w:r></w:p><w:p></w:p><w:p></w:p><w:p>.*Nguyễn Văn An", main)
    other = final(letter("Số: 5/KH-UBND", "Lào Cai, ngày 03 tháng 11 năm 2026", "Trần Văn Bình"))
    assert "Nguyễn Văn An" in texts(other.data)
    assert "Trần Văn Bình" not in texts(other.data)


def test_what_is_missing_is_told() -> None:
    done = final(letter("Số:    /KH-UBND", "Lào Cai, ngày    tháng 12 năm 2026"), Issue())
    assert [each.en for each in done.missing] == [
        "the number (--number)", "the day (--date)", "the signer's name (--signer)",
    ]  # fmt: skip


def test_the_number_in_an_annex_is_filled_in_too() -> None:
    name = "province-2026.docx"
    data = (SAMPLES / name).read_bytes()
    note = para("PHỤ LỤC") + para("(Kèm theo Kế hoạch số      /KH-UBND ngày     /12/2026 của Ủy ban nhân dân tỉnh)")
    main = contents(data)["word/document.xml"].decode()
    at = main.rindex("<w:sectPr") if "<w:sectPr" in main else main.rindex("</w:body>")
    changed = packed({**contents(data), "word/document.xml": main[:at] + note + main[at:]})
    shown = texts(final(changed).data)
    assert "(Kèm theo Kế hoạch số 123/KH-UBND ngày 05/12/2026 của Ủy ban nhân dân tỉnh)" in shown


BOX = (
    "<w:r><w:pict><v:textbox><w:txbxContent>" + para("DỰ THẢO") + "</w:txbxContent></v:textbox></w:pict></w:r>"
)  # fmt: skip


@pytest.mark.parametrize("mark", [para("DỰ THẢO"), para("DỰ THẢO LẦN 2"), para(BOX)])
def test_the_mark_of_a_draft_goes(mark: str) -> None:
    data = letter("Số: 5/KH-UBND", "Lào Cai, ngày 03 tháng 11 năm 2026", "A", mark=mark)
    assert any("DỰ THẢO" in text for text in texts(data))
    assert not any("DỰ THẢO" in text for text in texts(final(data).data))


def test_changes_are_accepted_whoever_made_them() -> None:
    gone = '<w:pPr><w:rPr><w:del w:id="3" w:author="Lan"/></w:rPr></w:pPr>'
    change = '<w:rPr><w:b/><w:rPrChange w:id="4" w:author="Lan"><w:rPr/></w:rPrChange></w:rPr>'
    moved = '<w:moveFrom w:id="5" w:author="Lan"><w:r><w:t>xa</w:t></w:r></w:moveFrom>'
    put = f'<w:moveToRangeStart w:id="6" w:name="m"/><w:moveTo w:id="7" w:author="Lan">{run("gần")}</w:moveTo>'
    body = (
        para("Theo ", DEL.format(1, "cũ"), INS.format(2, run("mới")), moved)
        + f"<w:p>{gone}{run('Một ')}</w:p>"
        + para(put, f'<w:r>{change}<w:t xml:space="preserve"> đậm</w:t></w:r>', properties='<w:jc w:val="center"/>')
        + table(
            cell(para("A")),
            '<w:trPr><w:del w:id="8" w:author="Lan"/></w:trPr>' + cell(para(DEL.format(9, "B"))),
            '<w:trPr><w:ins w:id="10" w:author="Lan"/></w:trPr>' + cell(para(INS.format(11, run("C")))),
        )
    )
    done = settled(docx(body))
    assert texts(done.data) == ["Theo mới", "Một gần đậm", "A", "C"]
    assert read(done.data).traces == ()
    assert read(done.data).blocks[1].format.alignment == "center"
    assert done.changes == 9
    assert b"Lan" not in b"".join(contents(done.data).values())


def test_comments_colours_behind_words_and_what_tells_of_people_go() -> None:
    said = '<w:comment w:id="4" w:author="Lan" w:initials="L"><w:p><w:r><w:t>Xem lại</w:t></w:r></w:p></w:comment>'
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Lan</dc:creator>'
        "<cp:lastModifiedBy>Lan</cp:lastModifiedBy></cp:coreProperties>"
    )
    app = '<Properties xmlns="http://x"><Company>Sở Lan</Company><Pages>3</Pages></Properties>'
    people = '<w15:people xmlns:w15="http://x"><w15:person w15:author="Lan"/></w15:people>'
    body = para(
        '<w:commentRangeStart w:id="4"/>', run("một", '<w:b/><w:highlight w:val="yellow"/>'),
        '<w:commentRangeEnd w:id="4"/>', '<w:r><w:commentReference w:id="4"/></w:r>',
    )  # fmt: skip
    data = packed(
        parts(
            body,
            comments=said,
            settings="<w:trackRevisions/><w:zoom/>",
            extra={"docProps/core.xml": core, "docProps/app.xml": app, "word/people.xml": people},
            relationships={"p": 'Type="http://x/people" Target="people.xml"'},
        )
    )
    done = settled(data)
    inside = contents(done.data)
    assert b"Lan" not in b"".join(inside.values())
    assert b"<Pages>3</Pages>" in inside["docProps/app.xml"]
    assert b"trackRevisions" not in inside["word/settings.xml"]
    assert "commentRangeStart" not in inside["word/document.xml"].decode()
    (block,) = read(done.data).blocks
    assert (block.runs[0].format.bold, block.runs[0].format.marked) == (True, False)
    assert done.comments == 1


def test_a_drawing_may_move_too() -> None:
    drawing = (
        '<w:r><w:drawing><a:path xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:moveTo><a:pt/>'
        "</a:moveTo></a:path></w:drawing></w:r>"
    )
    data = docx(para("một", drawing))
    assert contents(settled(data).data)["word/document.xml"] == contents(data)["word/document.xml"]


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(ReadingError, match="no-finalizing"):
        final((SAMPLES / "province-2026.xml").read_bytes(), name="a.xml")


def test_errors_stand_in_the_way_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes((SAMPLES / "copied-draft.docx").read_bytes())
    done = plancheck(["finalize", "a.docx", "--number", "5", "--date", "2026-12-05", "--signer", "A"], tmp_path)
    assert done.exit == 1
    assert done.stderr.startswith("Chưa hoàn thiện được, không ghi gì:\n  LEG-014 ")
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_word_and_pdf_are_written(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes((SAMPLES / "province-2026.docx").read_bytes())
    done = plancheck(["finalize", "a.docx", "--number", "321"], tmp_path)
    assert (done.exit, done.stderr.splitlines()[0]) == (0, "Đã ghi a.ban-hanh.docx")
    assert "Số: 321/KH-UBND" in texts((tmp_path / "a.ban-hanh.docx").read_bytes())
    if (tmp_path / "a.ban-hanh.pdf").exists():
        assert (tmp_path / "a.ban-hanh.pdf").read_bytes().startswith(b"%PDF")
    assert plancheck(["finalize", "a.docx", "--number", "321"], tmp_path).exit == 2


def test_suggestions_that_nobody_has_judged_stand_in_the_way(tmp_path: Path) -> None:
    text = (SAMPLES / "province-2026.xml").read_text(encoding="utf-8")
    wrong = text.replace("Sở Ngoại vụ phối hợp", "Sở Ngoại vụ  phối hợp").replace(
        "<heading>Sở Tài chính</heading>", "<heading>Sở Lao động - Thương binh và Xã hội</heading>"
    )
    assert wrong != text
    (tmp_path / "a.docx").write_bytes(as_docx(etree.fromstring(wrong.encode()), "province-2026"))
    assert plancheck(["review", "a.docx"], tmp_path).exit == 0
    done = plancheck(["finalize", "a.da-soat.docx", "--number", "5"], tmp_path)
    assert done.exit == 1
    first, told, *_, last = done.stderr.splitlines()
    assert first == "Còn 1 gợi ý chưa ai duyệt, không ghi gì:"
    assert told == "  “Lao động - Thương binh và Xã hội” → “Nội vụ” ở đoạn “6. Sở Nội vụ”"
    assert last.endswith("--accept-suggestions.")
    assert not (tmp_path / "a.da-soat.ban-hanh.docx").exists()
    accepted = plancheck(["finalize", "a.da-soat.docx", "--number", "5", "--accept-suggestions"], tmp_path)
    assert accepted.exit == 0
    lines = texts((tmp_path / "a.da-soat.ban-hanh.docx").read_bytes())
    assert "Sở Nội vụ" in [line.partition(". ")[2] or line for line in lines]


def test_what_is_safe_is_accepted_without_asking(tmp_path: Path) -> None:
    text = (SAMPLES / "province-2026.xml").read_text(encoding="utf-8")
    wrong = text.replace("Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc")
    data = as_docx(etree.fromstring(wrong.encode()), "province-2026")
    (tmp_path / "a.docx").write_bytes(data)
    assert plancheck(["review", "a.docx"], tmp_path).exit == 0
    assert plancheck(["finalize", "a.da-soat.docx", "--number", "5"], tmp_path).exit == 0
    assert "Độc lập - Tự do - Hạnh phúc" in texts((tmp_path / "a.da-soat.ban-hanh.docx").read_bytes())


def test_suggestions_in_the_words_of_the_draft() -> None:
    ins = '<w:ins w:id="1" w:author="plancheck (gợi ý)">{}</w:ins>'
    gone = '<w:del w:id="2" w:author="plancheck (gợi ý)"><w:r><w:delText>{}</w:delText></w:r></w:del>'
    body = (
        para(run("Năm ") + gone.format("2026") + ins.format(run("2027")) + run(" tổ chức."))
        + para(ins.format(run("Đoạn mới.")))
        + para(gone.format("Thừa ") + run("hết."))
        + para(DEL.format(3, "Của người khác") + run("Còn."))
    )
    assert waiting(docx(body)) == (
        Suggestion("2026", "2027", "Năm 2027 tổ chức."),
        Suggestion("", "Đoạn mới.", "Đoạn mới."),
        Suggestion("Thừa", "", "hết."),
    )
    assert waiting(settled(docx(body)).data) == ()
