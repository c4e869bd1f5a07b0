"""Where instruments are cited and in what words: number, date, issuer and title of each citation, nothing resolved.

A citation is found from its number ("72/2015/NĐ-CP", "26-CT/TW", "NĐ 72/2015", "số 100, ngày 13/3/2014") or, for a
law, from its name. Offsets are into the passage's folded text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from plancheck.facts.calendar import Date
from plancheck.facts.cues import Cue, Cues, whole
from plancheck.knowledge import Knowledge
from plancheck.knowledge.register import Hit
from plancheck.patterns import lazily, one_of
from plancheck.records import NamedTuple
from plancheck.structure.plan import OUTSIDE_THE_DRAFT, Passage, Plan, Role
from plancheck.text import fold_each, right_before


class Citation(NamedTuple):
    """One citation as written."""

    passage: Passage
    start: int
    """Of the type word, or of the number where there is none."""
    end: int
    """Behind the title."""
    core_end: int
    """Behind number, date and issuer: where the title begins."""
    type_code: str
    """Code of the type word: "NĐ", "CV" …; empty without one."""
    number_start: int
    number_end: int
    serial: str
    """Digits as written."""
    year: int
    """Year in the number."""
    separator: str
    """Between serial and what follows: "/" or "-"; empty when the symbol is not written."""
    glued: bool
    """The year stands glued to the serial or the symbol ("222016/TT-BTTTT")."""
    parts: tuple[str, ...]
    """Parts of the symbol in the draft's own case, without spaces: ("NĐ", "CP")."""
    joints: str
    """What joins the parts: "-", "/", "-/" …"""
    date: Date | None
    year_said: int
    """"năm 2016" instead of a date; -1 for a date that is there and can't be read."""
    issuer_start: int
    issuer_end: int
    name: str
    """Folded name of a law: "luật báo chí"; empty for what is cited by number only."""
    within: int
    """Index of the citation whose title holds this one, -1 for none."""
    amends: bool = False
    """One of those by which the one before them is amended, however long the list."""
    repealed: bool = False
    """One of those that are said to be replaced or repealed."""

    @property
    def symbol(self) -> str:
        """Symbol with its own joints: "NĐ-CP", "CT/TW"."""
        return "".join(part + joint for part, joint in zip(self.parts, [*self.joints, ""], strict=False))

    @property
    def dated_in(self) -> int:
        """Year of its date, or the year said instead; 0 for none that can be read."""
        return self.date.year if self.date else max(self.year_said, 0)

    @property
    def issuer(self) -> str:
        """Issuer as written, folded."""
        return self.passage.folded.text[self.issuer_start : self.issuer_end]


_DIGIT = lazily(r"\d")
_SERIAL = lazily(r"(?<![\w/.,-])\d{1,6}")
_PART = r"(?:t tg|[a-zđ][a-zđưô&]{0,15}\d{0,4})"
_NUMBER = lazily(
    r"(?P<serial>\d{1,6})(?P<letter>[a-dđ]?) ?(?P<sep>[/-]) ?(?:(?P<year>\d{4})(?P<ysep> ?[/-] ?|(?=[a-zđ])))?"
    rf"(?P<symbol>{_PART}(?: ?[-/] ?{_PART}){{0,3}})(?!\w)"
)
_SHORT = lazily(r"\d{1,6}(?: ?/ ?(?P<year>(?:19|20)\d{2}))?(?![\w/]|[.-]\d)")
_JOINED = lazily(rf"(?P<part>{_PART})|(?P<joint> ?[-/] ?)")
ASSEMBLY = lazily(r"(?:qh|ubtvqh)\d{1,2}$")
_DATE_AFTER = lazily(
    r"[ ,]*\(?(?:(?:ký|ban hành|được|thông qua|công bố|ra) )*(?:ngày ?)?"
    r"(?:(?P<d>\d{1,2}) ?tháng ?(?P<m>\d{1,2}),? ?năm ?(?P<y>\d{4})"
    r"|(?P<d2>\d{1,2}) ?(?P<s>[/.-]) ?(?P<m2>\d{1,2}) ?(?P=s) ?(?P<y2>\d{4}|\d\d))(?!\d)\)?"
)
_UNREAD_DATE = lazily(r"[ ,]*\(?ngày [^;,()]*\d[^;,()]{0,30}?\)?(?=,? (?:của|do|về) |[;,)])")
"""A date in another form ("7 tháng Chín năm 2015", "2015-09-07"): it is there, whatever it says."""
_YEAR_AFTER = lazily(r"[ ,]*\(?năm (?P<y>(?:19|20)\d{2})(?!\d)\)?")
_ISSUER_OPENER = lazily(r"[ ,]*(?:của|do) (?!việt nam\b|nước\b|tỉnh (?:ta|nhà)\b)")
_PARTY_TERM = lazily(r"[ ,]*\(?(?:khóa|nhiệm kỳ) (?:[ivxlc]+|\d{1,2})\)?(?!\w)")
_PAUSE = lazily(r"[,;.:()\"]")
_LONGEST_NAME = 90
_ENUMERATION = lazily(
    r"(?:[,;]|(?<!\w)(?:và|cùng với|cùng|hoặc|kèm theo))[ (]*(?:các |các văn bản )?(?:căn cứ |thực hiện |theo )?$"
)
_SENTENCE_STOP = lazily(r"\.(?=\s|$)(?<!tp\.)|\./\.")


