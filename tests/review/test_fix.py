"""Corrected copies: what is answered stays answered, nothing else breaks, rejecting gives the original back."""

import io
import zipfile
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plancheck.api import Checker, Draft
from plancheck.document import Place
from plancheck.reading import ReadingError, read
from plancheck.report.model import FileReport, Finding, Fix
from plancheck.review.corrections import Fixed
from plancheck.review.fixing import fixed
from plancheck.review.placing import following
from plancheck.review.rewrite import Ground, Paragraph, edits, rewritten
from plancheck.rules import load_rules
from plancheck.rules.examples import make
from plancheck.structure.plan import Plan
from samples.convert import as_docx, as_text
from tests.breaks.making import breaks, load
from tests.breaks.making import make as broken
from tests.reading.docx_builder import docx, packed, para, parts, run
from tests.reading.odt_builder import odt
from tests.reading.odt_builder import p as paragraph
from tests.real import documents
from tests.review.revisions import settled

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = ("copied-draft", "district-2018", "party-2014", "province-2012", "province-2022", "province-2026")
TODAY = "2026-11-22"
REVISION_RULES = {"insertion", "deletion", "comment"}


@cache
def checker(as_of: str = "") -> Checker:
    return Checker(as_of=as_of or None, today=__import__("datetime").date(2026, 11, 22))


@lru_cache(maxsize=64)
def checked(data: bytes, name: str, as_of: str) -> FileReport:
    return checker(as_of).check(Draft(name, None, data))


@lru_cache(maxsize=64)
def understood(data: bytes, name: str, as_of: str) -> tuple[Plan, ...]:
    return tuple(each.plan for each in checker(as_of).understand_each(Draft(name, None, data)))


def corrected(data: bytes, name: str = "", *, suggest: bool = False, tracked: bool = True, as_of: str = "") -> Fixed:
    def check(changed: bytes) -> FileReport:
        return checked(changed, name, as_of)

    def understand(changed: bytes) -> tuple[Plan, ...]:
        return understood(changed, name, as_of)

    def note(finding: Finding) -> list[str]:
        return ["GỢI Ý", finding.message]

    return fixed(data, name, check, understand, suggest=suggest, tracked=tracked, note=note)


def texts(data: bytes, name: str = "") -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in read(data, name).blocks]


def failing(report: FileReport) -> set[str]:
    return {verdict.rule for verdict in report.verdicts if verdict.status == "fail"}


def holds(data: bytes, name: str = "", as_of: str = "", *, suggest: bool) -> Fixed:
    """What every correction must keep; the correction."""
    before = checked(data, name, as_of)
    done = corrected(data, name, suggest=suggest, as_of=as_of)
    after = checked(done.plain, name, as_of)
    assert failing(after) <= failing(before), failing(after) - failing(before)
    left = {(each.rule, each.place.part) for each in done.left}
    for finding in after.findings:
        for fix in finding.fixes:
            if fix.safe or suggest:
                assert (finding.rule, fix.place.part) in left, (finding.rule, fix)
    again = corrected(done.plain, name, suggest=suggest, as_of=as_of)
    assert again.changes == ()
    assert again.data == done.plain
    if data.startswith(b"PK"):
        assert texts(settled(done.data, accept=True)) == texts(done.plain)
        assert texts(settled(done.data, accept=False)) == texts(data)
        assert texts(done.data) == texts(done.plain)
        assert corrected(done.data, name, suggest=suggest, as_of=as_of).changes == ()
    elif not suggest:
        assert done.data == done.plain
    return done


def spoilt(name: str, random: Random) -> str:
    """A sample with slips that can be put right."""
    text = (SAMPLES / f"{name}.xml").read_text("utf-8")
    slips: list[Callable[[str], str]] = [
        lambda each: each.replace("Độc lập - Tự do", "Độc lập – Tự do"),
        lambda each: each.replace("/KH-UBND</number>", " / KH-UBND</number>"),
        lambda each: each.replace("<number>Số: 215", "<number>Số: 5").replace("<number>Số: 56", "<number>Số: 6"),
        lambda each: each.replace(" tháng 02 năm 2022</place", " tháng 2 năm 2022</place"),
        lambda each: each.replace("ngày 10 tháng 11 năm 2026</place", "ngày 5 tháng 2 năm 2026</place"),
    ]
    for slip in random.sample(slips, random.randint(1, len(slips))):
        text = slip(text)
    return text


