"""Form: which components the draft has and which it owes and has not, and what is wrongly made in them.

State documents are held to 30/2020/NĐ-CP Appendix I (and, before it, the same things 01/2011/TT-BNV asked), Party
documents to the Party's form. A blank number, day or signer is ``blank``: the draft is at that stage. ``missing`` is a
line that is not there at all. An article about a plan has no form to judge.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from plancheck.document import Place
from plancheck.facts import cues
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge, Province
from plancheck.knowledge.territory import UNITS
from plancheck.patterns import lazily
from plancheck.structure.lexicon import lexicon
from plancheck.structure.plan import BODY, DELEGATED, Passage, Plan, Role
from plancheck.text import bare, fold, squeeze, words_around

Stretch = tuple[Passage, int, int]

_COMPONENTS = {
    Role.STATE_NAME: "state-name", Role.MOTTO: "motto", Role.PARTY_NAME: "party-name", Role.ASTERISK: "asterisk",
    Role.AGENCY: "agency", Role.SUPERIOR: "superior", Role.NUMBER: "number", Role.PLACE_DATE: "place-date",
    Role.TYPE: "type", Role.SUBJECT: "subject", Role.BASIS: "basis", Role.ENACTING: "enacting", Role.CLOSING: "closing",
    Role.RECIPIENTS_LABEL: "recipients", Role.AUTHORITY: "authority", Role.POST: "post", Role.SIGNER: "signer",
}  # fmt: skip


_LETTERHEAD = frozenset({
    Role.STATE_NAME, Role.MOTTO, Role.PARTY_NAME, Role.ASTERISK, Role.AGENCY, Role.SUPERIOR, Role.NUMBER,
    Role.PLACE_DATE,
})  # fmt: skip
_OWED_ATTACHED = frozenset({"subject"})
"""What a paper issued with a decision owes, the rest is the decision's: 30/2020/NĐ-CP Appendix III, model 1.3."""


def recognise(context: Context) -> Iterator[Fact]:
    """``component`` facts for what is there or owed, ``defect`` facts for what is not rightly made."""
    plan = context.plan
    if plan.nature != "draft":
        return
    parts = {role: _own(context, role) for role in (*_COMPONENTS, Role.RECIPIENT)}
    blank = set()
    if not plan.number.serial:
        blank.add(Role.NUMBER)
    if not plan.date.day or not plan.date.month:
        blank.add(Role.PLACE_DATE)
    for role, name in _COMPONENTS.items():
        whole, owed = _joined(parts[role]), "yes" if name in context.owed else "no"
        state = "blank" if role in blank else "there"
        for passage, start, end in parts[role]:
            text = _text((passage, start, end))
            if text:
                at = passage.text.index(text, start)
                place = passage.place(at, at + len(text))
                yield fact(
                    "component", place, text, component=name, text=text, whole=whole, letters=_letters(whole),
                    words=len(whole.split()), owed=owed, state=state,
                )  # fmt: skip
                whole, state = "", "there"
    filing = _filing(parts[Role.RECIPIENT])
    if filing:
        text = _text(filing)
        yield fact("component", filing[0].place(*filing[1:]), text, component="filing", text=text)
    last = _last_of_body(plan)
    mark = lazily(r"\.\s?/\s?\.\s*$").search(last.text) if last else None
    if last and mark:
        yield fact("component", last.place(*mark.span()), mark.group().strip(), component="end-mark", text="./.")
    form = _Form(context, parts, filing, last, mark is not None)
    yield from form.missing()
    yield from form.defects()


def _own(context: Context, role: Role) -> list[Stretch]:
    """Stretches of the main part: an appendix may bring a letterhead and a signature of its own.

    Of a decision and the paper it issues, the letterhead is the decision's.
    """
    found = context.stretches(role)
    main = [stretch for stretch in found if stretch[0].appendix == 0] or found
    if role in _LETTERHEAD:
        return [stretch for stretch in main if stretch[0].index < context.plan.host] or main
    return main


