"""Reader of plancheck's own plan XML: a draft written by hand, one element for one paragraph.

The format is ``schema/plan.rng`` (RELAX NG, annotated), namespace ``https://plancheck.dev/plan/1``. Element names
are the roles of :class:`plancheck.structure.plan.Role`; a section's or item's number stands in ``label``.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from plancheck.document import Block, Cell, Document
from plancheck.patterns import lazily
from plancheck.reading.budget import Budget
from plancheck.reading.errors import ReadingError
from plancheck.reading.source import Element, Located, Rows, collapsed, parse, span
from plancheck.text import closest, nfc

NAMESPACE = "https://plancheck.dev/plan/1"

_RNG = "{http://relaxng.org/ns/structure/1.0}"
# Elements that hold other elements and no text of their own.
_CONTAINERS = frozenset(
    {"plan", "letterhead", "bases", "body", "section", "recipients", "signature", "appendix", "table", "row"}
)
_HINTS = {"p": "paragraph"}


def read_plan_xml(tree: "etree._ElementTree", data: bytes) -> Document:
    """Read a plan XML file; ``tree`` is ``data`` parsed. Raises ReadingError ``invalid-plan-xml``."""
    root = parse(data)
    schema = _schema()
    if not schema.validate(tree):
        raise _invalid(tree, schema.error_log[0])
    tables = _Tables()
    blocks: list[Block] = []
    for located, label, hint, cell in _paragraphs(root, tables):
        tables.budget.paragraph()
        tables.budget.text(len(located.text))
        blocks.append(located.block(len(blocks) + 1, label, hint, cell))
    return Document("plan-xml", tuple(blocks))


class _Tables:
    """Numbers the tables of a document."""

    def __init__(self) -> None:
        self._count = 0
        self.budget = Budget()

    def new(self) -> Rows:
        self._count += 1
        return Rows(self._count, self.budget)


_Paragraph = tuple[Located, str, str, Cell | None]
"""Text, label, hint, cell."""


def _paragraphs(element: Element, tables: _Tables, cell: Cell | None = None) -> Iterator[_Paragraph]:
    name = element.name
    if name == "table":
        rows = tables.new()
        for row in element.elements:
            rows.next_row()
            for child in row.elements:
                place = rows.next_cell(span(child.attributes.get("rows")), span(child.attributes.get("columns")))
                yield from _paragraphs(child, tables, place)
        return
    if name == "asterisk":
        yield Located("*", ((0, element.line, element.column),)), "", name, None
        return
    label = nfc(element.attributes.get("label", "").strip())
    children = element.elements
    if name == "section":
        heading, *children = children
        yield from _text(heading, "heading", label)
    elif name not in _CONTAINERS:
        yield from _text(element, "cell" if cell else _HINTS.get(name, name), label, cell)
    for child in children:
        yield from _paragraphs(child, tables, cell)


def _text(element: Element, hint: str, label: str, cell: Cell | None = None) -> Iterator[_Paragraph]:
    """The text directly in an element as a paragraph, if it has any or a label."""
    located = collapsed(element.stretches)
    if located is None and label:
        located = Located("", ((0, element.line, element.column),))
    if located is not None:
        yield located, label, hint, cell


@cache
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(_schema_tree())


@cache
def _schema_tree() -> "etree._ElementTree":
    return etree.parse(Path(__file__).parent / "schema" / "plan.rng")


_UNEXPECTED = lazily(r"Did not expect element (\S+) there")
_ATTRIBUTE = lazily(r"Invalid attribute (\S+) for element (\S+)")
_ATTRIBUTES = lazily(r"Element (\S+) failed to validate attributes")
_TEXT = lazily(r"Did not expect text in element (\S+) content")


def _invalid(tree: "etree._ElementTree", error: "etree._LogEntry") -> ReadingError:
    """The validator's first complaint, said in words a person can act on."""
    message_vi, message_en = _explained(tree, error)
    return ReadingError(
        "invalid-plan-xml",
        f"XML kế hoạch không hợp lệ ở dòng {error.line}: {message_vi}",
        f"Invalid plan XML at line {error.line}: {message_en}",
    )


