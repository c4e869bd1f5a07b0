"""What the draft calls itself: the title it issues and closes with, "Kế hoạch này", its own number, its annexes.

What is left from the plan it was copied from is a number or a name in an otherwise equal title.
"""

from collections.abc import Iterator

from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, Passage, Role
from plancheck.text import fold, words_up_to

_TITLED = Cue(
    r"(?<!\w)<retold.issues>(?P<enacted> kèm theo (?:quyết định|nghị quyết) này)?(?: nội dung| bản)* "
    r"(?P<kind><retold.titled>) (?P<title>[^.;:/]{1,400})"
)
_WORD = lazily(r"[^\W_]+")
_ORDINAL = lazily(r"(?:\d+|[ivxlc]+)$")
_THIS = Cue(r"(?<!\w)(?P<kind><retold.kinds>)(?: số (?P<serial>\d+)(?P<symbol>[-/][a-zđ0-9&/-]+))? này(?!\w)")
_ANNEXES = lazily(
    r"(?<!\w)(?:kèm theo|gồm|có)(?: các)? (?P<count>\d{1,2})(?: \(\w+\))? phụ lục(?! (?:[ivx]+|\d+)(?!\w))"
)
_FEWEST = 6
"""Words that two titles have in common before another word in one of them is a slip."""
_LONGEST = 3
"""Words of a name."""
_YEAR = "năm "


def recognise(context: Context) -> Iterator[Fact]:
    """``retold`` facts of a draft."""
    plan = context.plan
    if plan.nature != "draft":
        return
    kind, terms = fold(plan.type_name).strip(), context.knowledge.vocabulary.terms
    whole = " ".join(each.folded.text for each in plan.passages)
    named = frozenset(
        each
        for each in terms["retold.kinds"]
        if (f"{each} số" in whole if each in terms["retold.verbs"] else whole.count(each) > whole.count(f"{each} này"))
    )
    annexes = max((each.appendix for each in plan.passages), default=0)
    for passage in plan.passages:
        if passage.role not in BODY and passage.role is not Role.BASIS:
            continue
        text = passage.folded.text
        if passage.role in (Role.ENACTING, Role.CLOSING, Role.PARAGRAPH, Role.BASIS) or passage.index < plan.host:
            yield from _titles(context, passage, kind)
        if " này" in text and kind in terms["retold.kinds"]:
            yield from _this(context, passage, kind, named)
        match = _ANNEXES.search(text) if "phụ lục" in text else None
        if match and annexes and not context.in_citation(passage, match.start()):
            said = int(match["count"])
            yield _retold(passage, *match.span(), "annexes", f"{annexes} phụ lục", said == annexes)


def _titles(context: Context, passage: Passage, kind: str) -> Iterator[Fact]:
    """The title where the draft is issued or closed, against that in its head: a number or a name put for another."""
    for match in _TITLED(context.knowledge).finditer(passage.folded.text):
        if match["kind"] != kind or context.in_citation(passage, match.start("title")):
            continue
        title = _words(context.plan.subject)
        start, end = passage.folded.span(match.start("title"), match.end("title"))
        again = _words(passage.text[start:end])
        other = _other(title, again, years=match["enacted"] is not None)
        if other is not None:
            wrong, right = other
            at = passage.folded.text.find(fold(wrong), match.start("title"))
            start = at
            if at >= len(_YEAR) and _is_year(wrong) and passage.folded.text.endswith(_YEAR, 0, at):
                start, right = at - len(_YEAR), _YEAR + right
            if at >= 0:
                yield _retold(passage, start, at + len(wrong), "title", right, agrees=False)
        elif title and again[: len(title)] == title:
            yield _retold(passage, match.start("title"), match.end("title"), "title", context.plan.subject, agrees=True)


def _words(text: str) -> list[str]:
    return [text[match.start() : match.end()] for match in _WORD.finditer(" ".join(text.split()))]


def _other(title: list[str], again: list[str], *, years: bool) -> tuple[str, str] | None:
    """The words put for others, and those: numbers, or names in capitals of one to three words.

    A year is another's only where the plan itself must be meant: a closing sentence tells of the next year's, too.
    """
    from difflib import SequenceMatcher

    one, two = ([fold(word) for word in words] for words in (title, again))
    blocks = [each for each in SequenceMatcher(None, one, two, autojunk=False).get_opcodes() if each[0] != "delete"]
    same = sum(each[2] - each[1] for each in blocks if each[0] == "equal")
    changed = [each for each in blocks if each[0] == "replace"]
    if same < _FEWEST or len(changed) != 1:
        return None
    _, first, last, start, stop = changed[0]
    right, wrong = title[first:last], again[start:stop]
    if len(right) != len(wrong) or len(right) > _LONGEST or (stop == len(two) and last < len(one)):
        return None
    is_number = _is_year if years and _is_year(right[0]) else _is_number
    if not (all(map(is_number, right + wrong)) or all(map(_is_name, right + wrong))):
        return None
    return " ".join(wrong), " ".join(right)


def _is_number(word: str) -> bool:
    return _ORDINAL.match(fold(word)) is not None and (word.isdecimal() or word.isupper()) and len(word) != len("2026")


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == len("2026")


def _is_name(word: str) -> bool:
    return word.istitle() and word.isalpha()


def _this(context: Context, passage: Passage, kind: str, named: frozenset[str]) -> Iterator[Fact]:
    """ "Chương trình này" in a plan that speaks of no programme; "Kế hoạch số 15/KH-UBND này" of another number."""
    number = context.plan.number
    for match in _THIS(context.knowledge).finditer(passage.folded.text):
        said = match["kind"]
        if said == kind:
            own = number.serial.lstrip("0")
            if match["serial"] and own:
                agrees = match["serial"].lstrip("0") == own
                yield _retold(passage, *match.span(), "number", number.canonical, agrees)
            elif not match["serial"]:
                yield _retold(passage, *match.span(), "kind", context.plan.type_name, agrees=True)
        elif context.plan.standing == "own" and said not in named and _is_title(passage, match.start()):
            yield _retold(passage, *match.span(), "kind", context.plan.type_name.capitalize(), agrees=False)


def _is_title(passage: Passage, start: int) -> bool:
    """Whether a paper's kind is written as a name, and not behind "văn bản", "nội dung"."""
    before = words_up_to(passage.folded.text, start)
    return passage.text[passage.folded.original(start)].isupper() and not before.endswith(("văn bản ", "nội dung "))


def _retold(passage: Passage, start: int, end: int, issue: str, other: str, agrees: bool) -> Fact:
    first, last = passage.folded.span(start, end)
    quote = passage.text[first:last]
    return fact(
        "retold", passage.place(first, last), quote, issue=issue, text=quote, other=other,
        agrees="yes" if agrees else "no",
    )  # fmt: skip