def forms(text: str, name: str) -> dict[str, bytes]:
    plan = etree.fromstring(text.encode())
    noted = text.replace("<item", "<!-- ghi chú --><item", 2)
    return {"a.xml": noted.encode(), "a.docx": as_docx(plan, name), "a.txt": as_text(plan).encode()}


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_in_every_form(name: str) -> None:
    for path in sorted(SAMPLES.glob(f"{name}.*")):
        holds(path.read_bytes(), path.name, suggest=path.suffix in (".docx", ".txt"))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", ["copied-draft", "province-2022", "province-2026"])
def test_samples_with_slips(name: str, seed: int) -> None:
    random = Random(f"{name} {seed}")
    for file, data in forms(spoilt(name, random), name).items():
        holds(data, file, suggest=random.random() < 0.5)


def test_drafts_broken_in_many_ways() -> None:
    data = load()
    random = Random(20261122)
    for way in random.sample(breaks(data), 10):
        holds(broken(way, random, data["words"]).data, "a.xml", suggest=True)


@pytest.mark.parametrize("rule", [rule.id for rule in load_rules().rules if any(check.fix for check in rule.checks)])
def test_a_rule_answers_its_own_bad_examples(rule: str) -> None:
    known = load_rules().get(rule)
    assert known is not None
    tried = False
    for example in known.examples:
        if example.outcome != "fail" or tried:
            continue
        draft = make(known, example)
        day = str(example.as_of)
        as_of = f"{day[:4]}-{day[4:6]}-{day[6:]}" if example.as_of else ""
        drafts = {"a.xml": draft}
        if draft.startswith(b"<"):
            drafts["a.txt"] = as_text(etree.fromstring(draft)).encode()  # where numbers are words of the draft
        for name, data in drafts.items():
            findings = checked(data, name, as_of).findings
            fixes = [fix for finding in findings if finding.rule == rule for fix in finding.fixes]
            if not fixes:
                continue
            done = holds(data, name, as_of, suggest=True)
            if all(fix.safe for fix in fixes):
                assert rule not in failing(checked(done.plain, name, as_of))
            tried = True
            break
    if known.examples:
        assert tried, "no bad example that it can put right"


INS = '<w:ins w:id="7" w:author="Lan" w:date="2026-01-01T00:00:00Z">{}</w:ins>'
HEAD = "Số: 5 /KH-UBND"


def changed(body: str, new: str, *, tracked: bool = True, block: int = 0) -> bytes:
    data = docx(body)
    document = read(data)
    key = (document.blocks[block].part, document.blocks[block].ordinal)
    ground = Ground(data, document)
    assert ground.obstacle(key, new) == ""
    return rewritten(ground, {key: new}, tracked=tracked, date=TODAY)


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize(
    ("body", "new"),
    [
        (para(HEAD), "Số: 05/KH-UBND"),
        (para(run("Số: ", "<w:b/>"), run("5 /K", "<w:i/>"), run("H-UBND")), "Số: 05/KHX-UBND mới"),
        (para("<w:r><w:t>Số:</w:t><w:tab/><w:t>5</w:t><w:br/><w:t>/KH</w:t></w:r>"), "Số:\t05/KH"),
        (para("<w:r><w:t>A &amp; B</w:t></w:r>"), "A < & B & C"),
        (para("Theo ", INS.format(run("Nghị định")), " cũ này"), "Theo Nghị định mới này"),
        (para("hai", '<w:r><w:footnoteReference w:id="2"/><w:t> ba bốn</w:t></w:r>'), "hai năm"),
        (para("Kê\u0301 hoa\u0323ch nam 2026"), "Kế hoạch năm 2026"),
        (para("a b"), "x y z"),
        (para("mot ", f'<w:hyperlink r:id="x">{run("trang chu")}</w:hyperlink>', "."), "một trang chủ."),
    ],
)
def test_words_are_changed_in_their_runs(body: str, new: str, tracked: bool) -> None:
    data = docx(body)
    after = changed(body, new, tracked=tracked)
    assert texts(after) == [new]
    assert (b'w:author="plancheck"' in parts_of(after)["word/document.xml"]) is tracked
    assert texts(settled(after, accept=False)) == (texts(data) if tracked else [new])
    assert texts(settled(after, accept=True)) == [new]
    assert parts_of(after)["word/document.xml"].count(b"footnoteReference") == body.count("footnoteReference")
    assert {name for name, part in parts_of(data).items() if part != parts_of(after)[name]} == {"word/document.xml"}


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_look_of_the_words_is_kept() -> None:
    after = changed(para(run("Số: ", "<w:b/>"), run("5/KH", "<w:i/>")), "Số: 05/KH")
    (block,) = read(after).blocks
    looks = [(block.text[each.start : each.end], each.format.bold, each.format.italic) for each in block.runs]
    assert looks == [("Số: ", True, False), ("05", False, True), ("/KH", False, True)]


