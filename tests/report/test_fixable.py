"""Every format says of each finding whether plancheck can put it right."""

import json

import pytest

from plancheck.report.formats import TEXTS, render
from plancheck.report.model import Finding, Fix, Report
from plancheck.report.view import View
from tests.report import made

SAFE = Fix(made.REPEALED.place, "a", "b", safe=True)
UNSURE, HINDERED = SAFE._replace(safe=False), SAFE._replace(hindered=True)
FIXES = {"safe": (SAFE, SAFE), "suggested": (UNSURE,), "partly": (SAFE, UNSURE), "": (HINDERED,)}
WORDS = {
    "vi": {"safe": "[sửa được]", "suggested": "[gợi ý]", "partly": "[sửa được một phần]"},
    "en": {"safe": "[fixable]", "suggested": "[suggestion]", "partly": "[fixable in part]"},
}


def reported(fixes: tuple[Fix, ...]) -> Report:
    finding: Finding = made.REPEALED._replace(fixes=fixes)
    return made.report(made.FILE._replace(findings=(finding,)))


@pytest.mark.parametrize(
    ("fixes", "how"),
    [((SAFE, HINDERED), "partly"), ((UNSURE, HINDERED), "partly"), ((HINDERED, HINDERED), ""), ((), "")],
)
def test_what_another_s_change_hinders_is_left(fixes: tuple[Fix, ...], how: str) -> None:
    assert made.REPEALED._replace(fixes=fixes).fixable == how


@pytest.mark.parametrize("how", FIXES)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", sorted({*TEXTS} - {"summary"}))
def test_a_format_says_how_a_finding_can_be_put_right(name: str, lang: str, how: str) -> None:
    text = render(name, reported(FIXES[how]), View(lang=lang)).replace("\\[", "[").replace("\\]", "]")
    if name in ("json", "jsonl"):
        value = json.loads(text.splitlines()[0] if name == "jsonl" else text)
        (finding,) = value["findings"] if name == "jsonl" else value["files"][0]["findings"]
        assert finding["fix"] == (how or None)
        return
    for kind, word in WORDS[lang].items():
        assert (word in text) is (kind == how), (name, kind)
