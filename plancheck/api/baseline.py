"""The baseline as a file: JSON, paths from the folder it lies in, so that it is the same on every machine."""

import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from plancheck.patterns import lazily
from plancheck.report.baseline import Findings, Known, recorded
from plancheck.report.model import Finding
from plancheck.text import nfc

SCHEMA = "plancheck-baseline/1"

_VERSION = lazily(r"[\W_]*(?:v|ver|lan|lần|ban|bản)?[\W_]*\d{0,2}\W*$", re.IGNORECASE)
"""What drafters put behind the name of a draft when they save it anew: "-v2", " (1)", "_lần 3"; not a year."""
_HALF = 0.5
_MOST = 2 / 3
_SEVERAL = 3

Baseline = Mapping[str, Findings]
"""Known findings by the path of their file, from the baseline's folder with forward slashes."""


def load(path: Path) -> Baseline:
    """Read a baseline. Raises OSError, and ValueError for a file that is none."""
    data: Any = json.loads(path.read_bytes())
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or not isinstance(data.get("files"), dict):
        raise ValueError(f"schema is not {SCHEMA}")
    try:
        return {
            nfc(str(name)): {
                str(fingerprint): Known(str(each["rule"]), max(int(each["count"]), 0))
                for fingerprint, each in findings.items()
            }
            for name, findings in data["files"].items()
        }
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from None


def dumped(baseline: Baseline) -> str:
    """A baseline as its file holds it, in an order that does not change."""
    files = {
        name: {fingerprint: {"rule": each.rule, "count": each.times} for fingerprint, each in sorted(findings.items())}
        for name, findings in sorted(baseline.items())
        if findings
    }
    return json.dumps({"schema": SCHEMA, "files": files}, ensure_ascii=False, indent=1) + "\n"


def relative(path: str, folder: Path) -> str:
    """A path from a folder, with forward slashes, in NFC; absolute where there is no way from one to the other.

    In NFC, because macOS hands names on decomposed: the same draft is the same on every machine.
    """
    try:
        return nfc(Path(os.path.relpath(path, folder)).as_posix())
    except ValueError:  # another drive
        return nfc(Path(path).absolute().as_posix())


def renamed(
    path: str, findings: Iterable[Finding], baseline: Baseline, judged: Collection[str], exists: Callable[[str], bool]
) -> str:
    """The draft of the baseline that ``path``, which is not in it, was before: the only one whose findings it has.

    Empty where none is, or several may be. Of a draft that is no more (``exists``) half of the findings of the rules
    ``judged`` are enough. One that is still there is another's model as likely as a version before: its name must be
    the same but for the version, and both must have most of their findings, and several, in common.
    """
    now = {fingerprint: each.times for fingerprint, each in recorded(findings).items()}
    likely = []
    for name, known in baseline.items():
        before = {fingerprint: each.times for fingerprint, each in known.items() if each.rule in judged}
        shared = sum(min(times, now.get(fingerprint, 0)) for fingerprint, times in before.items())
        old = sum(before.values())
        if exists(name):
            most = shared >= _SEVERAL and shared >= _MOST * max(old, sum(now.values()))
            if most and are_versions(path, name):
                likely.append(name)
        elif shared and shared >= _HALF * old:
            likely.append(name)
    return likely[0] if len(likely) == 1 else ""


def are_versions(one: str, other: str) -> bool:
    """Whether two paths are of one folder, and of one name but for what tells versions apart."""
    first, second = PurePosixPath(one), PurePosixPath(other)
    return first.parent == second.parent and _VERSION.sub("", first.stem) == _VERSION.sub("", second.stem)
