"""Word files of other projects' test suites: each gives a result or a refusal, soon; the telling ones exactly."""

import time
from functools import cache
from pathlib import Path

import pytest

from plancheck.document import Document
from plancheck.reading import ReadingError, read

FOLDER = Path(__file__).parents[3] / "shared" / "torture"
FILES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.docx"))
NOT_REFUSED_FOR = {"no-text"}


@cache
def document(name: str) -> Document:
    (path,) = FOLDER.glob(f"*/{name}")
    return read(path.read_bytes(), name)


def texts(name: str, part: str = "body") -> list[str]:
    return [block.text for block in document(name).blocks if block.part == part]


def labelled(name: str) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in document(name).blocks]


def test_there_is_something_to_be_tortured_by() -> None:
    assert len(FILES) > 200


@pytest.mark.parametrize("name", FILES)
def test_a_result_or_a_refusal_within_two_seconds(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    start = time.perf_counter()
    try:
        found = read(data, name)
    except ReadingError as error:
        code = error.code
    else:
        code = ""
        for block in found.blocks:
            assert block.text.strip()
            assert all(0 <= item.start < item.end <= len(block.text) for item in block.runs)
            assert all(one.end == two.start for one, two in zip(block.runs, block.runs[1:], strict=False))
    assert time.perf_counter() - start < 2
    assert code in {"", *NOT_REFUSED_FOR}
