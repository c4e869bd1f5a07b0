"""From the arguments to the drafts to read."""

import glob
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from plancheck.api import drafts
from plancheck.api.drafts import MAX_BYTES, SUFFIXES, Draft, folder_drafts, readable
from plancheck.cli import language
from plancheck.cli.language import say
from plancheck.cli.problem import Problem


def gather(arguments: Sequence[str], stdin_name: str) -> tuple[list[Draft], list[str]]:
    """Drafts in the order given, each once, and what is wrong with arguments that give none.

    Folders are searched; patterns that the shell left alone are expanded. A path that does not exist stays among the
    drafts when there are others, to be reported beside them. Raises Problem when there is nothing to check.
    """
    inputs: dict[str, Draft] = {}
    faults: list[str] = []
    for argument in arguments:
        try:
            found = [_standard_input(stdin_name)] if argument == "-" else list(_expanded(argument))
        except Problem as problem:
            faults.append(str(problem))
            continue
        for item in found:
            inputs.setdefault(str(item.path), item)
    if all(item.path is not None and not item.path.exists() for item in inputs.values()):
        raise Problem("\n".join([*faults, *(missing(item.name) for item in inputs.values())]))
    return list(inputs.values()), faults


def missing(name: str) -> str:
    """Message for a path that does not exist."""
    return drafts.missing(name, language.current())


def _standard_input(name: str) -> Draft:
    try:
        return Draft(name or "-", None, sys.stdin.buffer.read(MAX_BYTES + 1))
    except (AttributeError, OSError, ValueError):
        raise Problem(say("không đọc được đầu vào chuẩn.", "standard input can't be read.")) from None


def _expanded(argument: str) -> Iterator[Draft]:
    path = Path(argument)
    if path.is_dir():
        found = list(folder_drafts(path))
        if not found:
            raise Problem(
                say(
                    f"thư mục “{argument}” không có bản dự thảo nào ({', '.join(SUFFIXES)}).",
                    f"the folder “{argument}” holds no draft ({', '.join(SUFFIXES)}).",
                )
            )
        yield from found
    elif not path.exists() and any(char in argument for char in "*?["):
        matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207
        if not matches:
            raise Problem(say(f"không có tệp nào khớp “{argument}”.", f"no file matches “{argument}”."))
        for match in matches:
            yield from _expanded(match)
    else:
        yield Draft(readable(argument), path)
