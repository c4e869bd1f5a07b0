"""A Word file as it goes out: tracked changes accepted, and nothing of its making left in it."""

from collections import Counter

from plancheck.records import NamedTuple
from plancheck.review.elements import COMMENT_MARKS, Rewriting
from plancheck.review.markup import Node, Splice
from plancheck.review.package import Part, WordFile, word_file

_PUT_IN = frozenset({"ins", "moveTo"})
_TAKEN_OUT = frozenset({"del", "moveFrom"})
_LOOKS = frozenset(
    f"{name}Change"
    for name in ("rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid", "tblPrEx", "numbering")
)  # fmt: skip
_RANGES = frozenset(
    f"{name}Range{end}"
    for name in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)
_DROPPED = _LOOKS | _RANGES | _TAKEN_OUT | {"cellIns", "cellDel", "cellMerge", "highlight"}
_TEXT_PARTS = ("header", "footer", "footnotes", "endnotes")
_ABOUT_PEOPLE = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
_PROPERTIES = {
    "docprops/core.xml": frozenset(
        {"creator", "lastModifiedBy", "lastPrinted", "revision", "title", "subject", "description", "keywords"}
        | {"category", "contentStatus", "version", "identifier"}
    ),
    "docprops/app.xml": frozenset({"Company", "Manager", "Template", "TotalTime", "HyperlinkBase"}),
    "docprops/custom.xml": frozenset({"property"}),
}
"""By part, what tells who made the file and how."""


class Settled(NamedTuple):
    """A file with nothing open in it."""

    data: bytes
    changes: int
    """Tracked changes accepted."""
    comments: int
    """Comments taken out."""


def settled(data: bytes) -> Settled:
    """Accept all tracked changes, take out comments, highlights and what tells of people. Raises ReadingError."""
    file = word_file(data)
    counts: Counter[str] = Counter()
    names = {each.target for each in file.relationships if each.kind in _TEXT_PARTS and each.target in file}
    for name in (file.main, *sorted(names)):
        part = file.part(name)
        _Acceptance(part, counts).write(part)
    for kind in _ABOUT_PEOPLE:
        if name := file.related(kind):
            comments = file.part(name)
            counts["comments"] += sum(node.local == "comment" for node in comments.tree.children)
            _empty(comments, frozenset(node.local for node in comments.tree.children))
    if name := file.related("settings"):
        _empty(file.part(name), frozenset({"trackRevisions", "rsids"}))
    _without_properties(file)
    return Settled(file.save(), counts["changes"], counts["comments"])


def _without_properties(file: WordFile) -> None:
    for name, gone in _PROPERTIES.items():
        if name in file:
            _empty(file.part(name), gone)


def _empty(part: Part, gone: frozenset[str]) -> None:
    part.splices += [Splice(node.start, node.end, "") for node in part.tree.children if node.local in gone]


class _Acceptance(Rewriting):
    """Writes a part as if all changes in it had been accepted."""

    def __init__(self, part: Part, counts: Counter[str]) -> None:
        super().__init__(part.source)
        self._space = part.tree.space
        self._counts = counts

    def instead(self, node: Node) -> str | None:
        """What was put in, and nothing for what was taken out."""
        if node.space != self._space:
            return None
        if node.local in COMMENT_MARKS:
            return ""
        if node.local in _PUT_IN | _TAKEN_OUT | _LOOKS:
            self._counts["changes"] += 1
        if node.local in _PUT_IN:
            return self.inside(node)
        if node.local in _DROPPED or (node.local == "tr" and _is_gone(node)):
            return ""
        if node.local == "tbl" and (rows := [child for child in node.children if child.local == "tr"]):
            return "" if all(map(_is_gone, rows)) else None
        return None

    def inside(self, node: Node) -> str:
        """Paragraphs whose mark was taken out run on into the next."""
        if not any(child.local == "p" and _joins(child) for child in node.children):
            return super().inside(node)
        pieces, position, waiting = [], node.inner, ""
        for child, following in zip(node.children, [*node.children[1:], None], strict=True):
            pieces.append(self.source[position : child.start])
            position = child.end
            if child.local == "p" and _joins(child) and following is not None and following.local == "p":
                waiting += self._content(child)
                continue
            written = self.kept(child)
            if waiting:
                written, waiting = self._with(child, waiting), ""
            pieces.append(written)
        return "".join([*pieces, self.source[position : node.inner_end]])

    def _content(self, paragraph: Node) -> str:
        return "".join(self.kept(child) for child in paragraph.children if child.local != "pPr")

    def _with(self, paragraph: Node, before: str) -> str:
        """A paragraph that others have run on into."""
        properties = paragraph.child("pPr")
        look = self.kept(properties) if properties else ""
        head = f"<{paragraph.tag}{paragraph.rest.rstrip('/')}>"
        return f"{head}{look}{before}{self._content(paragraph)}</{paragraph.tag}>"


def _is_gone(row: Node) -> bool:
    properties = row.child("trPr")
    return properties is not None and properties.child("del") is not None


def _joins(paragraph: Node) -> bool:
    properties = paragraph.child("pPr")
    mark = properties.child("rPr") if properties else None
    return mark is not None and mark.child("del", "moveFrom") is not None
