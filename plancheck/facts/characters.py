"""What is wrong with the characters of the draft's own text: spaces, punctuation, look-alikes, what can't be seen.

Plain searches over the whole draft come first: a paragraph is looked into only where something may be found.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from plancheck.facts import cues
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, Passage, Role
from plancheck.text import LOOK_ALIKES, fold, old_toned, right_before, says, words_around, words_up_to

_OWN = BODY | {Role.SUBJECT, Role.BASIS}
_LOOK_ALIKES = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
_LOOK_ALIKE = lazily("[" + "".join(_LOOK_ALIKES) + "]")
_OTHER_SCRIPT = lazily("[" + "".join(map(re.escape, LOOK_ALIKES)) + "]+")
_LATIN = lazily("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_PRIVATE = lazily("[\ue000-\uf8ff]+")
_SPACES = lazily("[ \u00a0]{2,}")
_IN_DATE = lazily(
    r"(?i:ngày|đến|từ) (?P<date>\d{1,2}(?: /|/ | / )\d{1,2} ?/ ?\d{4}|\d{1,2}/\d{1,2}(?: /|/ | / )\d{4})(?![\w/])"
)
_BLANK_AFTER = ("ngày", "tháng", "năm", "số", "số:", "quý")
_BEFORE_MARK = lazily(r"(?<=[\w)”\"]) +[,;:](?=\s|$)|(?<=[\w)”\"]) +\.(?=\s|$)")
# Each begins with the mark: the scan is for marks.
_JOINED = lazily(r"[,;:](?<=[^\W\d_].)(?=[^\W\d_])|\.(?<=\w\w\w.)(?=[^\W\d_]\w)")
_ADDRESS = lazily(r"://|@|www\.|\.(?:vn|com|org|net)\b", re.IGNORECASE)
# Over text in lower case: what ends a syllable.
_OLD_TONE = lazily(r"o[àáảãạèéẻẽẹ](?!\w)|u(?<!qu)[ỳýỷỹỵ](?!\w)")
_NEW_TONE = lazily(r"[òóỏõọ][ae](?!\w)|[ùúủũụ]y(?!\w)")
_SAID = (Role.ITEM, Role.PARAGRAPH, Role.HEADING)
_SHORTEST_SENTENCE = 5
_SHOWN = 60
"""Characters before and behind a sign that are shown with it."""
_USUAL = 1.0
"""Twice the share of points with a mark at their end from which on one without is a slip: every other one."""
_TITLE_TONE = lazily("HOÀ", re.IGNORECASE)
"""Small letters may be shown as capitals."""
_MARKS_TWICE = lazily(r"[,;:]\s?[,;](?=\s|$)|[,;]\s?\.(?![./\w])|\.(?<!\.\.)\s?[,;](?=\s|$)")
_DOTTED = lazily(r"\.\d+\.\d{3}")
_GROUPS = lazily(r"(?<![\w.,/])\d+(?:\.\d+)+\.\d{3,}(?= ?(?:đồng|đ|VNĐ|VND|triệu|nghìn|ngàn)(?!\w))")
_ROMAN = lazily(r"(?=[IVX]*l)[IVXl]{2,7}(?=[.)])")
_GROUPED = lazily(r"\d{1,3}(?:\.\d{3})+")
_BRACKETS = lazily(r"[()]")
_QUOTES = lazily("[“”]")
_UNFINISHED = cues.Cue(r"(?<!\w)<language.unfinished>(?=[.;](?:\s|$))")
_POINT = lazily(r"(?:^|[\s;,:.(+*-])\(?(?:[^\W\d_]{1,2}|\d{1,2}|[ivx]{1,4})$", re.IGNORECASE)


def recognise(context: Context) -> Iterator[Fact]:
    """``typing`` facts."""
    if context.plan.nature != "draft":
        return
    passages = [each for each in context.plan.passages if each.role in _OWN and not each.parts]
    whole = "\n".join([passage.text for passage in passages]) + "\n"
    yield from _spaces(passages, whole)
    yield from _marks(passages, whole)
    yield from _unfinished(context, passages, whole)
    for passage, match in _finds(_LOOK_ALIKE, passages, whole):
        yield _fact(passage, *match.span(), "look-alike", _LOOK_ALIKES[match.group()])
    for passage, match in _finds(_OTHER_SCRIPT, passages, whole):
        yield from _other_script(passage, match)
    for passage in passages:
        yield from _for_figures(passage)
    for passage, match in _finds(_PRIVATE, passages, whole):
        yield _fact(passage, *match.span(), "private-use", "")
    for passage in passages:
        if passage.block.origins is not None:
            yield from _hidden(passage)
    yield from _dashes(context, passages)
    for passage, match in _finds(_MARKS_TWICE, passages, whole):
        before = words_up_to(passage.text, match.start(), passage.content_start, reach=3)
        if len(before) == 3 and before.isalpha() and before[-1].islower():
            yield _fact(passage, *match.span(), "marks", match.group()[-1])
    if _DOTTED.search(whole):
        for passage, match in _finds(_GROUPS, passages, whole):
            if not _GROUPED.fullmatch(match.group()):
                yield _fact(passage, *match.span(), "grouping", "")
    yield from _unpaired(passages, whole)
    yield from _tones(passages, whole)
    yield from _unstopped(context)
    for passage, first, last in context.stretches(Role.STATE_NAME):
        for match in _TITLE_TONE.finditer(passage.text, first, last):
            yield _fact(passage, *match.span(), "title-tone", _in_case_of(match.group(), "hòa"))


def _finds(
    pattern: re.Pattern[str], passages: Sequence[Passage], whole: str
) -> Iterator[tuple[Passage, re.Match[str]]]:
    """What a pattern finds in passages; ``whole``: all of them, in which most patterns find nothing."""
    for passage in passages if pattern.search(whole) else ():
        for match in pattern.finditer(passage.text):
            yield passage, match


def _for_figures(passage: Passage) -> Iterator[Fact]:
    """Letters typed, or read by a scanner, for the figures of a heading's number: "Il." for "II."."""
    label = _ROMAN.match(passage.text, 0, passage.content_start) if passage.role is Role.HEADING else None
    if label:
        yield _fact(passage, *label.span(), "look-alike", label.group().replace("l", "I"))


