"""The extension of LibreOffice, packed from the files here; ``component.py`` runs in LibreOffice's own Python."""

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

from plancheck.version import __version__

_FILES = ("Addons.xcu", "ProtocolHandler.xcu", "component.py")
_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">
<manifest:file-entry manifest:full-path="Addons.xcu" manifest:media-type="application/vnd.sun.star.configuration-data"/>
<manifest:file-entry manifest:full-path="ProtocolHandler.xcu"
 manifest:media-type="application/vnd.sun.star.configuration-data"/>
<manifest:file-entry manifest:full-path="component.py"
 manifest:media-type="application/vnd.sun.star.uno-component;type=Python"/>
</manifest:manifest>
"""
_DATE = (2026, 1, 1, 0, 0, 0)
"""Of all entries: the same files make the same extension."""


def packed(command: Sequence[str]) -> bytes:
    """The extension (.oxt) that starts plancheck by this command."""
    here = Path(__file__).parent
    description = (here / "description.xml").read_text(encoding="utf-8").replace("{version}", __version__)
    entries = {
        "META-INF/manifest.xml": _MANIFEST,
        "description.xml": description,
        **{name: (here / name).read_text(encoding="utf-8") for name in _FILES},
        "command.json": json.dumps(list(command)),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), text)
    return out.getvalue()
