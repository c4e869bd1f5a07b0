"""What the page and editors need is loaded by their commands alone."""

import subprocess
import sys

from tests.real import ROOT

CODE = """
import sys
from plancheck.cli.main import run
run(["check", "samples/copied-draft.txt", "-q", "--fail-on", "never"])
wanted = ("plancheck.web", "plancheck.lsp", "plancheck.desktop", "starlette", "uvicorn", "jinja2", "pygls")
print([name for name in sys.modules if name.startswith(wanted)], file=sys.stderr)
"""


def test_a_check_loads_none_of_it() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"
