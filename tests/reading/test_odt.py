"""OpenDocument texts are read as Word files are."""

from pathlib import Path

import pytest

from plancheck.document import Block, Document, PageSetup
from plancheck.reading import ReadingError, read
from tests.reading.docx_builder import cell, docx, level, numbered, para, run, table
from tests.reading.odt_builder import content_xml, fodt, odt, p, span, style, styles_xml
from tests.rounds.agreement import differences
from tests.rounds.drafts import samples
from tests.rounds.office import saved_again


def told(document: Document) -> list[tuple[str, str, str, str, bool]]:
    return [
        (block.part.rstrip("0123456789"), block.label, str(block.cell or ""), block.text, block.in_text_box)
        for block in document.blocks
    ]


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks]


def only(body: str, automatic: str = "", styles: str = "") -> Block:
    (block,) = read(odt(body, automatic, styles)).blocks
    return block


def refused(data: bytes, name: str = "a.odt") -> str:
    with pytest.raises(ReadingError) as caught:
        read(data, name)
    return caught.value.code


# What LibreOffice writes

CHANGE = 'w:id="1" w:author="A" w:date="2022-01-01T00:00:00Z"'
GONE = "<w:r><w:delText>bớt</w:delText></w:r>"
WIDTHS = (
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    "<w:tblGrid>" + 3 * '<w:gridCol w:w="2000"/>' + "</w:tblGrid>"
)
INNER = table(cell(para("E")))
BODY = (
    para("Đoạn ", run("đậm", "<w:b/>"), run(" ẩn", "<w:vanish/>"), run(" trắng", '<w:color w:val="FFFFFF"/>'))
    + para("Có ", f"<w:ins {CHANGE}>{run('thêm')}</w:ins>", f"<w:del {CHANGE}>{GONE}</w:del>")
    + para(
        "Có ",
        '<w:commentRangeStart w:id="0"/>',
        "ghi chú",
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
    )
    + "".join(numbered(text, 1, depth) for text, depth in (("Một", 0), ("Hai", 1), ("Ba", 1), ("Bốn", 0), ("Năm", 1)))
    + para("Xen giữa")
    + numbered("Tiếp", 1, 0)
    + numbered("Gạch", 2, 0)
    + table(
        cell(para("A"), properties='<w:gridSpan w:val="2"/>') + cell(para("B")),
        cell(para("C"), properties='<w:vMerge w:val="restart"/>') + cell(para("D")) + cell(INNER, para("F")),
        cell(para(), properties="<w:vMerge/>") + cell(para("G")) + cell(para("H")),
    ).replace("<w:tbl>", WIDTHS, 1)
    + para("Dòng\u00a0một", "<w:r><w:br/></w:r>", "hai", "<w:r><w:tab/></w:r>", "ba   bốn")
)  # fmt: skip
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="1">{level(0, "upperRoman", "%1.")}{level(1, "decimal", "%1.%2)")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "bullet", "-")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = "".join(
    f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>'
    for name, kind in (("document", "document.main"), ("numbering", "numbering"), ("comments", "comments"))
)
RELATIONS = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
CONTENT_TYPES = (
    f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{RELATIONS}{TYPES}</Types>'
)
MIXED = docx(
    BODY,
    numbering=NUMBERING,
    comments=f'<w:comment w:id="0" w:author="A">{para("Xem lại")}</w:comment>',
    extra={"[Content_Types].xml": CONTENT_TYPES},
)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return saved_again(samples() | {"mixed.docx": MIXED}, tmp_path_factory.mktemp("odt"), ("odt",))


@pytest.mark.parametrize("name", list(samples()))
def test_a_sample_is_judged_as_its_word_file(name: str, saved: dict[str, bytes]) -> None:
    assert list(differences(name, samples()[name], saved[name])) == []


@pytest.mark.parametrize("name", list(samples()))
def test_a_sample_is_read_as_its_word_file(name: str, saved: dict[str, bytes]) -> None:
    word, other = read(samples()[name]), read(saved[name])
    body = [block for block in other.blocks if block.part == "body"]
    assert other.has_layout
    assert len(body) == len([block for block in word.blocks if block.part == "body"])
    for one, two in zip(word.blocks, body, strict=False):
        assert (one.text, one.label, one.cell, one.label_level) == (two.text, two.label, two.cell, two.label_level)
        assert one.format.alignment == two.format.alignment
        assert [run.format for run in one.runs] == [run.format for run in two.runs]


def test_everything_at_once_is_read_as_from_word(saved: dict[str, bytes]) -> None:
    word, other = read(MIXED), read(saved["mixed.docx"])
    assert told(word) == told(other)
    assert sorted((trace.kind, trace.text) for trace in word.traces) == sorted(
        (trace.kind, trace.text) for trace in other.traces
    )


# Text


