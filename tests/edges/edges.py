"""Where what is told of a draft turns as a gap in it grows.

``facts.yaml`` and ``structure.yaml``: ``of``: the module and its number, by name or as it stands ("almanac _REACH",
"sums 140"; "sums 140 / of what" where it has several). ``point``: a sentence among the points of a plan, or a line at
another place of it: ``about``, ``title``, ``basis`` …; ``paper``: a whole draft. Gaps are filled: «» with letters,
«ab » with that, again and again, up to a length; «*ab » with all of that so many times, «#» with the number itself,
«#1990» with one so much higher. ``told``: a pattern of what is told of it (as in ``tests/snapshots``) up to some
length and not beyond, or only beyond.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from plancheck.pipeline import Options, papers
from tests.snapshots.telling import told

HERE = Path(__file__).parent
Case = Mapping[str, Any]
ROOMS: dict[str, list[Case]] = {
    room: yaml.safe_load((HERE / f"{room}.yaml").read_text("utf-8")) for room in ("facts", "structure")
}
KEPT = HERE / "edges.yaml"
"""The longest filling before what is told turns, negative where it is told only beyond."""
_GAP = re.compile("«([*#]?)(.*?)»", re.DOTALL)
_MOST = 1 << 12
_OPTIONS = Options(today=date(2026, 11, 22))
_PLAN = """{top}
UBND TỈNH LÂM ĐỒNG
{state}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{number}
Số: 12/KH-UBND
{date}
Lâm Đồng, ngày 05 tháng 02 năm 2026
{head}
KẾ HOẠCH
{about}
{title}
Căn cứ Luật Báo chí ngày 05 tháng 4 năm 2016;
{basis}
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao hiệu quả công tác thông tin đối ngoại.
{body}
II. NHIỆM VỤ
{point}
{last}
Nơi nhận:
{to}
- Lưu: VT, NC.
{sign}
TM. ỦY BAN NHÂN DÂN
{post}
CHỦ TỊCH
{signer}
Nguyễn Văn A
{end}
"""
_USUAL = {"about": "Công tác thông tin đối ngoại năm 2026", "point": "Tăng cường tuyên truyền.", "to": "- Như trên;"}
_SLOT = re.compile(r"\{(\w+)\}\n")


def draft(case: Case, length: int) -> bytes:
    """The draft of a case with its gaps filled to a length."""

    def line(name: str) -> str:
        text = case.get(name, _USUAL.get(name, ""))
        if name == "point":
            text = "\n".join(f"{number}. {each}" for number, each in enumerate(text.split("\n"), 1))
        return text and f"{text}\n"

    whole = case.get("paper") or _SLOT.sub(lambda slot: line(slot[1]), _PLAN)
    return _GAP.sub(lambda gap: _filled(gap, length), whole).encode()


def _filled(gap: re.Match[str], length: int) -> str:
    way, said = gap.groups()
    if way == "#":
        return str(int(said or 0) + length)
    return said * length if way else ((said or "o") * length)[:length]


def seen(case: Case, length: int) -> bool:
    """Whether it is told of the draft with its gaps filled to a length."""
    return re.search(case["told"], lines(case, length), re.MULTILINE) is not None


def lines(case: Case, length: int = 0) -> str:
    """What is told of the draft with its gaps filled to a length."""
    return "\n".join(entry for each in papers(draft(case, length), "x.txt", _OPTIONS) for entry in told(each))


def found(case: Case) -> int:
    """The edge, found anew. Raises ValueError where nothing turns."""
    first = seen(case, 0)
    least, most = 0, 1
    while seen(case, most) == first:
        least, most = most, most * 2
        if most > _MOST:
            raise ValueError(f"{case['of']}: {'always' if first else 'never'} told")
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if seen(case, middle) == first else (least, middle)
    return least if first else -least


def kept() -> dict[str, int]:
    """Edges as accepted."""
    return yaml.safe_load(KEPT.read_text("utf-8")) if KEPT.exists() else {}
