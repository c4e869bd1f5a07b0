"""The baseline as a file: JSON, paths from the folder it lies in, so that it is the same on every machine."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plancheck.report.baseline import Findings, Known
from plancheck.text import nfc

SCHEMA = "plancheck-baseline/1"

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
