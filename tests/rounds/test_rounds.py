"""Word files saved again by LibreOffice are judged as they were."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.rounds.agreement import changes, differences
from tests.rounds.drafts import letterheads, peers, real, samples
from tests.rounds.office import saved_again

Round = dict[str, tuple[bytes, bytes]]


@pytest.fixture(scope="module")
def saved(convert: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Every draft before and after, by one run of LibreOffice."""
    drafts = samples() | peers(convert) | letterheads("issued") | real()
    again = saved_again(drafts, tmp_path_factory.mktemp("rounds"))
    return {name: (data, again[name]) for name, data in drafts.items()}


@pytest.mark.parametrize("name", [*samples(), *letterheads("issued")])
def test_a_draft_is_judged_as_before(name: str, saved: Round) -> None:
    assert list(differences(name, *saved[name])) == []


@pytest.mark.parametrize("name", ["good-2012.docx", "good-2022.docx", "planted-2012.docx", "planted-2022.docx"])
def test_the_measured_drafts_are_judged_as_before(name: str, saved: Round) -> None:
    assert list(differences(name, *saved[name])) == []


@pytest.mark.real
@pytest.mark.parametrize("name", list(real()))
def test_real_files_are_judged_as_before(name: str, saved: Round) -> None:
    assert list(differences(name, *saved[name])) == []


def test_every_change_is_argued() -> None:
    assert all(change.why for change in changes())


def test_open_document_text_is_judged_as_the_word_file(tmp_path: Path) -> None:
    drafts = samples()
    saved = saved_again(drafts, tmp_path, ("odt",))
    assert [each for name, data in drafts.items() for each in differences(name, data, saved[name])] == []
