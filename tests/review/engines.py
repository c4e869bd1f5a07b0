"""Programs of others that know Word files: two that look for faults, two that accept and reject tracked changes."""

import re
import tempfile
import warnings
from collections import Counter
from pathlib import Path

import docx_integrity
import jubarte_redlines
import openxml_audit

_FOUND = re.compile(r"Revisions found: (\d+)")


def complaints(data: bytes) -> Counter[str]:
    """What the two have to say of a file, none of them where in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        path.write_bytes(data)
        result = openxml_audit.OpenXmlValidator().validate(path)
        told = [each for each in docx_integrity.check(path) if each.severity is not docx_integrity.INFO]
    found = [f"{each.part_uri}: {each.description}" for each in result.errors]
    found += [f"{each.code}: {each.message}" for each in told]
    return Counter(found)


def accepted(data: bytes) -> bytes:
    """The file with all tracked changes accepted."""
    return jubarte_redlines.accept_revisions(data)


def rejected(data: bytes) -> bytes:
    """The file with all tracked changes rejected."""
    return jubarte_redlines.reject_revisions(data)


def differences(tracked: bytes, plain: bytes) -> int:
    """Changes between two files once the Open XML engine has accepted what is tracked in them."""
    from python_redlines import XmlPowerToolsEngine

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        engine = XmlPowerToolsEngine()
    _, told, _ = engine.run_redline("plancheck", tracked, plain)
    match = _FOUND.search(told or "")
    assert match is not None, told
    return int(match[1])
