"""The shipped register."""

from datetime import date, timedelta

import pytest

from plancheck.knowledge import Knowledge, load_knowledge
from plancheck.text import nfc, squeeze


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


def before(day: int) -> int:
    """yyyymmdd of the day before."""
    previous = date(day // 10000, day // 100 % 100, day % 100) - timedelta(days=1)
    return previous.year * 10000 + previous.month * 100 + previous.day


def folded(text: str) -> str:
    """Text as the find functions want it: composed, folded, runs of spaces squeezed."""
    return squeeze(nfc(text)).text
