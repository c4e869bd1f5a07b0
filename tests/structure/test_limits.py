"""How long a line may be to be what it looks like."""

import pytest

from plancheck.knowledge import load_knowledge
from plancheck.structure.lexicon import lexicon
from plancheck.structure.signature import authority_of, is_person


@pytest.mark.parametrize(("length", "code"), [(120, "TM"), (121, "")])
def test_a_line_of_authority(length: int, code: str) -> None:
    assert authority_of("TM. ỦY BAN NHÂN DÂN TỈNH ".ljust(length, "A")) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TM. ỦY BAN NHÂN DÂN", "TM"),
        ("TM ỦY BAN NHÂN DÂN", "TM"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "KT"),
        ("TM. Ủy ban nhân dân", ""),
        ("TM. ỦY BAN nhân dân tỉnh", ""),
        ("TM. ỦY BAN NHÂN DÂN tỉnh", "TM"),
        ("Q. CHỦ TỊCH", "Q"),
        ("Q CHỦ TỊCH", ""),
        ("TMỦY BAN", ""),
    ],
)
def test_an_authority_opens_in_capitals(text: str, code: str) -> None:
    assert authority_of(text) == code


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Nguyễn Văn Bình", True),
        ("Nguyễn", False),
        ("Nguyễn Bình", True),
        ("Nguyễn Thị Thu Hồng Vân", True),
        ("Nguyễn Thị Thu Hồng Vân Anh", False),
        ("Nguyễn Văn 2", False),
        ("Nguyễn văn Bình", False),
        ("VĂN BÌNH", True),
        ("VĂN HÓA - XÃ HỘI", False),  # the second line of a post
    ],
)
def test_a_name_of_two_to_five_words(text: str, person: bool) -> None:
    assert is_person(text, lexicon(load_knowledge().vocabulary)) is person
