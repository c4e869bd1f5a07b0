"""Commands that write a changed copy of drafts: what they read, where they write, what they never write over."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from plancheck.api import Checker, Draft
from plancheck.cli import outputs, streams
from plancheck.cli.inputs import gather
from plancheck.cli.language import current, say
from plancheck.cli.loading import conditions, load, prepared
from plancheck.cli.main import UNUSABLE
from plancheck.cli.options import forcible, settle, unsuppressed
from plancheck.cli.outputs import ending, refuse
from plancheck.cli.problem import Problem
from plancheck.cli.settings import Settings
from plancheck.reading.errors import ReadingError
from plancheck.records import NamedTuple
from plancheck.report.conditions import line
from plancheck.report.model import FileReport
from plancheck.report.sanitise import clean
from plancheck.report.system import reason

Function = TypeVar("Function", bound=Callable[..., Any])


class Original(NamedTuple):
    """A draft to make a copy of, and how to check it."""

    name: str
    path: Path | None
    data: bytes
    settings: Settings
    checker: Checker
    wanted: frozenset[str]
    """Ids of the rules chosen."""
    output: str | None
    """Where the copy is asked for: a file, or a folder."""
    force: bool
    """It may be written over a file that is there."""


def copying(function: Function) -> Function:
    """Arguments and options of commands that write copies."""
    for option in (
        unsuppressed,
        forcible,
        click.option(
            "-o",
            "--output",
            metavar=say("TỆP", "FILE"),
            help=say(
                "Ghi bản sao vào tệp, thư mục này (mặc định: cạnh bản dự thảo).",
                "Write to this file or folder (default: beside the draft).",
            ),
        ),
        click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar=say("TỆP…", "FILE…")),
    ):
        function = option(function)
    return function


def for_each(
    paths: Sequence[str],
    output: str | None,
    force: bool,
    given: dict[str, Any],
    work: Callable[[Original], int],
    whole: bool = False,
) -> int:
    """Do the work on each draft, and give the highest of its codes; one that can't be worked on costs only itself.

    ``whole``: check by all rules, whatever is chosen. Raises Problem where nothing can be done for any of them.
    """
    inputs, faults = gather(paths, "")
    several = len(inputs) + len(faults) > 1
    if several and output is not None and not Path(output).is_dir():
        raise Problem(
            say(
                "nhiều bản dự thảo thì -o phải là một thư mục đã có.",
                "for several drafts -o must be a folder that is there.",
            )
        )
    settings = settle(given, [item.path for item in inputs if item.path], given.pop("config"))
    rules = load(settings)
    chosen = rules.select(settings.select) if settings.select else rules.rules
    ignored = {rule.id for rule in rules.select(settings.ignore)}
    wanted = frozenset(rule.id for rule in chosen if rule.id not in ignored)
    if whole:
        settings.add("option", {"select": (), "ignore": ()})
    checker = prepared(settings, rules)
    for fault in faults:
        streams.note("plancheck: " + clean(fault))
    code = UNUSABLE if faults else 0
    for item in inputs:
        try:
            try:
                data = item.read()
            except OSError as error:
                why = reason(error, current())
                raise Problem(f"{item.name}: " + say(f"không mở được tệp: {why}.", f"can't open it: {why}.")) from None
            done = work(Original(item.name, item.path, data, settings, checker, wanted, output, force))
            code = max(code, done)
        except Problem as problem:
            if not several:
                raise
            for text in str(problem).splitlines():
                streams.note("plancheck: " + clean(text))
            code = UNUSABLE
    return code


def bare(draft: Original, changes: bool = True) -> Original:
    """The draft without what plancheck wrote into it before; ``changes`` False: with its tracked changes."""
    from plancheck.reading import read
    from plancheck.report.model import WORD
    from plancheck.review.withdraw import withdrawn

    try:
        is_word = read(draft.data, draft.name).format in WORD
        return draft._replace(data=withdrawn(draft.data, changes=changes)) if is_word else draft
    except ReadingError as error:
        raise refused(draft, error) from None


def checked(draft: Original, data: bytes | None = None) -> FileReport:
    """The report on a draft that can be read, or on a changed version of it. Raises Problem."""
    report = draft.checker.check(Draft(draft.name, None, draft.data if data is None else data))
    if report.error is not None:
        raise Problem(f"{draft.name}: {report.error.message}")
    held = [finding for finding in report.findings if finding.suppressed is not None]
    text = line(conditions(draft.settings, draft.checker.rules), len(held), 0, draft.settings.lang)
    if text and data is None:
        streams.note(f"plancheck: {clean(text)}")
    return report


def refused(draft: Original, error: ReadingError) -> Problem:
    """A refusal in the language in use."""
    return Problem(f"{draft.name}: " + say(error.message_vi, error.message_en))


def target(draft: Original, addition: str, endings: Sequence[str] | None = None) -> Path:
    """Where the copy goes; its name ends in one of ``endings``, else as the draft's does.

    Raises Problem for another ending, the draft itself, a folder that is not there, and what is there already.
    """
    source = draft.path
    if draft.output is None and source is None:
        raise Problem(say("đọc từ “-” thì phải có -o TỆP.", "reading “-” needs -o FILE."))
    path = Path(draft.output) if draft.output else Path()
    if source is not None and (draft.output is None or path.is_dir()):
        path = (path if draft.output else source.parent) / _beside(source, addition, endings)
    if endings is None:
        endings = [source.suffix.lower()] if source is not None and source.suffix else []
    reads = [*outputs.drafts([source] if source else []), *outputs.read_for(draft.settings)]
    refuse(path, reads, force=True)
    if endings:
        ending(path, endings)
    refuse(path, reads, force=draft.force)
    return path


def written(draft: Original, path: Path, data: bytes) -> None:
    """Write the copy, with the mode of the draft. Raises Problem."""
    outputs.write(path, data, [draft.path] if draft.path else [])


def warn(signed: bool, protection: str) -> None:
    """Tell what a copy can't keep."""
    if signed:
        text = say("chữ ký số của bản gốc không còn giá trị trong bản sao.", "the signature does not hold in the copy.")
        streams.note("plancheck: " + text)
    if protection:
        text = say(
            "văn bản đang hạn chế chỉnh sửa; bỏ hạn chế trong Word (Xem lại > Hạn chế Chỉnh sửa) để sửa tiếp.",
            "editing is restricted; lift it in Word (Review > Restrict Editing) to go on.",
        )
        streams.note("plancheck: " + text)


def _beside(source: Path, addition: str, endings: Sequence[str] | None) -> str:
    """ "ke-hoach.docx" → "ke-hoach.nhan-xet.docx"; of such a copy the next: "ke-hoach.nhan-xet-2.docx"."""
    suffix = endings[0] if endings else source.suffix
    before = re.fullmatch(rf"(.+\.{re.escape(addition)})(?:-(\d+))?", source.stem)
    if before is None:
        return f"{source.stem}.{addition}{suffix}"
    return f"{before[1]}-{int(before[2] or 1) + 1}{suffix}"
