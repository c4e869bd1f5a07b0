"""The drafts of ``tests/snapshots``, one by one: what is kept of each as a digest, and which lines it runs.

Nothing of plancheck is imported with this module: who tries a fault imports plancheck with the fault in it.
"""

import hashlib
import pickle
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.mutants.graft import forget
from tests.mutants.reached import recording

MAKING = "making"
"""Context of what runs when rules and knowledge are read anew."""


class Piece(NamedTuple):
    """A draft and what is kept of it."""

    room: str
    number: int
    draft: bytes
    """Pickled: it may hold a document of plancheck."""
    base: int
    """Piece that it is told against; its own number where it is told whole."""
    digest: str
    seconds: float


def learn(folder: Path) -> None:
    """Read all drafts, each as if it were the first; note what is told (``drafts.pickle``) and run (``….coverage``)."""
    lines = recording(folder / "drafts.coverage")
    lines.start()
    lines.switch_context(MAKING)
    import tests.conftest  # noqa: F401  # as strict as the tests are
    from tests.snapshots import test_snapshots as kept

    lines.switch_context("")
    pieces: list[Piece] = []
    for room, drafts in kept.ROOMS.items():
        whole: list[str] = []
        base = 0
        for number, draft in enumerate(drafts()):
            base = len(pieces) if not number or draft.whole or room.startswith(kept.VARIED) else base
            forget()
            lines.switch_context(str(len(pieces)))
            start = time.process_time()
            told, whole = kept.entries(room, number, draft, whole)
            seconds = time.process_time() - start
            lines.switch_context("")
            pieces.append(Piece(room, number, pickle.dumps(draft), base, digest(told), seconds))
    lines.stop()
    lines.save()
    (folder / "drafts.pickle").write_bytes(pickle.dumps(pieces))


def digest(told: Sequence[str]) -> str:
    return hashlib.blake2b("\n".join(told).encode(), digest_size=12).hexdigest()


if __name__ == "__main__":
    from tests.mutants import corpus  # what is pickled is of the module, not of the script

    corpus.learn(Path(sys.argv[1]))