def test_white_space_is_what_the_standard_says() -> None:
    body = p(f'  a \n\t b<text:s text:c="3"/>c <text:tab/>d<text:line-break/>e {span(" f", "T")} ')
    assert only(body).text == "a b   c \td\ne f"


def test_what_is_not_seen_is_left_out() -> None:
    body = p(
        'Số<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Chú thích</text:p></text:note-body></text:note> 12"
        "<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby>"
        '<text:a xlink:href="http://a.b">nối</text:a><text:bookmark text:name="x"/><text:script>x()</text:script>'
    )
    document = read(odt(body))
    assert told(document) == [("body", "", "", "Số 12漢nối", False), ("footnotes", "", "", "Chú thích", False)]


def test_a_frame_is_read_after_its_paragraph() -> None:
    frame = f"<draw:frame><draw:text-box>{p('trong khung')}</draw:text-box></draw:frame>"
    assert [(block.text, block.in_text_box) for block in read(odt(p("trước " + frame + "sau"))).blocks] == [
        ("trước sau", False),
        ("trong khung", True),
    ]
    assert texts(odt(f"<text:section>{p('a')}<text:section>{p('b')}</text:section></text:section>")) == ["a", "b"]


def test_flat_files() -> None:
    assert texts(fodt(p("Kế hoạch"))) == ["Kế hoạch"]
    assert read(fodt(p("Kế hoạch"))).format == "odt"


# Look


def test_styles_are_laid_over_each_other() -> None:
    common = (
        '<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt"/>'
        "</style:default-style>"
        + style("Base", "paragraph", "fo:font-family=\"'Times New Roman', serif\"", 'fo:text-align="center"')
        + style("Own", "paragraph", 'fo:font-size="150%" fo:font-weight="bold"', "", 'style:parent-style-name="Base"')
    )
    automatic = style("P1", "paragraph", "", 'fo:margin-top="1in"', 'style:parent-style-name="Own"') + style(
        "T1", "text", 'fo:font-weight="normal" fo:font-style="italic" fo:color="#ff0000"'
    )
    block = only(p("đậm " + span("nghiêng", "T1"), "P1"), automatic, styles_xml(common))
    bold, italic = (item.format for item in block.runs)
    assert (bold.font, bold.size, bold.bold, bold.italic, bold.color) == ("Times New Roman", 18.0, True, False, "")
    assert (italic.font, italic.size, italic.bold, italic.italic, italic.color) == (
        "Times New Roman",
        18.0,
        False,
        True,
        "FF0000",
    )
    assert (block.format.style, block.format.alignment, block.format.space_before) == ("Own", "center", 72.0)


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ('fo:color="#ffffff"', "white-text"),
        ('fo:font-size="1pt"', "tiny-text"),
        ('fo:color="#ffffff" fo:background-color="#000080"', "marked-text"),
        ('fo:color="#808080"', ""),
    ],
)
def test_text_nobody_sees(attributes: str, kind: str) -> None:
    document = read(odt(p("thấy " + span("ẩn", "T1")), style("T1", "text", attributes)))
    assert [(trace.kind, trace.text, trace.place.start) for trace in document.traces] == (
        [(kind, "ẩn", 5)] if kind else []
    )


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ('text:display="none"', "hidden-text"),
        ('style:text-line-through-style="solid"', "struck-text"),
        ('style:text-line-through-type="double"', "struck-text"),
    ],
)
def test_what_is_not_shown_or_struck_out_is_no_text_and_told(attributes: str, kind: str) -> None:
    document = read(odt(p("thấy " + span("ẩn", "T1") + "rõ"), style("T1", "text", attributes)))
    assert [block.text for block in document.blocks] == ["thấy rõ"]
    assert [(trace.kind, trace.text) for trace in document.traces] == [(kind, "ẩn")]


def test_a_hidden_section_is_no_text_and_told() -> None:
    document = read(odt(p("thấy") + f'<text:section text:name="s" text:display="none">{p("ẩn")}</text:section>'))
    assert [block.text for block in document.blocks] == ["thấy"]
    assert [(trace.kind, trace.text) for trace in document.traces] == [("hidden-text", "ẩn")]


def test_pages_and_page_numbers() -> None:
    layout = (
        '<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" '
        'fo:margin-top="1cm" fo:margin-bottom="2cm" fo:margin-left="3cm" fo:margin-right="1.5cm"/><style:header-style>'
        '<style:header-footer-properties fo:min-height="1cm"/></style:header-style></style:page-layout>'
    )
    number = style("H", "paragraph", "", 'fo:text-align="center"')
    header = f"<style:header>{p('<text:page-number>2</text:page-number>', 'H')}</style:header>"
    masters = (
        '<style:master-page style:name="First" style:page-layout-name="L" style:next-style-name="Standard"/>'
        f'<style:master-page style:name="Standard" style:page-layout-name="L">{header}</style:master-page>'
    )
    first = style("P1", "paragraph", more='style:master-page-name="First"')
    document = read(odt(p("a", "P1"), first, styles_xml(automatic=layout + number, masters=masters)))
    assert document.pages == (
        PageSetup(210.0, 297.0, 10.0, 20.0, 30.0, 15.0),
        PageSetup(210.0, 297.0, 20.0, 20.0, 30.0, 15.0),
    )
    (shown,) = document.page_numbers
    assert (shown.position, shown.alignment, shown.on_first, shown.numerals) == ("top", "center", False, "decimal")
    assert shown.format.size == 12.0
    document = read(odt(p("a"), "", styles_xml(automatic=layout + number, masters=masters)))
    assert [shown.on_first for shown in document.page_numbers] == [True]


