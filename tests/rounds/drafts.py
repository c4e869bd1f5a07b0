"""The drafts that are saved again."""

from collections.abc import Iterator
from types import ModuleType

from lxml import etree

from plancheck.rules import load_rules
from plancheck.rules.examples import materialise
from tests.letterhead.drafts import HEADS, laid_out
from tests.letterhead.layouts import LAYOUTS
from tests.peers.draft import YEARS, good, planted, saved
from tests.real import ROOT, TORTURE

REAL = TORTURE / "ericphan28+van-ban-plus"
"""Word files of Vietnamese offices."""


def samples() -> dict[str, bytes]:
    """The samples."""
    return {path.name: path.read_bytes() for path in sorted((ROOT / "samples").glob("*.docx"))}


def peers(convert: ModuleType) -> dict[str, bytes]:
    """The drafts that other programs were measured with."""
    made = {f"good-{year}.docx": saved(good(convert, year)) for year in YEARS}
    return made | {f"planted-{year}.docx": saved(planted(convert, year)) for year in YEARS}


def letterheads(*names: str) -> dict[str, bytes]:
    """A draft with each layout of letterhead."""
    return {
        f"{name}-{layout.__name__}.docx": laid_out(head, layout)
        for name, head in HEADS.items()
        if not names or name in names
        for layout in LAYOUTS
    }


def real() -> dict[str, bytes]:
    """Word files of Vietnamese offices."""
    return {path.name: path.read_bytes() for path in sorted(REAL.glob("*.docx"))}


def broken(convert: ModuleType) -> Iterator[tuple[str, bytes]]:
    """For each rule a draft that breaks it."""
    for rule in load_rules().rules:
        if any(example.outcome == "fail" for example in rule.examples):
            data = materialise(rule)[1]
            if not data.startswith(b"PK"):
                data = convert.as_docx(etree.fromstring(data), rule.id)
            yield f"{rule.id}.docx", data
