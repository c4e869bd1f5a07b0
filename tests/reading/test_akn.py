from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plancheck.document import Cell, Document
from plancheck.reading import ReadingError
from plancheck.reading import read as read_any
from plancheck.reading.akn import _ROLES, read_akn
from plancheck.structure.plan import Role
from tests.reading.placing import misplaced, rows

SAMPLES = Path(__file__).parents[2] / "samples"
META = '<meta><identification source="#x"><FRBRWork><FRBRdate date="2012-01-03" name="x"/>'
META += '<FRBRnumber value="02/KH-UBND"/></FRBRWork></identification>'
META += '<notes source="#x"><note><p>x</p></note></notes></meta>'


def akn(inner: str, kind: str = "doc", version: str = "3.0") -> str:
    namespace = f"http://docs.oasis-open.org/legaldocml/ns/akn/{version}"
    return f'<akomaNtoso xmlns="{namespace}"><{kind} name="x">{META}{inner}</{kind}></akomaNtoso>'


def read(source: str) -> Document:
    data = source.encode()
    return read_akn(etree.parse(BytesIO(data)), data)


def test_roles_known_by_class_are_those_of_the_structure() -> None:
    assert set(Role) == _ROLES


def test_metadata_is_not_text() -> None:
    assert rows(read(akn("<mainBody><p>Một</p></mainBody>"))) == [("", "", "Một")]


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(ReadingError) as caught:
        read(akn("<mainBody/>"))
    assert caught.value.code == "no-text"


def test_preface_preamble_and_conclusions() -> None:
    source = akn(
        """
  <preface>
    <p><docProponent>TỈNH ỦY X</docProponent></p>
    <p><docAuthority>BAN TUYÊN GIÁO</docAuthority></p>
    <p>Số <docNumber>62-HD/BTGTU</docNumber></p>
    <p><location>X</location>, <docDate date="2014-03-20">ngày 20 tháng 3 năm 2014</docDate></p>
    <p><docType>HƯỚNG DẪN</docType></p>
    <longTitle><p>Công tác <b>thông tin</b>
       đối ngoại</p></longTitle>
    <p><docType>KẾ HOẠCH</docType> <docTitle>năm 2014</docTitle></p>
  </preface>
  <preamble>
    <citations><citation><p>Căn cứ <ref href="#">Luật X</ref>;</p></citation></citations>
    <recitals><recital><p>Xét đề nghị;</p></recital></recitals>
    <formula name="enactingFormula"><p><docAuthority>Ban</docAuthority> hướng dẫn như sau:</p></formula>
  </preamble>
  <mainBody><p>Ngày <docDate date="2014-03-20">20/3</docDate></p></mainBody>
  <conclusions>
    <p class="closing">Trên đây là ….</p>
    <p><role>TRƯỞNG BAN</role></p><p><signature><person>Lê A</person></signature></p>
  </conclusions>"""
    )
    document = read(source)
    assert rows(document) == [
        ("superior", "", "TỈNH ỦY X"),
        ("agency", "", "BAN TUYÊN GIÁO"),
        ("number", "", "Số 62-HD/BTGTU"),
        ("place-date", "", "X, ngày 20 tháng 3 năm 2014"),
        ("type", "", "HƯỚNG DẪN"),
        ("subject", "", "Công tác thông tin đối ngoại"),
        ("", "", "KẾ HOẠCH năm 2014"),
        ("basis", "", "Căn cứ Luật X;"),
        ("basis", "", "Xét đề nghị;"),
        ("enacting", "", "Ban hướng dẫn như sau:"),
        ("", "", "Ngày 20/3"),
        ("closing", "", "Trên đây là …."),
        ("post", "", "TRƯỞNG BAN"),
        ("signer", "", "Lê A"),
    ]
    assert misplaced(document, source) == []


@pytest.mark.parametrize("kind", ["doc", "act", "bill", "statement", "debate"])
def test_numbers_become_labels(kind: str) -> None:
    source = akn(
        """<body>
  <section><num>I.</num><heading>MỤC ĐÍCH</heading>
    <paragraph><num>1.</num><intro><p>Sở:</p></intro>
      <list><point><num><b>a)</b></num><content><p>Một;</p><p>Tiếp.</p></content></point></list>
      <alinea><content><p>Đoạn.</p></content></alinea>
    </paragraph>
    <hcontainer name="x"><num>2.</num></hcontainer>
    <article><num>Điều 3</num><paragraph><num>1.</num><content><p>Khoản.</p></content></paragraph></article>
  </section>
</body>""",
        kind,
    )
    assert rows(read(source)) == [
        ("heading", "I.", "MỤC ĐÍCH"),
        ("item", "1.", "Sở:"),
        ("item", "a)", "Một;"),
        ("", "", "Tiếp."),
        ("", "", "Đoạn."),
        ("", "2.", ""),
        ("", "Điều 3", ""),
        ("item", "1.", "Khoản."),
    ]


