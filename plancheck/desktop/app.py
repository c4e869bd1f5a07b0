"""``plancheck-desktop``: reviews the files it is given without a console, opens the copies, and says how it went."""

import contextlib
import io
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from plancheck import limits
from plancheck.cli import language
from plancheck.cli.language import say
from plancheck.cli.main import run
from plancheck.desktop import show
from plancheck.records import NamedTuple

_WORD = (".docx", ".docm", ".dotx", ".dotm")


class Outcome(NamedTuple):
    """What came of one file."""

    written: Path | None
    """The copy or the report; None: nothing was."""
    told: tuple[str, ...]
    """How it went, a line or two."""


def main() -> NoReturn:
    """Entry point of ``plancheck-desktop``."""
    limits.confine()
    language.settle([])
    sys.exit(start(sys.argv[1:]))


def start(given: Sequence[str]) -> int:
    """Review files given, or those a person chooses; 0 if something came of each, else 2."""
    files = given or show.chosen(say("Chọn dự thảo để soát", "Choose drafts to review"))
    if files is None:
        show.warned("plancheck", say("Hãy thả tệp Word vào biểu tượng này.", "Drop a Word file on this icon."))
        return 2
    return reviewed(files)


def reviewed(files: Sequence[str]) -> int:
    """Review files one by one; 0 if something came of each, else 2."""
    outcomes = [(Path(file), review(Path(file))) for file in files]
    for _, outcome in outcomes:
        if outcome.written:
            show.opened(outcome.written)
    done = [f"{file.name}: {' '.join(outcome.told)}" for file, outcome in outcomes if outcome.written]
    failed = [f"{file.name}: {' '.join(outcome.told)}" for file, outcome in outcomes if not outcome.written]
    if done:
        show.notified(say("plancheck đã soát xong", "plancheck is done"), "\n".join(done))
    if failed:
        show.warned(say("plancheck không soát được", "plancheck could not review"), "\n".join(failed))
    return 2 if failed else 0


def review(file: Path) -> Outcome:
    """Write a reviewed copy of a Word file beside it, or of another draft a report to read in the browser."""
    if file.suffix.lower() in _WORD:
        copy = _free(file, say("da-soat", "reviewed"), file.suffix)
        code, lines = _run(["review", str(file), "-o", str(copy)])
        # The last line says what to type next.
        return Outcome(copy, tuple(_short(lines[:-1], copy))) if code == 0 else Outcome(None, tuple(lines))
    report = _free(file, say("bao-cao", "report"), ".html")
    code, lines = _run(["check", str(file), "--format", "summary", "--report", f"html:{report}", "--fail-on", "never"])
    if code == 0 and report.exists():
        return Outcome(report, (say("báo cáo mở trong trình duyệt.", "the report opens in the browser."),))
    return Outcome(None, tuple(lines))


def _run(arguments: Sequence[str]) -> tuple[int, list[str]]:
    """A command, and the lines it had to say."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        code = run(arguments)
    lines = [line.removeprefix("plancheck: ") for line in said.getvalue().splitlines() if line.strip()]
    return code, lines


def _short(lines: Iterable[str], copy: Path) -> Iterable[str]:
    """Lines without the path of the copy, which is opened."""
    return (line.replace(f": {copy}", ".") for line in lines)


def _free(file: Path, addition: str, ending: str) -> Path:
    """A name beside a file that nothing has yet: "kh.da-soat.docx", "kh.da-soat-2.docx"."""
    number = 1
    while True:
        path = file.with_name(f"{file.stem}.{addition}{f'-{number}' if number > 1 else ''}{ending}")
        if not os.path.lexists(path):
            return path
        number += 1


if __name__ == "__main__":
    main()
