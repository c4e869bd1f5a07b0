"""The page as people use it: in a real Chromium, by mouse, by keys, without script, two at once, after a restart."""

import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from plancheck import check
from tests.web.conftest import DRAFT, SAMPLES, upload
from tests.web.served import served

Visitor = Callable[..., Page]


def findings(page: Page) -> int:
    return page.locator(".finding:visible").count()


def download(page: Page, what: str) -> tuple[str, bytes]:
    with page.expect_download() as got:
        page.evaluate(f"document.querySelector('[href$=\"/download/{what}\"]').click()")
    return got.value.suggested_filename, Path(got.value.path()).read_bytes()


def word(data: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part).decode()


def test_a_draft_chosen_is_shown_with_every_finding_and_its_words_marked(page: Page) -> None:
    found = check(DRAFT).files[0].findings
    assert findings(page) == len(found)
    places = [place for each in found for place in each.everywhere if place.paragraph is not None]
    assert page.locator(".draft a.at").count() == len(places)
    expect(page.locator("h1")).to_have_text("copied-draft.docx")


def test_drafts_are_dropped_anywhere_on_the_page(visitor: Visitor) -> None:
    page = visitor()
    page.goto("/")
    text = (SAMPLES / "copied-draft.txt").read_text(encoding="utf-8")
    page.evaluate(
        """text => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], "một.txt"));
            dataTransfer.items.add(new File([text + "\\n"], "hai <b>.txt"));
            for (const kind of ["dragover", "drop"]) {
                document.body.dispatchEvent(new DragEvent(kind, {dataTransfer, bubbles: true, cancelable: true}));
            }
        }""",
        text,
    )
    page.wait_for_selector(".lists form")
    rows = page.locator(".lists section").first.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("hai <b>.txt")
    expect(rows.nth(0)).to_contain_text("chưa xem")
    rows.nth(0).get_by_role("button").click()
    expect(page.locator(".lists section").first.locator("tbody tr")).to_have_count(1)


def test_filters_leave_what_is_wanted(page: Page) -> None:
    every = findings(page)
    page.click(".chip.info")
    assert 0 < findings(page) < every
    page.fill("[name=words]", "ORG-002")
    assert findings(page) == 1
    page.click(".finding:visible button.seen")
    page.wait_for_selector("[data-seen]")
    assert findings(page) == 1, "filters hold over a reload"
    page.click("text=ẩn đã xem")
    assert findings(page) == 0


def test_a_correction_is_made_and_taken_back(page: Page) -> None:
    every = findings(page)
    first = page.locator(".finding").filter(has_text="LEG-010").first
    expect(first.locator(".preview ins").first).to_contain_text("244/2026")
    first.locator("button.fix").click()
    page.wait_for_selector("text=Đã sửa (1)")
    assert findings(page) < every
    expect(page.locator(".draft")).to_contain_text("Nghị định số 244/2026/NĐ-CP ngày 26 tháng 6 năm 2026")
    name, data = download(page, "fixed")
    assert name == "copied-draft.da-sua.docx"
    text = word(data, "word/document.xml")
    assert "<w:ins " in text
    assert "<w:del " in text
    assert not [each for each in check(data, name=name).files[0].findings if each.rule == "LEG-010"]
    page.click("text=Đã sửa (1)")
    page.click(".done button")
    page.wait_for_selector("text=/^Đã sửa/", state="detached")
    assert findings(page) == every


def test_a_correction_that_would_break_another_rule_is_left_and_told(page: Page) -> None:
    every = findings(page)
    page.locator(".finding").filter(has_text="AGY-007").first.locator("button.fix").click()
    expect(page.get_by_role("alert")).to_contain_text("sửa thì quy tắc")
    assert findings(page) == every
    page.reload()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_all_safe_corrections_are_made_at_once(page: Page) -> None:
    page.click("button:has-text('Sửa mọi chỗ chắc chắn')")
    page.wait_for_selector("text=/^Đã sửa \\(/")
    expect(page.get_by_role("button", name="Sửa mọi chỗ chắc chắn")).to_have_count(0)


