"""Parts of plancheck that come as extras: whether they are there, and how to install them."""

from importlib.util import find_spec

from plancheck.cli.language import say
from plancheck.cli.problem import Problem


def needs(extra: str, *modules: str) -> None:
    """Raise Problem with the command that installs an extra, if one of its modules is missing."""
    if all(find_spec(module) for module in modules):
        return
    command = f'pip install "plancheck[{extra}]"'
    raise Problem(say(f"phần này cần cài thêm: {command}", f"this needs an extra: {command}"))
