"""Right sentences in a draft of their day and system: what plancheck would change in them unasked.

    python -m tests.review.right_sentences FILE [FILE ...]

Each line of a file is ``yyyy-mm-dd | state or party | sentence``. The sentence stands where it belongs by its shape:
among the bases, in the list of recipients, else as a paragraph of the body.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from plancheck.api import Checker, Draft
from plancheck.report.model import Fix
from plancheck.text import nfc

RIGHT = Path(__file__).parent / "right"
_AUTHORITY = re.compile(r"(?:TM|TUQ|TL|KT|Q|T/M|K/T|T/L|T/UQ)\W.*|(?:CHÁNH|PHÓ|CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG) ?.*")
_NUMBER = re.compile(r"Số:? .*[/-].*[A-ZĐ]{2,}")
_DATED = re.compile(r"[^,.]{3,30}, ngày .* tháng .* năm \d{4}")
_BASES = ("Căn cứ", "- Căn cứ", "Theo đề nghị", "Xét đề nghị")
_STATE = """\
{agency}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{number}
{date}

KẾ HOẠCH

Công tác thông tin đối ngoại tỉnh Lạng Sơn năm {year}

{bases}

Ủy ban nhân dân tỉnh Lạng Sơn ban hành Kế hoạch công tác thông tin đối ngoại năm {year} như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Nâng cao nhận thức về công tác thông tin đối ngoại.

{body}

II. TỔ CHỨC THỰC HIỆN

1. Các sở, ban, ngành tỉnh tổ chức thực hiện Kế hoạch này./.

Nơi nhận:
- Các sở, ban, ngành tỉnh;
{recipients}
{authority}

Nguyễn Văn Minh
"""
_PARTY = """\
TỈNH ỦY LẠNG SƠN
{agency}
*
{number}
ĐẢNG CỘNG SẢN VIỆT NAM
{date}

KẾ HOẠCH

công tác thông tin đối ngoại năm {year}
-----

{bases}

Ban xây dựng Kế hoạch công tác thông tin đối ngoại năm {year} như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Nâng cao nhận thức về công tác thông tin đối ngoại.

{body}

II. TỔ CHỨC THỰC HIỆN

1. Các cấp ủy, tổ chức đảng tổ chức thực hiện Kế hoạch này.

Nơi nhận:
- Thường trực Tỉnh ủy,
{recipients}
{authority}

Nguyễn Văn Minh
"""


class Sentence(NamedTuple):
    """One that is right on its day. ``day`` is ISO."""

    day: str
    system: str
    text: str


def sentences(path: Path) -> Iterator[Sentence]:
    """Those of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            day, system, text = (part.strip() for part in line.split("|", 2))
            yield Sentence(day, system, nfc(text))


def draft(sentence: Sentence) -> str:
    """A draft with the sentence in its place."""
    year, month, day = (int(part) for part in sentence.day.split("-"))
    party = sentence.system == "party"
    renamed = (year, month) >= (2025, 3)
    slots = {
        "agency": "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
        "number": "Số: 215/KH-UBND",
        "date": f"Lạng Sơn, ngày {day:02} tháng {f'{month:02}' if month < 3 else month} năm {year}",
        "bases": "",
        "body": "",
        "recipients": "- Lưu: VT.",
        "authority": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    }
    if party:
        slots["agency"] = "BAN TUYÊN GIÁO VÀ DÂN VẬN" if renamed else "BAN TUYÊN GIÁO"
        slots["number"] = "Số 100-KH/BTGDVTU" if renamed else "Số 100-KH/BTGTU"
        slots |= {"recipients": "- Lưu Văn phòng.", "authority": "TRƯỞNG BAN"}
    slot = _slot(sentence.text)
    line = sentence.text
    if slot == "recipients" and not line.startswith("- Lưu"):
        line = f"{line}\n{slots[slot]}"
    if line.startswith("SỞ "):
        line = f"UBND TỈNH LẠNG SƠN\n{line}"
    slots[slot] = line
    return (_PARTY if party else _STATE).format(year=year, **slots)


def _slot(text: str) -> str:
    """Where a line belongs."""
    if text.startswith(_BASES) or (text.startswith("Thực hiện") and text.endswith(";")):
        return "bases"
    if text.startswith("- "):
        return "recipients"
    for slot, pattern in (("authority", _AUTHORITY), ("number", _NUMBER), ("date", _DATED)):
        if pattern.fullmatch(text):
            return slot
    return "agency" if text.isupper() else "body"


def touched(checker: Checker, sentence: Sentence) -> list[tuple[str, Fix]]:
    """Rule and safe correction of each place in the sentence that plancheck would change unasked."""
    report = checker.check(Draft("draft.txt", None, draft(sentence).encode()))
    assert report.error is None, report.error
    at = draft(sentence).splitlines().index(sentence.text) + 1
    return [
        (finding.rule, fix) for finding in report.findings for fix in finding.fixes if fix.safe and fix.place.line == at
    ]


if __name__ == "__main__":
    _checker = Checker()
    _count = _wrong = 0
    for _path in sys.argv[1:] or sorted(map(str, RIGHT.glob("*.txt"))):
        for _sentence in sentences(Path(_path)):
            _count += 1
            _found = touched(_checker, _sentence)
            _wrong += bool(_found)
            for _rule, _fix in _found:
                print(f"{_sentence.day} {_sentence.system} {_rule}: “{_fix.old}” → “{_fix.new}” | {_sentence.text}")
    print(f"{_wrong} of {_count} right sentences would be changed")
