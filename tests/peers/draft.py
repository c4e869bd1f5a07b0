"""The draft that other programs were measured with, and the 23 defects planted in it, each a function.

``good`` is the text of the plan of Tây Ninh for 2012 (``good.xml``) laid out as Decree 30/2020/NĐ-CP asks. A defect
changes a ``python-docx`` document in place and returns nothing.
"""

import copy
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
YEARS = (2012, 2022)
CLERKS_MARKS = ("(KH thông tin đối ngoại 2012)Dg", "C 70b")
"""What the clerk left under the recipients."""


@cache
def _laid_out(convert: ModuleType) -> bytes:
    """The draft of 2022, laid out by the converter of the samples."""
    text = (HERE / "good.xml").read_text("utf-8").replace("2012", "2022")
    laid_out: bytes = convert.as_docx(etree.fromstring(text.encode()), "good")
    return laid_out


def good(convert: ModuleType, year: int) -> WordDocument:
    """The draft without defects, for and of a year; its layout is the same in each."""
    draft = Document(io.BytesIO(_laid_out(convert)))
    last = _paragraph(draft, "- Lưu: VT")
    for mark in reversed(CLERKS_MARKS):
        added = copy.deepcopy(last._p)
        last._p.addnext(added)
        Paragraph(added, last._parent).runs[0].text = mark.replace("2012", str(year))
    for paragraph in _paragraphs(draft):
        for run in paragraph.runs:
            if "2022" in run.text:
                run.text = run.text.replace("2022", str(year))
    return draft


def planted(convert: ModuleType, year: int, *numbers: int) -> WordDocument:
    """The draft with the defects of the given numbers, or with all."""
    draft = good(convert, year)
    for number in numbers or sorted(DEFECTS):
        DEFECTS[number](draft)
    return draft


def saved(draft: WordDocument) -> bytes:
    """The draft as a file."""
    stream = io.BytesIO()
    draft.save(stream)
    return stream.getvalue()


# Finding and changing words


def _paragraphs(draft: WordDocument) -> list[Paragraph]:
    cells = [cell for table in draft.tables for row in table.rows for cell in row.cells]
    return [*draft.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]


def _paragraph(draft: WordDocument, words: str) -> Paragraph:
    return next(paragraph for paragraph in _paragraphs(draft) if words in paragraph.text)


def _run(draft: WordDocument, words: str) -> Run:
    return next(run for run in _paragraph(draft, words).runs if words in run.text)


def _replace(draft: WordDocument, words: str, others: str) -> None:
    run = _run(draft, words)
    run.text = run.text.replace(words, others, 1)


def _year(draft: WordDocument) -> str:
    return _paragraph(draft, "Tây Ninh, ngày").text[-4:]


def _remove(paragraph: Paragraph) -> None:
    paragraph._p.getparent().remove(paragraph._p)


# The defects


def left_margin_of_25_mm(draft: WordDocument) -> None:
    draft.sections[0].left_margin = Mm(25)


def body_paragraph_in_arial(draft: WordDocument) -> None:
    _run(draft, "Biên soạn, phát hành các ấn phẩm").font.name = "Arial"


