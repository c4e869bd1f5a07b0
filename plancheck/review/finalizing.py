"""The draft as it is issued: number, day and signer filled in, nothing of its making left, checked once more."""

import re
from collections.abc import Iterator, Sequence

from plancheck.patterns import lazily
from plancheck.reading import read
from plancheck.reading.errors import ReadingError
from plancheck.records import NamedTuple
from plancheck.report.model import WORD, FileReport, Finding
from plancheck.review.draft import written
from plancheck.review.markup import Node, Splice
from plancheck.review.package import word_file
from plancheck.review.rewrite import OBSTACLES, Ground, Key, Paragraph, rewritten
from plancheck.review.runs import Editor
from plancheck.review.settle import settled
from plancheck.review.suggestions import Suggestion, waiting
from plancheck.review.trying import Check, Understand
from plancheck.rules.model import Text
from plancheck.structure.plan import Passage, Plan, Role
from plancheck.text import nfc

_BLANK = r"(?:\[[^\]]*\]|[xX]{2,}|[\s.…_])*"
_NUMBER = lazily(rf"(số(?:\s*:)?){_BLANK}(\d*[a-zđ]?)\s*(?=[/-])", re.IGNORECASE)
_DATE = lazily(rf"ngày{_BLANK}\d*{_BLANK}tháng{_BLANK}\d*{_BLANK}năm{_BLANK}(?:\d{{4}})?", re.IGNORECASE)
_SHORT_DATE = lazily(rf"ngày{_BLANK}\d*{_BLANK}/{_BLANK}\d*{_BLANK}/{_BLANK}(?:\d{{4}})?", re.IGNORECASE)


class Issue(NamedTuple):
    """What is filled in; empty, 0: as the draft has it."""

    number: str = ""
    """"123", without the symbol."""
    day: int = 0
    """``yyyymmdd``."""
    signer: str = ""


class Final(NamedTuple):
    """A draft ready to be issued, or what stands in its way."""

    data: bytes
    report: FileReport
    changes: int
    """Tracked changes accepted."""
    comments: int
    """Comments taken out."""
    missing: tuple[Text, ...]
    """What is neither in the draft nor given, or has no place to go to."""
    waiting: tuple[Suggestion, ...] = ()
    """Plancheck's own suggestions that a person must judge first."""

    @property
    def errors(self) -> list[Finding]:
        """What must be put right first."""
        return [each for each in self.report.findings if each.severity == "error" and each.suppressed is None]


def finalized(
    data: bytes, name: str, check: Check, understand: Understand, issue: Issue, *, accept_suggestions: bool = False
) -> Final:
    """Make a draft ready to be issued. Raises ReadingError, for a place that can't be written to as well.

    ``accept_suggestions``: plancheck's own suggestions too, which else wait for a person.
    """
    if read(data, name).format not in WORD:
        raise ReadingError(
            "no-finalizing",
            "Chỉ hoàn thiện được tệp Word (.docx); hãy mở tệp này bằng Word, Lưu thành .docx rồi chạy lại.",
            "Only a Word file (.docx) can be finalized; open this one in Word, save it as .docx and run again.",
        )
    clean, changes, comments = settled(data)
    clean = _without_marks(clean, understand(clean)[0])
    plan = understand(clean)[0]
    filled = _filled(clean, plan, issue)
    report = check(filled)
    unjudged = () if accept_suggestions else waiting(data)
    return Final(filled, report, changes, comments, tuple(_missing(report, plan, issue)), unjudged)


def _missing(report: FileReport, plan: Plan, issue: Issue) -> Iterator[Text]:
    """``plan``: of the draft before it was filled in."""
    document = report.document
    if document is not None and not document.number:
        given = Text("dòng “Số: …” để điền số", "the line “Số: …” for the number")
        yield given if issue.number else Text("số văn bản (--number)", "the number (--number)")
    if document is not None and not document.date:
        given = Text("dòng “…, ngày … tháng … năm …” để điền ngày", "the line “…, ngày … tháng … năm …” for the day")
        yield given if issue.day else Text("ngày ban hành (--date)", "the day (--date)")
    if not plan.stretches(Role.SIGNER) and (not issue.signer or not plan.stretches(Role.POST, Role.AUTHORITY)):
        given = Text("chức vụ người ký, để điền họ tên", "the signer's post, for the name")
        yield given if issue.signer else Text("họ tên người ký (--signer)", "the signer's name (--signer)")


# What is filled in


