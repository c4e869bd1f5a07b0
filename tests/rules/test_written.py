"""Wrong ways of writing a component, as the packs say them: what each is put right to, and what is left alone."""

import pytest

from plancheck.pipeline import Options, check_bytes
from plancheck.report.model import Finding
from tests.facts.test_components import PARTY, changed

STATE_CASES = [
    # rule, as it should be, as written, what is said to be right (empty: nothing is wrong)
    ("FMT-003", "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", "UBND TỈNH LẠNG SƠN", "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN"),
    ("FMT-003", "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", "UBND\nTỈNH LẠNG SƠN", "ỦY BAN NHÂN DÂN"),
    ("FMT-005", "Số: 05/KH-UBND", "Số: 5/KH-UBND", "Số: 05/KH-UBND"),
    ("FMT-005", "Số: 05/KH-UBND", "Số: 15/KH-UBND", ""),
    ("FMT-005", "Số: 05/KH-UBND", "Số: 125/KH-UBND", ""),
    ("FMT-005", "Số: 05/KH-UBND", "Số: 05 /KH-UBND", "Số: 05/KH-UBND"),
    ("FMT-005", "Số: 05/KH-UBND", "Số: 05/KH- UBND", "Số: 05/KH-UBND"),
    ("FMT-005", "Số: 05/KH-UBND", "Số: 05/KH -UBND", "Số: 05/KH-UBND"),
    ("FMT-005", "Số: 05/KH-UBND", "Số : 05/KH-UBND", "Số: 05/KH-UBND"),
    ("FMT-005", "Số: 05/KH-UBND", "Số:      /KH- UBND", "Số:      /KH-UBND"),
    ("FMT-005", "Số: 05/KH-UBND", "Số:       /KH-UBND", ""),
    ("FMT-005", "Số: 05/KH-UBND", "Số: …/KH-UBND", ""),
    ("FMT-006", "Lạng Sơn, ngày 05", "Lạng Sơn ngày 05", "Lạng Sơn, ngày 05 tháng 02 năm 2022"),
    ("FMT-006", "Lạng Sơn, ngày 05", "Ngày 05", "…, Ngày 05 tháng 02 năm 2022"),
    ("FMT-006", "ngày 05 tháng 02 năm 2022", "ngày 05/02/2022", "Lạng Sơn, ngày 05 tháng 02 năm 2022"),
    ("FMT-006", "ngày 05 tháng 02 năm 2022", "ngày 5-2-2022", "Lạng Sơn, ngày 05 tháng 02 năm 2022"),
    ("FMT-006", "ngày 05 tháng 02 năm 2022", "ngày 5/3/2022", "Lạng Sơn, ngày 05 tháng 3 năm 2022"),
    ("FMT-006", "ngày 05 tháng 02 năm 2022", "ngày 15/1/2022", "Lạng Sơn, ngày 15 tháng 01 năm 2022"),
    ("FMT-006", "ngày 05 tháng 02 năm 2022", "ngày 31.12.2022", "Lạng Sơn, ngày 31 tháng 12 năm 2022"),
    ("FMT-006", "ngày 05 tháng 02 năm 2022", "ngày     tháng 02 năm 2022", ""),
    ("FMT-007", "ngày 05 tháng 02", "ngày 5 tháng 2", "Lạng Sơn, ngày 05 tháng 02 năm 2022"),
    ("FMT-007", "ngày 05 tháng 02", "ngày 9 tháng 3", "Lạng Sơn, ngày 09 tháng 3 năm 2022"),
    ("FMT-007", "ngày 05 tháng 02", "ngày 10 tháng 3", ""),
    ("FMT-007", "ngày 05 tháng 02", "ngày 15 tháng 12", ""),
    ("FMT-018", "Nơi nhận:", "Nơi nhận", "Nơi nhận:"),
    ("FMT-018", "Nơi nhận:", "NƠI NHẬN :", ""),
    ("FMT-018", "- Lưu: VT, KGVX.", "- Lưu: VT KGVX.", "- Lưu: VT, KGVX."),
    ("FMT-018", "- Lưu: VT, KGVX.", "- Lưu VT, KGVX.", "- Lưu: VT, KGVX."),
    ("FMT-018", "- Lưu: VT, KGVX.", "- Lưu VT KGVX.", "- Lưu: VT, KGVX."),
    ("FMT-018", "- Lưu: VT, KGVX.", "- Lưu: KGVX.", "- Lưu: VT, KGVX."),
    ("FMT-018", "- Lưu: VT, KGVX.", "- Lưu KGVX.", "- Lưu: VT, KGVX."),
    ("FMT-018", "- Lưu: VT, KGVX.", "- Lưu:.", "- Lưu: VT, …"),
    ("FMT-018", "- Lưu: VT, KGVX.", "- Lưu: Văn thư, KGVX.", ""),
    ("FMT-018", "- Lưu: VT, KGVX.", "- Lưu: VT.", ""),
    ("FMT-031", "KT. CHỦ TỊCH", "KT.CHỦ TỊCH", "KT. CHỦ TỊCH"),
    ("FMT-031", "KT. CHỦ TỊCH", "KT CHỦ TỊCH", "KT. CHỦ TỊCH"),
    ("FMT-031", "KT. CHỦ TỊCH", "K/T CHỦ TỊCH", "KT. CHỦ TỊCH"),
    ("FMT-031", "TM. ỦY BAN NHÂN DÂN", "T/M. ỦY BAN NHÂN DÂN", "TM. ỦY BAN NHÂN DÂN"),
    ("FMT-031", "TM. ỦY BAN NHÂN DÂN", "TM. ỦY BAN NHÂN DÂN TỈNH", ""),
]
PARTY_CASES = [
    ("PTY-003", "Số 62-HD", "Số: 62-HD", "Số 62-HD/BTGTU"),
    ("PTY-003", "Số 62-HD", "Số :62-HD", "Số 62-HD/BTGTU"),
    ("PTY-003", "Số 62-HD", "Số      -HD", ""),
    ("PTY-005", "\nTRƯỞNG BAN", "\nKT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN", "K/T TRƯỞNG BAN"),
    ("PTY-005", "\nTRƯỞNG BAN", "\nTL. BAN THƯỜNG VỤ\nTRƯỞNG BAN", "T/L BAN THƯỜNG VỤ"),
    ("PTY-005", "\nTRƯỞNG BAN", "\nK/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN", ""),
    ("PTY-007", "- Lưu Ban", "- Lưu: VT, Ban", "- Lưu Ban Tuyên giáo Tỉnh ủy."),
    ("PTY-007", "- Lưu Ban", "- Lưu: Ban", "- Lưu Ban Tuyên giáo Tỉnh ủy."),
    ("PTY-007", "- Lưu Ban Tuyên giáo Tỉnh ủy.", "- Lưu: VT.", "- Lưu …"),
    ("PTY-007", "- Lưu Ban", "- Lưu Ban", ""),
]


@pytest.mark.parametrize(("rule", "old", "new", "right"), STATE_CASES)
def test_state_papers(rule: str, old: str, new: str, right: str) -> None:
    holds(rule, changed((old, new)), right, 20220205)


@pytest.mark.parametrize(("rule", "old", "new", "right"), PARTY_CASES)
def test_party_papers(rule: str, old: str, new: str, right: str) -> None:
    holds(rule, changed((old, new), base=PARTY), right, 20260601)


def holds(rule: str, text: str, right: str, day: int) -> None:
    """What is said to be right is so, and is right itself when it is written."""
    found = findings(rule, text, day)
    assert [finding.expected for finding in found] == [right] * bool(right)
    for finding in found:
        if "…" not in finding.expected:
            assert findings(rule, text.replace(finding.quote, finding.expected, 1), day) == ()


def findings(rule: str, text: str, day: int) -> tuple[Finding, ...]:
    return check_bytes(text.encode(), "plan.txt", Options(as_of=day, select=(rule,))).findings
