import textwrap
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancheck.document import Cell, Document
from plancheck.reading import ReadingError
from plancheck.reading.plain import read_text
from tests.reading.placing import misplaced

SAMPLES = Path(__file__).parents[2] / "samples"
CAPITALS = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def read(source: str, name: str = "x.txt") -> Document:
    document = read_text(source.encode(), name)
    assert misplaced(document, source, {"-": "*", "&": "&amp;", "\u00a0": "&nbsp;"}) == []
    return document


def texts(source: str, name: str = "x.txt") -> list[str]:
    return [block.text for block in read(source, name).blocks]


def markdown(source: str) -> list[str]:
    return texts(source, "x.md")


def refused(data: bytes) -> str:
    with pytest.raises(ReadingError) as caught:
        read_text(data)
    assert caught.value.message_vi
    assert "\n" not in caught.value.message_vi + caught.value.message_en
    return caught.value.code


# Lines and paragraphs


def test_a_line_is_a_paragraph() -> None:
    document = read("\n  KẾ HOẠCH  \n\nI. Mục đích\n- Một;\r\n- Hai.\r\tBa")
    assert [(block.text, block.line, block.column, block.ordinal) for block in document.blocks] == [
        ("KẾ HOẠCH", 2, 3, 1),
        ("I. Mục đích", 4, 1, 2),
        ("- Một;", 5, 1, 3),
        ("- Hai.", 6, 1, 4),
        ("Ba", 7, 2, 5),
    ]
    assert document.format == "text"


def test_inner_spaces_stay_as_they_are() -> None:
    assert texts("Số:       /KH-UBND\n\nngày\u00a0    tháng  3") == ["Số:       /KH-UBND", "ngày\u00a0    tháng  3"]


def test_combining_marks_and_invisible_characters() -> None:
    source = "Kế hoa\u0323ch thông\u00ad tin".replace("ế", "ê\u0301")
    (block,) = read(source).blocks
    assert block.text == "Kế hoạch thông tin"
    assert block.place(block.text.index("tin")).column == source.index("tin") + 1


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # A line that goes on.
        ("I. MỤC\nĐÍCH, YÊU CẦU", ["I. MỤC ĐÍCH, YÊU CẦU"]),
        ("1. Mục\nđích:\nNâng cao.", ["1. Mục đích:", "Nâng cao."]),
        ("theo Văn bản số\n3837/BTTTT-TTĐN của Bộ.", ["theo Văn bản số 3837/BTTTT-TTĐN của Bộ."]),
        (
            "Thực hiện công tác thông tin đối ngoại\ntỉnh Tây Ninh",
            ["Thực hiện công tác thông tin đối ngoại tỉnh Tây Ninh"],
        ),
        ("Đ\nộc lập - Tự do - Hạnh phúc", ["Độc lập - Tự do - Hạnh phúc"]),
        ("- Sở Ngoại vụ của\nTỉnh.", ["- Sở Ngoại vụ của Tỉnh."]),
        # Lines that are paragraphs of their own.
        ("ỦY BAN NHÂN DÂN\nTỈNH TÂY NINH", ["ỦY BAN NHÂN DÂN", "TỈNH TÂY NINH"]),
        ("KẾ HOẠCH\nCông tác thông tin đối ngoại", ["KẾ HOẠCH", "Công tác thông tin đối ngoại"]),
        ("I. MỤC ĐÍCH\nII. NỘI DUNG", ["I. MỤC ĐÍCH", "II. NỘI DUNG"]),
        ("1. Sở Ngoại vụ\na) Chủ trì", ["1. Sở Ngoại vụ", "a) Chủ trì"]),
        ("1. Sở Ngoại vụ\nđ) Chủ trì", ["1. Sở Ngoại vụ", "đ) Chủ trì"]),
        ("- Các Sở: TTTT\n- +Tài chính", ["- Các Sở: TTTT", "- +Tài chính"]),
        ("Một câu.\nnghiêm túc", ["Một câu.", "nghiêm túc"]),
        ("như sau:\nnghiêm túc", ["như sau:", "nghiêm túc"]),
        ("công tác năm 2014,\nBan Tuyên giáo hướng dẫn", ["công tác năm 2014,", "Ban Tuyên giáo hướng dẫn"]),
        ("của Thủ tướng\n\nvề việc", ["của Thủ tướng", "về việc"]),
        ("TRƯỞNG BAN\n*\nLê A", ["TRƯỞNG BAN", "*", "Lê A"]),
        ("Căn cứ Luật A\nCăn cứ Luật B", ["Căn cứ Luật A", "Căn cứ Luật B"]),
        ("Dân tộc\t- Tự do", ["Dân tộc\t- Tự do"]),
    ],
)
def test_lines_are_joined_only_where_one_clearly_goes_on(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*-20??.txt")), ids=lambda path: path.stem)
def test_text_wrapped_by_hand_is_unwrapped(path: Path, width: int) -> None:
    paragraphs = [line for line in path.read_text(encoding="utf-8").splitlines() if line and "|" not in line]
    wrapped = "\n\n".join(
        "\n".join(textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False))
        for paragraph in paragraphs
    )
    found = texts(wrapped)
    broken = [paragraph for paragraph in paragraphs if paragraph not in found]
    # What may be lost: a paragraph parted after a sentence or clause that ends with its line.
    for paragraph in broken:
        assert any(paragraph.startswith(piece) and piece[-1] in ".;:" for piece in found), paragraph
    assert len(broken) <= 1


