"""A long comparison of the engines: ``python -m tests.engine.campaign [programs] [first seed]``."""

import sys
from random import Random

from plancheck.engine.durable import DurableEngine
from plancheck.engine.protocol import EngineError
from plancheck.engine.reference import ReferenceEngine
from tests.engine import generate


def main(programs: int = 2000, first: int = 0) -> int:
    runs = refused = derivations = 0
    for seed in range(first, first + programs):
        random = Random(seed)
        rules = generate.productions(random)
        try:
            durable = DurableEngine(rules)
        except EngineError as error:
            if "too many alternatives" not in str(error):
                raise
            refused += 1
            continue
        reference = ReferenceEngine(rules)
        for run in range(8):
            facts = generate.facts(random, 10 if run % 2 else 60)
            expected = reference.run(facts)
            assert durable.run(facts) == expected, f"seed {seed}, run {run}"
            runs += 1
            derivations += len(expected)
    print(f"{programs} programs ({refused} refused), {runs} runs, {derivations} derivations: no difference")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
