"""Right sentences that draw nothing, beside faulty twins that are found.

``*.yaml``: groups of ``rules``, ``date`` (yyyy-mm-dd), ``right`` and ``wrong`` sentences. A sentence stands as a point
of a plan; ``where: basis`` puts it among the bases, ``where: recipients`` into the list of recipients.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.pipeline import Options, check_bytes

TODAY = datetime.date(2026, 11, 22)
FOLDER = Path(__file__).parent


def groups() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield path.stem, group


def cases() -> Iterator[Any]:
    for name, group in groups():
        for expected in ("right", "wrong"):
            for sentence in group.get(expected, ()):
                label = f"{name}-{'+'.join(group['rules'])}-{expected}-{sentence[:48]}"
                yield pytest.param(group, sentence, expected == "wrong", id=label)


def draft(group: dict[str, Any], sentence: str) -> bytes:
    """A plan of the group's issuer and day that holds the sentence."""
    day = group["date"]
    issuer = group.get("issuer", "UBND TỈNH LÂM ĐỒNG")
    place = group.get("place", "Lâm Đồng")
    where = group.get("where", "item")
    items = "\n".join(f"{number}. {line}" for number, line in enumerate(sentence.split("\n"), 1))
    return f"""{issuer}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/{group.get("symbol", "KH-UBND")}
{place}, ngày {day.day:02} tháng {day.month:02} năm {day.year}

{group.get("type", "KẾ HOẠCH")}
{group.get("subject", "Phòng, chống ma túy")}

Căn cứ Luật Phòng, chống ma túy ngày 30 tháng 3 năm 2021;
{sentence if where == "basis" else ""}
{group.get("enacting", "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:")}
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao hiệu quả công tác phòng, chống ma túy.
II. {group.get("heading", "NHIỆM VỤ")}
{items if where == "item" else group.get("tasks", "1. Tăng cường tuyên truyền.")}

Nơi nhận:
{sentence if where == "recipients" else "- Như trên;"}
- Lưu: VT, NC.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn A
""".encode()


@pytest.mark.parametrize(("group", "sentence", "faulty"), list(cases()))
def test_a_sentence(group: dict[str, Any], sentence: str, faulty: bool) -> None:
    report = check_bytes(draft(group, sentence), "ke-hoach.txt", Options(select=tuple(group["rules"]), today=TODAY))
    found = [f"{each.rule}: {each.message}" for each in report.findings]
    assert bool(found) == faulty, found
