"""Faults are put where they are said to be, one at a time."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutants.graft import graft
from tests.mutants.mutation import ROOT, Mutant, Site, mutated, sites

pytest.importorskip("resource")  # where there is no fork there is no campaign
pytest.importorskip("coverage")
from tests.mutants.reached import Reached
from tests.mutants.trial import chosen, forked

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


DAYS = "plancheck/data/days.py"


def fault(file: str, change: str, kind: str = "number") -> Mutant:
    source = (ROOT / file).read_text(encoding="utf-8")
    line = source[: source.index(change.partition(" → ")[0])].count("\n") + 1
    found = (each for each in enumerate(sites(source)) if each[1].line == line and each[1].kind == kind)
    return next(Mutant(ROOT / file, *each) for each in found if mutated(source, each[0])[1] == change)


def test_a_module_is_imported_with_its_fault() -> None:
    number = fault(DAYS, "return _moved(day, 1) → return _moved(day, 2)").number
    code = "import tests.mutants.plugin; from plancheck.data.days import next_day; print(next_day(20260228))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"MUTANT": f"{DAYS}:{number}"}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout == "20260302\n"


@pytest.mark.parametrize(
    ("file", "change", "asked", "expected"),
    [
        (DAYS, "return _moved(day, 1) → return _moved(day, 2)", "days.next_day(20260228)", 20260302),
        ("plancheck/facts/telling.py", "_NEAR = 400 → _NEAR = 401", "telling._NEAR", 401),
    ],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_fault_is_put_into_what_is_imported(file: str, change: str, asked: str, expected: object) -> None:
    from plancheck.data import days
    from plancheck.facts import telling

    mutant, space = fault(file, change), {"days": days, "telling": telling}
    assert forked(lambda tell: tell(f"{graft(mutant)} {eval(asked, space)}")) == f"True {expected}"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_process_that_breaks_is_told_of() -> None:
    assert forked(lambda tell: sys.exit(3)) == "an error"
    assert forked(lambda tell: None) == ""


def test_the_quick_tests_of_a_line_are_tried_first() -> None:
    mutant = Mutant(ROOT / "plancheck/facts/sums.py", 0, Site(1, 0, "number", "recognise"))
    seconds = {
        "tests/slow.py": 2.0, "tests/quick.py": 0.1, "tests/other.py": 0.1, "tests/facts/test_sums.py": 0.2,
        "tests/endless.py": 1000.0,
    }  # fmt: skip
    running = {"tests/slow.py", "tests/quick.py", "tests/endless.py"}
    assert chosen(mutant, running, seconds) == ["tests/facts/test_sums.py", "tests/quick.py", "tests/slow.py"]


def test_what_a_test_runs_is_noted(tmp_path: Path) -> None:
    file = "tests/rules/test_wording.py"
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "pytest", "-q", "-n", "0", "-p", "tests.mutants.plugin", "-p",
         "no:cacheprovider", "-o", "filterwarnings=", file, "-k", "an_error"],
        cwd=ROOT, env={"MUTANTS_MAP": str(tmp_path), "PATH": ""}, capture_output=True, check=False,
    )  # fmt: skip
    assert list(json.loads((tmp_path / "tests.json").read_text(encoding="utf-8"))) == [file]
    errors = ROOT / "plancheck/data/errors.py"
    (text,) = [each for each in ast.walk(ast.parse(errors.read_text("utf-8")))
               if isinstance(each, ast.FunctionDef) and each.name == "text"]  # fmt: skip
    assert Reached(tmp_path / "tests.coverage").by(errors, text.body[-1].lineno) == {file}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_fault_in_a_class_is_not_put_into_what_is_imported() -> None:
    mutant = fault("plancheck/facts/calendar.py", "borrows: bool = False → borrows: bool = True", "truth")
    assert forked(lambda tell: tell(str(graft(mutant)))) == "False"
