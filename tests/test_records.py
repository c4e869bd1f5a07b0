"""Light named tuples and data classes do what the standard library's do."""

import dataclasses
import pickle
import sys
import typing

import pytest

from plancheck import records
from plancheck.records import NamedTuple, dataclass, field, replace


class Pair(NamedTuple):
    """Two things."""

    first: int
    second: str = "b"

    @property
    def both(self) -> str:
        """The two."""
        return f"{self.first}{self.second}"


class One(NamedTuple):
    only: int = 3


@dataclass(frozen=True, slots=True)
class Frozen:
    """Does not change."""

    one: int
    many: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.one < 0:
            raise ValueError(self.one)


@dataclass(slots=True)
class Open:
    name: str
    found: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Other:
    one: int
    many: tuple[int, ...] = ()


def test_a_named_tuple() -> None:
    pair = Pair(1)
    assert pair == (1, "b") == Pair(first=1, second="b") == Pair._make([1, "b"])
    assert (pair.first, pair.second, pair.both, Pair.__doc__) == (1, "b", "1b", "Two things.")
    assert (Pair._fields, Pair._field_defaults, Pair.__match_args__) == (
        ("first", "second"),
        {"second": "b"},
        Pair._fields,
    )
    assert pair._replace(second="c") == (1, "c")
    assert pair._asdict() == {"first": 1, "second": "b"}
    assert repr(pair) == "Pair(first=1, second='b')"
    assert (One(), One(4).only) == ((3,), 4)
    assert typing.get_type_hints(Pair) == {"first": int, "second": str}
    match pair:
        case Pair(first, second):
            assert (first, second) == (1, "b")
    for wrong in ({}, {"first": 1, "third": 2}):
        with pytest.raises(TypeError):
            Pair(**wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="third"):
        pair._replace(third=1)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        pair.first = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        pair.more = 2  # type: ignore[attr-defined]


def test_a_data_class() -> None:
    frozen = Frozen(1, many=(2,))
    assert frozen == Frozen(1, (2,)) != Frozen(1)
    assert Frozen(1) != Other(1)
    assert len({frozen, Frozen(1, (2,))}) == 1
    assert repr(frozen) == "Frozen(one=1, many=(2,))"
    assert replace(frozen, one=5) == dataclasses.replace(frozen, one=5) == Frozen(5, (2,))
    assert [each.name for each in dataclasses.fields(frozen)] == ["one", "many"]
    assert dataclasses.is_dataclass(frozen)
    with pytest.raises(AttributeError):
        frozen.one = 2  # type: ignore[misc]
    with pytest.raises(ValueError, match="-1"):
        Frozen(-1)
    one, two = Open("a"), Open("a")
    one.found.append(1)
    assert (one.found, two.found) == ([1], [])
    one.name = "b"
    with pytest.raises(AttributeError):
        one.other = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        hash(one)


@pytest.mark.parametrize("value", [Pair(1, "x"), One(), Frozen(1, (2,)), Open("a", [1])], ids=repr)
def test_they_travel(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="there they are the library's own")
def test_a_field_without_a_default_comes_first() -> None:
    with pytest.raises(TypeError, match="default"):
        type(records.NamedTuple.__mro_entries__(())[0])(  # type: ignore[attr-defined]
            "Wrong", (), {"__annotations__": {"a": int, "b": int}, "a": 1}
        )
