"""Checks Vietnamese draft plans against the regulations in force on their date."""

from typing import TYPE_CHECKING

from plancheck.version import __version__

if TYPE_CHECKING:
    from plancheck.pipeline import Options as Options
    from plancheck.pipeline import check as check

__all__ = ["Options", "__version__", "check"]


def __getattr__(name: str) -> object:
    """Load the checker when it is first asked for."""
    if name in ("Options", "check"):
        from plancheck import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
