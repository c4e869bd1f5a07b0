"""Take the pictures of the page that the documentation shows: ``python -m tests.web.picture``."""

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.real import ROOT
from tests.web.conftest import DRAFT, SAMPLES, upload
from tests.web.served import served

DOCS = ROOT / "docs"


def take(folder: Path = DOCS) -> None:
    """Write them: the desk, a draft with a finding chosen, the overview."""
    with tempfile.TemporaryDirectory() as work:
        os.environ["PLANCHECK_STATE_DIR"] = work
        home = Path(work) / "du-thao-2026"
        home.mkdir()
        for draft in SAMPLES.glob("*.docx"):
            shutil.copy(draft, home)
        program = shutil.which("chromium") or ""
        with served(home) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            context = browser.new_context(base_url=url, locale="vi-VN", viewport={"width": 1100, "height": 720})
            _pictures(context.new_page(), folder)
            browser.close()


def _pictures(page: Page, folder: Path) -> None:
    page.goto("/")
    page.wait_for_selector(".lists:not([data-waiting])")
    page.screenshot(path=folder / "serve-desk.png")
    upload(page, DRAFT)
    page.evaluate("document.querySelector('.about').open = false")
    page.keyboard.press("j")
    page.wait_for_timeout(400)
    page.evaluate("window.scrollTo(0, 0); document.querySelector('.list').scrollTop = 0")
    page.wait_for_timeout(200)
    page.screenshot(path=folder / "serve-draft.png")
    page.goto("/overview")
    page.evaluate("document.querySelector('.drafts').scrollIntoView()")
    page.screenshot(path=folder / "serve-overview.png")


if __name__ == "__main__":
    take()