def _explained(tree: "etree._ElementTree", error: "etree._LogEntry") -> tuple[str, str]:
    if match := _UNEXPECTED.search(error.message):
        return _unexpected(tree, match.group(1), error.line)
    if match := _ATTRIBUTE.search(error.message):
        attribute, name = match.groups()
        allowed = ", ".join(_attributes(name)) or "–"
        return (
            f"thuộc tính {attribute} của <{name}> không có hoặc sai giá trị; <{name}> có các thuộc tính: {allowed}.",
            f"attribute {attribute} of <{name}> is unknown or has a wrong value; <{name}> has: {allowed}.",
        )
    if match := _ATTRIBUTES.search(error.message):
        name = match.group(1)
        needed = 'version="1"' if name == "plan" else 'label="…"'
        return f"<{name}> phải có {needed}.", f"<{name}> needs {needed}."
    if match := _TEXT.search(error.message):
        name = match.group(1)
        inside = ", ".join(f"<{child}>" for child in _children(name))
        if not inside:
            return f"<{name}> phải rỗng.", f"<{name}> must be empty."
        return (
            f"chữ đứng sai chỗ trong <{name}>; hãy đặt vào {inside}.",
            f"text in the wrong place in <{name}>; put it into {inside}.",
        )
    return (
        f"thiếu phần tử bắt buộc hoặc sai thứ tự ({error.message}).",
        f"a required element is missing or out of order ({error.message}).",
    )


def _unexpected(tree: "etree._ElementTree", name: str, line: int) -> tuple[str, str]:
    nodes: Iterator[Any] = tree.iter()
    found = [node for node in nodes if node.sourceline == line and _local(node) == name]
    parent_node = found[0].getparent() if found else None
    if parent_node is None:
        return f"không được có <{name}> ở đây.", f"<{name}> is not allowed here."
    parent = _local(parent_node)
    if etree.QName(found[0]).namespace != NAMESPACE:
        return (
            f"<{name}> không thuộc không gian tên {NAMESPACE}.",
            f"<{name}> is not in the namespace {NAMESPACE}.",
        )
    allowed = _children(parent)
    inside = ", ".join(f"<{child}>" for child in allowed)
    if name in allowed:
        return (
            f"<{name}> đứng sai thứ tự hoặc lặp lại trong <{parent}>; thứ tự là {inside}.",
            f"<{name}> is out of order or repeated in <{parent}>; the order is {inside}.",
        )
    close = closest(name, allowed)
    guess_vi, guess_en = (f" (ý là <{close[0]}>?)", f" (did you mean <{close[0]}>?)") if close else ("", "")
    if not allowed:
        return f"<{parent}> chỉ chứa chữ, không chứa <{name}>.", f"<{parent}> holds text only, not <{name}>."
    return (
        f"<{parent}> không chứa <{name}>{guess_vi}; được có {inside}.",
        f"<{parent}> can't hold <{name}>{guess_en}; it may hold {inside}.",
    )


def _local(node: "etree._Element") -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _children(name: str) -> list[str]:
    """Names of the elements the schema allows in an element, in the schema's order."""
    return list(dict.fromkeys(_named(name, "element")))


def _attributes(name: str) -> list[str]:
    return list(dict.fromkeys(_named(name, "attribute")))


def _named(name: str, kind: str) -> Iterator[str]:
    root = _schema_tree().getroot()
    for definition in root.iter(f"{_RNG}element"):
        if definition.get("name") == name:
            for child in definition:
                yield from _particles(root, child, kind)


def _particles(root: "etree._Element", node: "etree._Element", kind: str) -> Iterator[str]:
    tag = node.tag
    if tag == f"{_RNG}{kind}":
        yield node.get("name", "")
    elif tag == f"{_RNG}ref":
        for definition in root.iterchildren(f"{_RNG}define"):
            if definition.get("name") == node.get("name"):
                for child in definition:
                    yield from _particles(root, child, kind)
    elif isinstance(tag, str) and tag not in (f"{_RNG}element", f"{_RNG}attribute"):
        for child in node:
            yield from _particles(root, child, kind)
