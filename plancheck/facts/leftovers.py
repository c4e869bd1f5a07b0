"""What must not go out with an issued document: marks of drafting, blanks to fill in, traces in the file."""

import re
from collections.abc import Iterator, Sequence

from plancheck.document import OWN, Document
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, Passage, Role
from plancheck.text import fold, says, words_around

_MARKS = {Role.DRAFT_MARK: "draft-mark", Role.SECRECY_MARK: "secrecy-mark", Role.STAMP: "stamp"}
_FILLED = BODY | {Role.SUBJECT, Role.BASIS, Role.RECIPIENT}
_NAMED = (Role.SUPERIOR, Role.AGENCY, Role.POST, Role.SIGNER)
"""Where dots and lines are ornaments, or room for the pen: only words in brackets are a placeholder there."""
_PLACEHOLDER = lazily(
    r"\.{5,}|(?:…[ .]?){2,}|_{3,}|(?:…|\.{3,}) ?/ ?(?:…|\.{3,}|\d{1,2}) ?/ ?(?:\d{4}|…|\.{3,})"
    r"|\[(?:…|\.{3,}|\s{2,}"
    r"|[^\]\d]{0,12}(?:tên|điền|ghi|nêu|số|ngày|bổ sung|cập nhật|nội dung|đơn vị|địa danh)[^\]]{0,40})\]"
    r"|(?<!\w)(?:ngày|tháng|quý|năm) (?:…|\.{3,})(?=[\s)]*[).;]|$)"
    r"|<(?:tên|điền|ghi|nêu|số|ngày)[^>]{0,40}>|(?<!chương )(?<!\w)x{3,}(?!\w)|\?{3,}",
    re.IGNORECASE,
)
_TAG = lazily(
    r"\{\{[^{}\n]{1,120}\}\}|\{%[^{}\n]{1,120}%\}|\{#[^{}\n]{1,120}#\}"  # Jinja, docxtpl, Mustache, Liquid
    r"|\{[#/^@+$=]?[A-Za-z_][\w.]{1,60}\}|[$#]\{[^{}\n]{1,120}\}"  # docxtemplater, Velocity, FreeMarker, JSP
    r"|<%[^<>\n]{1,120}%>|<<[^<>\n]{1,120}>>|\[%[^\[\]\n]{1,120}%\]|\[\[[^\[\]\n]{1,120}\]\]"
    r"|(?<![\w%])%%\w{2,60}%%|(?<![\w@])@@\w{2,60}@@"
    r"|«(?:\w*_\w+|[A-Za-z][A-Za-z0-9]{2,60})»"  # names of fields have no accents, words in quotation marks do
)
"""Tags of template systems, and fields of a mail merge."""
_PROMPT = lazily(
    r"(?:Click|Tap|Nhấp|Bấm|Nhấn)(?: or tap| hoặc (?:gõ|chạm|nhấn))?(?: here| vào đây| để)? (?:to )?(?:enter|nhập)"
    r"[^.;\n]{0,40}\.?|Choose an item\.?|Chọn một mục\.?"
)
"""What an unfilled content control of Word shows."""
_FIELD_ERROR = lazily(r"(?:Error! [A-Z]|Lỗi! [A-ZĐ])[^.!;\n]{3,80}[.!]?")
"""What Word shows where the target of a cross-reference or a bookmark is gone."""
_UNSEEN = frozenset({"hidden-text", "white-text", "tiny-text"})
_ABOUT_WORDS = frozenset({"comment", "format-change", "dirty-field"})
"""Traces whose text is not, or not always, words of the draft."""
_LONGEST = 80
_REMARK = Cue(r"(?P<open>[(\[{]|//|=>|>>|→|\*\*)\s*<leftover.remark>(?!\w)")
_OPENING = ("(", "[", "{", "//", ">", "→", "**")
_BRACKETED = Cue(r"\[(?=[^\][]{0,60}?[^\W\d][^\][]{0,60} )[^\]]{0,40}(?<!\w)<leftover.drafting>(?!\w)")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_ARRIVAL = Cue(r"(?<!\w)<leftover.arrival>")
"""A stamp of arrival that ran into the plan's own number or date, or stands among the recipients."""


