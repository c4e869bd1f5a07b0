"""What is written opens in LibreOffice and says there what it says in the file."""

import subprocess
from pathlib import Path

import pytest

from plancheck.api import Checker, Draft
from plancheck.knowledge import load_knowledge
from plancheck.review import slip_html, slip_word
from plancheck.review.draft import Wanted, compose, skeleton_for
from plancheck.review.layout import as_docx, parts, text_of
from plancheck.review.slip import slip
from plancheck.rules import load_rules
from tests.review.test_slip import texts

SAMPLES = Path(__file__).parent.parent.parent / "samples"
DRAFTS = {
    "state-2026": Wanted("KH", "state", "province", 20261122, 2027, load_knowledge().province("lang-son")),
    "state-2012": Wanted("KH", "state", "province", 20120103, 2012, load_knowledge().province("tay-ninh"), dated=True),
    "party-2026": Wanted("HD", "party", "province", 20261122, 2027, load_knowledge().province("ho-chi-minh")),
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[str], str]]:
    """By file, what should be read and what LibreOffice reads."""
    folder = tmp_path_factory.mktemp("office")
    expected: dict[str, list[str]] = {}
    for name, draft in DRAFTS.items():
        skeleton = skeleton_for(draft)
        assert skeleton is not None
        plan = compose(draft, load_knowledge(), skeleton)
        (folder / f"{name}.docx").write_bytes(as_docx(plan, draft.day))
        expected[name] = [text_of(part.element) for part in parts(plan) if part.name in ("heading", "item", "basis")]
    checker = Checker(as_of="2026-11-22")
    path = SAMPLES / "copied-draft.docx"
    report = checker.report((checker.check(Draft(path.name, None, path.read_bytes())),))
    made = slip(report, report.files[0], load_rules())
    (folder / "slip-word.docx").write_bytes(slip_word.render([made]))
    (folder / "slip-page.html").write_text(slip_html.render([made]), encoding="utf-8")
    expected["slip-word"] = expected["slip-page"] = texts(made)
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
            *("--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder / "txt")),
            *(str(file) for file in sorted(folder.glob("*.*"))),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {
        name: (said, " ".join((folder / "txt" / f"{name}.txt").read_text(encoding="utf-8-sig").split()))
        for name, said in expected.items()
    }


@pytest.mark.parametrize("name", [*DRAFTS, "slip-word", "slip-page"])
def test_it_says_in_libreoffice_what_it_should(name: str, opened: dict[str, tuple[list[str], str]]) -> None:
    expected, read = opened[name]
    assert expected
    for text in expected:
        assert " ".join(text.split()) in read, text
