"""Form told by words: the subject line, "số" in citations, marks of points, who signs how, "Kính gửi", appendices.

Formatting is not looked at: all of this is the same in every input.
"""

import re
from collections.abc import Iterator, Mapping

from plancheck.data.days import day_of, in_words
from plancheck.facts import cues
from plancheck.facts.citing import Citation, role_at
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.numbering import ROMANS, ordinal
from plancheck.facts.times import find_times
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import AUTHORITIES, DELEGATED, Passage, Role
from plancheck.text import fold

_ABOUT = lazily(r"\W*(v ?/ ?v\.?:?\s+)(\S+)", re.IGNORECASE)
_SHORTEST_TYPE = 5
"""Letters of a type's name written out; "NĐ", "TTLT" are abbreviations, which the number's own rules judge."""
_DEPTH = lazily(r"\d{1,2}(?:\.\d{1,2})+[.)]?")
_OTHER_MARK = lazily(r"(?P<letter>[a-km-zđ])[./]|(?P<number>\d{1,2})[)/]|(?P<roman>[IVX]{1,5})[-/)]")
_AUTHORITY = lazily(rf"\s*(?P<code>{AUTHORITIES})(?:\s*[./])?\s*(?P<rest>.*)", re.DOTALL)
_LABEL = lazily(r"\W*phụ lục(?: số)?(?: (?P<label>[ivxlc]+|\d{1,2}|[a-z]))?(?!\w)")
_ATTACHED = Cue(r"<attached.words>(?!\w)")
_ATTACHED_NUMBER = lazily(r"số:? ?(?P<serial>\d{1,6}) ?(?P<symbol>[/-] ?[\w-]+(?:/[\w-]+)?)")
_WITH_NUMBER = lazily(r"số:?\s*(?P<text>(?P<serial>\d{1,5})\s*[/-]\s*[\w-]+)", re.IGNORECASE)
_WITH_DATE = lazily(
    r"ngày\s*(?P<day>\d{1,2})(?:\s*tháng\s*|\s?[/.-]\s?)(?P<month>\d{1,2})(?:\s*năm\s*|\s?[/.-]\s?)(?P<year>\d{4})",
    re.IGNORECASE,
)
_AS_ABOVE = lazily(r"(?:như|n) ?(?:trên|kính gửi)(?: \W.*)?")
_NEAR = 6
"""Passages below an appendix's label that may hold its title and reference."""


def recognise(context: Context) -> Iterator[Fact]:
    """``defect`` facts; an article about a plan has none."""
    if context.plan.nature != "draft":
        return
    state = context.plan.issuer.system != "party"
    yield from _subject(context)
    yield from _numbers(context)
    yield from _marks(context)
    if state:
        yield from _authority(context)
    yield from _addressee(context)
    yield from _appendices(context)


def _defect(
    passage: Passage, start: int, end: int, component: str, defect: str, expected: str = "", actual: str = ""
) -> Fact:
    written = passage.text[start:end]
    return fact(
        "defect", passage.place(start, end), written, component=component, defect=defect, expected=expected,
        actual=actual or written,
    )  # fmt: skip


def _subject(context: Context) -> Iterator[Fact]:
    """ "V/v" belongs to letters: under a type's name it is left out."""
    for passage, start, end in context.stretches(Role.SUBJECT)[:1]:
        match = _ABOUT.match(passage.text, start, end)
        if match and context.plan.type_code not in ("", "CV"):
            word = match[2]
            expected = word[0].upper() + word[1:]
            yield _defect(passage, match.start(1), match.end(2), "subject", "about", expected)


def _numbers(context: Context) -> Iterator[Fact]:
    """Type and number without "số" between them; each citation by itself."""
    for citation in context.citations:
        passage = citation.passage
        if not citation.parts or not citation.type_code or citation.within >= 0 or citation.name:
            continue
        between = passage.folded.text[citation.start : citation.number_start]
        word = between.strip()
        if len(word) < _SHORTEST_TYPE or not word.replace(" ", "").isalpha() or "số" in word.split():
            continue
        yield _number(citation, len(word))


