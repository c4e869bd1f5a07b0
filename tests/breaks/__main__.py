"""``python -m tests.breaks``: print the score by rule."""

import argparse

from rich.console import Console
from rich.table import Table

from tests.breaks.score import Line, run, wrong


def _table(title: str, lines: dict[str, Line], last: str) -> Table:
    table = Table("", "tried", "right", last, title=title, box=None, title_justify="left")
    for name, line in lines.items():
        table.add_row(name, str(line.tried), str(line.right), str(line.unrelated) if last else "")
    return table


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.breaks", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000, help="breaks to try, and half as many rewordings")
    options = parser.parse_args()
    score = run(options.seed, options.count)
    console = Console()
    console.print(_table("Breaks", dict(score.rules), "unrelated"))
    console.print(_table("The same said otherwise", dict(score.rewordings), ""))
    for line in dict.fromkeys((*wrong(score.rules.values()), *wrong(score.rewordings.values()))):
        console.print(f"! {line}", markup=False, highlight=False)
    if score.unbroken:
        console.print(f"Never broken: {', '.join(score.unbroken)}")
    console.print(f"Found {score.found:.1%}, unrelated {score.unrelated}, false alarms {score.false_alarms}")


if __name__ == "__main__":
    main()
