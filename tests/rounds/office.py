"""Word files saved again by LibreOffice."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE = 600
"""Seconds for one run over all files."""


def saved_again(drafts: Mapping[str, bytes], folder: Path, via: Sequence[str] = ("docx",)) -> dict[str, bytes]:
    """Files by name after LibreOffice has read and written them in each format of ``via`` in turn.

    One run for each format, whatever the number of files. Names are of files in the last format.
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
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", ending, "--outdir", target,
             *paths],
            check=True, capture_output=True, timeout=PATIENCE,
        )  # fmt: skip
        paths = [target / f"{path.stem}.{ending}" for path in paths]
    return {path.name: path.read_bytes() for path in paths}
