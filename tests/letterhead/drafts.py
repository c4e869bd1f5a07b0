"""Drafts with the letterheads of many offices over the same text."""

from functools import cache
from pathlib import Path

from lxml import etree

from tests.letterhead.layouts import Layout, Letterhead
from tests.reading.docx_builder import docx, para, run, table

PLAN = "{https://plancheck.dev/plan/1}"
SAMPLES = Path(__file__).parents[2] / "samples"
_STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
HEADS = {
    "issued": Letterhead(
        ("ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI"), _STATE, "Số: 56/KH-UBND", "Lào Cai, ngày 18 tháng 02 năm 2022"
    ),
    "one line": Letterhead(
        ("ỦY BAN NHÂN DÂN TỈNH LÀO CAI",), _STATE, "Số: 56/KH-UBND", "Lào Cai, ngày 18 tháng 02 năm 2022"
    ),
    "blank": Letterhead(
        ("UỶ BAN NHÂN DÂN", "TỈNH LÀO CAI"),
        ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        "Số:          /KH-UBND",
        "Lào Cai, ngày      tháng      năm 2022",
    ),
    "superior": Letterhead(
        ("ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"),
        _STATE,
        "Số: 12/KH-STTTT",
        "Lào Cai, ngày 18 tháng 02 năm 2022",
    ),
    "long dash": Letterhead(
        ("ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc"),
        "Số: 56/KH-UBND",
        "Lào Cai, ngày 18 tháng 02 năm 2022",
    ),
    "steering committee": Letterhead(
        ("TỈNH LÀO CAI", "BAN CHỈ ĐẠO CÔNG TÁC", "THÔNG TIN ĐỐI NGOẠI"),
        _STATE,
        "Số: 03/KH-BCĐ",
        "Lào Cai, ngày 18 tháng 02 năm 2022",
    ),
}
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
    'w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
)
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11907" w:h="16840"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
"""What other programs than plancheck need to open the file."""


@cache
def text() -> str:
    """What stands under the letterhead, as WordprocessingML: the text of a sample."""
    plan = etree.parse(SAMPLES / "province-2022.xml").getroot()
    written = [para(run(each.text or "", "<w:b/>"), properties='<w:jc w:val="center"/>') for each in
               (plan.find(f"{PLAN}type"), plan.find(f"{PLAN}subject"))]  # fmt: skip
    for element in plan.iter(f"{PLAN}basis", f"{PLAN}enacting", f"{PLAN}heading", f"{PLAN}item", f"{PLAN}p",
                             f"{PLAN}closing"):  # fmt: skip
        owner = element.getparent() if element.tag == f"{PLAN}heading" else element
        written.append(para(" ".join(f"{owner.get('label', '')} {element.text}".split())))
    ends = ("".join(para((each.text or "").strip()) for each in plan.find(f"{PLAN}{part}")) for part in
            ("recipients", "signature"))  # fmt: skip
    return "".join(written) + table("".join(f"<w:tc><w:tcPr/>{end}</w:tc>" for end in ends))


def laid_out(head: Letterhead, layout: Layout, before: str = "") -> bytes:
    """A Word file with a letterhead set in one way; ``before`` stands above it."""
    return packed(before + layout(head) + text())


def packed(body: str) -> bytes:
    """A Word file with a body on one kind of page."""
    return docx(body + _PAGE, styles=_STYLES, extra={"[Content_Types].xml": CONTENT_TYPES})