def national_title_not_bold(draft: WordDocument) -> None:
    _run(draft, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").bold = None


def number_without_zero(draft: WordDocument) -> None:
    _replace(draft, "Số: 02/KH-UBND", "Số: 2/KH-UBND")


def date_without_zeros(draft: WordDocument) -> None:
    _replace(draft, "ngày 03 tháng 01", "ngày 3 tháng 1")


def subject_of_a_plan_with_v_v(draft: WordDocument) -> None:
    _replace(draft, "Thực hiện công tác thông tin đối ngoại", "V/v thực hiện công tác thông tin đối ngoại")


def basis_without_the_word_so(draft: WordDocument) -> None:
    _replace(draft, "Quyết định số 38/2011/QĐ-UBND", "Quyết định 38/2011/QĐ-UBND")


def basis_that_ends_with_a_comma(draft: WordDocument) -> None:
    _replace(draft, "ban hành Quy chế quản lý nhà nước về thông tin đối ngoại;",
             "ban hành Quy chế quản lý nhà nước về thông tin đối ngoại,")  # fmt: skip


def wrong_word_of_valid_syllables(draft: WordDocument) -> None:
    _replace(draft, "Tạo sự chuyển biến mới", "Tạo sự chuyển biến mạnh mẻ")


def misspelled_word(draft: WordDocument) -> None:
    _replace(draft, "xử lý kịp thời", "sử lý kịp thời")


def double_space(draft: WordDocument) -> None:
    _replace(draft, "giới thiệu, quảng bá hình ảnh đất nước", "giới thiệu,  quảng bá hình ảnh đất nước")


def space_before_a_comma(draft: WordDocument) -> None:
    _replace(draft, "Chủ trì, theo dõi, nghiên cứu", "Chủ trì, theo dõi , nghiên cứu")


def number_of_two_levels(draft: WordDocument) -> None:
    _replace(draft, "1. Nội dung hoạt động", "1.1. Nội dung hoạt động")


def day_that_does_not_exist(draft: WordDocument) -> None:
    _replace(draft, "cho các cán bộ, công chức có liên quan đến công tác thông tin đối ngoại.",
             "cho các cán bộ, công chức có liên quan đến công tác thông tin đối ngoại, xong trước ngày 31 tháng 02 năm "
             f"{_year(draft)}.")  # fmt: skip


def period_that_runs_backwards(draft: WordDocument) -> None:
    year = _year(draft)
    _replace(draft, "về biên giới, lãnh thổ.", f"về biên giới, lãnh thổ từ tháng 10/{year} đến tháng 3/{year}.")


def total_that_does_not_add_up(draft: WordDocument) -> None:
    _replace(draft, "trình UBND tỉnh xem xét, phân bổ.",
             "trình UBND tỉnh xem xét, phân bổ. Tổng kinh phí 100 triệu đồng, gồm: phát hành ấn phẩm 30 triệu "
             "đồng và mở lớp tập huấn 50 triệu đồng.")  # fmt: skip


def basis_in_decree_110(draft: WordDocument) -> None:
    last = _paragraph(draft, "Theo văn bản số 1171/BTTTT-TTĐN")
    added = copy.deepcopy(last._p)
    last._p.addprevious(added)
    Paragraph(added, last._parent).runs[
        0
    ].text = "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư;"


def point_f(draft: WordDocument) -> None:
    _replace(draft, "b) Các loại hình thông tin đối ngoại khác", "f) Các loại hình thông tin đối ngoại khác")


def deputy_director_abbreviated(draft: WordDocument) -> None:
    _replace(draft, "phát ngôn đối ngoại cho cán bộ", "phát ngôn đối ngoại cho PGĐ Sở, cán bộ")


def recipients_label_not_italic(draft: WordDocument) -> None:
    _run(draft, "Nơi nhận:").italic = None


def no_filing_line(draft: WordDocument) -> None:
    _remove(_paragraph(draft, "- Lưu: VT"))


def no_page_number(draft: WordDocument) -> None:
    for paragraph in draft.sections[0].header.paragraphs:
        for child in list(paragraph._p):
            paragraph._p.remove(child)


def authority_without_the_committee(draft: WordDocument) -> None:
    _remove(_paragraph(draft, "TM. ỦY BAN NHÂN DÂN"))


DEFECTS: dict[int, Callable[[WordDocument], None]] = dict(
    enumerate(
        (
            left_margin_of_25_mm,
            body_paragraph_in_arial,
            national_title_not_bold,
            number_without_zero,
            date_without_zeros,
            subject_of_a_plan_with_v_v,
            basis_without_the_word_so,
            basis_that_ends_with_a_comma,
            wrong_word_of_valid_syllables,
            misspelled_word,
            double_space,
            space_before_a_comma,
            number_of_two_levels,
            day_that_does_not_exist,
            period_that_runs_backwards,
            total_that_does_not_add_up,
            basis_in_decree_110,
            point_f,
            deputy_director_abbreviated,
            recipients_label_not_italic,
            no_filing_line,
            no_page_number,
            authority_without_the_committee,
        ),
        1,
    )
)
"""The defects by the number they have in the measurement."""
