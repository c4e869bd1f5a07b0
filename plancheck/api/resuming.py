"""A run that can be broken off: what is done is kept in one file (SQLite) until all is, and the next run goes on there.

It answers for a draft's name and bytes, for rules, register, code and options; the day is that on which the run began.
The file is the process's that asks, whoever does the work: nothing has to be shared with it.
"""

import datetime
import pickle
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from plancheck.api.checking import Attempt, Checker
from plancheck.api.drafts import Draft
from plancheck.api.memory import is_final, seal, unpickled
from plancheck.report.model import FileReport
from plancheck.report.names import told

_OURS = 0x706C616E
"""By which SQLite files say whose they are: "plan"."""
_EVERY = 1.0
"""Seconds of work that may be lost."""


class ResumeError(Exception):
    """The file can't be used: one line, in the checker's language."""


def begun(file: Path) -> datetime.date | None:
    """The day on which the run that a file holds began, by which to make the checker; None: there is no such run."""
    if not file.exists():
        return None
    with suppress(sqlite3.Error, ValueError, TypeError):
        base = sqlite3.connect(file, timeout=0)  # also to write: what a killed run left half done is undone
        try:
            return datetime.date.fromisoformat(base.execute("SELECT day FROM run").fetchone()[0])
        finally:
            base.close()
    return None


def resumed(file: Path, arguments: Mapping[str, Any]) -> "tuple[Checker, Progress]":
    """The checker of a run by the day on which it began, and what is done of it. Raises what both raise."""
    day = begun(file)
    checker = Checker(**{**arguments, "today": day} if day else arguments)
    return checker, Progress(file, checker)


class Progress:
    """What is done of a run. A context: what is done when it is left is kept, or nothing when all is."""

    def __init__(self, file: Path, checker: Checker) -> None:
        """``checker``: made by the day that ``begun`` tells.

        Raises ResumeError for a file of something else, of other rules or options, or in use.
        """
        self._file = file
        self._left = True
        language = checker.language
        arguments = {name: value for name, value in checker.arguments.items() if name != "remember"}
        mark = seal(checker.engine, arguments).hex()
        try:
            held = self._opened(mark, arguments["today"].isoformat())
        except (sqlite3.Error, TypeError, OSError) as error:
            why = f"“{file}”: {error}."
            raise ResumeError(told(language, f"không dùng được {why}", f"can't use {why}")) from None
        if held != mark:
            self._base.close()
            raise ResumeError(
                told(
                    language,
                    f"“{file}” không phải tiến độ của lần soát này (quy tắc, tùy chọn): xóa đi hoặc dùng tệp khác.",
                    f"“{file}” is not of this run (rules, options): delete it or use another.",
                )
            )
        self._kept = time.monotonic()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(sqlite3.Error):
            self._base.commit()
        self._base.close()
        if not self._left:
            self._file.unlink(missing_ok=True)

    def drafts(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """The drafts, each with what of it is done."""
        for draft in drafts:
            found = self._base.execute("SELECT sha256 FROM done WHERE name = ?", (_key(draft.name),)).fetchone()
            yield draft._replace(done=found[0]) if found else draft

    def attempts(self, attempts: Iterable[Attempt]) -> Iterator[Attempt]:
        """What came of those drafts: kept as it comes, or what was kept where they are the same."""
        left = False
        for attempt in attempts:
            name = _key(attempt.report.path)
            if attempt.same:
                (data,) = self._base.execute("SELECT attempt FROM done WHERE name = ?", (name,)).fetchone()
                yield unpickled(data)
                continue
            if is_final(attempt.report):
                data = pickle.dumps(attempt, pickle.HIGHEST_PROTOCOL)
                self._base.execute("REPLACE INTO done VALUES (?, ?, ?)", (name, attempt.report.sha256, data))
                self._save()
            else:
                left = True
            yield attempt
        self._left = left

    def reports(self, attempts: Iterable[Attempt]) -> Iterator[FileReport]:
        """The reports of ``attempts``; with the last, or when nobody listens any more, this is left."""
        with self:
            for attempt in self.attempts(attempts):
                yield attempt.report

    def _opened(self, mark: str, day: str) -> str:
        """Open the file or make it, and give the seal of its run; empty when it holds none."""
        if not self._file.exists():
            self._file.touch(0o600)
        self._base = sqlite3.connect(self._file, timeout=0, isolation_level=None)
        self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._base.execute("BEGIN EXCLUSIVE")
        if not self._base.execute("SELECT name FROM sqlite_master").fetchone():  # new, or killed before it began
            self._base.execute(f"PRAGMA application_id = {_OURS}")
            self._base.execute("CREATE TABLE run (seal TEXT, day TEXT)")
            self._base.execute("CREATE TABLE done (name BLOB PRIMARY KEY, sha256 TEXT, attempt BLOB)")
            self._base.execute("INSERT INTO run VALUES (?, ?)", (mark, day))
            self._base.execute("COMMIT")
            self._base.execute("BEGIN EXCLUSIVE")
        if self._base.execute("PRAGMA application_id").fetchone() != (_OURS,):
            return ""
        found: str = self._base.execute("SELECT seal FROM run").fetchone()[0]
        return found

    def _save(self) -> None:
        """Commit now and then: each time would wait for the disk."""
        if time.monotonic() - self._kept > _EVERY:
            self._base.execute("COMMIT")
            self._base.execute("BEGIN EXCLUSIVE")
            self._kept = time.monotonic()


def _key(name: str) -> bytes:
    return name.encode(errors="surrogatepass")
