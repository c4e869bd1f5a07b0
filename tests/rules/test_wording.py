"""Everything said about rule files is in the table of words, in both languages, with the same arguments."""

import re
from pathlib import Path
from string import Formatter

import plancheck
from plancheck.data.errors import RulesError
from plancheck.data.wording import VIETNAMESE, said

CODE = Path(plancheck.__file__).parent


def test_both_languages_take_the_same_arguments() -> None:
    for english, vietnamese in VIETNAMESE.items():
        arguments = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (english, vietnamese)]
        assert arguments[0] == arguments[1], english


def test_nothing_in_the_table_is_left_over() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in CODE.rglob("*.py") if path.name != "wording.py")
    code = re.sub(r'"\s*\n\s*"', "", code)
    built = ("is not a rule id", "is not a slug", "is not a month", "is not a measure", "is not written >")
    unused = [text for text in VIETNAMESE if text not in code and not any(part in text for part in built)]
    assert [text for text in unused if " " in text] == []


def test_what_is_said_is_english_and_knows_its_vietnamese() -> None:
    words = said("there is no sample '{name}'", name="{x}")
    assert (str(words), words.vi) == ("there is no sample '{x}'", "không có bản mẫu “{x}”")
    assert (words.get("en"), words.get("vi")) == (str(words), words.vi)


def test_an_error_in_both_languages() -> None:
    error = RulesError(said("the legal basis is missing"), Path("a.yaml"), 3, 5, "    x: y", "z")
    assert error.text("vi") == "a.yaml:3:5: thiếu căn cứ pháp lý; có phải “z”?\n3 |     x: y\n        ^"
    assert str(error) == error.text("en")
    assert error.text("en").startswith("a.yaml:3:5: the legal basis is missing; did you mean 'z'?")
    assert RulesError(said("this is not UTF-8")).text("vi") == "tệp không phải UTF-8"
