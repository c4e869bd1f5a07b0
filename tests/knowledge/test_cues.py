"""Patterns with words of the register: every list they name is there, terms say what may not stand beside them."""

import importlib
import pkgutil

import pytest

import plancheck.facts
import plancheck.structure
from plancheck.facts.cues import Cue, expression, whole
from plancheck.knowledge import load_knowledge
from plancheck.patterns import lazily


def cues() -> dict[str, Cue]:
    found = {}
    for room in (plancheck.facts, plancheck.structure):
        for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            for name, value in vars(importlib.import_module(module.name)).items():
                for number, each in enumerate(value if isinstance(value, tuple) else (value,)):
                    if isinstance(each, Cue):
                        found[f"{module.name}.{name}.{number}"] = each
    return found


def test_every_list_is_in_the_register() -> None:
    knowledge = load_knowledge()
    found = cues()
    assert len(found) > 30
    for cue in found.values():
        cue(knowledge).search("")


def test_a_list_that_is_lost_is_an_error() -> None:
    with pytest.raises(KeyError):
        whole("count.no-such")(load_knowledge())


@pytest.mark.parametrize(
    ("term", "said", "found"),
    [
        ("như{! sau}", "như thế", True),
        ("như{! sau}", "như sau", False),
        ("như{! sau}", "như sau này", False),
        ("như{! sau}", "như saud", True),
        ("xã{! hội| viên}", "xã viên", False),
        ("{^hợp tác }xã", "hợp tác xã", False),
        ("{^hợp tác |thông tấn }xã", "thông tấn xã", False),
        ("{^hợp tác }xã", "ở xã", True),
        ("{gửi|nộp}{ về|}: x", "nộp về: x", True),
    ],
)
def test_what_may_not_stand_beside_a_term(term: str, said: str, found: bool) -> None:
    assert (lazily(rf"(?<!\w){expression([term])}(?!\w)").search(said) is not None) is found
