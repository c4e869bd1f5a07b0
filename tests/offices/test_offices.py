"""Word drafts of offices nobody tuned for: every planted fault is judged, and a good draft is left in peace."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document

from plancheck.pipeline import Options, check_bytes
from tests.offices.office import draft

HERE = Path(__file__).parent
FAULTS: dict[str, list[str]] = yaml.safe_load((HERE / "faults.yaml").read_text("utf-8"))
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "expected.yaml").read_text("utf-8"))
OPTIONS = Options(today=date(2026, 11, 22))


def test_every_draft_has_its_faults_and_what_is_found() -> None:
    names = {path.stem for path in HERE.glob("drafts/*.draft")}
    assert names == set(FAULTS) == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_found_is_what_a_reviewer_signs(name: str) -> None:
    expected = EXPECTED[name]
    data = draft((HERE / "drafts" / f"{name}.draft").read_text("utf-8"))
    report = check_bytes(data, f"{name}.docx", OPTIONS)
    assert report.error is None
    found = {
        severity: sorted({finding.rule for finding in report.findings if finding.severity == severity})
        for severity in ("error", "warning", "info")
    }
    assert found["error"] == sorted(expected["errors"])
    assert found["warning"] == sorted(expected["warnings"])
    assert not set(expected.get("never", ())) & {finding.rule for finding in report.findings}, "false alarm"
    assert not set(expected.get("noted", ())) - set(found["info"]), "missed"
    missed = expected.get("missed", [])
    assert set(missed) <= set(FAULTS[name])


@pytest.mark.parametrize("name", [name for name, faults in FAULTS.items() if not faults])
def test_a_good_draft_is_left_in_peace(name: str) -> None:
    assert not EXPECTED[name]["errors"]


def test_a_message_only_begins_long_words_of_the_draft() -> None:
    word = Document(BytesIO(draft((HERE / "drafts" / "van-ho-2018.draft").read_text("utf-8"))))
    remark = "Đề nghị Phòng Tài chính - Kế hoạch xem lại nguồn kinh phí " * 3
    word.add_comment(word.paragraphs[1].runs, text=remark, author="Lan")
    out = BytesIO()
    word.save(out)
    report = check_bytes(out.getvalue(), "van-ho-2018.docx", OPTIONS)
    message = next(finding.message for finding in report.findings if finding.rule == "FMT-041")
    assert "…" in message
    assert len(message) < 130
