"""``plancheck rules law``."""

from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import say
from plancheck.cli.loading import register
from plancheck.cli.options import common, extended, settle


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "In thành một trang Markdown: văn bản nào chi phối từng loại kế hoạch, từ khi nào, đọc rồi hay chưa.",
        "Print as one Markdown page what governs each kind of plan on each date, and what of it is read.",
    ),
)
@extended
@common
def command(**given: Any) -> int:
    """Write."""
    settings = settle(given, config=given.pop("config"))

    from plancheck.report.law_page import law_page

    streams.out(law_page(register(settings)))
    return 0
