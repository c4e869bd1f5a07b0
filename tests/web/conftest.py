"""One page for the tests of this folder, and a real Chromium that looks at it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.real import ROOT
from tests.web.served import served

SAMPLES = ROOT / "samples"
DRAFT = SAMPLES / "copied-draft.docx"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not kept for longer: while Playwright is there, no test of this process can run an event loop of its own."""
    program = next(path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where decisions are kept."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("state")
        patch.setenv("PLANCHECK_STATE_DIR", str(folder))
        yield folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with drafts."""
    home = tmp_path_factory.mktemp("desk") / "kế hoạch"
    home.mkdir()
    for name in ("copied-draft.docx", "district-2018.docx", "party-2014.docx"):
        shutil.copy(SAMPLES / name, home / name)
    (home / "hỏng.docx").write_bytes(b"PK\x03\x04 hong")
    return home


@pytest.fixture(scope="session")
def site(folder: Path, state: Path) -> Iterator[str]:
    """The address of a page with that folder."""
    with served(folder) as url:
        yield url


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Makes people with browsers of their own; none of them may meet a complaint or leave the page's own address."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    foreign: list[str] = []

    def visit(**options: object) -> Page:
        context = browser.new_context(base_url=site, locale="vi-VN", **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: complaints.append(message.text) if not _refusal(message.text) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: foreign.append(asked.url) if not asked.url.startswith(site) else None)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert complaints == []
    assert foreign == []


def _refusal(text: str) -> bool:
    """Whether a browser tells of an answer that a test asked for."""
    return text.startswith("Failed to load resource: the server responded with a status of 4")


@pytest.fixture
def page(visitor: Callable[..., Page]) -> Page:
    """One person's page, with a draft dropped."""
    page = visitor(viewport={"width": 1400, "height": 900})
    upload(page, DRAFT)
    return page


def upload(page: Page, *files: Path) -> None:
    """Choose files and send them."""
    page.goto("/")
    page.set_input_files("#file", [str(file) for file in files])
    page.click("button.main")
    page.wait_for_selector(".finding" if len(files) == 1 else ".lists form")