def control(properties: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run(HEAD)}</w:sdtContent></w:sdt>"


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
    f"{para(HEAD)}</w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (para("Số: ", INS.format(run("5")), " /KH-UBND"), "revision"),
        (para(run(HEAD, '<w:rPrChange w:id="1" w:author="Lan"><w:rPr/></w:rPrChange>')), "revision"),
        (para('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
              HEAD, '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "field"),
        (para(f'<w:fldSimple w:instr="DATE">{run(HEAD)}</w:fldSimple>'), "field"),
        (para(control('<w:lock w:val="contentLocked"/>')), "control"),
        (para(control("<w:dataBinding/>")), "control"),
        (para(control('<w:lock w:val="sdtLocked"/>')), ""),
        (para(BOX), "box"),
    ],
)  # fmt: skip
def test_what_is_not_touched(body: str, reason: str) -> None:
    data = docx(body)
    document = read(data)
    ground = Ground(data, document)
    assert ground.obstacle((document.blocks[0].part, 1), "Số: 05/KH-UBND") == reason


def test_someone_else_s_revision_is_told_and_left() -> None:
    plan = etree.fromstring(spoilt_head().encode())
    data = as_docx(plan, "province-2022")
    main = parts_of(data)["word/document.xml"].decode()
    start = main.rindex("<w:r>", 0, main.index("Số: 6/KH-UBND"))
    end = main.index("</w:r>", start) + len("</w:r>")
    data = packed({**parts_of(data), "word/document.xml": main[:start] + INS.format(main[start:end]) + main[end:]})
    done = corrected(data, "a.docx")
    assert done.changes == ()
    assert [(each.rule, each.reason) for each in done.left] == [("FMT-005", "revision")]
    assert done.data == data


def spoilt_head() -> str:
    text = (SAMPLES / "province-2022.xml").read_text("utf-8")
    return text.replace("<number>Số: 56/", "<number>Số: 6/")


@pytest.mark.parametrize("sample", ["province-2022", "party-2014"])
def test_what_is_missing_is_not_written_over_its_neighbour(sample: str) -> None:
    data = (SAMPLES / f"{sample}.xml").read_bytes()
    known = {each.rule for each in checker().check(Draft("a.xml", None, data)).findings}
    told = set()
    for name in [etree.QName(each).localname for each in etree.fromstring(data)[0]]:
        plan = etree.fromstring(data)
        plan[0].remove(next(each for each in plan[0] if etree.QName(each).localname == name))
        report = checker().check(Draft("a.xml", None, etree.tostring(plan, encoding="UTF-8", xml_declaration=True)))
        new = [each for each in report.findings if each.rule not in known]
        written = [(name, each.rule, fix) for each in new for fix in each.fixes if fix.action != "insert"]
        assert written == []
        told |= {name for _ in new}
    assert "number" in told


