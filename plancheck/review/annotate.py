"""A copy of the draft with a comment at each place of each finding: Word's, or XML comments before the element."""

from collections.abc import Iterator, Sequence

from plancheck.document import Block, Document, Place
from plancheck.patterns import lazily
from plancheck.reading.errors import ReadingError
from plancheck.records import NamedTuple
from plancheck.report.model import WORD, Finding
from plancheck.report.wording import Language, cited, where, word
from plancheck.review.comments import Comments
from plancheck.review.package import word_file
from plancheck.review.runs import Editor
from plancheck.review.sources import Source
from plancheck.rules.model import RuleSet

_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_WHY = {"vi": "Vì sao", "en": "Why"}
_WORDS = {"vi": "Chỗ sai", "en": "The words"}
_OF = {"vi": "chỗ {number}/{count}", "en": "place {number} of {count}"}


class _Said(NamedTuple):
    """A comment to be made."""

    finding: Finding
    place: Place
    text: list[str]


class Annotated(NamedTuple):
    """A commented copy."""

    data: bytes
    comments: int
    signed: bool = False
    """Its digital signature no longer holds."""
    protection: str = ""
    """The kind of editing it is restricted to."""


def annotate(
    data: bytes, document: Document, findings: Sequence[Finding], rules: RuleSet, date: str, language: Language
) -> Annotated:
    """Comment on each place of each finding that counts. ``date`` is ISO: that of the comments. Raises ReadingError.

    The same input gives the same bytes.
    """
    standing = (finding for finding in findings if finding.suppressed is None)
    said = sorted(
        (each for finding in standing for each in _said(finding, rules, language)),
        key=lambda each: _reading_order(each.place),
    )
    if document.format in WORD:
        return _word(data, document, said, f"{date}T00:00:00Z", language)
    if document.format in ("plan-xml", "akn"):
        return Annotated(_xml(data, document, said), len(said))
    raise ReadingError(
        "no-comments",
        "Không ghi nhận xét vào loại tệp này được; hãy mở bằng Word, Lưu thành .docx rồi chạy lại.",
        "This kind of file takes no comments; open it in Word, save it as .docx and run again.",
    )


def _said(finding: Finding, rules: RuleSet, language: Language) -> Iterator[_Said]:
    """What is said at each place: all of it where it is reported, what is wrong and how to fix it at the others."""
    text = lines(finding, rules, language)
    count = len(finding.everywhere)
    for number, place in enumerate(sorted(finding.everywhere, key=_reading_order), 1):
        of = f" ({_OF[language].format(number=number, count=count)})" if count > 1 else ""
        yield _Said(finding, place, [text[0] + of, *(text[1:] if place == finding.place else text[1:2])])


def _reading_order(place: Place) -> tuple[bool, str, int, int]:
    return place.part != "body", place.part, place.paragraph or 0, place.start


def lines(finding: Finding, rules: RuleSet, language: Language) -> list[str]:
    """What is wrong, how to put it right, what it should be, why, and the basis; one line each."""
    rule = rules.get(finding.rule)
    found = [f"{word(finding.severity, language)} {finding.rule}: {finding.message}"]
    if finding.remedy:
        found.append(f"{word('remedy', language)}: {finding.remedy}")
    if finding.expected:
        found.append(f"{word('expected', language)}: {finding.expected}")
    if rule is not None and rule.why:
        found.append(f"{_WHY[language]}: {rule.why.get(language)}")
    if finding.basis:
        found.append(f"{word('basis', language)}: " + "; ".join(cited(basis, language) for basis in finding.basis))
    return [" ".join(line.split()) for line in found]


def _word(data: bytes, document: Document, said: Sequence[_Said], date: str, language: Language) -> Annotated:
    file = word_file(data)
    editor = Editor(file.part(file.main))
    comments = Comments(file, editor, date)
    blocks = {(block.part, block.ordinal): block for block in document.blocks}
    body = [block for block in document.blocks if block.part == "body"]
    notes: dict[str, Editor] = {}
    for finding, place, text in said:
        block = blocks.get((place.part, place.paragraph or 0))
        if block is not None and place.part == "body" and comments.on_words(block, place.start, place.end, text):
            continue
        elsewhere = [*text[:2], *_elsewhere(document, finding, place, language), *text[2:]]
        if block is not None and place.part in _NOTES:
            if place.part not in notes:
                notes[place.part] = Editor(file.part(file.related(place.part)))
            reference = comments.reference_of_note(_NOTES[place.part], block, notes[place.part])
            if reference is not None:
                comments.on_element(reference, elsewhere)
                continue
        _on_nearest(comments, body, place, elsewhere)
    comments.finish()
    editor.finish()
    return Annotated(file.save(), len(said), file.signed, file.protection)


def _elsewhere(document: Document, finding: Finding, place: Place, language: Language) -> Iterator[str]:
    """Where the words stand, for a comment that can't stand on them."""
    block = next((each for each in document.blocks if (each.part, each.ordinal) == (place.part, place.paragraph)), None)
    words = finding.quote if place == finding.place or block is None else block.text[place.start : place.end]
    if words:
        shown = where(place, language)
        yield f"{_WORDS[language]}: “{' '.join(words.split())}”" + (f" ({shown})" if shown else "")


def _on_nearest(comments: Comments, body: Sequence[Block], place: Place, text: Sequence[str]) -> None:
    """Comment on the paragraph before the place, or on the first: Word has no comments in headers."""
    at = place.paragraph or 1 if place.part == "body" else 1
    for block in sorted(body, key=lambda block: (abs(block.ordinal - at), block.ordinal)):
        if comments.on_words(block, 0, 0, text):
            return
    raise ReadingError(
        "no-comments",
        "Văn bản không có đoạn chữ nào để gắn nhận xét.",
        "The document has no paragraph to put a comment on.",
    )


_DASHES = lazily("-(?=-)|-$")


def _xml(data: bytes, document: Document, said: Sequence[_Said]) -> bytes:
    source = Source.of(data, document)
    placed: dict[int, list[str]] = {}
    for _, place, text in said:
        offset = source.element(place).start
        lead = source.indentation(offset)
        inner = f"\n{lead}     ".join(_DASHES.sub("- ", line) for line in text)
        placed.setdefault(offset, []).append(f"<!-- plancheck: {inner} -->")
    for offset, texts in placed.items():
        lead = source.indentation(offset)
        joint = f"\n{lead}" if source.begins_line(offset) else ""
        source.insert(offset, "".join(text + joint for text in texts))
    return source.changed
