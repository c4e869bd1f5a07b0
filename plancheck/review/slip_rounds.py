"""What became of the findings of the slip or the report before: put right, still there, new."""

import json
import zipfile
from collections.abc import Mapping
from html import escape, unescape
from io import BytesIO
from typing import Any

from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.report.baseline import Findings, Known, match, recorded
from plancheck.report.json_report import SCHEMA as REPORT
from plancheck.report.model import FileReport

RECORD = "plancheck-slip/1"
"""What a slip's own record of its findings is called."""
_SPACE = "https://plancheck.dev/slip/1"
_XML = lazily(rf'<record xmlns="{_SPACE}">([^<]*)</record>')
_META = lazily(rf'<meta name="{RECORD}" content="([^"]*)">')
_LARGEST = 50_000_000
"""Bytes of a member that are read."""


class Round(NamedTuple):
    """How often a draft has been looked at, and what came of the findings of the time before."""

    number: int
    before: int
    fixed: int
    left: int
    new: int


class Earlier(NamedTuple):
    """The findings of the time before."""

    number: int
    """Which round that was."""
    findings: Findings


FIRST = Earlier(0, {})


def earlier(data: bytes, name: str) -> Earlier:
    """What a slip (.docx, .html) or a JSON report says was found in a draft. Raises ValueError where it says nothing.

    ``name``: of the draft, to find it among several in a report.
    """
    if data.startswith(b"PK"):
        try:
            written = _custom(data)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
            raise ValueError("no record") from error
        return _of_slip(json.loads(written))
    text = data.decode("utf-8", "replace")
    if text.lstrip("\ufeff \r\n\t").startswith("{"):
        return _of_report(json.loads(text.lstrip("\ufeff")), name)
    found = _META.search(text)
    if found is None:
        raise ValueError("no record")
    return _of_slip(json.loads(unescape(found[1])))


def _custom(data: bytes) -> str:
    """The record in a Word file. Raises ValueError where there is none."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith("customXml/item") and package.getinfo(name).file_size < _LARGEST:
                with package.open(name) as member:
                    found = _XML.search(member.read(_LARGEST).decode("utf-8", "replace"))
                if found:
                    return unescape(found[1])
    raise ValueError("no record")


def as_xml(record: str) -> str:
    """A record as Word keeps it with a document."""
    return f'<record xmlns="{_SPACE}">{escape(record, quote=False)}</record>'


def _of_slip(record: Any) -> Earlier:
    if not isinstance(record, Mapping) or record.get("schema") != RECORD:
        raise ValueError("another schema")
    findings = {str(each[0]): Known(str(each[1]), int(each[2])) for each in record["findings"]}
    return Earlier(int(record["round"]), findings)


def _of_report(report: Any, name: str) -> Earlier:
    if not isinstance(report, Mapping) or report.get("schema") != REPORT:
        raise ValueError("another schema")
    files = report["files"]
    own = [each for each in files if _base(each["path"]) == _base(name)] or (files if len(files) == 1 else [])
    if not own:
        raise ValueError("another draft")
    known: dict[str, Known] = {}
    told = (each for file in own for each in file["findings"] if each["suppressed"] is None)
    for finding in (single for each in told for single in each.get("gathers", (each,))):
        times = known[finding["fingerprint"]].times if finding["fingerprint"] in known else 0
        known[finding["fingerprint"]] = Known(finding["rule"], times + 1)
    return Earlier(1, known)


def _base(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def compared(file: FileReport, before: Earlier) -> Round | None:
    """What came of the findings before; None where there was no time before."""
    if not before.number:
        return None
    judged = {verdict.rule for verdict in file.verdicts}
    matched = match(file.findings, before.findings, "", judged)
    total = sum(known.times for known in before.findings.values())
    now = sum(finding.suppressed is None for finding in file.findings)
    left = sum(finding.known for finding in matched.findings) - sum(finding.known for finding in file.findings)
    return Round(before.number + 1, total, matched.fixed, left, now - left)


def record(file: FileReport, number: int) -> str:
    """What the next slip is to know of this one; JSON."""
    findings = [[print_, known.rule, known.times] for print_, known in recorded(file.findings).items()]
    return json.dumps({"schema": RECORD, "round": number, "findings": findings}, separators=(",", ":"))