# Columns and tables


def test_a_letterhead_of_two_columns_is_read_column_by_column() -> None:
    source = (
        f"ỦY BAN NHÂN DÂN\t\t{CAPITALS}\nTỈNH TÂY NINH\t\tĐộc lập - Tự do - Hạnh phúc\n-------\t\t----------\n\n"
        "Số:       /KH-UBND\t\tTây Ninh, ngày     tháng 01 năm 2026\n"
    )
    assert texts(source) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH TÂY NINH",
        CAPITALS,
        "Độc lập - Tự do - Hạnh phúc",
        "Số:       /KH-UBND",
        "Tây Ninh, ngày     tháng 01 năm 2026",
    ]


@pytest.mark.parametrize("gap", ["\t", "        ", " | ", "|", "\u00a0\u00a0\u00a0\u00a0"])
def test_gaps_between_columns(gap: str) -> None:
    expected = ["UBND TỈNH Y", "SỞ NỘI VỤ", CAPITALS, "Độc lập – Tự do – Hạnh phúc"]
    assert texts(f"UBND TỈNH Y{gap}{CAPITALS}\nSỞ NỘI VỤ{gap}Độc lập – Tự do – Hạnh phúc") == expected


def test_recipients_beside_the_signature() -> None:
    source = (
        "Nơi nhận:            TM. ỦY BAN NHÂN DÂN\n- Bộ VHTTDL;             CHỦ TỊCH\n"
        "- Các sở, ban, ngành;\n- Lưu: VT.\n"
        "                         Nguyễn Văn A\n"
    )
    assert texts(source) == [
        "Nơi nhận:",
        "- Bộ VHTTDL;",
        "- Các sở, ban, ngành;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn A",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Trang chủ | Giới thiệu | Liên hệ",
        "Lượt xem:60 | lượt tải:16",
        "2.\tYêu cầu",
        "- Tổ chức     họp báo",
        "Từ ngày    tháng    đến ngày    tháng    năm 2026",
    ],
)
def test_other_gaps_part_nothing(line: str) -> None:
    assert texts(line) == [line]


TABLE = [
    ("TT", Cell(1, 1, 1)),
    ("Nhiệm vụ", Cell(1, 1, 2)),
    ("Thời gian", Cell(1, 1, 3)),
    ("1", Cell(1, 2, 1)),
    ("Họp báo", Cell(1, 2, 2)),
    ("Quý I", Cell(1, 2, 3)),
    ("2", Cell(1, 3, 1)),
    ("Tập huấn", Cell(1, 3, 2)),
]


@pytest.mark.parametrize(
    "table",
    [
        "TT\tNhiệm vụ\tThời gian\n1\tHọp báo\tQuý I\n2\tTập huấn\t-",
        "| TT | Nhiệm vụ | Thời gian |\n|:--|:-:|--:|\n| 1 | Họp báo | Quý I |\n| 2 | Tập huấn | |",
        "TT | Nhiệm vụ | Thời gian\n---|---|---\n1 | Họp báo | Quý I\n2 | Tập huấn |",
        "|TT|Nhiệm vụ|Thời gian|\n|1|Họp báo|Quý I|\n|2|Tập huấn||",
        "|TT|Nhiệm vụ|Thời gian|\n\n|1|Họp báo|Quý I|\n\n|2|Tập huấn||",
        "+---+---+---+\n| TT | Nhiệm vụ | Thời gian |\n+===+===+===+\n"
        "| 1 | Họp báo | Quý I |\n+---+---+---+\n| 2 | Tập huấn | |\n",
    ],
)
def test_tables(table: str) -> None:
    cells = [(block.text, block.cell) for block in read(f"Trước\n\n{table}\n\nSau").blocks]
    assert [pair for pair in cells[1:-1] if pair[0] != "-"] == TABLE
    assert (cells[0], cells[-1]) == (("Trước", None), ("Sau", None))


