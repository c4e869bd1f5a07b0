"""Take the picture of the HTML report that the README shows: ``python -m tests.report.picture``."""

import tempfile
from pathlib import Path

from plancheck import check, render
from tests.conftest import ROOT
from tests.report.browser import chromium

DRAFT = ROOT / "samples" / "copied-draft.docx"
PICTURE = ROOT / "docs" / "report.png"


def take(picture: Path = PICTURE) -> None:
    """Write the picture: a finding chosen, its words lit."""
    report = check(DRAFT.read_bytes(), name=DRAFT.name, as_of="2026-11-22", detailed=True)
    with tempfile.TemporaryDirectory() as folder:
        page_file = Path(folder) / "report.html"
        page_file.write_text(render(report, "html"), encoding="utf-8")
        with chromium(Path(folder) / "profile") as browser:
            page = browser.page()
            page.open(page_file, width=1100, height=590)
            page.run("document.querySelector('.about').open = false")
            page.run("document.getElementById('f1-1').click()")
            page.settle()
            page.run("new Promise(done => setTimeout(done, 300))")
            page.run("window.scrollTo(0, 90)")
            page.run("document.querySelector('.list').scrollTop = 0")
            page.picture(picture)


if __name__ == "__main__":
    take()
