"""Check drafts: the one function most programs need, and the checker that does its work."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plancheck import limits
from plancheck.api.drafts import Draft, Source, drafts, missing
from plancheck.api.jobs import processes
from plancheck.data.days import number_of
from plancheck.digest import sha256
from plancheck.records import NamedTuple
from plancheck.report.model import FileReport, ReadingError, Report
from plancheck.report.names import Language, known_language, told
from plancheck.report.system import reason

if TYPE_CHECKING:
    from plancheck.api.memory import Memory
    from plancheck.api.spreading import Executor
    from plancheck.knowledge import Knowledge
    from plancheck.pipeline import Understood
    from plancheck.report.suppression import Suppression
    from plancheck.rules import RuleSet

Names = str | Sequence[str]
"""Rules by id, beginning of an id, slug, tag or pack; a string may hold several, separated by commas or spaces."""
Day = datetime.date | str | None
"""A date, or one as ISO text (``2026-11-01``)."""
Paths = str | PathLike[str] | Sequence[str | PathLike[str]]


def check(
    sources: Source | Iterable[Source],
    *,
    as_of: Day = None,
    language: Language = "vi",
    select: Names = (),
    ignore: Names = (),
    rules: Paths = (),
    parameters: Mapping[str, Any] | None = None,
    preview: bool = False,
    trace: Names = (),
    detailed: bool = False,
    name: str = "",
    today: datetime.date | None = None,
    engine: str | None = None,
    suppressions: "Sequence[Suppression]" = (),
    folder: str | PathLike[str] = "",
    slim: bool = False,
    jobs: int | None = 1,
) -> Report:
    """Check drafts given as paths of files or folders, as their bytes, or as ``Draft``.

    A draft that can't be read is no exception: its ``FileReport.error`` says why (``not-found``, ``unreadable``,
    ``internal``, ``crashed``, or what plancheck.reading tells: ``empty``, ``encrypted``, ``too-large`` …).

    ``as_of``: judge by the law of this day; None: by that of the draft's own date, else of its month, its period, or
    today. ``language``: of all messages. ``select``, ``ignore``: only these rules, all but these. ``rules``: folders or
    files with more rules, and ``parameters`` with values for them, as in the configuration file. ``preview``: judge by
    rules on trial too. ``trace``: tell in ``FileReport.traces`` how the verdicts of these rules came about.
    ``detailed``: keep the draft's paragraphs and the rules' texts, which some formats of ``render`` show. ``name``:
    what bytes are called. ``today``: None for the clock's. ``engine``: ``durable-rules`` or ``reference``; None for the
    best there is. ``suppressions``: findings that are not to count; paths in them start at ``folder``. ``slim``: leave
    out the verdicts on rules that do not apply. ``jobs``: processes that check at the same time; 1 for this one alone,
    None for as many as are worth starting. With more than one, a program must start under
    ``if __name__ == "__main__":``.

    Raises ValueError for an argument with a wrong value (no such date, no such rule), TypeError for one of a wrong
    type, and RulesError for a file of ``rules`` or a value of ``parameters`` that can't be used.
    """
    checker = Checker(
        as_of=as_of,
        language=language,
        select=select,
        ignore=ignore,
        rules=rules,
        parameters=parameters,
        preview=preview,
        trace=trace,
        detailed=detailed,
        today=today,
        engine=engine,
        suppressions=suppressions,
        folder=folder,
        slim=slim,
    )
    return checker.report(checker.check_all(list(drafts(sources, name)), jobs))


def check_many(
    sources: Source | Iterable[Source],
    *,
    executor: "Executor | None" = None,
    jobs: int | None = 1,
    ordered: bool = True,
    resume: str | PathLike[str] = "",
    name: str = "",
    **arguments: Any,
) -> Iterator[FileReport]:
    """Check any number of drafts, giving each report as soon as it is there: neither drafts nor reports pile up.

    ``executor``: what does the work, with ``submit`` as ``concurrent.futures`` has it; at most 256 drafts are with it
    at a time, or as many as its attribute ``ahead`` says, and one whose worker dies has the error ``crashed``. Without
    one ``jobs`` processes of plancheck's own do it. Whoever does the work must see the same files. ``ordered``: in the
    order of the sources, else as they are done. ``resume``: a file that keeps what is done until all is: where it is
    there, the run goes on, and drafts that have not changed since are only read. The other arguments and what is raised
    are as for ``Checker``; ``plancheck.api.resuming.ResumeError`` for a file that holds something else.
    """
    if resume:
        from plancheck.api.resuming import resumed

        checker, progress = resumed(Path(resume), arguments)
        return progress.reports(
            checker.attempts(progress.drafts(drafts(sources, name)), jobs, executor=executor, ordered=ordered)
        )
    checker = Checker(**arguments)
    return checker.check_all(drafts(sources, name), jobs, executor=executor, ordered=ordered)


class Use(NamedTuple):
    """What came of suppressions in a file, by their numbers."""

    met: frozenset[int] = frozenset()
    """Those for this file whose rules were all judged."""
    used: frozenset[int] = frozenset()
    expired: frozenset[int] = frozenset()
    """Those that would have been used, had they not ended."""


class Attempt(NamedTuple):
    """What came of checking a draft."""

    report: FileReport
    use: Use = Use()
    """Of the suppressions."""
    traceback: str = ""
    same: bool = False
    """The draft is as when it was ``done``: it was not checked, and the report tells nothing but that."""


class Checker:
    """Checks drafts one by one, its rules and register loaded once. Arguments and exceptions as for ``check``."""

    def __init__(
        self,
        *,
        as_of: Day = None,
        language: Language = "vi",
        select: Names = (),
        ignore: Names = (),
        rules: Paths = (),
        parameters: Mapping[str, Any] | None = None,
        preview: bool = False,
        trace: Names = (),
        detailed: bool = False,
        today: datetime.date | None = None,
        engine: str | None = None,
        suppressions: "Sequence[Suppression]" = (),
        folder: str | PathLike[str] = "",
        slim: bool = False,
        comments: bool = True,
        remember: str | PathLike[str] = "",
        loaded: "RuleSet | None" = None,
    ) -> None:
        """``comments``: heed comments in drafts that suppress findings.

        ``remember``: a folder that keeps what was found, words of the drafts too: a draft that has not changed is only
        read the next time, as long as rules, options and day are the same.

        ``loaded``: what ``rules`` and ``parameters`` gave when they were loaded before. A checker can be pickled: what
        travels are its arguments, and a process makes it of them once.
        """
        from plancheck.engine import engine_name
        from plancheck.engine.protocol import EngineError
        from plancheck.pipeline import Options

        self.language = known_language(language)
        self.arguments: dict[str, Any] = {
            "as_of": as_of,
            "language": language,
            "select": select,
            "ignore": ignore,
            "rules": tuple(path.absolute() for path in _paths(rules)),
            "parameters": dict(parameters) if parameters else None,
            "preview": preview,
            "trace": trace,
            "detailed": detailed,
            "today": today or datetime.date.today(),
            "engine": engine,
            "suppressions": tuple(suppressions),
            "folder": str(Path(folder).absolute()),
            "slim": slim,
            "comments": comments,
            "remember": str(Path(remember).absolute()) if remember else "",
        }
        """What makes another checker like this one, in another process."""
        self._slim = slim
        self._suppressions = tuple(suppressions)
        self._folder = Path(folder)
        self._today = today or datetime.date.today()
        try:
            self.engine = engine_name(engine)
        except EngineError as error:
            raise ValueError(f"engine: {error}") from None
        self.rules = loaded or load(rules, parameters)
        for each in self._suppressions:
            chosen(self.rules, each.rules, "suppressions", language)
        self.knowledge = register(rules, parameters)
        self._options = Options(
            as_of=day_number(as_of),
            language=language,
            select=chosen(self.rules, select, "select", language),
            ignore=chosen(self.rules, ignore, "ignore", language),
            rules=self.rules,
            today=today or datetime.date.today(),
            engine=engine,
            knowledge=self.knowledge,
            preview=preview,
            trace=chosen(self.rules, trace, "trace", language),
            detailed=detailed,
            comments=comments,
        )
        self._memory = _memory(self.engine, self.arguments)

    def __reduce__(self) -> tuple[Any, ...]:
        import pickle

        return _like, (pickle.dumps(self.arguments),)

    def check(self, draft: Draft) -> FileReport:
        """Check one draft. Whatever goes wrong with it is told in its report; nothing is raised."""
        return self.attempt(draft).report

    def attempt(self, draft: Draft) -> Attempt:
        """``check``, with the traceback when the fault is plancheck's own."""
        from plancheck.pipeline import check_bytes

        language = self.language
        try:
            data = draft.read()
        except FileNotFoundError:
            return Attempt(unread(draft, "not-found", missing(draft.name, language)))
        except OSError as error:
            why = reason(error, language)
            text = told(language, f"không mở được tệp: {why}.", f"can't open the file: {why}.")
            return Attempt(unread(draft, "unreadable", text))
        if draft.done and sha256(data).hexdigest() == draft.done:
            return Attempt(FileReport(draft.name, draft.done), same=True)
        if self._memory and (known := self._memory.recall(draft.name, data)) is not None:
            return known  # type: ignore[no-any-return]
        try:
            with limits.deadline(limits.SECONDS):
                done = self._controlled(check_bytes(data, draft.name, self._options))
            if self._memory:
                self._memory.keep(draft.name, data, done.report, done)
            return done
        except (limits.OutOfTimeError, MemoryError):
            text = told(
                language,
                "tốn quá nhiều thời gian hoặc bộ nhớ để kiểm tra; hãy tách phụ lục, bảng lớn ra tệp riêng.",
                "it takes too much time or memory to check; put large annexes and tables into files of their own.",
            )
            return Attempt(unread(draft, "too-costly", text))
        except Exception as error:
            import traceback

            kind = f"{type(error).__name__}: {error}"
            text = told(language, f"lỗi bên trong chương trình: {kind}", f"internal error: {kind}")
            return Attempt(unread(draft, "internal", text), traceback=traceback.format_exc())

    def _controlled(self, file: FileReport) -> Attempt:
        attempt = Attempt(file)
        if self._suppressions and not file.error:
            from plancheck.api.control import suppressed

            attempt = Attempt(*suppressed(file, self._suppressions, self._folder, self.rules, self._today))
        return attempt._replace(report=_slimmed(attempt.report)) if self._slim else attempt

    def check_all(
        self,
        drafts: Iterable[Draft],
        jobs: int | None = 1,
        *,
        executor: "Executor | None" = None,
        ordered: bool = True,
    ) -> Iterator[FileReport]:
        """Check drafts, giving each report as soon as all before it are given; ``jobs`` as for ``check``.

        ``executor`` and ``ordered`` as for ``check_many``. Drafts are taken from where they come only as fast as
        reports are, unless ``jobs`` is None: then they are counted first. A draft whose process dies has the error
        ``crashed``; the others are not touched by it.
        """
        return (attempt.report for attempt in self.attempts(drafts, jobs, executor=executor, ordered=ordered))

    def attempts(
        self,
        drafts: Iterable[Draft],
        jobs: int | None = 1,
        *,
        executor: "Executor | None" = None,
        ordered: bool = True,
    ) -> Iterator[Attempt]:
        """``check_all``, with all that came of each."""
        if executor is not None:
            from plancheck.api.spreading import spread

            return spread(self, drafts, executor, ordered)
        if jobs is None or isinstance(drafts, Sequence):
            drafts = list(drafts)
            jobs = processes(jobs, len(drafts))
        if jobs <= 1:
            return map(self.attempt, drafts)

        from plancheck.api.batch import attempts

        return attempts(self, drafts, jobs, ordered)

    def understand(self, draft: Draft) -> "Understood":
        """Read a draft and recognise its facts. Raises OSError and plancheck.reading.ReadingError."""
        from plancheck.pipeline import understand

        return understand(draft.read(), draft.name, self._options)

    def understand_each(self, draft: Draft) -> "tuple[Understood, ...]":
        """The same of every whole paper that a draft's file holds."""
        from plancheck.pipeline import papers

        return tuple(papers(draft.read(), draft.name, self._options))

    def report(self, files: Iterable[FileReport]) -> Report:
        """One report of what was checked."""
        from plancheck.pipeline import report

        return report(tuple(files), self._options)


