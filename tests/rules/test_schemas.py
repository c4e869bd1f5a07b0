"""The JSON Schemas that editors use: what is shipped fits them, what is mistyped does not."""

import json
import tomllib
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

from plancheck.cli import settings_schema
from plancheck.cli.settings import KEYS
from plancheck.data.source import parse, read
from plancheck.facts.vocabulary import kinds
from plancheck.knowledge import load_knowledge, schema
from plancheck.knowledge.register import register_files
from plancheck.knowledge.store import rules_dir
from plancheck.review import skeleton_schema
from plancheck.review.skeleton import skeleton_files
from plancheck.rules import schema as rules_schema
from plancheck.rules.parameters import FLAGS

KNOWN = load_knowledge().names
SCHEMAS: dict[str, dict[str, Any]] = {
    "rules": rules_schema.json_schema(KNOWN),
    "register": schema.json_schema(KNOWN),
    "skeleton": skeleton_schema.json_schema(KNOWN),
    "settings": settings_schema.json_schema(["lead"], KNOWN["provinces"], FLAGS),
}


def fits(kind: str, data: object) -> bool:
    valid: bool = jsonschema.Draft202012Validator(SCHEMAS[kind]).is_valid(data)
    return valid


@pytest.mark.parametrize("kind", SCHEMAS)
def test_they_are_json_schemas(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[kind])


@pytest.mark.parametrize("file", [*register_files(), *skeleton_files(rules_dir())], ids=lambda file: file.name)
def test_what_is_shipped_fits(file: Path) -> None:
    kind = "register" if file in register_files() else "skeleton"
    jsonschema.Draft202012Validator(SCHEMAS[kind]).validate(read(file).data)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("register", "topics: [{overides: training}]"),
        ("register", "agencies: [{id: a, name: A, level: provnce}]"),
        ("register", "agencies: [{id: a, name: A, functions: [{functon: x}]}]"),
        ("register", "regimes: [{instrument: 1/2, purpose: contents}]"),
        ("register", "instruments: [{number: 1/2, type: QĐ, title: T, source: S, certainty: sure}]"),
        ("register", "sections: [{id: s, label: S, words: x}]"),
        ("register", "slips: [{issue: a, source: b, pears: []}]"),
        ("register", "extend: {term: {}}"),
        ("skeleton", "skeleton: a\napplies: {levels: [provnce]}"),
        ("skeleton", "skeleton: a\napplies: {}\nbodi: [x]"),
        ("skeleton", "skeleton: a\napplies: {}\nbody: [{text: x, item: [y]}]"),
        ("skeleton", "skeleton: a\napplies: {}\nletterhead: [{text: x, as: x}]"),
        ("skeleton", "skeleton: a\napplies: {border: maybe}"),
    ],
)
def test_what_is_mistyped_does_not(kind: str, text: str) -> None:
    assert not fits(kind, parse(text, Path("own.yaml")).data)


def test_settings() -> None:
    good = """
format = "json"
fail_on = "warning"
as-of = "01/11/2026"
select = ["RPT", "SEC-001"]
jobs = "auto"
preview = true
[parameters]
lead = {value = "so-vhtt", from = "2025-01-01"}
[parameters.provinces]
tay-ninh = {gate = false}
[[suppress]]
rule = "SEC-001"
reason = "đã xin ý kiến"
"""
    assert fits("settings", tomllib.loads(good))
    for old, new in (
        ("json", "jsn"),
        ("fail_on", "fail_onn"),
        ("01/11/2026", "hôm qua"),
        ('["RPT", "SEC-001"]', "3"),
        ('"auto"', "1000"),
        ("preview = true", 'preview = "yes"'),
        ("lead", "leed"),
        ("gate", "gat"),
        ("reason", "reson"),
    ):
        assert not fits("settings", tomllib.loads(good.replace(old, new, 1))), new
    assert {name.replace("_", "-") for name in SCHEMAS["settings"]["properties"]} == set(KEYS)


def test_editors_are_told_names() -> None:
    told = json.dumps(SCHEMAS, ensure_ascii=False)
    for name in ("foreign-information", "72/2015/NĐ-CP", "so-tttt", "lang-son", "funding", "reporting.hidden"):
        assert f'"{name}"' in told


def test_levels_are_those_of_the_facts() -> None:
    assert set(get_args(schema.IssuerLevel)) == set(kinds()["document"]["level"].values)
