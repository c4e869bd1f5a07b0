"""Word files saved again by LibreOffice."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE = 300
"""Seconds for one run."""
AT_ONCE = 60
"""Files for one run: LibreOffice gives up on long lists."""


def saved_again(drafts: Mapping[str, bytes], folder: Path, via: Sequence[str] = ("docx",)) -> dict[str, bytes]:
    """Files by name after LibreOffice has read and written them in each format of ``via`` in turn.

    Names stay as given; a file that LibreOffice can't save is missing.
    """
    source = folder / "first"
    source.mkdir()
    paths = []
    for name, data in drafts.items():
        paths.append(source / name)
        paths[-1].write_bytes(data)
    for number, ending in enumerate(via):
        target = folder / f"{number}-{ending}"
        profile = (folder / "profile").as_uri()
        for first in range(0, len(paths), AT_ONCE):
            subprocess.run(
                ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", ending, "--outdir",
                 target, *paths[first : first + AT_ONCE]],
                check=True, capture_output=True, timeout=PATIENCE,
            )  # fmt: skip
        written = (target / f"{path.stem}.{ending}" for path in paths)
        paths = [path for path in written if path.exists()]
    last = {path.stem: path for path in paths}
    return {name: last[Path(name).stem].read_bytes() for name in drafts if Path(name).stem in last}
