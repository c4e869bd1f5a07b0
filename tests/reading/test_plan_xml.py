import re
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from plancheck.document import Cell, Document
from plancheck.reading import ReadingError
from plancheck.reading.plan_xml import NAMESPACE, read_plan_xml
from plancheck.structure.plan import Role
from plancheck.text import nfc
from tests.reading.placing import misplaced, rows

SAMPLES = Path(__file__).parents[2] / "samples"
SCHEMA = Path(__file__).parents[2] / "plancheck/reading/schema/plan.rng"
RNG = "{http://relaxng.org/ns/structure/1.0}"


def plan(inner: str) -> str:
    return f'<plan xmlns="{NAMESPACE}" version="1">{inner}</plan>'


def read(source: str | bytes) -> Document:
    data = source.encode() if isinstance(source, str) else source
    return read_plan_xml(etree.parse(BytesIO(data)), data)


def test_each_element_is_a_paragraph_with_its_role() -> None:
    document = read(
        plan(
            """
  <letterhead>
    <superior>TỈNH ỦY HÀ TĨNH</superior><agency>BAN TUYÊN GIÁO</agency><asterisk/><number>Số 62-HD/BTGTU</number>
    <party-name>ĐẢNG CỘNG SẢN VIỆT NAM</party-name><place-date>Hà Tĩnh, ngày 20 tháng 3 năm 2014</place-date>
    <draft-mark>DỰ THẢO</draft-mark>
  </letterhead>
  <type>HƯỚNG DẪN</type>
  <subject>Công tác thông tin đối ngoại</subject><subject>năm 2014</subject>
  <attached>(Kèm theo Quyết định số 1)</attached>
  <bases><basis>Căn cứ …;</basis></bases>
  <enacting>… như sau:</enacting>
  <body>
    <p>Mở đầu.</p>
    <section label="I."><heading>MỤC ĐÍCH</heading>
      <item label="1.">Một
        <item label="a)">Một a;</item>
        <p>Thêm.</p>
      </item>
      <section><heading>Không số</heading></section>
    </section>
  </body>
  <closing>Trên đây là ….</closing>
  <recipients><recipients-label>Nơi nhận:</recipients-label><recipient>- Lưu.</recipient></recipients>
  <signature><authority>T/M</authority><post>TRƯỞNG BAN</post><signer>Lê A</signer></signature>
  <appendix><appendix-title>Phụ lục</appendix-title><body><p>Hết.</p></body></appendix>
"""
        )
    )
    assert rows(document) == [
        ("superior", "", "TỈNH ỦY HÀ TĨNH"),
        ("agency", "", "BAN TUYÊN GIÁO"),
        ("asterisk", "", "*"),
        ("number", "", "Số 62-HD/BTGTU"),
        ("party-name", "", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("place-date", "", "Hà Tĩnh, ngày 20 tháng 3 năm 2014"),
        ("draft-mark", "", "DỰ THẢO"),
        ("type", "", "HƯỚNG DẪN"),
        ("subject", "", "Công tác thông tin đối ngoại"),
        ("subject", "", "năm 2014"),
        ("attached", "", "(Kèm theo Quyết định số 1)"),
        ("basis", "", "Căn cứ …;"),
        ("enacting", "", "… như sau:"),
        ("paragraph", "", "Mở đầu."),
        ("heading", "I.", "MỤC ĐÍCH"),
        ("item", "1.", "Một"),
        ("item", "a)", "Một a;"),
        ("paragraph", "", "Thêm."),
        ("heading", "", "Không số"),
        ("closing", "", "Trên đây là …."),
        ("recipients-label", "", "Nơi nhận:"),
        ("recipient", "", "- Lưu."),
        ("authority", "", "T/M"),
        ("post", "", "TRƯỞNG BAN"),
        ("signer", "", "Lê A"),
        ("appendix-title", "", "Phụ lục"),
        ("paragraph", "", "Hết."),
    ]
    assert [block.ordinal for block in document.blocks] == list(range(1, 28))
    assert document.format == "plan-xml"
    assert not document.has_layout


def test_every_text_element_of_the_schema_is_a_role() -> None:
    containers = {"plan", "letterhead", "bases", "body", "section", "recipients", "signature", "appendix"}
    containers |= {"table", "row"}
    names = {element.get("name") for element in etree.parse(SCHEMA).iter(f"{RNG}element")}
    assert {"paragraph" if name == "p" else name for name in names - containers} <= set(Role)


def test_every_element_of_the_schema_is_explained() -> None:
    documentation = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
    silent = [
        element.get("name")
        for element in etree.parse(SCHEMA).iter(f"{RNG}element")
        if element.find(documentation) is None
    ]
    assert silent == []


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*-20[0-9][0-9].xml")))
def test_samples_are_valid(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    document = read(data)
    assert len(document.blocks) > 30
    assert misplaced(document, data.decode(), {"&": "&amp;", "*": "<asterisk/>"}) == []


def test_the_example_in_the_readme_is_valid() -> None:
    (example,) = re.findall(r"```xml\n(.*?)```", (SAMPLES / "README.md").read_text(encoding="utf-8"), re.S)
    assert len(read(example.strip()).blocks) == 17


def test_cells_know_row_and_column_across_spans() -> None:
    document = read(
        plan(
            """<body><table>
  <row header="true"><cell rows="2">TT</cell><cell columns="2">Cơ quan</cell></row>
  <row><cell>chủ trì</cell><cell>phối hợp</cell></row>
  <row><cell>1</cell><cell><p>A</p><item label="-">B</item></cell><cell/></row>
</table><table><row><cell>x</cell></row></table></body>"""
        )
    )
    assert [(block.text, block.label, block.cell) for block in document.blocks] == [
        ("TT", "", Cell(1, 1, 1, rows=2)),
        ("Cơ quan", "", Cell(1, 1, 2, columns=2)),
        ("chủ trì", "", Cell(1, 2, 2)),
        ("phối hợp", "", Cell(1, 2, 3)),
        ("1", "", Cell(1, 3, 1)),
        ("A", "", Cell(1, 3, 2)),
        ("B", "-", Cell(1, 3, 2)),
        ("x", "", Cell(2, 1, 1)),
    ]
    assert {block.hint for block in document.blocks} == {"cell"}


def test_empty_elements_give_no_paragraph_but_a_bare_number_does() -> None:
    source = plan('<type/><subject>  \n </subject><body><item label="1."><p>Sở</p></item></body>')
    document = read(source)
    assert rows(document) == [("item", "1.", ""), ("paragraph", "", "Sở")]
    assert (document.blocks[0].line, document.blocks[0].column) == (2, source.split("\n")[1].index("<item") + 1)


def test_white_space_is_one_space_and_columns_stay_right() -> None:
    source = plan("\n  <subject>\n\tCông  tác\n     thông tin\r\n\tđối ngoại \n </subject>\n")
    (block,) = read(source).blocks
    assert block.text == "Công tác thông tin đối ngoại"
    assert [(place.line, place.column) for place in map(block.place, (0, 5, 9, 19))] == [(3, 2), (3, 8), (4, 6), (5, 2)]


def test_no_break_space_stays() -> None:
    (block,) = read(plan("<subject>Số\u00a0 72</subject>")).blocks
    assert block.text == "Số\u00a0 72"


def test_entities_comments_and_sections_of_character_data() -> None:
    source = plan("<subject>A &amp; B<!-- ghi chú\n --> C&#x61;<![CDATA[<D> &]]> E</subject>")
    (block,) = read(source).blocks
    assert block.text == "A & B Ca<D> & E"
    first, second = source.split("\n")
    columns = {character: block.place(block.text.index(character)) for character in "&BCD"}
    assert columns["&"].column == first.index("&amp;") + 1
    assert columns["B"].column == first.index("B<!") + 1
    assert (columns["C"].line, columns["C"].column) == (2, second.index("C&#") + 1)
    assert columns["D"].column == second.index("D> ") + 1


def test_combining_marks_are_composed_and_columns_count_the_source() -> None:
    source = plan("<subject>Kế hoa\u0323ch mới</subject>".replace("ế", "e\u0302\u0301"))
    (block,) = read(source).blocks
    assert block.text == "Kế hoạch mới"
    assert block.place(9).column == source.index("mới") + 1
    assert misplaced(read(source), source) == []


def test_invisible_characters_are_dropped() -> None:
    source = plan("<subject>thông\u00ad tin\u200b đối\ufeff ngoại</subject>")
    (block,) = read(source).blocks
    assert block.text == "thông tin đối ngoại"
    assert block.place(block.text.index("ngoại")).column == source.index("ngoại") + 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252", "windows-1258"])
def test_other_encodings(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    source = f'<?xml version="1.0" encoding="{name}"?>\n' + plan("<type>\n  KÊ HOACH</type>")
    (block,) = read(source.encode(encoding)).blocks
    assert (block.text, block.line, block.column) == ("KÊ HOACH", 3, 3)


@pytest.mark.parametrize("encoding", ["shift_jis", "gb2312"])
def test_an_encoding_whose_columns_cannot_be_told_is_refused(encoding: str) -> None:
    source = f'<?xml version="1.0" encoding="{encoding}"?>\n' + plan("<type>KE HOACH</type>")
    with pytest.raises(ReadingError) as caught:
        read(source.encode(encoding))
    assert caught.value.code == "wrong-encoding"


@pytest.mark.parametrize(
    ("inner", "line", "vietnamese", "english"),
    [
        ("\n<titel>x</titel>", 2, "<plan> không chứa <titel>", "<plan> can't hold <titel>"),
        ("\n<body>\n<sectoin/></body>", 3, "(ý là <section>?)", "(did you mean <section>?)"),
        ("<body>\n<section>\n<p>x</p></section></body>", 3, "sai thứ tự", "the order is <heading>, <section>"),
        ("<subject>a</subject>\n<type>b</type>", 2, "<type> đứng sai thứ tự", "<type> is out of order"),
        ("\n<body>\n<item>x</item></body>", 3, '<item> phải có label="…"', '<item> needs label="…"'),
        ('\n<body><item label=" ">x</item></body>', 2, "<item> phải có label", "<item> needs label"),
        ('<body>\n<p class="x">y</p></body>', 2, "thuộc tính class của <p>", "attribute class of <p>"),
        ('<body>\n<table><row><cell rows="0">y</cell></row></table></body>', 2, "rows, columns", "rows, columns"),
        ("<body>\n<p>a <b>x</b></p></body>", 2, "<p> chỉ chứa chữ", "<p> holds text only, not <b>"),
        ("\n<body>x</body>", 2, "chữ đứng sai chỗ trong <body>", "put it into <section>, <item>, <p>, <table>"),
        ("<letterhead>\n<asterisk>*</asterisk></letterhead>", 2, "<asterisk> phải rỗng", "<asterisk> must be empty"),
        ("<body>\n<table/></body>", 2, "thiếu phần tử", "a required element is missing"),
        ('\n<p xmlns="urn:x">y</p>', 2, "không thuộc không gian tên", "not in the namespace"),
    ],
)
def test_an_invalid_plan_says_where_and_what_is_expected(inner: str, line: int, vietnamese: str, english: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read(plan(inner))
    assert caught.value.code == "invalid-plan-xml"
    assert f"dòng {line}:" in caught.value.message_vi
    assert f"line {line}:" in caught.value.message_en
    assert vietnamese in caught.value.message_vi
    assert english in caught.value.message_en
    assert "\n" not in caught.value.message_vi + caught.value.message_en


@pytest.mark.parametrize("version", ["", ' version="2"'])
def test_another_version_of_the_format_is_refused(version: str) -> None:
    with pytest.raises(ReadingError, match='needs version="1"'):
        read(f'<plan xmlns="{NAMESPACE}"{version}/>')


def test_more_paragraphs_than_any_plan_has_are_refused() -> None:
    with pytest.raises(ReadingError) as caught:
        read(plan("<body>" + "<p>x</p>" * 30_000 + "</body>"))
    assert caught.value.code == "too-many-paragraphs"


def test_a_paragraph_longer_than_any_plan_is_refused() -> None:
    with pytest.raises(ReadingError) as caught:
        read(plan("<body><p>" + "x" * 300_000 + "</p></body>"))
    assert caught.value.code == "too-large"


# Any tree, written with any white space, reads back as it is, every character where it stands.

LETTERS = [*"abcđĐế-.;/&<\"'\u00a0", "e\u0302\u0301", "a\u0323", "ơ\u0300", "\U0001f600"]
WORDS = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=6).map("".join)
TEXTS = st.lists(WORDS, max_size=6)
LABELS = st.sampled_from(["I.", "1.", "a)", "đ)", "-", "+", "1.1."])
PARAGRAPHS = st.tuples(st.just("p"), st.just(""), TEXTS, st.just([]))
CONTENT = st.recursive(
    st.lists(PARAGRAPHS, max_size=3),
    lambda inner: st.lists(
        st.one_of(
            PARAGRAPHS,
            st.tuples(st.just("section"), st.one_of(st.just(""), LABELS), TEXTS, inner),
            st.tuples(st.just("item"), LABELS, TEXTS, st.just([])),
        ),
        max_size=4,
    ),
    max_leaves=12,
)
WHITE = st.sampled_from([" ", "\n", "\t ", "\r\n  ", "\n\n   "])
Node = tuple[str, str, list[str], list]  # type: ignore[type-arg]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(content=CONTENT, data=st.data())
def test_any_plan_reads_back(content: list[Node], data: st.DataObject) -> None:
    pieces: list[str] = []
    expected: list[tuple[str, str, str]] = []

    def white() -> str:
        return data.draw(WHITE)

    def text(words: list[str]) -> str:
        escaped = [word.replace("&", "&amp;").replace("<", "&lt;") for word in words]
        return white() + white().join(escaped) + white()

    def write(nodes: list[Node]) -> None:
        for name, label, words, inner in nodes:
            attribute = f' label="{label}"' if label else ""
            hint = {"p": "paragraph", "section": "heading", "item": "item"}[name]
            shown = " ".join(words)
            if shown or label:
                expected.append((hint, label, shown))
            if name == "section":
                pieces.append(f"{white()}<section{attribute}>{white()}<heading>{text(words)}</heading>")
            else:
                pieces.append(f"{white()}<{name}{attribute}>{text(words)}")
            write(inner)
            pieces.append(f"</{name}>")

    write(content)
    source = plan("<body>" + "".join(pieces) + "</body>")
    document = read(source)
    assert rows(document) == [(hint, label, nfc(shown)) for hint, label, shown in expected]
    assert misplaced(document, source, {"&": "&amp;", "<": "&lt;"}) == []
