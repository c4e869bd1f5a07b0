"""Changes to the runs of a Word part: marks between characters, words deleted, put in, replaced, runs split for it.

Offsets are into a run's own text, as ``plancheck.reading.docx.own_text`` gives it. What stands in a run and is no text
(pictures, fields, references to notes) stays where it is, whatever is deleted around it.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property, partial
from itertools import count, pairwise

from lxml import etree

from plancheck.document import Block
from plancheck.patterns import lazily
from plancheck.reading.docx import own_text
from plancheck.records import NamedTuple
from plancheck.review.markup import Node, Splice, escaped
from plancheck.review.package import Part

CLOSING, WRITING, OPENING = range(3)
"""Order of what is put between the same two characters."""
_REVISIONS = frozenset({"ins", "del", "moveFrom", "moveTo"})
_RFONTS = lazily(r"<[^\s<>/]*rFonts\b[^<>]*?(?:/>|>\s*</[^<>]*rFonts\s*>)")
_RPR_HEAD = lazily(r"<([^<>]*)>(?:<[^<>]*rStyle\b[^<>]*/>)?")
_CHANGE_ID = lazily(r"(<[^\s<>/]*rPrChange\b[^<>]*?\bid=[\"'])\d+([\"'])")
_HISTORY = lazily(r"<([^\s<>/]*)rPrChange\b.*?</\1rPrChange\s*>", re.DOTALL)
_BLOCK_LEVEL = frozenset({"p", "tc", "body", "txbxContent", "footnote", "endnote", "hdr", "ftr", "comment"})


class Spot(NamedTuple):
    """A place between two characters of a run."""

    run: int
    offset: int


class Piece(NamedTuple):
    """Characters of one run that a stretch of a block consists of."""

    run: int
    start: int
    end: int


class _Insertion(NamedTuple):
    offset: int
    rank: int
    text: str


class _Item(NamedTuple):
    """A child of a run that is not its properties; ``text`` is empty for what is no text."""

    node: Node
    text: str


class Shell(NamedTuple):
    """What a piece of a run has to be wrapped in to look like the run."""

    prefix: str
    open: str
    properties: str

    def in_font(self, font: str) -> "Shell":
        """The same look in another font."""
        p = self.prefix
        fonts = f'<{p}rFonts {p}ascii="{font}" {p}hAnsi="{font}" {p}cs="{font}"/>'
        inner = _RFONTS.sub("", self.properties)
        if not inner:
            return self._replace(properties=f"<{p}rPr>{fonts}</{p}rPr>")
        head = _RPR_HEAD.match(inner)
        assert head is not None
        opened = head.group().rstrip(">").rstrip("/").rstrip() + ">" if head[1].endswith("/") else head.group()
        rest = inner[head.end() :] or f"</{p}rPr>"
        return self._replace(properties=opened + fonts + rest)

    def run(self, content: str) -> str:
        """A run with that content."""
        return f"{self.open}{self.properties}{content}</{self.prefix}r>"

    def text(self, words: str) -> str:
        """A run of those words, with no identity and no history of the one it is modelled on."""
        properties = _HISTORY.sub("", self.properties)
        return f"<{self.prefix}r>{properties}{written(self.prefix, words)}</{self.prefix}r>"


class Editor:
    """Changes to one part. Nothing is done before ``finish``."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self._runs = part.runs
        self._insertions: dict[int, list[_Insertion]] = {}
        self._deletions: dict[int, list[tuple[int, int]]] = {}
        self._replacements: dict[int, list[tuple[int, int, str]]] = {}
        self._fonts: dict[int, str] = {}
        self._looks: dict[int, list[tuple[int, int, Callable[[], str]]]] = {}
        self._loose: list[tuple[int, int, str]] = []
        self._split: set[int] = set()
        """Runs whose look has been written: the next piece needs an identity of its own for how it was before."""

    def look(self, piece: Piece, properties: Callable[[], str]) -> None:
        """Give characters other properties, whatever else becomes of their run; pieces of one run don't overlap.

        ``properties`` writes them, as often as the run is split, each time with an identity of its own.
        """
        self._looks.setdefault(piece.run, []).append((piece.start, piece.end, properties))

    def node(self, run: int) -> Node:
        """The element of a run."""
        return self._runs[run][0]

    def length(self, run: int) -> int:
        """Characters of a run's own text."""
        return len(self.text(run))

    def insert(self, spot: Spot, markup: str, rank: int = WRITING) -> None:
        """Put run-level markup between two characters."""
        self._insertions.setdefault(spot.run, []).append(_Insertion(spot.offset, rank, markup))

    def put(self, offset: int, markup: str, rank: int = CLOSING) -> None:
        """Put markup at an offset of the source, outside any run."""
        self._loose.append((offset, rank, markup))

    def delete(self, piece: Piece) -> None:
        """Delete characters; pieces of one run must not overlap."""
        self._deletions.setdefault(piece.run, []).append((piece.start, piece.end))

    def replace(self, piece: Piece, words: str) -> None:
        """Write words in the place of characters, in the run itself; not together with other changes to the run."""
        self._replacements.setdefault(piece.run, []).append((piece.start, piece.end, words))

    def font(self, run: int, name: str) -> None:
        """Give a run of which words are replaced another font."""
        self._fonts[run] = name

    def text(self, run: int) -> str:
        """A run's own text."""
        return "".join(text for _, text in own_text(self._runs[run][1]))

    def shell(self, run: int, offset: int = 0) -> Shell:
        """The look of a run at one of its characters."""
        node = self.node(run)
        properties = node.child("rPr")
        source = self.part.source
        own = source[properties.start : properties.end] if properties else ""
        if run in self._split and properties and properties.child("rPrChange"):
            own = _CHANGE_ID.sub(lambda match: f"{match[1]}{next(self._free)}{match[2]}", own)
        self._split.add(run)
        looks = (look for start, end, look in self._looks.get(run, ()) if start <= offset < end)
        look = next(looks, None)
        return Shell(node.prefix, source[node.start : node.inner], look() if look else own)

    @cached_property
    def _free(self) -> Iterator[int]:
        """Numbers that no change or comment of the part has."""
        taken = (node.attribute("id") or "" for node in self.part.tree.walk() if node.attribute("id"))
        return count(max((int(each) for each in taken if each.isdecimal() and len(each) < 9), default=0) + 100_000)

    def revised(self, run: int) -> bool:
        """Whether a run is part of a tracked change."""
        node = self.node(run)
        properties = node.child("rPr")
        return any(each.local in _REVISIONS for each in node.ancestors()) or bool(
            properties and properties.child("rPrChange")
        )

    def anchor(self, run: int) -> Node:
        """What can be commented on for a run: itself, or what holds the text box or alternative it stands in."""
        node = self.node(run)
        found = node
        for each in node.ancestors():
            if each.local == "AlternateContent" or (each.local == "r" and each.space == node.space):
                found = each
        return found

    def outside(self, node: Node) -> int:
        """Offset behind an element and the revisions, links and controls around it in its paragraph."""
        end = node.end
        for each in node.ancestors():
            if each.local in _BLOCK_LEVEL:
                break
            end = each.end
        return end

    def obstacle(self, run: int) -> str:
        """Why the words of a run can't be changed: ``revision``, ``field``, ``control`` or ``box``; empty if they can.

        They are someone else's revision; what a field shows, which Word computes; in a control that is locked or filled
        from elsewhere; in a text box that is written twice, once for older programs.
        """
        if self.revised(run):
            return "revision"
        if run in self._in_fields:
            return "field"
        for each in self.node(run).ancestors():
            if each.local == "fldSimple":
                return "field"
            if each.local == "AlternateContent":
                return "box"
            properties = each.child("sdtPr") if each.local == "sdt" else None
            if properties is not None:
                lock = properties.child("lock")
                if properties.child("dataBinding") or (lock and "ontent" in (lock.attribute("val") or "")):
                    return "control"
        return ""

    @cached_property
    def _in_fields(self) -> frozenset[int]:
        """Runs between the beginning and the end of a field."""
        found = set()
        depth = 0
        for index, (node, _) in enumerate(self._runs):
            kinds = [child.attribute("fldCharType") for child in node.children if child.local == "fldChar"]
            if depth or kinds:
                found.add(index)
            depth = max(depth + kinds.count("begin") - kinds.count("end"), 0)
        return frozenset(found)

    def finish(self, deleted: Callable[[int], tuple[str, str]] | None = None) -> None:
        """Give the part its changes. ``deleted`` gives the markup to put around a deletion in a run."""
        loose = list(self._loose)
        rewritten: list[Splice] = []
        for run in self._looks.keys() & self._replacements.keys():
            for start, end, words in self._replacements.pop(run):
                self._deletions.setdefault(run, []).append((start, end))
                shell = self.shell(run, start if start < end else max(start - 1, 0))
                self._insertions.setdefault(run, []).append(
                    _Insertion(end, WRITING, shell.text(words) if words else "")
                )
        for run in sorted(self._insertions.keys() | self._deletions.keys() | self._looks.keys()):
            node, parsed = self._runs[run]
            items = _items(node, parsed)
            length = sum(len(item.text) for item in items)
            inner = []
            for insertion in self._insertions.get(run, ()):
                if insertion.offset <= 0:
                    loose.append((node.start, insertion.rank, insertion.text))
                elif insertion.offset >= length:
                    loose.append((node.end, insertion.rank, insertion.text))
                else:
                    inner.append(insertion)
            deletions = self._deletions.get(run, [])
            set_ = self._looks.get(run, [])
            if inner or deletions or any(start > 0 or end < length for start, end, _ in set_):
                cuts = {bound for start, end, _ in set_ for bound in (start, end)}
                shells = partial(self.shell, run)
                around = partial(deleted, run) if deleted else None
                text = "".join(_rewritten(self.part.source, shells, items, inner, deletions, cuts, around))
                rewritten.append(Splice(node.start, node.end, text))
            elif set_:
                own = node.child("rPr")
                start, end = (own.start, own.end) if own else (node.inner, node.inner)
                rewritten.append(Splice(start, end, set_[0][2]()))
        for run, changes in self._replacements.items():
            node, parsed = self._runs[run]
            shell = self.shell(run)
            shell = shell.in_font(self._fonts[run]) if run in self._fonts else shell
            text = _merged(self.part.source, shell, _items(node, parsed), changes)
            rewritten.append(Splice(node.start, node.end, text))
        loose.sort(key=lambda each: (each[0], each[1]))
        self.part.splices += [Splice(offset, offset, text) for offset, _, text in loose]
        self.part.splices += rewritten


