"""Rule files that are wrong are refused with the line, the column and what was probably meant."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.data.errors import RulesError
from plancheck.data.fitting import validated
from plancheck.data.source import read
from plancheck.rules.packs import merged
from plancheck.rules.schema import PackSpec
from tests.rules.conftest import RULE

Write = Callable[..., Path]


def load_pack(path: Path) -> PackSpec:
    pack: PackSpec = validated(merged(read(path)), PackSpec)
    return pack


def refused(path: Path) -> str:
    """What is said about a pack, without its folder."""
    with pytest.raises(RulesError) as caught:
        load_pack(path)
    return str(caught.value).replace(f"{path.parent}/", "")


def test_a_sound_pack_is_read(write: Write) -> None:
    rule = load_pack(write(RULE)).rules[0]
    assert (rule.id, rule.check and rule.check.where) == ("TST-001", {"timed": "yes"})


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "true", "2015-10-22", "1.5", "0x10", "1_000", "~x", "12:30"]
)
def test_plain_words_stay_words(write: Write, word: str) -> None:
    assert read(write(f"a: {word}\n")).data == {"a": word}


def test_whole_numbers_and_nothing_are_resolved(write: Write) -> None:
    data = read(write("a: 12\nb: -3\nc: ~\nd: null\ne:\nf: '12'\ng: 012\n")).data
    assert data == {"a": 12, "b": -3, "c": None, "d": None, "e": None, "f": "12", "g": "012"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "kind: require",
            "kind: requier",
            "tiny.yaml:10:19: 'requier' is not one of require, forbid, each, count, consistent, order; "
            "did you mean 'require'?"
            '\n10 |     check: {kind: requier, fact: reporting, where: {timed: "yes"}}'
            "\n                       ^",
        ),
        (
            "    slug: tiny-rule",
            "    slug: Tiny Rule",
            "tiny.yaml:6:11: 'Tiny Rule' is not a slug like reporting-without-time\n6 |     slug: Tiny Rule\n"
            "              ^",
        ),
        (
            "    why: {vi: Cần., en: Needed.}",
            "    wy: {vi: Cần., en: Needed.}",
            "tiny.yaml:12:5: 'wy' is not known here; did you mean 'why'?"
            "\n12 |     wy: {vi: Cần., en: Needed.}\n         ^",
        ),
        (
            "title: {vi: Thử, en: Test}",
            "title: {vi: Thử, nhé, en: Test}",
            "tiny.yaml:8:22: 'nhé' is not known here: a text with a comma needs quotation marks",
        ),
        ("id: TST-001", "id: TST-1", "tiny.yaml:5:9: 'TST-1' is not a rule id like RPT-002"),
        ("  - id: TST-001\n    slug: tiny-rule", "  - slug: tiny-rule", "tiny.yaml:5:5: 'id' is missing"),
        ("applies: {types: [KH]}", "applies: {type: [KH]}", "9:15: 'type' is not known here; did you mean 'types'?"),
        ("applies: {types: [KH]}", "applies: {from: 22/10/2015}", "9:21: '22/10/2015' is not a date like 2015-10-22"),
        ("applies: {types: [KH]}", "applies: {from: 2015-02-30}", "9:21: '2015-02-30' is not in the calendar"),
        ("applies: {types: [KH]}", "applies: [{types: [KH]}, {sub: any}]", "9:31: 'sub' is not known here"),
        ("check: {kind: require, fact: reporting", "check: {kind: require", "needs `fact`"),
        ("check: {kind: require", "check: {kind: count", "a check of kind count needs `distinct`"),
        ("check: {kind: require", "check: {kind: consistent", "a check of kind consistent needs `value`"),
        ("check: {kind: require", "check: {kind: each", "a check of kind each needs `given`"),
        ("kind: require", "distinct: timed, kind: require", "`distinct` belongs to checks of kind count"),
        ("    message: {vi: Thiếu., en: Missing.}\n", "", "`message` is missing"),
        ("    remedy: {vi: Thêm., en: Add.}\n", "", "`remedy` is missing"),
        ("[{remove: Trên đây là Kế hoạch}]", "[{remove: x, after: y}]", "an edit is `replace` and `with`"),
        ("certainty: seen", "certainty: certain", "'certain' is not one of seen, secondary, unverified"),
        ("    since: \"2026-11\"", "    since: 2026", "7:12"),
        ("rules:", "ruls:", "rules is a list"),
        ("pack: tiny", "pack: [tiny", "tiny.yaml:3"),
        ("pack: tiny", "pack: tiny\npack: two", "tiny.yaml:3:1: 'pack' is given twice\n3 | pack: two\n    ^"),
        ("pack: tiny", "pack: !!python/object:os.system x", "tag !!python/object:os.system can't be used here"),
        ("pack: tiny", "? [a]\n: b\npack: tiny", "a key must be a word"),
        ("    why: {vi: Cần., en: Needed.}", "    <<: {why: {vi: a}}", "can't be used here"),
    ],
)  # fmt: skip
def test_what_is_wrong_and_where(write: Write, old: str, new: str, said: str) -> None:
    assert old in RULE
    assert said in refused(write(RULE.replace(old, new)))


def test_defaults_are_merged_and_keep_their_place(write: Write) -> None:
    text = RULE.replace("rules:", "defaults: {severity: error, applies: {systems: [state], levels: [ward]}}\nrules:", 1)
    spec = load_pack(write(text)).rules[0]
    assert (spec.severity, spec.applies[0].systems, spec.applies[0].types) == ("error", ["state"], ["KH"])
    assert "did you mean 'severity'" in refused(write(text.replace("severity: error", "severty: error")))
    wrong = refused(write(text.replace("severity: error", "severity: eror")))
    assert wrong.startswith("tiny.yaml:4:22: 'eror'")


def test_a_rule_s_own_key_wins_over_the_defaults(write: Write) -> None:
    text = RULE.replace("rules:", "defaults: {applies: {types: [HD], subject: other}}\nrules:", 1)
    two = text.replace("applies: {types: [KH]}", "applies: [{types: [KH]}, {subject: any}]")
    first, second = load_pack(write(two)).rules[0].applies
    assert (first.types, first.subject) == (["KH"], "other")
    assert (second.types, second.subject) == (["HD"], "any")


def test_aliases_share_and_are_bounded(write: Write) -> None:
    assert read(write("a: &x [1, 2]\nb: *x\n")).data == {"a": [1, 2], "b": [1, 2]}
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    assert "too large" in refused(write(bomb))
    assert "too deep" in refused(write("a: &a [*a]\n"))
    assert "too deep" in refused(write("[" * 60 + "]" * 60))


def test_files_that_can_not_be_read(write: Write, tmp_path: Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("pack: Độc lập".encode("cp1258", "ignore") + b"\xff\xfe")
    assert refused(latin) == "latin.yaml: this is not UTF-8"
    assert "No such file" in refused(tmp_path / "none.yaml")
    assert "a rule pack is a mapping" in refused(write("- a\n"))
    assert "a rule pack is a mapping" in refused(write(""))
    assert "expected a single document" in refused(write("a: 1\n---\nb: 2\n"))
