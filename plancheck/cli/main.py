"""The program: finds the command, runs it, and turns every way it may end into an exit code."""

import atexit
import gc
import os
import sys
import threading
from collections.abc import Sequence
from typing import NoReturn

from plancheck import limits
from plancheck.cli import language, streams
from plancheck.cli.language import say
from plancheck.cli.problem import Problem, suggestion
from plancheck.report.sanitise import clean

COMMANDS = {
    "check": ("plancheck.cli.check", "Tìm chỗ sai trong bản dự thảo (lệnh mặc định).", "Find what is wrong (default)."),
    "new": ("plancheck.cli.new", "Viết khung một bản dự thảo mới.", "Write the skeleton of a new draft."),
    "review": (
        "plancheck.cli.review",
        "Ghi một bản Word: chỗ chắc chắn đã sửa, chỗ khác gợi ý, còn lại nhận xét.",
        "Write one Word copy: what is safe corrected, the rest suggested or commented on.",
    ),
    "annotate": (
        "plancheck.cli.annotate",
        "Ghi bản sao có nhận xét ở từng chỗ sai.",
        "Write a copy with comments at each finding.",
    ),
    "fix": (
        "plancheck.cli.fix",
        "Ghi bản sao đã sửa những chỗ chắc chắn.",
        "Write a copy with the safe corrections.",
    ),
    "slip": (
        "plancheck.cli.slip",
        "Lập phiếu kiểm tra trước khi ban hành.",
        "Write the slip a reviewer signs.",
    ),
    "finalize": (
        "plancheck.cli.finalize",
        "Điền số, ngày, người ký; làm sạch tệp; ghi bản ban hành (Word, PDF).",
        "Fill in number, day and signer, clean the file, write what is issued (Word, PDF).",
    ),
    "overview": (
        "plancheck.cli.overview",
        "Nhiều dự thảo thành một bảng: từng bản, từng nghĩa vụ.",
        "Write many drafts as a matrix of obligations.",
    ),
    "serve": ("plancheck.cli.serve", "Mở trang soát trong trình duyệt.", "Open the local page in the browser."),
    "lsp": ("plancheck.cli.lsp", "Máy chủ ngôn ngữ (LSP) cho trình soạn thảo.", "A language server (LSP) for editors."),
    "desktop": (
        "plancheck.desktop.command",
        "Đưa plancheck vào trình đơn của tệp Word, hoặc bỏ ra.",
        "Put plancheck into the menu of Word files, or take it out.",
    ),
    "facts": ("plancheck.cli.facts", "Xem những gì đã nhận ra và ở đâu.", "Show what was recognised, and where."),
    "explain": ("plancheck.cli.explain", "Giải thích một quy tắc.", "Explain a rule."),
    "rules": ("plancheck.cli.rules", "Liệt kê, thử, soát các quy tắc.", "List, test and lint the rules."),
    "law": ("plancheck.cli.law", "Văn bản còn hiệu lực không, đã bị thay bằng gì.", "Is an instrument in force."),
    "config": ("plancheck.cli.config", "Xem thiết lập đang dùng.", "Show the settings in use."),
    "completion": (
        "plancheck.cli.completion",
        "Tự điền lệnh, tùy chọn trong shell.",
        "Complete commands and options in a shell.",
    ),
}
COMPLETE = "_PLANCHECK_COMPLETE"
"""Variable by which a shell asks what may come next."""
UNUSABLE = 2
INTERRUPTED = 130


def main() -> NoReturn:
    """Entry point of the ``plancheck`` command."""
    gc.set_threshold(200_000)  # nearly all that is made for a draft stays: to look for garbage takes a fifth of a run
    streams.prepare()
    if not {"serve", "lsp"} & set(sys.argv[1:2]):  # those answer in many threads, which reserve memory
        limits.confine()
    code = run(sys.argv[1:])
    streams.finish()
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End the process. To take apart first all that it holds is a twentieth of a run, and for nothing."""
    if threading.active_count() > 1 or "multiprocessing" in sys.modules:  # that have their own ways to end
        gc.freeze()
        sys.exit(code)
    atexit._run_exitfuncs()
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; nothing but KeyboardInterrupt's like escapes."""
    language.settle(arguments)
    try:
        return _run(list(arguments))
    except KeyboardInterrupt:
        return INTERRUPTED
    except Problem as problem:
        _complain(str(problem))
        return UNUSABLE
    except OSError as error:
        _complain(_refused(error))
        _detail(arguments)
        return UNUSABLE
    except Exception as error:
        _complain(say("lỗi bên trong chương trình", "internal error") + f": {type(error).__name__}: {error}")
        if not _detail(arguments):
            streams.note(say("  Chạy lại với -v để xem chi tiết.", "  Run again with -v for details."))
        return UNUSABLE


def _detail(arguments: Sequence[str]) -> bool:
    """Show where the exception being handled comes from, if that is asked for."""
    if not {"-v", "--verbose"} & set(arguments):
        return False
    import traceback

    streams.note(traceback.format_exc())
    return True


