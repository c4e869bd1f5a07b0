"""Checks Vietnamese draft plans against the regulations in force on their date.

``plancheck.check(path)`` gives a :class:`Report`; docs/api.md shows the rest.
"""

from typing import TYPE_CHECKING

from plancheck.version import __version__

if TYPE_CHECKING:
    from plancheck.api import Checker as Checker
    from plancheck.api import Draft as Draft
    from plancheck.api import check as check
    from plancheck.api import check_many as check_many
    from plancheck.api import explain as explain
    from plancheck.api import folder_drafts as folder_drafts
    from plancheck.api import law as law
    from plancheck.api import list_rules as list_rules
    from plancheck.api import render as render
    from plancheck.data.errors import RulesError as RulesError
    from plancheck.document import Place as Place
    from plancheck.report.model import Coverage as Coverage
    from plancheck.report.model import DocumentSummary as DocumentSummary
    from plancheck.report.model import Evidence as Evidence
    from plancheck.report.model import FileReport as FileReport
    from plancheck.report.model import Finding as Finding
    from plancheck.report.model import LegalBasis as LegalBasis
    from plancheck.report.model import Note as Note
    from plancheck.report.model import ReadingError as ReadingError
    from plancheck.report.model import Report as Report
    from plancheck.report.model import Verdict as Verdict
    from plancheck.report.suppression import Suppression as Suppression

_API = ("Checker", "Draft", "check", "check_many", "explain", "folder_drafts", "law", "list_rules", "render")
_MODEL = (
    *("Coverage", "DocumentSummary", "Evidence", "FileReport", "Finding", "LegalBasis", "Note", "ReadingError"),
    *("Report", "Verdict"),
)
_HOMES = {
    **dict.fromkeys(_API, "plancheck.api"),
    **dict.fromkeys(_MODEL, "plancheck.report.model"),
    "Place": "plancheck.document",
    "RulesError": "plancheck.data.errors",
    "Suppression": "plancheck.report.suppression",
}

__all__ = [
    "Checker",
    "Coverage",
    "DocumentSummary",
    "Draft",
    "Evidence",
    "FileReport",
    "Finding",
    "LegalBasis",
    "Note",
    "Place",
    "ReadingError",
    "Report",
    "RulesError",
    "Suppression",
    "Verdict",
    "__version__",
    "check",
    "check_many",
    "explain",
    "folder_drafts",
    "law",
    "list_rules",
    "render",
]


def __getattr__(name: str) -> object:
    """Load what is asked for when it is first asked for."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
