"""``python -m tests.snapshots ROOM [NAME …]``: all that is told of the drafts of a room, or of those of some names."""

import sys

from tests.snapshots.test_snapshots import ROOMS, said

room, *names = sys.argv[1:]
for draft in ROOMS[room]():
    if not names or draft.name in names:
        print(f"== {draft.name}", *said(draft), sep="\n")
