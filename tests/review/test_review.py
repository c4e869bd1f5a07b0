"""One copy to go through in Word: corrections, suggestions, comments; run again, its own marks are replaced."""

import datetime
import io
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest

from plancheck.api import Checker, Draft
from plancheck.reading import ReadingError, read
from plancheck.report.model import FileReport
from plancheck.review.annotate import lines
from plancheck.review.reviewing import Reviewed, reviewed
from plancheck.review.withdraw import withdrawn
from plancheck.structure.plan import Plan
from tests.cli.scenario import run as plancheck
from tests.reading.docx_builder import docx, packed, para, parts, run
from tests.review.revisions import settled
from tests.review.test_annotate import contents

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = ("copied-draft", "district-2018", "party-2014", "province-2012", "province-2022")
DAY = "2026-11-22"
CHECKER = Checker(as_of=DAY, today=datetime.date(2026, 11, 22))


def review(data: bytes, day: str = DAY, name: str = "a.docx") -> Reviewed:
    def check(changed: bytes) -> FileReport:
        return CHECKER.check(Draft(name, None, changed))

    def understand(changed: bytes) -> list[Plan]:
        return [each.plan for each in CHECKER.understand_each(Draft(name, None, changed))]

    return reviewed(
        data, name, check, understand, CHECKER.rules, day=day,
        note=lambda finding: ["GỢI Ý", *lines(finding, CHECKER.rules, "vi")],
    )  # fmt: skip


@cache
def sample(name: str) -> tuple[bytes, Reviewed]:
    data = (SAMPLES / f"{name}.docx").read_bytes()
    return data, review(data)


def shown(data: bytes) -> list[tuple[str, str, list[object]]]:
    """Text, number and look of each letter."""
    blocks = read(data).blocks
    return [
        (block.text, block.label, [run.format for run in block.runs for _ in range(run.start, run.end)])
        for block in blocks
    ]


def comments(data: bytes) -> list[tuple[str, str]]:
    """(first line, initials) of plancheck's comments."""
    part = contents(data).get("word/comments.xml", b"").decode()
    found = re.findall(
        r'<w:comment [^>]*w:author="plancheck"[^>]*w:initials="(\w+)"[^>]*>.*?<w:t[^>]*>(.*?)</w:t>', part
    )
    return [(text, initials) for initials, text in found]


@pytest.mark.parametrize("name", NAMES)
def test_accepted_it_is_what_was_checked_and_withdrawn_it_is_the_draft(name: str) -> None:
    data, done = sample(name)
    assert [block.text for block in read(settled(done.data, accept=True)).blocks] == [
        block.text for block in read(done.fixed.plain).blocks
    ]
    assert shown(withdrawn(done.data)) == shown(data)
    assert b"plancheck" not in b"".join(contents(withdrawn(done.data)).values())


@pytest.mark.parametrize("name", NAMES)
def test_run_again_it_says_the_same(name: str) -> None:
    _, done = sample(name)
    again = review(done.data, "2026-12-24")
    assert (again.fixed.safe, again.fixed.suggested, again.comments) == (
        done.fixed.safe, done.fixed.suggested, done.comments,
    )  # fmt: skip
    assert comments(again.data) == comments(done.data)
    assert re.findall(rb'w:date="(2026-1\d)', contents(again.data)["word/document.xml"]) == (
        [b"2026-12"] * contents(again.data)["word/document.xml"].count(b"w:date=")
    )


def test_run_again_it_gives_no_look_to_tabs_that_its_cuts_left_alone() -> None:
    line = (
        '<w:r><w:rPr><w:i/><w:sz w:val="26"/></w:rPr><w:t>Số: …/KH-UBND</w:t><w:tab/><w:tab/>'
        "<w:t>Tân Thanh, ngày … tháng 9 năm 2026</w:t></w:r>"
    )
    body = ("ỦY BAN NHÂN DÂN XÃ TÂN THANH", line, "KẾ HOẠCH", "Công tác thông tin đối ngoại năm 2026")
    data = docx("".join(map(para, (*body, "I. MỤC ĐÍCH, YÊU CẦU", "1. Nâng cao nhận thức."))))
    done = review(data)
    changes = [contents(each.data)["word/document.xml"].count(b"<w:rPrChange ") for each in (done, review(done.data))]
    assert changes[0] == changes[1] > 0


