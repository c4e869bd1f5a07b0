"""Last year's tasks carried into a new draft: each under the heading it stood under, none that the skeleton has itself.

What is carried is marked for review; years, names and bases in it are put right afterwards by the rules themselves.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from lxml import etree

from plancheck.facts.vocabulary import Fact
from plancheck.records import NamedTuple
from plancheck.review.layout import CARRIED, PLAN, text_of
from plancheck.structure.plan import Plan, Role
from plancheck.text import fold

_SECTIONS = frozenset({"tasks", "content"})
"""Roles of the sections whose tasks are carried."""
_SAME_TASK, _SAME_HEADING = 0.8, 0.6
"""How alike the words of two tasks, of two headings are that are the same."""
_SHORTEST = 12
"""Characters of a task."""
_LETTERS = "abcdđeghiklmnopqrstuvxy"


class Group(NamedTuple):
    """Tasks that stand under one heading, or in a table."""

    heading: str
    """Without its number; empty: right under the section."""
    tasks: tuple[str, ...]


def tasks(plan: Plan, facts: Sequence[Fact]) -> tuple[Group, ...]:
    """The tasks of a plan in reading order, those of a table last, its columns in brackets."""
    own = [section for section in plan.sections if section.roles & _SECTIONS and section.parent < 0]
    held: dict[str, list[str]] = {}
    for section in own:
        for passage in plan.passages[section.first + 1 : section.last + 1]:
            text = passage.text[passage.content_start :].strip()
            if passage.appendix or passage.role not in (Role.ITEM, Role.PARAGRAPH) or len(text) < _SHORTEST:
                continue
            under = plan.sections[passage.section] if passage.section >= 0 else section
            held.setdefault(under.title.strip() if under is not section else "", []).append(text)
    rows = list(_rows(facts))
    if rows:
        held.setdefault("", []).extend(rows)
    return tuple(Group(heading, tuple(dict.fromkeys(each))) for heading, each in held.items())


def _rows(facts: Sequence[Fact]) -> Iterator[str]:
    """Rows of tables of tasks, each in one line: the task, and in brackets what the other columns say."""
    paragraphs = {fact.place.paragraph for fact in facts if fact.kind == "duty" and fact["source"] == "table"}
    rows: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.kind == "cell" and fact.place.cell:
            rows.setdefault((fact.place.part, fact.place.cell.rpartition(" C")[0]), []).append(fact)
    for cells in rows.values():
        task = next((cell for cell in cells if cell.place.paragraph in paragraphs), None)
        if task is None or not str(task["text"]).strip():
            continue
        others = [
            f"{str(cell['head']).strip().lower()}: {str(cell['text']).strip()}"
            for cell in cells
            if int(cell["column"]) > int(task["column"]) and str(cell["text"]).strip() and str(cell["head"]).strip()
        ]
        yield str(task["text"]).strip().rstrip(".;") + (f" ({'; '.join(others)})" if others else "") + "."


def target(plan: Plan) -> str:
    """Heading of the section of a new draft that tasks go to; empty where it has none."""
    own = (section for section in plan.sections if section.roles & _SECTIONS and section.parent < 0)
    return next((section.title.strip() for section in own), "")


def carry(plan: etree._Element, target: str, groups: Sequence[Group]) -> int:
    """Put tasks into a draft, under the top section with the heading ``target``; how many."""
    section = next(each for each in plan.iter(f"{PLAN}section") if text_of(each.find(f"{PLAN}heading")) == target)
    known = [text_of(each) for each in plan.iter(f"{PLAN}item", f"{PLAN}p")]
    count = 0
    for group in groups:
        new = [task for task in group.tasks if not _among(task, known, _SAME_TASK)]
        if not new:
            continue
        under = _under(section, group.heading)
        for task in new:
            known.append(task)
            etree.SubElement(under, f"{PLAN}item").text = task
            under[-1].set(CARRIED, "yes")
            count += 1
        _number(under)
    return count


def _among(text: str, others: Sequence[str], share: float) -> bool:
    folded = fold(text)
    return any(SequenceMatcher(None, folded, fold(each), autojunk=False).ratio() >= share for each in others)


def _under(section: etree._Element, heading: str) -> etree._Element:
    """The part of a section under a heading: the one with words like it, else a new one."""
    parts = section.findall(f"{PLAN}section")
    if not heading and not parts:
        return section
    heading = heading or "Nhiệm vụ chuyển từ kế hoạch năm trước"
    alike = [part for part in parts if _among(heading, [text_of(part.find(f"{PLAN}heading"))], _SAME_HEADING)]
    if alike:
        return alike[0]
    if not parts:
        return section
    part = etree.SubElement(section, f"{PLAN}section", label=f"{len(parts) + 1}.")
    etree.SubElement(part, f"{PLAN}heading").text = heading
    part[0].set(CARRIED, "yes")
    return part


def _number(section: etree._Element) -> None:
    """Number the points of a section one after the other, as the first is."""
    points = [each for each in section if each.tag in (f"{PLAN}item", f"{PLAN}p")]
    first = next((each.get("label", "") for each in points if each.get("label")), "a)")
    for number, point in enumerate(points):
        point.tag = f"{PLAN}item"
        letters = not first[:1].isdigit() and number < len(_LETTERS)
        point.set("label", f"{_LETTERS[number]})" if letters else f"{number + 1}." if first[:1].isdigit() else "-")
