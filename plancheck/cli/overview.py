"""``plancheck overview``: many drafts as a matrix of obligations."""

from pathlib import Path
from typing import Any

import click

from plancheck.api.drafts import is_foreign
from plancheck.cli import outputs, streams
from plancheck.cli.commands import Command
from plancheck.cli.inputs import gather
from plancheck.cli.language import say
from plancheck.cli.loading import load, prepared
from plancheck.cli.main import UNUSABLE
from plancheck.cli.options import Jobs, common, dated, forcible, ruled, settle, unsuppressed
from plancheck.report.sanitise import clean

_ENDINGS = (".html", ".htm", ".csv")


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Soát nhiều dự thảo và ghi một trang tổng quan: từng dự thảo với từng nghĩa vụ (đạt, chưa đạt, cần người xem), "
        "theo tỉnh, loại, năm; sắp xếp và in được. Tệp .html, hoặc .csv cho bảng tính.\n\n"
        "Trả về 0: đã ghi; 2: không dùng được dòng lệnh, thiết lập, quy tắc hoặc tệp nào đó.",
        "Check many drafts and write one overview: each draft against each obligation (met, not met, for a person to "
        "judge), by province, kind and year; it can be sorted and printed. An .html file, or .csv for spreadsheets.\n\n"
        "Returns 0: written; 2: the command line, settings, rules or some file could not be used.",
    ),
)
@unsuppressed
@forcible
@click.option(
    "-o", "--output", required=True, metavar=say("TỆP", "FILE"), help=say("Ghi vào tệp này.", "Write to this file.")
)
@click.option("-j", "--jobs", type=Jobs(), help=say("Số tiến trình; auto: tùy máy.", "Processes; auto: as fits."))
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar=say("THƯ-MỤC…", "FOLDER…"))
@dated
@ruled
@common
def command(paths: tuple[str, ...], output: str, force: bool, jobs: int | None, **given: Any) -> int:
    """Write the overview."""
    from plancheck.report import overview_html
    from plancheck.report.overview import as_csv, overview

    drafts, faults = gather(paths, "")
    settings = settle(given, [draft.path for draft in drafts if draft.path], given.pop("config"))
    target = Path(output)
    reads = [*outputs.drafts([draft.path for draft in drafts if draft.path]), *outputs.read_for(settings)]
    outputs.ending(target, _ENDINGS)
    outputs.refuse(target, reads, force=force)
    checker = prepared(settings, load(settings))
    files = [
        file
        for draft, file in zip(drafts, checker.check_all(drafts, jobs or None), strict=True)
        if not is_foreign(draft, file)
    ]
    for fault in faults:
        streams.note("plancheck: " + clean(fault))
    report = checker.report(files)
    view = overview(report.files, checker.rules, settings.lang)
    said = as_csv(view) if target.suffix.lower() == ".csv" else overview_html.render(view)
    outputs.write(target, said.encode())
    streams.note(say(f"Đã ghi {target}: {len(files)} dự thảo.", f"Wrote {target}: {len(files)} drafts."))
    return UNUSABLE if faults or report.unreadable else 0
