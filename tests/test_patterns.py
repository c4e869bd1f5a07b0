"""Patterns that are kept compiled are what ``re`` makes of them, and the same in every process."""

import os
import re
import subprocess
import sys
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]

import pytest

from plancheck import cache, patterns
from plancheck.pipeline import check_bytes
from tests.real import ROOT

SAMPLE = ROOT / "samples" / "province-2022.docx"
ASKED = """
import plancheck.patterns as patterns
from pathlib import Path
from plancheck.pipeline import check_bytes
check_bytes(Path(r"{sample}").read_bytes(), "x.docx")
for pattern, flags in sorted(patterns.compiled(True), key=repr):
    print(repr(pattern), flags)
"""


def test_what_is_kept_is_what_re_compiles() -> None:
    check_bytes(SAMPLE.read_bytes(), "x.docx")
    kept = patterns.compiled(used=True)
    assert patterns.compiled(used=False).keys().isdisjoint(kept)
    assert len(kept) > 300
    for (source, flags), code in kept.items():
        theirs = patterns._code(source, flags, _compiler._code)
        assert patterns._made(source, theirs) == re.compile(source, flags)  # same code, flags and groups
        assert matched(code) == matched(theirs)
        assert (code[0], *code[2:]) == (theirs[0], *theirs[2:])


def matched(code: patterns.Code) -> list[int]:
    """The words of a code behind those that prepare a search."""
    words = memoryview(code[1]).cast("I").tolist()
    return words[1 + words[1] :]


def test_what_a_search_is_prepared_by_changes_no_match() -> None:
    check_bytes(SAMPLE.read_bytes(), "x.docx")
    texts = [(ROOT / "samples" / f"{name}.txt").read_text("utf-8") for name in ("province-2022", "party-2014")]
    texts += [text.lower() for text in texts]
    for (source, flags), code in patterns.compiled(used=True).items():
        if isinstance(source, str):
            ours, theirs = patterns._made(source, code), re.compile(source, flags)
            for text in texts:
                assert [each.span() for each in ours.finditer(text)] == [each.span() for each in theirs.finditer(text)]


@pytest.mark.parametrize(
    ("source", "begins"),
    [
        (r"(?<!\w)(?:sở|bộ)(?!\w)", "sb"),
        (r"(?<!\w)(?:ngày )?(?:mùng|rằm)", "nmr"),
        (r"(?<!\w)(?:(?:hằng|mỗi) )*(?P<unit>năm|quý)", "hmnq"),
        (r"(?<!\w)(?=s)(?:a{0}s|t+)", "ast"),
        (r"(?<!\w)(?:sở|)", None),
        (r"(?<!\w)(?:[^s]|b)", None),
        (r"(?<!\w)(?:.|b)", None),
        (r"(?<!\w)(s)\1", "s"),
        (r"(?<!\w)(s)?(?(1)b|c)", None),
        (r"(?<!\w)(?i:sở)|bộ", None),
        (r"(?i)(?<!\w)sở", None),
    ],
)
def test_what_a_pattern_may_begin_with(source: str, begins: str | None) -> None:
    parsed = _parser.parse(source)
    first, empty = patterns._first(parsed, parsed.state.flags)
    known = None if empty or first is None else {chr(value) for _, value in first}
    assert known == (None if begins is None else set(begins))


def test_groups_have_their_names() -> None:
    source = r"(?P<first>a)(?P<second>b)?(c)"
    match = patterns._made(source, patterns._code(source, re.IGNORECASE)).fullmatch("Ac")
    assert match is not None
    assert (match.groupdict(), match.lastgroup, match.groups()) == (
        {"first": "A", "second": None},
        None,
        ("A", None, "c"),
    )


def asked(seed: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", ASKED.format(sample=SAMPLE)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def test_patterns_do_not_change_from_run_to_run() -> None:
    assert asked("1") == asked("2")


@pytest.mark.parametrize(
    "held", [b"", b"x" * 100, cache.packed([1]), cache.packed({("a+", 0): (0, b"\x01", 1, {}, ())})]
)
def test_a_table_that_is_no_good_costs_nothing_but_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: bytes
) -> None:
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path))
    (tmp_path / f"{patterns.NAME}-{patterns.tag()}").write_bytes(held)
    patterns._kept.cache_clear()
    try:
        assert patterns._compiled("a+", 0).fullmatch("aaa")
    finally:
        patterns._kept.cache_clear()
        patterns._fresh.clear()
