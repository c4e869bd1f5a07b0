"""Every seed ends as a specialist labelled it, rule by rule."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.pipeline import Options, check_bytes
from plancheck.rules import load_rules

LABELS: dict[str, dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "labels.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
)
TODAY = date(2026, 11, 22)


def _expected(verdicts: dict[str, dict[str, Any]]) -> dict[str, str]:
    out = {}
    for status, entries in verdicts.items():
        for key, value in entries.items():
            for rule in value if isinstance(value, list) else [key]:
                assert rule not in out, f"{rule} is labelled twice"
                out[rule] = status
    return out


@pytest.mark.parametrize("name", LABELS)
def test_seed_ends_as_labelled(name: str, shared_dir: Path) -> None:
    label = LABELS[name]
    as_of = int(label["as_of"].replace("-", "")) if "as_of" in label else None
    data = (shared_dir / "seeds" / label["file"]).read_bytes()
    report = check_bytes(data, label["file"], Options(as_of=as_of, today=TODAY))
    assert report.error is None
    document = report.document
    assert document is not None

    understood = {key: getattr(document, key) for key in label["document"]}
    assert understood == {key: value if value != "null" else None for key, value in label["document"].items()}
    assert set(label["governs"]) <= set(document.instruments)

    expected = _expected(label["verdicts"])
    actual = {verdict.rule: verdict.status for verdict in report.verdicts}
    if "errors" not in label:
        assert set(expected) == {rule.id for rule in load_rules().rules}, "every rule is labelled"
    wrong = {rule: (status, actual[rule]) for rule, status in expected.items() if actual[rule] != status}
    assert not wrong, f"{name}: expected, got: {wrong}"
    if "errors" in label:
        assert {f.rule for f in report.findings if f.severity == "error"} == set(label["errors"])