def test_a_finding_is_ignored_for_a_reason_until_a_day(page: Page) -> None:
    every = findings(page)
    card = page.locator(".finding").filter(has_text="RPT-003").first
    card.locator(".ignore summary").click()
    card.locator("[name=reason]").fill("Báo cáo cũ, đã gửi & lưu")
    card.locator("[name=until]").fill("2099-12-31")
    card.locator(".ignore button").click()
    page.wait_for_selector("text=Đã bỏ qua (1)")
    assert findings(page) == every - 1
    page.click("text=Đã bỏ qua (1)")
    expect(page.locator(".done li")).to_contain_text("Báo cáo cũ, đã gửi & lưu (đến 31/12/2099)")
    report = json.loads(download(page, "json")[1])
    held = [each for each in report["files"][0]["findings"] if each["suppressed"]]
    assert [each["suppressed"] for each in held] == ["Báo cáo cũ, đã gửi & lưu"]
    assert 'until = "2099-12-31"' in download(page, "toml")[1].decode()
    assert "Báo cáo cũ" in download(page, "html")[1].decode()
    page.click(".done button")
    page.wait_for_selector("text=Đã bỏ qua (1)", state="detached")
    assert findings(page) == every


def test_the_reviewed_copy_and_the_slip_are_taken_away(page: Page) -> None:
    name, data = download(page, "reviewed")
    assert name == "copied-draft.da-soat.docx"
    assert "<w:ins " in word(data, "word/document.xml")
    assert "plancheck" in word(data, "word/comments.xml")
    name, data = download(page, "slip")
    assert name == "copied-draft.phieu-kiem-tra.docx"
    assert "PHIẾU KIỂM TRA" in word(data, "word/document.xml").upper()


def test_another_day_and_other_rules_are_asked_for(page: Page) -> None:
    page.click(".bar summary:has-text('Tùy chọn')")
    page.fill("[name=as_of]", "2018-03-01")
    page.check("[value=legal-bases]")
    page.click("text=Soát lại")
    page.wait_for_selector("text=01/3/2018")
    rules = {each.split("-")[0] for each in page.locator(".finding .rule").all_inner_texts()}
    assert rules <= {"LEG"}
    expect(page.locator(".outcome")).to_contain_text("trong số được chọn")


def test_a_newer_version_is_compared_with_the_one_before(page: Page, tmp_path: Path) -> None:
    page.locator(".finding").filter(has_text="LEG-010").first.locator("button.fix").click()
    page.wait_for_selector("text=Đã sửa (1)")
    newer = tmp_path / "copied-draft-v2.docx"
    newer.write_bytes(download(page, "fixed")[1])
    page.click(".done button", force=True) if page.locator(".done[open] button").count() else page.evaluate(
        "document.querySelector('.done button').click()"
    )
    page.wait_for_selector("text=Đã sửa (1)", state="detached")
    page.click("summary:has-text('So với bản khác')")
    page.set_input_files(".bar [name=file]", str(newer))
    page.click("text=Tải lên")
    page.wait_for_selector("text=So với bản trước “copied-draft.docx”")
    told = page.locator(".compared p").first.inner_text()
    new, still, gone = map(int, re.findall(r"\d+", told))
    assert gone >= 1
    assert still > 10
    page.click(".compared summary")
    expect(page.locator(".compared li").filter(has_text="LEG-010").first).to_be_visible()
    page.click("text=chỉ mới")
    assert findings(page) == new


def test_it_is_gone_through_by_keys_alone(page: Page) -> None:
    page.wait_for_selector("form.filter:not([hidden])")  # the script shows it, and takes keys from then on
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.wait_for_function("document.activeElement.id === 'f1-1'")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'f1-1-at'")
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.id === 'f1-1'")
    page.keyboard.press("x")
    page.wait_for_selector("[data-seen]")
    assert page.evaluate("document.querySelector('.finding[aria-current] .number').textContent") == "1"
    page.keyboard.press("b")
    page.keyboard.type("ghi bằng bàn phím")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Đã bỏ qua (1)")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()