def _items(node: Node, run: etree._Element) -> list[_Item]:
    texts = dict(own_text(run))
    children = zip(node.children, run, strict=True)
    return [_Item(child, texts.get(parsed, "")) for child, parsed in children if child.local != "rPr"]


def _rewritten(
    source: str,
    shells: Callable[[int], Shell],
    items: Sequence[_Item],
    insertions: Sequence[_Insertion],
    deletions: Sequence[tuple[int, int]],
    looks: Collection[int],
    deleted: Callable[[], tuple[str, str]] | None,
) -> Iterator[str]:
    """A run split at every change, and where another look begins."""
    length = sum(len(item.text) for item in items)
    bounds = (
        {0, length}
        | set(looks)
        | {each.offset for each in insertions}
        | {bound for pair in deletions for bound in pair}
    )
    cuts = sorted(bound for bound in bounds if 0 <= bound <= length)
    waiting = sorted(insertions, key=lambda each: (each.offset, each.rank))
    for number, (start, end) in enumerate(pairwise(cuts)):
        while waiting and waiting[0].offset <= start:
            yield waiting.pop(0).text
        last = number == len(cuts) - 2
        gone = any(first <= start and end <= stop for first, stop in deletions)
        kept: list[str] = []
        words: list[str] = []
        position = 0
        for node, text in items:
            if not text:
                if start <= position < end or (last and position == end):
                    (kept if gone else words).append(source[node.start : node.end])
                continue
            first, stop = max(start, position), min(end, position + len(text))
            if first < stop:
                part = text[first - position : stop - position]
                if node.local in ("t", "delText"):
                    words.append(written(node.prefix, part, "delText" if gone else "t"))
                else:
                    words.append(source[node.start : node.end])
            position += len(text)
        shell = shells(start)
        if kept:
            yield shell.run("".join(kept))
        if words and not gone:
            yield shell.run("".join(words))
        elif words and deleted is not None:
            opening, closing = deleted()
            yield opening + shell.run("".join(words)) + closing


