"""Other programs find nothing new amiss in what is written, and settle its tracked changes as they should."""

from pathlib import Path

import pytest

pytest.importorskip("openxml_audit")
pytest.importorskip("docx_integrity")
pytest.importorskip("jubarte_redlines")

from tests.real import documents
from tests.review.engines import accepted, complaints, differences, rejected
from tests.review.injected import COPIES, LARGEST, harm, injected
from tests.review.test_fix import corrected, texts
from tests.review.test_libreoffice import draft

DRAFTS = ("copied-draft", "district-2018", "province-2026")
PACKAGES = documents("torture/*/*.docx", largest=LARGEST, every=80)


@pytest.mark.parametrize("command", COPIES)
@pytest.mark.parametrize("name", DRAFTS)
def test_no_validator_has_more_to_say_of_a_copy(name: str, command: str) -> None:
    data = draft(name)
    copy = COPIES[command](data)
    assert copy != data
    assert complaints(copy) - complaints(data) == {}
    assert list(harm(data, copy)) == []


@pytest.mark.parametrize("name", DRAFTS)
def test_another_engine_accepts_and_rejects_all_changes(name: str) -> None:
    data = draft(name)
    done = corrected(data, "a.docx", suggest=True)
    assert texts(accepted(done.data)) == texts(done.plain) != texts(data)
    assert texts(rejected(done.data)) == texts(data)
    review = COPIES["review"](data)
    assert texts(rejected(review)) == texts(data)


@pytest.mark.parametrize("name", DRAFTS)
def test_the_open_xml_engine_accepts_all_changes(name: str) -> None:
    pytest.importorskip("python_redlines_ooxmlpowertools")
    data = draft(name)
    done = corrected(data, "a.docx", suggest=True)
    assert differences(done.data, done.plain) == 0
    assert differences(data, done.data) > 0


@pytest.mark.real
@pytest.mark.parametrize("path", PACKAGES)
def test_real_packages_are_unharmed_by_a_faulty_draft_in_them(path: Path) -> None:
    data = injected(path.read_bytes())
    if data is None:
        pytest.skip("no body to put a draft into")
    before = complaints(data)
    for command, copied in COPIES.items():
        copy = copied(data)
        assert (command, list(harm(data, copy)), complaints(copy) - before) == (command, [], {})
        assert texts(rejected(copy)) == texts(rejected(data)), command
