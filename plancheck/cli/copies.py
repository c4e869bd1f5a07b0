"""Commands that write a changed copy of one draft: what they read, where they write, what they never write over."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from plancheck.api import Checker, Draft
from plancheck.cli import outputs, streams
from plancheck.cli.inputs import gather
from plancheck.cli.language import current, say
from plancheck.cli.loading import conditions, load, prepared
from plancheck.cli.options import forcible, settle, unsuppressed
from plancheck.cli.outputs import ending, refuse
from plancheck.cli.problem import Problem
from plancheck.cli.settings import Settings
from plancheck.reading.errors import ReadingError
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


def copying(function: Function) -> Function:
    """Argument and options of commands that write a copy."""
    for option in (
        unsuppressed,
        forcible,
        click.option(
            "-o",
            "--output",
            metavar=say("TỆP", "FILE"),
            help=say(
                "Ghi bản sao vào tệp này (mặc định: cạnh bản dự thảo).", "Write here (default: beside the draft)."
            ),
        ),
        click.argument("path", metavar=say("TỆP", "FILE")),
    ):
        function = option(function)
    return function


def opened(path: str, given: dict[str, Any], whole: bool = False) -> Original:
    """Read the one draft and settle how to check it; ``whole``: by all rules, whatever is chosen. Raises Problem."""
    inputs, faults = gather((path,), "")
    if faults or len(inputs) != 1:
        raise Problem(faults[0] if faults else say("chỉ nhận một bản dự thảo.", "only one draft is taken."))
    (item,) = inputs
    settings = settle(given, [item.path] if item.path else [], given.pop("config"))
    rules = load(settings)
    try:
        data = item.read()
    except OSError as error:
        why = reason(error, current())
        raise Problem(f"{item.name}: " + say(f"không mở được tệp: {why}.", f"can't open it: {why}.")) from None
    chosen = rules.select(settings["select"]) if settings["select"] else rules.rules
    ignored = {rule.id for rule in rules.select(settings["ignore"])}
    wanted = frozenset(rule.id for rule in chosen if rule.id not in ignored)
    if whole:
        settings.add("option", {"select": (), "ignore": ()})
    return Original(item.name, item.path, data, settings, prepared(settings, rules), wanted)


def checked(draft: Original, data: bytes | None = None) -> FileReport:
    """The report on a draft that can be read, or on a changed version of it. Raises Problem."""
    report = draft.checker.check(Draft(draft.name, None, draft.data if data is None else data))
    if report.error is not None:
        raise Problem(f"{draft.name}: {report.error.message}")
    held = [finding for finding in report.findings if finding.suppressed is not None]
    text = line(conditions(draft.settings, draft.checker.rules), len(held), 0, draft.settings["lang"])
    if text and data is None:
        streams.note(f"plancheck: {clean(text)}")
    return report


def refused(draft: Original, error: ReadingError) -> Problem:
    """A refusal in the language in use."""
    return Problem(f"{draft.name}: " + say(error.message_vi, error.message_en))


def target(
    draft: Original, output: str | None, addition: str, force: bool, endings: Sequence[str] | None = None
) -> Path:
    """Where the copy goes; its name ends as given, else as the draft's does.

    Raises Problem for another ending, the draft itself, a folder, and what is there already.
    """
    source = draft.path
    if output is None and source is None:
        raise Problem(say("đọc từ “-” thì phải có -o TỆP.", "reading “-” needs -o FILE."))
    path = Path(output) if output else _beside(source, addition) if source else Path()
    if endings is None:
        endings = [source.suffix.lower()] if source is not None and source.suffix else []
    reads = [*outputs.drafts([source] if source else []), *outputs.read_for(draft.settings)]
    refuse(path, reads, force=True)
    if endings:
        ending(path, endings)
    refuse(path, reads, force=force)
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


def _beside(source: Path, addition: str) -> Path:
    """ "ke-hoach.docx" → "ke-hoach.nhan-xet.docx"."""
    return source.with_name(f"{source.stem}.{addition}{source.suffix}")
