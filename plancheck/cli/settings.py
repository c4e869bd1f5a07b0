"""Settings: options beat environment (``PLANCHECK_*``), which beats the nearest configuration file."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Literal

from plancheck.cli.language import LANGUAGES, Language, say
from plancheck.cli.problem import Problem, suggestion
from plancheck.records import NamedTuple
from plancheck.report.formats import FORMATS
from plancheck.text import decoded

if TYPE_CHECKING:
    from plancheck.cli.toml_places import At, Place
    from plancheck.report.suppression import Suppression

Names = tuple[str, ...]
Threshold = Literal["error", "warning", "info", "never"]
Color = Literal["auto", "always", "never"]
THRESHOLDS = ("error", "warning", "info", "never")
COLORS = ("auto", "always", "never")
CONFIG_NAMES = ("plancheck.toml", "pyproject.toml")

Source = Literal["option", "environment", "file", "default"]


class Told(NamedTuple):
    """How a setting is read and what it is, in both languages."""

    kind: Literal["choice", "day", "names", "paths", "path", "flag", "jobs", "table", "suppress"]
    vi: str
    en: str
    choices: tuple[str, ...] = ()


class Values:
    """What one run goes by: each setting with its type, how it is read, and its default."""

    format: Annotated[str, Told("choice", "dạng báo cáo", "report format", tuple(FORMATS))] = "full"
    as_of: Annotated[int, Told("day", "xét theo quy định của ngày này", "judge by the law of this day")] = 0
    select: Annotated[Names, Told("names", "chỉ xét các quy tắc này", "judge only these rules")] = ()
    ignore: Annotated[Names, Told("names", "bỏ các quy tắc này", "leave these rules out")] = ()
    fail_on: Annotated[
        Threshold, Told("choice", "mức làm lệnh trả về 1", "level that makes the command return 1", THRESHOLDS)
    ] = "error"
    rules: Annotated[Names, Told("paths", "thư mục quy tắc thêm", "folders with more rules")] = ()
    preview: Annotated[bool, Told("flag", "xét cả quy tắc thử nghiệm", "judge by preview rules too")] = False
    jobs: Annotated[int, Told("jobs", "số tiến trình", "processes")] = 0
    baseline: Annotated[str, Told("path", "tệp mốc: phát hiện đã biết", "baseline: findings known before")] = ""
    skip_unknown: Annotated[bool, Told("flag", "bỏ qua XML không phải kế hoạch", "pass over XML that is no plan")] = (
        False
    )
    lang: Annotated[Language, Told("choice", "ngôn ngữ", "language", LANGUAGES)] = "vi"
    color: Annotated[Color, Told("choice", "màu", "colour", COLORS)] = "auto"
    all: Annotated[bool, Told("flag", "in đủ mọi phát hiện", "tell every finding in full")] = False
    statistics: Annotated[bool, Told("flag", "đếm theo quy tắc", "count by rule")] = False
    quiet: Annotated[bool, Told("flag", "chỉ in phát hiện", "print findings only")] = False
    verbose: Annotated[bool, Told("flag", "in chi tiết", "print details")] = False
    suppress: Annotated[
        "tuple[Suppression, ...]",
        Told("suppress", "phát hiện được bỏ qua, có lý do", "findings suppressed, with the reason"),
    ] = ()
    locked: Annotated[
        Names, Told("names", "không được nới ở cấu hình bên dưới", "not to be loosened further down")
    ] = ()
    parameters: Annotated[
        Mapping[str, Any], Told("table", "giá trị của quy tắc, địa bàn", "values of rules, provinces")
    ] = MappingProxyType({})


class Key(NamedTuple):
    """A setting by the name that it is written with."""

    name: str
    attribute: str
    """Its name in ``Values``."""
    told: Told

    @property
    def default(self) -> Any:
        """Its value where nothing is given."""
        return getattr(Values, self.attribute)


def _keys() -> Iterator[Key]:
    for attribute, declared in Values.__annotations__.items():
        yield Key(attribute.replace("_", "-"), attribute, declared.__metadata__[0])


KEYS: Mapping[str, Key] = {key.name: key for key in _keys()}
_STRICTEST = ("info", "warning", "error", "never")
TABLES = ("table", "suppress")
"""Kinds of settings that only a file can hold."""
MOST_JOBS = 256
_OTHER_VARIABLES = frozenset({"PLANCHECK_CONFIG", "PLANCHECK_CACHE_DIR", "PLANCHECK_OFFICE", "PLANCHECK_STATE_DIR"})
"""Where the configuration file is, where the register and the rules are cached, which LibreOffice converts old Word
files, where the page keeps what was decided: no settings themselves."""


class SettingError(ValueError):
    """What is wrong with a setting, and in which part of it: numbers in lists from 0, names in tables."""

    def __init__(self, message: str, *at: str | int, key: bool = False) -> None:
        super().__init__(message)
        self.at = at
        self.key = key
        """The key itself is meant, not its value."""


class Configuration(NamedTuple):
    """A configuration file and what it says."""

    path: Path
    values: dict[str, Any]
    text: str

    def at(self, *path: str | int, key: bool = False) -> str:
        """``file:line:column`` of a setting or of a part of it, as much of it as is known."""
        from plancheck.cli.toml_places import nearest

        place = nearest(_places(self.path, self.text), path)
        return f"{near(self.path)}" + (f":{place.line}:{place.key if key else place.value}" if place else "")


class Settings(Values):
    """What one run goes by: the defaults, what is laid over them, and where each comes from."""

    def __init__(self, configuration: Configuration | None = None) -> None:
        self.configuration = configuration
        self.file = configuration.path if configuration else None
        """Configuration file in use."""
        self.all_counts = False
        """Nothing is suppressed, whatever the configuration or the draft says."""
        self.sources: dict[str, Source] = dict.fromkeys(KEYS, "default")

    def __getitem__(self, name: str) -> Any:
        """A setting by the name that it is written with."""
        return getattr(self, KEYS[name].attribute)

    def place(self, name: str, *path: str | int, key: bool = False) -> str:
        """Where the configuration file gives a setting; empty for one that comes from elsewhere."""
        if self.configuration is None or self.sources[name] != "file":
            return ""
        return self.configuration.at(name, *path, key=key)

    def add(self, source: Source, values: Mapping[str, Any]) -> None:
        """Lay values over what is there."""
        for name, value in values.items():
            setattr(self, KEYS[name].attribute, value)
            self.sources[name] = source


def resolve(
    options: Mapping[str, Any], inputs: Iterable[Path] = (), config: str | None = None, isolated: bool = False
) -> Settings:
    """Settings from all sources. ``options`` holds those given on the command line, by key, already checked.

    ``isolated``: no configuration file is read. Raises Problem for an unknown key, a bad value or a configuration file
    that can't be used.
    """
    if isolated and config:
        raise Problem(say("chọn --config hoặc --isolated.", "--config or --isolated."))
    file = None if isolated else _config_file(config or os.environ.get("PLANCHECK_CONFIG"), inputs)
    configuration = _from_file(file) if file else None
    settings = Settings(configuration)
    if configuration:
        settings.add("file", _held(configuration.values, _above(configuration.path)))
    settings.add("environment", _from_environment(os.environ))
    settings.add("option", options)
    return settings


def _config_file(given: str | None, inputs: Iterable[Path]) -> Path | None:
    if given:
        path = Path(given)
        if not path.is_file():
            raise Problem(say(f"không có tệp cấu hình “{path}”.", f"no configuration file “{path}”."))
        return path
    folders = [Path(os.path.abspath(path if path.is_dir() else path.parent)) for path in inputs]  # noqa: PTH100
    starts = [Path(os.path.commonpath(folders))] if len({folder.anchor for folder in folders}) == 1 else []
    for start in (*starts, Path.cwd()):
        for folder in (start, *start.parents):
            if (found := _in_folder(folder)) is not None:
                return found
    return None


def _in_folder(folder: Path) -> Path | None:
    """The configuration file of a folder."""
    for name in CONFIG_NAMES:
        path = folder / name
        if path.is_file() and (name == "plancheck.toml" or b"tool.plancheck" in _glanced(path)):
            return path
    return None


def _glanced(path: Path) -> bytes:
    """Bytes of a file to look for a word in, whichever kind of Unicode it is in."""
    return path.read_bytes().replace(b"\x00", b"")


def _from_file(path: Path) -> Configuration:
    import tomllib

    try:
        text = decoded(path.read_bytes())
        table: Any = tomllib.loads(text)
    except UnicodeDecodeError:
        raise Problem(f"{near(path)}: " + say("không ở bảng mã UTF-8.", "not in UTF-8.")) from None
    except OSError as error:
        raise Problem(f"{near(path)}: {error.strerror or error}") from None
    except tomllib.TOMLDecodeError as error:
        raise Problem(f"{near(path)}" + _no_toml(str(error))) from None
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("plancheck", {})
        if not isinstance(table, dict):
            raise Problem(f"{near(path)}: [tool.plancheck] " + say("phải là một bảng.", "must be a table."))
    read = Configuration(path, {}, text)
    faults: list[str] = []
    for written, value in table.items():
        name = written.replace("_", "-")
        if name not in KEYS:
            faults.append(f"{read.at(name, key=True)}: " + _unknown(written, KEYS))
            continue
        try:
            read.values[name] = _checked(KEYS[name], value, path.parent)
        except SettingError as fault:
            faults.append(f"{read.at(name, *fault.at, key=fault.key)}: {written}: {fault}")
        except ValueError as error:
            faults.append(f"{read.at(name)}: {written}: {error}")
    for name in read.values.get("locked", ()):
        if name not in KEYS or name == "locked":
            faults.append(f"{read.at('locked')}: locked: " + _unknown(name, KEYS))
    if faults:
        raise Problem("\n".join(faults))
    return read


def _places(path: Path, text: str) -> "dict[At, Place]":
    """Places of the settings in a configuration file, by their names as they are known here."""
    from plancheck.cli.toml_places import places

    found = places(text)
    if path.name == "pyproject.toml":
        found = {at[2:]: place for at, place in found.items() if at[:2] == ("tool", "plancheck") and at[2:]}
    return {(str(at[0]).replace("_", "-"), *at[1:]): place for at, place in found.items()}


def _no_toml(fault: str) -> str:
    """What is wrong with a file that is no TOML, and where; the parser speaks English only."""
    place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", fault)
    line, column = place.groups() if place else (None, None)
    told = fault[: place.start()] if place and line else fault
    return (f":{line}:{column}: " if line else ": ") + say(
        "sai cú pháp TOML: mỗi dòng viết tên = giá trị, chữ đặt trong ngoặc kép.", f"no TOML: {told}"
    )


def _above(file: Path) -> Iterator[dict[str, Any]]:
    """Configurations of the folders above that lock something, the nearest first."""
    for folder in file.absolute().parent.parents:
        path = _in_folder(folder)
        if path is not None:
            values = _from_file(path).values
            if values.get("locked"):
                yield values


def _held(values: dict[str, Any], above: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Values of a configuration held to what those above it lock: they may be stricter, not laxer."""
    for other in above:
        for name in other["locked"]:
            theirs = other.get(name, KEYS[name].default)
            ours = values.get(name, theirs)
            if name == "fail-on":
                values[name] = min(ours, theirs, key=_STRICTEST.index)
            elif name == "ignore":
                values[name] = tuple(each for each in ours if each in theirs)
            else:
                values[name] = theirs
    return values


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    keys = [key for key in KEYS.values() if key.told.kind not in TABLES]
    variables = {"PLANCHECK_" + key.name.upper().replace("-", "_"): key for key in keys}
    values: dict[str, Any] = {}
    for variable, text in sorted(environment.items()):
        if not variable.startswith("PLANCHECK_") or variable in _OTHER_VARIABLES or not text:
            continue
        if variable not in variables:
            raise Problem(_unknown(variable, variables))
        key = variables[variable]
        try:
            values[key.name] = _checked(key, _flag(text) if key.told.kind == "flag" else text, Path())
        except ValueError as error:
            raise Problem(f"{variable}: {error}") from None
    return values