def _merged(source: str, shell: Shell, items: Sequence[_Item], changes: Sequence[tuple[int, int, str]]) -> str:
    """A run with words replaced, as one run."""
    total = sum(len(item.text) for item in items)
    content: list[str] = []
    words: list[str] = []

    def flush() -> None:
        if text := "".join(words):
            content.append(written(shell.prefix, text))
        words.clear()

    position = 0
    waiting = sorted(changes)
    for node, text in items:
        if not text:
            flush()
            content.append(source[node.start : node.end])
            continue
        for offset, character in enumerate(text, position):
            while waiting and waiting[0][0] <= offset:
                words.append(waiting.pop(0)[2])
            if any(start <= offset < end for start, end, _ in changes):
                continue
            if node.local == "t":
                words.append(character)
            else:
                flush()
                content.append(source[node.start : node.end])
        position += len(text)
    words.extend(change[2] for change in waiting if change[0] <= total)
    flush()
    return shell.run("".join(content))


def written(prefix: str, text: str, name: str = "t") -> str:
    """Words as a text element."""
    return raw(prefix, escaped(text), name)


def raw(prefix: str, text: str, name: str = "t") -> str:
    """``written`` for words that are escaped."""
    keep = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<{prefix}{name}{keep}>{text}</{prefix}{name}>"


