"""Who acts in a passage: bodies named together, and whether they lead, are given work, or coordinate.

"1. Sở X" as a heading gives the work of its items to Sở X; "chủ trì, phối hợp với" parts the one who leads from those
who coordinate; a body that is only written to or spoken of has no role. Offsets are into the passage's folded text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from plancheck.facts.cues import Cues, ahead, behind, nothing_but, whole
from plancheck.facts.spans import NOWHERE, Spans
from plancheck.knowledge import Agency, Knowledge
from plancheck.knowledge.register import Hit
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage, Plan, Role

_STOP = lazily(r"[;!?…(]|(?<!tp)\.(?=\s|$)")
_LABEL = lazily(
    r"\s*(?:[-+*•]+\s*|\(?(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-zđ]|[ivx]+)[.)]\s+|[0-9]{1,2}(?:\.[0-9]{1,2})+\.?\s+)*"
)
_LOCALITIES = lazily(r"(?:, | và )(?:các )?(?P<all>địa phương)(?!\w)")
"""Behind "các sở, ban, ngành": the localities too."""
_FIGURES = lazily(r"[0-9][0-9/.\-]*")
_HELPS = lazily(r"[\s,]*phối hợp(?: thực hiện)?\s*(?:[;.)]|$)")
"""Behind a name: "… chủ trì, Sở B phối hợp." """
_WINDOW = 64
"""Characters before a name in which its cue stands, and which an opening may take."""


class Roles(Cues):
    """The ``acting.*`` lists of a register: what stands around the name of a body."""

    joint = nothing_but("acting.joint", ",+&/()-:")
    opening = nothing_but("acting.opening", ",:-+*")
    coordinates_before = ahead("acting.coordinates.before")
    leads_label = ahead("acting.leads.label")
    assigned_label = ahead("acting.assigned.label")
    assigned_before = ahead("acting.assigned.before")
    not_work = whole("acting.assigned.not")
    leads_after = behind("acting.leads.after", "acting.leads.fillers")
    coordinates_after = behind("acting.coordinates.after")
    answerable_after = behind("acting.answerable.after")
    goes_on_after = behind("acting.goes-on.after")
    told_after = behind("acting.told.after")

    @cached_property
    def issuers(self) -> frozenset[str]:
        """Ids of bodies that issue plans."""
        return frozenset(self.knowledge.vocabulary.terms["acting.issuers"])


class Actor(NamedTuple):
    """One mention of a body. ``end`` is behind a province's name that belongs to it."""

    agency: Agency
    start: int
    end: int


class Group(NamedTuple):
    """Bodies named together, with their common role: ``leads``, ``assigned``, ``coordinates`` or empty."""

    actors: tuple[Actor, ...]
    role: str
    opens: bool
    """Stands at the beginning of its clause."""
    alone: bool = False
    """The passage says nothing else: a heading over work."""

    @property
    def start(self) -> int:
        """Of the first name."""
        return self.actors[0].start

    @property
    def end(self) -> int:
        """Of the last name."""
        return self.actors[-1].end


_STRENGTH = {"leads": 3, "assigned": 2, "coordinates": 1, "": 0}


def stronger(one: str, other: str) -> str:
    """The stronger of two roles."""
    return one if _STRENGTH[one] >= _STRENGTH[other] else other


