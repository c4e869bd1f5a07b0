"""Which topics of the vocabulary the plan's clauses carry."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import Any, TypeVar

from plancheck.document import Place
from plancheck.facts.context import Clause, Context, Sentence
from plancheck.facts.lexicon import LEXICON, Lexicon, Match, apart, offsets, words
from plancheck.facts.spans import NOWHERE, Spans
from plancheck.facts.tables import rows, tables
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage, Role
from plancheck.text import fold, sentences

_REACH = 26
"""Words within which two groups of a pattern must lie: farther apart they belong to different thoughts."""
_MORE = 14
"""Words more for each further group."""
_LONG = 200
"""Characters above which a quotation is cut down to the words around the topic."""
_SHORT = 60
"""Characters a cut quotation has at least, where the sentence goes on."""
_Said = TypeVar("_Said", bound=Clause)
_AROUND = 70
"""Characters around what is done within which the place stands."""
_BESIDE = 1
"""Other words a clause may have in which an act stands alone."""
_NEAR_TO_IT = frozenset(("taught", "spent", "referred"))
"""Gates behind which an act may well be meant: one that is taught, paid for, or leaves results. A person may judge."""
_BUT = 1 << 30
_CUTS = (", ", ": ", "; ", " (")


class _Compiled(NamedTuple):
    """A pattern ready to be evaluated: a bit for each group."""

    topic: str
    strength: str
    full: int
    single: bool
    under: bool
    reach: int
    need: int
    """Bits of its groups among those of all patterns."""
    bar: int
    """The bit of its ``but``."""
    place: str
    alone: bool
    beside: tuple[str, ...]
    acting: str


class Matcher(NamedTuple):
    """All topics of a register, compiled."""

    lexicon: Lexicon
    patterns: tuple[_Compiled, ...]
    uses: tuple[dict[int, int], ...]
    """For each term the patterns it serves and the bits of the groups it is in."""
    serves: tuple[int, ...]
    """For each term its groups among those of all patterns, a bit each."""
    keys: tuple[tuple[int, ...], ...]
    """For each term the patterns in whose most seldom seen group it is: only these are tried."""
    headings: Lexicon
    under: tuple[tuple[int, ...], ...]
    """For each heading term the patterns that lean on it."""
    inside_citations: frozenset[str]
    in_bases: frozenset[str]
    idle: frozenset[str]
    """Words that add nothing to an act ("tổ chức", "thường xuyên", "theo quy định")."""
    all: frozenset[str]
    read: frozenset[str]
    """Topics of which other recognisers tell more."""


@lru_cache(maxsize=4)
def matcher(knowledge: Knowledge) -> Matcher:
    """The topics of a register, compiled once for each register and kept with it."""
    return knowledge.kept("topics", (__file__, LEXICON), lambda: _data(_built(knowledge)), _matcher)


def _data(made: Matcher) -> tuple[Any, ...]:
    """A matcher as plain data: its fields in order."""
    plain = made._replace(lexicon=made.lexicon.data, headings=made.headings.data)  # type: ignore[arg-type]
    return tuple(plain._replace(patterns=tuple(map(tuple, made.patterns))))  # type: ignore[arg-type]


def _matcher(data: tuple[Any, ...]) -> Matcher:
    plain = Matcher(*data)
    return plain._replace(
        lexicon=Lexicon.of(data[Matcher._fields.index("lexicon")]),
        headings=Lexicon.of(data[Matcher._fields.index("headings")]),
        patterns=tuple([_Compiled(*each) for each in plain.patterns]),
    )


def _built(knowledge: Knowledge) -> Matcher:
    vocabulary = knowledge.vocabulary
    patterns: list[_Compiled] = []
    uses: dict[str, dict[int, int]] = {}
    under: dict[str, list[int]] = {}
    serves: dict[str, int] = {}
    keys: dict[str, list[int]] = {}
    bit = 1
    for topic in vocabulary.topics:
        for pattern in topic.patterns:
            index = len(patterns)
            first = bit
            for term in min(pattern.groups, key=_commonness):
                keys.setdefault(term, []).append(index)
            for group in (*pattern.groups, pattern.but):
                for term in group:
                    serves[term] = serves.get(term, 0) | bit
                bit <<= 1
            for number, group in enumerate(pattern.groups):
                for term in group:
                    served = uses.setdefault(term, {})
                    served[index] = served.get(index, 0) | 1 << number
            for term in pattern.but:
                uses.setdefault(term, {})[index] = _BUT
            for term in pattern.under:
                under.setdefault(term, []).append(index)
            count = len(pattern.groups)
            full = (1 << count) - 1
            reach = pattern.reach or _REACH + _MORE * max(0, count - 2)
            lean = bool(pattern.under)
            patterns.append(
                _Compiled(
                    topic.id,
                    pattern.strength,
                    full,
                    count == 1,
                    lean,
                    reach,
                    full * first,
                    first << count,
                    pattern.place,
                    bool(pattern.alone),
                    pattern.beside,
                    pattern.acting,
                )
            )
    terms = vocabulary.terms
    hidden = terms.get("topic.hidden", ())
    return Matcher(
        Lexicon(uses, hidden),
        tuple(patterns),
        tuple(uses.values()),
        tuple(serves[term] for term in uses),
        tuple(tuple(keys.get(term, ())) for term in uses),
        Lexicon(under, hidden),
        tuple(map(tuple, under.values())),
        frozenset(terms.get("topic.inside-citations", ())),
        frozenset(terms.get("topic.in-bases", ())),
        frozenset(word for term in terms.get("topic.alone", ()) for word in term.split()),
        frozenset(topic.id for topic in vocabulary.topics),
        frozenset((*terms.get("topic.courses", ()), *terms.get("topic.rebuttals", ()))),
    )


def _commonness(group: Sequence[str]) -> int:
    """How often a group may be seen: by its shortest terms."""
    return sum(6 ** (3 - min(3, len(term.split()))) for term in group)


def recognise(context: Context) -> Iterator[Fact]:
    """One ``topic`` fact for each topic of each sentence."""
    compiled = matcher(context.knowledge)
    topics = context.asked and context.asked.topics
    asked = compiled.all if topics is None else compiled.read | topics
    spans = context.citation_spans
    leaning = cache(partial(_leaning, compiled))
    leans: dict[tuple[str, ...], frozenset[int]] = {}
    for sentence, said, matches in _search(compiled, context.sentences, context.spoken):
        passage = sentence.passage
        lean = leans.get(passage.breadcrumb)
        if lean is None:
            lean = leans[passage.breadcrumb] = frozenset().union(*map(leaning, passage.breadcrumb))
        cited = spans.get(passage.index, NOWHERE)
        yield from _topics(context, compiled, sentence, said, matches, cited, lean, asked)
    yield from _rows(context, compiled, asked)
    bases = [
        Sentence.of(passage, start, end)
        for passage in context.plan.of(Role.BASIS)
        for start, end in sentences(passage.folded.text)
    ]
    asked &= compiled.in_bases
    for sentence, said, matches in _search(compiled, bases, apart([each.text for each in bases])):
        yield from _topics(context, compiled, sentence, said, matches, NOWHERE, frozenset(), asked, basis=True)


class _RowClause(NamedTuple):
    """The cells of a row of a table, read as one clause. Offsets are into ``text``."""

    passage: Passage
    """The first cell."""
    text: str
    cells: tuple[tuple[int, Passage], ...]
    """Where each cell begins."""
    start: int = 0

    @property
    def end(self) -> int:
        """Of the clause."""
        return len(self.text)

    def cell(self, offset: int) -> Passage:
        """The cell that an offset is in."""
        return next(cell for begin, cell in reversed(self.cells) if begin <= offset)

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Place of the cell in which a stretch begins."""
        cell = self.cell(start)
        return cell.place(cell.content_start)

    def quote(self, start: int = 0, end: int | None = None) -> str:
        """What that cell says."""
        return self.cell(start).content