@lru_cache(maxsize=8)
def _like(arguments: bytes) -> Checker:
    """The checker that another process made of these arguments, made once in this one."""
    import pickle

    return Checker(**pickle.loads(arguments))


def _memory(engine: str, arguments: Mapping[str, Any]) -> "Memory | None":
    if not arguments["remember"]:
        return None

    from plancheck.api.memory import Memory

    return Memory(Path(arguments["remember"]), engine, arguments)


def _slimmed(file: FileReport) -> FileReport:
    """A report without the verdicts on rules that do not apply, two thirds of most."""
    verdicts = tuple(verdict for verdict in file.verdicts if verdict.status != "not-applicable")
    return file._replace(verdicts=verdicts, papers=tuple(map(_slimmed, file.papers)))


def unread(draft: Draft, code: str, message: str) -> FileReport:
    """The report of a draft that could not be checked."""
    return FileReport(draft.name, "", ReadingError(code, message))


def load(rules: Paths = (), parameters: Mapping[str, Any] | None = None) -> "RuleSet":
    """The shipped rules and those of more folders and files. Raises RulesError."""
    from plancheck.rules import load_rules

    return load_rules(_paths(rules), dict(parameters) if parameters else None)


def register(rules: Paths = (), parameters: Mapping[str, Any] | None = None) -> "Knowledge":
    """The shipped register and that of folders with more rules, with the flags of provinces from ``parameters``.

    Raises RulesError.
    """
    from plancheck.knowledge import load_knowledge

    folders = _paths(rules)
    if not folders and not parameters:
        return load_knowledge()

    from plancheck.rules.ruleset import extra_register

    files = extra_register(folders)
    knowledge = load_knowledge(files)
    if not parameters or "provinces" not in parameters:
        return knowledge

    from plancheck.rules.parameters import flags

    return load_knowledge(files, flags(parameters, knowledge))


