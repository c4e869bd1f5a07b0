"""``plancheck check``: find what is wrong in drafts."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.inputs import gather
from plancheck.cli.language import say
from plancheck.cli.loading import known, load, prepared
from plancheck.cli.main import UNUSABLE
from plancheck.cli.options import common, dated, formatted, ruled, settle, threshold
from plancheck.cli.outputs import refuse
from plancheck.cli.problem import Problem, suggestion
from plancheck.cli.settings import Settings, near, split_names
from plancheck.library import Checker, Draft
from plancheck.report import formats
from plancheck.report.formats import FORMATS
from plancheck.report.model import SEVERITIES, FileReport, Report
from plancheck.report.sanitise import clean
from plancheck.report.view import View


class Target(NamedTuple):
    """A report to write: its format and its file, None for standard output."""

    format: str
    path: Path | None = None


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
@click.argument("paths", nargs=-1, required=True, metavar=say("TỆP…", "FILE…"))
@formatted()
@click.option("-o", "--output", metavar=say("TỆP", "FILE"), help=say("Ghi báo cáo vào tệp.", "Write the report here."))
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
@click.option("-q", "--quiet", is_flag=True, default=None, help=say("Chỉ in phát hiện.", "Print findings only."))
@common
def command(
    paths: tuple[str, ...], output: str | None, reports: tuple[str, ...], trace: tuple[str, ...], **given: Any
) -> int:
    """Check."""
    inputs, faults = gather(paths, given.pop("stdin_filename"))
    files = [item.path for item in inputs if item.path]
    settings = settle(given, files, given.pop("config"))
    targets = _targets(settings, output, reports, files)
    rules = load(settings)
    traced = split_names(trace)
    known(rules, traced, "--trace")
    if not settings["preview"]:
        for id in sorted(rules.preview & {rule.id for rule in rules.select(settings["select"])}):
            text = say(f"{id} là quy tắc thử nghiệm, chỉ xét khi có --preview.", f"{id} is judged only with --preview.")
            streams.note(f"plancheck: {text}")
    if settings["verbose"] and settings.file:
        streams.note(say("cấu hình: ", "configuration: ") + clean(str(near(settings.file))))
    for fault in faults:
        streams.note("plancheck: " + clean(fault))

    checker = prepared(settings, rules, traced, formats.detailed(target.format for target in targets))
    report = checker.report([_judge(checker, item, settings) for item in _progress(inputs, settings["quiet"])])
    for target in targets:
        _write(report, target, settings)
    if all(target.path or FORMATS[target.format].machine for target in targets):
        for file in report.files:
            if file.error:
                streams.note(f"plancheck: {clean(file.path)}: {clean(file.error.message)}")
    if traced:
        _tell(report.files, targets, settings)
    if settings["statistics"]:
        _statistics(report, targets, settings)
    return UNUSABLE if faults or report.unreadable else _failed(report, settings["fail-on"])


def _failed(report: Report, fail_on: str) -> int:
    levels = () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return int(any(report.count(severity) for severity in levels))


def _judge(checker: Checker, draft: Draft, settings: Settings) -> FileReport:
    report, traceback = checker.attempt(draft)
    if traceback and settings["verbose"]:
        streams.note(traceback)
    return report


def _progress(inputs: Sequence[Draft], quiet: bool) -> Iterable[Draft]:
    """The inputs, with a bar on stderr while several are read by someone who watches."""
    if len(inputs) < 2 or quiet or not streams.is_terminal(sys.stderr):
        return inputs
    return _bar(inputs)


def _bar(inputs: Sequence[Draft]) -> Iterator[Draft]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    bar = Progress(
        TextColumn(say("Đang soát", "Checking")), BarColumn(), MofNCompleteColumn(), console=console, transient=True
    )
    with bar:
        yield from bar.track(inputs)


def _targets(settings: Settings, output: str | None, reports: Sequence[str], inputs: Sequence[Path]) -> list[Target]:
    """Reports to write; a file that is an input or is named twice is refused before anything is read."""
    main = settings["format"]
    if output and settings.sources["format"] == "default":
        main = formats.by_suffix(output) or main
    targets = [Target(main, Path(output) if output else None)]
    for text in reports:
        format_, separator, name = text.partition(":")
        if not separator or not name:
            raise Problem(say(f"--report {text}: viết DẠNG:TỆP.", f"--report {text}: write FORMAT:FILE."))
        if format_ not in FORMATS:
            known = ", ".join(FORMATS)
            raise Problem(
                say(f"--report: không có dạng “{format_}” ({known}).", f"--report: no format “{format_}” ({known}).")
                + suggestion(format_, FORMATS, 1)
            )
        targets.append(Target(format_, Path(name)))
    written: list[Path] = []
    for target in targets:
        if target.path:
            refuse(target.path, inputs, written)
            written.append(target.path)
    return targets


def _write(report: Report, target: Target, settings: Settings) -> None:
    text = _rendered(report, target, settings)
    if target.path:
        try:
            target.path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            reason = error.strerror or str(error)
            raise Problem(say(f"không ghi được “{target.path}”: ", f"can't write “{target.path}”: ") + reason) from None
    elif not FORMATS[target.format].machine and report.files and report.unreadable == len(report.files):
        streams.error(text)
    else:
        streams.out(text)


def _rendered(report: Report, target: Target, settings: Settings) -> str:
    screen = target.path is None
    view = View(
        lang=settings["lang"],
        width=streams.width() if screen else None,
        color=screen and streams.coloured(settings["color"]),
        verbose=settings["verbose"],
        quiet=settings["quiet"],
        selected=bool(settings["select"] or settings["ignore"]),
        fail_on=settings["fail-on"],
    )
    return formats.render(target.format, report, view)


def _tell(files: Sequence[FileReport], targets: Sequence[Target], settings: Settings) -> None:
    """How the verdicts asked for came about: after the report, unless that is for a machine."""
    from plancheck.report import trace

    screen = next((target.format for target in targets if target.path is None), "full")
    if screen == "json":
        return
    width, color = streams.width(), streams.coloured(settings["color"])
    for file in files:
        head = f"{clean(file.path)}:\n" if len(files) > 1 and file.traces else ""
        texts = [trace.render(chain, lang=settings["lang"], width=width, color=color) for chain in file.traces]
        (streams.out if screen == "full" else streams.error)("".join(f"\n{head}{text}" for text in texts))


def _statistics(report: Report, targets: Sequence[Target], settings: Settings) -> None:
    from plancheck.report import statistics

    text = statistics.render(report, lang=settings["lang"])
    machine = any(target.path is None and FORMATS[target.format].machine for target in targets)
    (streams.error if machine else streams.out)(text)