def _rows(context: Context, compiled: Matcher, asked: frozenset[str]) -> Iterator[Fact]:
    """Topics that a row carries only as a whole: "Tờ gấp du lịch | Việt, Anh | 5.000 tờ" under "Ngôn ngữ"."""
    clauses = [clause for table in tables(context.plan) for clause in _clauses(table)]
    for clause, said, matches in _search(compiled, clauses, apart([each.text for each in clauses])):
        yield from _topics(context, compiled, clause, said, matches, NOWHERE, frozenset(), asked, whole=True)


def _clauses(table: Sequence[Passage]) -> Iterator[_RowClause]:
    lines = rows(table)
    heads = {cell.block.cell.column: cell.folded.text for cell in lines[0] if cell.block.cell} if lines else {}
    for line in lines[1:]:
        text, cells = "", []
        for cell in line:
            head = heads.get(cell.block.cell.column, "") if cell.block.cell else ""
            text += f" , {head} : " if text and len(head) < _HEAD else " , " if text else ""
            cells.append((len(text), cell))
            text += cell.folded.text
        if len(cells) > 1 and len(text) < _LONGEST_ROW:
            yield _RowClause(line[0], text, tuple(cells))


_HEAD = 40
"""Characters the head of a column has at most to be said before its cell."""
_LONGEST_ROW = 600
"""Characters of a row that is one clause; longer ones are many."""


