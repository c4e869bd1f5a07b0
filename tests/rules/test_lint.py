"""Each complaint of the linter, and none about the shipped rules."""

from collections.abc import Callable
from pathlib import Path
from string import ascii_uppercase

import pytest

from plancheck.rules import lint_rules
from tests.rules.conftest import RULE

Write = Callable[..., Path]

PARAMETERS = """    parameters:
      who:
        - {until: 2025-02-28, value: bo-tttt, vi: Bộ cũ, en: old}
        - {from: 2025-03-01, value: bo-vhttdl, vi: Bộ mới, en: new}
    why:"""


def complaints(path: Path) -> list[str]:
    """What is said about a file, without the lines shown."""
    errors = [error for error in lint_rules((path,)) if error.path == path]
    return [str(error).partition("\n")[0].replace(f"{path.parent}/", "") for error in errors]


def test_the_shipped_rules_are_sound() -> None:
    assert [str(error) for error in lint_rules()] == []


def test_a_sound_pack_gets_no_complaint(write: Write) -> None:
    assert complaints(write(RULE)) == []


WRONG = [
    ("    why:", "    fix: {class: suggest, insert: Thêm.}\n    why:", "an insertion needs `anchor`"),
    ("    why:", "    fix: {class: safe, insert: Thêm.}\n    why:", "12:10: an insertion is only ever suggested"),
    (
        "    why:",
        "    fix: {class: safe}\n    why:",
        "12:10: a fix is `replace`, `insert`, `below`, `above`, `remove`, `recode` or `set`",
    ),
    ("    why:", "    fix: {class: safe, replace: x}\n    why:", "only a check of kind forbid, each, consistent"),
    ("kind: require", "fix: {class: safe, replace: '{timed}'}, kind: forbid", ""),
    ("kind: require", "fix: {class: safe, words: '{timd}', replace: x}, kind: forbid", "argument 'timd' here"),
    ("kind: require", "fix: {class: safe, recode: words}, kind: forbid", ""),
    ("kind: require, fact: reporting", "fix: {class: safe, replace: x}, kind: each, given: {fact: reporting}", ""),
    ('kind: require, fact: reporting, where: {timed: "yes"}',
     "fix: {class: safe, replace: x}, kind: order, fact: reporting, value: month", ""),
    ('kind: require, fact: reporting, where: {timed: "yes"}',
     "fix: {class: safe, replace: x}, kind: require, fact: reporting", "only a check"),
    ("kind: require", "fix: {class: safe, recode: words, words: x}, kind: forbid", "`words` belongs to `replace`"),
    ("kind: require", "fix: {class: safe, recode: words, over: x}, kind: forbid", "`over` belongs to `replace`"),
    ("kind: require", "fix: {class: safe, recode: words, under: [content]}, kind: forbid", "`under` and `by`"),
    ("    why:", "    fix: {class: safe, replace: x, last: agency}\n    why:", "12:10: `last` belongs to `below`"),
    ("    why:", "    fix: {class: suggest, insert: Thêm., under: [nowhere]}\n    why:", "no section role 'nowhere'"),
    ("    why:", "    fix: {class: safe, recode: words}\n    why:", "only a check of kind forbid, each, consistent"),
    ("kind: require", "fix: {class: safe, replace: '{timd}'}, kind: forbid", "no argument 'timd' here; did"),
    ("kind: require", "fix: {class: safe, replace: '{quote}'}, kind: forbid", "there is no argument 'quote' here"),
    ("kind: require", "fix: {class: safe, replace: '{timed} }'}, kind: forbid", "a brace that belongs to no"),
    ("kind: require", "anchor: tasks, fix: {class: suggest, insert: '{document.issuer}'}, kind: require", ""),
    ("kind: require", "anchor: tasks, fix: {class: suggest, insert: '{timed}'}, kind: require", "no argument 'tim"),
    ("    why:", "    gather: {into: unsaid, as: 'việc {timd}'}\n    why:", "there is no argument 'timd' here"),
    ("    why:", "    gather: {into: unsiad}\n    why:", "there is no gathering 'unsiad'; did you mean 'unsaid'?"),
    ("    why:", "    gather: {into: unsaid}\n    why:", ""),
    ("rules:", "gatherings: {more: Chưa nói.}\nrules:", "a gathering names what it gathers: `{items}`"),
    ("{vi: Thử, en: Test}", "Thử", ""),
    ("kind: require", "given: {fact: topic, where: {topic: trainng}}, kind: require", "no topic 'trainng'; did"),
    ("kind: require", "given: {fact: agency, where: {agency: so-ttt}}, kind: require", "there is no agency 'so-ttt'"),
    ("    met: {vi: Có., en: There.}\n", "", "`met` is missing"),
    (", en: There.}", "}", ""),
    ("vi: Thiếu.", "vi: 'Thiếu {who}.'", "11:19: there is no argument 'who' here"),
    ("vi: Thiếu.", "vi: 'Thiếu {quote} {count} {document.type}.'", ""),
    ("vi: Thiếu.", "vi: 'Thiếu {document.typ}.'", "no argument 'document.typ' here; did you mean 'document.type'?"),
    ("vi: Thiếu.", "vi: 'Thiếu {timed}.'", "there is no argument 'timed' here"),
    ("vi: Thiếu.", "vi: 'Thiếu {first}.'", "there is no argument 'first' here"),
    ("vi: Thiếu.", "vi: 'Thiếu { x }.'", "a brace that belongs to no argument"),
    ("timed: \"yes\"", "timd: \"yes\"", "10:53: a reporting has no 'timd'; did you mean 'timed'?"),
    ("timed: \"yes\"", "timed: \"yess\"", "10:60: timed is never 'yess'; did you mean 'yes'?"),
    ("timed: \"yes\"", "timed: {nott: \"yes\"}", "10:61: 'nott' is no way of asking: a condition is a value, a list"),
    ("timed: \"yes\"", "timed: {not: [\"no\", \"yess\"]}", "10:73: timed is never 'yess'; did you mean 'yes'?"),
    ("timed: \"yes\"", "timed: {not: \"no\", has: y}", ""),
    ("timed: \"yes\"", "timed: {like: '('}", "'(' is no regular expression"),
    ("timed: \"yes\"", "timed: {like: ['^y']}", ""),
    ("timed: \"yes\"", "month: {like: '^y'}", "{like: …} is a regular expression, or a list of them, for a text"),
    ("kind: require", "written: {wrong: a, right: b}, kind: require", "`written` belongs to checks of kind forbid"),
    ("kind: require", "written: {wrong: a, right: b}, kind: forbid", "a reporting has no 'text'"),
    ("kind: require", "written: {wrong: '(', right: b}, kind: forbid", "is no regular expression"),
    ("kind: require", "written: {wrong: a, right: '\\2'}, kind: forbid", "'a > \\2' is no regular expression"),
    ('kind: require, fact: reporting, where: {timed: "yes"}',
     "kind: forbid, fact: component, written: {wrong: a, right: b}, expected: '{right}'", ""),
    ("kind: require", "expected: '{right}', kind: require", "there is no argument 'right' here"),
    ("timed: \"yes\"", "recipient: [bo-vhttdl, bo-ttt]", "10:76: there is no recipient 'bo-ttt'; did you"),
    ("fact: reporting", "fact: report", "'report' is not a kind of fact; did you mean 'reporting'?"),
    ("timed: \"yes\"", "recipient: bo-ttt", "there is no recipient 'bo-ttt'; did you mean 'bo-tttt'?"),
    ("where: {timed: \"yes\"}", "anchor: implementaton", "no section role 'implementaton'; did you mean 'implem"),
    ("where: {timed: \"yes\"}", "group_by: [timd]", "a reporting has no 'timd'; did you mean 'timed'?"),
    ('fact: reporting, where: {timed: "yes"}', "fact: assignment, where: {level: commune, function: tourism}",
     "10:80: no body of level commune has 'tourism'"),
    ('fact: reporting, where: {timed: "yes"}', "fact: assignment, where: {level: province, function: foreign-affairs}",
     ""),
    ("applies: {types: [KH]}", "applies: {types: [KHX]}", "there is no type 'KHX'"),
    ("applies: {types: [KH]}", "applies: {levels: [province, ward]}", "9:34: level is never 'ward'"),
    ("applies: {types: [KH]}", "applies: {types: [KH, KHX]}", "9:27: there is no type 'KHX'; did you mean 'KH'?"),
    ("applies: {types: [KH]}", "applies: {kinds: [plann]}", "9:23: there is no paper 'plann'; did you mean 'plan'?"),
    ("applies: {types: [KH]}", "applies: {subject: foreign}", "9:24: there is no subject 'foreign'; here may stand: a"),
    ("applies: {types: [KH]}", "applies: {subject: foreign}", ", foreign-information, other"),
    ("applies: {types: [KH]}", "applies: {where: {province: huee}}", "there is no province 'huee'"),
    ("applies: {types: [KH]}", "applies: {under: [72/2051/NĐ-CP]}", "9:23: '72/2051/NĐ-CP' is not in the register"),
    ("applies: {types: [KH]}", "applies: {under: [116/2025/QH15]}", "no regime says what '116/2025/QH15' governs"),
    ("applies: {types: [KH]}", "applies: {from: 2022-01-01, until: 2021-01-01}", "this case ends before it begins"),
    ("{types: [KH]}", "[{types: [KH]}, {types: [KH], from: 2022-01-01}]", "9:30: this case is never"),
    ("applies: {types: [KH]}", "applies: [{types: [KH], from: 2022-01-01}, {types: [KH]}]", ""),
    ("applies: {types: [KH]}", "applies: {until: 2019-01-01}", "no article of the basis stands while this case"),
    ("applies: {types: [KH]}", "applies: {from: 2019-01-01}", "this case begins before every article of its basis"),
    ("[{instrument: 30/2020/NĐ-CP, locator: Điều 8, certainty: seen}]", "[]", "5:5: the legal basis is missing"),
    ("instrument: 30/2020/NĐ-CP", "instrument: 30/2200/NĐ-CP", "'30/2200/NĐ-CP' is not in the register; did you"),
    ("instrument: 30/2020/NĐ-CP", "instrument: thực tiễn soạn thảo", ""),
    ("certainty: seen}", "certainty: seen, from: 2020-01-01}", "30/2020/NĐ-CP was not issued yet on that day"),
    ("instrument: 30/2020/NĐ-CP, locator: Điều 8", "until: 2016-01-01, instrument: 79/2010/QĐ-TTg, locator: a",
     "79/2010/QĐ-TTg had ended by that day"),
    ("certainty: seen}", "certainty: seen, from: 2022-01-01, until: 2021-01-01}", "article ends before it begins"),
    ("certainty: seen", "certainty: unverified", "what is unverified is info at most"),
    ("certainty: seen", "certainty: secondary", ""),
    ("base: province-2022", "base: province-1999", "no sample 'province-1999'; did you mean 'province-20"),
    ("remove: Trên đây là Kế hoạch", "remove: những lời không có", "the words 'những lời không có' are not there"),
    ("      fail: [{", "      pass: [{", "an example that fails is missing"),
    ("[{edits:", "[{also: [TST-009], edits:", "there is no rule 'TST-009'; did you mean 'TST-001'?"),
    ("    why:", PARAMETERS, ""),
    ("    why:", PARAMETERS.replace("03-01", "03-02"), "parameter 'who' has a gap before this value"),
    ("    why:", PARAMETERS.replace("03-01", "02-01"), "parameter 'who' has two values at once"),
    ("    why:", PARAMETERS.replace("{until: 2025-02-28, ", "{"), "parameter 'who' has two values at once"),
    ("    why:", PARAMETERS.replace("{until", "{from: 2001-01-01, until"), "has no value when the rule begins"),
    ("    why:", PARAMETERS.replace("{from: 2025-03-01", "{from: 2025-03-01, until: 2030-01-01"), "still applies"),
]  # fmt: skip
"""What stands in the sound pack, what stands there instead, and what is said of it; empty: nothing."""


