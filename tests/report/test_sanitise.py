import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from plancheck.report.sanitise import clean, clean_json

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text("\x1b\x9b\x00\n\r\t\x7f\u202e\u200b\ud800[31mđ")
SOFT = {"\u00ad"}


@given(ANY_TEXT)
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    shown = clean(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in shown)
    assert not any(unicodedata.bidirectional(char) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
                   for char in shown)  # fmt: skip
    assert clean(shown) == shown


@given(st.text("aăâđêôơư “”…–/0123456789ỆỘỰ,.;:()"))
def test_vietnamese_is_left_alone(text: str) -> None:
    assert clean(text) == text


def test_what_is_neutralised_stays_visible() -> None:
    assert clean("a\x1b[31mb") == "a␛[31mb"
    assert clean("a\u202eb\u200bc") == "a‹U+202E›b‹U+200B›c"
    assert clean("a\r\nb\tc\x7f") == "a  b c␡"


@given(ANY_TEXT)
def test_json_keeps_its_value_and_is_encodable(text: str) -> None:
    safe = clean_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(safe) == text
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in safe)
    safe.encode()
