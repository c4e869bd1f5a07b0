"""Each number of ``facts`` and ``structure`` that says how far or how long, just inside and just outside.

``python -m tests.edges`` finds the edges of ``edges.yaml`` anew after a change that is meant.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import golden
from tests.edges.edges import HERE, ROOMS, Case, kept, seen

SOURCES = Path(__file__).parents[2] / "plancheck"
CASES = [pytest.param(f"{room}: {case['of']}", case, id=case["of"]) for room, cases in ROOMS.items() for case in cases]
EDGES = kept()
SMALL = 3


@pytest.mark.parametrize(("name", "case"), CASES)
def test_an_edge(name: str, case: Case) -> None:
    edge = EDGES[name]
    near = seen(case, 0)
    assert (seen(case, abs(edge)), seen(case, abs(edge) + 1)) == (near, not near)
    assert edge == 0 or near == (edge > 0)


def test_nothing_else_is_kept() -> None:
    assert set(EDGES) == {f"{room}: {case['of']}" for room, cases in ROOMS.items() for case in cases}


def numbers(room: str) -> Iterator[str]:
    """Numbers of a room that bound a window, a length or a count of lines, by module and name or value."""
    for file in sorted((SOURCES / room).glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            held: list[ast.expr] = []
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                if type(node.value.value) is int and node.value.value > SMALL:
                    yield f"{file.stem} {ast.unparse(node.targets[0])}"
            elif isinstance(node, ast.Slice):
                held = [each for each in (node.lower, node.upper) if each is not None]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                held = node.args[1:] if node.func.attr in ("search", "match", "find", "rfind", "endswith") else []
            elif isinstance(node, ast.Call):
                held = [each.value for each in node.keywords if each.arg == "reach"]
            elif isinstance(node, ast.Compare) and "len(" in ast.unparse(node):
                held = [node.left, *node.comparators]
            for part in held:
                for each in ast.walk(part):
                    if isinstance(each, ast.Constant) and type(each.value) is int and each.value > SMALL:
                        yield f"{file.stem} {each.value}"


@pytest.mark.parametrize("room", ROOMS)
def test_numbers_without_a_case(room: str) -> None:
    """A number that is new or gone shows as a line that differs. ``ACCEPT=1`` writes the list."""
    lacking = sorted(set(numbers(room)) - {case["of"].partition(" / ")[0] for case in ROOMS[room]})
    golden.check("\n".join((*lacking, "")), HERE / f"{room}-without-a-case.txt")