def _filled(data: bytes, plan: Plan, issue: Issue) -> bytes:
    texts: dict[Key, str] = {}
    for passage, start, end, new in sorted(_fillings(plan, issue), key=lambda each: -each[1]):
        text = texts.get(_key(passage), passage.text)
        texts[_key(passage)] = text[:start] + new + text[end:]
    paragraphs = list(_signature(plan, issue.signer))
    ground = Ground(data, plan.document)
    texts = {key: nfc(text) for key, text in texts.items() if text != ground.blocks[key].text}
    for key, text in texts.items():
        if reason := ground.obstacle(key, text):
            (vi, en), shown = OBSTACLES[reason], ground.blocks[key].text
            raise ReadingError(reason, f"Không điền được vào “{shown}”: {vi}.", f"Can't fill in “{shown}”: {en}.")
    return rewritten(ground, texts, paragraphs) if texts or paragraphs else data


def _fillings(plan: Plan, issue: Issue) -> Iterator[tuple[Passage, int, int, str]]:
    """Stretches of the draft and what stands there on issue."""
    number = issue.number if plan.stretches(Role.PARTY_NAME) else issue.number.zfill(2 if issue.number else 0)
    for passage, start, end in plan.stretches(Role.NUMBER, Role.PLACE_DATE, Role.ATTACHED):
        yield passage, start, end, _dated(_numbered(passage.text[start:end], number), issue.day)
    for passage, start, end in plan.stretches(Role.SIGNER)[:1] if issue.signer else ():
        yield passage, start, end, issue.signer


def _signature(plan: Plan, signer: str) -> Iterator[Paragraph]:
    """The signer's name as a new paragraph at the end of the signature, where there is none."""
    posts = plan.stretches(Role.POST) or plan.stretches(Role.AUTHORITY)
    if signer and posts and not plan.stretches(Role.SIGNER):
        last = _key(posts[-1][0])
        yield Paragraph(last, last, "", signer, beyond_blanks=True)


def _numbered(text: str, number: str) -> str:
    return _NUMBER.sub(lambda match: f"{match[1]} {number}", text, count=1) if number else text


def _dated(text: str, day: int) -> str:
    if not day:
        return text
    short = f"ngày {written(day, short=True)}"
    return _SHORT_DATE.sub(short, _DATE.sub(f"ngày {written(day, short=False)}", text, count=1), count=1)


def _key(passage: Passage) -> Key:
    return passage.block.part, passage.block.ordinal


# "DỰ THẢO"


def _without_marks(data: bytes, plan: Plan) -> bytes:
    """Take out what says that the file is a draft: its paragraph, or the text box that holds nothing else."""
    marks = [each for each in plan.stretches(Role.DRAFT_MARK) if each[0].block.part == "body"]
    whole = [passage for passage, start, end in marks if not passage.text[:start].strip() + passage.text[end:].strip()]
    texts = {
        _key(passage): (passage.text[:start] + passage.text[end:]).strip()
        for passage, start, end in marks
        if passage not in whole
    }
    if texts:
        data = rewritten(Ground(data, plan.document), texts)
    if not whole:
        return data
    file = word_file(data)
    editor = Editor(file.part(file.main))
    gone: dict[int, Node] = {}
    for passage in whole:
        for node in _held(editor, passage, plan.passages):
            gone[node.start] = node
    editor.part.splices += [Splice(node.start, node.end, "") for node in gone.values()]
    return file.save()


def _held(editor: Editor, passage: Passage, passages: Sequence[Passage]) -> Iterator[Node]:
    """Elements to take out with a paragraph of a draft's mark."""
    runs = [run.node for run in passage.block.runs if run.node >= 0]
    if not runs:
        return
    box = editor.anchor(runs[0])
    if box is not editor.node(runs[0]):
        inside = [each for each in passages if any(_is_in(editor, run.node, box) for run in each.block.runs)]
        if all(each.role is Role.DRAFT_MARK for each in inside):
            yield box
            return
    paragraph = next(node for node in editor.node(runs[0]).ancestors() if node.local == "p")
    beside = paragraph.parent.children if paragraph.parent else []
    properties = paragraph.child("pPr")
    if sum(node.local == "p" for node in beside) > 1 and not (properties and properties.child("sectPr")):
        yield paragraph
    else:
        yield from (editor.node(run) for run in runs)


def _is_in(editor: Editor, run: int, box: Node) -> bool:
    return run >= 0 and box.start <= editor.node(run).start < box.end
