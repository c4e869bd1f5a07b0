"""PDF files with a text layer."""

import subprocess
from pathlib import Path

import pytest

from plancheck.pipeline import Options, check_bytes
from plancheck.reading import ReadingError, pdf, read
from tests.rounds.office import saved_again

SAMPLE = Path(__file__).parents[2] / "samples" / "province-2022.docx"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return saved_again({"a.docx": SAMPLE.read_bytes()}, tmp_path_factory.mktemp("pdf"), ("pdf",))["a.docx"]


def refused(data: bytes) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read(data, "a.pdf")
    return caught.value


def small(content: str) -> bytes:
    """A PDF of one page with nothing but a content stream."""
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
        f"4 0 obj<</Length {len(content)}>>stream\n{content}\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\ntrailer<</Root 1 0 R>>\n"
    ).encode()


def test_its_words_are_judged_and_its_form_is_not(printed: bytes) -> None:
    document = read(printed, "a.pdf")
    assert document.format == "pdf"
    assert not document.has_layout
    text = " ".join(block.text for block in document.blocks)
    assert "Ủy ban nhân dân tỉnh Lào Cai ban hành Kế hoạch" in text
    assert {block.page for block in document.blocks} >= {1, 2}
    assert {block.line for block in document.blocks} == {None}
    assert not [block.text for block in document.blocks if block.text.strip().isdecimal()]
    report = check_bytes(printed, "a.pdf", Options())
    assert report.document is not None
    assert (report.document.type, report.document.number) == ("KH", "56/KH-UBND")
    statuses = {verdict.rule: verdict.status for verdict in report.verdicts}
    assert statuses["FMT-020"] == statuses["FMT-021"] == "not-evaluated"
    assert [finding for finding in report.findings if finding.severity == "error"] == []


def test_a_scan_is_one_clear_line() -> None:
    assert refused(small("0 0 m 10 10 l S")).code == "scanned-pdf"
    assert [block.text for block in read(small("BT /F 12 Tf 72 700 Td (Ke hoach) Tj ET")).blocks] == ["Ke hoach"]


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.4\n" + b"\xff" * 5000, small("")[:200]])
def test_what_is_broken_is_one_clear_line(data: bytes) -> None:
    assert refused(data).code == "broken-pdf"


@pytest.mark.parametrize(("exit_code", "code"), [(2, "pdf"), (3, "encrypted"), (4, "broken-pdf"), (-9, "broken-pdf")])
def test_what_the_other_process_says(exit_code: int, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], exit_code, b"", b""))
    assert refused(b"%PDF-1.4").code == code


def test_what_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 0.001)
    assert refused(small("BT ET")).code == "broken-pdf"
