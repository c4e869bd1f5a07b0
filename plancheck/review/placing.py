"""Where a new paragraph goes in a draft, and the number it takes there."""

from collections.abc import Sequence

from plancheck.records import NamedTuple
from plancheck.report.model import WORD
from plancheck.review.rewrite import Key
from plancheck.structure.plan import Passage, Plan, Role, Section

_END_MARK = "./."
_ALPHABET = "abcdđeghiklmnopqrstuvxy"


class Where(NamedTuple):
    """The paragraph a new one goes behind, which as a rule it looks like, and its number."""

    after: Passage
    label: str
    model: Passage | None = None
    """The paragraph it looks like, if that is another."""


def behind(plan: Plan, key: Key) -> Where | None:
    """Where a new paragraph goes: at the end of a section, numbered on from its parts or items; else behind another."""
    passage = next((each for each in plan.passages if each.block.key == key), None)
    if passage is not None and passage.role is not Role.HEADING:
        listed = passage.role is Role.RECIPIENTS_LABEL
        first = next((each for each in plan.passages[passage.index + 1 :] if each.role is Role.RECIPIENT), None)
        return Where(passage, "", first if listed else None)
    section = next((each for each in plan.sections if plan.passages[each.heading].block.key == key), None)
    if section is None:
        return None
    inside = plan.passages[section.first + 1 : section.last + 1]
    own = [each for each in inside if each.role in (Role.ITEM, Role.PARAGRAPH) and each.appendix == section.appendix]
    if own and own[-1].text.rstrip().endswith(_END_MARK) and not own[-1].label.strip("-–+ "):
        own.pop()  # what ends the draft stays its end
    last = own[-1] if own else None
    if (
        last is None
        or last.block.cell is not None
        or any(each.role is Role.CELL for each in plan.passages[last.index + 1 : section.last + 1])
    ):
        return None
    if last.block.label and plan.document.format in WORD:  # Word counts on
        return Where(last, "")
    children = [each for each in plan.sections if each.parent == section.index]
    label = _label(plan, children, last)
    if children and children[-1].heading > last.index:  # the last part has nothing under it
        return Where(plan.passages[children[-1].heading], label, last)
    return Where(last, label)


def _label(plan: Plan, children: Sequence[Section], last: Passage) -> str:
    passage = plan.passages[children[-1].heading] if children else last
    label = passage.label
    further = following(label)
    if not further:
        return ""
    joint = passage.text[passage.text.find(label) + len(label) : passage.content_start] if passage.content_start else ""
    return further + (joint if joint.strip() == "" and joint else " ")


def following(label: str) -> str:
    """The number that follows: "2. " → "3. ", "b) " → "c) ", "- " → "- "; empty where it can't be told."""
    core = label.strip()
    tail = label[len(label.rstrip()) :]
    digits = core.rstrip(".)/:-– ")
    mark = core[len(digits) :]
    before, dot, last = digits.rpartition(".")
    if last.isdecimal() and len(last) < 4:
        return f"{before}{dot}{int(last) + 1}{mark}{tail}"
    if len(digits) == 1 and digits in _ALPHABET[:-1]:
        return f"{_ALPHABET[_ALPHABET.index(digits) + 1]}{mark}{tail}"
    return label if core in ("-", "–", "+", "•", "*") else ""
