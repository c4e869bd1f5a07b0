"""TCVN3 and VNI text is read as Unicode, told by its font."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.document import Block
from plancheck.reading import read
from plancheck.reading.legacy import TCVN3, TCVN3_CAPITALS, VNI, decode, encoding_of, is_legacy
from tests.reading.docx_builder import docx, para, run

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
VNI_SPELLING = {
    "ă": "aê", "ằ": "aè", "ắ": "aé", "ẵ": "aü", "ẳ": "aú", "ặ": "aë",
    "â": "aâ", "ầ": "aà", "ấ": "aá", "ẫ": "aã", "ẩ": "aå", "ậ": "aä",
    "ê": "eâ", "ề": "eà", "ế": "eá", "ễ": "eã", "ể": "eå", "ệ": "eä",
    "ô": "oâ", "ồ": "oà", "ố": "oá", "ỗ": "oã", "ổ": "oå", "ộ": "oä",
    "ơ": "ô", "ờ": "ôø", "ớ": "ôù", "ỡ": "ôõ", "ở": "ôû", "ợ": "ôï",
    "ư": "ö", "ừ": "öø", "ứ": "öù", "ữ": "öõ", "ử": "öû", "ự": "öï",
    "ì": "ì", "í": "í", "ĩ": "ó", "ỉ": "æ", "ị": "ò", "ỵ": "î", "đ": "ñ",
}  # fmt: skip


def fonted(text: str, font: str) -> str:
    return run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


def only(*runs: str) -> Block:
    (block,) = read(docx(para(*runs))).blocks
    return block


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", TCVN3),
        (".VnArial", TCVN3),
        (".VnTimeH", TCVN3_CAPITALS),
        (".vnarialh", TCVN3_CAPITALS),
        ("VNI-Times", VNI),
        ("VNI Helve", VNI),
        ("Times New Roman", ""),
        ("Vnderwood", ""),
        ("", ""),
    ],
)
def test_fonts(font: str, encoding: str) -> None:
    assert encoding_of(font) == encoding


@pytest.mark.parametrize(
    ("font", "written", "text"),
    [
        (".VnTime", "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        (".VnTime", "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        (".VnTime", "th\u00adêng trùc", "thường trực"),
        (".VnTimeH", "kÕ ho¹ch", "KẾ HOẠCH"),
        ("VNI-Times", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("VNI-Times", "ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
        ("VNI-Times", "thöôøng tröïc, nghæ, kyõ, Lyù", "thường trực, nghỉ, kỹ, Lý"),
    ],
)
def test_sentences(font: str, written: str, text: str) -> None:
    assert only(fonted(written, font)).text == text


def test_every_small_letter_of_tcvn3_has_its_own_byte() -> None:
    table = {decode(chr(byte), TCVN3)[0] for byte in range(0xA1, 0x100)}
    missing = [letter for letter in SMALL if not letter.isascii() and letter not in table]
    assert missing == []


@pytest.mark.parametrize("letter", [letter for letter in SMALL if not letter.isascii()])
def test_every_letter_of_vni(letter: str) -> None:
    marks = {"\u0300": "ø", "\u0301": "ù", "\u0303": "õ", "\u0309": "û", "\u0323": "ï"}
    written = VNI_SPELLING.get(letter)
    if written is None:
        base, mark = unicodedata.normalize("NFD", letter)
        written = base + marks[mark]
    assert decode(written, VNI)[0] == letter
    assert decode(written.upper(), VNI)[0] == letter.upper()


def test_unicode_in_a_legacy_font_is_left_alone() -> None:
    assert only(fonted("Ủy ban nhân dân tỉnh", ".VnTime")).text == "Ủy ban nhân dân tỉnh"
    assert only(fonted("Kế hoạch ", ".VnTime"), fonted("công tác", ".VnTime")).text == "Kế hoạch công tác"
    assert only(fonted("Ke\u0302\u0301 hoạch à", "VNI-Times")).text == "Kế hoạch à"
    assert not is_legacy("plain ascii")


def test_only_runs_in_the_legacy_font_are_decoded() -> None:
    block = only(run("Kế hoạch “à” "), fonted("sè", ".VnTime"), run(" 1"))
    assert block.text == "Kế hoạch “à” số 1"


def test_a_letter_cut_between_two_runs_is_decoded_and_leads_back() -> None:
    block = only(run("1. "), fonted("Coâ", "VNI-Times"), fonted("ng taù", "VNI-Times"), fonted("c", "VNI-Times"))
    assert block.text == "1. Công tác"
    assert [(block.text[item.start : item.end], item.node, item.node_start) for item in block.runs] == [
        ("1. ", 0, 0),
        ("Cô", 1, 0),
        ("ng tá", 2, 0),
        ("c", 3, 0),
    ]
    assert block.origins is not None
    assert block.origins[5:7] == (6, 7)


@given(st.lists(st.sampled_from([*SMALL, "b", "n", " ", ",", "1"]), max_size=20))
def test_vni_text_reads_back_with_exact_origins(letters: list[str]) -> None:
    marks = {"\u0300": "ø", "\u0301": "ù", "\u0303": "õ", "\u0309": "û", "\u0323": "ï"}
    written, starts = "", []
    for letter in letters:
        starts.append(len(written))
        spelling = VNI_SPELLING.get(letter)
        if spelling is None:
            decomposed = unicodedata.normalize("NFD", letter)
            spelling = decomposed[0] + "".join(marks[mark] for mark in decomposed[1:])
        written += spelling
    text, origins = decode(written, VNI)
    assert text == "".join(letters)
    assert origins == (*starts, len(written))