def test_text_around_paragraphs_line_ends_and_what_is_left_out() -> None:
    source = akn(
        """<mainBody>
<blockContainer>Trước<p>Giữa<eol/>dòng <ins>thêm</ins><del>bỏ</del><img src="x"/></p>Sau</blockContainer>
<block name="x">Khối<authorialNote marker="1"><p>Ghi chú</p></authorialNote> tiếp</block>
<toc><tocItem href="#">Mục lục</tocItem></toc>
<ul><li>Gạch</li></ul></mainBody>"""
    )
    document = read(source)
    body = [block.text for block in document.blocks if block.part == "body"]
    assert body == ["Trước", "Giữa dòng thêm", "Sau", "Khối tiếp", "Gạch"]
    (note,) = (block for block in document.blocks if block.part == "footnotes")
    assert (note.text, note.hint, note.ordinal) == ("Ghi chú", "note", 1)
    assert misplaced(document, source) == []


def test_tables_with_spans_and_tables_in_cells() -> None:
    source = akn(
        """<mainBody><table><caption>Bảng</caption>
  <tr><th rowspan="2"><p>TT</p></th><th><p>Việc</p></th></tr>
  <tr><td><p>A</p><table><tr><td>B</td></tr></table></td></tr></table></mainBody>"""
    )
    cells = [(block.text, block.cell) for block in read(source).blocks]
    assert cells == [
        ("Bảng", None),
        ("TT", Cell(1, 1, 1, rows=2)),
        ("Việc", Cell(1, 1, 2)),
        ("A", Cell(1, 2, 2)),
        ("B", Cell(2, 1, 1, outer=Cell(1, 2, 2))),
    ]


def test_attachments_follow_with_their_titles() -> None:
    source = akn(
        """<mainBody><p>Một</p></mainBody><attachments><attachment><heading>Phụ lục</heading>
<subheading>DANH MỤC</subheading><doc name="annex"><mainBody><p>Hai</p></mainBody></doc></attachment></attachments>"""
    )
    assert rows(read(source)) == [
        ("", "", "Một"),
        ("appendix-title", "", "Phụ lục"),
        ("appendix-title", "", "DANH MỤC"),
        ("", "", "Hai"),
    ]


def test_class_names_a_role_among_others() -> None:
    source = akn('<mainBody><container class="bold recipient"><p>- A;</p></container><p class="mt-3">B</p></mainBody>')
    assert rows(read(source)) == [("recipient", "", "- A;"), ("", "", "B")]


@pytest.mark.parametrize("version", ["3.0", "3.0/CSD13", "3.0/WD17"])
def test_the_drafts_of_the_standard_are_read_too(version: str) -> None:
    assert read_any(akn("<mainBody><p>Một</p></mainBody>", version=version).encode(), "x.xml").format == "akn"


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.akn.xml")), ids=lambda path: path.name)
def test_every_character_of_the_samples_is_placed(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    document = read(source)
    assert misplaced(document, source, {"&": "&amp;"}) == []


def test_more_paragraphs_than_any_plan_has_are_refused() -> None:
    with pytest.raises(ReadingError) as caught:
        read(akn("<mainBody>" + "<p>x</p>" * 30_000 + "</mainBody>"))
    assert caught.value.code == "too-many-paragraphs"


# Whatever elements stand where, no text is lost, doubled or misplaced.

NAMES = st.sampled_from(["p", "section", "num", "heading", "content", "b", "ref", "table", "tr", "td", "list", "item"])
TREES = st.recursive(
    st.lists(st.sampled_from(["Một ", "hai", "\n  ", "ạ", "a\u0323 b", " "]), max_size=2).map("".join),
    lambda inner: st.lists(
        st.one_of(inner, st.tuples(NAMES, inner).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")), max_size=4
    ).map("".join),
    max_leaves=14,
)


@settings(max_examples=200, deadline=None)
@given(TREES)
def test_any_nesting_keeps_the_text(inner: str) -> None:
    source = akn(f"<mainBody><p>Đầu</p>{inner}</mainBody>")
    document = read(source)
    root = etree.fromstring(source.encode())
    (body,) = root.iter("{*}mainBody")
    whole = "".join("".join(body.itertext()).split()).replace("a\u0323", "ạ")
    assert "".join("".join(block.label + block.text for block in document.blocks).split()) == whole
    assert misplaced(document, source) == []
