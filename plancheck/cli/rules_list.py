"""``plancheck rules list``."""

from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import say
from plancheck.cli.loading import load
from plancheck.cli.options import common, formatted, ruled, settle


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say("Liệt kê các quy tắc: mã, mức, tên, nội dung.", "List the rules: id, severity, slug, title."),
)
@formatted("full", "json")
@ruled
@common
def command(format_: str | None, **given: Any) -> int:
    """List."""
    settings = settle(given, config=given.pop("config"))
    rules = load(settings)
    ignored = {rule.id for rule in rules.select(settings.ignore)}
    chosen = [rule for rule in rules.select(settings.select or ("all",)) if rule.id not in ignored]

    from plancheck.report import explanation, json_report

    lang = settings.lang
    if format_ == "json":
        streams.out(json_report.dumps([explanation.summary(rule, lang) for rule in chosen]))
    else:
        color = streams.coloured(settings.color)
        streams.out(explanation.listing(chosen, lang=lang, width=streams.width(), color=color))
    return 0