def test_a_correction_that_breaks_another_rule_is_left_and_told() -> None:
    """The first rule wants a word away that the second asks for."""
    data = (SAMPLES / "province-2022.xml").read_bytes()
    document = read(data)
    block = next(block for block in document.blocks if block.text.startswith("Số:"))
    fix = Fix(block.place(4, 6), "56", "5", True)
    real = checker().check(Draft("a.xml", None, data))

    def check(changed: bytes) -> FileReport:
        report = checker().check(Draft("a.xml", None, changed))
        if b"56/KH-UBND</number>" not in changed:
            return report
        finding = Finding("TST-001", "x", "info", "", fix.place, "56", "", "", (), "", "f", None, (fix,))
        return report._replace(findings=(*report.findings, finding))

    done = fixed(data, "a.xml", check, lambda data: [checker().understand(Draft("a.xml", None, data)).plan])
    assert failing(real) == set()
    assert done.changes == ()
    assert [(each.rule, each.reason, each.breaks) for each in done.left] == [("TST-001", "breaks", ("FMT-005",))]
    assert done.data == data


def test_a_new_paragraph_is_numbered_on_and_marked_as_a_suggestion() -> None:
    path = SAMPLES / "copied-draft.docx"
    done = corrected(path.read_bytes(), path.name, suggest=True)
    new = [change for change in done.changes if not change.before]
    assert (new[0].rules, new[0].suggested) == (("SEC-001",), True)
    assert new[0].after.startswith("b) Chấp hành nghiêm")
    comments = [trace.text.split("\n")[0] for trace in read(done.data).traces if trace.kind == "own-comment"]
    suggested = [change for change in done.changes if change.suggested]
    assert comments == ["GỢI Ý"] * len(suggested)
    accepted = corrected(path.read_bytes(), path.name, suggest=True, tracked=False)
    assert b"<w:ins " not in parts_of(accepted.data)["word/document.xml"]
    assert [trace.text.split("\n")[0] for trace in read(accepted.data).traces] == ["GỢI Ý"] * len(new)


def test_paragraphs_in_plan_xml_and_text() -> None:
    data = (SAMPLES / "copied-draft.xml").read_bytes()
    done = corrected(data, "a.xml", suggest=True)
    text = done.data.decode()
    assert "<!-- plancheck: GỢI Ý -->\n" in text
    assert '        <item label="b)">Chấp hành nghiêm chế độ bảo mật' in text
    windows = (SAMPLES / "copied-draft.txt").read_bytes().replace(b"\n", b"\r\n")
    done = corrected(b"\xef\xbb\xbf" + windows, "a.txt", suggest=True)
    assert done.data.startswith(b"\xef\xbb\xbf")
    assert "\r\nb) Chấp hành nghiêm".encode() in done.data
    assert done.data.replace(b"\r\n", b"").count(b"\n") == 0


def test_the_end_of_a_section_of_pages_takes_no_paragraph() -> None:
    data = docx(para("Một.") + para("Hai.", properties="<w:sectPr/>") + para("Ba."))
    ground = Ground(data, read(data))
    assert [ground.insertable(("body", each)) for each in (1, 2, 3)] == [True, False, True]


def test_a_new_paragraph_has_no_revision_of_the_one_it_looks_like() -> None:
    look = (
        '<w:jc w:val="both"/><w:rPr><w:ins w:id="3" w:author="Lan"/><w:i/></w:rPr>'
        '<w:pPrChange w:id="4" w:author="Lan"><w:pPr/></w:pPrChange>'
    )
    data = docx(para(run("1. Một.", "<w:b/>"), properties=look) + para("Hai."))
    ground = Ground(data, read(data))
    paragraph = Paragraph(("body", 1), ("body", 1), "2. ", "Mới & hay.")
    after = rewritten(ground, {}, [paragraph], tracked=True, date=TODAY)
    assert texts(after) == ["1. Một.", "2. Mới & hay.", "Hai."]
    assert texts(settled(after, accept=False)) == ["1. Một.", "Hai."]
    assert (
        '<w:p><w:pPr><w:jc w:val="both"/><w:rPr><w:ins w:id="6" w:author="plancheck" w:date="2026-11-22T00:00:00Z"/>'
        '<w:i/></w:rPr></w:pPr><w:ins w:id="5"' in parts_of(after)["word/document.xml"].decode()
    )


@pytest.mark.parametrize(
    ("label", "further"),
    [
        ("1.", "2."), ("9. ", "10. "), ("1.2. ", "1.3. "), ("a) ", "b) "), ("d)", "đ)"), ("đ)", "e)"), ("y)", ""),
        ("- ", "- "), ("+", "+"), ("", ""), ("Điều", ""), ("2/", "3/"), ("1- ", "2- "), ("a- ", "b- "),
    ],
)  # fmt: skip
def test_numbers_go_on(label: str, further: str) -> None:
    assert following(label) == further