def _search(
    compiled: Matcher, texts: Iterable[_Said], spoken: Iterable[list[str]]
) -> Iterator[tuple[_Said, list[str], list[Match]]]:
    """Sentences that have terms in them, with their words and the terms."""
    for sentence, said in zip(texts, spoken, strict=True):
        if matches := compiled.lexicon.scan(said):
            yield sentence, said, matches


def _leaning(compiled: Matcher, heading: str) -> frozenset[int]:
    """Patterns that lean on a heading."""
    found = compiled.headings.find(words(fold(heading)))
    return frozenset(index for match in found for index in compiled.under[match[0]])


def _topics(
    context: Context,
    compiled: Matcher,
    sentence: Clause,
    said: list[str],
    matches: list[Match],
    citations: Spans,
    lean: frozenset[int],
    asked: frozenset[str],
    whole: bool = False,
    basis: bool = False,
) -> Iterator[Fact]:
    """Those of the topics ``asked`` of a sentence, or of a row ``whole``: then only what no cell of it says alone.

    What a ``basis`` names is no act, which anything could refuse.
    """
    text = sentence.text
    matches = compiled.lexicon.visible(matches)
    cited = _inside(matches, offsets(text, said), sentence.start, citations) if citations else frozenset()
    uses, patterns, serves, keys = compiled.uses, compiled.patterns, compiled.serves, compiled.keys
    seen = 0
    firsts: dict[int, Match] = {}
    for match in matches:
        seen |= serves[match[0]]
        for index in keys[match[0]]:
            if index not in firsts:
                firsts[index] = match
    best: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = {}
    for index in firsts:
        pattern = patterns[index]
        if seen & pattern.need != pattern.need or seen & pattern.bar or (pattern.under and index not in lean):
            continue
        topic = pattern.topic
        if topic not in asked:
            continue
        if topic in best and (best[topic][0] == "clause" or pattern.strength == "mention"):
            continue
        if whole and (pattern.single or pattern.strength == "mention" or pattern.under or pattern.beside):
            continue
        if pattern.beside and not _beside(context, sentence, pattern):
            continue
        if pattern.acting and not _acts(context, sentence, pattern.acting):
            continue
        if pattern.alone and not _alone(context, compiled, sentence, said, matches, index):
            continue
        hide = cited if cited and topic not in compiled.inside_citations else frozenset()
        if pattern.single and not hide:
            best[topic] = (pattern.strength, (firsts[index][1:],))
            continue
        heard = _heard(uses, matches, hide, index, pattern)
        if not heard:
            continue
        if pattern.place and not pattern.beside and not _near_abroad(context, sentence, said, *_stretch(heard)):
            continue
        best[topic] = (pattern.strength, heard)
    if not best:
        return
    spans = offsets(text, said) if whole or len(text) > _LONG or not context.evidence.certain(text) else []
    place, quote = sentence.place(), sentence.quote()
    for topic, (strength, heard) in best.items():
        first, last = _stretch(heard)
        begin, stop = (spans[first][0], spans[last - 1][1]) if spans else (0, len(text))
        if whole and isinstance(sentence, _RowClause):
            if sentence.cell(begin) is sentence.cell(stop - 1):
                continue
            place, quote = sentence.place(begin), sentence.quote(begin)
        elif len(text) > _LONG:
            start, end = _quotation(text, begin, stop)
            place, quote = sentence.place(start, end), sentence.quote(start, end)
        gate = "" if basis else context.refused(sentence, begin, stop, topic)
        if not gate and spans and not basis and len(heard) > 1:
            act = heard[0]
            gate = context.refused(sentence, spans[act[0]][0], spans[act[1] - 1][1], topic)
        if gate:
            strength = "mention" if gate in _NEAR_TO_IT else "refused"
        by = " + ".join(" ".join(said[begin:end]) for begin, end in heard)
        yield fact("topic", place, quote, topic=topic, strength=strength, gate=gate, by=by)


