"""Right sentences stay as they are: ``fix`` changes only what can't be wrong."""

from pathlib import Path

import pytest

from plancheck.api import Checker
from tests.review.right_sentences import RIGHT, Sentence, sentences, touched

FILES = sorted(RIGHT.glob("*.txt"))


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def test_there_are_many() -> None:
    assert sum(1 for path in FILES for _ in sentences(path)) >= 400


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_right_sentences_are_left_alone(checker: Checker, path: Path) -> None:
    changed = {sentence.text: found for sentence in sentences(path) if (found := touched(checker, sentence))}
    assert changed == {}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Giao Sở Tài chính tham mưu UBND tỉnh bố trí kinh phí.", "LNG-014"),
        ("Hàng năm, các cơ quan đảm bảo kinh phí, bảo đảm tiến độ.", "LNG-016"),
        ("Hàng năm, các cơ quan đảm bảo kinh phí thực hiện.", "LNG-015"),
        ("Các đơn vị phôi hợp thực hiện.", "LNG-006"),
    ],
)
def test_what_is_wrong_beyond_doubt_is_put_right(checker: Checker, text: str, rule: str) -> None:
    assert rule in {found for found, _ in touched(checker, Sentence("2026-11-10", "state", text))}
