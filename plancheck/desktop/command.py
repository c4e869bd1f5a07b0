"""``plancheck desktop install|uninstall``: the entry in the file manager's menu."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

from plancheck.cli import outputs, streams
from plancheck.cli.commands import Command
from plancheck.cli.language import say
from plancheck.cli.options import Choice, common, forcible, settle
from plancheck.cli.problem import Problem
from plancheck.report.system import reason


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Đưa “Soát bằng plancheck” vào trình đơn chuột phải của tệp Word (install), hoặc bỏ ra (uninstall); chỉ cho "
        "người dùng này, không cần quyền quản trị. libreoffice: ghi tệp .oxt, mở nó để thêm “Soát kế hoạch” vào "
        "LibreOffice Writer.\n\n"
        "Trả về 0: xong; 2: không ghi được, hoặc hệ điều hành không có.",
        "Put “Review with plancheck” into the context menu of Word files (install), or take it out (uninstall); for "
        "this user alone, no administrator is needed. libreoffice: write an .oxt file; opening it puts “Soát kế hoạch” "
        "into LibreOffice Writer.\n\n"
        "Returns 0: done; 2: it could not be written, or the system has no such menu.",
    ),
)
@click.option(
    "-o",
    "--output",
    default="plancheck.oxt",
    metavar=say("TỆP", "FILE"),
    help=say("Ghi tệp .oxt vào đây.", "Write the .oxt file here."),
)
@forcible
@click.argument("what", type=Choice(("install", "uninstall", "libreoffice")), metavar="install|uninstall|libreoffice")
@common
def command(what: str, output: str, force: bool, **given: Any) -> int:
    """Install, uninstall, or write the extension."""
    settle(given, [], given.pop("config"))
    if what == "libreoffice":
        return _extension(Path(output), force)
    if sys.platform == "win32":
        from plancheck.desktop import windows as menu
    elif sys.platform == "linux":
        from plancheck.desktop import linux as menu
    else:
        raise Problem(say("chỉ có trên Linux và Windows.", "only on Linux and Windows."))
    try:
        places = menu.install(program()) if what == "install" else menu.uninstall()
    except (OSError, subprocess.CalledProcessError) as error:
        why = reason(error, "vi") if isinstance(error, OSError) else str(error)
        raise Problem(say(f"không làm được: {why}", f"it could not be done: {why}")) from None
    for place in places:
        streams.note(
            say("Đã ghi ", "Wrote ") + str(place) if what == "install" else say("Đã bỏ ", "Removed ") + str(place)
        )
    if what == "install":
        streams.note(
            say(
                "Bấm chuột phải vào tệp Word, chọn “Soát bằng plancheck”.",
                "Right-click a Word file and choose “Review with plancheck”.",
            )
        )
    elif not places:
        streams.note(say("Không có gì để bỏ.", "There was nothing to remove."))
    return 0


def _extension(target: Path, force: bool) -> int:
    from plancheck.desktop.libreoffice import packed

    outputs.ending(target, (".oxt",))
    outputs.refuse(target, [], force=force)
    beside = Path(sys.executable).with_name("plancheck.exe" if sys.platform == "win32" else "plancheck")
    started = [str(beside)] if beside.exists() else [sys.executable, "-m", "plancheck"]
    outputs.write(target, packed(started))
    streams.note(
        say(
            f"Đã ghi {target}; bấm đúp để cài vào LibreOffice, rồi mở lại Writer: Công cụ › Soát kế hoạch.",
            f"Wrote {target}; open it to install it in LibreOffice, then start Writer again: Tools › Soát kế hoạch.",
        )
    )
    return 0


def program() -> list[str]:
    """How the desktop starts plancheck: the program installed beside this Python, else by this Python itself."""
    name = "plancheck-desktop.exe" if sys.platform == "win32" else "plancheck-desktop"
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    return [found] if found else [sys.executable, "-m", "plancheck.desktop.app"]
