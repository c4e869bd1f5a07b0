"""``plancheck config show``: the settings in use and where each comes from."""

from pathlib import Path
from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import say
from plancheck.cli.options import common, formatted, settle
from plancheck.cli.settings import KEYS, Key, near


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "In thiết lập đang dùng (cho tệp, nếu nêu) và nguồn của từng giá trị, ở dạng plancheck.toml.",
        "Print the settings in use (for a file, if given) and where each comes from, as plancheck.toml.",
    ),
)
@click.argument("paths", nargs=-1, metavar=say("[TỆP…]", "[FILE…]"))
@formatted("full", "json")
@common
def command(paths: tuple[str, ...], format_: str | None, **given: Any) -> int:
    """Show."""
    settings = settle(given, [Path(path) for path in paths], given.pop("config"))
    if format_ == "json":
        from plancheck.report.json_report import dumps

        values = {
            name: {"value": _plain(key, settings[name]), "source": settings.sources[name]} for name, key in KEYS.items()
        }
        streams.out(dumps({"file": str(near(settings.file)) if settings.file else None, "settings": values}))
        return 0
    sources = {
        "option": say("dòng lệnh", "command line"),
        "environment": say("môi trường", "environment"),
        "file": say("tệp cấu hình", "configuration file"),
        "default": say("mặc định", "default"),
    }
    file = str(near(settings.file)) if settings.file else say("không có", "none")
    lines = [f"# {say('tệp cấu hình', 'configuration file')}: {file}\n"]
    for name, key in KEYS.items():
        written = f"{name} = {_toml(_plain(key, settings[name]))}"
        if key.kind == "day" and not settings[name]:
            written = f'# {name} = "2026-11-01"'
        lines.append(f"{written:36}  # {say(key.vi, key.en)}; {sources[settings.sources[name]]}\n")
    streams.out("".join(lines))
    return 0


def _plain(key: Key, value: Any) -> Any:
    if key.kind == "day":
        return f"{value // 10000}-{value // 100 % 100:02}-{value % 100:02}" if value else None
    return list(value) if isinstance(value, tuple) else value


def _toml(value: Any) -> str:
    from json import dumps

    return dumps(value, ensure_ascii=False)
