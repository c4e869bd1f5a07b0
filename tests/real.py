"""Documents to run tests over: the suite's own, and real ones that lie beside the repository in few clones only."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
"""Real documents: ``seeds/``, five texts, and ``torture/``, Word files of other projects."""
TORTURE = SHARED / "torture"


def documents(*patterns: str, largest: int = 1 << 30, every: int = 1) -> Sequence[Any]:
    """Parameters: paths that fit one of the patterns, of samples and of real documents, the latter marked ``real``.

    Only files smaller than ``largest`` bytes, and of the real ones only one in ``every``.
    """
    found: list[Any] = []
    for folder, step, marks in ((ROOT / "samples", 1, ()), (SHARED, every, (pytest.mark.real,))):
        paths = sorted({path for pattern in patterns for path in folder.glob(pattern)})
        small = [path for path in paths if path.stat().st_size < largest]
        found += [pytest.param(path, id=path.relative_to(folder).as_posix(), marks=marks) for path in small[::step]]
    return found
