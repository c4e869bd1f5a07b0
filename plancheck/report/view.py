"""How a report is shown, whatever the format."""

from typing import Literal

from plancheck.records import NamedTuple


class View(NamedTuple):
    """What renderers go by besides the report. Each takes what concerns it."""

    lang: Literal["vi", "en"] = "vi"
    """Language of the words around what the report itself says."""
    width: int | None = None
    """Columns of the terminal; None: nothing is wrapped (a pipe or a file)."""
    color: bool = False
    verbose: bool = False
    """List each rule that passed or was not evaluated."""
    all: bool = False
    """Tell each finding in full, however many there are."""
    quiet: bool = False
    """Leave only findings and unreadable files."""
    selected: bool = False
    """Only some rules were asked for, so that the coverage must not claim more."""
    fail_on: Literal["error", "warning", "info", "never"] = "error"
    """Severity from which a finding makes a test fail, where the format knows tests."""


PLAIN = View()
"""As into a pipe."""