@pytest.fixture(scope="module")
def complained(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """The complaints about each of ``WRONG``, from one run over packs of other names."""
    folder = tmp_path_factory.mktemp("packs")
    prefixes = [f"T{first}{second}" for first in "ABCD" for second in ascii_uppercase][: len(WRONG)]
    for prefix, (old, new, _) in zip(prefixes, WRONG, strict=True):
        assert old in RULE
        text = RULE.replace(old, new, 1).replace("TST", prefix).replace("tiny", f"tiny-{prefix.lower()}")
        text = text.replace("who:", f"who-{prefix.lower()}:")
        (folder / f"{prefix}.yaml").write_text(text, encoding="utf-8")
    found: dict[str, list[str]] = {prefix: [] for prefix in prefixes}
    for error in lint_rules((folder,)):
        assert error.path, error
        if error.path.parent == folder:
            name = error.path.stem
            found[name].append(str(error).partition("\n")[0].replace(name, "TST").replace(f"-{name.lower()}", ""))
    return list(found.values())


@pytest.mark.parametrize("number", range(len(WRONG)), ids=[new.strip()[:40] for _, new, _ in WRONG])
def test_complaints(complained: list[list[str]], number: int) -> None:
    found, (_, _, said) = complained[number], WRONG[number]
    assert len(found) == bool(said), found
    assert said in "".join(found)


def test_a_broken_derivation_is_told_once(write: Write) -> None:
    text = RULE.replace("rules:", "derive:\n  - {fact: own, from: {fact: duty}, values: {who: =nobody}}\nrules:", 1)
    assert complaints(write(text.replace("fact: reporting", "fact: own").replace("timed:", "who:"))) == [
        "tiny.yaml:5:51: a duty has no 'nobody'; here may stand: source, lead, lead_name, coordination, deadline, "
        "product, text"
    ]


def test_what_is_shipped_is_said_in_both_languages(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plancheck.rules.lint.rules_dir", lambda: tmp_path)
    (tmp_path / "packs").mkdir()
    (tmp_path / "version.yaml").write_text("version: '1'")
    (tmp_path / "redirects.yaml").write_text("")
    for old, new, said in (
        ("{vi: Thử, en: Test}", "Thử", "8:12: the English is missing"),
        (", en: There.}", "}", "the English is missing"),
        (", en: Missing.}", "}", "11:14: the English is missing"),
        ("    why:", PARAMETERS.replace(", en: old", ""), "the English is missing"),
        ("", "", ""),
    ):
        assert said in "".join(complaints(write(RULE.replace(old, new, 1)))), new


def test_ids_and_slugs_are_unique(write: Write, tmp_path: Path) -> None:
    write(RULE.replace("tiny-rule", "other"), "b.yaml")
    write(RULE, "a.yaml")
    write(RULE.replace("TST-001", "RPT-002").replace("tiny-rule", "third"), "c.yml")
    errors = [error for error in lint_rules((tmp_path,)) if error.path and error.path.parent == tmp_path]
    assert [(error.path.name, error.line, error.message) for error in errors if error.path] == [
        (
            "b.yaml",
            5,
            "TST-001 is already the id of a rule in a.yaml; to change it write `overrides: TST-001` for `id`",
        ),
        (
            "c.yml",
            5,
            "RPT-002 is already the id of a rule in reporting.yaml; to change it write `overrides: RPT-002` for `id`",
        ),
    ]


def test_every_fault_of_a_file_is_told(write: Write) -> None:
    found = complaints(write(RULE.replace("kind: require", "kind: requier").replace("since:", "sinc:")))
    assert [line.partition(": ")[0] for line in found] == ["tiny.yaml:5:5", "tiny.yaml:7:5", "tiny.yaml:10:19"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert [error.message for error in lint_rules((tmp_path / "none",))] == ["no such file or folder"]