def test_without_script_all_of_it_works_by_forms(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False)
    upload(page, DRAFT)
    every = page.locator(".finding").count()
    card = page.locator(".finding").filter(has_text="LEG-010").first
    card.locator("button.fix").click()
    assert page.locator(".finding").count() < every
    card = page.locator(".finding").filter(has_text="RPT-003").first
    card.locator("button.seen").click()
    card.locator(".ignore summary").click()
    card.locator("[name=reason]").fill("đã hỏi sở")
    card.locator(".ignore button").click()
    expect(page.get_by_text("Đã bỏ qua (1)")).to_be_visible()
    page.goto("/")
    page.click("summary:has-text('Hoặc dán nội dung')")
    page.fill("[name=text]", (SAMPLES / "copied-draft.txt").read_text(encoding="utf-8"))
    page.click("button.main")
    expect(page.locator("h1")).to_have_text("van-ban-dan.txt")
    page.goto("/")
    page.click("button.main")
    expect(page.get_by_role("alert")).to_contain_text("Hãy chọn ít nhất một tệp")


def test_two_people_do_not_see_each_others_drafts(page: Page, visitor: Visitor) -> None:
    other = visitor()
    upload(other, SAMPLES / "province-2026.docx", SAMPLES / "copied-draft.docx")
    page.locator(".finding").filter(has_text="RPT-003").first.locator("button.seen").click()
    page.wait_for_selector("[data-seen]")
    other.click("text=copied-draft.docx >> nth=0")
    other.wait_for_selector(".finding")
    assert other.locator("[data-seen]").count() == 0
    answer = other.request.get(page.url.partition("#")[0])
    assert answer.status == 404
    assert "copied-draft" not in answer.text()


def test_the_folder_is_listed_and_gone_through(visitor: Visitor) -> None:
    page = visitor()
    page.goto("/")
    page.wait_for_selector(".lists:not([data-waiting])")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(4)
    expect(rows.filter(has_text="hỏng.docx")).to_contain_text("không đọc được")
    expect(rows.filter(has_text="party-2014")).to_contain_text("Hướng dẫn")
    expect(rows.filter(has_text="party-2014")).to_contain_text(re.compile(r"không có phát hiện; đã xét \d+/\d+"))
    page.click("text=hỏng.docx")
    expect(page.locator("main")).to_contain_text("Không đọc được")
    page.goto("/")
    page.click("text=district-2018.docx")
    page.wait_for_selector(".finding")
    page.locator("button.seen").first.click()
    page.wait_for_selector("[data-seen]")
    page.goto("/")
    expect(page.locator("tbody tr").filter(has_text="district-2018")).to_contain_text("đã xem 1/")


