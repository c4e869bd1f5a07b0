"""Drafts in places that fsspec reaches by their URL: s3, gs, hdfs, zip …; whoever checks a draft reads it."""

from collections.abc import Iterator
from typing import Any

from fsspec.core import url_to_fs

from plancheck.api.drafts import MAX_BYTES, Draft
from plancheck.formats import is_companion, is_draft


def remote_drafts(url: str) -> Iterator[Draft]:
    """The drafts of a URL: the file it names, the files a pattern matches, all drafts under a folder or in an archive.

    Raises OSError, ImportError (fsspec's, with the package that the kind of URL needs) and what else fsspec raises.
    """
    system, path = url_to_fs(url)
    found: Iterator[str]
    if any(mark in path for mark in "*?["):
        matching = sorted(system.glob(path))
        found = (name for name in matching if _is_draft(name) and _hidden(name) <= _hidden(path))
    elif not path.strip("/") or system.isdir(path):  # an archive does not know its own root
        found = _under(system, path)
    else:
        yield Draft(url, url=url)
        return
    for name in found:
        full = _url(url, path, name)
        yield Draft(full, url=full)


def read(url: str) -> bytes:
    """The bytes of a draft, at most one more than ``MAX_BYTES``. Raises OSError, whatever went wrong."""
    try:
        system, path = url_to_fs(url)
        with system.open(path, "rb") as file:
            data: bytes = file.read(MAX_BYTES + 1)
            return data
    except OSError:
        raise
    except Exception as error:  # each kind of place has errors of its own
        raise OSError(f"{type(error).__name__}: {error}") from error


def _under(system: Any, folder: str) -> Iterator[str]:
    """Names of the drafts under a folder, in order, listed folder by folder; what is hidden is passed over."""
    below = []
    for entry in sorted(system.ls(folder, detail=True), key=lambda entry: str(entry["name"])):
        name = str(entry["name"]).rstrip("/")
        if name == folder.rstrip("/"):  # how some stores mark that there is a folder
            continue
        if entry["type"] != "directory":
            if _is_draft(name):
                yield name
        elif not _last(name).startswith("."):
            below.append(name)
    for name in below:
        yield from _under(system, name)


def _is_draft(name: str) -> bool:
    last = _last(name)
    return is_draft(last) and not is_companion(last) and not last.startswith(".")


def _hidden(path: str) -> int:
    """How many of its names are hidden."""
    return path.count("/.") + path.startswith(".")


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _url(url: str, path: str, name: str) -> str:
    """The URL of a file found by another: the link of the chain that holds the path names the file."""
    links = url.split("::")
    place = next(number for number, link in enumerate(links) if "://" in link)
    scheme, _, rest = links[place].partition("://")
    rest, path = rest.rstrip("/"), path.rstrip("/")
    ends = (end for end in (path, path.lstrip("/")) if end and rest.endswith(end))
    host = rest.removesuffix(next(ends, rest))
    links[place] = f"{scheme}://{host}{name}"
    return "::".join(links)
