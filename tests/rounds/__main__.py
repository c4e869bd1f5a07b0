"""Save every Word draft of the tests again with LibreOffice and tell what is judged otherwise.

    python -m tests.rounds [FORMAT ...]

``docx`` (the default) saves once; ``odt docx`` goes by way of OpenDocument; ``odt`` reads the OpenDocument file itself.
"""

import importlib.util
import sys
import tempfile
from pathlib import Path

from tests.rounds.agreement import differences
from tests.rounds.drafts import ROOT, broken, letterheads, peers, real, samples
from tests.rounds.office import saved_again


def main(formats: list[str]) -> int:
    """Number of differences that are not argued, at most 1."""
    spec = importlib.util.spec_from_file_location("convert", ROOT / "samples" / "convert.py")
    assert spec is not None
    assert spec.loader is not None
    convert = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(convert)
    drafts = samples() | peers(convert) | letterheads() | real() | dict(broken(convert))
    with tempfile.TemporaryDirectory() as folder:
        again = saved_again(drafts, Path(folder), formats or ["docx"])
        found = [f"{name}: not saved" for name in drafts if name not in again]
        found += [each for name, data in again.items() for each in differences(name, drafts[name], data)]
    print(*found, f"{len(drafts)} drafts, {len(found)} differences", sep="\n")
    return min(len(found), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
