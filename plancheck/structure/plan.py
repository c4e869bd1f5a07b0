"""What a plan is made of: every block with its role, the section tree, and who issued what when."""

from enum import StrEnum
from typing import Literal

from plancheck.document import Block, Document, Place
from plancheck.records import NamedTuple, dataclass
from plancheck.text import Folded


class Role(StrEnum):
    """What a block is for."""

    AGENCY = "agency"
    """Name of the issuing body in the letterhead."""
    SUPERIOR = "superior"
    """The body above it in the letterhead."""
    STATE_NAME = "state-name"
    """Quốc hiệu."""
    MOTTO = "motto"
    """Tiêu ngữ."""
    PARTY_NAME = "party-name"
    """ĐẢNG CỘNG SẢN VIỆT NAM."""
    ASTERISK = "asterisk"
    NUMBER = "number"
    PLACE_DATE = "place-date"
    TYPE = "type"
    SUBJECT = "subject"
    """Trích yếu."""
    ATTACHED = "attached"
    """"(Kèm theo Quyết định số …)" under a title."""
    BASIS = "basis"
    """Căn cứ."""
    ISSUING = "issuing"
    """Authority line of a decision or resolution, between its title and its bases."""
    ENACTING = "enacting"
    """"… ban hành Kế hoạch … như sau:"."""
    HEADING = "heading"
    ITEM = "item"
    """A numbered, lettered or dashed point."""
    PARAGRAPH = "paragraph"
    CELL = "cell"
    """Text in a table of the body."""
    COMPARED = "compared"
    """Text in a table that sets another paper's text beside opinions on it, or a rule beside the new one."""
    CLOSING = "closing"
    """"Trên đây là …", "Trong quá trình thực hiện, nếu …"."""
    RECIPIENTS_LABEL = "recipients-label"
    RECIPIENT = "recipient"
    AUTHORITY = "authority"
    """TM. / KT. / TL. / TUQ. line."""
    POST = "post"
    SIGNER = "signer"
    APPENDIX_TITLE = "appendix-title"
    DRAFT_MARK = "draft-mark"
    """DỰ THẢO."""
    SECRECY_MARK = "secrecy-mark"
    """MẬT, TỐI MẬT, TUYỆT MẬT standing alone."""
    STAMP = "stamp"
    """Stamp of arrival and clerks' marks."""
    NOISE = "noise"
    """Navigation, counters, share buttons, typist's marks: not the draft."""
    NOTE = "note"
    """Footnotes, endnotes, headers and footers."""


OUTSIDE_THE_DRAFT = frozenset({Role.STAMP, Role.NOISE, Role.COMPARED})


class Part(NamedTuple):
    """A stretch ``text[start:end]`` of a block that has a role of its own.

    Letterheads set with tabs, "KẾ HOẠCH" and its title in one line, signatures broken with Shift+Enter hold several.
    """

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A block with its role."""

    index: int
    """Position in ``Plan.passages`` and in ``Document.blocks``."""
    block: Block
    role: Role
    folded: Folded
    """Folded ``block.text``."""
    label: str = ""
    """Number a person sees, automatic or typed: "I.", "1.", "1.1", "a)", "-", "+"; empty if none."""
    level: int = 0
    """Depth of a heading or item, 1 = outermost; 0 for everything else."""
    content_start: int = 0
    """Offset in ``block.text`` where the words after a typed label begin."""
    breadcrumb: tuple[str, ...] = ()
    """Headings and heading-like items above, outermost first, as written with their labels."""
    section: int = -1
    """Index in ``Plan.sections`` of the innermost section holding the block, -1 outside all."""
    appendix: int = 0
    """1-based number of the appendix the block belongs to, 0 for the main part."""
    parts: tuple[Part, ...] = ()
    """Empty when the whole block has ``role``; else what is in it, in order. ``role`` is then the most telling one."""

    @property
    def text(self) -> str:
        """The block's text."""
        return self.block.text

    def as_written(self, start: int, end: int) -> str:
        """The stretch between two offsets of ``folded`` as it stands."""
        return self.text[slice(*self.folded.span(start, end))]

    def written(self, start: int, end: int, mark: str = "") -> str:
        """The words between two offsets of ``folded`` as they are written, with the *mark* that may follow them."""
        first, last = self.folded.span(start, end)
        if mark:
            last += next((len(each) for each in (mark, f" {mark}") if self.text.startswith(each, last)), 0)
        return self.text[first:last].strip(" ,;:.-")

    @property
    def content(self) -> str:
        """Text after the label."""
        return self.block.text[self.content_start :]

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Place of ``text[start:end]``."""
        return self.block.place(start, end, self.breadcrumb)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. ``first``/``last`` are passage indexes, heading included, last inclusive."""

    index: int
    label: str
    title: str
    level: int
    roles: frozenset[str]
    """Ids of ``sections`` in the vocabulary; one heading may fill several; empty when none is recognised."""
    heading: int
    first: int
    last: int
    parent: int = -1
    appendix: int = 0


