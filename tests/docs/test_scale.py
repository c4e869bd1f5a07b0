"""What docs/scale.md shows can be run."""

import json
import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import duckdb
import pytest

from plancheck.cli import check
from tests.cli.scenario import run
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
SAMPLE = ROOT / "samples" / "copied-draft.docx"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_its_options_are_those_of_the_command() -> None:
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("plancheck check")]
    asked = {word for line in lines for word in line.split() if word.startswith("-")}
    assert len(lines) == 3
    assert asked <= {name for option in check.command.params for name in option.opts}


def test_the_recipe_for_spark_gives_a_line_a_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    session: Any = ModuleType("pyspark.sql")
    partitions: list[Any] = []
    files = SimpleNamespace(mapPartitions=lambda function: partitions.append(function) or files)
    files.saveAsTextFile = lambda _: None
    spark = SimpleNamespace(sparkContext=SimpleNamespace(binaryFiles=lambda *_: files))
    session.SparkSession = SimpleNamespace(builder=SimpleNamespace(getOrCreate=lambda: spark))
    monkeypatch.setitem(sys.modules, "pyspark.sql", session)
    ray, recipe = blocks("python")
    compile(ray, "docs/scale.md", "exec")
    exec(recipe, {})
    rows = [("hdfs:///a.docx", bytearray(SAMPLE.read_bytes())), ("hdfs:///b.docx", bytearray())]
    first, second = map(json.loads, partitions[0](rows))
    assert (first["path"], first["error"], second["error"]["code"]) == ("hdfs:///a.docx", None, "empty")


@pytest.mark.parametrize("source", ["'soat.parquet'", "read_json('soat.jsonl')"])
def test_the_queries_answer(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rong.docx").write_bytes(b"")
    (tmp_path / "kh.docx").write_bytes(SAMPLE.read_bytes())
    run([".", "--as-of", "2026-11-22", "-o", "soat.parquet", "--report", "jsonl:soat.jsonl"], tmp_path)
    monkeypatch.chdir(tmp_path)
    broken, unread = (duckdb.sql(text.replace("'soat.parquet'", source)).fetchall() for text in blocks("sql"))
    assert ("province", "LEG-014", "replaced-secrets-law-2018", 1) in broken
    assert unread == [("empty", 1, "rong.docx")]
