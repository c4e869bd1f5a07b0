"""What rules/README.md shows works."""

import re
import tomllib
from pathlib import Path

import yaml

from plancheck.knowledge import load_knowledge
from plancheck.knowledge.store import rules_dir
from plancheck.rules import lint_rules, load_rules
from plancheck.rules.examples import fault
from plancheck.rules.model import Edit, Example
from plancheck.rules.parameters import flags
from plancheck.rules.ruleset import extra_register
from plancheck.rules.schema import ExamplesSpec, FixSpec

GUIDE = (rules_dir() / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def block(start: str) -> str:
    """The one YAML block that begins so."""
    (found,) = (each for each in blocks("yaml") if each.lstrip().startswith(start))
    return found


def test_its_pack_and_register_can_be_used(tmp_path: Path) -> None:
    pack, register = block("pack:"), block("instruments:")
    (tmp_path / "register").mkdir()
    (tmp_path / "cua-so.yaml").write_text(pack, encoding="utf-8")
    (tmp_path / "register" / "tinh.yaml").write_text(register, encoding="utf-8")
    assert lint_rules((tmp_path,)) == []
    rule = load_rules((tmp_path,)).get("RPT-009")
    assert rule is not None
    assert rule.severity == "warning"
    knowledge = load_knowledge(extra_register((tmp_path,)))
    assert knowledge.instrument("11/2024/QĐ-UBND", "tay-ninh") is not None
    assert knowledge.province("tay-ninh").foreign_affairs_office == "no"


def test_its_subject_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "own.yaml").write_text(block("subjects:"), encoding="utf-8")
    (tmp_path / "register" / "more.yaml").write_text(block("topics:\n  - {extend"), encoding="utf-8")
    assert lint_rules((tmp_path,)) == []
    knowledge = load_knowledge(extra_register((tmp_path,)))
    assert knowledge.subject("gender-equality")
    (spoken,) = (topic for topic in knowledge.vocabulary.topics if topic.id == "spokesperson")
    assert "đầu mối báo chí" in str(spoken)


def test_its_fixes_can_be_written() -> None:
    lines = [line for line in block("fix:").splitlines() if line.lstrip().startswith("fix:")]
    fixes = [FixSpec.model_validate(yaml.safe_load(line)["fix"]) for line in lines]
    assert [(fix.class_, fix.replace is None) for fix in fixes] == [
        ("safe", False),
        ("safe", False),
        ("safe", True),
        ("safe", False),
        ("suggest", False),
        ("suggest", False),
        ("suggest", True),
        ("suggest", True),
        ("suggest", True),
        ("suggest", True),
        ("suggest", True),
        ("safe", True),
        ("safe", True),
        ("suggest", False),
        ("safe", True),
        ("safe", True),
    ]


def test_its_layout_examples_can_be_made() -> None:
    examples = ExamplesSpec.model_validate(yaml.load(block("examples:"), Loader=yaml.BaseLoader)["examples"])
    rule = load_rules().get("FMT-057")
    assert rule is not None
    for outcome, specs in (("fail", examples.fail), ("pass", examples.pass_)):
        for spec in specs:
            edits = tuple(
                Edit("format", edit.format or "", edit.words, "", tuple(edit.settings().items())) for edit in spec.edits
            )
            assert fault(rule, Example(outcome, edits, base=examples.base)) is None


def test_its_parameters_can_be_used() -> None:
    given = tomllib.loads(blocks("toml")[1])["parameters"]
    rule = load_rules((), given).get("AGY-007")
    assert rule is not None
    assert [value.value for value in rule.parameters["local"]] == ["ubnd-huyen", "ubnd-xa"]
    assert flags(given, load_knowledge()) == {"tay-ninh": {"foreign_affairs_office": "no", "gate": "yes"}}
