"""The folder a reviewer's desk is for: its drafts, judged in the background, and what was decided about them.

Decisions outlive the server: they are kept in the user's own folder for such things, beside no draft, and hold
fingerprints, reasons and days, not a word of any draft.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from plancheck.api.drafts import Draft, survey
from plancheck.digest import blake2b
from plancheck.report.suppression import Suppression
from plancheck.web.desk import Desk, Entry, Made

MOST = 2000
"""Drafts of a folder that are taken."""
_SCHEMA = "plancheck-desk/1"


class Folder:
    """A folder and its desk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.desk = Desk(MOST)
        self._file = _decisions_file(path)
        self._decided = _loaded(self._file)

    def changed(self) -> list[Entry]:
        """Drafts that are new or have changed since they were judged, put on the desk; those that are gone are not."""
        there: set[Path] = set()
        known = {entry.path: entry for entry in self.desk}
        found = []
        for draft in survey(self.path).drafts[:MOST]:
            assert draft.path is not None
            there.add(draft.path)
            stamp = _stamp(draft)
            entry = known.get(draft.path)
            if entry is None:
                entry = self._entry(draft.path)
                self.desk.put(entry)
            elif entry.stamp == stamp:
                continue
            entry.stamp = stamp
            found.append(entry)
        for path, entry in known.items():
            if path not in there:
                self.desk.drop(entry.id)
        return found

    def _entry(self, path: Path) -> Entry:
        name = path.relative_to(self.path).as_posix()
        entry = Entry(name, path=path, id=blake2b(name.encode("utf-8", "replace"), digest_size=9).hexdigest())
        decided = self._decided.get(name)
        if decided is not None:
            with suppress(KeyError, TypeError, ValueError):  # not as it was written
                seen, ignored, corrected = (decided[key] for key in ("seen", "ignored", "corrected"))
                entry.ignored = {str(each[1]): _suppression(*each) for each in ignored}
                entry.corrected = {str(key): Made(str(rule), "") for key, rule in corrected}
                entry.seen = set(map(str, seen))
        return entry

    def keep(self, entry: Entry) -> None:
        """Write down what was decided about a draft; a folder that can't be written to costs only that."""
        self._decided[entry.name] = {
            "seen": sorted(entry.seen),
            "ignored": [[*each.rules, key, each.reason, each.until] for key, each in entry.ignored.items()],
            "corrected": [[key, made.rule] for key, made in entry.corrected.items()],
        }
        if self._file is None:
            return
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = self._file.with_name(f"{self._file.name}.{os.getpid()}")
            text = json.dumps({"schema": _SCHEMA, "drafts": self._decided}, ensure_ascii=False, indent=1)
            draft.write_text(text, encoding="utf-8")
            draft.replace(self._file)


def _suppression(rule: str, fingerprint: str, reason: str, until: int) -> Suppression:
    return Suppression((rule,), reason, int(until), fingerprint=fingerprint)


def _stamp(draft: Draft) -> tuple[float, int]:
    assert draft.path is not None
    try:
        state = draft.path.stat()
    except OSError:
        return 0, -1
    return state.st_mtime, state.st_size


def _decisions_file(folder: Path) -> Path | None:
    home = os.environ.get("PLANCHECK_STATE_DIR")
    if home is None:
        import platformdirs

        home = platformdirs.user_state_dir("plancheck", appauthor=False)
    digest = blake2b(os.fsencode(folder.resolve()), digest_size=12).hexdigest()
    return Path(home, "desks", f"{digest}.json") if home else None


def _loaded(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        return dict(held["drafts"]) if held["schema"] == _SCHEMA else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
