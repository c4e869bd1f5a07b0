"""``plancheck completion``: the script that lets a shell complete commands, options and their values."""

from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import say
from plancheck.cli.main import COMPLETE
from plancheck.cli.options import Choice, common, settle

SHELLS = ("bash", "zsh", "fish")


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "In đoạn mã để shell tự điền lệnh và tùy chọn, ví dụ: plancheck completion bash >> ~/.bashrc",
        "Print the script that lets a shell complete commands and options: plancheck completion bash >> ~/.bashrc",
    ),
)
@click.argument("shell", type=Choice(SHELLS), metavar="|".join(SHELLS))
@common
def command(shell: str, **given: Any) -> int:
    """Print."""
    from click.shell_completion import get_completion_class

    settle(given, config=given.pop("config"))
    completer = get_completion_class(shell)
    assert completer is not None
    streams.out(completer(click.Command("plancheck"), {}, "plancheck", COMPLETE).source() + "\n")
    return 0