def near(path: Path) -> Path:
    """A path as it is shown: from the working folder where it lies in it."""
    folder = Path.cwd()
    return path.relative_to(folder) if path.is_relative_to(folder) else path


def _unknown(name: str, known: Iterable[str]) -> str:
    return say(f"không có thiết lập “{name}”.", f"there is no setting “{name}”.") + suggestion(name, known)


def _flag(text: str) -> bool | str:
    return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}.get(text.lower(), text)


def _checked(key: Key, value: object, folder: Path) -> Any:
    return _CHECKS[key.told.kind](key, value, folder)


def _choice(key: Key, value: object, _: Path) -> str:
    if isinstance(value, str) and value in key.told.choices:
        return value
    choices = ", ".join(key.told.choices)
    likely = suggestion(str(value), key.told.choices, 1)
    raise ValueError(
        say(f"“{value}” không phải một trong: {choices}.", f"“{value}” is not one of: {choices}.") + likely
    )


def _day(_: Key, value: object, __: Path) -> int:
    from plancheck.cli.dates import parse_day

    try:
        return parse_day(str(value))
    except ValueError:
        raise ValueError(not_a_day(str(value))) from None


def not_a_day(text: str) -> str:
    """Message for a date that can't be understood."""
    return say(
        f"“{text}” không phải ngày: viết 2026-11-01 hoặc 01/11/2026.",
        f"“{text}” is not a date: write 2026-11-01 or 01/11/2026.",
    )


