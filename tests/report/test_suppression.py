"""Suppressions and baselines as algebra: they take away, never add, and what is gone stays gone."""

import datetime
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.document import Place
from plancheck.report.baseline import Known, match, recorded
from plancheck.report.model import FileReport, Finding, Verdict
from plancheck.report.suppression import Comment, Suppression, by_comments, comments, suppress
from plancheck.rules import load_rules
from tests.report import made

RULES = load_rules()
TODAY = 20261122
NAMES = ("SEC-001", "LEG-014", "ORG-002")

findings = st.lists(
    st.builds(
        lambda rule, paragraph, fingerprint, quote: made.REPEALED._replace(
            rule=rule, place=Place("body", paragraph), fingerprint=fingerprint, quote=quote
        ),
        st.sampled_from(NAMES),
        st.integers(1, 3),
        st.sampled_from("abc"),
        st.sampled_from(("Sở cũ", "Luật cũ", "")),
    ),
    max_size=8,
)
suppressions = st.lists(
    st.builds(
        Suppression,
        st.lists(st.sampled_from((*NAMES, "LEG", "no-secrecy-clause")), min_size=1, max_size=2).map(tuple),
        st.sampled_from(("vì thế", "đã rõ")),
        st.sampled_from((0, TODAY - 1, TODAY, TODAY + 1)),
        st.just(""),
        st.sampled_from(("", "SỞ CŨ")),
        st.sampled_from(("", "a")),
        st.sampled_from((None, ("body", 1), ("body", 2))),
    ),
    max_size=4,
)


def bare(found: list[Finding] | tuple[Finding, ...]) -> list[Finding]:
    return [finding._replace(suppressed=None) for finding in found]


@given(findings, suppressions)
def test_suppressing_only_marks(found: list[Finding], given_: list[Suppression]) -> None:
    outcome = suppress(found, given_, RULES, TODAY)
    assert bare(outcome.findings) == found
    reasons = {finding.suppressed for finding in outcome.findings} - {None}
    assert reasons == {given_[index].reason for index in outcome.used}
    assert all(given_[index].until < TODAY and given_[index].until for index in outcome.expired)
    assert suppress(outcome.findings, given_, RULES, TODAY).findings == outcome.findings


@given(findings, suppressions, suppressions)
def test_more_suppressions_never_make_more_findings_count(
    found: list[Finding], some: list[Suppression], more: list[Suppression]
) -> None:
    def counting(given_: list[Suppression]) -> int:
        return sum(finding.suppressed is None for finding in suppress(found, given_, RULES, TODAY).findings)

    assert counting([*some, *more]) <= min(counting(some), counting(more))


@given(findings, findings)
def test_a_baseline_hides_what_it_knows_and_nothing_else(before: list[Finding], after: list[Finding]) -> None:
    known = recorded(before)
    result = match(after, known, "đã biết", NAMES)
    assert [each._replace(known=False) for each in bare(result.findings)] == after
    new = Counter(finding.fingerprint for finding in result.findings if finding.suppressed is None)
    assert new == Counter(f.fingerprint for f in after) - Counter(f.fingerprint for f in before)
    assert result.fixed == (Counter(f.fingerprint for f in before) - Counter(f.fingerprint for f in after)).total()


@given(findings, findings, findings)
def test_a_baseline_only_shrinks(one: list[Finding], two: list[Finding], three: list[Finding]) -> None:
    known = recorded(one)
    narrowed = match(two, known, "", NAMES).present
    assert all(each.times <= known[name].times for name, each in narrowed.items())
    assert match(two, narrowed, "", NAMES).present == narrowed
    again = match(three, narrowed, "", NAMES)
    wider = match(three, known, "", NAMES)
    assert sum(f.suppressed is None for f in again.findings) >= sum(f.suppressed is None for f in wider.findings)


@given(findings, findings)
def test_what_was_not_judged_stays_known(before: list[Finding], after: list[Finding]) -> None:
    known = recorded(before)
    result = match([f for f in after if f.rule != "SEC-001"], known, "", NAMES[1:])
    kept = {name: each for name, each in result.present.items() if each.rule == "SEC-001"}
    assert kept == {name: each for name, each in known.items() if each.rule == "SEC-001"}