def _other_script(passage: Passage, match: re.Match[str]) -> Iterator[Fact]:
    """Letters of other scripts inside words that have Latin ones: whole words of theirs are meant."""
    text, (start, end) = passage.text, match.span()
    wide = "\uff01" <= text[start] <= "\uff5e"
    if wide or _LATIN.match(text[start - 1 : start]) or _LATIN.match(text[end : end + 1]):
        yield _fact(passage, start, end, "look-alike", "".join(LOOK_ALIKES[char] for char in match.group()))


def _fact(passage: Passage, start: int, end: int, fault: str, expected: str) -> Fact:
    """The words around are quoted where the stretch itself shows nothing."""
    text = passage.text
    written = text[start:end]
    if not any(char.isalnum() for char in written):
        written = text[slice(*words_around(text, start - 1, end + 1, _SHOWN))]
    return fact(
        "typing", passage.place(start, end), written.strip(), fault=fault, written=written.strip(), expected=expected
    )


def _last_words(text: str) -> Iterator[str]:
    """The word before each stop."""
    return (piece.rpartition(" ")[2] for piece in text.replace(";", ".").split("."))


def _unfinished(context: Context, passages: Sequence[Passage], whole: str) -> Iterator[Fact]:
    """Sentences that end with a word that none ends with."""
    last = frozenset(context.knowledge.vocabulary.terms["language.unfinished.last"])
    if not last.intersection(_last_words(whole)):
        return
    for passage in passages:
        if not last.intersection(_last_words(passage.text)):
            continue
        for match in _UNFINISHED(context.knowledge).finditer(passage.folded.text):
            yield _fact(passage, *passage.folded.span(*match.span()), "unfinished", "")


def _spaces(passages: list[Passage], whole: str) -> Iterator[Fact]:
    """Two or three spaces between words, or one inside a date; more are a blank to fill in, or a tab of the poor."""
    if says(whole, " /", "/ "):
        for passage, match in _finds(_IN_DATE, passages, whole):
            yield _fact(passage, *match.span("date"), "spaces", match["date"].replace(" ", ""))
    for passage, match in _finds(_SPACES, passages, whole):
        start, end = match.span()
        text = passage.text
        before = text[:start].rpartition(" ")[2].lower()
        blank = before in _BLANK_AFTER or (before.endswith((".", "…")) and text[end : end + 1] in (".", "…"))
        begun = start > passage.content_start
        if begun and end - start <= 3 and not blank and text[end : end + 1] not in ("", "/", "|"):
            yield _fact(passage, start, end, "spaces", " ")


def _marks(passages: list[Passage], whole: str) -> Iterator[Fact]:
    """A space before a mark of punctuation, or none behind it."""
    if says(whole, " ,", " ;", " :", " ."):
        for passage, match in _finds(_BEFORE_MARK, passages, whole):
            yield _fact(passage, *match.span(), "space-before", match.group().strip())
    for passage, match in _finds(_JOINED, passages, whole):
        text, mark, (start, end) = passage.text, match.group(), match.span()
        if not text[start - 1].islower():
            continue
        if mark == "." and not (text[end].isupper() and text[end + 1].islower() and text[start - 3 : start].islower()):
            continue
        if not _ADDRESS.search(text, *words_around(text, start, start)):
            yield _fact(passage, start, end, "no-space-after", mark + " ")