def parse_jobs(value: object) -> int:
    """A number of processes, 0 for ``auto``. Raises ValueError."""
    if value == "auto":
        return 0
    if not isinstance(value, bool) and str(value).isdecimal() and int(str(value)) <= MOST_JOBS:
        return int(str(value))
    raise ValueError(
        say(
            f"“{value}” không phải số tiến trình: viết 4 hoặc auto.",
            f"“{value}” is no number of processes: write 4 or auto.",
        )
    )


def _jobs(_: Key, value: object, __: Path) -> int:
    return parse_jobs(value)


def _names(_: Key, value: object, __: Path) -> tuple[str, ...]:
    pieces = value if isinstance(value, list) else [value]
    names = [piece for piece in pieces if isinstance(piece, str)]
    if len(names) < len(pieces):
        raise ValueError(say("phải là danh sách tên quy tắc.", "must be a list of rule names."))
    return split_names(names)


def split_names(pieces: Sequence[str]) -> tuple[str, ...]:
    """Names from a list whose members may hold several, separated by commas or spaces."""
    return tuple(name for piece in pieces for name in piece.replace(",", " ").split())


def _paths(_: Key, value: object, folder: Path) -> tuple[str, ...]:
    pieces = value if isinstance(value, list) else str(value).split(os.pathsep)
    if not all(isinstance(piece, str) for piece in pieces):
        raise ValueError(say("phải là danh sách thư mục.", "must be a list of folders."))
    return tuple(_within(folder, piece) for piece in pieces)


