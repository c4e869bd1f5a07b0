"""The HTML report as text: what stands in it, and that a draft can add nothing to it."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from plancheck.document import Cell, Place
from plancheck.report import html_report
from plancheck.report.model import Coverage, FileReport, Paragraph, Report
from plancheck.report.sanitise import clean
from plancheck.report.view import PLAIN, View
from tests import golden
from tests.report import made
from tests.report.test_machine_formats import HOSTILE_TEXT, hostile

EXPECTED = Path(__file__).parent / "expected"
ALL = made.detailed(made.SHOWN, made.UNREADABLE)


def page(report: Report, view: View = PLAIN) -> html.HtmlElement:
    return html.document_fromstring(html_report.render(report, view))


def without_assets(text: str) -> str:
    """The page without its style and script, which have files of their own."""
    text = re.sub(r"(<(style|script)>).*?(</\2>)", r"\1…\3", text, flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/=]+", "sha256-…", text)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_as_expected(lang: str) -> None:
    text = html_report.render(ALL, View(lang=lang))  # type: ignore[arg-type]
    golden.check(without_assets(text), EXPECTED / f"page.{lang}.html")


def test_nothing_is_fetched_and_nothing_runs_but_its_own() -> None:
    text = html_report.render(ALL)
    assert not re.search(r"\b(src|srcset|action|style|on\w+)\s*=\s*[\"']", without_assets(text))
    assert "url(" not in text
    assert "@import" not in text
    assert "//" not in re.sub(r"^\s*// .*$", "", text, flags=re.MULTILINE)
    (policy,) = page(ALL).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_what_is_not_judged_is_never_called_clean() -> None:
    unsure = made.CLEAN._replace(verdicts=made.VERDICTS[1:], coverage=Coverage(4, 1))
    text = html_report.render(made.report(unsure))
    assert "Chưa thể kết luận gì về phần chưa xét được." in text
    for words in ("tuân thủ", "đúng quy định", "hợp lệ"):
        assert words not in without_assets(text)
    assert "Chưa thể kết luận" not in html_report.render(made.report(made.CLEAN))
    selected = html_report.render(made.report(made.CLEAN), View(selected=True))
    assert "trong số được chọn" in selected


def test_many_rules_unjudged_for_one_reason_are_folded() -> None:
    def folded(count: int) -> list[str]:
        verdicts = tuple(made.VERDICTS[3]._replace(rule=f"FMT-{number:03}") for number in range(count))
        root = page(made.report(made.CLEAN._replace(verdicts=verdicts)))
        assert len(root.xpath("//section[@class='unjudged']//li")) == count
        return [str(summary.text) for summary in root.xpath("//section[@class='unjudged']//summary")]

    assert folded(10) == []
    assert folded(11) == ["11 quy tắc: Tệp này không có phông chữ, cỡ chữ"]


def test_a_report_without_the_draft_shows_findings_only() -> None:
    root = page(made.report(made.FILE))
    assert len(root.xpath("//li[@data-severity]")) == len(made.FINDINGS)
    assert root.xpath("//*[@class='draft']/p/text()") == ["Báo cáo này không kèm nội dung bản dự thảo."]
    assert root.xpath("//mark") == []


def shown(text: str, *spans: tuple[int, int, str]) -> html.HtmlElement:
    """The paragraph of a page on a draft of one, with a finding at each span."""
    place = Place("body", 1)
    findings = tuple(
        made.REPEALED._replace(place=place._replace(start=start, end=end), severity=severity)
        for start, end, severity in spans
    )
    file = FileReport("a", "", None, None, findings, paragraphs=(Paragraph(place, "paragraph", "", 0, text),))
    (paragraph,) = page(made.detailed(file)).xpath("//p[@id='f1-body-1']")
    return paragraph


def marks(paragraph: html.HtmlElement) -> list[tuple[str, str, str]]:
    return [(mark.text_content(), mark.get("class"), mark.get("data-of")) for mark in paragraph.iter("mark")]


def stretches(paragraph: html.HtmlElement) -> list[str | None]:
    cards = paragraph.getroottree().xpath("//li[@data-severity]")
    return [card.get("data-marks") for card in sorted(cards, key=lambda card: int(card.get("value")))]


def test_words_of_several_findings_are_cut_where_they_begin_and_end() -> None:
    paragraph = shown("một hai ba bốn", (0, 7, "info"), (4, 10, "error"), (11, 14, "warning"))
    assert marks(paragraph) == [
        ("một ", "info", "f1-1"),
        ("hai", "error", "f1-2"),
        (" ba", "error", "f1-2"),
        ("bốn", "warning", "f1-3"),
    ]
    assert stretches(paragraph) == ["0 1", "1 2", "3 3"]
    together = shown("một hai", (0, 7, "error"), (0, 7, "info"), (0, 7, "warning"))
    assert marks(together) == [("một hai", "error", "f1-1")]
    assert together.text_content() == "một hai123"
    assert paragraph.text_content() == "một hai1 ba2 bốn3"


def test_a_finding_on_no_words_or_beyond_the_end_has_its_number() -> None:
    paragraph = shown("chữ", (0, 0, "info"), (2, 2, "error"), (1, 99, "warning"), (50, 60, "error"))
    assert paragraph.text_content() == "1ch2ữ34"
    assert marks(paragraph) == [("h", "warning", "f1-3"), ("ữ", "warning", "f1-3")]
    assert stretches(paragraph) == ["", "", "0 1", ""]


SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from(["error", "warning", "info"])))


@given(text=st.text("ab\n đ", max_size=12), spans=SPANS)
@settings(max_examples=80, deadline=None)
def test_marks_cover_what_findings_cover_and_change_no_word(text: str, spans: list[tuple[int, int, str]]) -> None:
    paragraph = shown("x" + text, *spans)
    pieces = [mark.text_content() for mark in paragraph.iter("mark")]
    found = zip(spans, stretches(paragraph), strict=True)
    for (start, end, _), stretch in found:
        words = ("x" + text)[start : max(start, end)]
        first, last = map(int, stretch.split()) if stretch else (0, -1)
        assert "".join(pieces[first : last + 1]) == words
    for number in paragraph.xpath("a"):
        number.text = ""
    assert paragraph.text_content() == "x" + text


@given(text=HOSTILE_TEXT)
@settings(max_examples=60, deadline=None)
def test_a_draft_adds_no_element(text: str) -> None:
    def built(words: str) -> Report:
        report = hostile(words)
        paragraph = Paragraph(Place("body", 1), words, words, 1, "x" + words)
        files = (report.files[0]._replace(paragraphs=(paragraph,)), *report.files[1:])
        return made.detailed(*files)

    root = page(built(text))
    assert shape(root) == shape(page(built("chữ"))) or not text.strip()
    (label,) = root.xpath("//span[@class='label']/text()") or [""]
    assert label.split() == clean(text).split()


def shape(root: html.HtmlElement) -> list[tuple[str, int]]:
    """Every element with its depth, marks and what only non-empty texts bring left out."""
    left_out = ("mark", "blockquote", "q", "div", "dt", "dd", "dl")
    return [
        (element.tag, len(list(element.iterancestors()))) for element in root.iter(etree.Element)
        if element.tag not in left_out and not list(element.iterancestors(*left_out))
    ]  # fmt: skip


def test_tables_keep_their_rows_and_columns() -> None:
    def cell(number: int, text: str, at: Cell, role: str = "cell") -> Paragraph:
        return Paragraph(Place("body", number), role, "", 0, text, at)

    inner = Cell(2, 1, 1, outer=Cell(1, 2, 2))
    paragraphs = (
        cell(1, "TT", Cell(1, 1, 1)), cell(2, "Nội dung", Cell(1, 1, 2, columns=10**6)), cell(3, "b", Cell(1, 2, 2)),
        cell(4, "trong", inner), cell(5, "cuối", Cell(1, 3, 3)), cell(6, "khác", Cell(3, 1, 1), "signer"),
    )  # fmt: skip
    file = FileReport("a", "", paragraphs=paragraphs)
    tables = page(made.detailed(file)).xpath("//section[@class='draft']/table")
    rows = [
        [(td.text_content().replace("\n", ""), td.get("colspan")) for td in row.iter("td")]
        for row in tables[0].iter("tr")
    ]
    assert rows == [
        [("TT", None), ("Nội dung", "100")],
        [("", None), ("btrong", None)],
        [("", "2"), ("cuối", None)],
    ]
    assert [table.get("role") for table in tables] == [None, "presentation"]


def test_long_drafts_take_time_in_proportion() -> None:
    def spent(paragraphs: int) -> float:
        place = Place("body", 1)
        words = Paragraph(place, "paragraph", "", 0, "Ủy ban nhân dân tỉnh " * 20)
        many = tuple(words._replace(place=place._replace(paragraph=n)) for n in range(1, paragraphs))
        huge = words._replace(text=words.text * paragraphs, place=place._replace(paragraph=paragraphs))
        spans = [huge.place._replace(start=start, end=start + 4000) for start in range(0, paragraphs * 40, 40)]
        findings = tuple(made.REPEALED._replace(place=span) for span in spans)
        report = made.detailed(FileReport("a", "", None, None, findings, paragraphs=(*many, huge)))
        start = time.process_time()
        html_report.render(report)
        return time.process_time() - start

    small, large = min(spent(500) for _ in range(3)), min(spent(4000) for _ in range(2))
    assert large < 16 * small
