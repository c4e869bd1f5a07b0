"""What programs that use plancheck get; the command line uses nothing else to check drafts.

The names below are given by the package itself (``plancheck.check``); docs/api.md shows them at work.
"""

from plancheck.api.answers import explain, law, list_rules, render
from plancheck.api.checking import Checker, check, check_many
from plancheck.api.drafts import Draft, folder_drafts

__all__ = ["Checker", "Draft", "check", "check_many", "explain", "folder_drafts", "law", "list_rules", "render"]
