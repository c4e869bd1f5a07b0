"""``plancheck check``: find what is wrong in drafts."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plancheck.api import Checker, Draft
from plancheck.api.checking import Attempt, Use
from plancheck.api.drafts import is_foreign
from plancheck.api.jobs import steady
from plancheck.cli import outputs, resuming, sinks, streams
from plancheck.cli.clusters import workers
from plancheck.cli.commands import Command
from plancheck.cli.inputs import gather
from plancheck.cli.language import say
from plancheck.cli.loading import conditions, known, load, prepared
from plancheck.cli.main import UNUSABLE
from plancheck.cli.options import (
    Jobs,
    common,
    controlling,
    dated,
    forcible,
    formatted,
    ruled,
    settle,
    threshold,
    unsuppressed,
)
from plancheck.cli.outputs import Read
from plancheck.cli.problem import Problem
from plancheck.cli.ratchet import Ratchet
from plancheck.cli.settings import Settings, split_names
from plancheck.cli.sinks import Sink, Target
from plancheck.records import replace
from plancheck.report import formats
from plancheck.report.conditions import line
from plancheck.report.gathering import gathered
from plancheck.report.model import Conditions, FileReport
from plancheck.report.papers import apart
from plancheck.report.sanitise import clean
from plancheck.report.totals import Totals

if TYPE_CHECKING:
    from plancheck.api.control import Control


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Tìm chỗ sai trong bản dự thảo: tệp .docx, .xml, .txt, .md, cả thư mục, hoặc “-” để đọc từ đầu vào chuẩn.\n\n"
        "Trả về 0: không có lỗi; 1: có lỗi; 2: không dùng được dòng lệnh, thiết lập, quy tắc hoặc tệp nào đó.",
        "Find what is wrong in drafts: .docx, .xml, .txt, .md files, whole folders, or “-” for standard input.\n\n"
        "Returns 0: no error; 1: errors; 2: the command line, settings, rules or some input could not be used.",
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar=say("TỆP…", "FILE…"))
@formatted()
@click.option(
    "-o",
    "--output",
    metavar=say("TỆP", "FILE"),
    help=say(
        "Ghi báo cáo vào tệp; đuôi tệp cho biết dạng (.html, .md, .json …).",
        "Write the report here; the end of the name tells the format (.html, .md, .json …).",
    ),
)
@forcible
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar=say("DẠNG:TỆP", "FORMAT:FILE"),
    help=say("Ghi thêm báo cáo dạng này vào tệp; dùng được nhiều lần.", "Also write a report; repeatable."),
)
@dated
@ruled
@threshold
@click.option(
    "--stdin-filename",
    default="",
    metavar=say("TÊN", "NAME"),
    help=say("Tên của bản dự thảo đọc từ “-”.", "Name of the draft read from “-”."),
)
@click.option(
    "--all",
    "all",
    is_flag=True,
    default=None,
    help=say("In đủ mọi phát hiện, dù nhiều.", "Tell every finding in full, however many."),
)
@click.option(
    "--statistics",
    is_flag=True,
    default=None,
    help=say("Đếm phát hiện theo quy tắc.", "Count findings by rule."),
)
@click.option(
    "--trace",
    multiple=True,
    metavar=say("QUY-TẮC", "RULE"),
    help=say("Cho biết vì sao quy tắc này có kết quả ấy.", "Tell how the verdict of this rule came about."),
)
@click.option(
    "-j",
    "--jobs",
    type=Jobs(),
    help=say(
        "Số tiến trình soát cùng lúc (mặc định: auto, theo số lõi và số tệp).",
        "Processes that check at the same time (default: auto, by the cores and the number of files).",
    ),
)
@click.option(
    "--cluster",
    metavar="dask://HOST:PORT",
    help=say(
        "Soát bằng các máy của cụm này (cần plancheck[dask]).", "Check by the workers of this cluster (extra: dask)."
    ),
)
@click.option(
    "--slim",
    is_flag=True,
    help=say(
        "Bỏ khỏi báo cáo kết quả của các quy tắc không áp dụng.",
        "Leave out the verdicts on rules that do not apply.",
    ),
)
@click.option(
    "--remember",
    metavar=say("THƯ-MỤC", "DIR"),
    help=say(
        "Giữ kết quả (có lời trích) ở đây: tệp chưa đổi thì lần sau chỉ đọc.",
        "Keep results (with quotations) here: a file that has not changed is only read next time.",
    ),
)
@click.option(
    "--resume",
    metavar=say("TỆP", "FILE"),
    help=say(
        "Giữ tiến độ ở đây cho đến khi xong: bị ngắt thì lần sau làm tiếp.",
        "Keep progress here until all is done: a run that is broken off goes on next time.",
    ),
)
@controlling
@unsuppressed
@click.option("-q", "--quiet", is_flag=True, default=None, help=say("Chỉ in phát hiện.", "Print findings only."))
@common
def command(
    paths: tuple[str, ...],
    output: str | None,
    reports: tuple[str, ...],
    trace: tuple[str, ...],
    diff_from: str | None,
    write_baseline: str | None,
    update_baseline: bool,
    force: bool,
    slim: bool,
    remember: str | None,
    cluster: str | None,
    resume: str | None,
    **given: Any,
) -> int:
    """Check."""
    inputs, faults = gather(paths, given.pop("stdin_filename"), bool(given["quiet"]))
    files = [item.path for item in inputs if item.path]
    settings = settle(given, files, given.pop("config"))
    reads = [*outputs.drafts(files), *outputs.read_for(settings)]
    if diff_from:
        reads.append(Read(Path(diff_from), "bản trước", "the draft before"))
    if resume:
        reads.append(Read(Path(resume), "tệp tiến độ", "the progress"))
    targets = sinks.targets(settings, output, reports, len(inputs), reads, force)
    reads += [Read(target.path, "báo cáo", "the report") for target in targets if target.path]
    ratchet = Ratchet(settings, write_baseline, update_baseline, diff_from, inputs, reads, force)
    rules = load(settings)
    traced = split_names(trace)
    known(rules, traced, "--trace")
    if not settings.preview:
        for id in sorted(rules.preview & {rule.id for rule in rules.select(settings.select)}):
            text = say(f"{id} là quy tắc thử nghiệm, chỉ xét khi có --preview.", f"{id} is judged only with --preview.")
            streams.note(f"plancheck: {text}")
    for fault in faults:
        streams.note("plancheck: " + clean(fault))

    checker = prepared(
        settings,
        rules,
        traced,
        formats.detailed(target.format for target in targets),
        slim,
        remember or "",
        resuming.day(resume),
    )
    run = _Run(settings, conditions(settings, rules, diff_from or ""), targets, files, ratchet.control(checker))
    if len(inputs) > 1:
        steady()
    try:
        with workers(cluster) as executor, resuming.progress(resume, checker) as progress:
            run.begin(checker)
            results = checker.attempts(progress.drafts(inputs), settings.jobs or None, executor=executor)
            results = progress.attempts(results)
            for draft, attempt in zip(inputs, _progress(results, len(inputs), settings.quiet), strict=True):
                if not (settings.skip_unknown and is_foreign(draft, attempt.report)):
                    run.add(attempt)
            run.end(checker)
        if len(inputs) == 1 and attempt.report.error is None and inputs[0].path:
            run.offer(inputs[0], attempt.report, checker)
    finally:
        run.drop()
    ratchet.end()
    return UNUSABLE if faults or run.totals.unreadable or run.totals.broken else int(run.totals.reach(settings.fail_on))


class _Run:
    """What is kept of a run while its drafts are checked: as little as the reports allow."""

    def __init__(
        self,
        settings: Settings,
        conditions: Conditions,
        targets: Sequence[Target],
        drafts: Sequence[Path],
        control: "Control | None",
    ) -> None:
        self._conditions = conditions
        self.totals = Totals()
        self._control = control
        self._uses: list[Use] = []
        self._settings = settings
        self._sinks: list[Sink] = []
        try:
            for target in targets:
                self._sinks.append(Sink(target, settings, drafts))
        except Problem:
            self.drop()
            raise
        self._screen = next((target for target in targets if target.path is None), None)
        self._tells_notes = self._screen is not None and self._screen.format in ("full", "json", "jsonl")
        self._traced: list[FileReport] = []
        self._errors: list[str] = []

    def begin(self, checker: Checker) -> None:
        """Write what is written first."""
        self._report = replace(checker.report(()), conditions=self._conditions)
        for sink in self._sinks:
            sink.begin(self._report)

    def add(self, attempt: Attempt) -> None:
        """Take in what came of a draft."""
        file = self._control.apply(attempt.report) if self._control else attempt.report
        if attempt.use != Use():
            self._uses.append(attempt.use)
        if attempt.traceback and self._settings["verbose"]:
            self._errors.append(attempt.traceback)
        if file.error and (self._screen is None or self._screen.machine):
            self._errors.append(f"plancheck: {clean(file.path)}: {clean(file.error.message)}")
        for note in file.notes:
            if note.code == "internal" or not (self._settings["quiet"] or self._tells_notes):
                self._errors.append(f"plancheck: {clean(file.path)}: {clean(note.message)}")
            if note.detail and self._settings["verbose"]:
                self._errors.append(note.detail)
        if file.traces:
            self._traced.append(file)
        for paper in map(gathered, apart(file)):
            self.totals.add(paper)
            for sink in self._sinks:
                sink.file(paper)

    def end(self, checker: Checker) -> None:
        """Write what is written last."""
        for sink in self._sinks:
            sink.end(self._report, self.totals)
        for error in self._errors:
            streams.note(error)
        if text := line(self._conditions, self.totals.suppressed, self.totals.known, self._settings["lang"]):
            streams.note(f"plancheck: {clean(text)}")
        if self._screen is None and not self._settings["quiet"] and streams.is_terminal(sys.stderr):
            self._where()
        if self._uses:
            from plancheck.api.control import unused

            for text in unused(self._settings["suppress"], self._uses, self._settings["lang"]):
                streams.note(f"plancheck: {clean(text)}")
        if self._traced:
            self._tell()
        if self._settings["statistics"]:
            from plancheck.report import statistics

            machine = self._screen is not None and self._screen.machine
            text = statistics.render(self.totals, lang=self._settings["lang"])
            (streams.error if machine else streams.out)(text)

    def offer(self, draft: Draft, report: FileReport, checker: Checker) -> None:
        """Close the report that a person reads with what plancheck can do about it."""
        settings = self._settings
        shown = self._screen is not None and self._screen.format == "full" and not settings.quiet
        found = any(each.fixable and each.suppressed is None for each in report.findings)
        if found and shown and not settings.select and not settings.ignore:
            from plancheck.cli.correcting import offer

            if text := offer(draft, report, checker, streams.is_terminal(sys.stdout)):
                streams.out(clean(text) + "\n")

    def drop(self) -> None:
        """Leave nothing of reports that were not ended."""
        for sink in self._sinks:
            sink.drop()

    def _where(self) -> None:
        """What was found and where it is written, for someone who sees nothing else."""
        from plancheck.report.wording import total

        names = ", ".join(str(sink.target.path) for sink in self._sinks)
        found = total(self.totals, self._settings["lang"])
        streams.note(f"{found} {say('Báo cáo', 'Report')}: {clean(names)}")

    def _tell(self) -> None:
        """How the verdicts asked for came about: after the report, unless that is for a machine."""
        from plancheck.report import trace

        screen = self._screen.format if self._screen else "full"
        if screen in ("json", "jsonl"):
            return
        width, color, lang = streams.width(), streams.coloured(self._settings["color"]), self._settings["lang"]
        for file in self._traced:
            head = f"{clean(file.path)}:\n" if self.totals.files > 1 else ""
            texts = [trace.render(chain, lang=lang, width=width, color=color) for chain in file.traces]
            (streams.out if screen == "full" else streams.error)("".join(f"\n{head}{text}" for text in texts))


def _progress(results: Iterator[Attempt], count: int, quiet: bool) -> Iterator[Attempt]:
    """The results, with a bar on stderr while several drafts are checked before someone who watches."""
    if count < 2 or quiet or not streams.is_terminal(sys.stderr):
        return results
    return _bar(results, count)


def _bar(results: Iterator[Attempt], count: int) -> Iterator[Attempt]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    bar = Progress(
        TextColumn(say("Đang soát", "Checking")),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    with bar:
        yield from bar.track(results, count)