# Lists


def test_lists_that_count_on() -> None:
    levels = "".join(
        f'<text:list-level-style-number text:level="{depth}" style:num-format="{kind}" style:num-suffix="{end}" '
        f'text:display-levels="{shown}"/>'
        for depth, kind, end, shown in ((1, "1", ".", 1), (2, "a", ")", 2))
    )
    styles = styles_xml(f'<text:list-style style:name="L">{levels}</text:list-style>')

    def items(*content: str, more: str = "") -> str:
        return f'<text:list text:style-name="L" {more}>{"".join(content)}</text:list>'

    def item(*content: str, more: str = "") -> str:
        return f"<text:list-item {more}>{''.join(content)}</text:list-item>"

    inner = f"<text:list>{item(p('a'))}{item(p('b'))}</text:list>"
    body = (
        items(item(p("một"), p("không số"), inner), item(p("hai")), more='xml:id="x"')
        + items(item(p("lại một")))
        + items(item(p("ba")), more='text:continue-list="x"')
        + items(item(p("tám"), more='text:start-value="8"'), item(p("chín")))
    )
    labels = [(block.text, block.label) for block in read(odt(body, "", styles)).blocks]
    assert labels == [
        ("một", "1."), ("không số", ""), ("a", "1.a)"), ("b", "1.b)"), ("hai", "2."),
        ("lại một", "1."), ("ba", "3."), ("tám", "8."), ("chín", "9."),
    ]  # fmt: skip


def test_numbered_headings() -> None:
    outline = '<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
    styles = styles_xml(f"<text:outline-style>{outline}</text:outline-style>")
    body = '<text:h text:outline-level="1">MỤC ĐÍCH</text:h><text:h text:outline-level="2">Yêu cầu</text:h>'
    first, second = read(odt(body, "", styles)).blocks
    assert (first.label, first.format.outline_level) == ("I.", 0)
    assert (second.label, second.format.outline_level) == ("", 1)


# Leftovers


def test_what_the_package_carries() -> None:
    image = '<draw:frame><draw:image xlink:href="http://a.b/c.png"/></draw:frame>'
    thing = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    extra = {"Basic/Standard/Module1.xml": "<x/>", "META-INF/documentsignatures.xml": "<x/>"}
    traces = read(odt(p("a" + image + thing), extra=extra)).traces
    assert [(trace.kind, trace.text) for trace in traces] == [
        ("external-link", "http://a.b/c.png"),
        ("embedded-object", "Object 1"),
        ("macro", "Module1.xml"),
        ("signature", ""),
    ]


# What can't be read


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (odt(""), "no-text"),
        (odt(p("a"), extra={"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "encrypted"),
        (odt(p("a"), extra={"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "spreadsheet"),
        (odt(p("a"), extra={"mimetype": "application/vnd.oasis.opendocument.presentation"}), "presentation"),
        (odt(p("a"), extra={"content.xml": content_xml(p("a"))[:-40]}), "malformed-xml"),
        (odt(p("a"), extra={"styles.xml": "<office:document-styles"}), "malformed-xml"),
        (odt("<text:section>" * 300 + p("a") + "</text:section>" * 300), "too-deep"),
        (odt(p("a") * 20_001), "too-many-paragraphs"),
        (odt(p("a"), extra={"content.xml": "<x/>"}), "not-a-docx"),
        (odt(p("a"))[:200], "truncated"),
    ],
)
def test_refused_in_one_line(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_repeats_are_bounded() -> None:
    cells = "<table:table-cell {}>{}</table:table-cell>"
    many = cells.format('table:number-columns-repeated="999999999"', p("a")) + cells.format("", p("b"))
    row = f'<table:table-row table:number-rows-repeated="99999999">{many}</table:table-row>'
    body = f"<table:table>{row}</table:table>" + p('<text:s text:c="999999999"/>x')
    assert [str(block.cell or "") for block in read(odt(body)).blocks] == ["T1 R1 C1", "T1 R1 C1001", ""]


FILES = sorted((Path(__file__).parent / "files").glob("*.odt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_others_wrote(path: Path) -> None:
    assert len(read(path.read_bytes()).blocks) > 10