def test_large_and_hostile_drafts_are_taken_in_one_go(visitor: Visitor, tmp_path: Path) -> None:
    large = tmp_path / "lớn 10 MB.docx"
    large.write_bytes(DRAFT.read_bytes())
    with zipfile.ZipFile(large, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/media/image99.png", os.urandom(10 * 1024 * 1024))
    bomb = tmp_path / "bom.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 50_000_000)
    script = tmp_path / "<img src=x onerror=alert(1)>.txt"
    script.write_text(
        "KẾ HOẠCH\n<script>alert(1)</script><b onclick=alert(1)>Căn cứ Luật Báo chí 1999;</b>", encoding="utf-8"
    )
    page = visitor()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    upload(page, large, bomb, script)
    page.wait_for_selector(".lists:not([data-waiting])")
    rows = page.locator(".lists section").first.locator("tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.filter(has_text="bom.docx")).to_contain_text("không đọc được")
    expect(rows.filter(has_text="lớn 10 MB.docx")).to_contain_text("chưa xem")
    page.click("text=onerror")
    expect(page.locator(".draft")).to_contain_text("<script>alert(1)</script>")
    expect(page.locator("h1")).to_have_text("<img src=x onerror=alert(1)>.txt")
    assert page.locator(".draft script, .draft img, .draft b").count() == 0


def test_on_paper_only_the_report_is_left(page: Page) -> None:
    page.emulate_media(media="print")
    for each in (".top", ".bar", ".filter", ".finding button", ".skip"):
        expect(page.locator(each).first).to_be_hidden()
    for each in (".finding", ".draft", "h1", ".preview"):
        expect(page.locator(each).first).to_be_visible()


def test_english_is_kept(page: Page) -> None:
    page.click("text=English")
    expect(page.locator(".group.error h3")).to_contain_text("Errors")
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Check drafts")


def test_what_was_decided_about_a_folder_outlives_the_page(browser: Browser, state: Path, tmp_path: Path) -> None:
    home = tmp_path / "thư mục"
    home.mkdir()
    (home / "d.docx").write_bytes(DRAFT.read_bytes())
    context = browser.new_context()
    page = context.new_page()
    with served(home, jobs=1) as url:
        page.goto(url)
        page.wait_for_selector(".lists:not([data-waiting])")
        upload_url = url
        page.click("text=d.docx")
        page.wait_for_selector(".finding")
        page.locator(".finding").filter(has_text="LEG-010").first.locator("button.fix").click()
        page.wait_for_selector("text=Đã sửa (1)")
        page.locator("button.seen").first.click()
        page.wait_for_selector("[data-seen]")
        page.goto(upload_url)
        page.set_input_files("#file", str(DRAFT))
        page.click("button.main")
        page.wait_for_url("**/d/*")
        own = page.url.partition("/d/")[2]
    with served(home, jobs=1) as url:
        page.goto(f"{url}/d/{own}")
        expect(page.get_by_role("alert")).to_contain_text("trang đã khởi động lại")
        page.goto(url)
        page.wait_for_selector(".lists:not([data-waiting])")
        page.click("text=d.docx")
        page.wait_for_selector("text=Đã sửa (1)")
        assert page.locator("[data-seen]").count() == 1
    context.close()
    kept = "".join(file.read_text(encoding="utf-8") for file in state.rglob("*.json"))
    assert "Nghị định" not in kept


def test_the_overview_is_sorted_filtered_and_taken_as_csv(visitor: Visitor) -> None:
    page = visitor(viewport={"width": 1400, "height": 900})
    page.goto("/")
    page.wait_for_selector(".lists:not([data-waiting])")
    page.click("text=Tổng quan")
    names = page.locator(".drafts tbody tr:visible > th")
    expect(names).to_have_count(4)
    page.click(".drafts thead button:has-text('Lỗi')")
    page.click(".drafts thead button:has-text('Lỗi')")
    expect(names.first).to_have_text("copied-draft.docx")
    page.select_option("[name=year]", "2018")
    expect(names).to_have_count(1)
    expect(page.locator(".matrix").first.locator("tbody tr:visible")).to_have_count(1)
    with page.expect_download() as got:
        page.click("text=CSV")
    lines = Path(got.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 5
    assert "RPT-003" in lines[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_bars_anyone(visitor: Visitor, tmp_path: Path, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    short = tmp_path / "ngắn.txt"
    lines = (SAMPLES / "copied-draft.txt").read_text(encoding="utf-8").splitlines()
    short.write_text("\n".join(lines[:20]), encoding="utf-8")
    page = visitor(color_scheme=scheme, bypass_csp=True)
    page.goto("/")
    page.wait_for_selector(".lists:not([data-waiting])")
    upload(page, short)
    page.locator(".finding button.fix").first.click()
    page.wait_for_selector("text=Đã sửa (1)")
    page.locator("button.seen").first.click()
    page.wait_for_selector("[data-seen]")
    every = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    rules = every if scheme == "light" else {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    faults = {}
    for each in (page.url, "/", "/overview", "/api", "/no-such"):
        with page.expect_event("load"):
            page.evaluate(f"location.assign('{each.partition('#')[0]}')")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        # Of what is alike a few are enough: to look at all takes half a minute.
        page.evaluate(
            """document.querySelectorAll(
                ".wide ~ .wide ~ .wide, .list li:nth-child(n + 5), .packs label:nth-of-type(n + 5)"
            ).forEach(each => each.remove())"""
        )
        faults[each] = told(Axe().run(page, options=rules).response)
    assert {url: each for url, each in faults.items() if each} == {}


def told(response: dict) -> list[str]:  # type: ignore[type-arg]
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:160]} {fault['nodes'][0]['failureSummary'][:200]}"
        for fault in response["violations"]
    ]


def test_it_fits_a_phone(visitor: Visitor) -> None:
    page = visitor(viewport={"width": 360, "height": 740})
    upload(page, DRAFT)
    wide = "document.documentElement.scrollWidth > window.innerWidth"
    assert not page.evaluate(wide)
    page.goto("/")
    assert not page.evaluate(wide)
