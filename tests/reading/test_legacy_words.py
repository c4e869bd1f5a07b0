"""TCVN3 and VNI whose font is lost are told by their words; nothing else is touched."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.document import Decoded, Document
from plancheck.reading import legacy, read
from plancheck.reading.legacy import TCVN3, VNI
from plancheck.reading.legacy_words import stretches
from plancheck.reading.syllables import is_syllable
from tests.reading.docx_builder import docx, para, run
from tests.real import ROOT, SHARED, documents

WILD = Path(__file__).parents[1] / "wild"
FOREIGN = [
    "Les élèves de l’école ont été très heureux à Noël ; plus tôt, là où l’été naît, près du château.",
    "Né à Hué, il a dû résider là-bas ; sa tête, son âme, sa forêt et le goût du café.",
    "Die schöne Höhe über München ist häufig größer als früher; Öl, Äpfel, Übergröße, weiß.",
    "Él está aquí, mañana será otro año; ¿qué más da? Niñez, corazón, acción.",
    "São Paulo não é a capital; informação, coração, três irmãos.",
    "The naïve café owner’s résumé costs £5, 20°C, 5 m², ½ cup, © 2022 Nestlé®, § 12.",
    "Så går det på en ö för några år sedan; hör på, Åsa.",
    "« Loïc » · Thaï · Caïn · Moïse",
]
UNICODE = [
    "Không có gì là khó; và các cán bộ có tài",
    "Là nhà báo có tài, và là cán bộ",
    "CÔNG TÁC VÀ THÔNG TIN",
    "• Diện tích 5 m², nhiệt độ 20°C, “Tên” «Tên», ½, §1",
    "Giao Sở Ngoại vụ mời đoàn München, Orléans, Kraków",
    "Ðảng ủy xã; Ðồng Nai",
]


def plain(text: str) -> str:
    found = stretches(text)
    return legacy.decoded(text, found)[0] if found else text


def whole(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def encoder(table: dict[str, str]) -> dict[str, str]:
    """Unicode letter → its spelling, the plainest of several."""
    spelled: dict[str, str] = {}
    for written, letter in table.items():
        known = spelled.get(letter)
        if known is None or (letter.isupper() == written.isupper() and known.isupper() != letter.isupper()):
            spelled[letter] = written
    return spelled


TO_VNI = encoder(legacy._VNI)
TO_TCVN3 = encoder(legacy._TCVN3)


def written(text: str, table: dict[str, str]) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(table.get(char, table.get(char.lower(), char)) for char in composed)


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("C«ng hoµ x· héi chñ nghÜa ViÖt Nam", "Công hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("KÕ ho¹ch", "Kế hoạch"),
        ("Tr\u00adêng THPT, th\u00adêng trùc TØnh uû", "Trường THPT, thường trực Tỉnh uỷ"),
        ("C¸c së, ban, ngµnh; UBND c¸c huyÖn (Microsoft, WTO)", "Các sở, ban, ngành; UBND các huyện (Microsoft, WTO)"),
        ("UÛY BAN NHAÂN DAÂN", "ỦY BAN NHÂN DÂN"),
        ("Coâng taùc thoâng tin ñoái ngoaïi naêm 2012", "Công tác thông tin đối ngoại năm 2012"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
    ],
)
def test_certain(text: str, read_as: str) -> None:
    assert plain(text) == read_as


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        (
            "Thực hiện kế hoạch, theo quy ®Þnh cña ph¸p luËt hiÖn hµnh và các văn bản",
            "Thực hiện kế hoạch, theo quy định của pháp luật hiện hành và các văn bản",
        ),
        (
            "Ủy ban nhân dân tỉnh ban hành KEÁ HOAÏCH coâng taùc naêm này",
            "Ủy ban nhân dân tỉnh ban hành KẾ HOẠCH công tác năm này",
        ),
        ("theo quy ®Þnh cña ph¸p luËt và các", "theo quy định của pháp luật và các"),
    ],
)
def test_mixed_in_one_paragraph(text: str, read_as: str) -> None:
    assert plain(text) == read_as


@pytest.mark.parametrize("text", [*FOREIGN, *UNICODE])
def test_what_is_not_legacy_is_never_touched(text: str) -> None:
    assert stretches(text) == []
    (block,) = read(docx(para(text))).blocks
    assert block.text == text
    assert block.decoded == ()


@pytest.mark.parametrize("text", FOREIGN)
def test_nor_is_it_beside_legacy_text(text: str) -> None:
    body = para("C¸c së, ban, ngµnh; Uû ban nh©n d©n c¸c huyÖn") + para(text) + para("Kế hoạch năm 2022 có gì")
    assert whole(read(docx(body)))[1:] == [text, "Kế hoạch năm 2022 có gì"]
    body = para("Coâng taùc thoâng tin ñoái ngoaïi naêm 2012") + para(text) + para("Không có gì là khó")
    assert whole(read(docx(body)))[1:] == [text, "Không có gì là khó"]


def plan_lines(folder: Path) -> list[str]:
    files = sorted(folder.glob("*.txt"))
    return [line.strip() for path in files for line in path.read_text("utf-8-sig").splitlines() if line.strip()]


@pytest.mark.parametrize("folder", [ROOT / "samples", WILD, pytest.param(SHARED / "seeds", marks=pytest.mark.real)])
def test_no_line_of_plans_is_touched(folder: Path) -> None:
    lines = plan_lines(folder)
    assert len(lines) > 150
    for line in lines:
        assert stretches(unicodedata.normalize("NFC", line)) == []
        assert stretches(line, VNI) == []
        assert stretches(line, TCVN3) == []


@pytest.mark.parametrize(("table", "share"), [(TO_TCVN3, 0.97), (TO_VNI, 0.97)], ids=["tcvn3", "vni"])
@pytest.mark.parametrize("path", documents("province-2012.txt", "seeds/001_*.txt"))
def test_a_plan_without_its_fonts(table: dict[str, str], share: float, path: Path) -> None:
    text = path.read_text("utf-8-sig")
    lines = [unicodedata.normalize("NFC", " ".join(line.split())) for line in text.splitlines() if line.strip()]
    document = read(docx("".join(para(written(line, table)) for line in lines)))
    same = [one.casefold() == two.casefold() for one, two in zip(lines, whole(document), strict=True)]
    assert sum(same) > share * len(lines), [line for line, right in zip(lines, same, strict=True) if not right]


def test_where_it_stood_and_how_it_was_written() -> None:
    body = para(run("Theo quy "), run("®Þnh cña "), run("ph¸p luËt")) + para(
        run("Sè 5", '<w:rFonts w:ascii=".VnTime"/>')
    )
    first, second = read(docx(body)).blocks
    assert first.text == "Theo quy định của pháp luật"
    assert first.decoded == (Decoded(0, 27, "tcvn3", "text", "Theo quy ®Þnh cña ph¸p luËt"),)
    assert [(first.text[item.start : item.end], item.node, item.node_start) for item in first.runs] == [
        ("Theo quy ", 0, 0),
        ("định của ", 1, 0),
        ("pháp luật", 2, 0),
    ]
    assert second.decoded == (Decoded(0, 4, "tcvn3", "font", "Sè 5"),)


def test_text_files() -> None:
    lines = ["UÛY BAN NHAÂN DAÂN", "", "Soá: 12/KH-UBND", "", "Keá hoaïch coâng taùc thoâng tin ñoái ngoaïi"]
    document = read("\n".join(lines).encode(), "a.txt")
    assert whole(document) == ["ỦY BAN NHÂN DÂN", "Số: 12/KH-UBND", "Kế hoạch công tác thông tin đối ngoại"]
    assert [block.decoded[0].encoding for block in document.blocks] == ["vni"] * 3
    assert document.blocks[2].place(17, 21).column == 22
    tcvn3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam\n\n§éc lËp - Tù do - H¹nh phóc\n"
    for data in (tcvn3.encode(), tcvn3.encode("cp1252")):
        assert whole(read(data, "a.txt")) == ["Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc"]


GOOD = "Nghiêng gì quốc khuya nguyễn thuở hươu gìn Quý khoẻ yếu ươn đường giếng Ôi ngoéo"
BAD = "hop1 école strasse tôt mat1 ghan kac cich aá bđ noël"


@pytest.mark.parametrize("word", GOOD.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", BAD.split())
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


@given(st.text(alphabet=[*"abcghinotu «»", *map(chr, range(0xA1, 0x100)), "ệ", "\u0301"], max_size=60))
def test_any_text_keeps_exact_origins(text: str) -> None:
    for assumed in ("", TCVN3, VNI):
        found = stretches(text, assumed, True)
        if found:
            read_as, origins = legacy.decoded(text, found)
            assert len(origins) == len(read_as) + 1
            assert origins[-1] == len(text)
            assert list(origins) == sorted(origins)
