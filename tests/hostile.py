"""Drafts that cost more than they should, each of a size asked for: small files that would take a machine, and honest
drafts grown a hundred or a thousand times.

What must hold of each is said by ``bound``: ``tests/reading/test_budget.py`` holds some of each kind to it, the fuzzer
draws sizes at random. ``python -m tests.hostile`` prints the table.
"""

import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.reading.docx_builder import cell, document_xml, level, numbered, packed, para, parts, table

ROOT = Path(__file__).parent.parent
MEMORY = 300 << 20
"""Bytes a process may hold that checks one draft."""
PATIENCE = 60.0


class Shape(NamedTuple):
    """A kind of draft: its file name, how it is made in a size, the size of the table and a size for tests."""

    ending: str
    make: Callable[[int], bytes]
    large: int
    small: int


def bound(text: int) -> float:
    """Seconds of processor time a draft of so many bytes of text may take."""
    return 2.0 + text / 1_000_000


def _docx(body: str, **inner: str) -> bytes:
    return packed(parts(body, **inner))


def _stored(body: str, **inner: str) -> bytes:
    return packed(parts(body, **inner), zipfile.ZIP_STORED)


def _odt(body: str, styles: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style")
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _akn(body: str) -> bytes:
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc name="plan"><mainBody>'
        f"{body}</mainBody></doc></akomaNtoso>"
    ).encode()


def _plan(body: str) -> bytes:
    return (
        '<plan xmlns="https://plancheck.dev/plan/1" version="1"><letterhead><agency>UBND TỈNH A</agency>'
        "<number>Số: 1/KH-UBND</number></letterhead><type>KẾ HOẠCH</type>"
        "<subject>Công tác thông tin đối ngoại</subject>"
        f"<body>{body}</body></plan>"
    ).encode()


@cache
def _sample(name: str) -> bytes:
    return (ROOT / "samples" / name).read_bytes()


def odt_spans(count: int) -> bytes:
    """Rows of one cell each that spans a thousand rows and columns."""
    one = (
        '<table:table-row><table:table-cell table:number-columns-spanned="1000" table:number-rows-spanned="1000">'
        "<text:p>x</text:p></table:table-cell></table:table-row>"
    )
    return _odt(f"<table:table>{one * count}</table:table>")


def akn_spans(count: int) -> bytes:
    """The same in Akoma Ntoso."""
    return _akn("<table>" + '<tr><td rowspan="1000" colspan="1000"><p>x</p></td></tr>' * count + "</table>")


def plan_spans(count: int) -> bytes:
    """The same in plan XML."""
    return _plan("<table>" + '<row><cell rows="1000" columns="1000">x</cell></row>' * count + "</table>")


def docx_spans(count: int) -> bytes:
    """Word tables of cells that span a thousand columns, merged downwards."""
    wide = '<w:gridSpan w:val="1000"/><w:vMerge{}/>'
    rows = [cell(para("x"), properties=wide.format(' w:val="restart"'))]
    rows += [cell(para("x"), properties=wide.format(""))] * count
    return _docx(table(*rows))


def long_numbers(count: int) -> bytes:
    """Paragraphs numbered by a pattern that names its number over and over."""
    shape = f'<w:abstractNum w:abstractNumId="1">{level(0, "upperRoman", "%1" * 20_000, start=3888)}</w:abstractNum>'
    shape += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    return _docx("".join(numbered("x", 1) for _ in range(count)), numbering=shape)


def _listed(count: int, pattern: str) -> bytes:
    shape = f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", pattern)}</w:abstractNum>'
    shape += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    items = "".join(numbered(f"Sở Nội vụ báo cáo kinh phí nội dung {index}.", 1) for index in range(count))
    return _docx(para("KẾ HOẠCH") + para("I. NỘI DUNG") + items, numbering=shape)


def steps(count: int) -> bytes:
    """Items numbered "Bước 1:"."""
    return _listed(count, "Bước %1:")


def parentheses(count: int) -> bytes:
    """Items numbered "(1)"."""
    return _listed(count, "(%1)")


