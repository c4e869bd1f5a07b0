"""Skeletons: for every regime that the register knows they fail no rule, and the register fills in their names."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from lxml import etree

from plancheck.api import Checker, Draft
from plancheck.data.errors import RulesError
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge
from plancheck.knowledge.store import rules_dir
from plancheck.pipeline import Options, understand
from plancheck.reading import read
from plancheck.review import skeleton_lint
from plancheck.review.draft import Wanted, as_xml, compose, skeleton_for, standing
from plancheck.review.layout import as_docx, blanks
from plancheck.review.request import RequestError, request
from plancheck.review.skeleton import Line, Skeleton, load_skeletons, skeleton_files
from plancheck.rules import load_rules
from tests.cli.scenario import Outcome
from tests.cli.scenario import run as plancheck
from tests.review.product import checked, days, faults, kinds, wanted
from tests.review.test_annotate import contents

SAMPLES = Path(__file__).parents[2] / "samples"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KNOWLEDGE = load_knowledge()
SKELETONS = load_skeletons()
KINDS = kinds(SKELETONS)
DAYS = days(KNOWLEDGE)
REGIME_DAYS = sorted(
    {day for regime in KNOWLEDGE.regimes for day in (regime.start, regime.end) if day >= DAYS[0]}
    | {20250301, 20250630, 20250701, 20260301, 20260701, 20261122}
)
# Border, coast, neither, centrally run, merged away, merged into, turned into a city.
PROVINCES = (
    *("lang-son", "khanh-hoa", "phu-tho", "ha-noi", "ho-chi-minh", "bac-giang", "hue", "thua-thien-hue", "quang-ninh"),
    *("an-giang", "kien-giang", "thai-nguyen", "da-nang", "can-tho", "tay-ninh", "bac-ninh", "dong-nai"),
)


def drafts() -> list[Wanted]:
    """Each kind of document on each day on which a regime changes, and on every other change one kind or the other."""
    chosen = []
    for number, day in enumerate(DAYS):
        for turn, kind in enumerate(KINDS):
            if day not in REGIME_DAYS and (number + turn) % 13 and kind != ("KH", "state", "province"):
                continue
            for step in range(len(PROVINCES)):
                draft = wanted(KNOWLEDGE, kind, day, PROVINCES[(number + turn + step) % len(PROVINCES)])
                if draft and skeleton_for(draft):
                    chosen.append(draft)
                    break
    others = [draft._replace(subject=each.id) for draft in chosen[::3] for each in KNOWLEDGE.vocabulary.subjects[1:]]
    return [*chosen, *filter(skeleton_for, others)]


DRAFTS = drafts()


@pytest.mark.parametrize("kind", KINDS, ids=" ".join)
def test_no_skeleton_fails_a_rule(kind: tuple[str, str, str]) -> None:
    tried = 0
    for draft in DRAFTS:
        if (draft.type, draft.system, draft.level) == kind:
            report = checked(draft, KNOWLEDGE)
            assert report is not None
            assert list(faults(draft, report)) == [], draft
            tried += 1
    assert tried > 20


def lines(each: Iterable[Line]) -> Iterator[Line]:
    for line in each:
        yield line
        yield from lines(line.items)


def test_every_line_stands_somewhere_and_does_what_it_is_for() -> None:
    known = {rule.id for rule in load_rules().rules}
    unused = {line for skeleton in SKELETONS for part in skeleton.parts.values() for line in lines(part)}
    for draft in DRAFTS[::9]:
        skeleton = skeleton_for(draft)
        report = checked(draft, KNOWLEDGE)
        assert skeleton is not None
        assert report is not None
        verdicts = {verdict.rule: verdict.status for verdict in report.verdicts}
        for line in standing(draft, KNOWLEDGE, skeleton):
            assert known >= set(line.rules), line
            assert {verdicts[rule] for rule in line.rules} <= {"pass", "not-applicable"}, (draft, line)
    for draft in DRAFTS:
        skeleton = skeleton_for(draft)
        assert skeleton is not None
        unused -= set(standing(draft, KNOWLEDGE, skeleton))
    assert unused == set()


@pytest.mark.parametrize("draft", DRAFTS[::151], ids=lambda draft: f"{draft.day}-{draft.type}-{draft.level}")
def test_both_forms_are_one_draft(draft: Wanted) -> None:
    layout = {rule.id for rule in load_rules().rules if rule.needs_layout}
    told = []
    for form in ("xml", "docx"):
        report = checked(draft, KNOWLEDGE, form)
        assert report is not None
        assert form == "xml" or list(faults(draft, report)) == []
        findings = sorted((each.rule, each.severity, each.message) for each in report.findings)
        statuses = {each.rule: each.status for each in report.verdicts if each.rule not in layout}
        told.append((findings, statuses, report.document))
    assert told[0] == told[1]


@pytest.mark.parametrize("draft", DRAFTS[::101], ids=lambda draft: f"{draft.day}-{draft.type}-{draft.level}")
def test_what_is_to_be_filled_in_is_recognised(draft: Wanted) -> None:
    skeleton = skeleton_for(draft)
    assert skeleton is not None
    plan = compose(draft, KNOWLEDGE, skeleton)
    facts = understand(as_xml(plan), "new.xml", Options(as_of=draft.day)).facts
    found = [fact for fact in facts if fact.kind == "leftover" and fact["leftover"] == "placeholder"]
    assert len(found) == blanks(plan) > 0
    assert all(_in_brackets(fact) for fact in found)
    report = checked(draft, KNOWLEDGE)
    assert report is not None
    assert "LNG-019" in {finding.rule for finding in report.findings}


def _in_brackets(fact: Fact) -> bool:
    text = str(fact["text"])
    return text.startswith("[") and text.endswith("]")


def test_the_same_draft_gives_the_same_bytes() -> None:
    draft = DRAFTS[-1]
    skeleton = skeleton_for(draft)
    assert skeleton is not None
    first, second = (compose(draft, KNOWLEDGE, skeleton) for _ in range(2))
    assert as_xml(first) == as_xml(second)
    assert as_docx(first, draft.day) == as_docx(second, draft.day)
    assert as_docx(first, draft.day) == as_docx(first, draft.day)


def of(day: int, province: str = "lang-son", level: str = "province") -> str:
    """Text of a State plan."""
    name = {"district": "huyện Văn Lãng", "commune": "xã Tân Thanh"}.get(level, "")
    draft = Wanted("KH", "state", level, day, day // 10000, KNOWLEDGE.province(province), name)
    skeleton = skeleton_for(draft)
    assert skeleton is not None
    return as_xml(compose(draft, KNOWLEDGE, skeleton)).decode()


def test_names_are_those_of_the_day() -> None:
    before, after = of(20250228), of(20250301)
    assert "Sở Thông tin và Truyền thông" in before
    assert "Sở Thông tin và Truyền thông" not in after
    assert "Sở Văn hóa, Thể thao và Du lịch</heading>" in after
    assert "Ban Tuyên giáo và Dân vận Tỉnh ủy" in after
    assert "Ủy ban nhân dân các huyện, thị xã, thành phố" in of(20250630)
    assert "Ủy ban nhân dân các xã, phường</heading>" in of(20250701)
    assert "Ủy ban nhân dân các xã, phường, đặc khu" in of(20250701, "khanh-hoa")
    assert "tỉnh Quảng Ninh" in of(20260831, "quang-ninh")
    assert "thành phố Quảng Ninh" in of(20260901, "quang-ninh")
    assert "tỉnh" not in of(20260901, "quang-ninh")


def test_bases_are_those_of_the_day() -> None:
    cited = {
        20120103: ("số 79/2010/QĐ-TTg ngày 30 tháng 11 năm 2010 của Thủ tướng Chính phủ ban hành Quy chế",),
        20180320: ("số 22/2016/TT-BTTTT ngày 19 tháng 10 năm 2016 của Bộ trưởng Bộ Thông tin và Truyền thông",),
        20261122: (
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
            "được sửa đổi, bổ sung bởi Nghị định số 148/2026/NĐ-CP ngày 12 tháng 5 năm 2026 của Chính phủ;",
            "số 244/2026/NĐ-CP ngày 26 tháng 6 năm 2026",
            "số 173/QĐ-TTg ngày 27 tháng 01 năm 2026 của Thủ tướng Chính phủ",
        ),
    }
    for day, texts in cited.items():
        draft = of(day)
        assert all(text in draft for text in texts), draft
    assert "79/2010" not in of(20151022)
    assert "72/2015" not in of(20151021)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"province": "Lạng Sỏn"}, "Có phải: Lạng Sơn"),
        ({"province": "Atlantis"}, "không có tỉnh, thành phố nào tên “Atlantis”."),
        ({}, "cần --province"),
        ({"province": "Bắc Giang", "day": 20250701}, "không còn từ ngày 01/7/2025; hãy dùng --province “Bắc Ninh”"),
        ({"province": "Huế", "day": 20241231}, "hãy dùng --province “Thừa Thiên Huế”"),
        ({"province": "Huế", "level": "district", "day": 20250701}, "từ ngày 01/7/2025 không còn cấp huyện; hãy dùng"),
        ({"province": "Huế", "level": "district", "day": 20250101}, "cần --name"),
        ({"province": "Huế", "level": "commune", "name": "huyện A Lưới"}, "phải bắt đầu bằng một trong: xã"),
        ({"province": "Huế", "name": "xã Tân Thanh"}, "--name không dùng cho cấp tỉnh"),
        ({"level": "ministry"}, "cần --name"),
        ({"level": "ministry", "name": "Bộ Công Thương", "province": "Huế"}, "--province không dùng"),
        ({"level": "ministry", "system": "party", "type": "CT"}, "chưa có mẫu CT cấp trung ương; hãy dùng --level"),
        ({"type": "XX"}, "chưa có mẫu cho loại văn bản “XX” (có: "),
        ({"type": "HD", "system": "state"}, "hãy dùng --system party (Đảng)"),
        ({"province": "Huế", "year": 2030}, "dùng 2026 hoặc 2027"),
        ({"province": "Lạng Sơn", "day": 20040505}, "mẫu có từ ngày 06/5/2004"),
    ],
)
def test_what_can_not_be_drafted_is_told(asked: dict[str, str | int], told: str) -> None:
    with pytest.raises(RequestError) as caught:
        request(KNOWLEDGE, SKELETONS, **{"day": 20261122, **asked})  # type: ignore[arg-type]
    assert told in caught.value.message.vi
    assert caught.value.message.en


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("Lạng Sơn", "lang-son"),
        ("lang son", "lang-son"),
        ("tỉnh Lạng Sơn", "lang-son"),
        ("TP. Hồ Chí Minh", "ho-chi-minh"),
        ("hcm", "ho-chi-minh"),
        ("thanh-hoa", "thanh-hoa"),
        ("Thanh Hoá", "thanh-hoa"),
        ("thành phố Huế", "hue"),
    ],
)
def test_provinces_are_known_however_they_are_written(written: str, id: str) -> None:
    province = request(KNOWLEDGE, SKELETONS, province=written, day=20261122).province
    assert province is not None
    assert province.id == id


def test_after_the_first_quarter_plans_are_for_the_next_year() -> None:
    years = [request(KNOWLEDGE, SKELETONS, province="Huế", day=day).year for day in (20260331, 20260401, 20261122)]
    assert years == [2026, 2027, 2027]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("skeleton: a\n", "1:1: 'applies' is missing"),
        ("skeleton: a\napplies: {levels: [province], colour: red}\n", "2:31: 'colour' is not known here"),
        ("skeleton: a\napplies: {from: 2025-02-30}\n", "2:17: '2025-02-30' is not in the calendar"),
        ("skeleton: a\napplies: {border: maybe}\n", "2:19: 'maybe' is not one of yes, no, unknown"),
        ("skeleton: a\napplies: [{levels: [x]}]\n", "2:21: 'x' is not one of ministry, province, district, commune"),
        ("skeleton: a\napplies: {}\nclosing: [{txt: x}]\n", "3:12: 'txt' is not known here; did you mean 'text'"),
        ("skeleton: a\napplies: {}\nclosing: [{as: x}]\n", "3:12: 'as' is not known here"),
        ("skeleton: a\napplies: {}\nclosing: x\n", "3:10: this must be a list"),
        ("skeleton: a\napplies: {}\nclosing: [{text: x, items: [y]}]\n", "3:21: 'items' is not known here"),
        ("skeleton: a\napplies: {}\nletterhead: [{as: recipient, text: x}]\n", "3:19: 'recipient' is not one of super"),
        ("skeleton: a\napplies: {}\nletterhead: [x]\n", "3:14: 'as' is missing"),
        ("skeleton: a\napplies: {}\nnames: {lead: [{agency: x, text: y}]}\n", "3:16: give one of"),
        ("skeleton: a\napplies: {}\nnames: {lead: []}\n", "3:15: this must not be empty"),
        ("skeleton: a\napplies: {}\ndates: medium\n", "3:8: 'medium' is not one of long, short"),
        ("- a\n", "1:1: this must be a mapping"),
        ("a: [\n", "2:1: this is not YAML"),
    ],
)
def test_broken_skeletons_are_told_at_their_place(content: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "skeletons").mkdir()
    file = tmp_path / "skeletons" / "own.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        load_skeletons((tmp_path,))
    assert str(caught.value).startswith(f"{file}:{told}")


OWN = """
skeleton: letter
applies: {types: [TB], systems: [state], levels: [province]}
type: [THÔNG BÁO]
body: [{text: "{lead} thông báo {year}."}]
"""


def test_skeletons_and_names_of_ones_own_go_before(tmp_path: Path) -> None:
    folder = tmp_path / "skeletons"
    folder.mkdir()
    (folder / "letter.yaml").write_text(OWN, encoding="utf-8")
    (folder / "names.yaml").write_text("names: {lead: [Sở Văn hóa và Thể thao]}\n", encoding="utf-8")
    own = load_skeletons((tmp_path,))
    assert [each.id for each in own] == ["letter", "party", "state-plan", "state-reform-plan"]
    letter = request(KNOWLEDGE, own, type="TB", province="Huế", day=20261122)
    skeleton = skeleton_for(letter, own)
    assert skeleton is not None
    assert "Sở Văn hóa và Thể thao thông báo 2027." in as_xml(compose(letter, KNOWLEDGE, skeleton)).decode()
    plan = request(KNOWLEDGE, own, province="Huế", day=20261122)
    skeleton = skeleton_for(plan, own)
    assert skeleton is not None
    assert "Giám đốc Sở Văn hóa và Thể thao" in as_xml(compose(plan, KNOWLEDGE, skeleton)).decode()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("names: {a: [{agency: nobody}]}\ntype: ['{a}']", "unknown agency 'nobody'"),
        ("names: {a: [{instrument: 1/2/3}]}\ntype: ['{a}']", "unknown instrument '1/2/3'"),
        ("type: ['{cite:79/2010/QĐ-TTg}']", "79/2010/QĐ-TTg is not in force on 20261122"),
    ],
)
def test_a_skeleton_that_names_what_nobody_knows_is_told(line: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "skeletons").mkdir()
    file = tmp_path / "skeletons" / "own.yaml"
    file.write_text(f"skeleton: own\napplies: {{types: [TB], systems: [state]}}\n{line}\n", encoding="utf-8")
    skeleton = load_skeletons((tmp_path,))[0]
    with pytest.raises(ValueError, match=told):
        compose(request_of("TB"), KNOWLEDGE, skeleton)


def request_of(type: str) -> Wanted:
    return Wanted(type, "state", "province", 20261122, 2027, KNOWLEDGE.province("hue"))


def test_shipped_skeletons_have_no_fault() -> None:
    rules = {rule.id for rule in load_rules().rules}
    assert list(skeleton_lint.faults(skeleton_files(rules_dir()), KNOWLEDGE, rules)) == []


BROKEN = """skeleton: own
applies: {types: [TB], systems: [state], subject: reform}
names: {a: [{agency: so-tai-chin}], b: [{instrument: 1/2/3}]}
type: ["{a} {d} {cite:4/5/6}"]
bases: [{text: x, instrument: 7/8/9, rules: [XXX-001], for: {provinces: [atlantis]}}]
body: [{text: x, items: [{text: "{e}"}]}]
"""


def test_names_that_nobody_knows_are_told_at_their_place(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    told = [str(fault).split("\n")[0] for fault in skeleton_lint.faults([file], KNOWLEDGE, ())]
    assert [each.removeprefix(f"{file}:") for each in told] == [
        "3:22: there is no agency 'so-tai-chin'; did you mean 'so-tai-chinh'?",
        "3:54: there is no instrument '1/2/3'",
        "2:51: there is no subject 'reform'; here may stand: foreign-information, administrative-reform",
        "4:8: there is no name '{d}'; did you mean '{date}'?",
        "4:8: there is no instrument '4/5/6'",
        "5:74: there is no province 'atlantis'",
        "5:31: there is no instrument '7/8/9'",
        "5:46: there is no rule 'XXX-001'",
        "6:33: there is no name '{e}'; did you mean '{year}'?",
    ]


def test_a_name_that_nothing_fills_is_told() -> None:
    skeleton = Skeleton("a", (), False, 0, {}, {"letterhead": (), "type": (), "subject": (), "bases": (), "body": ()})
    empty = dict.fromkeys(("enacting", "closing", "recipients", "signature"), ())
    broken = skeleton._replace(parts={**skeleton.parts, **empty, "type": (Line("{nobody}"),)})
    with pytest.raises(ValueError, match=r"nothing fills \{nobody\}"):
        compose(DRAFTS[0], KNOWLEDGE, broken)


def carried_over(name: str, tmp_path: Path, *more: str, form: str = "docx") -> tuple[Outcome, bytes]:
    done = plancheck(
        ["new", "--from", str(SAMPLES / name), "-o", f"new.{form}", "--date", "2026-12-01", *more], tmp_path
    )
    return done, (tmp_path / f"new.{form}").read_bytes() if done.exit == 0 else b""


def highlighted(data: bytes) -> list[str]:
    root = etree.fromstring(contents(data)["word/document.xml"])
    paragraphs = (each for each in root.iter(f"{W}p") if next(each.iter(f"{W}highlight"), None) is not None)
    return ["".join(text.text or "" for text in each.iter(f"{W}t")) for each in paragraphs]


def test_last_years_tasks_are_carried_over_with_the_names_of_today(tmp_path: Path) -> None:
    done, data = carried_over("province-2022.docx", tmp_path)
    assert done.exit == 0, done.stderr
    document = read(data)
    texts = [block.text for block in document.blocks]
    bright = highlighted(data)
    told = re.search(r"Chuyển (\d+) nhiệm vụ", done.stderr)
    assert told
    assert len([text for text in bright if re.match(r"[a-zđ]\)|\d+\. |- ", text)]) >= int(told[1]) > 5
    assert "TỈNH LÀO CAI" in " ".join(texts)
    assert not any("Sở Thông tin và Truyền thông" in text or "các huyện" in text for text in bright)
    findings = Checker(as_of="2026-12-01").check(Draft("new.docx", None, data)).findings
    assert not [finding for finding in findings if finding.severity != "info"]


def test_what_the_skeleton_says_itself_is_not_said_twice(tmp_path: Path) -> None:
    _, data = carried_over("province-2026.docx", tmp_path)
    texts = [block.text.partition(") ")[2] for block in read(data).blocks if ") " in block.text[:4]]
    assert texts
    alike = [
        (one, other)
        for at, one in enumerate(texts)
        for other in texts[at + 1 :]
        if SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.9
    ]
    assert alike == []


def test_rows_of_a_table_become_tasks(tmp_path: Path) -> None:
    _, data = carried_over("province-2026.docx", tmp_path)
    whole = "\n".join(block.text for block in read(data).blocks)
    assert (
        "Sản xuất 02 phim tài liệu giới thiệu về tỉnh (cơ quan chủ trì: Báo và Phát thanh, Truyền hình tỉnh;" in whole
    )


def test_in_xml_a_comment_sets_them_off(tmp_path: Path) -> None:
    done, data = carried_over("province-2022.docx", tmp_path, form="xml")
    assert done.exit == 0
    assert data.decode().count("<!-- chuyển từ kế hoạch trước: xem lại -->") > 5
    assert b"carried" not in data


def test_what_can_not_be_read_or_would_be_written_over_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes((SAMPLES / "province-2022.docx").read_bytes())
    assert plancheck(["new", "--from", "a.docx", "-o", "a.docx", "--force"], tmp_path).exit == 2
    assert plancheck(["new", "--from", "none.docx", "-o", "b.docx"], tmp_path).exit == 2
    (tmp_path / "c.docx").write_bytes(b"PK")
    assert plancheck(["new", "--from", "c.docx", "-o", "b.docx"], tmp_path).exit == 2
    assert source.read_bytes() == (SAMPLES / "province-2022.docx").read_bytes()
