"""Faults are put where they are said to be, one at a time."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutants.__main__ import ROOT, Mutant, covering
from tests.mutants.mutation import Site, mutated, sites

SOURCE = '''"""A docstring with 3 in it."""
from functools import lru_cache

LIMIT = 3


@lru_cache(maxsize=8)
def pick(numbers: "list[int]", more: bool = True) -> int:
    """Another with 4."""
    for number in numbers:
        if not number < LIMIT and more:
            continue
        return number + 1
    yield more


class Kind:
    def words(self) -> str:
        return r"\\w{0,90}"
'''


def changes(kind: str) -> list[str]:
    return [mutated(SOURCE, at)[1] for at, site in enumerate(sites(SOURCE)) if site.kind == kind]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("number", ["LIMIT = 3 → LIMIT = 4", "LIMIT = 3 → LIMIT = 2",
                    "return number + 1 → return number + 2", "return number + 1 → return number + 0"]),
        ("compare", ["if not number < LIMIT and more: → if not number <= LIMIT and more:"]),
        ("logic", ["if not number < LIMIT and more: → if not number < LIMIT or more:"]),
        ("negate", ["if not number < LIMIT and more: → if not (not number < LIMIT and more):",
                    "if not number < LIMIT and more: → if not not number < LIMIT and more:"]),
        ("count", ["return number + 1 → return number - 1"]),
        ("leave", ["continue → break"]),
        ("skip", ["yield more → yield from ()"]),
        ("window", ["return '\\\\w{0,90}' → return '\\\\w{0,89}'"]),
    ],
)  # fmt: skip
def test_what_may_be_put_in(kind: str, expected: list[str]) -> None:
    assert changes(kind) == expected


def test_words_of_the_code_are_left_alone() -> None:
    assert all(site.line not in (1, 7, 9) for site in sites(SOURCE))
    assert {site.name for site in sites(SOURCE)} == {"", "pick", "Kind.words"}
    for number in range(len(sites(SOURCE))):
        compile(ast.unparse(mutated(SOURCE, number)[0]), "x", "exec")


def test_a_module_is_imported_with_its_fault() -> None:
    file = "plancheck/data/days.py"
    source = (ROOT / file).read_text(encoding="utf-8")
    found = [mutated(source, at)[1] for at in range(len(sites(source)))]
    number = found.index("return _moved(day, 1) → return _moved(day, 2)")
    code = "import tests.mutants.plugin; from plancheck.data.days import next_day; print(next_day(20260228))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"MUTANT": f"{file}:{number}"}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout == "20260302\n"


def test_the_quick_tests_of_a_function_are_tried_first() -> None:
    mutant = Mutant(ROOT / "plancheck/facts/sums.py", 0, Site(1, 0, "number", "recognise"))
    tests = {
        "tests/a.py::slow": {"seconds": 2.0, "functions": ["plancheck/facts/sums.py:recognise"]},
        "tests/a.py::quick": {"seconds": 0.1, "functions": ["plancheck/facts/sums.py:recognise"]},
        "tests/a.py::other": {"seconds": 0.1, "functions": ["plancheck/facts/sums.py:other"]},
        "tests/facts/test_sums.py::own": {"seconds": 0.2, "functions": []},
        "tests/a.py::endless": {"seconds": 1000.0, "functions": ["plancheck/facts/sums.py:recognise"]},
    }
    assert covering(mutant, tests) == ["tests/facts/test_sums.py::own", "tests/a.py::quick", "tests/a.py::slow"]


def test_what_a_test_runs_is_noted(tmp_path: Path) -> None:
    target = tmp_path / "map.json"
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "pytest", "-q", "-n", "0", "-p", "tests.mutants.plugin", "-p",
         "no:cacheprovider", "tests/rules/test_wording.py", "-k", "an_error"],
        cwd=ROOT, env={"MUTANTS_MAP": str(target), "PATH": ""}, capture_output=True, check=False,
    )  # fmt: skip
    (noted,) = json.loads(target.read_text(encoding="utf-8")).values()
    assert "plancheck/data/errors.py:RulesError.text" in noted["functions"]
