"""What grows faster than the draft: ``python -m tests.repeats [--seconds 600] [--seed 1]``.

Short stretches are made of the register's own words, of figures and of signs, and each is repeated to fill a paragraph,
or lines, of a sample. Told is each of which twice as much takes far more than twice as long. ``tests/hostile.py`` keeps
one of each kind that was ever found.
"""

import argparse
import random
import re
import time
from itertools import product
from pathlib import Path

from plancheck.api import Checker, Draft

ROOT = Path(__file__).parent.parent
SIGNS = "([{<\"“«'‘.,;:-–—/\\|*+=~!?@#$%^&_…)]}>”»’"
SHAPES = (
    *("{a} ", "{a}, ", "{a}: 5 ", "{a} 5 {b}: ", "(5 {a}) ", "5 {a}, ", "{a} ({b}) ", "{a} 5/5/2026, ", "{A} {b} "),
    *(
        "{a} và {b} ",
        "từ {a} đến {b}, ",
        '"{a}" {b} ',
        "5 {a} 6 {b} ",
        "{a} 5.000 đồng {b} ",
        "do {a} {b}, ",
        "{A} {b}. ",
    ),
    *("{a} số 5/{b} ", "năm 2026 {a} ", "quý II {a} {b}, ", "{a} tháng 5 {b}; ", "{s}{t}", "{a}{s}", "{s} {a}"),
    *("- {A}; {b}\n", "- {a} 5\n", "1. {A}\n{b}\n", "{A}\n", "| {a} | 5 | {b} |\n"),
)
"""How two words ``a`` and ``b``, with ``A`` for a capital, and two signs ``s`` and ``t`` make a stretch."""
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,3}")
_LONGEST = 24
_SIZE = 20_000
"""Characters that a stretch is first repeated to."""
_SLOW = 0.4
"""Seconds from which on a stretch is tried in twice the size."""
_GROWTH = 2.6
"""Twice the size takes at most so many times as long."""


def words() -> list[str]:
    """Words of the register, up to four in a row."""
    texts = [path.read_text("utf-8").lower() for path in sorted((ROOT / "rules" / "register").glob("*.yaml"))]
    found = {match.group() for text in texts for match in _WORDS.finditer(text)}
    return sorted(each for each in found if len(each) <= _LONGEST)


class Costs:
    """Seconds of processor time that a sample takes with a stretch repeated in it."""

    def __init__(self) -> None:
        self._sample = (ROOT / "samples" / "province-2026.txt").read_text("utf-8")
        self._checker = Checker()
        self.of(" ", 1)

    def of(self, stretch: str, size: int) -> float:
        """The cost of so many characters of it."""
        text = (stretch * (size // len(stretch) + 1))[:size]
        data = self._sample.replace("\n\nIII. ", f"\n\n{text}\n\nIII. ", 1).encode()
        started = time.process_time()
        self._checker.attempt(Draft("x.txt", None, data))
        return time.process_time() - started

    def growth(self, stretch: str) -> float:
        """How many times as long twice the size takes; 0 where it is quick. The least of two tries."""
        once = self.of(stretch, _SIZE)
        if once < _SLOW:
            return 0.0
        return min(self.of(stretch, 2 * _SIZE) / self.of(stretch, _SIZE) for _ in range(2))


def main() -> None:
    """Try stretches until the time is over, every other one a pair of signs, and print what grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    draw, known, costs = random.Random(given.seed), words(), Costs()
    stretches = [s + t for s, t in product(SIGNS, repeat=2)]
    draw.shuffle(stretches)
    tried, over = 0, time.monotonic() + given.seconds
    while time.monotonic() < over:
        if stretches and tried % 2:
            stretch = stretches.pop()
        else:
            a, b, s, t = draw.choice(known), draw.choice(known), draw.choice(SIGNS), draw.choice(SIGNS)
            stretch = draw.choice(SHAPES).format(a=a, b=b, A=a.capitalize(), s=s, t=t)
        tried += 1
        growth = costs.growth(stretch)
        if growth > _GROWTH:
            print(f"{growth:5.1f} times as long: {stretch!r}", flush=True)
    print(f"{tried} stretches tried")


if __name__ == "__main__":
    main()