def headers(count: int) -> bytes:
    """Header parts of markup, each too small to be noticed alone."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    links = {f"h{index}": f'Type="{kind}" Target="header{index}.xml"' for index in range(count)}
    extra = {
        f"word/header{index}.xml": document_xml("")
        .replace("w:document", "w:hdr")
        .replace("<w:body></w:body>", "<w:a/>" * 21_000)
        for index in range(count)
    }
    sections = "".join(
        para("x", properties=f'<w:sectPr><w:headerReference w:type="default" r:id="h{index}"/></w:sectPr>')
        for index in range(count)
    )
    return packed(parts(sections, extra=extra, relationships=links))


def entries(count: int) -> bytes:
    """A package whose list of parts is all there is to it."""
    record = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 0, 0, 33, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0)
    listing = b"".join(record + b"%08d" % index for index in range(count))
    end = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, count, count, len(listing), 30)
    locator = struct.pack("<IIQI", 0x07064B50, 0, 30 + len(listing), 1)
    last = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return b"PK\x03\x04" + bytes(26) + listing + end + locator + last


def style_chain(count: int) -> bytes:
    """Styles each based on the one before, each used."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{index}"><w:basedOn w:val="s{index - 1}"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        for index in range(count)
    )
    body = "".join(para("x", properties=f'<w:pStyle w:val="s{index}"/>') for index in range(count))
    return _docx(body, styles=styles)


def white_runs(count: int) -> bytes:
    """White words, side by side in rows of many cells."""
    white = '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>x</w:t></w:r>'
    return _docx(f"<w:tbl><w:tr>{f'<w:tc>{para(white)}</w:tc>' * count}</w:tr></w:tbl>")


def short_paragraphs(count: int) -> bytes:
    """Many short paragraphs."""
    return _docx("".join(para(f"{index * 7919 % 100_003:x}") for index in range(count)))


def bordered_cells(count: int) -> bytes:
    """A table of cells each with borders and a font of its own."""
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in ("top", "left", "bottom")
    )
    font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
    one = '<w:tcW w:w="{}" w:type="dxa"/><w:tcBorders>' + border + "</w:tcBorders>"
    cells = [
        cell(
            para(f"<w:r><w:rPr>{font}</w:rPr><w:t>dòng {index}</w:t></w:r>"), properties=one.format(500 + index % 1999)
        )
        for index in range(count)
    ]
    rows = ["".join(cells[start : start + 14]) for start in range(0, count, 14)]
    return _docx(table(*rows))


