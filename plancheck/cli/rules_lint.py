"""``plancheck rules lint``."""

from pathlib import Path
from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import current, say
from plancheck.cli.options import common, settle
from plancheck.cli.settings import Settings


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Soát tệp quy tắc (kèm THƯ-MỤC nếu nêu): trùng mã, thiếu căn cứ hay ví dụ, tên không có, ngày mâu thuẫn.\n\n"
        "Trả về 0: không có lỗi; 1: có lỗi.",
        "Find faults in the rule files (with those of DIR): duplicates, missing basis or examples, unknown names.\n\n"
        "Returns 0: no fault; 1: faults.",
    ),
)
@click.argument("folders", nargs=-1, metavar=say("[THƯ-MỤC…]", "[DIR…]"))
@common
def command(folders: tuple[str, ...], **given: Any) -> int:
    """Lint."""
    settings = settle(given, config=given.pop("config"))

    from plancheck.rules import lint_rules

    faults = lint_rules([Path(folder) for folder in (*settings.rules, *folders)])
    told = [fault.text(current()) for fault in faults]
    if not told:
        told = _skeletons(settings, folders)
    for text in told:
        streams.out(text + "\n")
    if not told and not settings.quiet:
        streams.note(say("Không thấy lỗi nào trong các tệp quy tắc.", "No fault in the rule files."))
    return 1 if told else 0


def _skeletons(settings: Settings, folders: tuple[str, ...]) -> list[str]:
    """Faults of the skeletons that ``plancheck new`` fills in."""
    from plancheck.cli.loading import load, register
    from plancheck.knowledge.store import rules_dir
    from plancheck.review.skeleton import skeleton_files
    from plancheck.review.skeleton_lint import faults

    settings.add("option", {"rules": (*settings.rules, *folders)})
    files = [file for folder in (rules_dir(), *map(Path, settings.rules)) for file in skeleton_files(folder)]
    rules = {rule.id for rule in load(settings).rules}
    return [fault.text(current()) for fault in faults(files, register(settings), rules)]
