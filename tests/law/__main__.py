"""Every row of the register on the days on which it begins and ends: ``python -m tests.law [WORDS OF A ROW]``."""

import sys

from plancheck.knowledge import load_knowledge
from plancheck.rules import load_rules
from tests.law.rows import body_cases, faults, instrument_cases, said


def main(words: str) -> int:
    """Print each fault; the number of them."""
    knowledge, rules = load_knowledge(), load_rules()
    tried, wrong = 0, 0
    for case in (*instrument_cases(knowledge), *body_cases(knowledge)):
        if words in case.row:
            tried += 1
            for fault in faults(case, said(case, knowledge, rules)):
                wrong += 1
                print(fault)
    print(f"{tried} cases, {wrong} faults")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
