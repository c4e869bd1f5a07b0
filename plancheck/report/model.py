"""What a check says: one frozen report, which every renderer reads and none changes."""

from collections.abc import Mapping
from typing import Any, Literal

from plancheck.document import Cell, Place
from plancheck.records import NamedTuple, dataclass

Severity = Literal["error", "warning", "info"]
Status = Literal["pass", "fail", "not-applicable", "not-evaluated", "needs-review"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
Action = Literal["replace", "insert", "remove", "recode", "format"]
WORD = frozenset({"docx", "word-xml"})
"""Formats of documents that are Word files."""
WRITABLE: Mapping[Action, frozenset[str]] = {
    "replace": WORD | {"plan-xml", "akn", "text", "markdown"},
    "recode": WORD | {"plan-xml", "akn", "text", "markdown"},
    "insert": WORD | {"plan-xml", "text"},
    "remove": WORD | {"plan-xml", "text"},
    "format": WORD,
}
"""By what a fix does, the formats of documents it can be written into."""


class LegalBasis(NamedTuple):
    """An article that a rule stands on, and how surely its text is known."""

    instrument: str
    locator: str
    certainty: Literal["seen", "secondary", "unverified"]


class Fix(NamedTuple):
    """What plancheck can write into the draft to answer a finding, at one of its places."""

    place: Place
    """Of the words replaced; of the heading under which a new paragraph goes."""
    old: str
    """Words of the draft at the place; empty for an insertion."""
    new: str
    safe: bool
    """It can't be wrong; else it is a suggestion."""
    action: Action = "replace"
    """``recode``: the words stay, but are written in Unicode. ``format``: they stay, but look otherwise. ``remove``:
    the whole line goes."""
    component: str = ""
    """Of what sets looks: all that it sets the looks of, as ``form`` facts name it; ``page``, ``page-number``. Of an
    insertion: what the line is, as ``defect`` facts name it; empty for content."""
    looks: tuple[tuple[str, str], ...] = ()
    """Of a ``format``: ("size", "13 - 14"), also of a ``replace``; of an insertion: in what it looks otherwise than the
    line beside it."""
    above: bool = False
    """An insertion goes above its place, not below."""
    hindered: bool = False
    """Its words stand in someone else's tracked change, which is left alone."""


class Gathering(NamedTuple):
    """What a note is told in, together with others of one cause; in the report's language."""

    id: str
    message: str
    """Of all: ``{items}`` and ``{count}`` stand for them."""
    item: str
    """What this one is called among them."""


class Finding(NamedTuple):
    """One thing that is wrong."""

    rule: str
    slug: str
    severity: Severity
    message: str
    place: Place
    quote: str
    expected: str
    actual: str
    basis: tuple[LegalBasis, ...]
    remedy: str
    fingerprint: str
    suppressed: str | None = None
    """Reason given for suppressing it, None when it counts."""
    fixes: tuple[Fix, ...] = ()
    """One for each place of the fault where the new words are known, in reading order; not in the JSON report."""
    known: bool = False
    """It does not count as it is old: in the baseline, or in the draft before. Nobody has given a reason."""
    places: tuple[Place, ...] = ()
    """All its places, ``place`` among them; empty: that one alone. Not in the JSON report."""
    gathering: Gathering | None = None
    """Not in the JSON report."""
    gathers: tuple["Finding", ...] = ()
    """The findings that this one is told for, the first its own rule's; empty: itself alone."""

    @property
    def everywhere(self) -> tuple[Place, ...]:
        """Every place, at least one."""
        return self.places or (self.place,)

    @property
    def fixable(self) -> Literal["safe", "suggested", "partly", ""]:
        """Whether plancheck can put it right: without doubt, as a suggestion, at some of its places so, or not."""
        kinds = {"" if fix.hindered else "safe" if fix.safe else "suggested" for fix in self.fixes}
        if len(kinds) > 1:
            return "partly"
        return "safe" if "safe" in kinds else "suggested" if "suggested" in kinds else ""


class Evidence(NamedTuple):
    """Words of the draft that a verdict rests on."""

    place: Place
    quote: str


class Verdict(NamedTuple):
    """How one rule ended."""

    rule: str
    status: Status
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    """Why it was not evaluated or needs a person, in the report's language; empty otherwise."""
    title: str = ""
    """The rule's title, in the report's language."""
    met: str = ""
    """What holds of a draft that satisfies the rule."""


class DocumentSummary(NamedTuple):
    """What plancheck understood the draft to be; JSON ``document``. Dates ISO; None or empty: not known."""

    nature: str
    type: str
    type_name: str
    issuer: str
    system: str
    level: str
    province: str
    number: str
    place: str
    date: str | None
    as_of: str
    as_of_from: Literal["option", "document", "partial-date", "period", "issuer", "today"]
    """Where the as-of date comes from."""
    subject: str
    """Id of the register's subject; ``other``."""
    title: str
    period: str
    instruments: tuple[str, ...]
    subject_label: str = ""
    """What the subject is called in the report's language; not in JSON."""
    kind: str = "other"
    """``plan``, ``decision``, ``letter`` …, ``article``, or ``other``: of no known kind."""
    standing: Literal["own", "with-decision", "attached"] = "own"
    """By itself, after the decision that issues it, or issued with a decision that is not in the file."""
    office: str = ""
    """Kind of issuing body: ``committee``, ``department``, ``school`` …"""
    superior: str = ""
    """The body above the issuer in the letterhead."""
    remarks: tuple[str, ...] = ()
    """What is to be known of what the draft was judged by, in the report's language."""


class Coverage(NamedTuple):
    """How many of the rules that apply could be judged."""

    applicable: int
    evaluated: int


class ReadingError(NamedTuple):
    """Why a file could not be read: a stable code and one line that says what to do."""

    code: str
    message: str


class Paragraph(NamedTuple):
    """A paragraph of the draft, for reports that show the draft itself."""

    place: Place
    role: str
    """A Role value: ``heading``, ``basis``, ``signer`` …"""
    label: str
    """Automatic number in front of the text ("I.", "a)"), empty when there is none or it is typed in the text."""
    level: int
    """Depth of a heading or item, 1 = outermost; 0 for everything else."""
    text: str
    cell: Cell | None = None


class RuleText(NamedTuple):
    """What a rule says, in the report's language, for reports that explain the rules they name."""

    id: str
    slug: str
    severity: Severity
    """The rule's usual one; a finding may have another."""
    title: str
    why: str
    remedy: str
    tags: tuple[str, ...]
    pack: str = ""
    """Title of its pack."""


class Note(NamedTuple):
    """Something to know about how a file was checked that is no fault of the draft."""

    code: str
    """``suppression-expired``, ``suppression-stale``, ``suppression-invalid``, ``baseline-fixed``,
    ``baseline-renamed``, ``previous-fixed``, ``internal``."""
    message: str
    place: Place | None = None
    detail: str = ""
    """For whoever mends plancheck: a traceback; in no report."""


class FileReport(NamedTuple):
    """One input. With an ``error`` everything after it is empty."""

    path: str
    sha256: str
    error: ReadingError | None = None
    document: DocumentSummary | None = None
    findings: tuple[Finding, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    coverage: Coverage = Coverage(0, 0)
    traces: tuple[Mapping[str, Any], ...] = ()
    """How the verdicts asked for were derived, as JSON values."""
    paragraphs: tuple[Paragraph, ...] = ()
    """The draft, in reading order; filled only when asked for (``Options.detailed``)."""
    notes: tuple[Note, ...] = ()
    papers: tuple["FileReport", ...] = ()
    """Where several whole papers stand in the file, the report on each; the rest is then what they come to together."""
    paper: tuple[int, int] = (1, 1)
    """Which paper of the file this is the report on, and how many there are."""
    first: int = 1
    """Number of the body's paragraph with which it begins."""
    format: str = ""
    """Kind of file: ``docx``, ``text`` …; not in JSON."""
    reviewed: bool = False
    """Whether plancheck's own comments or changes are in it; not in JSON."""

    @property
    def broken(self) -> bool:
        """Whether part of plancheck broke on it, so that something is not evaluated that should have been."""
        return any(note.code == "internal" for note in self.notes)


class Conditions(NamedTuple):
    """What a run went by beside the law and the shipped rules: whatever can weaken it. Empty: nothing."""

    configuration: str = ""
    """Path of the configuration file read."""
    overridden: tuple[str, ...] = ()
    """Rules that the user's own rule files change."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    as_of: str = ""
    """ISO day asked for."""
    baseline: str = ""
    """Path of the baseline."""
    diff_from: str = ""
    """Path of the draft before."""


@dataclass(frozen=True, slots=True)
class Report:
    """All inputs of one run."""

    version: str
    engine: str
    rules_version: str
    files: tuple[FileReport, ...]
    rules: tuple[RuleText, ...] = ()
    """The rules of the run; filled only when asked for (``Options.detailed``)."""
    conditions: Conditions | None = None
    """None: not told by whoever ran it."""

    def count(self, severity: Severity) -> int:
        """Findings of a severity that are not suppressed."""
        return sum(f.severity == severity and f.suppressed is None for file in self.files for f in file.findings)

    @property
    def unreadable(self) -> int:
        """Inputs that could not be read."""
        return sum(file.error is not None for file in self.files)
