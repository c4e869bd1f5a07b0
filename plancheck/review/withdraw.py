"""What plancheck put into a Word file taken out again: its comments, its tracked changes. Everyone else's stay."""

import re
from collections.abc import Iterator

from plancheck.document import OWN_AUTHOR, OWN_AUTHORS
from plancheck.review.comments import SUGGESTION
from plancheck.review.elements import COMMENT_MARKS, Rewriting
from plancheck.review.markup import Node, Splice
from plancheck.review.package import WordFile, word_file
from plancheck.review.paragraph_changes import beside
from plancheck.review.runs import raw

_WORDS = frozenset({"ins", "del"})
_FORMER = {"rPrChange": "rPr", "pPrChange": "pPr", "sectPrChange": "sectPr"}
_OUTSIDE_FORMER = {
    "rPr": frozenset[str](),
    "pPr": frozenset({"rPr", "sectPr"}),
    "sectPr": frozenset({"headerReference", "footerReference"}),
}
"""By kind of properties, what a tracked change of them says nothing about."""
_LOOKS = frozenset({"rPr", "pPr"})
_REVISIONS = frozenset({"ins", "del", "moveFrom", "moveTo"})
_LIVE = {"delText": "t", "delInstrText": "instrText"}
_UNSEEN = frozenset({"pPr", "bookmarkStart", "bookmarkEnd", "proofErr", *COMMENT_MARKS})
"""What an empty paragraph may hold."""


def withdrawn(data: bytes, *, changes: bool = True) -> bytes:
    """The file as it would be had plancheck never written into it; the same bytes where it has not.

    A change that someone else has worked in since stays, with all of plancheck's in its paragraph. ``changes``: tracked
    changes and what is said of them too, else only comments on findings. Raises ReadingError.
    """
    if OWN_AUTHOR.encode() not in data and data.startswith(b"<"):
        return data
    file = word_file(data)
    own = _comments(file, changes)
    names = {each.target for each in file.relationships if each.kind in ("header", "footer", "footnotes", "endnotes")}
    for name in (file.main, *sorted(each for each in names if each in file)):
        part = file.part(name)
        if own or OWN_AUTHOR in part.source:
            _Withdrawal(part.source, own, changes).write(part)
    return file.save() if any(part.splices for part in file.opened) else data


def _comments(file: WordFile, suggestions: bool) -> frozenset[str]:
    """Take plancheck's comments out of their part; their ids."""
    name = file.related("comments")
    if not name or OWN_AUTHOR not in file.part(name).source:
        return frozenset()
    part = file.part(name)
    own = [
        node
        for node in part.tree.children
        if node.local == "comment"
        and node.attribute("author") == OWN_AUTHOR
        and (suggestions or node.attribute("initials") != SUGGESTION)
    ]
    part.splices += [Splice(node.start, node.end, "") for node in own]
    _threads(file, {each.attribute("paraId") or "" for node in own for each in node.walk() if each.local == "p"} - {""})
    return frozenset(node.attribute("id") or "" for node in own)


def _threads(file: WordFile, gone: set[str]) -> None:
    """Take comments that are gone out of what newer versions of Word keep about them; answers stand by themselves."""
    durable: set[str] = set()
    for kind in ("commentsExtended", "commentsIds", "commentsExtensible"):
        name = file.related(kind)
        part = file.part(name) if name and gone else None
        for node in part.tree.children if part else ():
            assert part is not None
            if (node.attribute("paraId") or "") in gone or (node.attribute("durableId") or "") in durable:
                durable |= {node.attribute("durableId") or ""} - {""}
                part.splices.append(Splice(node.start, node.end, ""))
            elif (parent := node.attribute("paraIdParent") or "") in gone:
                text = part.source[node.start : node.end]
                start = text.index("paraIdParent") - len(node.prefix)
                end = text.index(parent, start) + len(parent) + 1
                part.splices.append(Splice(node.start, node.end, text[:start].rstrip() + text[end:]))


