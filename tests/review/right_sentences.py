"""Right sentences in a draft of their day and system: what plancheck would change in them unasked.

    python -m tests.review.right_sentences FILE [FILE ...]

Each line of a file is ``yyyy-mm-dd | state or party | sentence``. The sentence stands where it belongs by its shape:
among the bases, in the list of recipients, else as a paragraph of the body.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from plancheck.api import Checker, Draft
from plancheck.report.model import Fix
from plancheck.text import nfc

RIGHT = Path(__file__).parent / "right"
_BASES = ("Căn cứ", "- Căn cứ", "Theo đề nghị", "Xét đề nghị")
_STATE = """\
ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 215/KH-UBND
Lạng Sơn, ngày {day:02} tháng {month} năm {year}

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
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Minh
"""
_PARTY = """\
TỈNH ỦY LẠNG SƠN
{board}
*
Số 100-KH/{symbol}
ĐẢNG CỘNG SẢN VIỆT NAM
Lạng Sơn, ngày {day:02} tháng {month} năm {year}

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
TRƯỞNG BAN

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
    slots = {"bases": "", "body": "", "recipients": "- Lưu Văn phòng." if party else "- Lưu: VT."}
    if sentence.text.startswith(_BASES) or (sentence.text.startswith("Thực hiện") and sentence.text.endswith(";")):
        slots["bases"] = sentence.text
    elif sentence.text.startswith("- Lưu"):
        slots["recipients"] = sentence.text
    elif sentence.text.startswith("- "):
        slots["recipients"] = f"{sentence.text}\n{slots['recipients']}"
    else:
        slots["body"] = sentence.text
    return (_PARTY if party else _STATE).format(
        day=day,
        month=f"{month:02}" if month < 3 else month,
        year=year,
        board="BAN TUYÊN GIÁO VÀ DÂN VẬN" if renamed else "BAN TUYÊN GIÁO",
        symbol="BTGDVTU" if renamed else "BTGTU",
        **slots,
    )


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