@pytest.mark.parametrize("name", NAMES)
def test_its_own_marks_are_no_leftovers(name: str) -> None:
    _, done = sample(name)
    found = CHECKER.check(Draft("a.docx", None, done.data)).findings
    assert not {"FMT-040", "FMT-041"} & {finding.rule for finding in found}
    assert [finding.rule for finding in found] == [finding.rule for finding in done.report.findings]


def test_a_comment_at_every_place_of_what_is_left_and_one_on_each_suggestion() -> None:
    _, done = sample("copied-draft")
    left = [finding for finding in done.report.findings if finding.suppressed is None]
    assert done.comments == sum(len(finding.everywhere) for finding in left) > len(left)
    told = comments(done.data)
    assert sum(initials == "pc" for _, initials in told) == done.comments
    assert {text for text, initials in told if initials == "gy"} == {"GỢI Ý"}
    several = next(finding for finding in left if len(finding.everywhere) > 1)
    count = len(several.everywhere)
    numbered = [text.rpartition(" (")[2] for text, _ in told if several.message in text]
    assert numbered == [f"chỗ {number}/{count})" for number in range(1, count + 1)]


def test_how_to_put_it_right_is_the_second_line() -> None:
    _, done = sample("copied-draft")
    part = contents(done.data)["word/comments.xml"].decode()
    for comment in re.findall(r'w:initials="pc">(.*?)</w:comment>', part):
        told = re.findall(r"<w:t[^>]*>(.*?)</w:t>", comment)
        assert told[1].startswith("Cách sửa: ")


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(ReadingError, match="no-review"):
        review((SAMPLES / "copied-draft.xml").read_bytes(), name="a.xml")


OTHERS = (
    '<w:ins w:id="7" w:author="Lan" w:date="2026-01-01T00:00:00Z">{}</w:ins>',
    '<w:del w:id="8" w:author="Lan" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>cũ</w:delText></w:r></w:del>',
)
OWN_INS = '<w:ins w:id="{}" w:author="plancheck" w:date="2026-01-01T00:00:00Z">{}</w:ins>'
OWN_DEL = '<w:del w:id="9" w:author="plancheck"><w:r><w:delText xml:space="preserve">{}</w:delText></w:r></w:del>'


def document(data: bytes) -> str:
    return contents(data)["word/document.xml"].decode()


def test_what_others_changed_and_said_stays() -> None:
    said = '<w:comment w:id="4" w:author="Lan" w:initials="L"><w:p><w:r><w:t>Xem lại</w:t></w:r></w:p></w:comment>'
    body = para(
        '<w:commentRangeStart w:id="4"/>', OTHERS[0].format(run("mới")), OTHERS[1], '<w:commentRangeEnd w:id="4"/>',
        '<w:r><w:commentReference w:id="4"/></w:r>', OWN_DEL.format("sai "), OWN_INS.format(10, run("đúng")),
    )  # fmt: skip
    data = docx(body, comments=said)
    after = withdrawn(data)
    assert contents(after)["word/comments.xml"] == contents(data)["word/comments.xml"]
    text = document(after)
    assert OTHERS[0].format(run("mới")) in text
    assert OTHERS[1] in text
    assert '<w:r><w:t xml:space="preserve">sai </w:t></w:r>' in text
    assert "plancheck" not in text
    assert "đúng" not in text


def test_a_change_that_someone_has_worked_in_stays_with_those_beside_it() -> None:
    inner = OTHERS[1].replace("cũ", "một")
    body = para(OWN_DEL.format("cũ "), OWN_INS.format(10, run("hai ") + inner)) + para(
        OWN_INS.format(11, run("ba")), "x"
    )
    after = document(withdrawn(docx(body)))
    assert OWN_DEL.format("cũ ") in after
    assert OWN_INS.format(10, run("hai ") + inner) in after
    assert "ba" not in after