def test_two_tables_are_counted() -> None:
    row = "| A | B |\n|---|---|\n| 1 | 2 |\n"
    cells = [block.cell for block in read(f"{row}\nGiữa\n\n{row}").blocks if block.cell]
    assert [cell.table for cell in cells] == [1, 1, 1, 1, 2, 2, 2, 2]


def test_rules_drawn_with_characters_are_no_text() -> None:
    assert texts("KẾ HOẠCH\n-------\n_____\n* * *\n=====\n..........\nHết") == ["KẾ HOẠCH", "Hết"]


# Markdown


def test_markdown_marks_are_left_out() -> None:
    source = (
        "---\ntitle: x\n---\n# KẾ HOẠCH #\n## **Công tác _thông tin_ đối ngoại** ##\n"
        "_Căn cứ [Nghị định số 72/2015/NĐ-CP](http://x.vn/a_b) ngày 07/9/2015;_\n\n> Trích `mã`\n\n"
        "I\\. MỤC ĐÍCH\n\n![ảnh](a.png)\n* Một <b>đậm</b> &amp; hai&nbsp;ba\n"
        "- Hai (*)\n  nối tiếp\n+ Ba ____ snake_case 2*3*4\n"
    )
    assert markdown(source) == [
        "KẾ HOẠCH",
        "Công tác thông tin đối ngoại",
        "Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015;",
        "Trích mã",
        "I. MỤC ĐÍCH",
        "- Một đậm & hai\u00a0ba",
        "- Hai (*) nối tiếp",
        "+ Ba ____ snake_case 2*3*4",
    ]
    assert read(source, "x.md").format == "markdown"


def test_markdown_breaks_comments_and_fences() -> None:
    assert markdown("Một  \nhai\\\nba<br>bốn") == ["Một", "hai", "ba", "bốn"]
    assert markdown("A <!-- ghi\nchú --> b <!-- hở") == ["A", "b <!-- hở"]
    assert markdown("```python\nprint(1)\n```\n```\nTrong **khung**\n\nhai\n```\nHết") == [
        "Trong **khung**".replace("**", ""),
        "hai",
        "Hết",
    ]


def test_a_markdown_letterhead_table_is_columns() -> None:
    source = f"| **UBND**<br>**TỈNH X** | **{CAPITALS}**<br>Độc lập |\n|---|---|\n"
    source += "| Số: 02/KH-UBND | *X, ngày 03 tháng 01 năm 2012* |"
    document = read(source, "x.md")
    assert [block.text for block in document.blocks] == [
        "UBND",
        "TỈNH X",
        "Số: 02/KH-UBND",
        CAPITALS,
        "Độc lập",
        "X, ngày 03 tháng 01 năm 2012",
    ]
    assert not any(block.cell for block in document.blocks)


def test_cells_of_a_markdown_table() -> None:
    document = read("| TT | Việc |\n|--|--|\n| 1 | Họp \\| **báo**<br>hai |", "x.md")
    assert [(block.text, str(block.cell)) for block in document.blocks[2:]] == [
        ("1", "T1 R2 C1"),
        ("Họp | báo", "T1 R2 C2"),
        ("hai", "T1 R2 C2"),
    ]


def test_plain_text_keeps_its_marks_but_for_bold() -> None:
    source = "**Thực hiện công tác\ntỉnh Tây Ninh**\n# Một _hai_ `ba` [x](y) &amp; <!-- c -->"
    assert texts(source) == ["Thực hiện công tác tỉnh Tây Ninh", "# Một _hai_ `ba` [x](y) &amp; <!-- c -->"]


def test_markdown_is_known_by_its_headings_where_no_name_tells() -> None:
    document = read_text("# KẾ HOẠCH\n\n## I. MỤC ĐÍCH\n\n*Một*".encode(), "-")
    assert [block.text for block in document.blocks] == ["KẾ HOẠCH", "I. MỤC ĐÍCH", "Một"]
    assert document.format == "markdown"


# Encodings

VIETNAMESE = "Kế hoạch hoạt động thông tin đối ngoại – “Ủy ban nhân dân tỉnh”…"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings(encoding: str) -> None:
    (block,) = read_text(VIETNAMESE.encode(encoding)).blocks
    assert (block.text, block.line, block.column) == (VIETNAMESE, 1, 1)


def test_big_endian_with_a_mark() -> None:
    assert read_text(b"\xfe\xff" + VIETNAMESE.encode("utf-16-be")).blocks[0].text == VIETNAMESE