class Number(NamedTuple):
    """Số, ký hiệu. ``passage`` -1 when it was taken from prose or not found."""

    text: str = ""
    """As written, without the word "Số"."""
    serial: str = ""
    """Digits as written, empty in an unnumbered draft."""
    symbol: str = ""
    """After the separator, spaces removed: "KH-UBND", "HD/BTGTU"."""
    type_code: str = ""
    """"KH", "HD", "QĐ" …"""
    passage: int = -1
    start: int = 0
    end: int = 0

    @property
    def canonical(self) -> str:
        """ "02/KH-UBND" or "100-HD/BTGTU"; empty in an unnumbered draft."""
        if not (self.serial and self.symbol):
            return ""
        party = "/" in self.symbol and not self.symbol[0].isdigit()
        return self.serial + ("-" if party else "/") + self.symbol


class IssueDate(NamedTuple):
    """Địa danh, ngày tháng năm. Missing parts are 0."""

    place_name: str = ""
    day: int = 0
    month: int = 0
    year: int = 0
    passage: int = -1
    start: int = 0
    end: int = 0


class Issuer(NamedTuple):
    """Who issues the document."""

    name: str = ""
    """As written, lines of one name joined."""
    superior: str = ""
    system: str = ""
    """``state``, ``party`` or empty when it can't be told."""
    level: str = ""
    """``ministry``, ``province``, ``district``, ``commune`` or empty."""
    province: str = ""
    """Province id of the register, empty when it can't be told."""
    passage: int = -1
    office: str = ""
    """Id of ``offices`` in the vocabulary, empty when the name tells none."""


AUTHORITIES = "T/M|K/T|T/L|T/UQ|TM|KT|TL|TUQ"
"""Expression for the letters of authority, as the State and as the Party write them."""
DELEGATED = frozenset({"TL", "TUQ"})
"""By order, by mandate: heads of units below sign so."""


class Signature(NamedTuple):
    """Who signs. Indexes are passages, -1 when absent."""

    authority: str = ""
    """``TM``, ``KT``, ``TL``, ``TUQ``, ``Q``, or several joined by "+" ("TM+KT"); empty if none is written."""
    party_style: bool = False
    """Written with a slash (T/M)."""
    collective: str = ""
    """Body after TM., as written."""
    posts: tuple[str, ...] = ()
    """Posts as written, top down: ("CHỦ TỊCH", "PHÓ CHỦ TỊCH")."""
    signer: str = ""
    passages: tuple[int, ...] = ()


class Period(NamedTuple):
    """Years the plan runs, 0 = not stated."""

    first: int = 0
    last: int = 0


class Plan(NamedTuple):
    """A document understood as a plan, or as an article about one."""

    document: Document
    passages: tuple[Passage, ...]
    """One for each block, same order."""
    sections: tuple[Section, ...]
    nature: str
    """``draft`` or ``article``."""
    type_code: str
    """Abbreviation of Appendix III: "KH", "HD", "QĐ" …; empty when unknown."""
    type_name: str
    """As written, "KẾ HOẠCH"; empty when the line is missing."""
    subject: str
    """Trích yếu, or for an article the subject taken from the prose."""
    number: Number = Number()
    date: IssueDate = IssueDate()
    issuer: Issuer = Issuer()
    signature: Signature = Signature()
    period: Period = Period()
    """From the title; else from the enacting sentence; for an article from the prose."""
    subject_id: str = "other"
    """Id of the register's subject that it is about, ``other`` for none of them."""
    kind: str = "other"
    """Id of ``kinds`` in the vocabulary, ``article`` or ``other``."""
    standing: Literal["own", "with-decision", "attached"] = "own"
    """``own``: a paper by itself; ``with-decision``: the decision that issues it stands before it in the file;
    ``attached``: it is issued with a decision that is not there."""
    host: int = -1
    """Passage with which the paper begins after the decision that issues it, -1 if none stands before it."""

    def of(self, *roles: Role) -> list[Passage]:
        """Passages with one of the roles, in order. For letterhead, recipients and signature prefer ``stretches``."""
        return [passage for passage in self.passages if passage.role in roles]

    def stretches(self, *roles: Role) -> list[tuple[Passage, int, int]]:
        """Stretches (passage, start, end) with one of the roles, in order: whole blocks, or parts of mixed ones.

        A name that runs over two lines gives two stretches.
        """
        found = []
        for passage in self.passages:
            if passage.parts:
                found += [(passage, part.start, part.end) for part in passage.parts if part.role in roles]
            elif passage.role in roles:
                found.append((passage, 0, len(passage.block.text)))
        return found

    @property
    def body(self) -> list[Passage]:
        """Passages of the draft itself that carry content: headings to closing, cells, annexes."""
        return [passage for passage in self.passages if passage.role in BODY]


BODY = frozenset(
    {Role.ENACTING, Role.HEADING, Role.ITEM, Role.PARAGRAPH, Role.CELL, Role.CLOSING, Role.APPENDIX_TITLE, Role.NOTE}
)
