"""Where the draft points at its own parts: "Mục VI", "khoản 2 Mục III", "Điều 5 Quyết định này", "Như Điều 3".

What may belong to another document is not judged: a part is missed only where the sentence names no instrument, or says
"này" behind it.
"""

import re
from collections.abc import Iterator

from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import BODY, OUTSIDE_THE_DRAFT, Passage, Role

_POINTER = lazily(
    r"(?<!\w)(?:(?:điểm|tiết) (?P<letter>[a-eghikl-vxyđ]),? )?"
    r"(?:(?:khoản|điểm|mục|tiết) (?P<points>\d{1,2}(?:(?:, ?| và | đến )(?:(?:khoản|điểm|mục) )?\d{1,2})*),? )?"
    r"(?:mục|phần) (?P<part>[ivx]{1,5})(?!\w)(?:\.(?P<dotted>\d{1,2})(?![\d.]*\w))?(?!\.\w)"
    r"|(?<!\w)điều (?P<article>\d{1,3})(?!\w|\.\d)"
)
_OF_OTHERS = Cue(r"(?<!\w)<pointer.of-others>(?!\w)(?! này)")
_OWN = lazily(
    r" ?(?:,|\()? ?(?:của |tại |trong )?(?:bản )?(?:(?:kế hoạch|quyết định|hướng dẫn|quy chế|chương trình|đề án) này"
    r"|(?<=của )kế hoạch(?=[.;,)]|$))"
)
_HEADING = lazily(r"\W*điều (?P<article>\d{1,3})(?!\w)")
_AS_ARTICLE = lazily(r"\W*như (?:tại )?(?:trên, )?điều (?P<article>\d{1,3})(?!\w)")
_LABEL = 4
"""Characters within which an article's own label begins."""
_ENOUGH = 2
"""Parts that a draft must have before one is missed."""


class _Parts(NamedTuple):
    romans: frozenset[str]
    articles: frozenset[int]
    points: dict[str, frozenset[int]]
    """Roman number of a part that stands once → the Arabic numbers right under it."""
    letters: dict[tuple[str, int], frozenset[str]]
    """The same part and a number in it → the letters under that."""


def recognise(context: Context) -> Iterator[Fact]:
    """``pointer`` facts of a draft."""
    plan = context.plan
    if plan.nature != "draft" or plan.standing == "attached":
        return
    parts = _parts(context)
    for passage in plan.passages:
        text = passage.folded.text
        if passage.role is Role.RECIPIENT:
            match = _AS_ARTICLE.match(text)
            if match:
                yield _pointer(passage, *match.span(), int(match["article"]) in parts.articles)
            continue
        if passage.role not in BODY or not ("mục " in text or "phần " in text or "điều " in text):
            continue
        yield from _of_passage(context, passage, text, parts)


def _of_passage(context: Context, passage: Passage, text: str, parts: _Parts) -> Iterator[Fact]:
    others: bool | None = None
    for match in _POINTER.finditer(text):
        if context.in_citation(passage, match.start()) or (match.start() < _LABEL and _HEADING.match(text)):
            continue
        own = _OWN.match(text, match.end()) is not None
        if not own:
            if others is None:
                others = names_others(context, passage)
            if others:
                continue
        there = _there(match, parts)
        if own and match["article"] and not parts.articles and len(parts.romans) >= _ENOUGH:
            there = False  # "Điều 7 Kế hoạch này": a plan in parts
        if there is not None:
            yield _pointer(passage, *match.span(), there)


def names_others(context: Context, passage: Passage) -> bool:
    """Whether a passage, or the line with ":" that it stands under, names an instrument."""
    above = context.plan.passages[passage.index - 1] if passage.index else passage
    heads = [passage, above] if above.text.rstrip().endswith((":", ";")) else [passage]
    return any(_OF_OTHERS(context.knowledge).search(each.folded.text) for each in heads)


def _there(match: re.Match[str], parts: _Parts) -> bool | None:
    """Whether the draft has what is pointed at; None where that can't be told."""
    if match["article"]:
        return int(match["article"]) in parts.articles if len(parts.articles) >= _ENOUGH else None
    if len(parts.romans) < _ENOUGH:
        return None
    if match["part"] not in parts.romans:
        return False
    points = parts.points.get(match["part"])
    numbers = [int(each) for each in lazily(r"\d+").findall(match["points"] or match["dotted"] or "")]
    if numbers and points is not None:
        letters = parts.letters.get((match["part"], numbers[0]))
        return points.issuperset(numbers) and (not match["letter"] or not letters or match["letter"] in letters)
    return True


def _pointer(passage: Passage, start: int, end: int, there: bool) -> Fact:
    first, last = passage.folded.span(start, end)
    quote = passage.text[first:last].strip(" -+*")
    return fact("pointer", passage.place(first, last), quote, text=quote, agrees="yes" if there else "no")


_ROMAN = lazily(r"[IVX]{1,5}(?=[.)/:-]?$)")
_LETTERED = lazily(r"[A-Za-zđĐ][).]?$")
_ARABIC = lazily(r"(?P<number>\d{1,2})[.)]?$")


def _parts(context: Context) -> _Parts:
    """Numbers of the parts and articles that stand anywhere in the draft, appendices and tables included."""
    romans: set[str] = set()
    articles: set[int] = set()
    heads: dict[str, list[int]] = {}
    under: dict[str, set[int]] = {}
    letters: dict[tuple[str, int], set[str]] = {}
    part, number = "", 0
    for passage in context.plan.passages:
        if passage.role in OUTSIDE_THE_DRAFT:
            continue
        label = passage.label.strip() or (passage.text.strip() if passage.block.cell is not None else "")
        roman = _ROMAN.match(label)
        arabic = _ARABIC.match(label)
        article = _HEADING.match(passage.folded.text) or _HEADING.match(passage.label.lower())
        if article:
            articles.add(int(article["article"]))
        if roman:
            part, number = roman.group().lower(), 0
            romans.add(part)
            under.setdefault(part, set())
            heads.setdefault(part, []).append(passage.index)
        elif arabic and part and passage.block.cell is None:
            number = int(arabic["number"])
            under.setdefault(part, set()).add(number)
        elif part and number and passage.block.cell is None and _LETTERED.match(label):
            letters.setdefault((part, number), set()).add(label[0].lower())
    points = {part: frozenset(numbers) for part, numbers in under.items() if len(heads[part]) == 1}
    lettered = {at: frozenset(each) for at, each in letters.items() if at[0] in points}
    return _Parts(frozenset(romans), frozenset(articles), points, lettered)