_LISTED_AS = r"(?:(?: các| những| toàn bộ| một phần)?(?: văn bản| quy định tại)?(?: sau| sau đây| dưới đây)?:?)? ?"
_CHAINED = ("và", "cùng", "cùng với", "hoặc", "số", "các", "tại", "theo", "bởi")
_NAME_YEAR = lazily(r",? ?\(?(?:năm \d{4}|số \d.*|ngày .*)\)?$")


def bare_name(name: str) -> str:
    """Folded name of a law without the year, number or date behind it."""
    return _NAME_YEAR.sub("", name).strip()


def alternatives(terms: Iterable[str]) -> str:
    """Alternation of folded terms, longest first, that matches nothing when there are none."""
    ordered = sorted({term for term in terms if term}, key=lambda term: (-len(term), term))
    return f"(?:{one_of(ordered)})" if ordered else "(?!)"


class Grammar(Cues):
    """The register's words of citing, ``citation.*``."""

    title = Cue(r"[ ,]*(?:<citation.title>(?!\w)|:? ?(?=\"))")
    title_verb = Cue(r" ?<citation.title.verbs>(?!\w)")
    issuer_end = Cue(r"(?<!\w)(?:<citation.title>|<citation.title.verbs>|<citation.issuer.end>|ngày)(?!\w)")
    title_end = Cue(r"(?<!\w)(?:,? ?)<citation.title.end>(?!\w)")
    actor = whole("citation.actor.verbs")
    amended = Cue(rf"(?<!\w)<citation.amended>{_LISTED_AS}$")
    no_instrument = Cue(r"(?<!\w)<citation.no-instrument>(?: [^;.,()]{0,60})? ?$")
    laws = whole("citation.laws")
    """Words for a law."""
    law_ends = Cue(r"[,;.:()\"]|(?<!\w)<citation.law-ends>(?!\w)|\d")
    """Where the name of a law ends."""
    next_clause = Cue(r",? ?<citation.next-clause>(?!\w)")
    """Behind a date that begins the next clause: "Thực hiện Nghị định …, ngày 10/01/2018, UBND tỉnh đã ban hành …"."""
    basis = Cue(r"\W*<citation.basis>(?!\w)")
    history_before = Cue(rf"(?<!\w)<citation.history.before>{_LISTED_AS}$")
    review_before = Cue(r"(?<!\w)<citation.review.before>(?: việc)?(?: \w+){0,2} ?$")
    status_said = whole("citation.status-said")
    history_after = Cue(r",? ?(?:năm \d{4} ?)?<citation.history.after>(?!\w)")

    @cached_property
    def codes(self) -> dict[str, str]:
        """Folded type word → code."""
        return {
            word: name.removeprefix(_TYPE)
            for name, words in self.knowledge.vocabulary.terms.items()
            if name.startswith(_TYPE)
            for word in words
        }

    @cached_property
    def type_before(self) -> re.Pattern[str]:
        """A type word right before a number."""
        return lazily(rf"(?<![\w/-])(?P<type>{alternatives(self.codes)})(?P<said> ?(?:số|sô)(?: hiệu)?)?[ :]*$")

    @cached_property
    def chain(self) -> re.Pattern[str]:
        """What joins the citations of a list."""
        return lazily(rf"(?:[\s,;:()\"&+-]|(?<!\w){alternatives((*self.codes, *_CHAINED))}(?!\w))*")

    @cached_property
    def law(self) -> re.Pattern[str]:
        """The name of a law that the register knows, or the beginning of any."""
        named = [
            name
            for instrument in self.knowledge.instruments
            if instrument.type in ("LUẬT", "PL")
            for name in (*instrument.names, instrument.family)
        ]
        laws = alternatives(set(map(bare_name, fold_each(named))))
        return lazily(rf"(?<!\w)(?:{laws}(?!\w)|(?:bộ luật|luật|pháp lệnh)(?= ))")

    def _symbols(self, name: str) -> frozenset[str]:
        return frozenset(self.knowledge.vocabulary.terms[f"citation.symbol.{name}"])

    @cached_property
    def symbol_codes(self) -> frozenset[str]:
        """Codes of types in symbols."""
        return self._symbols("codes")

    @cached_property
    def party(self) -> frozenset[str]:
        """Symbols of Party bodies."""
        return self._symbols("party")

    @cached_property
    def state(self) -> frozenset[str]:
        """Symbols of State bodies."""
        return self._symbols("state")


