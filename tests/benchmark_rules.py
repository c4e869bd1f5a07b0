"""What rules cost: ``python tests/benchmark_rules.py``.

Cold: loading all rules and the register from the cache, in a fresh process. Per draft: a thousand synthetic rules
beside
the shipped ones, some that do not apply to the draft and some that do but find nothing.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from plancheck.pipeline import Options, check_bytes
from plancheck.rules import RuleSet, load_rules

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "province-2026.docx"
COUNT = 1000
COLD = """
import time
import json, hashlib, pathlib, plancheck.pipeline
start = time.perf_counter()
from plancheck.rules import load_rules
from plancheck.knowledge import load_knowledge
load_knowledge(), load_rules()
print(time.perf_counter() - start)
"""

PACK = """
pack: synthetic-{name}
title: {{vi: Thử tải, en: Load}}
defaults:
  since: "2026-11"
  title: {{vi: Thử, en: Test}}
  message: {{vi: Sai., en: Wrong.}}
  why: {{vi: Cần., en: Needed.}}
  remedy: {{vi: Sửa., en: Mend.}}
rules:
"""
ELSEWHERE = """
  - id: {family}-{number:03}
    slug: elsewhere-{family_lower}-{number}
    applies: {{types: [TB], from: {year}-01-01, levels: [commune]}}
    check: {{kind: forbid, fact: citation, where: {{number: "{number}/2001/{family}", live: "yes"}}}}
"""
HERE = """
  - id: {family}-{number:03}
    slug: here-{family_lower}-{number}
    applies: {{types: [KH]}}
    check: {{kind: forbid, fact: citation, where: {{number: "{number}/2001/{family}", live: "yes"}}}}
"""


def pack(name: str, rule: str, families: str) -> str:
    """A pack of a thousand rules: five hundred for each of two families, whose third letter is given."""
    text = PACK.format(name=name)
    for number in range(COUNT):
        family = "SY" + families[number % 2]
        values = {"family": family, "family_lower": family.lower(), "number": number // 2, "year": 1990 + number % 30}
        text += rule.format(**values)
    return text


def with_pack(text: str, folder: str) -> RuleSet:
    """The shipped rules and those of a pack."""
    path = Path(folder) / "synthetic.yaml"
    path.write_text(text, encoding="utf-8")
    return load_rules((path,))


def cold() -> float:
    """Seconds to load rules and register in a fresh process."""
    done = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True, cwd=ROOT)
    return float(done.stdout)


def per_draft(runs: dict[str, Callable[[], object]], times: int = 60) -> dict[str, float]:
    """Median seconds of each, run in turn."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(times + 5):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            if turn >= 5:
                taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(each) for name, each in taken.items()}


def main() -> None:
    """Measure and print."""
    cold()
    print(
        "rules and register, cold, from the cache: "
        f"{statistics.median(cold() for _ in range(9)) * 1000:.1f} ms (at most 30)"
    )
    data = SAMPLE.read_bytes()
    shipped = load_rules()
    with tempfile.TemporaryDirectory() as folder:
        sets = {
            "shipped": shipped,
            "elsewhere": with_pack(pack("elsewhere", ELSEWHERE, "AB"), folder),
            "here": with_pack(pack("here", HERE, "CD"), folder),
        }
    runs: dict[str, Callable[[], object]] = {
        name: (lambda rules=rules: check_bytes(data, "draft.docx", Options(rules=rules)))  # type: ignore[misc]
        for name, rules in sets.items()
    }
    medians = per_draft(runs)
    base = medians["shipped"]
    print(f"one draft, {len(shipped.rules)} shipped rules: {base * 1000:.2f} ms")
    for name, words in (("elsewhere", "that do not apply"), ("here", "that apply and find nothing")):
        more = medians[name] - base
        print(f"and {COUNT} rules {words}: {more * 1000:+.2f} ms, {more / COUNT * 1e6:+.2f} µs a rule")


if __name__ == "__main__":
    main()
