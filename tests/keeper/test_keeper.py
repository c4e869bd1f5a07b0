"""As a keeper of rules who writes YAML only: rules lint, test, explain and trace; slips are told at their place."""

import re
from pathlib import Path

import pytest
import yaml

from plancheck.facts.cues import whole
from plancheck.knowledge import load_knowledge
from plancheck.knowledge.store import rules_dir
from plancheck.pipeline import Options, check_bytes
from plancheck.rules import load_rules
from plancheck.rules.lint import lint
from plancheck.rules.ruleset import extra_register
from tests.cli.scenario import run

SAMPLE = rules_dir().parent / "samples" / "province-2026.xml"
PACK = """pack: cua-so
title: {{vi: Quy tắc của Sở, en: Our rules}}
{derive}rules:
  - id: OUR-001
    slug: our-rule
    title: {{vi: Quy tắc thử, en: A rule}}
    since: "2026-11"
    severity: info
    tags: [content]
    applies: {{types: [KH], systems: [state]}}
    check: {check}
    message: {{vi: "{message}", en: "Wrong."}}
    why: {{vi: "Cần.", en: "Needed."}}
    remedy: {{vi: "Sửa.", en: "Mend."}}
    basis: [{{instrument: thực tiễn soạn thảo, locator: "", certainty: unverified}}]
    examples:
      base: province-2026
      fail: [{{edits: [{fail}], also: [any]}}]
      pass: [{{edits: [{ok}], also: [any]}}]
    met: {{vi: "Thử đúng.", en: "It is right."}}
"""
HERE = Path(__file__).parent
RULES: dict[str, dict[str, str]] = yaml.safe_load((HERE / "rules.yaml").read_text(encoding="utf-8"))
SLIPS: list[dict[str, str]] = yaml.safe_load((HERE / "slips.yaml").read_text(encoding="utf-8"))
REGISTER = """topics:
  - {extend: training, patterns: [{groups: [[vỡ lòng nghiệp vụ]]}]}
sections:
  - {extend: funding, words: [nguồn tài lực]}
extend:
  terms: {posts: [trưởng đặc khu], count.not-all: ["phần lớn{! các}"]}
sayings:
  - {id: answer-to-citizens, label: Trả lời kiến nghị của công dân, words: ["trả lời…… {công dân|cử tri}"], time: limit}
"""


def folder(tmp_path: Path, name: str = "words of the title", register: str = REGISTER) -> Path:
    text = PACK.format(**{"message": "Sai.", **RULES[name]})
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "own.yaml").write_text(register, encoding="utf-8")
    (tmp_path / "cua-so.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", RULES)
def test_a_rule_lints_tests_explains_and_traces(name: str, tmp_path: Path) -> None:
    own = folder(tmp_path, name)
    assert [str(each) for each in lint((own,))] == []
    tested = run(["rules", "test", "OUR-001", "--rules", str(own)], tmp_path)
    assert tested.exit == 0, tested.stdout + tested.stderr
    explained = run(["explain", "OUR-001", "--rules", str(own)], tmp_path)
    assert "Quy tắc thử" in explained.stdout
    traced = run(["check", str(SAMPLE), "--trace", "OUR-001", "--rules", str(own)], tmp_path)
    assert "OUR-001" in traced.stdout
    assert not traced.stderr.startswith("plancheck: lỗi bên trong")


def test_a_first_rule_and_what_it_may_ask(tmp_path: Path) -> None:
    written = run(["rules", "new", "RPT", "--pack", "quy-tac/cua-so.yaml"], tmp_path)
    assert (written.exit, written.stderr) == (0, "Đã viết RPT-101 vào quy-tac/cua-so.yaml.\n")
    assert run(["rules", "test", "RPT-101", "--rules", "quy-tac"], tmp_path).exit == 0
    told = run(["rules", "facts", "section"], tmp_path).stdout
    assert "    funding          Kinh phí\n" in told
    assert "  label  chữ  (như hiện trên giấy)\n" in told
    english = run(["rules", "facts", "section", "--lang", "en"], tmp_path).stdout
    assert "  label  text  (as shown)\n" in english


def test_a_derived_fact_tells_what_it_is_taken_from(tmp_path: Path) -> None:
    folder(tmp_path, "arithmetic of a row")
    told = run(["rules", "facts", "priced-row", "--rules", "."], tmp_path).stdout
    assert told.splitlines()[1:] == [
        "  amount    = cell.number",
        "  quantity  = cell.number",
        "  price     = cell.number",
    ]
    assert "priced-row" in run(["rules", "facts", "--rules", "."], tmp_path).stdout


def test_words_added_to_what_is_shipped_are_heard(tmp_path: Path) -> None:
    files = extra_register((folder(tmp_path),))
    knowledge = load_knowledge(files)
    vocabulary = knowledge.vocabulary
    not_all = whole("count.not-all")(knowledge)
    assert not_all.search("phần lớn 05 xã")
    assert not_all.search("khoảng 05 xã")
    assert not not_all.search("phần lớn các xã")
    assert "trưởng đặc khu" in vocabulary.terms["posts"]
    assert "chủ tịch" in vocabulary.terms["posts"]
    assert {"nguồn tài lực", "kinh phí"} <= set(
        next(each for each in vocabulary.sections if each.id == "funding").words
    )


