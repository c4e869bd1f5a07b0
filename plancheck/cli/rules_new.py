"""``plancheck rules new``."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.language import current, say
from plancheck.cli.loading import load
from plancheck.cli.options import common, extended, settle
from plancheck.cli.outputs import write
from plancheck.cli.problem import Problem
from plancheck.report.system import reason


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Viết khung một quy tắc của họ HỌ (ba chữ, như RPT), mã là số còn trống tiếp theo, có lời hướng dẫn từng dòng. "
        "Không nêu --pack thì in ra màn hình.",
        "Write the frame of a rule of FAMILY (three letters, like RPT) under its next free id, with what to fill in. "
        "Without --pack it is printed.",
    ),
)
@click.argument("family", metavar=say("HỌ", "FAMILY"))
@click.option(
    "--pack",
    metavar=say("TỆP", "FILE"),
    type=click.Path(dir_okay=False, path_type=Path),
    help=say(
        "Viết thêm vào cuối tệp quy tắc này của mình (tạo mới nếu chưa có).",
        "Add it at the end of this file of your own (made if it is not there).",
    ),
)
@extended
@common
def command(family: str, pack: Path | None, **given: Any) -> int:
    """Write."""
    settings = settle(given, config=given.pop("config"))
    if pack is not None and pack.suffix not in (".yaml", ".yml"):
        raise Problem(say(f"“{pack}”: tên tệp phải kết thúc bằng .yaml.", f"“{pack}”: the name must end in .yaml."))
    written = pack is not None and pack.exists()
    folders = [*settings.rules, *([str(pack)] if written else [])]
    settings.add("option", {"rules": tuple(folders)})
    rules = load(settings)

    from plancheck.rules import scaffold

    try:
        id = scaffold.next_id(family, rules, 1 if pack is None else scaffold.first_own(family))
    except scaffold.ScaffoldError as error:
        raise Problem(error.message.get(current())) from None
    entry = scaffold.rule(id, date.today().strftime("%Y-%m"))
    if pack is None:
        streams.out(entry)
        return 0
    _append(pack, id, entry)
    streams.note(say(f"Đã viết {id} vào {pack}.", f"{id} written to {pack}."))
    return 0


def _append(pack: Path, id: str, entry: str) -> None:
    """Add a rule at the end of a pack, of which nothing is changed."""
    from plancheck.data.source import parse, read
    from plancheck.data.wording import said
    from plancheck.rules import RulesError, scaffold
    from plancheck.rules.packs import merged
    from plancheck.rules.ruleset import shipped_files

    if pack.resolve() in shipped_files():
        raise Problem(say(f"“{pack}” là tệp của plancheck.", f"“{pack}” is a file of plancheck's."))
    try:
        if not pack.exists():
            pack.parent.mkdir(parents=True, exist_ok=True)
            write(pack, scaffold.pack(_slug(pack.stem), entry).encode())
            return
        before = pack.read_text(encoding="utf-8-sig")
        added = scaffold.indented(entry, merged(read(pack)))
        if not before.endswith("\n"):
            added = "\n" + added
        rules = merged(parse(before + added, pack)).data["rules"]
        if not rules or rules[-1].get("id") != id:
            raise RulesError(said("rules is a list"), pack)
        write(pack, pack.read_bytes() + added.encode(), [pack])
    except UnicodeDecodeError:
        raise Problem(f"{pack}: " + say("không ở bảng mã UTF-8.", "not in UTF-8.")) from None
    except RulesError:
        text = say("danh sách rules phải ở cuối tệp", "the list of rules must be at the end of the file")
        raise Problem(f"{pack}: {text}.") from None
    except OSError as error:
        why = reason(error, current())
        raise Problem(say(f"không đọc được “{pack}”: {why}.", f"can't read “{pack}”: {why}.")) from None


def _slug(name: str) -> str:
    from plancheck.text import bare, fold

    plain = "".join(char if char.isascii() and char.isalnum() else " " for char in bare(fold(name)))
    words = "-".join(plain.split())
    return words if words[:1].isalpha() else "own"