def _hidden(passage: Passage) -> Iterator[Fact]:
    """The stretch typed with marks apart from their letters, and words with something invisible inside."""
    block = passage.block
    origins, text, written = block.origins or (), block.text, block.written
    done, first, last = 0, -1, 0
    for index, (here, following) in enumerate(pairwise(origins)):
        if following - here < 2 or index < done:
            continue
        start, end = words_around(text, index, index)
        source = written[origins[start] : origins[end]]
        visible = "".join([char for char in source if unicodedata.category(char) != "Cf"])
        done = end
        if unicodedata.normalize("NFC", visible) != text[start:end]:
            continue
        if len(visible) < len(source):
            yield _fact(passage, start, end, "invisible", text[start:end])
        else:
            first, last = first if first >= 0 else start, end
    if first >= 0:
        yield _fact(passage, first, last, "apart", text[first:last])


def _dashes(context: Context, passages: list[Passage]) -> Iterator[Fact]:
    for passage in passages:
        text = passage.text
        first = len(text) - len(text.lstrip())
        start = text.find("–", passage.content_start)
        while start > 0:
            if start > first and not context.in_citation(passage, passage.folded.squeezed(start)):
                yield _fact(passage, start, start + 1, "dash", "-")
            start = text.find("–", start + 1)


def _unpaired(passages: list[Passage], whole: str) -> Iterator[Fact]:
    """Brackets and curly quotes without their other half, which may stand in a later paragraph."""
    if whole.count("“") != whole.count("”"):
        yield from _left(passages, "“", "”", _QUOTES)
    if "(" in whole or ")" in whole:
        yield from _left(passages, "(", ")", _BRACKETS)


def _left(passages: list[Passage], opening: str, closing: str, pattern: re.Pattern[str]) -> Iterator[Fact]:
    open_marks: list[tuple[Passage, int]] = []
    for passage in passages:
        if opening not in passage.text and closing not in passage.text:
            continue
        for match in pattern.finditer(passage.text, passage.content_start):
            mark, start = match.group(), match.start()
            if mark == opening:
                open_marks.append((passage, start))
            elif open_marks:
                open_marks.pop()
            elif mark != ")" or not right_before(_POINT, passage.text, start):
                yield _fact(passage, start, start + 1, "unpaired", "")
    for passage, start in open_marks:
        yield _fact(passage, start, start + 1, "unpaired", "")


def _unstopped(context: Context) -> Iterator[Fact]:
    """Points and paragraphs without a mark at their end, in a draft that sets one behind most of them.

    Titles, and lines over points of their own, need none; a numbered line with nothing under it is no title.
    """
    plan = context.plan
    titles = {section.heading for section in plan.sections if section.last > section.first or section.level == 1}
    ended, bare, begun = 0, [], False
    for passage, below in zip_longest(plan.passages, plan.passages[1:]):
        text = passage.text.rstrip()
        begun = begun or passage.role in (Role.BASIS, Role.ENACTING, Role.HEADING)
        goes_on = passage.role is Role.CLOSING and below is not None and below.role is Role.CLOSING
        if not begun or not (passage.role in _SAID or goes_on) or passage.parts or passage.block.cell is not None:
            continue
        over = below is not None and below.role is Role.ITEM and below.level > passage.level
        if passage.index in titles or over:
            continue
        if text[-1:].isalnum() and text.count(" ") >= _SHORTEST_SENTENCE:
            bare.append(passage)
        elif text[-1:] in (".", ";", "!"):
            ended += 1
    if ended * 2 < (ended + len(bare)) * _USUAL:
        return
    for passage in bare:
        end = len(passage.text.rstrip())
        start, _ = words_around(passage.text, end - 1, end)
        yield _fact(passage, start, end, "no-stop", passage.text[start:end] + _mark_of(plan.passages, passage))


def _mark_of(passages: Sequence[Passage], passage: Passage) -> str:
    """What the point before ends with, where another follows; else a full stop."""
    beside = (*passages[max(passage.index - 1, 0) : passage.index], *passages[passage.index + 1 : passage.index + 2])
    alike = [each for each in beside if (each.role, each.level) == (passage.role, passage.level)]
    return ";" if len(alike) == 2 and alike[0].text.rstrip().endswith(";") else "."


def _tones(passages: list[Passage], whole: str) -> Iterator[Fact]:
    """Words with the rarer of two ways to place the tone mark, where the draft mixes them."""
    lowered = whole.lower()
    old = len(_OLD_TONE.findall(lowered))
    new = len(_NEW_TONE.findall(lowered)) if old else 0
    if not new:
        return
    pattern = _OLD_TONE if old <= new else _NEW_TONE
    for passage in passages:
        text = passage.text
        for match in pattern.finditer(text.lower()):
            start, end = match.span()
            while start and text[start - 1].isalpha():
                start -= 1
            word = text[start:end]
            other = _in_case_of(word, fold(word)) if pattern is _OLD_TONE else old_toned(word)
            yield _fact(passage, start, end, "tones", other)


def _in_case_of(written: str, folded: str) -> str:
    return "".join([new.upper() if old.isupper() else new for old, new in zip(written, folded, strict=True)])
