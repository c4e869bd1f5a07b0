"""The table of the measurement, as a page in Markdown."""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from plancheck.rules import load_rules
from tests.peers.draft import ROOT, YEARS
from tests.peers.measure import defects, found, of_good, of_planted

PAGE = ROOT / "docs" / "peers.md"
_HEAD = """# 23 lỗi cài sẵn: plancheck và các chương trình khác

Mười ba chương trình kiểm tra hoặc sửa văn bản tiếng Việt đã được chạy trên cùng hai bản dự thảo: một bản đúng thể thức
(nguyên văn Kế hoạch thông tin đối ngoại năm 2012 của tỉnh Tây Ninh, trình bày theo Nghị định 30/2020/NĐ-CP) và chính
bản ấy cài 23 lỗi. Hai bản được dựng lại bằng mã trong [tests/peers](../tests/peers): mỗi lỗi một hàm. plancheck xét hai
lần, bản ghi ngày 03/01/2012 và bản đổi mọi năm 2012 thành 2022, vì luật mỗi thời một khác.

Trang này do lệnh `python -m tests.peers` viết; kiểm thử của dự án giữ cho đúng. Thời gian đo bằng
`python -m tests.peers --time`.

*Thirteen programs were run on the same two drafts, one in order and one with 23 planted defects. plancheck judges the
planted draft as of 2012 and as of 2022. Figures of the other programs: survey of November 2026.*
"""
_SECONDS = "≈ 0,1"
"""plancheck's own, once started, on the machine of the survey; starting adds about 0.3 s."""


def page(convert: ModuleType) -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_defects(convert), "", *_programs(convert), "", *_good(convert), ""])


def _defects(convert: ModuleType) -> Iterator[str]:
    yield "## Từng lỗi"
    yield ""
    yield "| # | lỗi cài sẵn | chương trình khác tìm ra | plancheck, 2012 | plancheck, 2022 |"
    yield "|---|---|---|---|---|"
    for number, entry in defects().items():
        told = (_cell(entry[year], of_planted(convert, year)) for year in YEARS)
        yield f"| {number} | {entry['what']['vi']} | {entry['peers'] or '**không**'} | {' | '.join(told)} |"


def _cell(entry: dict[str, Any], findings: tuple[Any, ...]) -> str:
    if "lawful" in entry:
        return f"không phải lỗi: {entry['lawful']}"
    return ", ".join(entry["found"]) if found(findings, entry["found"]) else "**sót**"


def caught(convert: ModuleType, year: int) -> tuple[int, int]:
    """How many of the defects of a year are found in the draft that has all, and how many there are."""
    expected = [entry[year]["found"] for entry in defects().values() if "found" in entry[year]]
    return sum(found(of_planted(convert, year), each) for each in expected), len(expected)


def _programs(convert: ModuleType) -> Iterator[str]:
    yield "## Từng chương trình"
    yield ""
    yield "| chương trình | tìm ra | nói gì về bản đúng | trong đó báo sai | giây một bản |"
    yield "|---|---|---|---|---|"
    for year in YEARS:
        some, all_ = caught(convert, year)
        severe = sum(each.severity != "info" for each in of_good(convert, year))
        count = len(of_good(convert, year))
        yield (
            f"| **plancheck, {year}** | **{some}/{all_}** | {count} ({severe} lỗi, cảnh báo; đều về nội dung) "
            f"| {len(false_alarms(convert, year))} | {_SECONDS} |"
        )
    for peer in yaml.safe_load((Path(__file__).parent / "peers.yaml").read_text("utf-8")):
        yield f"| {peer['name']} | {peer['found']}/23 | {peer['good']} | {peer['wrong']} | {peer['seconds']} |"
    yield "| *cả mười ba chương trình* | 10/23 | | | |"


def argued() -> dict[str, dict[str, str]]:
    """Why each finding on the draft without planted defects is right."""
    loaded: dict[str, dict[str, str]] = yaml.safe_load(
        (Path(__file__).parent / "good_findings.yaml").read_text("utf-8")
    )
    return loaded


def false_alarms(convert: ModuleType, year: int) -> list[str]:
    """Findings on the draft without planted defects that nothing in it or in the law of the year explains."""
    right = argued()["slips"] | (argued()["by_2022"] if year == 2022 else {})
    return [f"{each.rule} {each.message}" for each in of_good(convert, year) if each.rule not in right]


def _good(convert: ModuleType) -> Iterator[str]:
    yield "## plancheck nói gì về bản đúng"
    yield ""
    yield (
        "Bản đúng giữ nguyên các chỗ sai của bản quét năm 2012, và bản của năm 2022 vẫn căn cứ luật của năm 2012. "
        "Không mục nào về thể thức, ngôn ngữ nặng hơn lưu ý."
    )
    yield ""
    yield "| quy tắc | 2012 | 2022 | vì |"
    yield "|---|---|---|---|"
    known = {rule.id for rule in load_rules().rules}
    for rule, why in (argued()["slips"] | argued()["by_2022"]).items():
        assert rule in known
        marks = ("có" if any(each.rule == rule for each in of_good(convert, year)) else "" for year in YEARS)
        yield f"| {rule} | {' | '.join(marks)} | {why} |"
    yield ""
    kept = "; ".join(f"“{words}” ({why})" for words, why in argued()["unreported"].items())
    yield f"Không báo: {kept}."
