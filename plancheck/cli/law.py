"""``plancheck law``: is an instrument in force on a day, what replaced it."""

from typing import TYPE_CHECKING, Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import say
from plancheck.cli.loading import register
from plancheck.cli.options import Day, common, extended, formatted, settle
from plancheck.cli.problem import Problem
from plancheck.data.days import number_of
from plancheck.report.sanitise import clean
from plancheck.text import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancheck.knowledge import Instrument, Knowledge

_SHOWN = 3


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Một văn bản có còn hiệu lực vào một ngày không, đã bị sửa đổi hay thay thế bởi văn bản nào.\n\n"
        "Số viết cách nào cũng được: 72/2015/NĐ-CP, “NĐ 72/2015”, “Nghị định số 72/2015”, “Luật Báo chí 2016”.\n\n"
        "Trả về 0: biết văn bản; 1: không có trong danh mục; 2: không dùng được dòng lệnh.",
        "Is an instrument in force on a day, what amended or replaced it.\n\n"
        "Returns 0: known; 1: not in the register; 2: the command line could not be used.",
    ),
)
@click.argument("number", nargs=-1, metavar=say("[SỐ]", "[NUMBER]"))
@click.option(
    "--search",
    metavar=say("TỪ", "WORDS"),
    help=say("Tìm theo số, tên, cơ quan; không cần dấu.", "Search by number, title, issuer."),
)
@click.option(
    "--as-of", type=Day(), help=say("Xét vào ngày này (mặc định: hôm nay).", "Judge on this day (default: today).")
)
@formatted("full", "json")
@extended
@common
def command(number: tuple[str, ...], search: str | None, format_: str | None, **given: Any) -> int:
    """Answer."""
    settings = settle(given, config=given.pop("config"))
    asked = " ".join(number)
    if bool(asked) == bool(search):
        raise Problem(say("nêu số văn bản hoặc --search TỪ.", "give a NUMBER or --search WORDS."))

    from plancheck.report import instrument as view
    from plancheck.report.json_report import dumps

    knowledge = register(settings)
    day = settings.as_of or _today()
    lang, width, color = settings.lang, streams.width(), streams.coloured(settings.color)
    if search:
        found = knowledge.search(search)
        if format_ == "json":
            streams.out(dumps([view.as_dict(instrument, day) for instrument in found]))
        elif found:
            streams.out(view.listing(found, day, lang=lang, width=width, color=color))
        else:
            streams.note(say("Không tìm thấy văn bản nào.", "No instrument found."))
        return 0 if found else 1
    known = knowledge.instrument(asked) or _only_one(knowledge.family(asked), day)
    if known is None:
        streams.note("plancheck: " + clean(_unknown(asked, knowledge)))
        return 1
    if format_ == "json":
        streams.out(dumps(view.as_dict(known, day)))
    else:
        streams.out(view.render(known, knowledge, day, lang=lang, width=width, color=color))
    return 0


def _only_one(family: "Sequence[Instrument]", day: int) -> "Instrument | None":
    """The law of a name shared through time that is in force on the day."""
    current = [instrument for instrument in family if instrument.status(day) == "in-force"]
    return current[0] if len(current) == 1 else None


def _unknown(asked: str, knowledge: "Knowledge") -> str:
    """Message for a number that is not in the register, with what may have been meant."""
    text = say(f"“{asked}” không có trong danh mục văn bản.", f"“{asked}” is not in the register.")
    nearest = knowledge.nearest(asked)
    likely = [*([nearest] if nearest else []), *knowledge.family(asked), *knowledge.search(asked)]
    if not likely:
        return text + say(" Hãy thử plancheck law --search TỪ.", " Try plancheck law --search WORDS.")
    told = (f"{instrument.number} ({shorten(instrument.title, 60)})" for instrument in likely)
    names = "; ".join(list(dict.fromkeys(told))[:_SHOWN])
    return text + say(f" Có phải: {names}?", f" Did you mean: {names}?")


def _today() -> int:
    from datetime import date

    return number_of(date.today())