def recognise(context: Context) -> Iterator[Fact]:
    """``leftover`` facts: from blocks and their parts, from the text, then from the file itself; ``encoding`` facts."""
    plan = context.plan
    for role, name in _MARKS.items():
        for passage, start, end in context.stretches(role):
            text = passage.text[start:end].strip()
            if text:
                yield fact("leftover", passage.place(start, end), text, leftover=name, text=text)
    for role in (Role.NUMBER, Role.PLACE_DATE, Role.RECIPIENT):
        for passage, start, end in context.stretches(role):
            folded = fold(passage.text)
            lead = end - len(folded[start:end].lstrip(" -"))
            stamp = (
                _ARRIVAL(context.knowledge).match(folded, lead, end)
                if role is Role.RECIPIENT
                else _ARRIVAL(context.knowledge).search(folded, start, end)
            )
            if stamp:
                text = passage.text[stamp.start() : end].strip()
                yield fact("leftover", passage.place(stamp.start(), end), text, leftover="stamp", text=text)
    named = [stretch for role in _NAMED for stretch in context.stretches(role)]
    for passage, start, end in (*named, *_below_posts(context)):
        if "[" in passage.text or "<" in passage.text:
            for match in _PLACEHOLDER.finditer(passage.text, start, end):
                if match.group()[0] in "[<":
                    yield _placeholder(passage, match)
    for passage in plan.passages:
        text = passage.text
        if passage.role in _FILLED:
            known = list(_PLACEHOLDER.finditer(text)) if _suspicious(text) else []
            yield from (_placeholder(passage, match) for match in known)
            yield from _remarks(context, passage, [match.span() for match in known])
        if _tagged(text):
            for match in (*_TAG.finditer(text), *_PROMPT.finditer(text)):
                yield _placeholder(passage, match)
    for passage in plan.passages:
        text = passage.text
        if "Error! " in text or "Lỗi! " in text:
            for match in _FIELD_ERROR.finditer(text):
                yield fact(
                    "leftover", passage.place(*match.span()), match.group(), leftover="field-error", text=match.group()
                )
    yield from _traces(plan.document)
    for passage in plan.passages:
        for start, end, encoding, by, written in passage.block.decoded:
            text = passage.text[start:end]
            yield fact(
                "encoding", passage.place(start, end), text, encoding=encoding, by=by, written=written, text=text
            )


def _below_posts(context: Context) -> Iterator[tuple[Passage, int, int]]:
    """What stands where a name is to stand and is none: "[Tên người ký]"."""
    passages = context.plan.passages
    for passage, start, end in context.stretches(Role.NOISE):
        if passage.index and passages[passage.index - 1].role in (Role.POST, Role.AUTHORITY):
            yield passage, start, end


def _traces(document: Document) -> Iterator[Fact]:
    """What the reader found in the file, each with the words of the draft it is about."""
    if not document.traces:
        return
    texts = {block.key: block.text for block in document.blocks}
    for trace in document.traces:
        if trace.kind.startswith(OWN):
            continue
        if trace.kind == "placeholder" and _shown(texts.get(trace.place.key, "")):
            continue
        if trace.kind in _UNSEEN and not any(char.isalnum() for char in trace.text):
            continue
        place, quote = trace.place, trace.text
        if trace.kind in _ABOUT_WORDS:
            text = texts.get(place.key, "")
            quote = (text[place.start : place.end].strip() or text)[:_LONGEST] or quote
        yield fact("leftover", place, quote, leftover=trace.kind, text=trace.text)


def _placeholder(passage: Passage, match: re.Match[str]) -> Fact:
    quote = _around(passage.text, match.start(), match.end())
    return fact("leftover", passage.place(*match.span()), quote, leftover="placeholder", text=match.group().strip())


def _remarks(context: Context, passage: Passage, known: Sequence[tuple[int, int]]) -> Iterator[Fact]:
    """What drafters said to each other: "(đ/c Hùng xem lại câu này)", "[chờ số liệu của Công an]"."""
    text, folded = passage.text, passage.folded
    if not any(sign in text for sign in _OPENING):
        return
    ends = 0
    for cue in (_REMARK, _BRACKETED):
        for match in cue(context.knowledge).finditer(folded.text):
            start = folded.original(match.start())
            closing = text.find(_CLOSING.get(text[start], "\n"), start)
            end = closing + 1 if closing >= 0 else len(text.rstrip())
            if start < ends or any(first < end and start < last for first, last in known):
                continue
            ends = end
            said = text[start:end].strip()
            yield fact("leftover", passage.place(start, end), said, leftover="remark", text=said)


def _shown(text: str) -> bool:
    """Whether what nobody filled in stands in the text, where it is found as what it is."""
    return bool(_TAG.search(text) or _PROMPT.search(text))


def _tagged(text: str) -> bool:
    """Whether a block may hold a tag or a prompt: plain searches, for most blocks hold none."""
    if "{" in text or "«" in text or "<" in text or "[[" in text or "[%" in text or "%%" in text or "@@" in text:
        return True
    return "enter" in text or "nhập" in text or "Choose an" in text or "Chọn một" in text


def _suspicious(text: str) -> bool:
    """Whether a block may hold a placeholder: plain searches, for most blocks hold none."""
    return says(text, "...", "…", "__", "[", "<", "???") or "xxx" in text.lower()


def _around(text: str, start: int, end: int) -> str:
    """The placeholder with the words before it, so that a person finds it."""
    return text[words_around(text, start - 30, end)[0] : end].strip()