def _paths(paths: Paths) -> tuple[Path, ...]:
    return (Path(paths),) if isinstance(paths, str | PathLike) else tuple(map(Path, paths))


def day_number(day: Day) -> int | None:
    """A day as ``yyyymmdd``. Raises ValueError and TypeError."""
    if day is None:
        return None
    if isinstance(day, str):
        try:
            day = datetime.date.fromisoformat(day)
        except ValueError:
            raise ValueError(f"as_of: {day!r} is not a date: write 2026-11-01") from None
    if not isinstance(day, datetime.date):
        raise TypeError(f"as_of is a date, ISO text or None, not {type(day).__name__}")
    return number_of(day)


def chosen(rules: "RuleSet", names: Names, argument: str, language: Language) -> tuple[str, ...]:
    """Names of rules, each known. Raises ValueError."""
    pieces = [names] if isinstance(names, str) else names
    if not all(isinstance(piece, str) for piece in pieces):
        raise TypeError(f"{argument} is a string or a sequence of strings")
    patterns = tuple(name for piece in pieces for name in piece.replace(",", " ").split())
    if not patterns:
        return ()

    from plancheck.report.suppression import unknown_rule

    for pattern in patterns:
        if (fault := unknown_rule(pattern, rules, language)) is not None:
            raise ValueError(f"{argument}: {fault}")
    return patterns
