"""From the arguments to the drafts to read."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from plancheck.api import drafts
from plancheck.api.drafts import MAX_BYTES, Draft, Folder, is_url, readable, survey
from plancheck.cli import language, streams
from plancheck.cli.language import say
from plancheck.cli.problem import Problem
from plancheck.formats import DRAFTS
from plancheck.report.sanitise import clean
from plancheck.text import nfc

_KINDS = 4
"""Kinds of files that are named of those not checked."""


def gather(arguments: Sequence[str], stdin_name: str, quiet: bool = False) -> tuple[list[Draft], list[str]]:
    """Drafts in the order given, each once, and what is wrong with arguments that give none.

    Folders and URLs are searched, and what in folders is not checked is told; how many files of other kinds, not if
    ``quiet``. Patterns that the shell left alone are expanded. A path that does not exist stays among the
    drafts when there are others, to be reported beside them. Raises Problem when there is nothing to check.
    """
    inputs: dict[str, Draft] = {}
    faults: list[str] = []
    for argument in arguments:
        try:
            found = [_standard_input(stdin_name)] if argument == "-" else list(_expanded(argument, quiet))
        except Problem as problem:
            faults.append(str(problem))
            continue
        for item in found:
            inputs.setdefault(item.url or str(item.path), item)
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


def _expanded(argument: str, quiet: bool) -> Iterator[Draft]:
    if is_url(argument):
        yield from _remote(argument)
        return
    path = _on_disk(Path(argument))
    if path.is_dir():
        found = survey(path)
        _tell(found, argument, quiet)
        if not found.drafts:
            endings = ", ".join(DRAFTS)
            raise Problem(
                say(
                    f"thư mục “{argument}” không có bản dự thảo nào ({endings}).",
                    f"the folder “{argument}” holds no draft ({endings}).",
                )
            )
        yield from found.drafts
    elif not path.exists() and any(char in argument for char in "*?["):
        import glob

        matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207
        if not matches:
            raise Problem(say(f"không có tệp nào khớp “{argument}”.", f"no file matches “{argument}”."))
        for match in matches:
            yield from _expanded(match, quiet)
    else:
        yield Draft(readable(argument), path)


def _remote(url: str) -> list[Draft]:
    from plancheck.cli.extras import needs

    needs("remote", "fsspec")

    from plancheck.api.remote import remote_drafts

    try:
        found = list(remote_drafts(url))
    except Exception as error:  # each kind of place has errors of its own
        why = str(error).partition("\n")[0] or type(error).__name__
        raise Problem(say(f"không đọc được “{url}”: {why}", f"can't read “{url}”: {why}")) from None
    if not found:
        raise Problem(say(f"“{url}” không có bản dự thảo nào.", f"“{url}” holds no draft."))
    return found


def _on_disk(path: Path) -> Path:
    """A path as it is spelled on the disk, where its last name is there in other Unicode letters: macOS decomposes."""
    if path.exists() or str(path).isascii():
        return path
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return path
    return next((path.with_name(name) for name in names if nfc(name) == nfc(path.name)), path)


def _tell(folder: Folder, name: str, quiet: bool) -> None:
    """Say what of a folder is not checked."""
    for link in folder.astray:
        text = say(
            f"bỏ qua liên kết “{link}”: dẫn ra ngoài thư mục được kiểm tra.",
            f"the link “{link}” leads out of the folder and is not followed.",
        )
        streams.note(f"plancheck: {clean(text)}")
    if folder.others and folder.drafts and not quiet:
        counts = Counter(folder.others).most_common()
        shown = [f"{ending or say('không đuôi', 'no ending')} {count}" for ending, count in counts[:_KINDS]]
        kinds = ", ".join([*shown, *(["…"] if len(counts) > _KINDS else [])])
        text = say(
            f"“{name}”: {len(folder.others)} tệp không kiểm tra ({kinds}).",
            f"“{name}”: {len(folder.others)} file(s) not checked ({kinds}).",
        )
        streams.note(f"plancheck: {clean(text)}")