_TYPE = "citation.type."


def grammar(knowledge: Knowledge) -> Grammar:
    """The words of citing of a register."""
    return Grammar.of(knowledge)


def role_at(passage: Passage, offset: int) -> Role:
    """Role of the part of a passage that holds an offset into its folded text."""
    if passage.parts:
        original = passage.folded.original(offset)
        for part in passage.parts:
            if part.start <= original < part.end:
                return part.role
    return passage.role


_NOT_CITING = OUTSIDE_THE_DRAFT | {Role.NUMBER, Role.ATTACHED, Role.PLACE_DATE, Role.RECIPIENT}


def find_citations(plan: Plan, knowledge: Knowledge, hits: "AgencyHits") -> tuple[Citation, ...]:
    """Every citation, in order. The draft's own number is none, nor what stands in a stamp or a letterhead."""
    words = grammar(knowledge)
    own = plan.number.canonical.lower().lstrip("0")
    found: list[Citation] = []
    for passage in plan.passages:
        if passage.role in _NOT_CITING and not passage.parts:
            continue
        text = passage.folded.text
        if _DIGIT.search(text) or "luật" in text or "pháp lệnh" in text:
            _find(passage, words, hits, own, plan.type_code, found)
    return tuple(found)


_CUE = 120
"""Characters before a citation in which it is said that it amends, or is repealed."""


class AgencyHits:
    """Agency names of each passage, looked up once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._found: dict[int, list[Hit]] = {}

    def __call__(self, passage: Passage) -> list[Hit]:
        """Agency names in a passage's folded text."""
        known = self._found.get(passage.index)
        if known is None:
            found = self._knowledge.find_agencies(passage.folded.text)
            known = self._found[passage.index] = [hit for hit in found if not self._is_common_noun(hit, passage)]
        return known

    def between(self, passage: Passage, start: int, end: int) -> Sequence[Hit]:
        """Those that begin between two offsets."""
        hits = self(passage)
        return hits[bisect_left(hits, start, key=_start) : bisect_left(hits, end, key=_start)]

    def _is_common_noun(self, hit: Hit, passage: Passage) -> bool:
        """ "tổ chức, chính phủ các nước": a central body's name in small letters is no name."""
        if self._knowledge.agency(hit.ids[0]).level != "central":
            return False
        return passage.as_written(hit.start, hit.end).islower()


def _start(hit: Hit) -> int:
    return hit.start