def _number(citation: Citation, length: int) -> Fact:
    passage = citation.passage
    start, end = passage.folded.span(citation.start, citation.number_end)
    number = passage.as_written(citation.number_start, citation.number_end)
    word = passage.as_written(citation.start, citation.start + length)
    role = "basis" if role_at(passage, citation.start) is Role.BASIS else "citation"
    return _defect(passage, start, end, role, "no-number-word", f"{word} số {number}")


def _marks(context: Context) -> Iterator[Fact]:
    """Labels with a mark that the decree has not, and numbers of several figures."""
    for passage in context.plan.passages:
        if not passage.label or passage.role not in (Role.HEADING, Role.ITEM) or passage.block.cell is not None:
            continue
        label = passage.label.strip()
        component = "heading" if passage.role is Role.HEADING else "item"
        start = passage.text.find(label) if not passage.block.label else -1
        end = start + len(label) if start >= 0 else len(passage.text)
        start = max(start, 0)
        if _DEPTH.fullmatch(label):
            yield _defect(passage, start, end, component, "depth", actual=label)
            continue
        match = _OTHER_MARK.fullmatch(label)
        if match is None:
            continue
        expected = f"{match['letter']})" if match["letter"] else f"{match['number'] or match['roman']}."
        typed = "" if passage.block.label else "typed-"
        yield _defect(passage, start, end, component, f"{typed}mark", expected, label)


def _authority(context: Context) -> Iterator[Fact]:
    """Letters of authority against what stands behind them and the post below them."""
    stretches = context.stretches(Role.AUTHORITY)
    posts = [fold(post) for post in context.plan.signature.posts]
    a_post, a_body, an_office = (
        cues.anywhere(context.knowledge, f"signature.{name}") for name in ("posts", "collectives", "offices")
    )
    for passage, first, last in stretches:
        match = _AUTHORITY.match(passage.text, first, last)
        if match is None:
            continue
        code, rest = match["code"].replace("/", ""), fold(match["rest"]).strip()
        start = match.start("code")
        line = passage.text[first:last].strip()
        if code == "TM" and a_post.match(rest):
            yield _defect(passage, start, last, "authority", "post-for-body", f"KT. {match['rest'].strip()}", line)
        elif code == "TM" and an_office.match(rest):
            post = context.plan.signature.posts[-1] if posts else ""
            alone = context.plan.signature.authority == "TM"
            deputy = f"KT. {post.partition(' ')[2]}" if alone and posts and posts[-1].startswith("phó ") else ""
            yield _defect(passage, start, last, "authority", "head-regime", deputy or post, line)
        elif code != "TM" and a_body.match(rest):
            yield _defect(passage, start, last, "authority", "body-for-post", f"TM. {match['rest'].strip()}", line)
        elif code in DELEGATED and posts and _is_own_deputy(context, rest, posts[-1]):
            written = f"{line} / {context.plan.signature.posts[-1]}"
            yield _defect(passage, start, last, "authority", "own-deputy", f"KT. {match['rest'].strip()}", written)


def _is_own_deputy(context: Context, head: str, post: str) -> bool:
    """Whether a post is the head's behind TL. or TUQ., or the deputy's of that head in the same office."""
    if post.startswith(("phó chủ tịch", "chủ tịch")):
        return True
    own = next(
        (each.posts for each in context.knowledge.vocabulary.offices if each.id == context.plan.issuer.office), ()
    )
    one = post.partition(",")[0]  # "Thứ trưởng, Phó Chủ nhiệm" is one deputy under two names
    return head in own and one in own[own.index(head) :][:2]


def _addressee(context: Context) -> Iterator[Fact]:
    """ "Kính gửi" above the text, and "Như trên" that points to it: letters and reports have it, a plan has not."""
    for recipient in context.recipients:
        if _AS_ABOVE.fullmatch(recipient.folded):
            yield _defect(recipient.passage, recipient.start, recipient.end, "recipients", "as-above")
    for passage in context.plan.passages:
        if passage.role in (Role.HEADING, Role.ITEM) or passage.appendix:
            return
        text = passage.folded.text
        at = text.find("kính gửi") if len(text) < 400 else -1
        if 0 <= at < 4 and passage.role not in (Role.RECIPIENT, Role.RECIPIENTS_LABEL):
            start = passage.folded.original(at)
            yield _defect(passage, start, start + len("kính gửi"), "recipients", "addressee")
            return


