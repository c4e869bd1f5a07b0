"""``plancheck explain``: one rule, from the same data that judges."""

from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import say
from plancheck.cli.loading import known, load, register
from plancheck.cli.options import common, extended, formatted, settle


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Giải thích quy tắc theo mã (RPT-002), đầu mã (RPT) hoặc tên: yêu cầu gì, vì sao, căn cứ, ví dụ, cách sửa.",
        "Explain rules by id (RPT-002), prefix (RPT) or slug: what, why, basis, examples, how to fix.",
    ),
)
@click.argument("names", nargs=-1, required=True, metavar=say("QUY-TẮC…", "RULE…"))
@formatted("full", "json")
@extended
@common
def command(names: tuple[str, ...], format_: str | None, **given: Any) -> int:
    """Explain."""
    settings = settle(given, config=given.pop("config"))
    rules = load(settings)
    known(rules, names)

    from plancheck.api.answers import hearing
    from plancheck.report import explanation, json_report

    lang = settings.lang
    chosen = [(rule, hearing(rule, rules, lambda: register(settings))) for rule in rules.select(names)]
    if format_ == "json":
        answers = [explanation.as_dict(rule, rules, heard, lang=lang) for rule, heard in chosen]
        streams.out(json_report.dumps(answers[0] if len(answers) == 1 else answers))
        return 0
    width, color = streams.width(), streams.coloured(settings.color)
    texts = [explanation.render(rule, rules, heard, lang=lang, width=width, color=color) for rule, heard in chosen]
    streams.out("\n\n".join(texts))
    return 0
