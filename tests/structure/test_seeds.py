"""The five real documents, line by line."""

from itertools import groupby
from pathlib import Path

import pytest

from plancheck.knowledge import Knowledge
from plancheck.reading import read
from plancheck.structure import analyse
from plancheck.structure.plan import Plan, Role


@pytest.fixture(scope="module")
def plans(shared_dir: Path, knowledge: Knowledge) -> dict[str, Plan]:
    return {
        path.name[:3]: analyse(read(path.read_bytes(), path.name), knowledge)
        for path in sorted((shared_dir / "seeds").glob("*.txt"))
    }


def runs(plan: Plan) -> str:
    """Roles in order with how often each is repeated."""
    repeated = groupby(passage.role.value for passage in plan.passages)
    return ", ".join(f"{len(list(group))} {role}" for role, group in repeated)


ROLES = {
    "000": "2 noise, 1 subject, 1 noise, 7 paragraph, 10 noise",
    "001": (
        "1 number, 1 place-date, 1 type, 1 subject, 4 stamp, 3 basis, 1 enacting, 1 heading, 3 item, "
        "2 heading, 5 item, 2 heading, 3 item, 1 heading, 3 item, 2 heading, 5 item, 1 heading, 4 item, "
        "1 heading, 2 item, 1 heading, 2 item, 1 heading, 2 item, 1 heading, 1 item, 1 heading, 2 item, "
        "1 closing, 1 recipients-label, 10 recipient, 2 stamp, 1 signer"
    ),
    "002": "1 subject, 2 paragraph, 8 item, 1 paragraph, 12 noise",
    "003": (
        "3 noise, 1 superior, 1 agency, 1 asterisk, 1 number, 1 party-name, 1 place-date, 1 type, 1 subject, "
        "1 basis, 1 heading, 1 paragraph, 1 heading, 5 item, 2 heading, 3 item, 1 heading, 4 item, 1 heading, "
        "2 item, 1 heading, 1 paragraph, 2 item, 1 recipients-label, 9 recipient, 1 post, 1 signer, 30 noise"
    ),
    "004": "1 noise, 1 subject, 5 paragraph, 1 noise, 1 paragraph, 2 noise",
}
# Nature, type, number, (day, month, year), issuer, system, level, province, period, signer.
STATE = ("state", "province")
IDENTITY = {
    "000": ("article", "KH", "35/KH-UBND", (16, 4, 2014), "UBND tỉnh", *STATE, "lang-son", (2014, 2014), ""),
    "001": (
        *("draft", "KH", "02/KH-UBND", (3, 1, 2012), "Ủy ban nhân dân tỉnh Tây Ninh"),
        *(*STATE, "tay-ninh", (2012, 2012), "Trần Lưu Quang"),
    ),
    "002": (
        *("article", "KH", "861/KH-UBND", (22, 12, 2022), "Ủy ban nhân dân tỉnh"),
        *(*STATE, "bac-kan", (2023, 2023), ""),
    ),
    "003": (
        *("draft", "HD", "100-HD/BTGTU", (13, 3, 2014), "BAN TUYÊN GIÁO"),
        *("party", "province", "thai-nguyen", (2014, 2014), "Lê Quang Dực"),
    ),
    "004": (
        *("article", "KH", "50/KH-UBND", (0, 0, 0), "huyện Tịnh Biên"),
        *("state", "district", "an-giang", (2018, 2018), ""),
    ),
}


@pytest.mark.parametrize("seed", sorted(ROLES))
def test_every_line_has_its_role(seed: str, plans: dict[str, Plan]) -> None:
    assert runs(plans[seed]) == ROLES[seed]


@pytest.mark.parametrize("seed", sorted(IDENTITY))
def test_identity(seed: str, plans: dict[str, Plan]) -> None:
    plan = plans[seed]
    date, issuer, period = plan.date, plan.issuer, plan.period
    document = (plan.nature, plan.type_code, plan.number.canonical, (date.day, date.month, date.year))
    by = (issuer.name, issuer.system, issuer.level, issuer.province)
    assert (*document, *by, (period.first, period.last), plan.signature.signer) == IDENTITY[seed]
    assert plan.subject_id == "foreign-information"


def test_the_stamp_of_arrival_is_not_the_number(plans: dict[str, Plan]) -> None:
    plan = plans["001"]
    assert [passage.text for passage in plan.of(Role.STAMP)][:3] == [
        "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        "Số: 29",
        "ĐẾN Ngày: 05/01/2012",
    ]
    number = plan.number
    assert plan.passages[number.passage].text[number.start : number.end] == number.text == "02 /KH-UBND"


def test_bodies_named_as_headings_stand_above_their_tasks(plans: dict[str, Plan]) -> None:
    tasks = {passage.breadcrumb for passage in plans["001"].passages if passage.text.startswith("- Chủ trì")}
    assert tasks == {
        ("III. Tổ chức thực hiện", "1. Sở Thông tin và Truyền thông Tây Ninh"),
        ("III. Tổ chức thực hiện", "2. Sở Ngoại vụ"),
        ("III. Tổ chức thực hiện", "3. Sở Văn hóa, Thể thao và Du lịch"),
    }


def test_sections_fill_their_roles(plans: dict[str, Plan]) -> None:
    outermost = {
        seed: [sorted(section.roles) for section in plans[seed].sections if section.level == 1]
        for seed in ("001", "003")
    }
    assert outermost == {
        "001": [["purpose", "requirements"], ["content", "forms"], ["implementation"]],
        "003": [["purpose", "requirements"], ["tasks"], ["implementation"]],
    }


def test_sections_enclose_their_blocks(plans: dict[str, Plan]) -> None:
    for plan in plans.values():
        for section in plan.sections:
            assert section.first == section.heading <= section.last
            if section.parent >= 0:
                parent = plan.sections[section.parent]
                assert parent.first < section.first
                assert section.last <= parent.last
                assert parent.level < section.level
        for passage in plan.passages:
            if passage.section >= 0:
                section = plan.sections[passage.section]
                assert section.first <= passage.index <= section.last
