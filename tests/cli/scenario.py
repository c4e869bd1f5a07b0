"""One run of the program kept in a plain file; README.md says how."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_BLOCK = re.compile(r"^==== (\w+)(?:: (.+?))? ====\n", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    name: str
    argument: str
    text: str


@dataclass(frozen=True)
class Outcome:
    exit: int
    stdout: str
    stderr: str


class Scenario:
    def __init__(self, path: Path) -> None:
        self.path = path
        text = path.read_text(encoding="utf-8")
        marks = list(_BLOCK.finditer(text))
        self.title = text[: marks[0].start()]
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        self.blocks = [
            Block(mark[1], mark[2] or "", text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)
        ]
        known = {"copy", "file", "stdin", "environment", "command", "exit", "stdout", "stderr"}
        assert {block.name for block in self.blocks} <= known, path

    def text(self, name: str) -> str:
        return next((block.text for block in self.blocks if block.name == name), "")

    def run(self, folder: Path) -> Outcome:
        """Run the program in a folder that holds the scenario's files."""
        stdin = b""
        for block in self.blocks:
            if block.name == "copy":
                source, _, name = block.argument.partition(" ")
                target = folder / (name or Path(source).name)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / source, target)
            elif block.name == "file":
                target = folder / block.argument
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(block.text, encoding="utf-8", newline="\n")
            elif block.name == "stdin":
                stdin = (ROOT / block.argument).read_bytes() if block.argument else block.text.encode()
        environment = dict(line.split("=", 1) for line in self.text("environment").splitlines())
        program, *arguments = shlex.split(self.text("command"))
        assert program == "plancheck", self.path
        return run(arguments, folder, stdin, environment)

    def mismatches(self, outcome: Outcome) -> list[str]:
        """What came out otherwise than expected."""
        wrong = []
        if outcome.exit != int(self.text("exit") or 0):
            wrong.append(f"exit {outcome.exit}")
        for stream in ("stdout", "stderr"):
            if not matches(getattr(outcome, stream), self.text(stream)):
                wrong.append(f"{stream}:\n{getattr(outcome, stream)}")
        return wrong

    def accept(self, outcome: Outcome) -> None:
        """Write what came out as what is expected."""
        kept = [block for block in self.blocks if block.name not in ("exit", "stdout", "stderr")]
        parts = [self.title]
        for block in kept:
            head = f"{block.name}: {block.argument}" if block.argument else block.name
            parts.append(f"==== {head} ====\n{block.text}")
        parts.append(f"==== exit ====\n{outcome.exit}\n")
        for stream in ("stdout", "stderr"):
            text = getattr(outcome, stream)
            if matches(text, self.text(stream)):
                text = self.text(stream)
            if text:
                parts.append(f"==== {stream} ====\n{text}")
        self.path.write_text("".join(parts), encoding="utf-8", newline="\n")


def run(arguments: list[str], folder: Path, stdin: bytes = b"", environment: dict[str, str] | None = None) -> Outcome:
    """Run the program as its users do, in its own process; its streams must be UTF-8."""
    done = run_raw(arguments, folder, stdin, environment)
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_raw(
    arguments: list[str], folder: Path, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The same, streams as bytes."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PLANCHECK_", "PYTHON"))}
    inherited = {name: value for name, value in clean.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    given = {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"} | (environment or {})
    command = [sys.executable, "-m", "plancheck", *arguments]
    return subprocess.run(
        command, cwd=folder, input=stdin, env=inherited | given, capture_output=True, timeout=60, check=False
    )


def matches(actual: str, expected: str) -> bool:
    """Whether output is as expected, ``...`` lines and ``[..]`` in lines standing for anything."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "...\n" else ".*".join(re.escape(piece) for piece in line.split("[..]"))
        for line in expected.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, actual) is not None