def flat(written: dict[str, str]) -> bytes:
    """A package saved as one XML file."""
    each = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>'
        for name, content in written.items()
    )
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="{space}">{each}</pkg:package>'.encode()


def test_word_s_flat_xml() -> None:
    data = flat(parts(para("ỦY BAN NHÂN DÂN TỈNH LÀO CAI") + para(HEAD) + para("KẾ HOẠCH")))
    done = corrected(data, "a.xml")
    assert [change.rules for change in done.changes] == [("FMT-005",)]
    assert texts(done.data)[1] == texts(done.plain)[1] == "Số: 05/KH-UBND"
    assert [done.data.count(tag) for tag in (b"<w:ins ", b"<w:del ")] == [1, 1]
    key = ("body", 2)
    after = rewritten(Ground(data, read(data)), {key: "Số: 05/KH"}, tracked=True, date=TODAY, notes={key: ["Xem"]})
    assert [(trace.kind, trace.text) for trace in read(after).traces if "comment" in trace.kind] == [
        ("own-comment", "Xem")
    ]


def test_kinds_of_files_that_are_not_corrected() -> None:
    with pytest.raises(ReadingError, match="no-fixing"):
        corrected(odt(paragraph(HEAD)), "a.odt")


TEXTS = st.text("abđ ệ,.-\t", min_size=0, max_size=14).filter(lambda text: bool(text.strip()) and text == text.strip())


@settings(max_examples=50, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS)
def test_any_text_becomes_any_other(pieces: list[str], new: str) -> None:
    body = para(*(run(piece + " ") for piece in pieces))
    data = docx(body + para("cuối"))
    document = read(data)
    ground = Ground(data, document)
    new = " ".join(new.split())
    key = ("body", 1)
    if ground.obstacle(key, new):
        return
    after = rewritten(ground, {key: new}, tracked=True, date=TODAY)
    assert texts(after) == [new, "cuối"]
    assert texts(settled(after, accept=False)) == texts(data)
    assert texts(rewritten(ground, {key: new}, tracked=False)) == [new, "cuối"]


@given(TEXTS, TEXTS)
def test_edits_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    text = old
    for start, end, words in reversed(edits(old, new)):
        text = text[:start] + words + text[end:]
    assert text == new


def test_places_without_a_block_are_left() -> None:
    data = (SAMPLES / "province-2022.xml").read_bytes()
    finding = Finding(
        "TST-001", "x", "info", "", Place(), "", "", "", (), "", "f", None, (Fix(Place(), "", "Mới.", False, "insert"),)
    )

    def check(changed: bytes) -> FileReport:
        report = checker().check(Draft("a.xml", None, changed))
        return report._replace(findings=(*report.findings, finding))

    done = fixed(
        data, "a.xml", check, lambda data: [checker().understand(Draft("a.xml", None, data)).plan], suggest=True
    )
    assert [each.reason for each in done.left] == ["place"]


def fonted(text: str, font: str, more: str = "") -> str:
    return run(text, f'{more}<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/><w:sz w:val="26"/>')


TCVN3 = docx(
    para(fonted("Céng hoµ x· héi chñ nghÜa ViÖt Nam", ".VnTime", '<w:rStyle w:val="a"/>'))
    + para(fonted("Kế hoạch ", "Arial"), fonted("c«ng t¸c th«ng tin ®èi ngo¹i", ".VnTime"), fonted(" 2026", ".VnTime"))
)


@pytest.mark.parametrize("tracked", [True, False])
def test_old_encodings_become_unicode_in_a_font_that_has_it(tracked: bool) -> None:
    done = corrected(TCVN3, "a.docx", tracked=tracked)
    assert [change.rules for change in done.changes] == [("FMT-049",)] * 2
    assert done.changes[1].before == "Kế hoạch c«ng t¸c th«ng tin ®èi ngo¹i 2026"
    assert done.changes[1].after == "Kế hoạch công tác thông tin đối ngoại 2026"
    new = read(done.data)
    assert texts(done.data) == texts(TCVN3)
    assert not any(block.decoded for block in new.blocks)
    fonts = {run.format.font: new.blocks[1].text[run.start : run.end] for run in new.blocks[1].runs}
    assert fonts["Times New Roman"].startswith("công tác thông tin đối ngoại")
    assert all(run.format.size == 13 for block in new.blocks for run in block.runs)
    if tracked:
        assert texts(settled(done.data, accept=False)) == texts(TCVN3)
        assert any(block.decoded for block in read(settled(done.data, accept=False)).blocks)
    assert corrected(done.data, "a.docx").changes == ()


