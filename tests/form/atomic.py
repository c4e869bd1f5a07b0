"""A pair of Word drafts for every rule on form: one that passes, one that differs in one thing and fails.

    python -m tests.form.atomic DIR

Both come from the rule's first fail example. Rules on layout edit the form of a sample's Word file; all others edit its
text, and the converter of the samples lays it out.
"""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from lxml import etree

from plancheck.rules import load_rules
from plancheck.rules.examples import materialise
from plancheck.rules.model import Example, Rule

ROOT = Path(__file__).parent.parent.parent


def shown() -> list[Rule]:
    """Rules on form that have a fail example."""
    return [rule for rule in load_rules().rules if rule.family in ("FMT", "PTY") and _fails(rule)]


def pair(rule: Rule, convert: ModuleType) -> tuple[bytes, bytes]:
    """Word files on which the rule passes and fails."""
    passes, fails = materialise(rule)
    if rule.needs_layout:
        return passes, fails
    name = (_fails(rule)[0].base or rule.base) if rule.base else ""
    return _laid_out(passes, name, convert), _laid_out(fails, name, convert)


def as_of(rule: Rule) -> int | None:
    """The day its pair is judged at, None: the drafts' own."""
    return _fails(rule)[0].as_of or None


def _fails(rule: Rule) -> list[Example]:
    return [example for example in rule.examples if example.outcome == "fail"]


def _laid_out(plan: bytes, name: str, convert: ModuleType) -> bytes:
    data: bytes = convert.as_docx(etree.fromstring(plan), name)
    return data


def _converter() -> ModuleType:
    spec = importlib.util.spec_from_file_location("convert", ROOT / "samples" / "convert.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["convert"] = module
    spec.loader.exec_module(module)
    return module


def write(folder: Path, convert: ModuleType) -> Iterator[Path]:
    """Write all pairs as ``FMT-057-pass.docx``, ``FMT-057-fail.docx``."""
    folder.mkdir(parents=True, exist_ok=True)
    for rule in shown():
        for outcome, data in zip(("pass", "fail"), pair(rule, convert), strict=True):
            path = folder / f"{rule.id}-{outcome}.docx"
            path.write_bytes(data)
            yield path


if __name__ == "__main__":
    for written in write(Path(sys.argv[1]), _converter()):
        print(written)