def test_only_comments_on_findings_are_taken_out_of_what_stays_corrected() -> None:
    comment = (
        '<w:comment w:id="{}" w:author="plancheck" w:initials="{}"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:comment>'
    )
    mark = (
        '<w:commentRangeStart w:id="{0}"/>{1}<w:commentRangeEnd w:id="{0}"/><w:r><w:commentReference w:id="{0}"/></w:r>'
    )
    body = para(mark.format(1, run("một")), mark.format(2, OWN_INS.format(5, run("hai"))))
    data = docx(body, comments=comment.format(1, "pc", "LỖI") + comment.format(2, "gy", "GỢI Ý"))
    after = withdrawn(data, changes=False)
    assert comments(after) == [("GỢI Ý", "gy")]
    assert OWN_INS.format(5, run("hai")) in document(after)
    assert 'w:id="1"' not in document(after)
    assert document(after).count('w:id="2"') == 3


def test_an_answer_to_a_comment_of_plancheck_stands_by_itself() -> None:
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    comment = (
        '<w:comment w:id="{0}" w:author="{1}" w:initials="pc"><w:p {2} w14:paraId="0000000{0}"><w:r><w:t>x</w:t></w:r>'
        "</w:p></w:comment>"
    )
    extended = (
        f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/></w15:commentsEx>'
    )
    data = packed(
        parts(
            para("một"),
            comments=comment.format(1, "plancheck", w14) + comment.format(2, "Lan", w14),
            extra={"word/commentsExtended.xml": extended},
            relationships={"e": 'Type="http://x/commentsExtended" Target="commentsExtended.xml"'},
        )
    )
    after = contents(withdrawn(data))
    assert b"00000001" not in after["word/comments.xml"] + after["word/commentsExtended.xml"]
    assert b'<w15:commentEx w15:paraId="00000002" w15:done="0"/>' in after["word/commentsExtended.xml"]


def test_looks_are_what_they_were() -> None:
    change = '<w:{0}Change w:id="3" w:author="plancheck" w:date="2026-01-01T00:00:00Z"><w:{0}>{1}</w:{0}></w:{0}Change>'
    look = f"<w:rPr><w:b/><w:i/>{change.format('rPr', '<w:b/>')}</w:rPr>"
    before = '<w:jc w:val="both"/>'
    body = (
        f'<w:p><w:pPr><w:jc w:val="center"/><w:rPr><w:b/></w:rPr>{change.format("pPr", before)}</w:pPr>'
        f"<w:r>{look}<w:t>một</w:t></w:r><w:r>{look}<w:t>hai</w:t></w:r></w:p>"
        '<w:sectPr><w:headerReference w:type="default" r:id="h"/><w:pgSz w:w="11906"/>'
        f"{change.format('sectPr', '<w:pgSz w:w=' + chr(34) + '12240' + chr(34) + '/>')}</w:sectPr>"
    )
    text = document(withdrawn(docx(body)))
    assert '<w:pPr><w:jc w:val="both"/><w:rPr><w:b/></w:rPr></w:pPr>' in text
    assert "<w:r><w:rPr><w:b/></w:rPr><w:t>mộthai</w:t></w:r>" in text
    assert '<w:sectPr><w:headerReference w:type="default" r:id="h"/><w:pgSz w:w="12240"/></w:sectPr>' in text


def test_a_paragraph_that_was_put_in_goes() -> None:
    mark = '<w:pPr><w:rPr><w:ins w:id="1" w:author="plancheck"/></w:rPr></w:pPr>'
    added = f"<w:p>{mark}{OWN_INS.format(2, run('2. Hai.'))}</w:p>"
    kept = f"<w:p>{mark}{OWN_INS.format(3, run('3. Ba'))}{run(', và bốn')}</w:p>"
    blocks = read(withdrawn(docx(para("1. Một.") + added + kept))).blocks
    assert [block.text for block in blocks] == ["1. Một.", ", và bốn"]


def test_a_file_without_marks_is_the_same_to_the_byte() -> None:
    data = (SAMPLES / "copied-draft.docx").read_bytes()
    assert withdrawn(data) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None


def test_a_reviewed_copy_is_offered_no_review(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes((SAMPLES / "copied-draft.docx").read_bytes())
    assert "plancheck review a.docx" in plancheck(["a.docx", "--as-of", DAY], tmp_path).stdout.splitlines()[-1]
    plancheck(["review", "a.docx", "--as-of", DAY], tmp_path)
    assert "plancheck review" not in plancheck(["a.da-soat.docx", "--as-of", DAY], tmp_path).stdout.splitlines()[-1]