def _find(passage: Passage, words: Grammar, hits: AgencyHits, own: str, own_type: str, found: list[Citation]) -> None:
    heads = _heads(passage, words)
    first = len(found)
    text = passage.folded.text
    for order, head in enumerate(heads):
        limit = heads[order + 1].start if order + 1 < len(heads) else len(passage.folded.text)
        if own and head.number.lower().lstrip("0") == own:
            continue
        if passage.parts and role_at(passage, head.start) in _NOT_CITING:
            continue
        if _attached(passage.folded.text, head, own_type):
            continue
        before = found[-1] if len(found) > first else None
        joined = before is not None and words.chain.fullmatch(text, before.end, head.start) is not None
        near = max(0, head.start - _CUE)
        amends = words.amended.search(text, near, head.start) is not None
        amends = amends or (joined and before is not None and before.amends)
        repealed = words.history_before.search(text, near, head.start) is not None
        repealed = repealed or (joined and before is not None and before.repealed)
        citation = _complete(passage, heads, order, limit, words, hits, found, first, amends)
        found.append(citation._replace(repealed=repealed))
    _repeal_backwards(passage, found, first, words)


def _repeal_backwards(passage: Passage, found: list[Citation], first: int, words: Grammar) -> None:
    """ "A và B đã hết hiệu lực": what is said behind a list is said of all of it."""
    text = passage.folded.text
    for index in range(len(found) - 1, first - 1, -1):
        one = found[index]
        said = words.history_after.match(text, one.core_end) or words.history_after.match(text, one.end)
        following = found[index + 1] if index + 1 < len(found) else None
        joined = following is not None and words.chain.fullmatch(text, one.end, following.start) is not None
        if said or (
            joined and following is not None and following.repealed and ";" not in text[one.end : following.start]
        ):
            found[index] = one._replace(repealed=True)


class _Head(NamedTuple):
    """Type word and number, or the name of a law."""

    start: int
    end: int
    type_code: str
    number_start: int = 0
    number_end: int = 0
    serial: str = ""
    year: int = 0
    separator: str = ""
    glued: bool = False
    parts: tuple[str, ...] = ()
    joints: str = ""
    name: str = ""
    year_said: int = 0

    @property
    def number(self) -> str:
        symbol = "".join(part + joint for part, joint in zip(self.parts, [*self.joints, ""], strict=False))
        return f"{self.serial}{self.separator}{f'{self.year}/' if self.year else ''}{symbol}"


_ATTACHED = lazily(r"kèm theo(?: của)? ?$")


def _attached(text: str, head: _Head, own_type: str) -> bool:
    """ "(Kèm theo Kế hoạch số …)" of the draft's own type points at the draft."""
    return head.type_code == own_type != "" and right_before(_ATTACHED, text, head.start) is not None


def _heads(passage: Passage, words: Grammar) -> list[_Head]:
    text = passage.folded.text
    heads: list[_Head] = []
    if "luật" in text or "pháp lệnh" in text:
        heads.extend(_law_names(passage, words))
    names = {head.end: head for head in heads}
    ends = sorted(names)
    merged: set[int] = set()
    position = 0
    while match := _SERIAL.search(text, position):
        position = match.end()
        head = _numbered(passage, match.start(), words)
        if head is None:
            continue
        position = head.end
        nearest = bisect_right(ends, head.number_start) - 1
        if nearest >= 0 and _joins(text, ends[nearest], head):
            named = names[ends[nearest]]
            merged.add(named.end)
            head = _Head(
                named.start, head.end, named.type_code, head.number_start, head.number_end, head.serial, head.year,
                head.separator, head.glued, head.parts, head.joints, named.name, named.year_said,
            )  # fmt: skip
        heads.append(head)
    kept = [head for head in heads if head.parts or head.serial or head.end not in merged]
    return sorted(kept, key=lambda head: head.start)


_BETWEEN_NAME_AND_NUMBER = lazily(r"[ ,(]*(?:năm \d{4}[ ,(]*)?(?:số|luật số)?[ :]*")


def _joins(text: str, name_end: int, head: _Head) -> bool:
    """Whether a number belongs to the law named before it: "Luật Báo chí (Luật số 103/2016/QH13)"."""
    return 0 <= head.number_start - name_end <= 32 and bool(
        _BETWEEN_NAME_AND_NUMBER.fullmatch(text, name_end, head.number_start)
    )


