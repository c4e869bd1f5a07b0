"""``plancheck config show``: the settings in use and where each comes from."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import say
from plancheck.cli.loading import load, register
from plancheck.cli.options import common, extended, formatted, settle
from plancheck.cli.settings import KEYS, TABLES, Key, near
from plancheck.cli.suppressing import written as as_table
from plancheck.data.days import iso
from plancheck.records import NamedTuple

if TYPE_CHECKING:
    from plancheck.rules.model import ParameterValue, RuleSet


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
@extended
@common
def command(paths: tuple[str, ...], format_: str | None, **given: Any) -> int:
    """Show."""
    settings = settle(given, [Path(path) for path in paths], given.pop("config"))
    rules, own = load(settings), settings.parameters
    register(settings)  # which complains of provinces that are none
    keys = {name: key for name, key in KEYS.items() if key.told.kind not in TABLES}
    parameters = _parameters(rules)
    suppressed = [as_table(each) for each in settings.suppress]
    if format_ == "json":
        from plancheck.report.json_report import dumps

        values = {
            name: {"value": _plain(key, settings[name]), "source": settings.sources[name]} for name, key in keys.items()
        }
        told = {
            name: {"values": each.values, "rules": each.rules, "source": "file" if name in own else "default"}
            for name, each in parameters.items()
        }
        file = str(near(settings.file)) if settings.file else None
        provinces = {name: dict(flags) for name, flags in own.get("provinces", {}).items()}
        suppress = {"suppress": suppressed} if suppressed else {}
        streams.out(dumps({"file": file, "settings": values, **suppress, "parameters": told, "provinces": provinces}))
        return 0
    sources = {
        "option": say("dòng lệnh", "command line"),
        "environment": say("môi trường", "environment"),
        "file": say("tệp cấu hình", "configuration file"),
        "default": say("mặc định", "default"),
    }
    file = str(near(settings.file)) if settings.file else say("không có", "none")
    lines = [f"# {say('tệp cấu hình', 'configuration file')}: {file}\n"]
    for name, key in keys.items():
        written = f"{name} = {_toml(_plain(key, settings[name]))}"
        if key.told.kind == "day" and not settings[name]:
            written = f'# {name} = "2026-11-01"'
        lines.append(f"{written:36}  # {say(key.told.vi, key.told.en)}; {sources[settings.sources[name]]}\n")
    for table in suppressed:
        lines += ["\n[[suppress]]\n", *(f"{name} = {_toml(value)}\n" for name, value in table.items())]
    lines.append("\n[parameters]\n")
    for name, each in parameters.items():
        source = sources["file" if name in own else "default"]
        lines.append(f"# {', '.join(each.rules)}; {source}\n{name} = {_inline(each.values)}\n")
    if flagged := own.get("provinces"):
        lines.append("\n[parameters.provinces]\n")
        lines += [f"{_key(name)} = {_inline(dict(flags))}\n" for name, flags in flagged.items()]
    streams.out("".join(lines))
    return 0


class Parameter(NamedTuple):
    """A parameter in use: its values as they are written, and the rules that have it."""

    values: list[dict[str, Any]]
    rules: list[str]


def _parameters(rules: "RuleSet") -> dict[str, Parameter]:
    found: dict[str, Parameter] = {}
    for rule in rules.rules:
        for name, values in rule.parameters.items():
            found.setdefault(name, Parameter([_written(each) for each in values], [])).rules.append(rule.id)
    return dict(sorted(found.items()))


def _written(value: "ParameterValue") -> dict[str, Any]:
    interval = {"from": _iso(value.start), "until": _iso(value.until)}
    text = {"vi": value.text.vi, "en": value.text.en} if value.text.vi != str(value.value) else {}
    return {name: each for name, each in {**interval, "value": value.value, **text}.items() if each not in (None, "")}


def _inline(value: Any) -> str:
    """A value as TOML in one line."""
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(name)} = {_inline(each)}" for name, each in value.items()) + "}"
    return _toml(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _toml(name)


def _plain(key: Key, value: Any) -> Any:
    if key.told.kind == "day":
        return _iso(value)
    if key.told.kind == "jobs":
        return value or "auto"
    return list(value) if isinstance(value, tuple) else value


def _iso(day: int) -> str | None:
    return iso(day) if day else None


def _toml(value: Any) -> str:
    from json import dumps

    return dumps(value, ensure_ascii=False)
