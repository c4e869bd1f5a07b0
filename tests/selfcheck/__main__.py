"""``python -m tests.selfcheck``: what is told of each case, and how many by heading."""

from collections import Counter

from tests.selfcheck.scoring import cases, outcome


def main() -> None:
    """Run and print."""
    told, tried, false = Counter[str](), Counter[str](), Counter[str]()
    for case in cases():
        result = outcome(case)
        tried[case.heading] += 1
        told[case.heading] += bool(result.told)
        false[case.heading] += bool(result.false)
        said = " ".join(f"{each.rule} {each.message[:70]}" for each in result.told[:2])
        print(f"{case.heading:9} {'told  ' if result.told else 'MISSED'} {case.what}: {said}")
        for each in result.false:
            print(f"    FALSE {each.rule} {each.message}")
    for heading in tried:
        print(f"{heading}: {told[heading]}/{tried[heading]}, false alarms on neighbours {false[heading]}")
    print(f"all: {told.total()}/{tried.total()}, false {false.total()}")


if __name__ == "__main__":
    main()
