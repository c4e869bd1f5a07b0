"""Options shared by commands, and how they become settings."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from plancheck.cli import language
from plancheck.cli.language import LANGUAGES, say
from plancheck.cli.problem import suggestion
from plancheck.cli.settings import COLORS, KEYS, THRESHOLDS, Settings, not_a_day, parse_jobs, resolve, split_names
from plancheck.report.formats import FORMATS

Function = TypeVar("Function", bound=Callable[..., Any])


class Day(click.ParamType[int]):
    """A date, ISO or dd/mm/yyyy, given on as ``yyyymmdd``."""

    name = "day"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Shown in the help."""
        return say("NGÀY", "DATE")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Parse, or fail in one line."""
        from plancheck.cli.dates import parse_day

        try:
            return value if isinstance(value, int) else parse_day(value)
        except ValueError:
            self.fail(not_a_day(value), param, ctx)


class Number(click.ParamType[int]):
    """A whole number."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Parse, or fail in one line."""
        try:
            return int(value)
        except ValueError:
            self.fail(say(f"“{value}” không phải số.", f"“{value}” is no number."), param, ctx)


class Jobs(click.ParamType[int]):
    """A number of processes, 0 for ``auto``."""

    name = "jobs"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Shown in the help."""
        return say("SỐ", "NUMBER")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Parse, or fail in one line."""
        try:
            return parse_jobs(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Choice(click.Choice[str]):
    """One word of a few, with a suggestion when it is none of them."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """One line that names the words."""
        choices = ", ".join(self.choices)
        message = say(f"“{value}” không phải một trong: {choices}.", f"“{value}” is not one of: {choices}.")
        return message + suggestion(str(value), self.choices, 1)


def _option(*names: str, vi: str, en: str, **more: Any) -> Callable[[Function], Function]:
    return click.option(*names, help=say(vi, en), **more)


def common(function: Function) -> Function:
    """Options of every command."""
    for option in (
        _option("-v", "--verbose", is_flag=True, default=None, vi="In chi tiết.", en="Say more."),
        _option("--color", type=Choice(COLORS), vi="Tô màu.", en="Colour."),
        _option("--isolated", is_flag=True, vi="Không đọc tệp cấu hình nào.", en="Read no configuration file."),
        _option("--config", metavar=say("TỆP", "FILE"), vi="Tệp cấu hình.", en="Configuration file."),
        _option("--lang", type=Choice(LANGUAGES), vi="Ngôn ngữ.", en="Language."),
    ):
        function = option(function)
    return function


def extended(function: Function) -> Function:
    """Option for rules and a register of one's own."""
    vi = "Thư mục (hay tệp) quy tắc, danh mục của riêng mình; dùng được nhiều lần."
    en = "Folder or file with rules and a register of one's own; repeatable."
    return _option("--rules", multiple=True, metavar=say("THƯ-MỤC", "DIR"), vi=vi, en=en)(function)


def ruled(function: Function) -> Function:
    """Options that choose the rules."""
    rules = say("QUY-TẮC", "RULE")
    ignore_vi, ignore_en = "Bỏ các quy tắc này.", "Leave these rules out."
    select_vi = "Chỉ các quy tắc này: mã, đầu mã, tên hoặc nhãn; cách nhau dấu phẩy."
    select_en = "Only these rules: id, prefix, slug or tag, comma-separated."
    preview_vi, preview_en = "Xét cả quy tắc thử nghiệm.", "Judge by preview rules too."
    for option in (
        _option("--preview", is_flag=True, default=None, vi=preview_vi, en=preview_en),
        extended,
        _option("--ignore", multiple=True, metavar=rules, vi=ignore_vi, en=ignore_en),
        _option("--select", multiple=True, metavar=rules, vi=select_vi, en=select_en),
    ):
        function = option(function)
    return function


def dated(function: Function) -> Function:
    """Option for the day whose law counts."""
    vi = "Xét theo ngày này (mặc định: ngày của văn bản, không có thì hôm nay)."
    en = "Judge by this day (default: the draft's own date, else today)."
    return _option("--as-of", type=Day(), vi=vi, en=en)(function)


def formatted(*formats: str) -> Callable[[Function], Function]:
    """Option for the format of the answer."""
    names = formats or tuple(FORMATS)
    return _option("--format", "--output-format", "format_", type=Choice(names), vi="Dạng kết quả.", en="Format.")


def threshold(function: Function) -> Function:
    """Option for the severity that makes the command return 1."""
    vi = "Trả về 1 khi có phát hiện từ mức này trở lên (mặc định: error)."
    en = "Return 1 from this severity up (default: error)."
    return _option("--fail-on", type=Choice(THRESHOLDS), vi=vi, en=en)(function)


def unsuppressed(function: Function) -> Function:
    """Option to count what is suppressed."""
    vi = "Tính cả những phát hiện được bỏ qua (trong dự thảo, cấu hình) hay có trong mốc của cấu hình."
    en = "Count what comments in the draft or the configuration suppress, and what its baseline holds."
    return _option("--no-suppressions", is_flag=True, vi=vi, en=en)(function)


def forcible(function: Function) -> Function:
    """Option to write over what is there."""
    vi, en = "Ghi đè lên tệp kết quả đã có.", "Write over a result that is there."
    return _option("--force", is_flag=True, vi=vi, en=en)(function)


def controlling(function: Function) -> Function:
    """Options for what counts: not what is known from a baseline or the draft before."""
    file = say("TỆP", "FILE")
    for option in (
        _option(
            "--skip-unknown",
            is_flag=True,
            default=None,
            vi="Bỏ qua tệp XML không phải kế hoạch và tệp khóa của Word.",
            en="Pass over XML files that are no plan, and Word's lock files.",
        ),
        _option("--diff-from", metavar=file, vi="Chỉ tính cái mới so với bản trước.", en="Count only what is new."),
        _option(
            "--update-baseline",
            is_flag=True,
            vi="Bỏ khỏi mốc những phát hiện không còn; không thêm gì.",
            en="Take out of the baseline what is gone; nothing is added.",
        ),
        _option("--write-baseline", metavar=file, vi="Ghi mọi phát hiện vào mốc này.", en="Record all findings here."),
        _option(
            "--baseline", metavar=file, vi="Không tính phát hiện đã có trong mốc.", en="Findings in it don't count."
        ),
    ):
        function = option(function)
    return function


def settle(given: dict[str, Any], inputs: Iterable[Path] = (), config: str | None = None) -> Settings:
    """Settings from the options given (as click names them), the environment and the configuration file."""
    options: dict[str, Any] = {}
    for parameter, value in given.items():
        name = parameter.rstrip("_").replace("_", "-")
        if name in KEYS and value is not None and value != ():
            options[name] = split_names(value) if KEYS[name].told.kind == "names" else value
    settings = resolve(options, inputs, config, bool(given.get("isolated")))
    if given.get("no_suppressions"):
        settings.all_counts = True
        settings.add("option", {"suppress": ()})
        if settings.sources["baseline"] != "option":
            settings.add("option", {"baseline": ""})
    language.use(settings.lang)
    return settings