def _text(stretch: Stretch) -> str:
    passage, start, end = stretch
    return passage.text[start:end].strip()


def _start(stretch: Stretch) -> Place:
    """Where a stretch begins."""
    passage, start, _ = stretch
    return passage.place(start, start)


def _joined(stretches: Sequence[Stretch]) -> str:
    return " ".join(" ".join(_text(stretch).split()) for stretch in stretches)


def _upper(stretch: Stretch) -> bool:
    """Whether a stretch is set in capitals, typed or by format."""
    passage, start, end = stretch
    if passage.text[start:end].isupper():
        return True
    runs = [run for run in passage.block.runs if run.start < end and run.end > start]
    return bool(runs) and all(run.format.caps or passage.text[run.start : run.end].isupper() for run in runs)


_FILING = lazily(r"(?:^|[-+*•]\s*)(?:lưu)(?!\w)")


def _filing(recipients: Sequence[Stretch]) -> Stretch | None:
    """The line or part of a line that begins with "Lưu"."""
    for passage, start, end in reversed(recipients):
        match = _FILING.search(fold(passage.text[start:end]).lstrip())
        if match:
            lead = len(passage.text[start:end]) - len(passage.text[start:end].lstrip())
            return passage, start + lead + match.start(), end
    return None


def _last_of_body(plan: Plan) -> Passage | None:
    """The last passage of the main part before recipients and signature; not a cell, not a note."""
    last = None
    for passage in plan.passages:
        if passage.appendix or passage.role in (Role.RECIPIENTS_LABEL, Role.AUTHORITY, Role.SIGNER):
            if last:
                break
            continue
        if passage.role in BODY and passage.role is not Role.NOTE and passage.text.strip():
            last = passage
    return last


@lru_cache(maxsize=4)
def _type_names(knowledge: Knowledge) -> dict[str, str]:
    return {each.code: each.name for each in knowledge.vocabulary.types}


