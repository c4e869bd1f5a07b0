"""Elements of a part written again with some of them left out or changed; what holds none of these stays as it is."""

from abc import ABC, abstractmethod

from plancheck.review.markup import Node, Splice
from plancheck.review.package import Part

COMMENT_MARKS = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference"})


class Rewriting(ABC):
    """One way of writing elements again."""

    def __init__(self, source: str) -> None:
        self.source = source

    @abstractmethod
    def instead(self, node: Node) -> str | None:
        """What to write for an element; None: the element with what is left of its content."""

    def around(self, node: Node, inner: str) -> str:
        """Content of an element that is not what it was."""
        return inner

    def kept(self, node: Node) -> str:
        """What is left of an element."""
        told = self.instead(node)
        if told is not None:
            return told
        inner = self.inside(node)
        if inner == self.source[node.inner : node.inner_end]:
            return self.source[node.start : node.end]
        if node.local == "r" and not any(child.local not in ("rPr", *COMMENT_MARKS) for child in node.children):
            return ""
        return self.source[node.start : node.inner] + self.around(node, inner) + self.source[node.inner_end : node.end]

    def inside(self, node: Node) -> str:
        """What is left of an element's content."""
        pieces, position = [], node.inner
        for child in node.children:
            pieces += [self.source[position : child.start], self.kept(child)]
            position = child.end
        return "".join([*pieces, self.source[position : node.inner_end]])

    def write(self, part: Part) -> None:
        """Give the part its changes."""
        root = part.tree
        text = self.kept(root)
        if text != self.source[root.start : root.end]:
            part.splices.append(Splice(root.start, root.end, text))