def deleted(markup: str, prefix: str) -> str:
    """Runs as they are written in a deletion."""
    for old, new in (("instrText", "delInstrText"), ("t", "delText")):
        markup = re.sub(rf"<(/?){re.escape(prefix)}{old}(?=[\s/>])", rf"<\g<1>{prefix}{new}", markup)
    return markup


def pieces(block: Block, start: int, end: int, editor: Editor) -> list[Piece] | None:
    """The characters ``block.text[start:end]`` in their runs, in order; None if some stand in no run."""
    found = []
    for run in block.runs:
        if run.end <= start or run.start >= end:
            continue
        if run.node < 0:
            return None
        first = run.node_start + _raw(block, max(start, run.start)) - _raw(block, run.start)
        stop = run.node_start + _raw(block, min(end, run.end)) - _raw(block, run.start)
        stop = min(stop, editor.length(run.node))
        if first < stop:
            found.append(Piece(run.node, first, stop))
    return found


def spot(block: Block, offset: int, editor: Editor) -> Spot | None:
    """The place before ``block.text[offset]``: behind the character before it, where there is one."""
    before = pieces(block, offset - 1, offset, editor) if offset else None
    if before:
        return Spot(before[-1].run, before[-1].end)
    after = pieces(block, offset, offset + 1, editor)
    return Spot(after[0].run, after[0].start) if after else None


def _raw(block: Block, offset: int) -> int:
    return offset if block.origins is None else block.origins[offset]