def _refused(error: OSError) -> str:
    """What the system refused: a file by its name, else, as nothing else is used, standard output."""
    from plancheck.report.system import reason

    why = reason(error, language.current())
    if error.filename:
        return f"{os.fsdecode(error.filename)}: {why}."
    return say(f"không ghi được ra đầu ra chuẩn: {why}.", f"can't write to standard output: {why}.")


def _complain(text: str) -> None:
    for line in text.splitlines() or [""]:
        streams.note("plancheck: " + clean(line))


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["--version"]:
        streams.out(_version())
        return 0
    try:
        os.getcwd()  # noqa: PTH109 - pathlib is a slow import here
    except OSError:
        raise Problem(
            say(
                "thư mục đang làm việc không còn; hãy chuyển sang thư mục khác (cd) rồi chạy lại.",
                "the working folder is gone; change to another one (cd) and run again.",
            )
        ) from None
    completing = COMPLETE in os.environ
    arguments = [] if completing else _with_command(arguments)

    import click

    from plancheck.cli.commands import CONTEXT, Group

    program = Group(
        "plancheck",
        COMMANDS,
        say(
            "Soát bản dự thảo kế hoạch theo các quy định có hiệu lực vào ngày của nó.\n\n"
            "plancheck TỆP… là cách viết tắt của plancheck check TỆP…; plancheck --version cho biết phiên bản.",
            "Check a draft plan against the regulations in force on its date.\n\n"
            "plancheck FILE… is short for plancheck check FILE…; plancheck --version tells the versions.",
        ),
    )
    if not arguments and not completing:
        streams.error(program.get_help(click.Context(program, info_name="plancheck", **CONTEXT)) + "\n")
        return UNUSABLE
    try:
        result = program.main(arguments, "plancheck", standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        raise Problem(_told(error, arguments)) from None
    return result if isinstance(result, int) else 0


_WITH_VALUE = (
    *("--format", "--output-format", "-o", "--output", "--report", "--as-of", "--select", "--ignore", "--rules"),
    *(
        "--fail-on",
        "--stdin-filename",
        "--trace",
        "--lang",
        "--config",
        "--color",
        "-j",
        "--jobs",
        "--cluster",
        "--remember",
        "--resume",
        "--baseline",
        "--write-baseline",
        "--diff-from",
    ),
    *("--port", "--host", "--token", "--allow-host"),
    *("--number", "--signer", "--type", "--level", "--system", "--province", "--name", "--date", "--year"),
)


def _with_command(arguments: list[str]) -> list[str]:
    """The command first: it is the first token that is no option, if that is a command's name, else ``check``."""
    if not arguments or arguments[0] in ("-h", "--help"):
        return arguments
    position = 0
    while position < len(arguments) and arguments[position].startswith("-") and arguments[position] not in ("-", "--"):
        position += 2 if arguments[position] in _WITH_VALUE else 1
    if position < len(arguments) and arguments[position] in COMMANDS:
        # The options go to the end, or a command of commands would take them for its own.
        end = arguments.index("--") if "--" in arguments else len(arguments)
        return arguments[position:end] + arguments[:position] + arguments[end:]
    if position < len(arguments):
        _mistyped(arguments[position])
    return ["check", *arguments]


def _mistyped(word: str) -> None:
    """Raises Problem for what is no file's name and much like a command's."""
    if word.isalpha() and word.isascii() and not os.path.exists(word):  # noqa: PTH110 - pathlib is a slow import here
        likely = suggestion(word, COMMANDS, 1)
        if likely:
            raise Problem(say(f"không có lệnh hay tệp “{word}”.", f"there is no command or file “{word}”.") + likely)


def _told(error: Exception, arguments: Sequence[str]) -> str:
    """A fault in the command line, in the language in use."""
    import click

    if isinstance(error, click.NoSuchOption):
        known = error.possibilities or ()
        options = [name for param in (error.ctx.command.params if error.ctx else ()) for name in param.opts]
        text = say(f"không có tùy chọn {error.option_name}.", f"there is no option {error.option_name}.")
        return text + suggestion(error.option_name, [*known, *options], 2)
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        if isinstance(error.param, click.Option):
            name = f"{error.param.opts[0]} {name}"
        path = error.ctx.command_path if error.ctx else "plancheck"
        return say(f"thiếu {name}; xem {path} --help.", f"{name} is missing; see {path} --help.")
    if isinstance(error, click.BadOptionUsage):
        if any(each.startswith(f"{error.option_name}=") for each in arguments):
            return say(
                f"tùy chọn {error.option_name} không nhận giá trị.", f"the option {error.option_name} takes none."
            )
        return say(f"tùy chọn {error.option_name} cần một giá trị.", f"the option {error.option_name} needs a value.")
    if isinstance(error, click.BadParameter):
        name = error.param.opts[0] + ": " if error.param else ""
        return name + error.message
    return error.format_message() if isinstance(error, click.ClickException) else str(error)


def _version() -> str:
    from plancheck.engine import engine_name
    from plancheck.rules import load_rules
    from plancheck.version import __version__

    engine = say("bộ suy luận", "engine")
    rules = say("bộ quy tắc", "rules")
    return f"plancheck {__version__}\n{engine}: {engine_name()}\n{rules}: {load_rules().version}\n"