def _law_names(passage: Passage, words: Grammar) -> list[_Head]:
    text, original = passage.folded.text, passage.text
    heads: list[_Head] = []
    taken = 0
    for word in words.laws.finditer(text):
        start = word.start()
        if start < taken or not original[passage.folded.original(start)].isupper():
            continue
        match = words.law.match(text, start)
        if match is None:
            continue
        name, end = match.group(), match.end()
        if name in ("luật", "bộ luật", "pháp lệnh"):
            initial = passage.folded.original(end + 1)
            if initial >= len(original) or not original[initial].isupper():
                continue
            limit = min(len(text), start + _LONGEST_NAME + 1)
            stop = words.law_ends.search(text, end + 1, limit)
            end = start + len(text[start : stop.start() if stop else limit].rstrip())
            if end - start > _LONGEST_NAME or not (_DATE_AFTER.match(text, end) or _YEAR_AFTER.match(text, end)):
                continue
            name = text[start:end]
        year = _YEAR_AFTER.match(text, end)
        said = int(year["y"]) if year else 0
        code = "PL" if name.startswith("pháp lệnh") else "LUẬT"
        taken = end
        heads.append(_Head(start, end, code, name=name, year_said=said))
    return heads


def _numbered(passage: Passage, start: int, words: Grammar) -> _Head | None:
    text = passage.folded.text
    typed = right_before(words.type_before, text, start)
    code = words.codes[typed["type"]] if typed else ""
    said = bool(typed and typed["said"]) or text.endswith(("số ", "số: ", "số"), 0, start)
    begin = typed.start() if typed else start
    if typed and typed["type"] == code.lower() and not passage.text[passage.folded.original(begin)].isupper():
        typed, code, begin = None, "", start  # "tt 22/2016" in small letters is no abbreviation
    match = _NUMBER.match(text, start)
    if match:
        parts, joints, end = _symbol(passage, match, words)
        named = right_before(words.no_instrument, text, start) is not None and not typed
        if parts and not named and _acceptable(match, parts, joints, bool(typed), said, words):
            serial, year = match["serial"], int(match["year"] or 0)
            glued = bool(match["year"]) and match["ysep"].strip() != "/"
            dated = parts[0].lower() in _DATED_CODES or len(serial) > 5
            if not year and dated and len(serial) >= 5 and 1990 <= int(serial[-4:]) <= 2100:
                serial, year, glued = serial[:-4], int(serial[-4:]), True
            return _Head(
                begin, end, code, start, end, serial + match["letter"], year, match["sep"], glued, parts, joints
            )
    short = _SHORT.match(text, start)
    if short is None or not typed or not _short_accepted(text, short, code, typed["type"], said):
        return None
    serial = text[start : short.end()].split("/")[0].strip()
    return _Head(begin, short.end(), code, start, short.end(), serial, int(short["year"] or 0))


_DATED_CODES = frozenset({"nđ", "tt", "ttlt"})
"""Types whose numbers always carry a year; a letter numbered 12016 is just the twelve thousand and sixteenth."""
_DECREES = frozenset({"NĐ", "QĐ", "TT", "TTLT", "NQ", "CT", "LUẬT", "PL"})


def _short_accepted(text: str, short: re.Match[str], code: str, word: str, said: bool) -> bool:
    """A number without symbol: "NĐ 72/2015", "Quyết định số 79/2010", "Hướng dẫn số 100, ngày 13/3/2014"."""
    if len(text[short.start() : short.end()].split("/")[0]) > 4:
        return False
    if short["year"]:
        return said or code in _DECREES
    return said and (len(word) > 3) and _DATE_AFTER.match(text, short.end()) is not None


