"""Ratios that matter, each against something run beside it: ``python tests/benchmark.py``.

Reads the Tây Ninh plan among the real documents beside the repository, or a text draft given as argument.
"""

import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx

from plancheck.pipeline import Options, check_bytes

ROOT = Path(__file__).parent.parent
PLAN = ROOT.parent / "shared" / "seeds" / "001_bffe0003f475835b.txt"
BASELINE = "import lxml.etree, click, pydantic, rich.console"


def as_docx(lines: list[str]) -> bytes:
    """A .docx with one paragraph for each line."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paired(first: Callable[[], object], second: Callable[[], object], runs: int) -> tuple[float, float, float]:
    """Median seconds of each, and the median of the ratios first/second, run in turn."""
    times: list[tuple[float, float]] = []
    for _ in range(runs):
        start = time.perf_counter()
        first()
        middle = time.perf_counter()
        second()
        times.append((middle - start, time.perf_counter() - middle))
    return (
        statistics.median(a for a, _ in times),
        statistics.median(b for _, b in times),
        statistics.median(a / b for a, b in times),
    )


def row(name: str, figures: tuple[float, float, float], bound: str) -> None:
    """Print one comparison."""
    first, second, ratio = figures
    print(f"{name:<62} {first * 1000:9.2f} ms {second * 1000:9.2f} ms  ratio {ratio:6.2f}  ({bound})")


def python_docx(data: bytes, styles: bool) -> list[tuple[str, str]]:
    """Text, and style name if asked, of every paragraph by python-docx."""
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    return [(p.text, (p.style.name or "") if styles and p.style else "") for p in paragraphs]


def main() -> None:
    """Measure and print."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else PLAN
    lines = [line for line in source.read_text("utf-8").splitlines() if line.strip()]
    head, body, tail = lines[:12], lines[12:-14], lines[-14:]
    data = as_docx(lines)
    longer = as_docx(head + body * 100 + tail)
    options = Options(as_of=20120103)

    def check() -> object:
        return check_bytes(data, "plan.docx", options)

    for _ in range(5):
        check()
    row("full check, warm, against python-docx text + style names", paired(check, lambda: python_docx(data, True), 30), "below 1.0")
    row("full check, warm, against python-docx text alone", paired(check, lambda: python_docx(data, False), 30), "goal: below 1.0")
    row("100 times longer draft against the short one", paired(lambda: check_bytes(longer, "plan.docx", options), check, 3), "at most 110")

    sample = str(ROOT / "samples" / "province-2026.docx")
    command = [sys.executable, "-m", "plancheck", sample]
    baseline = [sys.executable, "-c", BASELINE]

    def cold(arguments: list[str]) -> Callable[[], object]:
        return lambda: subprocess.run(arguments, stdout=subprocess.DEVNULL, check=True)

    cold(command)()
    row(f"plancheck sample.docx, cold, against python -c '{BASELINE[:24]} …'", paired(cold(command), cold(baseline), 15), "at most 1.5")


if __name__ == "__main__":
    main()
