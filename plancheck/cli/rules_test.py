"""``plancheck rules test``."""

from pathlib import Path
from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import say
from plancheck.cli.loading import known, load
from plancheck.cli.options import common, settle


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Chạy các ví dụ đúng và sai của quy tắc (mọi quy tắc, hoặc những quy tắc nêu tên).\n\n"
        "Trả về 0: mọi ví dụ đều như mong đợi; 1: có ví dụ không như mong đợi.",
        "Run the good and bad examples of the rules (all, or those named).\n\n"
        "Returns 0: every example goes as it should; 1: some do not.",
    ),
)
@click.argument("names", nargs=-1, metavar=say("[QUY-TẮC…]", "[RULE…]"))
@click.option("--rules", multiple=True, metavar=say("THƯ-MỤC", "DIR"), help=say("Quy tắc thêm.", "More rules."))
@common
def command(names: tuple[str, ...], **given: Any) -> int:
    """Test."""
    settings = settle(given, config=given.pop("config"))
    rules = load(settings)
    known(rules, names)

    from plancheck.pipeline import Options, statuses
    from plancheck.rules.examples import run_examples

    folders = [Path(folder) for folder in settings["rules"]]
    options = Options(rules=rules)

    def judged(data: bytes, as_of: int) -> dict[str, str]:
        return statuses(data, as_of, options)

    results = list(run_examples(rules, judged, rules.select(names) if names else None, folders))
    wrong = [result for result in results if not result.ok]
    for result in wrong:
        streams.out(f"{result.rule} {result.outcome} {result.number or 'base'}: {result.problem}\n")
    if settings["verbose"]:
        for result in results:
            if result.ok:
                streams.out(f"{result.rule} {result.outcome} {result.number or 'base'}: ok\n")
    streams.note(
        say(f"{len(results)} ví dụ, {len(wrong)} sai mong đợi.", f"{len(results)} examples, {len(wrong)} gone wrong.")
    )
    return 1 if wrong else 0
