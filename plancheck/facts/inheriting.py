"""How much of an ended body's work the one in its place has: whether its name can be written there unasked."""

from collections.abc import Set

from plancheck.facts.acting import Acting
from plancheck.facts.citing import AgencyHits
from plancheck.facts.cues import terms
from plancheck.knowledge import Agency, Knowledge
from plancheck.structure.plan import Passage, Plan


class Inheriting:
    """Judges the ended bodies of one draft."""

    def __init__(
        self, plan: Plan, knowledge: Knowledge, as_of: int, named: Set[str], hits: AgencyHits, acting: Acting
    ) -> None:
        self._plan = plan
        self._knowledge = knowledge
        self._named = named
        self._subject = knowledge.subject(plan.subject_id)
        self._as_of = as_of
        self._hits = hits
        self._acting = acting
        self._known: dict[str, str] = {}

    def of(self, agency: Agency) -> str:
        """``all`` its work; the plan's ``subject``, where the draft asks the body for nothing else; ``part``.

        Empty for a body that stands, or where the name of the one in its place is not known.
        """
        if not self._knowledge.heir_is_known(agency, self._as_of, self._plan.issuer.province, self._named):
            return ""
        if agency.id not in self._known:
            self._known[agency.id] = self._of(agency)
        return self._known[agency.id]

    def _of(self, agency: Agency) -> str:
        if agency.undivided:
            return "all"
        functions = {each.function for each in agency.functions}
        mine = self._subject is not None and self._subject.function in functions
        return "subject" if mine and not self._asked_for_more(agency) else "part"

    def _asked_for_more(self, agency: Agency) -> bool:
        """Whether work that went elsewhere is spoken of where the body is named or has its tasks."""
        other = [terms(part.words) for part in agency.handed]
        return any(
            any(words.search(passage.folded.text) for words in other)
            for passage in self._plan.passages
            if self._concerns(agency, passage)
        )

    def _concerns(self, agency: Agency, passage: Passage) -> bool:
        if any(agency.id in hit.ids for hit in self._hits(passage)):
            return True
        owner = self._acting.owner(passage)
        return owner is not None and any(actor.agency.id == agency.id for actor in owner[1].actors)
