"""Drafts on their way through the workers: each judged as its person wishes, the last wish winning."""

import asyncio
import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from plancheck.api.checking import Checker
from plancheck.api.drafts import Draft
from plancheck.reading.errors import ReadingError
from plancheck.records import replace
from plancheck.report.model import FileReport, Report
from plancheck.report.names import Language, told
from plancheck.report.system import reason
from plancheck.web import work
from plancheck.web.desk import Entry, Wish
from plancheck.web.workers import BusyError, LostError, Workers


class FailedError(Exception):
    """Something that could not be done with a draft, in words for its person."""


class Judging:
    """Has drafts judged and copies written, by one set of rules."""

    def __init__(self, checker: Checker, workers: Workers) -> None:
        self.checker = checker
        self._workers = workers
        self._arguments = checker.arguments
        self._tasks: set[asyncio.Task[None]] = set()
        self._background = asyncio.Semaphore(max(1, workers.count - 1))

    @property
    def packs(self) -> Mapping[str, Any]:
        """Titles of the packs of rules, by id."""
        return self.checker.rules.packs

    def arguments(self, wish: Wish, language: Language) -> dict[str, Any]:
        """Those of the checker that judges by a wish."""
        return {
            **self._arguments,
            "as_of": wish.as_of or self._arguments["as_of"],
            "select": wish.packs or self._arguments["select"],
            "language": language,
            "today": datetime.date.today(),
            "slim": False,
        }

    def start(self, entries: Iterable[Entry], language: Language, background: bool = False) -> list[asyncio.Task[None]]:
        """Begin to judge drafts anew, ``waiting`` until it is done; in the background a worker is left to others."""
        tasks = []
        for entry in entries:
            entry.state, entry.message = "waiting", ""
            entry.round += 1
            entry.language = language
            task = asyncio.get_running_loop().create_task(self._judge(entry, entry.round, language, background))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            tasks.append(task)
        return tasks

    async def _judge(self, entry: Entry, round: int, language: Language, background: bool) -> None:
        if background:
            async with self._background:
                await self._judge(entry, round, language, False)
            if entry.report is not None:  # of a folder's drafts the text is read again when it is looked at
                entry.report = entry.report._replace(paragraphs=(), papers=())
            return
        try:
            done: work.Judged = await self._do(work.judged, entry, language)
        except FailedError as failure:
            if entry.round == round:
                entry.state, entry.message = "failed", str(failure)
            return
        if entry.round != round:
            return
        for fingerprint, why in done.refused:
            entry.corrected.pop(fingerprint, None)
            entry.message = why
        entry.judged(done.report)

    async def fixed_copy(self, entry: Entry, language: Language) -> bytes:
        """See ``work``. Raises FailedError."""
        return bytes(await self._do(work.fixed_copy, entry, language))

    async def reviewed_copy(self, entry: Entry, language: Language) -> bytes:
        """See ``work``. Raises FailedError."""
        return bytes(await self._do(work.reviewed_copy, entry, language))

    async def slip(self, entry: Entry, ending: str, language: Language) -> bytes:
        """See ``work``. Raises FailedError."""
        return bytes(await self._do(work.slip, entry, language, ending))

    async def check(self, name: str, data: bytes, arguments: Mapping[str, Any]) -> FileReport:
        """The report on a draft that lies on no desk. Raises FailedError."""
        done: work.Judged = await self._run(arguments["language"], work.judged, work.Task(name, data, arguments))
        return done.report

    def report(self, entry: Entry, language: Language) -> Report:
        """The report on a draft as what is ignored in it no longer counts."""
        assert entry.report is not None
        return self.reported(entry, [entry.report], self.arguments(entry.wish, language))

    def reported(self, entry: Entry | None, files: Iterable[FileReport], arguments: Mapping[str, Any]) -> Report:
        """One report on files, with what weakened the check."""
        ignored = tuple(entry.ignored.values()) if entry else ()
        checker = Checker(**{**arguments, "detailed": True}, loaded=self.checker.rules)
        report = checker.report([work.considered(file, ignored, checker) for file in files])
        return replace(report, conditions=work.conditions(arguments, checker))

    async def _do(self, job: Any, entry: Entry, language: Language, *more: Any) -> Any:
        try:
            data = entry.data if entry.path is None else Draft(entry.name, entry.path).read()
        except OSError as error:
            why = reason(error, language)
            raise FailedError(told(language, f"không mở được tệp: {why}.", f"can't open the file: {why}.")) from None
        task = work.Task(
            entry.name,
            data,
            self.arguments(entry.wish, language),
            frozenset(entry.corrected),
            tuple(entry.ignored.values()),
            str(entry.path or ""),
        )
        return await self._run(language, job, task, *more)

    async def _run(self, language: Language, job: Any, *arguments: Any) -> Any:
        try:
            return await self._workers.do(job, *arguments)
        except ReadingError as error:
            raise FailedError(told(language, error.message_vi, error.message_en)) from None
        except BusyError:
            vi = "Máy đang bận: có nhiều bản chờ soát quá; hãy thử lại sau ít phút."
            en = "Too many drafts wait to be checked; try again in a few minutes."
        except LostError as error:
            if error.late:
                vi = "Bản này soát lâu quá nên đã dừng; hãy tách phụ lục, bảng lớn ra tệp riêng."
                en = "This draft took too long and was given up; put large annexes and tables into files of their own."
            else:
                vi = "Chương trình dừng đột ngột khi soát bản này; các bản khác không bị ảnh hưởng."
                en = "The program died while checking this draft; the others are not touched by it."
        except RuntimeError:
            vi = "Lỗi bên trong chương trình khi xử lý bản này."
            en = "Internal error while working on this draft."
        raise FailedError(told(language, vi, en))
