"""``plancheck rules lint``."""

from pathlib import Path
from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import current, say
from plancheck.cli.options import common, settle


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

    faults = lint_rules([Path(folder) for folder in (*settings["rules"], *folders)])
    for fault in faults:
        streams.out(fault.text(current()) + "\n")
    if not faults and not settings["quiet"]:
        streams.note(say("Không thấy lỗi nào trong các tệp quy tắc.", "No fault in the rule files."))
    return 1 if faults else 0
