from pathlib import Path

import pytest

from plancheck.pipeline import Options, check
from plancheck.report.model import Report

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.fixture(scope="session")
def real() -> Report:
    """A report on samples in three formats, with all that formats can show."""
    names = ("copied-draft.docx", "copied-draft.txt", "district-2018.xml", "province-2026.docx")
    report = check([SAMPLES / name for name in names], Options(as_of=20261122, detailed=True))
    return Report(
        report.version,
        report.engine,
        report.rules_version,
        tuple(file._replace(path=f"samples/{name}") for file, name in zip(report.files, names, strict=True)),
        report.rules,
    )
