"""The shape of a command: loaded only when it runs, its help in the user's language."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from plancheck.cli.language import say
from plancheck.cli.problem import suggestion

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Helped(click.Command):
    """Help and usage in the language in use."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), say("Cách dùng: ", "Usage: "))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [
            (names, help.replace("[required]", say("[bắt buộc]", "[required]")))
            for option in options
            for names, help in filter(None, [option.get_help_record(ctx)])
        ]
        with formatter.section(say("Tùy chọn", "Options")):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, described."""
        option = super().get_help_option(ctx)
        if option:
            option.help = say("In hướng dẫn này.", "Show this help.")
        return option


class Command(_Helped):
    """A command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, but what is too much is told in the language in use."""
        ctx.allow_extra_args = True
        left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            more, see = " ".join(left), f"{ctx.command_path} --help"
            raise click.UsageError(say(f"thừa “{more}”; xem {see}.", f"“{more}” is too much; see {see}."), ctx)
        return left


class Group(_Helped, click.Group):
    """Commands that are imported only when they run: name → (module, Vietnamese line, English line).

    The module holds the command as ``command``.
    """

    def __init__(self, name: str, members: Mapping[str, tuple[str, str, str]], help: str) -> None:
        super().__init__(
            name,
            help=help,
            context_settings=CONTEXT,
            options_metavar="",
            subcommand_metavar=say("LỆNH …", "COMMAND …"),
        )
        self.members = members

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they are told."""
        return list(self.members)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but a name that is no command's is told in the language in use."""
        name = args[0]
        if name not in self.members and not name.startswith("-") and not ctx.resilient_parsing:
            see = suggestion(name, self.members, 1) or f" {say('Xem', 'See')} {ctx.command_path} --help."
            raise click.UsageError(say(f"không có lệnh “{name}”.", f"there is no command “{name}”.") + see, ctx)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in self.members:
            return None
        command = import_module(self.members[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options."""
        with formatter.section(say("Lệnh", "Commands")):
            formatter.write_dl([(name, say(vi, en)) for name, (_, vi, en) in self.members.items()])
        super().format_options(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """What may come next: a command, or what may come after ``check``, which need not be written."""
        from click.shell_completion import CompletionItem

        items = super().shell_complete(ctx, incomplete)
        default = self.get_command(ctx, "check")
        if default is None:
            return items
        known = {item.value for item in items}
        more = default.shell_complete(click.Context(default), incomplete)
        return [*items, *(item for item in more if item.value not in known), CompletionItem(incomplete, type="file")]
