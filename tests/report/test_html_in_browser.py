"""The HTML report as people use it: in a real browser, by mouse, by keys, without script, on paper."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from plancheck.document import Place
from plancheck.report import html_report
from plancheck.report.model import FileReport, Paragraph, Report
from plancheck.report.view import PLAIN, View
from plancheck.rules import load_rules
from tests.cli.scenario import run as plancheck
from tests.report import made
from tests.report.browser import Browser, Page, chromium

SAMPLES = Path(__file__).parents[2] / "samples"
FOCUS = "document.activeElement.id"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must end without a complaint and without having asked for anything but itself."""
    page = browser.page()
    yield page
    page.run("0")
    assert page.complaints == []
    assert len(page.requests) == 1
    assert page.requests[0].startswith("file:///")


@pytest.fixture(scope="module")
def one(real: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(replace(real, files=real.files[:1]), tmp_path_factory.mktemp("one"))


@pytest.fixture(scope="module")
def four(real: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(real, tmp_path_factory.mktemp("four"))


def written(report: Report, folder: Path, view: View = PLAIN) -> Path:
    file = folder / "báo cáo.html"
    file.write_text(html_report.render(report, view), encoding="utf-8")
    return file


def shown(page: Page) -> list[int]:
    """Numbers of the findings that are not filtered away."""
    return list(page.run("[...document.querySelectorAll('.finding:not([hidden])')].map(card => card.value)"))


def lit(page: Page) -> str:
    """Words that are lit in the draft."""
    return str(page.run("[...document.querySelectorAll('mark.now')].map(mark => mark.textContent).join('')"))


def test_a_click_on_a_finding_shows_its_words(page: Page, one: Path, real: Report) -> None:
    page.open(one)
    findings = real.files[0].findings
    for number in (1, 7, len(findings)):
        page.click(f"#f1-{number}")
        assert lit(page) == findings[number - 1].quote
        assert page.in_view(f"#f1-{number}-at")
        assert page.in_view("mark.now")
        assert page.in_view(f"#f1-{number}")
        assert page.run("document.querySelectorAll('[aria-current]').length") == 2
        assert page.run(FOCUS) == f"f1-{number}-at"


def test_a_click_on_words_or_their_number_shows_the_finding(page: Page, one: Path) -> None:
    page.open(one)
    page.run("window.scrollTo(0, 0)")
    page.click("#f1-7-at")
    assert page.run(FOCUS) == "f1-7"
    assert page.in_view("#f1-7")
    assert page.in_view("#f1-7-at")
    page.click("mark[data-of=f1-3]")
    assert page.run(FOCUS) == "f1-3"
    assert page.in_view("#f1-3")


def test_keys_walk_through_the_findings(page: Page, one: Path) -> None:
    page.open(one)
    page.press("j")
    assert page.run(FOCUS) == "f1-1"
    page.press("j")
    page.press("ArrowDown")
    assert page.run(FOCUS) == "f1-3"
    assert page.in_view("mark.now")
    page.press("k")
    page.press("ArrowUp")
    page.press("k")
    assert page.run(FOCUS) == "f1-1"
    page.press("Enter")
    assert page.run(FOCUS) == "f1-1-at"
    page.press("Escape")
    assert page.run(FOCUS) == "f1-1"
    assert page.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_keys_can_be_turned_off(page: Page, one: Path) -> None:
    page.open(one)
    page.click("[name=keys]")
    page.press("j")
    assert page.run("document.querySelector('.finding[aria-current]')") is None


def test_the_first_stop_skips_to_the_findings(page: Page, one: Path) -> None:
    page.open(one)
    page.press("Tab")
    assert page.run("document.activeElement.className") == "skip"
    assert page.in_view(".skip")
    page.press("Enter")
    assert page.run(FOCUS) == "findings"


def test_severities_are_filtered(page: Page, one: Path, real: Report) -> None:
    page.open(one)
    numbers = {
        severity: [n for n, finding in enumerate(real.files[0].findings, 1) if finding.severity == severity]
        for severity in ("error", "warning", "info")
    }
    page.click("[value=error]")
    assert shown(page) == numbers["warning"] + numbers["info"]
    assert page.run("document.querySelectorAll('mark.error, .at.error:not([hidden])').length") == 0
    assert page.run("document.querySelector('.group.error').hidden")
    page.click("[value=info]")
    assert shown(page) == numbers["warning"]
    page.click("[value=error]")
    assert shown(page) == numbers["error"] + numbers["warning"]
    total = len(real.files[0].findings)
    expected = f"Đang hiện {len(shown(page))} trong {total} phát hiện."
    assert page.run("document.querySelector('output').textContent") == expected
    page.press("j")
    page.press("k")
    page.press("k")
    assert page.run(FOCUS) == "f1-1"


def test_words_are_searched_with_or_without_marks(page: Page, one: Path, real: Report) -> None:
    page.open(one)
    ids = [finding.rule for finding in real.files[0].findings]
    page.press("/")
    page.type("ORG-002")
    assert shown(page) == [ids.index("ORG-002") + 1]
    places = len(real.files[0].findings[ids.index("ORG-002")].everywhere)
    assert page.run("document.querySelectorAll('mark:not(.off)').length") == places
    page.run("document.forms[0].reset()")
    page.type("bi mat")
    plain = shown(page)
    page.run("document.forms[0].reset()")
    page.type("bí mật")
    assert shown(page) == plain
    assert ids.index("SEC-001") + 1 in plain
    page.press("Escape")
    page.press("j")
    assert page.run(FOCUS) == f"f1-{plain[0]}"
    page.run("document.forms[0].reset()")
    page.press("/")
    page.type("xyz")
    assert shown(page) == []


def test_words_of_a_hidden_finding_bring_it_back(page: Page, one: Path) -> None:
    page.open(one)
    page.click("[value=error]")
    page.run("document.getElementById('f1-1-at').click()")
    assert page.run(FOCUS) == "f1-1"
    assert page.run("document.querySelector('[value=error]').checked")


def test_without_script_links_do_the_jumping(page: Page, one: Path) -> None:
    page.open(one, script=False)
    assert page.run("document.querySelector('form').hidden")
    page.click("#f1-7")
    assert page.run(FOCUS) == "f1-7-at"
    assert page.in_view("#f1-7-at")
    page.click("#f1-7-at")
    assert page.run(FOCUS) == "f1-7"


@pytest.mark.parametrize("width", [320, 400, 768, 1400])
def test_no_width_needs_scrolling_sideways(page: Page, four: Path, width: int) -> None:
    page.open(four, width=width)
    assert page.run("document.documentElement.scrollWidth") <= width
    page.run("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert page.run("document.documentElement.scrollWidth") <= width


def test_on_a_telephone_a_finding_leads_to_its_words_and_back(page: Page, one: Path) -> None:
    page.open(one, width=400, height=800)
    page.click("#f1-2")
    assert page.in_view("#f1-2-at")
    page.click("#f1-2-at")
    assert page.in_view("#f1-2")
    page.press("j")
    assert page.run(FOCUS) == "f1-3"
    assert page.in_view("#f1-3")


def test_several_files_have_an_index_and_one_row_of_findings(page: Page, four: Path, real: Report) -> None:
    page.open(four)
    assert page.run("document.querySelectorAll('.index tbody tr').length") == 4
    page.click(".index a[href='#f3']")
    assert page.in_view("#f3-name")
    found = [len(file.findings) for file in real.files]
    assert len(shown(page)) == sum(found)
    page.click(f"#f1-{found[0]}")
    page.press("j")
    assert page.run(FOCUS) == "f2-1"
    assert page.in_view("mark.now")


def test_those_who_hear_the_page_find_their_way(page: Page, four: Path) -> None:
    page.open(four)
    nodes = page.call("Accessibility.getFullAXTree")["nodes"]
    named = [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in nodes if not n["ignored"]]
    roles = {role for role, _ in named}
    assert roles >= {"main", "search", "navigation", "banner", "contentinfo", "article", "status", "mark", "heading"}
    for role in ("link", "region", "article", "navigation", "searchbox", "checkbox", "heading"):
        assert all(name for kind, name in named if kind == role), role
    assert page.run("document.documentElement.lang") == "vi"
    levels = page.run(
        "[...document.querySelectorAll('h1, h2, h3, h4, [role=heading]')]"
        ".map(h => Number(h.getAttribute('aria-level') || h.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = page.run("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(page: Page, one: Path, scheme: str) -> None:
    page.open(one)
    page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    ratios = page.run(CONTRAST)
    assert len(ratios) > 100
    assert min(ratios) >= 4.5


CONTRAST = """(() => {
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const rgb = (color) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = (color) => rgb(color).slice(0, 3).map(part => part / 255)
        .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = (element) => {
        while (element && rgb(getComputedStyle(element).backgroundColor)[3] === 0) element = element.parentElement;
        return element ? getComputedStyle(element).backgroundColor : "#fff";
    };
    const ratios = [];
    for (const element of document.querySelectorAll("body *")) {
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (!own || !element.checkVisibility() || element.matches("script, style")) continue;
        const [one, other] = [light(getComputedStyle(element).color), light(ground(element))];
        ratios.push((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05));
    }
    return ratios;
})()"""


def test_on_paper_everything_stands(page: Page, tmp_path: Path) -> None:
    file = made.SHOWN._replace(verdicts=made.VERDICTS)
    page.open(written(made.detailed(file), tmp_path))
    (tmp_path / "report.pdf").write_bytes(page.printed())
    command = ["pdftotext", "-layout", str(tmp_path / "report.pdf"), "-"]
    text = " ".join(subprocess.run(command, capture_output=True, check=True).stdout.decode().split())
    for words in ("RPT-002", "đã hỏi Phòng Pháp chế", "Cần người xem (1)", "Chưa xét được (2)", "KẾ HOẠCH", "Khổ giấy"):
        assert words in text
    assert "Phím tắt" not in text
    assert "chữ hoặc mã quy tắc" not in text


HOSTILE = (
    '<script>document.title = "thua"</script><img src="https://x.vn/a.png" onerror="document.title = 1">'
    '</p></section></main><style>*{display:none}</style><a href="javascript:document.title=2">x</a>\'" &lt;b&gt; &amp;'
    "<!-- ]]> --><iframe src=//x.vn></iframe><link rel=stylesheet href=//x.vn/a.css>\u202eđảo\u2066\u0000\x1b[2J\ud800"
)


def test_a_hostile_draft_is_only_text(page: Page, tmp_path: Path) -> None:
    place = Place("body", 1, (HOSTILE,), None, None, None, 3, len(HOSTILE) - 3)
    finding = made.REPEALED._replace(message=HOSTILE, quote=HOSTILE, remedy=HOSTILE, expected=HOSTILE, place=place)
    again = finding._replace(place=place._replace(start=0, end=10**9), severity="info", fingerprint="z")
    file = (
        made.hostile()
        .files[0]
        ._replace(
            path=HOSTILE,
            findings=(finding, again, made.IGNORED._replace(suppressed=HOSTILE)),
            paragraphs=(Paragraph(place, HOSTILE, HOSTILE, 1, HOSTILE),),
        )
    )
    rules = tuple(rule._replace(why=HOSTILE, title=HOSTILE) for rule in made.RULES)
    page.open(written(replace(made.detailed(file), rules=rules), tmp_path))
    assert "Kết quả soát dự thảo" in page.run("document.title")
    assert page.run("document.querySelectorAll('img, iframe, link, main style, main script').length") == 0
    assert page.run("document.querySelectorAll('a[href]:not([href^=\"#\"])').length") == 0
    words = page.run("document.querySelector('.draft p').textContent")
    assert words.startswith("<script>") or "<script>document.title" in words
    assert "‹U+202E›" in words
    assert not set(words) & set("\u202e\u2066\x00\x1b")
    page.click("#f1-1")
    assert lit(page)


def long_report(paragraphs: int) -> Report:
    """A draft of many paragraphs with a finding in each tenth, and one huge paragraph with a thousand findings."""
    words = "Căn cứ Quyết định số 79/2010/QĐ-TTg ngày 30 tháng 11 năm 2010 của Thủ tướng Chính phủ; "
    places = [Place("body", number, (), None, None, None, 7, 40) for number in range(1, paragraphs + 1)]
    huge = Place("body", paragraphs + 1)
    shown_paragraphs = [Paragraph(place, "basis", "", 0, words) for place in places]
    shown_paragraphs.append(Paragraph(huge, "paragraph", "", 0, words * 1000))
    found = [*places[::10], *(huge._replace(start=start, end=start + 200) for start in range(0, 80_000, 80))]
    findings = tuple(made.REPEALED._replace(place=place, fingerprint=str(n)) for n, place in enumerate(found))
    file = FileReport("dài.docx", "", None, made.DOCUMENT, findings, made.VERDICTS, paragraphs=tuple(shown_paragraphs))
    return made.detailed(file)


def test_a_draft_of_ten_thousand_paragraphs_stays_usable(page: Page, tmp_path: Path) -> None:
    page.open(written(long_report(10_000), tmp_path))
    assert len(shown(page)) == 2000
    for number in (900, 1990):
        page.run(f"document.getElementById('f1-{number}').click()")
        assert page.in_view(f"#f1-{number}-at")
        assert page.in_view(f"#f1-{number}")
    took = page.run("(() => { const start = performance.now(); document.querySelector('[value=info]').click();"
                    " return performance.now() - start; })()")  # fmt: skip
    assert took < 1000


def test_what_is_settled_or_ignored_is_kept_in_the_browser(page: Page, one: Path, tmp_path: Path, real: Report) -> None:
    page.open(one)
    page.click("[value='2'] .tick")
    page.click("[value='3'] .skip-it")
    page.type('đã thống nhất "với" Sở Tư pháp')
    page.press("Tab")
    assert page.run("document.querySelector('.ticked').textContent") == "Đã xử lý 1, bỏ qua 1."
    page.click("[data-hides]")
    assert not {2, 3} & set(shown(page))
    page.click("[data-hides]")
    page.run("window.saved = []; URL.createObjectURL = (blob) => (saved.push(blob), 'blob:none')")
    page.run("HTMLAnchorElement.prototype.click = function () { saved.push(this.download) }")
    page.click(".export")
    told = page.run("saved[0].text()")
    assert page.run("saved[1]") == "plancheck.toml"
    (tmp_path / "plancheck.toml").write_text(told, encoding="utf-8")
    source = SAMPLES / "copied-draft.docx"
    (tmp_path / source.name).write_bytes(source.read_bytes())
    findings = json.loads(plancheck([source.name, "--format", "json", "--as-of", "2026-11-22"], tmp_path).stdout)[
        "files"
    ][0]["findings"]
    ignored = real.files[0].findings[2]
    assert [each["fingerprint"] for each in findings if each["suppressed"]] == [ignored.fingerprint]
    assert next(each["suppressed"] for each in findings if each["suppressed"]) == 'đã thống nhất "với" Sở Tư pháp'


def test_ticks_are_there_when_the_page_is_opened_again(page: Page, browser: Browser, one: Path) -> None:
    page.open(one)
    page.run("localStorage.clear()")
    page.click("[value='4'] .tick")
    again = browser.page()
    again.open(one)
    assert again.run("document.querySelector(\"[value='4'] .tick\").checked")
    assert not again.run("document.querySelector(\"[value='5'] .tick\").checked")
    again.run("localStorage.clear()")


def test_kinds_are_filtered(page: Page, one: Path, real: Report) -> None:
    page.open(one)
    rules = load_rules()
    kinds = {rule.id: rules.packs[rule.pack].vi for rule in rules.rules}
    findings = real.files[0].findings
    kind = kinds[findings[0].rule]
    page.run(f"document.querySelector('[name=kind]').value = {json.dumps(kind)}")
    page.run("document.querySelector('[name=kind]').dispatchEvent(new Event('input', {bubbles: true}))")
    assert shown(page) == [n for n, finding in enumerate(findings, 1) if kinds[finding.rule] == kind]


def test_every_place_of_a_finding_is_marked(page: Page, one: Path, real: Report) -> None:
    page.open(one)
    several = [(n, f) for n, f in enumerate(real.files[0].findings, 1) if len(f.everywhere) > 1]
    assert several
    for number, finding in several:
        links = page.run(f"document.querySelectorAll('.at[href=\"#f1-{number}\"]').length")
        assert links == len(finding.everywhere)
    number, finding = several[0]
    page.click(f"[value={finding.severity}]")
    assert page.run(f"document.querySelectorAll('.at[href=\"#f1-{number}\"]:not([hidden])').length") == 0
    page.click(f"[value={finding.severity}]")
    page.click(f"#f1-{number}-at-2")
    assert page.run(FOCUS) == f"f1-{number}"


def test_places_are_told_with_the_words_around(real: Report, one: Path, page: Page) -> None:
    page.open(one)
    told = page.run(
        "[...document.querySelectorAll('dt')].filter(t => t.textContent === 'Chữ quanh')"
        ".map(t => t.nextSibling.textContent)"
    )
    assert told
    (file, *_) = real.files
    whole = " ".join(paragraph.text for paragraph in file.paragraphs)
    for words in told:
        assert words.strip("… ") in whole
