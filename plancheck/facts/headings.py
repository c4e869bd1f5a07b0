"""Words of headings that plans always have, with one letter or mark of them mistyped: "GIÁI PHÁP", "YÊU CÂU".

A heading's phrases are compared with the words by which the register knows the sections of a plan. One that is none of
them and differs from exactly one in a single letter is a slip, unless it is a word of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage, Role

_PHRASE = lazily(r"[^\W\d_]+(?: [^\W\d_]+)*")
_JOINT = lazily(r"(?<!\w)(?:và|của|về|năm|cho|trong|giai đoạn)(?!\w)")
_LONGEST = 60
"""Characters of a heading that says what stands under it and no more."""


@lru_cache(maxsize=4)
def _known(knowledge: Knowledge) -> frozenset[str]:
    """Words of two syllables and more by which sections are known."""
    return frozenset(word for section in knowledge.vocabulary.sections for word in section.words if " " in word)


@lru_cache(maxsize=4)
def _by_shape(knowledge: Knowledge) -> Mapping[tuple[int, int], Sequence[str]]:
    """The same by how many spaces and characters they have."""
    found: dict[tuple[int, int], list[str]] = {}
    for word in _known(knowledge):
        found.setdefault((word.count(" "), len(word)), []).append(word)
    return found


@lru_cache(maxsize=4096)
def _meant(knowledge: Knowledge, phrase: str) -> str:
    """The known word that a phrase is but for one letter; empty where there is none, or more than one."""
    known = _known(knowledge)
    if phrase in known or phrase in knowledge.vocabulary.terms["headings.other-words"]:
        return ""
    spaces, length = phrase.count(" "), len(phrase)
    alike = (_by_shape(knowledge).get((spaces, each), ()) for each in (length - 1, length, length + 1))
    near = [word for words in alike for word in words if _one_apart(phrase, word)]
    return near[0] if len(near) == 1 else ""


def _slip(knowledge: Knowledge, phrase: str) -> tuple[str, str]:
    """The beginning of a phrase that is a slip, the longest first, and the word meant; both empty for none."""
    words = phrase.split(" ")
    for count in range(len(words), 1, -1):
        said = " ".join(words[:count])
        if said in _known(knowledge):
            break
        right = _meant(knowledge, said)
        if right:
            return said, right
    return "", ""


def _one_apart(one: str, other: str) -> bool:
    """Whether two phrases differ in a letter that is another, is more or is less."""
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        return one[start + 1 :] == other[start + 1 :]
    shorter, longer = sorted((one, other), key=len)
    return shorter[start:] == longer[start + 1 :]


def recognise(context: Context) -> Iterator[Fact]:
    """``wording`` facts of a plan's headings."""
    for passage in context.plan.of(Role.HEADING):
        text = passage.folded.text
        content = passage.folded.squeezed(passage.content_start)
        if len(text) - content <= _LONGEST:
            yield from _slips(context, passage, text, content)


def _slips(context: Context, passage: Passage, text: str, content: int) -> Iterator[Fact]:
    parted = text[:content] + _JOINT.sub(lambda each: "|" * len(each.group()), text[content:])
    for match in _PHRASE.finditer(parted, content):
        said, right = _slip(context.knowledge, match.group())
        if not right:
            continue
        first, last = passage.folded.span(match.start(), match.start() + len(said))
        written = passage.text[first:last]
        expected = right.upper() if written.isupper() else right.capitalize() if written[0].isupper() else right
        yield fact("wording", passage.place(first, last), written, issue="heading", written=written, expected=expected)