def _line(unit: str) -> Callable[[int], bytes]:
    def make(length: int) -> bytes:
        return ("KẾ HOẠCH\n" + unit * (length // len(unit))).encode()

    return make


def _paragraph(unit: str) -> Callable[[int], bytes]:
    def make(length: int) -> bytes:
        pieces = (unit.format(index) for index in range(length // len(unit)))
        return _docx(para("KẾ HOẠCH") + para("".join(pieces)))

    return make


def _within(unit: str) -> Callable[[int], bytes]:
    """The sample with one more paragraph, of as many units as make so many characters."""

    def make(length: int) -> bytes:
        text = _sample("province-2026.txt").decode()
        return text.replace("\n\nIII. ", f"\n\n{unit * (length // len(unit))}\n\nIII. ", 1).encode()

    return make


def _repeated(unit: str) -> Callable[[int], bytes]:
    """The sample with a paragraph of its body repeated."""

    def make(count: int) -> bytes:
        text = _sample("province-2026.txt").decode()
        mark = "\n\nIII. "
        assert mark in text
        return text.replace(mark, "\n\n" + "\n".join(unit.format(index) for index in range(count)) + mark, 1).encode()

    return make


def recipients(count: int) -> bytes:
    """The sample sent to many."""
    text = _sample("province-2026.txt").decode()
    mark = "Nơi nhận:\n"
    assert mark in text
    return text.replace(mark, mark + "".join(f"- Công ty Hữu Nghị {index};\n" for index in range(count)), 1).encode()


def tasks(count: int) -> bytes:
    """The sample with a table of many tasks."""
    head = "".join(cell(para(each)) for each in ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"))
    rows = [
        "".join(
            cell(para(each))
            for each in (str(index), f"Tổ chức tập huấn lớp {index}", "Sở Ngoại vụ", "Công an tỉnh", "Quý II/2027")
        )
        for index in range(count)
    ]
    return _docx(para("KẾ HOẠCH") + para("I. NHIỆM VỤ") + table(head, *rows))


def stars(count: int) -> bytes:
    """Markdown of a line of stars."""
    return ("# Kế hoạch\n\n" + "* " * count + "x\n").encode()


def quotes(count: int) -> bytes:
    """Markdown quoted over and over."""
    return ("# Kế hoạch\n\n" + "> " * count + "x\n" + "[" * count + "\n").encode()


def comments(count: int) -> bytes:
    """Comments to plancheck, many in one text."""
    return ("# Kế hoạch\n\n" + "<!-- plancheck: bỏ qua SEC-001 – x --> x\n" * count).encode()


def rtf_groups(count: int) -> bytes:
    """RTF of groups in groups."""
    return b"{\\rtf1 " + b"{" * count + b"x" + b"}" * count + b"}"


def pdf_objects(count: int) -> bytes:
    """A PDF of many empty objects."""
    return b"%PDF-1.4\n" + b"".join(b"%d 0 obj<<>>endobj\n" % index for index in range(1, count)) + b"trailer<<>>\n"


_SENTENCE = "Sở Nội vụ chủ trì, phối hợp Công an tỉnh báo cáo đợt {} trước ngày 15/6/2026. "
_ITEM = "- Sở Ngoại vụ tổ chức tuyên truyền đợt {} trong quý II năm 2027;"
_WORK = "- Sản xuất {0} cuốn phim ALPHA{0} trong tháng 5;"
_LABELLED = "{0}. Hội thảo đối ngoại số {0}: Thời gian: tháng 5 năm 2026."
_BASIS = "Căn cứ Quyết định số {}/QĐ-UBND ngày 05 tháng 6 năm 2026 của Ủy ban nhân dân tỉnh;"
_HEADING = "{}. Sở Ngoại vụ\na) Chủ trì tổ chức.\nb) Phối hợp thực hiện."

SHAPES = {
    "odt-spans": Shape(".odt", odt_spans, 300, 300),
    "akn-spans": Shape(".xml", akn_spans, 1_000, 400),
    "plan-spans": Shape(".xml", plan_spans, 1_000, 400),
    "docx-spans": Shape(".docx", docx_spans, 5_000, 1_000),
    "long-numbers": Shape(".docx", long_numbers, 3_000, 1_000),
    "steps": Shape(".docx", steps, 6_000, 1_500),
    "parentheses": Shape(".docx", parentheses, 6_000, 1_500),
    "headers": Shape(".docx", headers, 390, 60),
    "entries": Shape(".docx", entries, 900_000, 100_000),
    "style-chain": Shape(".docx", style_chain, 3_000, 1_000),
    "white-runs": Shape(".docx", white_runs, 15_000, 4_000),
    "short-paragraphs": Shape(".docx", short_paragraphs, 19_000, 4_000),
    "bordered-cells": Shape(".docx", bordered_cells, 9_800, 2_000),
    "line-of-party-numbers": Shape(".txt", _line("26-CT/TW, "), 199_000, 60_000),
    "line-of-topics": Shape(".txt", _line("thông tin đối ngoại "), 190_000, 60_000),
    "line-of-quarters": Shape(".txt", _line("quý I, "), 190_000, 60_000),
    "line-of-dashes": Shape(".txt", _line("– "), 190_000, 60_000),
    "line-of-bodies": Shape(".txt", _line("Sở Thông tin và Truyền thông, "), 190_000, 60_000),
    "line-of-dates": Shape(".txt", _line("ngày 05/6/2026, "), 190_000, 60_000),
    "line-of-money": Shape(".txt", _line("5.000.000 đồng; "), 190_000, 60_000),
    "short-forms-in-a-plan": Shape(".txt", _within("TTĐN, UBND, BCĐ, "), 190_000, 60_000),
    "provinces-in-a-plan": Shape(".txt", _within("tỉnh Tây Ninh, thành phố Hồ Chí Minh, "), 190_000, 60_000),
    "reports-in-a-plan": Shape(
        ".txt", _within("báo cáo định kỳ 6 tháng, báo cáo năm trước ngày 15/11, "), 190_000, 60_000
    ),
    "line-of-quotes": Shape(".txt", _line("“a” (b) "), 190_000, 60_000),
    "citations-in-one-paragraph": Shape(
        ".docx", _paragraph("Nghị định số {}/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ, "), 180_000, 60_000
    ),
    "sentences-in-one-paragraph": Shape(
        ".docx", _paragraph(_SENTENCE), 180_000, 60_000
    ),
    "items-repeated": Shape(".txt", _repeated(_ITEM), 10_000, 1_000),
    "bases-repeated": Shape(".txt", _repeated(_BASIS), 10_000, 1_000),
    "headings-repeated": Shape(".txt", _repeated(_HEADING), 3_000, 300),
    "works-told-twice": Shape(".txt", _repeated(_WORK), 3_000, 1_000),
    "works-in-one-paragraph": Shape(".txt", _within("sản xuất 3 cuốn phim ALPHA trong tháng 5; "), 190_000, 190_000),
    "duties-in-one-paragraph": Shape(
        ".txt", _within("tham gia việc chung, báo cáo Ủy ban nhân dân tỉnh; "), 190_000, 190_000
    ),
    "marks-without-spaces": Shape(".txt", _within("a,"), 190_000, 60_000),
    "dashes-without-spaces": Shape(".txt", _within("–("), 190_000, 60_000),
    "parts-in-one-paragraph": Shape(".txt", _within("tin bài: 5 "), 190_000, 60_000),
    "offices-in-one-paragraph": Shape(".txt", _within("Các phòng bộ ch "), 190_000, 60_000),
    "numbers-of-one-work": Shape(".txt", _within("(5 tài liệu) "), 190_000, 60_000),
    "short-names-in-items": Shape(".txt", _repeated("{}. Hội nhà báo tỉnh\nbtttt"), 3_000, 1_000),
    "labelled-times": Shape(".txt", _repeated(_LABELLED), 3_000, 1_000),
    "recipients": Shape(".txt", recipients, 3_000, 1_500),
    "tasks-repeated": Shape(".docx", tasks, 3_000, 300),
    "stars": Shape(".md", stars, 50_000, 5_000),
    "quotes": Shape(".md", quotes, 50_000, 5_000),
    "comments": Shape(".md", comments, 15_000, 2_000),
    "rtf-groups": Shape(".rtf", rtf_groups, 200_000, 20_000),
    "pdf-objects": Shape(".pdf", pdf_objects, 200_000, 20_000),
}  # fmt: skip

_PROBE = """
import re, sys, time
from pathlib import Path
from plancheck.api.checking import Checker
from plancheck.api.drafts import Draft
from plancheck.reading import ReadingError, read

checker = Checker()
checker.attempt(Draft("", None, Path("samples/province-2022.docx").read_bytes()))
for path in map(Path, sys.argv[1:]):
    data = path.read_bytes()
    Path("/proc/self/clear_refs").write_text("5")  # the most held so far is forgotten
    started = time.process_time()
    error = checker.attempt(Draft(path.name, None, data)).report.error
    seconds = time.process_time() - started
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) << 10
    try:
        text = sum(len(block.text.encode()) for block in read(data, path.name).blocks)
    except ReadingError:
        text = 0
    print(seconds, peak, text, error.code if error else "-", error.message if error else "", sep="\\t", flush=True)
"""


class Cost(NamedTuple):
    """What a draft cost."""

    seconds: float
    memory: int
    text: int
    """Bytes of its text, 0 if it was refused."""
    code: str
    message: str


def costs(files: Sequence[Path]) -> Iterator[Cost]:
    """Check drafts one after the other in a process of their own. Raises subprocess.TimeoutExpired."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *map(str, files)],
        cwd=ROOT, capture_output=True, check=True, timeout=PATIENCE * len(files), text=True,
    )  # fmt: skip
    for line in done.stdout.splitlines():
        seconds, memory, text, code, message = line.split("\t")
        yield Cost(float(seconds), int(memory), int(text), code, message)


def main() -> None:
    """Print what each shape costs in its large size."""
    for name, shape in SHAPES.items():
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        data = shape.make(shape.large)
        try:
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder, f"x{shape.ending}")
                file.write_bytes(data)
                (told,) = costs([file])
        except subprocess.TimeoutExpired:
            print(f"{name:28} {len(data):>9} B  > {PATIENCE:.0f} s", flush=True)
            continue
        over = " OVER" if told.seconds > bound(told.text) or told.memory > MEMORY else ""
        print(
            f"{name:28} {len(data):>9} B {told.text:>8} B {told.seconds:6.2f} s {told.memory >> 20:4d} MB",
            told.code + over,
            flush=True,
        )


if __name__ == "__main__":
    main()
