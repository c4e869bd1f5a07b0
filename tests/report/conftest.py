from dataclasses import replace
from pathlib import Path

import pytest

from plancheck import Report, check
from plancheck.report.gathering import gathered

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.fixture(scope="session")
def real() -> Report:
    """A report on samples in three formats, with all that formats can show."""
    names = ("copied-draft.docx", "copied-draft.txt", "district-2018.xml", "province-2026.docx")
    report = check([SAMPLES / name for name in names], as_of="2026-11-22", detailed=True)
    named = zip(report.files, names, strict=True)
    return replace(report, files=tuple(gathered(file)._replace(path=f"samples/{name}") for file, name in named))