def _symbol(passage: Passage, match: re.Match[str], words: Grammar) -> tuple[tuple[str, ...], str, int]:
    """Parts, joints and end of the symbol; a dash with spaces on both sides joins only a type and a known body."""
    parts: list[str] = []
    joints = ""
    pending = ""
    end = match.start("symbol")
    for piece in _JOINED.finditer(passage.folded.text, match.start("symbol"), match.end("symbol")):
        if piece["joint"] is not None:
            pending = piece["joint"]
            continue
        folded = piece["part"].replace(" ", "")
        written = passage.as_written(piece.start(), piece.end()).replace(" ", "")
        written = written.replace("\u00d0", "Đ")  # Eth, typed for the Vietnamese letter
        if pending:
            spaced = pending.startswith(" ") and pending.endswith(" ")
            known = folded in words.party or folded in words.state
            if spaced and not (len(parts) == 1 and parts[0].lower() in words.symbol_codes and known):
                break
            if pending != pending.strip() and not (known or written[0].isupper()):
                break
            joints += pending.strip()
        parts.append(written)
        end = piece.end()
    return tuple(parts), joints, end


def _acceptable(
    match: re.Match[str], parts: Sequence[str], joints: str, typed: bool, said: bool, words: Grammar
) -> bool:
    """Whether number and symbol are an instrument's; of an unknown type, with its year, only behind a type's name."""
    announced = typed or said
    folded = [part.lower() for part in parts]
    known = folded[0] in words.symbol_codes
    upper = parts[0][0].isupper() and (len(parts) == 1 or parts[1][0].isupper())
    if match["year"]:
        shaped = any(part in words.state or part in words.party or split_glued(part, words) for part in folded)
        return known or (upper and (typed or shaped)) or bool(ASSEMBLY.match(folded[0]))
    if len(parts) == 1:
        if lazily(r" ?[-/] ?\w").match(match.string[match.end() : match.end() + 4]):
            return False  # more of a symbol that isn't understood
        return (
            bool(ASSEMBLY.match(folded[0]))
            or folded[0] == "cp"
            or bool(split_glued(folded[0], words))
            or (announced and upper and folded[0] in words.symbol_codes | words.state | words.party)
        )
    if not (upper or known):
        return False
    if match["sep"] == "/" and joints[0] == "-":
        return known or announced or folded[0] in words.state or parts[0].isupper()
    return known or (announced and folded[-1] in words.party | words.state)


def split_glued(symbol: str, words: Grammar) -> tuple[str, str] | None:
    """Type and body of a symbol that lost its dash: "qđttg" → ("qđ", "ttg")."""
    for cut in range(1, len(symbol)):
        if symbol[:cut] in words.symbol_codes and (symbol[cut:] in words.state or symbol[cut:] in words.party):
            return symbol[:cut], symbol[cut:]
    return None


def _complete(
    passage: Passage, heads: Sequence[_Head], order: int, limit: int, words: Grammar, hits: AgencyHits,
    found: Sequence[Citation], first: int, amends: bool,
) -> Citation:  # fmt: skip
    text = passage.folded.text
    head = heads[order]
    agencies = hits(passage)
    date: Date | None = None
    year_said = head.year_said
    issuer = (0, 0)
    end = head.end
    for _ in range(4):
        if date is None and (match := _date_after(words, text, end)):
            slashed = match["d"] is None
            figures = (match["d2"], match["m2"], match["y2"]) if slashed else (match["d"], match["m"], match["y"])
            end = match.end("y2" if slashed else "y")
            day, month, year = map(int, figures)
            date = Date(match.start("d2" if slashed else "d"), end, day, month, year if year > 99 else 2000 + year)
            if "(" in match.group() and match.group().endswith(")"):
                end = match.end()
        elif not year_said and date is None and (match := _YEAR_AFTER.match(text, end)):
            year_said, end = int(match["y"]), match.end()
        elif issuer == (0, 0) and (match := _ISSUER_OPENER.match(text, end)):
            stop = _issuer_end(text, match.end(), limit, agencies, words)
            if stop == match.end():
                break
            issuer, end = (match.end(), stop), stop
        elif issuer != (0, 0) and (match := _PARTY_TERM.match(text, end)):
            issuer, end = (issuer[0], match.end()), match.end()
        elif date is None and not year_said and (match := _UNREAD_DATE.match(text, end)):
            year_said, end = -1, match.end()
        else:
            break
    titled = words.title.match(text, end) or (end > head.end and words.title_verb.match(text, end))
    if titled and order + 1 < len(heads) and titled.end() > heads[order + 1].start:
        titled = None
    closing = _title_end(passage, titled.end(), heads, order + 1, agencies, words) if titled else end
    return Citation(
        passage, head.start, closing, end, head.type_code, head.number_start, head.number_end, head.serial, head.year,
        head.separator, head.glued, head.parts, head.joints, date, year_said, *issuer, head.name,
        -1 if amends else _within(head, found, first), amends,
    )  # fmt: skip