def test_windows_1258() -> None:
    source = "Kê\u0301 hoa\u0323ch hoa\u0323t đô\u0323ng thông tin đô\u0301i ngoa\u0323i"
    source += " – “U\u0309y ban nhân dân ti\u0309nh”…"
    assert read_text(source.encode("cp1258")).blocks[0].text == VIETNAMESE


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"-----\n\n=====", "empty"),
        (b"abc\x00def", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"\xff\xfeabc", "wrong-encoding"),
        ("Café déjà vu, Übergröße, ñandú".encode("latin-1"), "wrong-encoding"),
        ("計画書".encode("shift-jis"), "wrong-encoding"),
        (VIETNAMESE.encode()[:-1], "truncated"),
        (("Kế hoạch hoạt động thông tin đối ngoại " * 3).encode().decode("latin-1").encode(), "wrong-encoding"),
        (b"x" * 300_000, "too-large"),
        (b"a b\n" * 600_000, "too-large"),
        (b"\n" * 250_000 + b"x", "too-large"),
        (b"a.\n" * 30_000, "too-many-paragraphs"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_french_with_some_accents_is_no_garbled_vietnamese() -> None:
    assert texts("Château, façade, Noël, cœur, déjà vu ©") == ["Château, façade, Noël, cœur, déjà vu ©"]


def test_stray_control_characters_become_spaces() -> None:
    assert texts("KẾ\x0bHOẠCH\x0c và một đoạn dài để không bị coi là tệp nhị phân, đủ dài như mọi đoạn văn") == [
        "KẾ HOẠCH  và một đoạn dài để không bị coi là tệp nhị phân, đủ dài như mọi đoạn văn"
    ]


# Real and hostile input


@pytest.mark.parametrize(("number", "blocks"), [(0, 21), (1, 73), (2, 24), (3, 79), (4, 11)])
def test_seeds(shared_dir: Path, number: int, blocks: int) -> None:
    (path,) = (shared_dir / "seeds").glob(f"00{number}_*.txt")
    document = read(path.read_text(encoding="utf-8"))
    assert len(document.blocks) == blocks


@pytest.mark.parametrize("name", ["x.txt", "x.md"])
@pytest.mark.parametrize(
    "piece",
    [
        "|",
        "a | b\n",
        "|a|\n",
        "**a",
        "*a ",
        "_a ",
        "[a](",
        "![a",
        "`a",
        "<b ",
        "<!--",
        "&amp",
        "\\*",
        "a\tb\tc\n",
        "a   ",
        "- ",
        "> ",
        "# ",
        "e\u0301",
        "x\nđ",
        "<br>",
        "```\n",
        "Nơi nhận:\t",
        "- a\tB\n",
        "1.1.",
        " \u00a0",
        "---|",
        "Số: ",
    ],
)
def test_time_grows_with_the_text(piece: str, name: str) -> None:
    def seconds(size: int) -> float:
        source = "\n".join([(piece * 20_000)[:20_000]] * (size // 20_000)).encode()
        start = time.process_time()
        with suppress(ReadingError):
            read_text(source, name)
        return time.process_time() - start

    # A few tenths on any machine; a pattern that tries every start against every end takes minutes.
    assert seconds(100_000) < 3


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = read_text(data, "x.md")
    except ReadingError:
        return
    assert document.blocks


PIECES = st.sampled_from(
    [
        "a",
        "ế",
        "e\u0302\u0301",
        "Đ",
        " ",
        "  ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "|",
        "-",
        "*",
        "**",
        "_",
        "`",
        "[x](y)",
        "\\",
        "#",
        "1.",
        ".",
        "<br>",
        "---",
        "CỘNG HÒA",
        "Nơi nhận:",
        "   Độc lập",
        "&amp;",
        "\u200b",
        "\u00a0",
        "a)",
        "```",
        "> ",
        "X, ngày 1",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["x.txt", "x.md"]))
def test_every_character_is_where_its_place_says(source: str, name: str) -> None:
    try:
        document = read_text(source.encode(), name)
    except ReadingError:
        return
    written = {"-": "*", "&": "&amp;"}
    assert misplaced(document, source, written) == []
    assert [block.ordinal for block in document.blocks] == list(range(1, len(document.blocks) + 1))
    assert all(block.text == block.text.strip() != "" for block in document.blocks)
    if name == "x.txt":
        # Nothing but white space, rules, bold marks and table frames is lost.
        shown = "".join(block.text for block in document.blocks)
        for letter in "aếĐ1XyG":
            assert shown.count(letter) == source.replace("e\u0302\u0301", "ế").count(letter)
