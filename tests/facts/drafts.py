"""Plans made by hand for the tests of recognisers."""

from collections.abc import Sequence

from plancheck.document import Block, Cell, Document
from plancheck.facts import recognise
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge
from plancheck.reading import read
from plancheck.structure import analyse
from plancheck.structure.plan import Issuer, Passage, Plan, Role, Section
from plancheck.text import nfc, squeeze


def draft(
    lines: Sequence[str | tuple[str, str]],
    *,
    nature: str = "draft",
    level: str = "province",
    system: str = "state",
    implementation: bool = True,
) -> Plan:
    """A plan from lines: "# …" and "## …" headings (roles taken from a few words), "@ …" recipients, "= …" bases,
    "| a | b" a table row, anything else an item. Headings nest by the number of "#".
    """
    passages: list[Passage] = []
    sections: list[Section] = []
    open_sections: list[int] = []
    row = 0
    for line in lines:
        text = nfc(line) if isinstance(line, str) else line
        if text.startswith("|"):
            row += 1
            for column, cell in enumerate(text.strip().removeprefix("|").removesuffix("|").split("|"), 1):
                _add(passages, Role.CELL, cell.strip(), sections, open_sections, Cell(1, row, column))
            continue
        row = 0
        if text.startswith("#"):
            depth = len(text) - len(text.lstrip("#"))
            title = text.lstrip("# ")
            del open_sections[depth - 1 :]
            index = len(sections)
            roles = frozenset({"implementation"} if implementation and "thực hiện" in title.lower() else set())
            parent = open_sections[-1] if open_sections else -1
            heading = len(passages)
            _add(passages, Role.HEADING, title, sections, open_sections, None, depth)
            sections.append(Section(index, "", title, depth, roles, heading, heading, heading, parent))
            open_sections.append(index)
        elif text.startswith("@"):
            _add(passages, Role.RECIPIENT, text[1:].strip(), [], [], None)
        elif text.startswith("="):
            _add(passages, Role.BASIS, text[1:].strip(), [], [], None)
        else:
            _add(passages, Role.ITEM, text, sections, open_sections, None, 9)
    document = Document("text", tuple(passage.block for passage in passages))
    issuer = Issuer("ỦY BAN NHÂN DÂN TỈNH TÂY NINH", "", system, level, "tay-ninh")
    return Plan(document, tuple(passages), tuple(sections), nature, "KH", "KẾ HOẠCH", "", issuer=issuer,
                subject_id="foreign-information")  # fmt: skip


def _add(
    passages: list[Passage],
    role: Role,
    text: str,
    sections: list[Section],
    open_sections: list[int],
    cell: Cell | None,
    level: int = 0,
) -> None:
    index = len(passages)
    block = Block(text, ordinal=index + 1, cell=cell)
    breadcrumb = tuple(sections[number].title for number in open_sections)
    section = open_sections[-1] if open_sections else -1
    start = 2 if text.startswith("- ") else 0
    passages.append(Passage(index, block, role, squeeze(text), "", level, start, breadcrumb, section))


def facts_of(text: str | bytes, name: str = "plan.txt", day: int = 20220205) -> list[Fact]:
    """Facts of a whole draft, read as its file would be."""
    knowledge = load_knowledge()
    data = text.encode() if isinstance(text, str) else text
    return recognise(analyse(read(data, name), knowledge), knowledge, day)
