"""A sequence that is made when it is first looked at is like the tuple."""

import pickle

from plancheck.later import Later


def test_it_is_made_once_and_when_it_is_looked_at() -> None:
    made: list[int] = []

    def make() -> tuple[int, ...]:
        made.append(1)
        return (1, 2, 3)

    later = Later(make)
    assert made == []
    assert (later[0], later[1:], len(later), [*later], 2 in later, later == (1, 2, 3)) == (
        *(1, (2, 3), 3, [1, 2, 3], True, True),
    )
    assert made == [1]
    assert later == Later(lambda: (1, 2, 3)) != Later(lambda: ())
    assert hash(later) == hash((1, 2, 3))
    assert not Later(lambda: ())
    assert pickle.loads(pickle.dumps(later)) == (1, 2, 3)
