"""Look things up in the register."""

from dataclasses import dataclass

from plancheck.knowledge.model import Agency, Instrument, Province, Vocabulary


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in folded text: offsets, and the ids it may stand for (several when an abbreviation is shared)."""

    start: int
    end: int
    ids: tuple[str, ...]


class Knowledge:
    """The whole register. Immutable; load once per process."""

    instruments: tuple[Instrument, ...]
    agencies: tuple[Agency, ...]
    provinces: tuple[Province, ...]
    vocabulary: Vocabulary

    def instrument(self, number: str) -> Instrument | None:
        """Instrument by number in any way of writing it ("NĐ 72/2015", "72/2015/NĐ-CP", "Nghị định số 72/2015")."""
        raise NotImplementedError

    def search(self, words: str) -> list[Instrument]:
        """Instruments whose number, title or names contain all the words, best first."""
        raise NotImplementedError

    def agency(self, id: str) -> Agency: ...
    def province(self, id: str) -> Province: ...

    def find_agencies(self, folded: str) -> list[Hit]:
        """Longest, leftmost, non-overlapping agency names in folded text; linear in its length."""
        raise NotImplementedError

    def find_provinces(self, folded: str) -> list[Hit]:
        """The same for province names (bare name; the unit word before it, when there, is inside the span)."""
        raise NotImplementedError

    def succession(self, agency: Agency, day: int) -> str:
        """Display text of what an ended agency became by a day; empty when not known."""
        raise NotImplementedError


def load_knowledge() -> Knowledge:
    """The register shipped with plancheck, loaded once per process."""
    raise NotImplementedError