def test_a_message_shows_what_stands_with_the_fact(tmp_path: Path) -> None:
    own = folder(tmp_path, "a citation over the register")
    rules = load_rules((own,))
    plan = SAMPLE.read_text(encoding="utf-8").replace("ngày 16 tháng 6 năm 2025", "ngày 19 tháng 6 năm 2015")
    report = check_bytes(plan.encode(), "plan.xml", Options(rules=rules))
    told = [each.message for each in report.findings if each.rule == "OUR-001"]
    assert told == ["“77/2015/QH13” hết hiệu lực ngày 01/3/2025."]
    pack = own / "cua-so.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("{with.ended}", "{with.endd}"), encoding="utf-8")
    (error,) = lint((own,))
    assert re.search(r"cua-so.yaml:\d+:\d+: .*'with.endd'", str(error))


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip["complaint"])
def test_a_slip_in_the_register_is_told_at_its_place(slip: dict[str, str], tmp_path: Path) -> None:
    own = folder(tmp_path, register=slip["register"])
    (error, *_) = lint((own,))
    assert re.search(slip["complaint"], str(error).replace(str(own / "register") + "/", "")), str(error)
    assert error.text("vi") != error.text("en")
    for command in (["check", str(SAMPLE)], ["rules", "list"]):
        outcome = run([*command, "--rules", str(own)], tmp_path)
        assert outcome.exit == 2
        assert "lỗi bên trong" not in outcome.stderr


def test_a_new_subject_of_ones_own(tmp_path: Path) -> None:
    register = """subjects:
  - {id: digital, label: {vi: chuyển đổi số, en: digital transformation}, words: [chuyển đổi số], function: science}
"""
    own = folder(tmp_path, register=register)
    pack = own / "cua-so.yaml"
    text = pack.read_text(encoding="utf-8").replace("systems: [state]", "systems: [state], subject: digital")
    pack.write_text(text, encoding="utf-8")
    rules, knowledge = load_rules((own,)), load_knowledge(extra_register((own,)))
    plan = SAMPLE.read_text(encoding="utf-8").replace("KINH PHÍ THỰC HIỆN", "ĐIỀU KIỆN")
    title = "<subject>Công tác thông tin đối ngoại"
    for changed, fails in ((plan, False), (plan.replace(title, "<subject>Chuyển đổi số và thông tin"), False)):
        report = check_bytes(changed.encode(), "plan.xml", Options(rules=rules, knowledge=knowledge))
        assert report.document
        assert ("OUR-001" in {each.rule for each in report.findings}) is fails
    assert report.document.subject_label == "chuyển đổi số"
    pack.write_text(text.replace("subject: digital", "subject: digitl"), encoding="utf-8")
    (error,) = lint((own,))
    assert "there is no subject 'digitl'; did you mean 'digital'?" in str(error)
    assert error.line == 10


SUBJECT = HERE / "subject"


def test_a_subject_with_all_that_belongs_to_it_is_data(tmp_path: Path) -> None:
    plan, rules = SUBJECT / "samples" / "equality-2026.xml", ["--rules", str(SUBJECT)]

    def ran(*command: str) -> str:
        outcome = run([*command, *rules], tmp_path)
        assert outcome.exit == 0, outcome.stdout + outcome.stderr
        return outcome.stdout

    linted = run(["rules", "lint", str(SUBJECT)], tmp_path)
    assert (linted.exit, linted.stdout) == (0, "")
    ran("rules", "test", "EQL-001", "EQL-002")
    assert "Có căn cứ Nghị quyết 28/NQ-CP" in ran("explain", "EQL-001")
    assert "chủ đề bình đẳng giới" in ran("explain", "EQL-002")
    checked = ran("check", str(plan), "--trace", "EQL-002")
    assert "bình đẳng giới" in checked
    assert "28/NQ-CP" in checked
    made = ["new", "--type", "KH", "--subject", "gender-equality", "--province", "Lạng Sơn", "--date", "2026-11-12"]
    assert "EQL" not in ran(*made, "-o", "kh.xml")
    assert "EQL" not in run(["check", "kh.xml", *rules, "--format", "concise"], tmp_path).stdout


def test_a_plan_that_merely_mentions_a_subject_owes_it_nothing(tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("<heading>KINH PHÍ", "<heading>BÌNH ĐẲNG GIỚI, KINH PHÍ")
    title = "<subject>Công tác thông tin đối ngoại"
    for name, plan, owes in (
        ("mentions", text, False),
        ("tells of it", text.replace(title, "<subject>Tuyên truyền bình đẳng giới"), False),
        ("is about it", text.replace(title, "<subject>Thực hiện bình đẳng giới"), True),
    ):
        (tmp_path / "plan.xml").write_text(plan, encoding="utf-8")
        outcome = run(["check", "plan.xml", "--rules", str(SUBJECT), "--format", "concise"], tmp_path)
        assert ("EQL-001" in outcome.stdout) is owes, name
