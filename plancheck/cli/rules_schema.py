"""``plancheck rules schema``."""

from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import say
from plancheck.cli.options import common, settle


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say("In JSON Schema của tệp quy tắc.", "Print the JSON Schema of rule files."),
)
@common
def command(**given: Any) -> int:
    """Schema."""
    settle(given, config=given.pop("config"))

    from plancheck.report.json_report import dumps
    from plancheck.rules.schema import json_schema

    streams.out(dumps(json_schema()))
    return 0
