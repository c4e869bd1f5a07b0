"""docs/law.md says what the register says."""

from pathlib import Path

from plancheck.knowledge import load_knowledge
from plancheck.report.law_page import law_page

PAGE = Path(__file__).parents[2] / "docs" / "law.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == law_page(load_knowledge()), "run: plancheck rules law > docs/law.md"


def test_the_page_tells_what_governs_a_province_and_since_when() -> None:
    province = PAGE.read_text("utf-8").partition("## Kế hoạch của sở")[0].splitlines()
    old = next(line for line in province if line.startswith("| 22/10/2015"))
    assert "72/2015/NĐ-CP" in old
    assert "79/2010/QĐ-TTg" not in old
    today = next(line for line in province if "đến nay" in line)
    assert all(number in today for number in ("148/2026/NĐ-CP*", "30/2020/NĐ-CP"))
    assert "110/2004/NĐ-CP" not in today


def test_districts_end_with_june_2025_and_every_end_of_the_register_is_told() -> None:
    text = PAGE.read_text("utf-8")
    district = text.partition("cấp huyện (đến 30/6/2025)")[2].partition("## ")[0]
    assert "đến 30/6/2025" in district
    assert "đến nay" not in district
    ended = [each for each in load_knowledge().instruments if each.end]
    assert all(each.number in text for each in ended)