def _date_after(words: Grammar, text: str, end: int) -> re.Match[str] | None:
    """The date of what is named before ``end``; none where a comma and a date begin the next clause."""
    match = _DATE_AFTER.match(text, end)
    if match and text.startswith(",", end) and words.next_clause.match(text, match.end()):
        return None
    return match


def _issuer_end(text: str, start: int, limit: int, agencies: Sequence[Hit], words: Grammar) -> int:
    position = start
    while True:
        ends = (_PAUSE.search(text, position, limit), words.issuer_end.search(text, position, limit))
        stop = min((match.start() for match in ends if match), default=limit)
        holder = _hit_over(agencies, stop)
        if holder is None or holder.start < start or stop >= limit:
            break
        position = holder.end
    stop = min(stop, start + 90)
    named = text[start:stop].rstrip()
    for ending in (" và", " hoặc", " cùng"):
        named = named.removesuffix(ending)
    return start + len(named)


def _hit_over(hits: Sequence[Hit], offset: int) -> Hit | None:
    """The name that holds the offset strictly inside it."""
    index = bisect_right(hits, offset, key=lambda hit: hit.start) - 1
    return hits[index] if index >= 0 and hits[index].start < offset < hits[index].end else None


_LONGEST_TITLE = 420


def _title_end(
    passage: Passage, body: int, heads: Sequence[_Head], following: int, agencies: Sequence[Hit], words: Grammar
) -> int:
    """Where the title whose opening word ends at ``body`` ends."""
    text = passage.folded.text
    quote = body if text.startswith('"', body) else body + 1 if text.startswith(' "', body) else -1
    if quote >= 0:
        closing = text.find('"', quote + 1)
        if closing > 0:
            return closing + 1
    stop = min(len(text), body + _LONGEST_TITLE)
    semicolon = text.find(";", body, stop)
    if semicolon >= 0:
        stop = semicolon
    sentence = _SENTENCE_STOP.search(text, body, stop)
    if sentence:
        stop = sentence.start()
    if role_at(passage, body) is not Role.BASIS:
        ended = words.title_end.search(text, body + 1, stop)
        if ended:
            stop = ended.start()
    opened = text.count("(", body, stop)
    closed = -1
    for _ in range(text.count(")", body, stop)):
        closed = text.find(")", closed + 1 if closed >= 0 else body, stop)
        if opened == 0:
            stop = closed
            break
        opened -= 1
    for index in range(following, len(heads)):
        head = heads[index]
        if head.start >= stop:
            break
        joined = right_before(_ENUMERATION, text, head.start, body)
        if joined:
            stop = joined.start()
            break
    comma = text.find(",", body, stop)
    while comma >= 0:
        if _hit_over(agencies, comma) is None and _acts(text, comma + 1, stop, agencies, words):
            stop = comma
            break
        comma = text.find(",", comma + 1, stop)
    return body + len(text[body:stop].rstrip(" ,"))


_ACTOR_LEAD = lazily(r" ?(?:các |đề nghị |yêu cầu |giao )*")


def _acts(text: str, start: int, stop: int, agencies: Sequence[Hit], words: Grammar) -> bool:
    """Whether a body that acts is named right at ``start``: the title before it is over."""
    lead = _ACTOR_LEAD.match(text, start)
    begin = lead.end() if lead else start
    index = bisect_right(agencies, begin, key=lambda hit: hit.start) - 1
    if index < 0 or agencies[index].start != begin:
        return False
    return words.actor.search(text, agencies[index].end, agencies[index].end + 60) is not None


def _within(head: _Head, found: Sequence[Citation], first: int) -> int:
    """Index of the citation in whose title this one stands."""
    for index in range(len(found) - 1, first - 1, -1):
        outer = found[index]
        if outer.end <= head.start and outer.within < 0:
            break
        if outer.core_end <= head.start < outer.end:
            return index
    return -1