@lru_cache(maxsize=4)
def _symbols(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Other codes that a type has in symbols."""
    return {each.code: each.symbols for each in knowledge.vocabulary.types if each.symbols}


def _has_a_head(authority: str) -> bool:
    """Whether who signs for the body is its head: of a committee; a standing board's members sign as its members."""
    return any(word in fold(authority) for word in ("ủy ban nhân dân", "ubnd"))


class _Form:
    """The checks of one draft's form."""

    def __init__(
        self,
        context: Context,
        parts: dict[Role, list[Stretch]],
        filing: Stretch | None,
        last: Passage | None,
        marked: bool,
    ) -> None:
        self.context = context
        self.plan = context.plan
        self.parts = parts
        self.filing = filing
        self.last = last
        self.attached = self.plan.standing != "own"
        """Issued under a decision, whose number and signature they are."""
        self.owed = context.owed & _OWED_ATTACHED if self.plan.standing == "attached" else context.owed
        """Components that are missing where they are not there."""
        self.marked = marked
        self.party = self.plan.issuer.system == "party"

    def missing(self) -> Iterator[Fact]:
        """What a paper of the kind owes and has not, from the letterhead down; a signer that is still to be named."""
        motto = self.parts[Role.MOTTO]
        for role in (Role.PARTY_NAME, Role.ASTERISK) if self.party else (Role.STATE_NAME, Role.MOTTO):
            above = _start(motto[0]) if role is Role.STATE_NAME and motto else self._head()
            yield from self._lacking(role, above, part="heading")
        yield from self._lacking(Role.AGENCY, self._head(), self.plan.issuer.name.upper() or self._body())
        yield from self._lacking(Role.NUMBER, self._head(), self._pattern(self._numbered_type()))
        yield from self._lacking(Role.PLACE_DATE, self._head())
        yield from self._lacking(Role.TYPE, self._head(), self._type_name())
        yield from self._lacking(Role.SUBJECT, self._head())
        yield from self._end_mark()
        if not self.parts[Role.RECIPIENTS_LABEL] and not self.parts[Role.RECIPIENT]:
            yield from self._missing("recipients", self._foot())
        elif self.filing is None:
            yield from self._missing("filing", self._foot())
        yield from self._unsigned()

    def defects(self) -> Iterator[Fact]:
        """Every defect, from the letterhead down."""
        yield from self._agency()
        yield from self._number()
        yield from self._place()
        yield from self._type()
        yield from self._bases()
        yield from self._recipients()
        yield from self._signature()
        if self.party:
            yield from self._citations()

    # Where things belong

    def _head(self) -> Place:
        """Where a missing part of the letterhead is reported."""
        for role in (Role.AGENCY, Role.NUMBER, Role.TYPE, Role.SUBJECT, Role.BASIS, Role.ENACTING, Role.HEADING):
            found = self.context.stretches(role)
            if found:
                passage, start, end = found[0]
                return passage.place(start, end)
        return self.plan.passages[0].place() if self.plan.passages else Place()

    def _foot(self) -> Place:
        """Where a missing signature or list of recipients is reported."""
        for role in (Role.SIGNER, Role.POST, Role.RECIPIENTS_LABEL):
            found = self.parts[role]
            if found:
                passage, start, end = found[-1]
                return passage.place(start, end)
        return self.last.place() if self.last else self._head()

    def _lacking(self, role: Role, place: Place, model: str = "", part: str = "") -> Iterator[Fact]:
        if not self.parts[role]:
            yield from self._missing(_COMPONENTS[role], place, model, part)

    def _missing(
        self, component: str, place: Place, model: str = "", part: str = "", beside: str = ""
    ) -> Iterator[Fact]:
        """A component that is not there, if a paper of this kind owes it (or the part of form it belongs to).

        ``beside``: the line that it goes above.
        """
        if (part or component) in self.owed:
            yield fact(
                "component", place, "", component=component, state="missing", model=model, text=beside, owed="yes"
            )

    @staticmethod
    def _wrong(component: str, defect: str, stretch: Stretch, expected: str, actual: str = "") -> Fact:
        passage, start, end = stretch
        text = _text(stretch)
        start += len(passage.text[start:end]) - len(passage.text[start:end].lstrip())
        return fact(
            "defect", passage.place(start, start + len(text)), text, component=component, defect=defect,
            expected=expected, actual=actual or text,
        )  # fmt: skip

    @staticmethod
    def _ending(component: str, stretch: Stretch, mark: str) -> Fact:
        """A wrong mark, or none, at the end: the last word, and the same with the right mark."""
        passage, start, end = stretch
        text = _text(stretch)
        word = text.split()[-1]
        stop = start + len(passage.text[start:end].rstrip())
        return fact(
            "defect", passage.place(stop - len(word), stop), text, component=component, defect="ending",
            expected=word.rstrip(",.;:/") + mark, actual=word,
        )  # fmt: skip

    # Letterhead

    def _agency(self) -> Iterator[Fact]:
        agency = self.parts[Role.AGENCY]
        if not agency:
            return
        whole = _joined(agency)
        lonely = self.plan.issuer.office == "department" and not self.plan.issuer.superior
        if lonely and not self.party and "agency" in self.owed:
            above = self.context.knowledge.province(self.plan.issuer.province) if self.plan.issuer.province else None
            unit = f"{above.unit_on(self.context.as_of)} {above.name}".upper() if above else "TỈNH …"
            yield self._wrong("superior", "no-superior", agency[0], f"UBND {unit}", whole)
        yield from self._superior(whole)
        for stretch in (*self.parts[Role.SUPERIOR], *agency):
            yield from self._province(stretch)

    def _province(self, stretch: Stretch) -> Iterator[Fact]:
        """A province's name in the letterhead that is none's, but another's with other marks."""
        text = _text(stretch)
        match = _OF_PROVINCE.search(fold(text))
        if match is None or self.context.knowledge.find_provinces(fold(text)):
            return
        said = bare(match["name"])
        near = [each.name for each in self.context.knowledge.provinces if bare(fold(each.name)) == said]
        if len(near) == 1:
            right = f"{text[: match.start('name')]}{near[0].upper() if text.isupper() else near[0]}"
            yield self._wrong("agency", "misspelled", stretch, right, text)

    def _superior(self, agency: str) -> Iterator[Fact]:
        """A body above the issuer that is above none of its kind: a ministry above a province's department."""
        issuer = self.plan.issuer
        offices = self.context.knowledge.vocabulary.offices
        above = next((each.superiors for each in offices if each.id == issuer.office), ())
        lines = self.parts[Role.SUPERIOR]
        said = squeeze(issuer.superior).text
        if above and lines and said and not said.startswith(above):
            province = self.context.knowledge.province(issuer.province) if issuer.province else None
            unit = f"{province.unit_on(self.context.as_of)} {province.name}" if province else "…"
            right = f"{above[0]} {unit}".upper() if issuer.system == "state" else above[0].upper()
            yield self._wrong(
                "agency", "other-superior", lines[0], f"{right} / {agency}", f"{issuer.superior} / {agency}"
            )

    def _initials(self) -> str:
        """Symbol of a body by the first letters of its name: "STTTT" of "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"."""
        words = lazily(r"\w+").findall(self.plan.issuer.name)
        return "".join(word[0].upper() for word in words if fold(word) != "và")

    def _body(self) -> str:
        """What kind of name stands in the letterhead of such a paper, as far as its number tells."""
        symbol = lazily(r"[-/]").split(self.plan.number.symbol)[-1]
        if self.party or not symbol:
            return "TÊN CƠ QUAN BAN HÀNH"
        return "ỦY BAN NHÂN DÂN …" if fold(symbol) == "ubnd" else f"TÊN CƠ QUAN CÓ KÝ HIỆU {symbol}"

    def _number(self) -> Iterator[Fact]:
        stretches = self.parts[Role.NUMBER]
        number = self.plan.number
        code = self._numbered_type()
        if not stretches:
            return
        stretch = stretches[0]
        written = _joined(stretches)
        if not number.symbol:
            if number.serial:
                yield self._wrong("number", "wrong-form", stretch, self._pattern(code), written)
            return
        own = _without_year(number.symbol)
        symbols = tuple(fold(each) for each in (code, *_symbols(self.context.knowledge).get(code, ())))
        if code and code != "CV" and not fold(own).startswith(symbols) and self.plan.standing != "attached":
            known = fold(own) in {fold(each) for each in _type_names(self.context.knowledge)}
            expected = written.replace(own, code, 1) if known else self._pattern(code)
            yield self._wrong("number", "wrong-type", stretch, expected, written)
        elif code and fold(own) not in symbols and own == number.symbol and not (code == "CV" and self._is_small()):
            yield self._wrong("number", "wrong-form", stretch, self._pattern(code), written)
        elif self.plan.issuer.office == "department" and fold(lazily(r"[-/]").split(number.symbol)[-1]) == "ubnd":
            expected = lazily(r"(?i)ubnd").sub(self._initials(), written)
            yield self._wrong("number", "wrong-type", stretch, expected, written)
        yield from self._symbol_system(stretch, written)
        if self.party:
            yield from self._party_number(stretch, written)
            old = lazily(r"[-/]").split(number.symbol)[-1]
            if new := self.context.knowledge.symbol(old, self.context.as_of):
                yield self._wrong("number", "old-symbol", stretch, written.replace(old, new), written)

    def _numbered_type(self) -> str:
        """Type of the paper whose number it is: of the decision, where one stands before the plan that it issues."""
        if self.plan.standing != "with-decision":
            return self.plan.type_code
        codes = {fold(name): code for code, name in _type_names(self.context.knowledge).items()}
        titles = (codes.get(passage.folded.text.strip()) for passage in self.plan.passages[: self.plan.host])
        return next(filter(None, titles), "")

    def _is_small(self) -> bool:
        """Whether the body may have no units, one of which a letter's symbol would name."""
        offices = self.context.knowledge.vocabulary.offices
        return any(each.id == self.plan.issuer.office and each.level in ("unit", "press") for each in offices)

    def _symbol_system(self, stretch: Stretch, written: str) -> Iterator[Fact]:
        """A Party body with a committee's symbol, or a committee with a Party body's."""
        last = lazily(r"[-/]").split(fold(self.plan.number.symbol))[-1]
        party_symbols = self.context.knowledge.vocabulary.terms["party-symbols"]
        committee = "ủy ban nhân dân" in fold(_joined(self.parts[Role.AGENCY]) or self.plan.issuer.name)
        if (self.party and last == "ubnd") or (committee and not self.party and last in party_symbols):
            yield self._wrong("number", "other-system", stretch, self._pattern(self.plan.type_code), written)

    def _party_number(self, stretch: Stretch, written: str) -> Iterator[Fact]:
        pattern = r"\W*(?:số\s*:?)?[\s._…]*\d*[\s._…]*-\s*[\wđ]+(?:\s*-\s*[\wđ]+)*\s*/\s*[\wđ]+(?:[-.][\wđ]+)*\W*"
        if not re.fullmatch(pattern, fold(written)):
            parts = [part for part in lazily(r"[-/]").split(self.plan.number.symbol) if part]
            serial = self.plan.number.serial or "…"
            expected = f"Số {serial}-{'-'.join(parts[:-1])}/{parts[-1]}" if len(parts) > 1 else self._pattern("")
            yield self._wrong("number", "wrong-form", stretch, expected, written)

    def _pattern(self, code: str) -> str:
        """What a number of this document looks like."""
        if self.party:
            return f"Số …-{code or 'HD'}/…"
        body = "UBND" if "ủy ban nhân dân" in fold(self.plan.issuer.name) else "…"
        return f"Số: …/{code or 'KH'}-{body}"

    def _place(self) -> Iterator[Fact]:
        """A place that is another province's, or the own one's of a district or commune; a city's name shortened."""
        stretches = self.parts[Role.PLACE_DATE]
        if not stretches:
            return
        stretch, written = stretches[0], _joined(stretches)
        knowledge, issuer = self.context.knowledge, self.plan.issuer
        name = _UNIT.sub("", fold(self.plan.date.place_name).strip(" ,"))
        small = [
            word for word in self.plan.date.place_name.strip(" ,").split()[-len(name.split()) :] if word[0].islower()
        ]
        if name and small and not small[0].isdecimal():
            shown = " ".join(word.capitalize() for word in name.split())
            yield self._wrong("place-date", "wrong-form", stretch, f"{shown}, …", written)
        unit = _LOCAL.search(issuer.name) if issuer.office == "committee" else None
        if unit and issuer.level == "commune" and name and name not in fold(f"{issuer.superior} {issuer.name}"):
            yield self._wrong("place-date", "other-place", stretch, f"{unit['name'].title()}, …", written)
            return
        if not name or not issuer.province:
            return
        full = f"tỉnh {name}"
        ids = {id for hit in knowledge.find_provinces(full) for id in hit.ids if hit.end == len(full)}
        ids |= {id for hit in knowledge.find_provinces(f"thành phố {name}") for id in hit.ids}
        places = [knowledge.province(id) for id in sorted(ids)]
        own = knowledge.province(issuer.province)
        if any(place.ambiguous and place.unit == "thành phố" for place in places) and "thành phố" not in fold(written):
            yield self._wrong("place-date", "short-name", stretch, f"Thành phố {places[0].name}, …", written)
        elif name in fold(f"{issuer.superior} {issuer.name}"):
            return
        elif places and unit:
            yield self._wrong("place-date", "other-place", stretch, f"{unit['name'].title()}, …", written)
        elif places and not any(_one(place, own, self.context.as_of) for place in places):
            yield self._wrong("place-date", "other-place", stretch, f"{own.name}, …", written)

    def _type_name(self) -> str:
        return _type_names(self.context.knowledge).get(self.plan.type_code, "")

    def _type(self) -> Iterator[Fact]:
        kinds, expected = self.parts[Role.TYPE], self._type_name()
        if not all(_upper(stretch) for stretch in kinds):
            yield self._wrong("type", "wrong-form", kinds[0], _joined(kinds).upper(), _joined(kinds))
        elif expected and fold(_joined(kinds)) != fold(expected) and bare(_joined(kinds)) == bare(expected):
            yield self._wrong("type", "misspelled", kinds[0], expected, _joined(kinds))

    # Bases

    def _bases(self) -> Iterator[Fact]:
        bases = [stretch for stretch in self.parts[Role.BASIS] if _text(stretch)]
        for index, stretch in enumerate(bases):
            text = fold(_text(stretch))
            last = index == len(bases) - 1
            allowed = (".", ";", ",") if last else (";",)
            if not text.endswith(allowed) and not (last and text.endswith(":")):
                yield self._ending("basis", stretch, "." if last else ";")

    # The end

    def _end_mark(self) -> Iterator[Fact]:
        finished = any(self.parts[role] for role in (Role.RECIPIENTS_LABEL, Role.POST, Role.SIGNER))
        if self.marked or self.party or self.last is None or not finished or "end-mark" not in self.context.owed:
            return
        text = self.last.text
        tail = len(text.rstrip())
        start, _ = words_around(text, tail - 40, tail)
        words = text[start:tail]
        yield fact(
            "component", self.last.place(start, tail), words, component="end-mark", state="missing", text=words,
            model=words.rstrip(" .;,:") + "./.", owed="yes",
        )  # fmt: skip

    def _recipients(self) -> Iterator[Fact]:
        lines = [stretch for stretch in self.parts[Role.RECIPIENT] if _text(stretch)]
        for index, stretch in enumerate(lines[:-1]):
            text = _text(stretch)
            following = _text(lines[index + 1])
            if text.endswith((";", ":", "+")) or not following.startswith(("-", "–", "+", "•")):
                continue
            yield self._ending("recipients", stretch, ";")
            break
        if self.filing is not None and not _text(self.filing).endswith("."):
            yield self._ending("filing", self.filing, ".")

    def _unsigned(self) -> Iterator[Fact]:
        signature = self.plan.signature
        if self.plan.issuer.office == "committee" and not self.party:
            if DELEGATED.union({"TM"}).isdisjoint(signature.authority.split("+")) and not self.attached:
                yield from self._collective()
        elif self._by_deputy() and not signature.authority:
            yield from self._missing("authority", self._foot(), "K/T …" if self.party else "KT. …", "post")
        if not signature.posts:
            yield from self._missing("post", self._foot())
        elif not signature.signer:
            yield fact("component", self._foot(), "", component="signer", state="blank")

    def _by_deputy(self) -> bool:
        posts = [fold(post) for post in self.plan.signature.posts]
        return any(post.startswith("phó") for post in posts) and not any(post.startswith("chánh") for post in posts)

    def _signature(self) -> Iterator[Fact]:
        posts = [fold(post) for post in self.plan.signature.posts]
        codes = self.plan.signature.authority.split("+")
        yield from self._authority(codes, posts, self._by_deputy(), not DELEGATED.isdisjoint(codes))
        yield from self._name()

    def _collective(self) -> Iterator[Fact]:
        """No line of the committee that is signed for, told at the line that it goes above."""
        lines = sorted((*self.parts[Role.AUTHORITY], *self.parts[Role.POST]), key=lambda each: (each[0].index, each[1]))
        passage, start, end = lines[0] if lines else (None, 0, 0)
        place = passage.place(start, end) if passage else self._foot()
        yield from self._missing("authority", place, "TM. ỦY BAN NHÂN DÂN", beside=_text(lines[0]) if lines else "")

    def _authority(self, codes: list[str], posts: list[str], deputy: bool, delegated: bool) -> Iterator[Fact]:
        """Signing for another: KT. asks for a deputy's post below, a deputy's post for KT. above."""
        found = self.parts[Role.AUTHORITY]
        if not found:
            return
        written = " / ".join(filter(None, (_joined(found), _joined(self.parts[Role.POST]))))
        if self.party and "TM" in codes and "KT" in codes and any(post == "bí thư" for post in posts):
            yield self._wrong("authority", "collective-deputy", found[-1], _joined(found[:1]), written)
        deputies = cues.anywhere(self.context.knowledge, "signature.deputies")
        head = next((post for post in self.plan.signature.posts if not deputies.match(fold(post))), "")
        if "KT" in codes and posts and not any(map(deputies.match, posts)):
            if self.parts[Role.POST]:
                yield self._wrong("post", "no-deputy", self.parts[Role.POST][-1], f"PHÓ {head}", head)
            else:
                yield self._wrong("authority", "no-deputy", found[-1], f"KT. {head} / PHÓ {head}", written)
        elif "TM" in codes and "KT" not in codes and deputy and not delegated and not head and _has_a_head(written):
            above = fold(self.plan.signature.posts[0]).removeprefix("phó ").upper()
            yield self._wrong("authority", "no-kt", found[-1], f"KT. {above}", written)

    def _citations(self) -> Iterator[Fact]:
        """Party instruments cited without the comma that Party documents put before "ngày"."""
        for citation in self.context.citations:
            date = citation.date
            if date is None or citation.separator != "-" or not citation.joints.endswith("/"):
                continue
            text = citation.passage.folded.text
            if text[citation.number_end :].lstrip().startswith("ngày"):
                folded = citation.passage.folded
                start, end = folded.span(citation.number_start, date.end)
                written = citation.passage.text[start:end]
                fixed = lazily(r"(?i)\s+(ngày)").sub(r", \1", written, count=1)
                yield self._wrong("citation", "no-comma", (citation.passage, start, end), fixed, written)

    def _name(self) -> Iterator[Fact]:
        """Degrees and titles of honour before the signer's name."""
        allowed = self.context.knowledge.vocabulary.terms["signer.titles-allowed"]
        issuer = fold(f"{self.plan.issuer.superior} {self.plan.issuer.name}")
        if any(word in issuer for word in allowed):
            return
        titles = lexicon(self.context.knowledge.vocabulary).name_title
        for passage, start, end in self.parts[Role.SIGNER]:
            lead = start + len(passage.text[start:end]) - len(passage.text[start:end].lstrip())
            match = titles.match(fold(passage.text), lead, end)
            if match:
                name = passage.text[match.end() : end].strip()
                yield self._wrong("signer", "title", (passage, lead, end), name)


def _one(place: Province, own: Province, day: int) -> bool:
    """Whether two provinces are one, or were joined by the end of a day's year."""
    return place.id == own.id or place.heir(day) == own.heir(day)


_BELOW = "|".join(word for word in (*UNITS["district"], *UNITS["commune"]) if word not in UNITS["province"])
_LOCAL = lazily(rf"(?i)(?<!\w)(?:{_BELOW}) (?P<name>\D+)$")
_OF_PROVINCE = lazily(r"(?<!\w)tỉnh (?P<name>[^\W\d][^\d,;.]*)$")
_UNIT = lazily(r"^(?:tỉnh|thành phố|tp\.?|xã|phường|thị trấn|tt\.|đặc khu) ?")


def _letters(text: str) -> str:
    """Folded letters only."""
    return lazily(r"[\W\d_]+").sub("", fold(text))


def _without_year(symbol: str) -> str:
    """First part of a symbol, without the year that stands in those of legislation: "QĐ" of "2025/QĐ-UBND"."""
    return next((part for part in lazily(r"[-/]").split(symbol) if not part.isdecimal()), symbol)
