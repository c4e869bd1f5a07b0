"""What several formats say alike: a finding's details, a file's outcome, paths as other programs write them."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from plancheck.report.model import SEVERITIES, DocumentSummary, FileReport, Finding, Severity, Verdict
from plancheck.report.wording import Language, cited, counted, day, word
from plancheck.text import shorten

_TITLE = 240


def about(document: DocumentSummary, lang: Language) -> Iterator[tuple[str, str]]:
    """What plancheck took the draft for: label and value, the value empty where it is not known."""
    draft = document.nature == "draft"
    kind = document.type_name.capitalize() or (word("letter", lang) if document.kind == "letter" else document.type)
    standing = word(document.standing, lang) if document.standing != "own" else ""
    yield word("type", lang), f"{kind} ({standing})" if kind and standing else kind or standing
    sides = ", ".join(word(key, lang) for key in (document.system, document.level) if key)
    issuer = document.issuer or word("unknown", lang)
    if document.issuer and document.superior:
        issuer = f"{issuer}, {word('under', lang)} {document.superior}"
    yield word("issuer", lang), f"{issuer} ({sides})" if sides else issuer if document.issuer else ""
    yield word("number", lang), document.number or (word("blank", lang) if draft else "")
    dated = ", ".join(piece for piece in (document.place, day(document.date)) if piece)
    yield word("date", lang), dated if document.date else word("blank", lang) if draft else ""
    if document.title:
        yield word("title", lang), shorten(document.title, _TITLE)
    yield word("subject", lang), document.subject_label
    if document.period:
        yield word("period", lang), document.period
    source = as_of_from(document.as_of_from, lang)
    yield word("as-of", lang), f"{day(document.as_of)} ({source})"
    if document.instruments:
        yield word("instruments", lang), "; ".join(document.instruments)


def state(document: DocumentSummary, lang: Language) -> str:
    """That it is an article, or a draft that lacks its number or date, and what it was judged by; else empty."""
    said = [word("article", lang)] if document.nature != "draft" else []
    lacking = (("number", document.number), ("date", document.date))
    missing = "-".join(["no", *(key for key, value in lacking if not value)])
    if document.nature == "draft" and document.kind != "other" and document.standing != "attached" and missing != "no":
        said.append(word("draft", lang, missing=word(missing, lang)))
    return " ".join((*said, *document.remarks))


def as_of_from(origin: str, lang: Language) -> str:
    """Where the day that a draft is judged as of comes from."""
    return word(f"{origin}-date" if origin in ("period", "issuer") else origin, lang)


def of_several(file: FileReport, lang: Language) -> str:
    """Which paper of its file a report is on, to stand behind the path; empty where the file holds one."""
    return in_file(*file.paper, lang)


def in_file(number: int, count: int, lang: Language) -> str:
    """Which paper of how many in its file, to stand behind the path; empty where the file holds one."""
    return word("paper", lang, number=number, count=count) if count > 1 else ""


def headline(finding: Finding, lang: Language) -> str:
    """What is wrong, and whether plancheck can put it right."""
    return f"{finding.message} {word(finding.fixable, lang)}" if finding.fixable else finding.message


def details(finding: Finding, lang: Language) -> Iterator[tuple[str, str]]:
    """Label and text of what stands beside the message, empty ones left out."""
    if finding.actual != finding.quote and finding.actual:
        yield word("actual", lang), finding.actual
    if finding.expected:
        yield word("expected", lang), finding.expected
    if finding.remedy:
        yield word("remedy", lang), finding.remedy
    if finding.basis:
        yield word("basis", lang), "; ".join(cited(basis, lang) for basis in finding.basis)


def standing(file: FileReport, severity: Severity | None = None) -> list[Finding]:
    """Findings that are not suppressed, of one severity or all."""
    return [f for f in file.findings if f.suppressed is None and severity in (None, f.severity)]


def ended(file: FileReport, status: str) -> list[Verdict]:
    """Rules that ended in a status."""
    return [verdict for verdict in file.verdicts if verdict.status == status]


def by_reason(verdicts: Sequence[Verdict], lang: Language) -> list[tuple[str, list[Verdict]]]:
    """Verdicts by why they are what they are, in the order in which the reasons come."""
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(verdict.reason or word("reason-unknown", lang), []).append(verdict)
    return list(groups.items())


def found(file: FileReport, lang: Language) -> str:
    """ "2 lỗi, 1 cảnh báo", or that nothing was found."""
    counts = [(len(standing(file, severity)), severity) for severity in SEVERITIES]
    return ", ".join(counted(count, severity, lang) for count, severity in counts if count) or nothing(file, lang)


def nothing(file: FileReport, lang: Language) -> str:
    """That nothing was found, or nothing beside what is suppressed or old."""
    if any(finding.known for finding in file.findings):
        return word("none-new", lang)
    return word("none-standing" if file.findings else "none", lang)


def covered(file: FileReport, lang: Language, selected: bool) -> list[str]:
    """How much was judged, and what was not: the pieces of a sentence."""
    evaluated, applicable = file.coverage.evaluated, file.coverage.applicable
    pieces = [word("judged-chosen" if selected else "judged", lang, evaluated=evaluated, applicable=applicable)]
    numbers = {
        "review": len(ended(file, "needs-review")),
        "left": len(ended(file, "not-evaluated")),
        "known": sum(finding.known for finding in file.findings),
        "suppressed": len(file.findings) - len(standing(file)) - sum(finding.known for finding in file.findings),
    }
    return pieces + [word(key, lang, count=count) for key, count in numbers.items() if count]


def unsettled(file: FileReport) -> bool:
    """Whether nothing was found but something could not be judged: no reader may take it for a clean draft."""
    return not standing(file) and bool(ended(file, "needs-review") or ended(file, "not-evaluated"))


def posix(path: str) -> str:
    """A path with forward slashes and no "./", as repositories name files."""
    return PurePath(path).as_posix()
