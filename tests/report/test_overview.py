"""The overview tells of each draft and obligation what the reports tell."""

import csv
import io
from dataclasses import replace

from plancheck import Report
from plancheck.report import overview_html
from plancheck.report.overview import as_csv, overview, parts
from plancheck.rules import load_rules


def test_every_verdict_stands_in_the_matrix(real: Report) -> None:
    view = overview(real.files, load_rules())
    obligations = [each.rule for _, held in view.packs for each in held]
    assert len(obligations) == len(set(obligations))
    for file, row in zip(real.files, view.rows, strict=True):
        applies = {verdict.rule: verdict.status for verdict in file.verdicts if verdict.status != "not-applicable"}
        assert {rule: mark.status for rule, mark in row.marks.items()} == applies
        assert set(applies) <= set(obligations)
        assert sum(row.counts.values()) == len(file.findings)
        assert sum(mark.findings for mark in row.marks.values()) == len(file.findings)


def test_parts_sum_to_the_whole(real: Report) -> None:
    view = overview(real.files, load_rules())
    for of in (lambda row: row.province, lambda row: row.kind, lambda row: row.year):
        held = list(parts(view, of))
        assert sum(part.drafts for part in held) == len(view.rows)
        assert sum(part.counts["error"] for part in held) == real.count("error")


def test_the_sheet_has_a_line_for_each_draft_and_calculates_nothing(real: Report) -> None:
    evil = real.files[0]._replace(path="=cmd|'/c calc'!A1.docx")
    lines = list(csv.reader(io.StringIO(as_csv(overview([evil, *real.files[1:]], load_rules())).lstrip("\ufeff"))))
    assert len(lines) == len(real.files) + 1
    assert {len(line) for line in lines} == {len(lines[0])}
    assert lines[1][0] == "'=cmd|'/c calc'!A1.docx"


def test_the_page_shows_text_as_text(real: Report) -> None:
    evil = real.files[0]._replace(path="<script>alert(1)</script>")
    page = overview_html.render(overview([evil], load_rules(), "en", ["/d/x"]))
    assert "<script>alert" not in page
    assert 'href="/d/x"' in page
    empty = overview_html.render(overview(replace(real, files=()).files, load_rules()))
    assert "Chưa có dự thảo nào" in empty
