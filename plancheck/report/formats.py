"""The formats of a report, in one table: what each is called, which file names ask for it, what it needs."""

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from plancheck.records import NamedTuple

if TYPE_CHECKING:
    from plancheck.report.model import Report
    from plancheck.report.streaming import Stream
    from plancheck.report.view import View


class Format(NamedTuple):
    """One format. A module beside this one writes it: ``render(report, view)``, or file by file ``Stream(view)``."""

    name: str
    module: str
    suffixes: tuple[str, ...] = ()
    """Ends of file names that ask for it."""
    machine: bool = True
    """Whether a program or a browser reads it: then nothing else may stand on the same stream."""
    detailed: bool = False
    """Whether it shows the draft's paragraphs or the rules' texts (``Options.detailed``)."""
    requires: str = ""
    """Of a format that is no text: the module it can't be written without, in an extra of the format's name."""


FORMATS = {
    format.name: format
    for format in (
        Format("full", "terminal", (".txt",), machine=False),
        Format("json", "json_report", (".json",)),
        Format("concise", "concise", machine=False),
        Format("summary", "summary", machine=False),
        Format("html", "html_report", (".html", ".htm"), detailed=True),
        Format("markdown", "markdown", (".md",)),
        Format("sarif", "sarif", (".sarif", ".sarif.json"), detailed=True),
        Format("junit", "junit", (".xml",)),
        Format("github", "github"),
        Format("gitlab", "gitlab"),
        Format("jsonl", "jsonl", (".jsonl", ".ndjson")),
        Format("parquet", "parquet", (".parquet",), requires="pyarrow"),
    )
}
TEXTS = tuple(format.name for format in FORMATS.values() if not format.requires)
"""Those that ``render`` writes."""


def render(name: str, report: "Report", view: "View") -> str:
    """The report in a format of ``TEXTS``, ending in a newline unless there is nothing to say."""
    text: str = import_module(f"plancheck.report.{FORMATS[name].module}").render(report, view)
    return text


def stream(name: str, view: "View") -> "Stream[str] | Stream[bytes]":
    """The same, file by file."""
    made: Stream[str] | Stream[bytes] = import_module(f"plancheck.report.{FORMATS[name].module}").Stream(view)
    return made


def by_suffix(path: str) -> str:
    """Name of the format that a file name asks for, empty when it asks for none. The longest end counts."""
    lowered = path.lower()
    asked = [(len(end), each.name) for each in FORMATS.values() for end in each.suffixes if lowered.endswith(end)]
    return max(asked)[1] if asked else ""


def detailed(names: Iterable[str]) -> bool:
    """Whether one of the formats shows the draft's paragraphs or the rules' texts."""
    return any(FORMATS[name].detailed for name in names)
