"""Who signs for a Party committee, a department and a commune, and how their names stand."""

from datetime import date
from pathlib import Path

import pytest

from plancheck.pipeline import Options, check_bytes

WILD = Path(__file__).parents[1] / "wild"
SIGNED = {
    "so-2024.txt": "GIÁM ĐỐC\nBùi Văn Mạnh",
    "xa-2026.txt": "CHỦ TỊCH\nVi Văn Nam",
    "tinh-uy-2025.txt": "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nRah Lan Chung",
}
RULES = ("FMT-015", "FMT-016", "FMT-017", "FMT-031", "FMT-033", "FMT-097")
CASES = [
    ("tinh-uy-2025.txt", "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nRah Lan Chung", []),
    ("tinh-uy-2025.txt", "T/M BAN THƯỜNG VỤ\nBÍ THƯ\nRah Lan Chung", []),
    ("tinh-uy-2025.txt", "T/M TỈNH ỦY\nPHÓ BÍ THƯ THƯỜNG TRỰC\nRah Lan Chung", []),
    ("tinh-uy-2025.txt", "T/M BAN THƯỜNG VỤ\nK/T BÍ THƯ\nPHÓ BÍ THƯ\nRah Lan Chung", ["FMT-097"]),
    ("tinh-uy-2025.txt", "K/T BÍ THƯ\nPHÓ BÍ THƯ\nRah Lan Chung", ["FMT-097"]),
    ("tinh-uy-2025.txt", "PHÓ BÍ THƯ\nRah Lan Chung", ["FMT-097"]),
    ("tinh-uy-2025.txt", "T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\nRah Lan Chung", ["FMT-097"]),
    ("tinh-uy-2025.txt", "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nTS. Rah Lan Chung", ["FMT-017"]),
    ("so-2024.txt", "Bùi Văn Mạnh", ["FMT-097"]),
    ("so-2024.txt", "GIÁM ĐỐC\nKỹ sư Bùi Văn Mạnh", ["FMT-017"]),
    ("so-2024.txt", "GIÁM ĐỐC\nPGS, TS. Bùi Văn Mạnh", ["FMT-017"]),
    ("so-2024.txt", "GIÁM ĐỐC\nNSƯT Bùi Văn Mạnh", ["FMT-017"]),
    ("so-2024.txt", "GIÁM ĐỐC\nTô Văn Mạnh", []),
    ("so-2024.txt", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nBùi Văn Mạnh", []),
    ("xa-2026.txt", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nVi Văn Nam", []),
    ("xa-2026.txt", "TM. UBND XÃ\nCHỦ TỊCH\nVi Văn Nam", ["FMT-031"]),
]


def told(name: str, draft: str) -> list[str]:
    report = check_bytes(draft.encode(), name, Options(today=date(2026, 11, 22), select=RULES))
    return sorted({finding.rule for finding in report.findings})


@pytest.mark.parametrize(("name", "signature", "expected"), CASES)
def test_signatures(name: str, signature: str, expected: list[str]) -> None:
    draft = (WILD / name).read_text("utf-8")
    before, after = draft.rsplit(SIGNED[name], 1)
    known = told(name, before + SIGNED[name] + after)
    assert [rule for rule in told(name, before + signature + after) if rule not in known] == expected


@pytest.mark.parametrize(("line", "expected"), [("- Như trên;", ["FMT-033"]), ("- Như phần III;", [])])
def test_a_plan_has_nobody_above_whom_its_recipients_may_point_to(line: str, expected: list[str]) -> None:
    draft = (WILD / "so-2024.txt").read_text("utf-8")
    assert told("so-2024.txt", draft.replace("- UBND tỉnh (b/c);", f"{line}\n- UBND tỉnh (b/c);")) == expected