class _Withdrawal(Rewriting):
    """Writes elements of a part without plancheck's marks."""

    def __init__(self, source: str, comments: frozenset[str], changes: bool) -> None:
        super().__init__(source)
        self._comments = comments
        self._changes = changes
        self._shared: set[int] = set()
        """Offsets of the paragraphs whose changes stay."""

    def instead(self, node: Node) -> str | None:
        """Nothing for what plancheck put in, what was there before for what it changed."""
        if node.local in COMMENT_MARKS and node.attribute("id") in self._comments:
            return ""
        if self._changes and not self._is_shared(node):
            if node.local in _WORDS and _is_own(node):
                if (paragraph := _marked(node)) and _is_held(paragraph):
                    return None
                return self.inside(node) if node.local == "del" else ""
            if node.local == "p" and _is_put_in(node):
                return ""
            if any(child.local in _FORMER and _is_own(child) for child in node.children):
                return self._former(node)
            if node.local in _LIVE and any(each.local == "del" and _is_own(each) for each in node.ancestors()):
                return self._renamed(node, _LIVE[node.local])
        return None

    def around(self, node: Node, inner: str) -> str:
        """Runs that were split for a change are one again."""
        return _joined(inner, node.prefix) if node.local == "p" else inner

    def kept(self, node: Node) -> str:
        """Properties that have nothing left in them go too."""
        written = super().kept(node)
        if (
            node.local in _LOOKS
            and node.children
            and written == self.source[node.start : node.inner] + self.source[node.inner_end : node.end]
        ):
            return ""
        return written

    def _former(self, node: Node) -> str:
        """Properties as they were."""
        change = next(child for child in node.children if child.local in _FORMER)
        old = change.child(_FORMER[change.local])
        before = self.source[old.inner : old.inner_end] if old else ""
        outside = _OUTSIDE_FORMER[node.local]
        kept = "".join(self.kept(child) for child in node.children if child.local in outside)
        inner = kept + before if node.local == "sectPr" else before + kept
        if not inner and node.local != "sectPr":
            return ""
        return f"{self.source[node.start : node.inner]}{inner}{self.source[node.inner_end : node.end]}"

    def _renamed(self, node: Node, local: str) -> str:
        end = f"</{node.prefix}{local}>" if node.end > node.inner_end else ""
        return f"<{node.prefix}{local}{node.rest}>{self.source[node.inner : node.inner_end]}{end}"

    def _is_shared(self, node: Node) -> bool:
        """Whether an element is in a paragraph where someone has changed what plancheck put in or took out."""
        if node.local == "p" and any(_is_worked_in(each) for each in _changes(node)):
            self._shared.add(node.start)
        return any(each.start in self._shared for each in (node, *node.ancestors()))


def _joined(content: str, prefix: str) -> str:
    """Runs of words that look the same and stand side by side, made one again as they were before they were split."""
    p = re.escape(prefix)
    look = rf"<{p}r\b[^<>]*>(?:<{p}rPr/>|<{p}rPr>(?:(?!</{p}rPr>).)*</{p}rPr>)?"
    words = rf"<{p}t\b[^<>/]*>[^<]*</{p}t></{p}r>"
    alike = re.compile(rf"({look}){words}(?:\1{words})+", re.DOTALL)
    text = re.compile(rf"<{p}t\b[^<>/]*>([^<]*)</{p}t>")
    return alike.sub(lambda runs: f"{runs[1]}{raw(prefix, ''.join(text.findall(runs[0])))}</{prefix}r>", content)


def _is_own(node: Node) -> bool:
    return node.attribute("author") in OWN_AUTHORS


def _changes(paragraph: Node) -> Iterator[Node]:
    """Plancheck's insertions and deletions of words in a paragraph."""
    return (node for node in paragraph.walk() if node.local in _WORDS and node.children and _is_own(node))


def _is_worked_in(change: Node) -> bool:
    return any(node.local in _REVISIONS and not _is_own(node) for node in change.walk())


def _is_put_in(paragraph: Node) -> bool:
    """Whether all of a paragraph was put in, and others stand beside it.

    Its mark too, or that of the paragraph above, where it is the last in its place.
    """
    if _own_mark(paragraph) is None:
        return len(_joined_by_marks(paragraph)) > 1 and _holds_only_own(paragraph) and not _is_held(paragraph)
    others = paragraph.parent.children if paragraph.parent else ()
    return _holds_only_own(paragraph) and any(each.local == "p" and each is not paragraph for each in others)


def _own_mark(paragraph: Node) -> Node | None:
    """Plancheck's insertion of the mark of a paragraph."""
    properties = paragraph.child("pPr")
    mark = properties.child("rPr") if properties else None
    return next((each for each in (mark.children if mark else ()) if each.local == "ins" and _is_own(each)), None)


def _marked(change: Node) -> Node | None:
    """The paragraph whose mark a change is of."""
    inner, properties, paragraph, *_ = (*change.ancestors(), None, None, None)
    is_mark = inner is not None and inner.local == "rPr" and properties is not None and properties.local == "pPr"
    return paragraph if is_mark else None


def _joined_by_marks(paragraph: Node) -> list[Node]:
    """A paragraph and those around it that would run on into each other were plancheck's marks not there."""
    found = [paragraph]
    while (above := beside(found[0], -1)) is not None and _own_mark(above) is not None:
        found.insert(0, above)
    while _own_mark(found[-1]) is not None and (below := beside(found[-1], 1)) is not None:
        found.append(below)
    return found


def _is_held(paragraph: Node) -> bool:
    """Whether a mark, or the paragraph it was put in for at the end of a place, stays as someone has worked there."""
    together = _joined_by_marks(paragraph)
    worked = any(_is_worked_in(change) for each in together for change in _changes(each))
    return worked and _own_mark(together[-1]) is None and _holds_only_own(together[-1])


def _holds_only_own(paragraph: Node) -> bool:
    """Whether there are words in a paragraph, and all were put in."""
    words = [each for each in paragraph.children if each.local not in _UNSEEN and not _is_reference(each)]
    return bool(words) and all(each.local == "ins" and _is_own(each) for each in words)


def _is_reference(run: Node) -> bool:
    return run.local == "r" and all(child.local in ("rPr", "commentReference") for child in run.children)