def test_everything_recorded_is_known_at_once() -> None:
    known = recorded(made.FINDINGS)
    assert known["a1"] == Known("LEG-001", 1)
    assert all(finding.suppressed == "x" for finding in match(made.FINDINGS, known, "x", ()).findings)
    assert recorded(match(made.FINDINGS, known, "x", ()).findings) == {}


def report(*found: Finding) -> FileReport:
    return FileReport("a", "", None, made.DOCUMENT, found, tuple(Verdict(rule, "fail") for rule in NAMES))


SECRECY = made.REPEALED._replace(rule="SEC-001", place=Place("body", 4))


@pytest.mark.parametrize(
    ("text", "reason", "note"),
    [
        ("plancheck: bỏ qua SEC-001 – đã có ở kế hoạch khác", "đã có ở kế hoạch khác", None),
        ("plancheck: bỏ qua SEC-001 đến 2026-12-31 – lý do", "lý do", None),
        ("Plancheck: Bỏ qua SEC-001, LEG-014 đến hết ngày 31/12/2026: lý do", "lý do", None),
        ("plancheck: bỏ qua SEC-001 đến 22.11.2026; lý do", "lý do", None),
        ("plancheck: bỏ qua no-secrecy-clause vì đã có", "vì đã có", None),
        ("plancheck: ignore SEC-001 until 2027-01-01 - because\nof reasons", "because of reasons", None),
        ("plancheck: bỏ qua SEC-001 đến 2026-11-21 – lý do", None, "suppression-expired"),
        ("plancheck: bỏ qua SEC-001 đến 2026-02-30 – lý do", None, "suppression-invalid"),
        ("plancheck: bỏ qua SEC-001", None, "suppression-invalid"),
        ("plancheck: bỏ qua SEC – cả nhóm", None, "suppression-invalid"),
        ("plancheck: bỏ qua SEC-001 – …", None, "suppression-invalid"),
        ("plancheck: CẢNH BÁO SEC-001: Chưa có yêu cầu bảo mật", None, None),
        ("plancheck: bỏ qua SEC-001 –", None, "suppression-invalid"),
        ("plancheck: bỏ qua SEC-01 – lý do", None, "suppression-invalid"),
        ("plancheck: xin bỏ qua", None, "suppression-invalid"),
        ("plancheck: bỏ qua ORG-002 – lý do", None, "suppression-stale"),
    ],
)
def test_a_comment_is_understood(text: str, reason: str | None, note: str | None) -> None:
    comment = Comment(text, Place("body", 4), False)
    result = by_comments(report(SECRECY), [comment], RULES, datetime.date(2026, 11, 22), "vi")
    assert result.findings[0].suppressed == reason
    assert [each.code for each in result.notes] == ([note] if note else [])
    assert all("đoạn 4" in each.message for each in result.notes)


def test_a_comment_is_for_its_paragraph_or_for_the_whole_draft() -> None:
    elsewhere = SECRECY._replace(place=Place("body", 9), fingerprint="b")
    text = "plancheck: bỏ qua SEC-001 – lý do"
    (own,) = comments([(text, Place("body", 4))], frozenset({("body", 2)}))
    (title,) = comments([(text, Place("body", 2))], frozenset({("body", 2)}))
    (front,) = comments([(text, Place(line=1, column=1))], frozenset())
    today = datetime.date(2026, 11, 22)
    for comment, expected in ((own, [True, False]), (title, [True, True]), (front, [True, True])):
        result = by_comments(report(SECRECY, elsewhere), [comment], RULES, today, "vi")
        assert [finding.suppressed is not None for finding in result.findings] == expected


def test_nothing_is_said_of_rules_that_were_not_judged() -> None:
    comment = Comment("plancheck: bỏ qua FMT-001 – lý do", Place("body", 4), False)
    assert by_comments(report(SECRECY), [comment], RULES, datetime.date(2026, 11, 22), "en").notes == ()


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("", "a/b.docx", True),
        ("*.docx", "a/b.docx", True),
        ("a/*.docx", "a/b.docx", True),
        ("a/*", "b/a/c.docx", False),
        ("b.docx", "a/b.docx", True),
        ("b.xml", "a/b.docx", False),
    ],
)
def test_paths(pattern: str, path: str, fits: bool) -> None:
    assert Suppression(("SEC",), "x", path=pattern).fits(path) is fits
