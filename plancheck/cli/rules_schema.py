"""``plancheck rules schema``."""

from importlib import import_module
from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import say
from plancheck.cli.loading import load, register
from plancheck.cli.options import Choice, common, extended, settle

_MODULES = {
    "rules": "plancheck.rules.schema",
    "register": "plancheck.knowledge.schema",
    "skeleton": "plancheck.review.skeleton_schema",
}
KINDS = (*_MODULES, "settings")


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "In JSON Schema của một loại tệp: quy tắc (mặc định), danh mục, bản mẫu hoặc thiết lập.",
        "Print the JSON Schema of a kind of file: rules (the default), register, skeleton or settings.",
    ),
)
@click.argument("kind", type=Choice(KINDS), default="rules", metavar=say("[LOẠI]", "[KIND]"))
@extended
@common
def command(kind: str, **given: Any) -> int:
    """Schema."""
    settings = settle(given, config=given.pop("config"))
    knowledge = register(settings)

    from plancheck.report.json_report import dumps

    if kind in _MODULES:
        streams.out(dumps(import_module(_MODULES[kind]).json_schema(knowledge.names)))
        return 0

    from plancheck.cli.settings_schema import json_schema
    from plancheck.rules.parameters import FLAGS

    parameters = {name for rule in load(settings).rules for name in rule.parameters}
    streams.out(dumps(json_schema(sorted(parameters), knowledge.names["provinces"], FLAGS)))
    return 0
