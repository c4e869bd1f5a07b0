"""Single lines as offices write them, in a plan of one day: dead, unborn and mistaken instruments and bodies."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.pipeline import Options, check_bytes

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "lines.yaml").read_text("utf-8"))
OF_STANDING = re.compile(
    r"(?:LEG-(?:001|002|008|009|01[0-8]|02[3-8]|03[2-9])|ORG-(?:00\d|01[0-247-9]|02[01])|RPT-003|BUD-004)$"
)
PLAN = """ỦY BAN NHÂN DÂN
TỈNH {upper}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/KH-UBND
{province}, ngày {day:%d} tháng {day:%m} năm {day:%Y}
KẾ HOẠCH
Hoạt động thông tin đối ngoại năm {day:%Y}
{basis}
Ủy ban nhân dân tỉnh ban hành Kế hoạch hoạt động thông tin đối ngoại năm {day:%Y} như sau:
I. NỘI DUNG
1. Tổ chức các hoạt động thông tin đối ngoại.
II. TỔ CHỨC THỰC HIỆN
1. {task}
2. Các đơn vị triển khai thực hiện.
Trên đây là Kế hoạch hoạt động thông tin đối ngoại năm {day:%Y}./.
Nơi nhận:
- Tỉnh ủy, HĐND tỉnh;
{recipient}
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Bình
"""


@pytest.mark.parametrize("case", CASES, ids=[f"{case['day']} {case['line'][:60]}" for case in CASES])
def test_line(case: dict[str, Any]) -> None:
    province = case.get("province", "Lạng Sơn")
    lines = {"basis": "", "task": "Tham mưu triển khai.", "recipient": "- Các đoàn thể;", case["in"]: case["line"]}
    text = PLAN.format(upper=province.upper(), province=province, day=case["day"], **lines)
    report = check_bytes(text.encode(), "a.txt", Options(today=date(2026, 11, 30)))
    told = [each for each in report.findings if OF_STANDING.match(each.rule)]
    heard = "\n".join(f"{each.rule} {each.message} | {each.expected} |" for each in told)
    assert re.search(case["says"], heard) if "says" in case else not heard, heard
    assert len({each.rule for each in told}) == len(told), "told twice"
