"""Lines of ``cases.yaml``: what is told of a draft, or with ``never`` what is not."""

import re
from pathlib import Path

import pytest
import yaml

from tests.edges.edges import Case, lines

CASES: list[Case] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["what"]) for case in CASES])
def test_what_is_told(case: Case) -> None:
    said = lines(case)
    if "told" in case:
        assert re.search(case["told"], said, re.MULTILINE), said
    if "never" in case:
        assert not re.search(case["never"], said, re.MULTILINE), said
