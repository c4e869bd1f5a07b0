"""Paragraphs of a part set otherwise, put in and taken out; tracked, so that rejecting all gives the part back.

A paragraph whose mark is rejected, or deleted and accepted, runs on into the next. Where none is next, at the end of a
cell, a note, a text box, before a table, the mark that goes is that of the paragraph above, as Word writes it: the last
paragraph keeps the mark that ends the place, with the looks of the one above as its former ones.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from plancheck.records import NamedTuple
from plancheck.review.comments import Names
from plancheck.review.formatting import Settings
from plancheck.review.markup import Node, Splice
from plancheck.review.package import Part
from plancheck.review.properties import MARKS, Properties
from plancheck.review.runs import deleted

Revise = Callable[[Part, bool], str]
"""Attributes of a tracked change in a part, of a suggestion or not."""
_BETWEEN = frozenset(
    {"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd", "proofErr"}
)
"""What may stand between two paragraphs that are next to each other."""


class NewParagraph(NamedTuple):
    """A paragraph to be put in."""

    looks: Sequence[tuple[str, str]]
    """Names and markup of its properties, without its mark's."""
    mark: str
    """Markup of the looks of its mark."""
    content: str
    suggested: bool = False


class ParagraphChanges:
    """Changes to the paragraphs of one part. Nothing is done before ``finish``. ``revise`` None: plainly."""

    def __init__(self, part: Part, revise: Revise | None) -> None:
        self.part = part
        self._names = Names.of(part.tree)
        self._revise = revise
        self._settings: dict[int, tuple[Node, Settings]] = {}
        self._marks: dict[int, tuple[Node, str]] = {}
        """Tracked changes of the marks of paragraphs, by where these begin."""
        self._new: dict[int, tuple[Node, list[NewParagraph]]] = {}
        """By where they go, with the paragraph above."""
        self._gone: dict[int, tuple[Node, bool]] = {}

    def set(self, paragraph: Node, settings: Settings) -> None:
        """Set a paragraph otherwise, unless it ends a section or someone has set it otherwise."""
        old = paragraph.child("pPr")
        if old is None or not (old.child("sectPr") or old.child("pPrChange")):
            known = self._settings.get(paragraph.start, (paragraph, {}))[1]
            self._settings[paragraph.start] = paragraph, {**known, **settings}

    def settings(self, paragraph: Node) -> Settings:
        """What is set in a paragraph."""
        return self._settings.get(paragraph.start, (paragraph, {}))[1]

    def put_in(self, above: Node, new: NewParagraph) -> None:
        """Put a paragraph in behind another, and behind those that were put in there before."""
        self._new.setdefault(above.end, (above, []))[1].append(new)

    def put_above(self, below: Node, new: NewParagraph) -> None:
        """Put a paragraph in above another."""
        self.part.splices.append(Splice(below.start, below.start, self._paragraph(new)))

    def take_out(self, paragraph: Node, suggested: bool) -> None:
        """Take out a paragraph that stands beside another, and in which nothing else is changed."""
        self._gone[paragraph.start] = paragraph, suggested

    def finish(self) -> None:
        """Give the part its changes."""
        for above, new in self._new.values():
            self.part.splices.append(Splice(above.end, above.end, "".join(self._written(above, new))))
        former: dict[int, Node] = {}
        for paragraph, suggested in self._gone.values():
            if self._revise is None:
                self.part.splices.append(Splice(paragraph.start, paragraph.end, ""))
                continue
            self._delete_runs(paragraph, suggested)
            if self._stays(paragraph, 1) is not None:
                self._mark(paragraph, "del", suggested)
                continue
            last, kept = beside(paragraph, -1), self._stays(paragraph, -1)
            if last is None or kept is None:
                continue
            self._mark(last, "del", suggested)
            if beside(paragraph, 1) is None and (kept.child("pPr") or paragraph.child("pPr")):
                former[paragraph.start] = kept
        self._write_properties(former)

    def _stays(self, paragraph: Node, step: int) -> Node | None:
        """The nearest paragraph that stays below or above one in its place."""
        found = beside(paragraph, step)
        while found is not None and found.start in self._gone:
            found = beside(found, step)
        return found

    def _delete_runs(self, paragraph: Node, suggested: bool) -> None:
        assert self._revise is not None
        p = self._names.prefix
        for run in paragraph.walk():
            if run.local == "r" and not any(each.local in ("r", "del") for each in run.ancestors()):
                markup = deleted(self.part.source[run.start : run.end], p)
                revision = self._revise(self.part, suggested)
                self.part.splices.append(Splice(run.start, run.end, f"<{p}del{revision}>{markup}</{p}del>"))

    def _mark(self, paragraph: Node, change: str, suggested: bool) -> None:
        assert self._revise is not None
        known = self._marks.get(paragraph.start, (paragraph, ""))[1]
        empty = f"<{self._names.prefix}{change}{self._revise(self.part, suggested)}/>"
        self._marks[paragraph.start] = paragraph, known + empty

    def _written(self, above: Node, new: Sequence[NewParagraph]) -> Iterator[str]:
        """Paragraphs that go behind one."""
        ends = self._revise is not None and beside(above, 1) is None and not is_revised(above)
        if ends:
            self._mark(above, "ins", new[-1].suggested)
        for each in new:
            yield self._paragraph(each, above if ends and each is new[-1] else None)

    def _paragraph(self, new: NewParagraph, above: Node | None = None) -> str:
        """A new paragraph with its mark put in, or with that of the one above, which is the last of its place."""
        p = self._names.prefix
        mark, change, look = new.mark, "", ""
        if above is not None:
            mark, change = self._as_above(above, new)
        elif self._revise is not None:
            mark = f"<{p}ins{self._revise(self.part, new.suggested)}/>{mark}"
        inner = "".join(markup for _, markup in new.looks)
        if mark:
            inner += f"<{p}rPr>{mark}</{p}rPr>"
        if inner or change:
            look = f"<{p}pPr>{inner}{change}</{p}pPr>"
        return f"<{p}p>{look}{new.content}</{p}p>"

    def _as_above(self, above: Node, new: NewParagraph) -> tuple[str, str]:
        """The mark of the last paragraph of a place, and what says that it looked as the one above."""
        assert self._revise is not None
        mark, change = new.mark, ""
        properties = Properties(self._names, self.part.source, None)
        before, before_mark = properties.former(above.child("pPr"))
        if before_mark != mark:
            mark += self._change("rPr", before_mark, new.suggested)
        if before != "".join(markup for _, markup in new.looks):
            change = self._change("pPr", before, new.suggested)
        return mark, change

    def _change(self, name: str, before: str, suggested: bool) -> str:
        assert self._revise is not None
        p = self._names.prefix
        revision = self._revise(self.part, suggested)
        return f"<{p}{name}Change{revision}><{p}{name}>{before}</{p}{name}></{p}{name}Change>"

    def _write_properties(self, former: Mapping[int, Node]) -> None:
        """Write the properties of paragraphs that are there; ``former``: of which one takes those of the one above."""
        revise = self._revise
        properties = Properties(
            self._names, self.part.source, None if revise is None else lambda: revise(self.part, False)
        )
        paragraphs = {start: node for start, (node, _) in (*self._settings.items(), *self._marks.items())}
        paragraphs |= {start: self._gone[start][0] for start in former}
        for start, paragraph in paragraphs.items():
            old = paragraph.child("pPr")
            mark = self._marks.get(start, (paragraph, ""))[1]
            like = former.get(start)
            settings = self.settings(like or paragraph)
            markup = properties.of_paragraph(old, settings, mark=mark, like=like.child("pPr") if like else old)
            if paragraph.rest.endswith("/"):
                markup = f"<{paragraph.tag}{paragraph.rest.rstrip('/')}>{markup}</{paragraph.tag}>"
                self.part.splices.append(Splice(paragraph.start, paragraph.end, markup))
                continue
            begin, end = (old.start, old.end) if old else (paragraph.inner, paragraph.inner)
            self.part.splices.append(Splice(begin, end, markup))


def beside(paragraph: Node, step: int) -> Node | None:
    """The paragraph right behind (1) or above (-1) one in its place; None where there is none."""
    around = paragraph.parent.children if paragraph.parent else []
    at = around.index(paragraph) + step
    while 0 <= at < len(around) and around[at].local in _BETWEEN:
        at += step
    return around[at] if 0 <= at < len(around) and around[at].local == "p" else None


def is_revised(paragraph: Node) -> bool:
    """Whether someone's change of its mark or its looks is still open."""
    properties = paragraph.child("pPr")
    mark = properties.child("rPr") if properties else None
    changed = properties is not None and properties.child("pPrChange") is not None
    return changed or (mark is not None and mark.child(*MARKS, "rPrChange") is not None)
