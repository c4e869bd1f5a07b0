"""The reference page and the published schema say what the rules are."""

from pathlib import Path

import jsonschema
import pytest

from plancheck.data.source import read
from plancheck.knowledge import load_knowledge
from plancheck.knowledge.store import rules_dir
from plancheck.report.explanation import reference
from plancheck.rules import load_rules
from plancheck.rules.glossary import glossary
from plancheck.rules.ruleset import shipped_files
from plancheck.rules.schema import json_schema

KNOWN = load_knowledge().names


def test_the_reference_is_current() -> None:
    page = (rules_dir() / "REFERENCE.md").read_text(encoding="utf-8")
    assert page == reference(load_rules()), "run: plancheck rules reference > rules/REFERENCE.md"


def test_every_property_of_a_fact_is_told_in_both_languages() -> None:
    texts = {text for title, properties in glossary().values() for text in (title, *properties.values())}
    assert all(vietnamese and english for vietnamese, english in texts)


def test_every_rule_is_in_the_reference_once() -> None:
    rules = load_rules()
    lines = reference(rules).splitlines()
    assert sorted(line[4:] for line in lines if line.startswith("### ")) == [rule.id for rule in rules.rules]
    assert sum(line.startswith("## ") for line in lines) == len({rule.pack for rule in rules.rules})


@pytest.mark.parametrize("path", shipped_files(), ids=lambda path: path.stem)
def test_the_schema_accepts_what_the_loader_accepts(path: Path) -> None:
    jsonschema.Draft202012Validator(json_schema(KNOWN)).validate(read(path).data)


@pytest.mark.parametrize(
    "rule",
    [
        {"id": "TST-001"},
        {"slug": "x"},
        {"overrides": "TST-001", "severity": "high"},
        {"overrides": "TST-001", "applies": {"from": 20200101}},
        {"overrides": "TST-001", "applies": {"form": "2020-01-01"}},
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(rule: dict[str, object]) -> None:
    data = {"pack": "own", "title": {"vi": "X"}, "rules": [rule]}
    assert not jsonschema.Draft202012Validator(json_schema(KNOWN)).is_valid(data)
    good = {**data, "rules": [{"overrides": "TST-001", "severity": "info", "applies": {"from": "2020-01-01"}}]}
    jsonschema.Draft202012Validator(json_schema(KNOWN)).validate(good)