def _beside(context: Context, sentence: Clause, pattern: _Compiled) -> bool:
    """Whether the paragraph, or a heading above, is on the matter that a clause goes on with."""
    passage = sentence.passage
    if not context.on_matter(passage, pattern.beside):
        return False
    return not pattern.place or bool(context.abroad_in(passage)) or context.on_matter(passage, ("nước ngoài",))


def _near_abroad(context: Context, sentence: Clause, said: list[str], first: int, last: int) -> bool:
    """Whether a place abroad is named near the words of a pattern."""
    places = context.abroad(sentence)
    if not places:
        return False
    spans = offsets(sentence.text, said)
    begin, stop = spans[first][0] - _AROUND, spans[last - 1][1] + _AROUND
    return any(begin <= end and start <= stop for start, end in places)


def _acts(context: Context, sentence: Clause, function: str) -> bool:
    """Whether a body with a function has a role in a clause, over it, or in its row of a table of tasks."""
    acting, passage = context.acting, sentence.passage
    cell = context.task_cells.get(passage.index, "")
    groups = [group for group in acting.groups_between(passage, sentence.start, sentence.end) if group.role or cell]
    owner, row = acting.owner(passage), context.task_rows.get(passage.index)
    if owner is not None:
        groups.append(owner[1])
    for beside in (*row.lead, *row.coordination) if row is not None else ():
        groups += acting.groups(beside)
    return any(function in acting.functions(actor.agency) for group in groups for actor in group.actors)


def _alone(
    context: Context, compiled: Matcher, sentence: Clause, said: list[str], matches: list[Match], index: int
) -> bool:
    """Whether a clause says nothing of weight beside a pattern's terms and the bodies it names."""
    covered = {
        at for term, first, last in matches if compiled.uses[term].get(index, _BUT) != _BUT for at in range(first, last)
    }
    named = Spans(
        (actor.start - sentence.start, actor.end - sentence.start)
        for actor in context.acting.actors_between(sentence.passage, sentence.start, sentence.end)
    )
    rest = [
        word
        for at, (word, (start, _)) in enumerate(zip(said, offsets(sentence.text, said), strict=True))
        if at not in covered and not named.cover(start)
    ]
    return sum(word.isalpha() and word not in compiled.idle for word in rest) <= _BESIDE


def _inside(matches: list[Match], spans: list[tuple[int, int]], base: int, citations: Spans) -> frozenset[int]:
    """First words of the matches that stand in a citation."""
    return frozenset(first for _, first, _ in matches if citations.cover(base + spans[first][0]))


def _heard(
    uses: tuple[dict[int, int], ...], matches: list[Match], hide: frozenset[int], index: int, pattern: _Compiled
) -> tuple[tuple[int, int], ...]:
    """First and last word of a term of each group, if all groups lie close enough together."""
    seen: dict[int, tuple[int, int]] = {}
    for term, begin, stop in matches:
        bits = uses[term].get(index)
        if not bits or begin in hide:
            continue
        if pattern.single:
            return ((begin, stop),)
        bit = 1
        while bit <= bits:
            if bits & bit and not _within(begin, stop, seen.get(bit)):
                seen[bit] = (begin, stop)
            bit <<= 1
        if sum(seen) == pattern.full:
            heard = tuple(seen[bit] for bit in sorted(seen))
            first, last = _stretch(heard)
            if last - first <= pattern.reach:
                return heard
    return ()


def _within(begin: int, stop: int, other: tuple[int, int] | None) -> bool:
    """Whether a term is part of the longer one before it: "bác" of "phản bác"."""
    return other is not None and other[0] <= begin and stop <= other[1]


def _stretch(heard: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """Words from the first term to the last."""
    return min(first for first, _ in heard), max(last for _, last in heard)


def _quotation(text: str, start: int, end: int) -> tuple[int, int]:
    """The words around the topic from pause to pause."""
    first = max(text.rfind(cut, 0, start) + len(cut) if cut in text[:start] else 0 for cut in _CUTS)
    enough = max(end, first + _SHORT)
    lasts = [text.find(cut, enough) for cut in _CUTS]
    return first, min((place for place in lasts if place >= 0), default=len(text))