def test_words_in_an_old_encoding_are_not_changed_alone() -> None:
    document = read(TCVN3)
    ground = Ground(TCVN3, document)
    new = document.blocks[1].text.replace("đối ngoại", "đối nội")
    assert ground.obstacle(("body", 2), new) == "encoding"
    assert ground.obstacle(("body", 2), new, recoded=True) == ""
    for tracked in (True, False):
        after = rewritten(ground, {("body", 2): new}, recoded=[("body", 1), ("body", 2)], tracked=tracked, date=TODAY)
        assert texts(after)[1] == new
        assert not any(block.decoded for block in read(after).blocks)
        assert texts(settled(after, accept=False)) == (texts(TCVN3) if tracked else texts(after))


PLAN = '<plan xmlns="https://plancheck.dev/plan/1" version="1"><subject>{}</subject></plan>'


@pytest.mark.parametrize("text", ["Kê\u0301 hoa\u0323ch", "Kế\u200b ho\u00adạch"])
def test_composed_letters_in_every_kind_of_file(text: str) -> None:
    drafts = {
        "a.docx": docx(para(f"{text} một", " hai")),
        "a.txt": f"{text} một\nhai\n".encode(),
        "a.xml": PLAN.format(f"{text} một").encode(),
    }
    for name, data in drafts.items():
        document = read(data, name)
        ground = Ground(data, document)
        assert ground.unreadable(("body", 1)) == ""
        after = rewritten(ground, {}, recoded=[("body", 1)])
        assert read(after, name).blocks[0].text == document.blocks[0].text
        assert read(after, name).blocks[0].origins is None
        assert text.encode() not in after


@pytest.mark.parametrize("path", documents("*.docx", "torture/**/*.docx", largest=60_000, every=3))
def test_words_in_files_of_any_program(path: Path) -> None:
    """A word of some paragraphs is changed where nothing stands in the way; rejecting gives the file's text back."""
    name, data = path.name, path.read_bytes()
    try:
        document = read(data, name)
    except ReadingError:
        return
    random = Random(name)
    ground = Ground(data, document)
    new = {}
    for block in random.sample(document.blocks, min(len(document.blocks), 6)):
        words = block.text.split()
        at = random.randrange(len(words))
        text = block.text.replace(words[at], "thử", 1)
        if text != block.text and not ground.obstacle((block.part, block.ordinal), text):
            new[block.part, block.ordinal] = text
    if not new:
        return
    expected = [
        f"{block.label} {new.get((block.part, block.ordinal), block.text)}".strip() for block in document.blocks
    ]
    after = rewritten(ground, new, tracked=True, date=TODAY)
    assert texts(after, name) == expected
    assert texts(rewritten(ground, new), name) == expected
    assert texts(settled(after, accept=True), name) == expected
    assert texts(settled(after, accept=False), name) == texts(data, name)


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (
            "1. Sở Thông tin và Truyền thông chủ trì",
            "1. Sở Văn hóa, Thể thao và Du lịch chủ trì",
            [("Thông tin và Truyền thông", "Văn hóa, Thể thao và Du lịch")],
        ),
        ("Số: 5 /KH và 6 /QĐ", "Số: 05/KH và 06/QĐ", [("5 ", "05"), ("6 ", "06")]),
        ("a  b  c", "a b c", [("  ", " "), ("  ", " ")]),
        ("một hai ba bốn", "1 hai ba 4", [("một", "1"), ("bốn", "4")]),
    ],
)
def test_a_name_is_one_revision(old: str, new: str, changes: list[tuple[str, str]]) -> None:
    assert [(old[start:end], words) for start, end, words in edits(old, new)] == changes
