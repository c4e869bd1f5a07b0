"""What lies on a desk: drafts with what a person decided about their findings. Nothing is kept when the page ends."""

import secrets
import time
from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from plancheck.api.baseline import are_versions
from plancheck.records import NamedTuple
from plancheck.report.model import FileReport, Finding
from plancheck.report.names import Language
from plancheck.report.suppression import Suppression
from plancheck.report.telling import standing

DRAFTS = 50
"""Drafts that one person's desk holds; the one used least lately makes room."""
DESKS = 200
"""People whose desks are kept."""
BYTES = 512 * 1024 * 1024
"""Bytes of drafts and their reports that are kept on all desks together."""
_FINDING, _PARAGRAPH, _CHARACTER = 3000, 500, 2
"""About how many bytes they take in a report."""
IDLE = 8 * 3600.0
"""Seconds after which a desk that nobody has used is cleared."""

State = Literal["waiting", "done", "failed"]


class Wish(NamedTuple):
    """How a draft is to be judged."""

    as_of: str = ""
    """ISO day; empty: the draft's own."""
    packs: tuple[str, ...] = ()
    """Only the rules of these; empty: all."""


NO_WISH = Wish()


class Made(NamedTuple):
    """A correction that was made."""

    rule: str
    message: str


class Before(NamedTuple):
    """The version of a draft before, as far as it is compared."""

    name: str
    findings: tuple[Finding, ...]


class Comparison(NamedTuple):
    """What became of the findings of the version before."""

    name: str
    new: frozenset[str]
    """Fingerprints of what was not there before."""
    open: int
    fixed: tuple[Finding, ...]


@dataclass
class Entry:
    """A draft on a desk."""

    name: str
    """What it is called on the page."""
    data: bytes = b""
    path: Path | None = None
    """Of a draft in the folder of the desk; its bytes are read when they are needed."""
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    wish: Wish = NO_WISH
    state: State = "waiting"
    language: Language = "vi"
    """Of the report."""
    report: FileReport | None = None
    """Of the draft with its corrections, before what is ignored is taken out."""
    message: str = ""
    """Why it could not be judged, or the last thing could not be done."""
    corrected: dict[str, Made] = field(default_factory=dict)
    """By fingerprint."""
    ignored: dict[str, Suppression] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    before: Before | None = None
    stamp: tuple[float, int] = (0, 0)
    """Time and size of the file when it was last judged."""
    used: float = field(default_factory=time.monotonic)
    round: int = 0
    """Counts judgements asked for: only the last of them is kept."""
    weight: int = 0
    """About how many bytes it takes."""

    def __post_init__(self) -> None:
        self.weight = len(self.data)

    def judged(self, report: FileReport) -> None:
        """Take what came of judging it."""
        self.report, self.state = report, "done"
        characters = sum(len(paragraph.text) for paragraph in report.paragraphs)
        parts = len(report.findings) * _FINDING + len(report.paragraphs) * _PARAGRAPH
        self.weight = len(self.data) + parts + characters * _CHARACTER

    def compared(self, report: FileReport) -> Comparison | None:
        """Its findings that count against those of the version before."""
        if self.before is None:
            return None
        left = Counter(finding.fingerprint for finding in self.before.findings)
        new = set()
        still = 0
        for finding in standing(report):
            if left[finding.fingerprint] > 0:
                left[finding.fingerprint] -= 1
                still += 1
            else:
                new.add(finding.fingerprint)
        fixed = []
        for finding in reversed(self.before.findings):
            if left[finding.fingerprint] > 0:
                left[finding.fingerprint] -= 1
                fixed.append(finding)
        return Comparison(self.before.name, frozenset(new), still, tuple(reversed(fixed)))


class Desk:
    """The drafts of one person, or of a folder, the newest first."""

    def __init__(self, most: int = DRAFTS) -> None:
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._most = most
        self.used = time.monotonic()

    def __iter__(self) -> Iterator[Entry]:
        return reversed(list(self._entries.values()))

    def __len__(self) -> int:
        return len(self._entries)

    def put(self, entry: Entry) -> None:
        """Put a draft on it; a version of one that is there is compared with it."""
        for other in self:
            if entry.before is None and other.report is not None and are_versions(entry.name, other.name):
                entry.before = Before(other.name, tuple(standing(other.report)))
                break
        self._entries[entry.id] = entry
        while len(self._entries) > self._most:
            self.drop(min(self._entries.values(), key=lambda each: each.used).id)

    def get(self, id: str) -> Entry | None:
        """A draft on it."""
        entry = self._entries.get(id)
        if entry is not None:
            entry.used = time.monotonic()
        return entry

    def drop(self, id: str) -> None:
        """Take a draft off it."""
        self._entries.pop(id, None)


class Room:
    """All desks, each its person's alone, by a secret that the person's browser keeps."""

    def __init__(self) -> None:
        self._desks: OrderedDict[str, Desk] = OrderedDict()

    def desk(self, key: str) -> Desk | None:
        """The desk of a person who has one."""
        desk = self._desks.get(key)
        if desk is not None:
            desk.used = time.monotonic()
            self._desks.move_to_end(key)
        return desk

    def opened(self) -> tuple[str, Desk]:
        """A new desk, and its key."""
        key, desk = secrets.token_urlsafe(24), Desk()
        self._desks[key] = desk
        self.tidy()
        return key, desk

    def tidy(self) -> None:
        """Clear desks that nobody uses, and the least used drafts where all together are too heavy."""
        now = time.monotonic()
        for key in [key for key, desk in self._desks.items() if now - desk.used > IDLE]:
            del self._desks[key]
        while len(self._desks) > DESKS:
            self._desks.popitem(last=False)
        weights = {entry.id: entry.weight for desk in self._desks.values() for entry in desk}
        over = sum(weights.values()) - BYTES
        while over > 0:
            oldest = min((entry for desk in self._desks.values() for entry in desk), key=lambda each: each.used)
            for desk in self._desks.values():
                desk.drop(oldest.id)
            over -= weights[oldest.id]
