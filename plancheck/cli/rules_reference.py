"""``plancheck rules reference``."""

from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import say
from plancheck.cli.loading import load
from plancheck.cli.options import common, extended, settle


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "In mọi quy tắc thành một trang Markdown, cùng nội dung với plancheck explain.",
        "Print all rules as one Markdown page, with what plancheck explain says.",
    ),
)
@extended
@common
def command(**given: Any) -> int:
    """Write."""
    settings = settle(given, config=given.pop("config"))
    rules = load(settings)

    from plancheck.report import explanation

    streams.out(explanation.reference(rules))
    return 0
