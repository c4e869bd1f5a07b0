"""Write the table of the measurement anew, or time it.

python -m tests.peers          writes docs/peers.md
python -m tests.peers --time   prints the seconds one draft takes
"""

import importlib.util
import sys
import time

from tests.peers.draft import ROOT, good, planted, saved
from tests.peers.measure import check
from tests.peers.table import PAGE, page


def main(arguments: list[str]) -> None:
    """Write or time."""
    spec = importlib.util.spec_from_file_location("convert", ROOT / "samples" / "convert.py")
    assert spec is not None
    assert spec.loader is not None
    convert = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(convert)
    if "--time" not in arguments:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(convert), "utf-8")
        return
    for name, data in (("good", saved(good(convert, 2022))), ("planted", saved(planted(convert, 2022)))):
        check(data)
        start = time.perf_counter()
        for _ in range(10):
            check(data)
        print(f"{name}: {(time.perf_counter() - start) / 10:.3f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
