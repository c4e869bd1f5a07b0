"""Comments in a Word file: a range of characters in the body, and the text said about it."""

from collections.abc import Sequence

from plancheck.document import OWN_AUTHOR, Block
from plancheck.records import NamedTuple
from plancheck.review.markup import Node, escaped, into, quoted
from plancheck.review.package import WordFile
from plancheck.review.runs import CLOSING, OPENING, Editor, Spot, pieces

_INITIALS = "pc"
SUGGESTION = "gy"
"""Initials of comments on a suggestion ("gợi ý")."""
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SIZE = 20
"""Half-points of a comment's text, which would else be as large as the draft's."""
_NOTE_REFERENCES = {"footnote": "footnoteReference", "endnote": "endnoteReference"}


class Names(NamedTuple):
    """How a part writes the names of WordprocessingML."""

    prefix: str
    """Of elements, with its colon."""
    attribute: str
    """Of attributes, with its colon."""
    declaration: str
    """Of the attributes' prefix, to put into an element; empty where it is declared."""

    @classmethod
    def of(cls, root: Node) -> "Names":
        """As its root element does. Attributes need a prefix even where elements have none."""
        if root.prefix:
            return cls(root.prefix, root.prefix, "")
        return cls("", "w:", f' xmlns:w="{quoted(root.space)}"')

    def empty(self, name: str, **attributes: object) -> str:
        """An element without content."""
        return f"<{self.prefix}{name}{self.attributes(**attributes)}/>"

    def attributes(self, **attributes: object) -> str:
        """Attributes as they stand in a start tag."""
        written = "".join(f' {self.attribute}{name}="{quoted(str(value))}"' for name, value in attributes.items())
        return (self.declaration if written else "") + written


class Comments:
    """Comments being added to the body of a file. Nothing is written before ``finish``."""

    def __init__(self, file: WordFile, editor: Editor, date: str) -> None:
        self._file = file
        self._editor = editor
        self._date = date
        self._names = Names.of(editor.part.tree)
        self._existing = file.related("comments")
        self._number = self._first_free()
        self._written: list[tuple[int, Sequence[str], str]] = []

    def _first_free(self) -> int:
        ids = [-1]
        roots = [self._editor.part.tree]
        if self._existing:
            roots.append(self._file.part(self._existing).tree)
        for root in roots:
            for node in root.walk():
                if node.local in ("comment", "commentRangeStart", "commentRangeEnd", "commentReference"):
                    value = node.attribute("id") or ""
                    if value.isdecimal() and len(value) < 10:
                        ids.append(int(value))
        return max(ids) + 1

    def on_words(self, block: Block, start: int, end: int, text: Sequence[str], initials: str = _INITIALS) -> bool:
        """Comment on ``block.text[start:end]``, all of it if that is empty; False if no run holds these words.

        Words in a text box, where Word takes no comments, are commented on at the paragraph the box hangs on.
        """
        editor = self._editor
        found = pieces(block, start, end, editor) if start < end else None
        found = found or pieces(block, 0, len(block.text), editor)
        if not found:
            runs = [run.node for run in block.runs if run.node >= 0]
            if not runs:
                return False
            self.on_element(editor.node(runs[0]), text, initials)
            return True
        first, last = found[0], found[-1]
        holder = editor.anchor(first.run)
        if holder is not editor.node(first.run):
            self.on_element(holder, text, initials)
            return True
        opening, closing, reference = self.marks(text, initials)
        editor.insert(Spot(first.run, first.start), opening, OPENING)
        node = editor.node(last.run)
        outside = editor.outside(node)
        if outside == node.end:
            editor.insert(Spot(last.run, last.end), closing + reference, CLOSING)
        else:
            editor.insert(Spot(last.run, last.end), closing, CLOSING)
            editor.put(outside, reference)
        return True

    def on_element(self, node: Node, text: Sequence[str], initials: str = _INITIALS) -> None:
        """Comment on a run or on what stands for one."""
        opening, closing, reference = self.marks(text, initials)
        self._editor.put(node.start, opening, OPENING)
        self._editor.put(node.end, closing)
        self._editor.put(self._editor.outside(node), reference)

    def reference_of_note(self, kind: str, block: Block, notes: Editor) -> Node | None:
        """The run in the body that refers to the note a block stands in."""
        for run in block.runs:
            if run.node < 0:
                continue
            note = next((each for each in notes.node(run.node).ancestors() if each.local == kind), None)
            if note is None:
                continue
            wanted = note.attribute("id")
            for node in self._editor.part.tree.walk():
                if node.local == _NOTE_REFERENCES[kind] and node.attribute("id") == wanted:
                    return node.parent
        return None

    def marks(self, text: Sequence[str], initials: str = _INITIALS) -> tuple[str, str, str]:
        """Markup for a comment: before the words, behind them, and the run that refers to it."""
        number = self._number
        self._number += 1
        self._written.append((number, text, initials))
        names = self._names
        reference = names.empty("commentReference", id=number)
        return (
            names.empty("commentRangeStart", id=number),
            names.empty("commentRangeEnd", id=number),
            f"<{names.prefix}r>{reference}</{names.prefix}r>",
        )

    def finish(self) -> None:
        """Write the texts of the comments into their part, a new one if there is none."""
        if not self._written:
            return
        if not self._existing:
            names = Names("w:", "w:", "")
            text = "".join(self._comment(names, *each) for each in self._written)
            space = quoted(self._editor.part.tree.space)
            content = f'<w:comments xmlns:w="{space}">{text}</w:comments>'
            self._file.add("comments", "comments", _CONTENT_TYPE, content)
            return
        part = self._file.part(self._existing)
        names = Names.of(part.tree)
        text = "".join(self._comment(names, *each) for each in self._written)
        part.splices.append(into(part.tree, text, part.source))

    def _comment(self, names: Names, number: int, lines: Sequence[str], initials: str) -> str:
        head = names.attributes(id=number, author=OWN_AUTHOR, date=self._date, initials=initials)
        paragraphs = "".join(_paragraph(names, line, first=index == 0) for index, line in enumerate(lines))
        return f"<{names.prefix}comment{head}>{paragraphs}</{names.prefix}comment>"


def _paragraph(names: Names, text: str, first: bool) -> str:
    p = names.prefix
    size = names.empty("sz", val=_SIZE)
    bold = f"<{p}b/>" if first else ""
    mark = f"<{p}r><{p}annotationRef/></{p}r>" if first else ""
    words = f'<{p}t xml:space="preserve">{escaped(text)}</{p}t>'
    return f"<{p}p>{mark}<{p}r><{p}rPr>{bold}{size}</{p}rPr>{words}</{p}r></{p}p>"
