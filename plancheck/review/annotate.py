"""A copy of the draft with a comment at each finding: Word comments, or XML comments before the element."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancheck.document import Block, Document, Place
from plancheck.reading.errors import ReadingError
from plancheck.report.model import Finding
from plancheck.report.wording import Language, cited, where, word
from plancheck.review.comments import Comments
from plancheck.review.package import WORD, word_file
from plancheck.review.runs import Editor
from plancheck.review.sources import Source
from plancheck.rules.model import RuleSet

_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_WHY = {"vi": "Vì sao", "en": "Why"}
_WORDS = {"vi": "Chỗ sai", "en": "The words"}


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
    """Comment on each finding that counts. ``date`` is ISO: that of the comments. Raises ReadingError.

    The same input gives the same bytes.
    """
    standing = sorted((each for each in findings if each.suppressed is None), key=_reading_order)
    said = [(finding, lines(finding, rules, language)) for finding in standing]
    if document.format in WORD:
        return _word(data, document, said, f"{date}T00:00:00Z", language)
    if document.format in ("plan-xml", "akn"):
        return Annotated(_xml(data, document, said), len(said))
    raise ReadingError(
        "no-comments",
        "Không ghi nhận xét vào loại tệp này được; hãy mở bằng Word, Lưu thành .docx rồi chạy lại.",
        "This kind of file takes no comments; open it in Word, save it as .docx and run again.",
    )


def _reading_order(finding: Finding) -> tuple[bool, str, int, int]:
    place = finding.place
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


def _word(
    data: bytes, document: Document, said: Sequence[tuple[Finding, list[str]]], date: str, language: Language
) -> Annotated:
    file = word_file(data)
    editor = Editor(file.part(file.main))
    comments = Comments(file, editor, date)
    blocks = {(block.part, block.ordinal): block for block in document.blocks}
    body = [block for block in document.blocks if block.part == "body"]
    notes: dict[str, Editor] = {}
    for finding, text in said:
        place = finding.place
        block = blocks.get((place.part, place.paragraph or 0))
        if block is not None and place.part == "body" and comments.on_words(block, place.start, place.end, text):
            continue
        elsewhere = [text[0], *_elsewhere(finding, place, language), *text[1:]]
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


def _elsewhere(finding: Finding, place: Place, language: Language) -> Iterator[str]:
    """Where the words stand, for a comment that can't stand on them."""
    if finding.quote:
        shown = where(place, language)
        yield f"{_WORDS[language]}: “{' '.join(finding.quote.split())}”" + (f" ({shown})" if shown else "")


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


_DASHES = re.compile("-(?=-)|-$")


def _xml(data: bytes, document: Document, said: Sequence[tuple[Finding, list[str]]]) -> bytes:
    source = Source.of(data, document)
    placed: dict[int, list[str]] = {}
    for finding, text in said:
        offset = source.element(finding.place).start
        lead = source.indentation(offset)
        inner = f"\n{lead}     ".join(_DASHES.sub("- ", line) for line in text)
        placed.setdefault(offset, []).append(f"<!-- plancheck: {inner} -->")
    for offset, texts in placed.items():
        lead = source.indentation(offset)
        joint = f"\n{lead}" if source.begins_line(offset) else ""
        source.insert(offset, "".join(text + joint for text in texts))
    return source.changed