class Acting:
    """Groups of bodies of each passage, and who owns the work of a passage, found once."""

    def __init__(
        self,
        plan: Plan,
        knowledge: Knowledge,
        as_of: int,
        hits: Callable[[Passage], list[Hit]],
        citations: Mapping[int, Spans],
    ) -> None:
        self._plan = plan
        self._knowledge = knowledge
        self._as_of = as_of
        self._cues = Roles.of(knowledge)
        self._hits = hits
        self._citations = citations
        self._actors: dict[int, list[Actor]] = {}
        self._groups: dict[int, tuple[Group, ...]] = {}
        self._owners: dict[int, tuple[Passage, Group] | None] = {}

    def agency(self, hit: Hit) -> Agency:
        """The body a name stands for: of several that share it, one that exists on the day, of a district its own."""
        district = self._plan.issuer.level == "district"
        return max(
            map(self._knowledge.agency, hit.ids),
            key=lambda each: (self.exists(each), district and each.level == "district"),
        )

    def exists(self, agency: Agency) -> bool:
        """Whether a body has its name on the day."""
        return agency.start <= self._as_of and (not agency.end or self._as_of < agency.end)

    def functions(self, agency: Agency) -> tuple[str, ...]:
        """What a body is for on the day."""
        if not self.exists(agency):
            return ()
        return tuple(
            each.function
            for each in agency.functions
            if each.start <= self._as_of and (not each.end or self._as_of < each.end)
        )

    def actors(self, passage: Passage) -> list[Actor]:
        """Bodies named in a passage, those inside citations left out."""
        known = self._actors.get(passage.index)
        if known is None:
            known = self._actors[passage.index] = self._name(passage)
        return known

    def actors_between(self, passage: Passage, start: int, end: int) -> list[Actor]:
        """Bodies whose names begin in a stretch of a passage."""
        actors = self.actors(passage)
        first = bisect_left(actors, start, key=_start)
        return actors[first : bisect_left(actors, end, first, key=_start)]

    def groups_between(self, passage: Passage, start: int, end: int) -> tuple[Group, ...]:
        """Groups whose first names begin in a stretch of a passage."""
        groups = self.groups(passage)
        first = bisect_left(groups, start, key=_start)
        return groups[first : bisect_left(groups, end, first, key=_start)]

    def _name(self, passage: Passage) -> list[Actor]:
        cited = self._citations.get(passage.index, NOWHERE)
        found = []
        for hit in self._hits(passage):
            if cited.cover(hit.start):
                continue
            agency = self.agency(hit)
            found.append(Actor(agency, hit.start, hit.end))
            localities = _LOCALITIES.match(passage.folded.text, hit.end) if "so" in agency.covers else None
            if localities:
                found.append(
                    Actor(self._knowledge.agency("dia-phuong"), localities.start("all"), localities.end("all"))
                )
        return found

    def groups(self, passage: Passage) -> tuple[Group, ...]:
        """Groups of bodies of a passage, in order."""
        known = self._groups.get(passage.index)
        if known is None:
            known = self._groups[passage.index] = tuple(self._read(passage))
        return known

    def owner(self, passage: Passage) -> tuple[Passage, Group] | None:
        """The heading over a passage that names who does its work, and the bodies it names."""
        return self._owner(passage.section, passage.index)

    def takes_the_lead(self, passage: Passage) -> bool:
        """Whether an item says that the body over it leads ("- Chủ trì, phối hợp với …")."""
        return self._cues.leads_after.match(passage.folded.text, _content(passage)) is not None

    def _owner(self, section: int, below: int) -> tuple[Passage, Group] | None:
        while section >= 0:
            each = self._plan.sections[section]
            if each.heading != below:
                if section not in self._owners:
                    self._owners[section] = self._heading_owner(each.heading)
                found = self._owners[section]
                if found is not None:
                    return found
            section = each.parent
        return None

    def _heading_owner(self, index: int) -> tuple[Passage, Group] | None:
        passage = self._plan.passages[index]
        groups = [group for group in self.groups(passage) if group.role in ("leads", "assigned")]
        if groups and (groups[0].alone or groups[0].opens):
            return passage, groups[0]
        return None

    def _read(self, passage: Passage) -> list[Group]:
        actors = self.actors(passage)
        if not actors:
            return []
        text = passage.folded.text
        content = _content(passage)
        begins = [content, *(match.end() for match in _STOP.finditer(text, content))]
        found: list[Group] = []
        run: list[Actor] = []
        begin = content
        for actor in actors:
            if run and not self._joins(text, begin, run, actor):
                found.append(self._group(passage, text, begin, content, run, bool(found)))
                run = []
            if not run:
                begin = begins[max(bisect_right(begins, actor.start) - 1, 0)]
            run.append(actor)
        found.append(self._group(passage, text, begin, content, run, bool(found)))
        return found

    def _joins(self, text: str, begin: int, run: Sequence[Actor], actor: Actor) -> bool:
        """Whether a name goes on the list before it; over ";" only if the list opens its clause or follows a colon."""
        gap = text[run[-1].end : actor.start]
        if ";" not in gap:
            return self._cues.joint.fullmatch(gap) is not None
        if self._cues.joint.fullmatch(gap.replace(";", " ")) is None:
            return False
        before = text[begin : run[0].start].rstrip()
        return before.endswith(":") or self._opens(before)

    def _opens(self, before: str) -> bool:
        """Whether nothing of weight stands before a name in its clause."""
        return len(before) <= _WINDOW and self._cues.opening.fullmatch(_FIGURES.sub(" ", before)) is not None

    def _group(self, passage: Passage, text: str, begin: int, content: int, run: list[Actor], later: bool) -> Group:
        """Bodies named together; ``begin`` is where their clause begins, ``content`` where the passage's words do."""
        end = run[-1].end
        before = text[begin : run[0].start]
        opens = text[begin - 1 : begin] != "(" and self._opens(before)
        rest = text[end : end + _WINDOW].strip(" :.,;/")
        heads = not rest or rest.startswith("(") or text[end : end + 2].lstrip().startswith(":")
        alone = opens and begin == content and not later and heads
        issuer = any(each.agency.id in self._cues.issuers for each in run)
        role = self._role(text, before, end, opens, alone, issuer, passage.role)
        return Group(tuple(run), role, opens and not later, alone and not rest)

    def _role(self, text: str, before: str, end: int, opens: bool, alone: bool, issuer: bool, kind: Role) -> str:
        words = self._cues
        near = before[-_WINDOW:].rstrip()
        helps = words.coordinates_after.match(text, end) or _HELPS.match(text, end)
        if helps or (near and words.coordinates_before.search(near)):
            return "coordinates"
        if words.leads_after.match(text, end) or (near.endswith(":") and words.leads_label.search(near)):
            return "leads"
        if near.endswith(":") and words.assigned_label.search(near):
            return "assigned"
        if words.answerable_after.match(text, end):
            return "assigned"
        if near and words.assigned_before.search(near) and not words.not_work.search(near):
            return "assigned"
        if not opens or issuer or kind is Role.ENACTING:
            return ""
        if alone or kind is Role.HEADING:
            return "assigned" if kind in (Role.HEADING, Role.ITEM, Role.PARAGRAPH) else ""
        if words.told_after.match(text, end):
            return ""
        return "assigned" if self._goes_on(text, end) else ""

    def _goes_on(self, text: str, end: int) -> bool:
        """Whether a clause says something of the name it begins with, and is not one piece of a list."""
        rest = text[end : end + 2].lstrip()
        if not rest or rest[0] in ";.":
            return False
        return rest[0] != "," or self._cues.goes_on_after.match(text, end) is not None


def _start(named: Actor | Group) -> int:
    return named.start


def _content(passage: Passage) -> int:
    """Offset in the folded text where the words after a typed label begin."""
    text = passage.folded.text
    match = _LABEL.match(text)
    return match.end() if match else 0
