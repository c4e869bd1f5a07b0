"""``plancheck rules facts``: the words rules are written in."""

from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import say
from plancheck.cli.loading import load, register
from plancheck.cli.options import common, ruled, settle
from plancheck.cli.problem import Problem, suggestion


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Liệt kê các loại dữ kiện mà quy tắc hỏi được; với một LOẠI thì liệt kê thuộc tính và giá trị của nó.\n\n"
        "Ví dụ: plancheck rules facts duty",
        "List the kinds of facts that rules may ask for; of one KIND its properties and their values.\n\n"
        "Example: plancheck rules facts duty",
    ),
)
@click.argument("kind", required=False, metavar=say("[LOẠI]", "[KIND]"))
@ruled
@common
def command(kind: str | None, **given: Any) -> int:
    """Document."""
    settings = settle(given, config=given.pop("config"))
    rules = load(settings)

    from plancheck.report.words_of_rules import kinds, page

    try:
        streams.out(page(kind, rules, register(settings), settings.lang))
    except KeyError:
        text = say(f"không có loại dữ kiện “{kind}”.", f"there is no kind of fact “{kind}”.")
        raise Problem(text + suggestion(str(kind), kinds(rules))) from None
    return 0