def _path(_: Key, value: object, folder: Path) -> str:
    if isinstance(value, str):
        return _within(folder, value) if value else ""
    raise ValueError(say("phải là tên tệp.", "must be the name of a file."))


def _within(folder: Path, piece: str) -> str:
    """A path in a configuration file's folder, links followed; of the environment (no folder) as it is."""
    if folder == Path():
        return piece
    root, path = folder.resolve(), (folder / piece).resolve()
    if not path.is_relative_to(root):
        raise ValueError(
            say(
                f"“{piece}” nằm ngoài thư mục của tệp cấu hình; nếu cần thì nêu trên dòng lệnh.",
                f"“{piece}” lies outside the configuration's folder; name it on the command line if it is wanted.",
            )
        )
    return str(folder / piece)


def _suppress(_: Key, value: object, __: Path) -> tuple[Any, ...]:
    """The tables of [[suppress]]."""
    from plancheck.cli.suppressing import suppression

    if not isinstance(value, list):
        raise ValueError(say("viết [[suppress]].", "write [[suppress]]."))
    made = []
    for number, table in enumerate(value, 1):
        try:
            made.append(suppression(table))
        except SettingError as fault:
            raise SettingError(f"{number}: {fault}", number - 1, *fault.at, key=fault.key) from None
    return tuple(made)


def _truth(_: Key, value: object, __: Path) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(say(f"“{value}” phải là true hoặc false.", f"“{value}” must be true or false."))


def _table(_: Key, value: object, __: Path) -> Mapping[str, Any]:
    if isinstance(value, dict):
        return value
    raise ValueError(say("phải là một bảng.", "must be a table."))


_CHECKS: Mapping[str, Callable[[Key, object, Path], Any]] = {
    "choice": _choice,
    "day": _day,
    "names": _names,
    "paths": _paths,
    "path": _path,
    "flag": _truth,
    "jobs": _jobs,
    "table": _table,
    "suppress": _suppress,
}