def _appendices(context: Context) -> Iterator[Fact]:
    passages = context.plan.passages
    yield from _issued_with(context)
    titles: dict[int, Passage] = {}
    for passage in passages:
        if passage.appendix and passage.role is Role.APPENDIX_TITLE and _LABEL.match(passage.folded.text):
            titles.setdefault(passage.appendix, passage)
    several = len(titles) > 1
    yield from _labels_in_order(titles)
    for title in titles.values():
        match = _LABEL.match(title.folded.text)
        label = match["label"] if match else ""
        line = title.text.split("\n")[0].strip()
        if several and not label:
            yield _defect(title, 0, len(title.text), "appendix", "unnumbered", actual=line)
        elif several and label and (label.isdecimal() or label.upper() not in ROMANS):
            yield _defect(title, 0, len(title.text), "appendix", "not-roman", actual=line)
        yield from _attached(context, title, passages[title.index : title.index + _NEAR])


def _labels_in_order(titles: Mapping[int, Passage]) -> Iterator[Fact]:
    """Roman or Arabic numbers of appendices that are left out."""
    before = 0
    for title in titles.values():
        match = _LABEL.match(title.folded.text)
        label = (match["label"] if match else "") or ""
        kind, number = ordinal(label.upper())
        if before and number > before + 1:
            right = ROMANS[before + 1] if kind == "roman" else str(before + 1)
            line = title.text.split("\n")[0].strip()
            yield _defect(title, 0, len(title.text), "appendix", "gap", f"Phụ lục {right}", line)
        before = number


def _issued_with(context: Context) -> Iterator[Fact]:
    """ "(Kèm theo Quyết định số … ngày …)" of a paper behind the very decision, with another number or day."""
    plan = context.plan
    if plan.host < 0:
        return
    lines = [each for each in context.stretches(Role.ATTACHED) if not each[0].appendix and each[0].index >= plan.host]
    title = next((each for each in context.stretches(Role.TYPE) if each[0].index >= plan.host), None)
    if not lines and title:
        yield _defect(*title, "appendix", "no-host")
    for passage, first, last in lines:
        number = _WITH_NUMBER.search(passage.text, first, last)
        if number and plan.number.serial and number["serial"].lstrip("0") != plan.number.serial.lstrip("0"):
            yield _defect(passage, *number.span("text"), "appendix", "other-number", plan.number.canonical)
        date = _WITH_DATE.search(passage.text, first, last)
        own = context.own_date
        if date and own:
            day, month, year = (int(date[name]) for name in ("day", "month", "year"))
            if day_of(year, month, day) != own:
                yield _defect(passage, *date.span(), "appendix", "other-date", f"ngày {in_words(own)}")


def _attached(context: Context, title: Passage, below: tuple[Passage, ...]) -> Iterator[Fact]:
    """The "(Kèm theo Kế hoạch số …)" of an appendix, and whose number it has."""
    for passage in below:
        if passage.appendix != title.appendix:
            break
        found = _ATTACHED(context.knowledge).search(passage.folded.text)
        if found is None or (found.start() > 3 and passage is not title):
            continue
        number = _ATTACHED_NUMBER.search(passage.folded.text, found.end())
        own = context.plan.number
        if number and own.serial and own.symbol:
            same = number["serial"].lstrip("0") == own.serial.lstrip("0")
            symbol = number["symbol"].replace(" ", "")[1:]
            if not same or symbol != fold(own.symbol).replace(" ", ""):
                start, end = passage.folded.span(number.start("serial"), number.end())
                yield _defect(passage, start, end, "appendix", "other-number", own.canonical)
        day = next((each for each in find_times(passage.folded.text) if each.unit == "day" and each.dated), None)
        if day and context.own_date and day.first != context.own_date:
            start, end = passage.folded.span(day.start, day.end)
            yield _defect(passage, start, end, "appendix", "other-date", f"ngày {in_words(context.own_date)}")
        return
    line = title.text.split("\n")[0].strip()
    yield _defect(title, 0, len(title.text), "appendix", "no-reference", actual=line)
