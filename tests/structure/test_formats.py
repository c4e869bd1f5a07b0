"""The same draft in every format gives the same plan, places apart."""

from pathlib import Path

import pytest

from plancheck.knowledge import Knowledge
from plancheck.reading import read
from plancheck.structure import analyse
from plancheck.structure.plan import Plan, Role

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.docx"))


def plan_of(path: Path, knowledge: Knowledge) -> Plan:
    return analyse(read(path.read_bytes(), path.name), knowledge)


def outline(plan: Plan) -> list[tuple[object, ...]]:
    return [
        (passage.role.value, passage.label, passage.level, " ".join(passage.content.split()), passage.breadcrumb)
        for passage in plan.passages
        if passage.text.strip() and passage.role not in (Role.NOISE, Role.NOTE)
    ]


@pytest.mark.parametrize("suffix", [".docx", ".txt", ".akn.xml"])
@pytest.mark.parametrize("name", NAMES)
def test_every_format_gives_the_same_plan(name: str, suffix: str, knowledge: Knowledge) -> None:
    xml = plan_of(SAMPLES / f"{name}.xml", knowledge)
    other = plan_of(SAMPLES / f"{name}{suffix}", knowledge)
    assert sorted(map(repr, outline(other))) == sorted(map(repr, outline(xml)))
    for field in ("nature", "type_code", "type_name", "subject", "period", "subject_id"):
        assert getattr(other, field) == getattr(xml, field), field
    assert other.number.canonical == xml.number.canonical
    assert (other.date.place_name, other.date.day, other.date.month, other.date.year) == (
        xml.date.place_name,
        xml.date.day,
        xml.date.month,
        xml.date.year,
    )
    for field in ("name", "superior", "system", "level", "province"):
        assert getattr(other.issuer, field) == getattr(xml.issuer, field), field
    for field in ("authority", "party_style", "collective", "posts", "signer"):
        assert getattr(other.signature, field) == getattr(xml.signature, field), field
    assert [(s.label, s.title, s.level, s.roles) for s in other.sections] == [
        (s.label, s.title, s.level, s.roles) for s in xml.sections
    ]


def test_there_are_samples() -> None:
    assert len(NAMES) >= 5
