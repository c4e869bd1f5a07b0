"""XML as it is written: where each element begins and ends, so that a file is changed only where it must be.

A parsed tree written out again differs in quotes, blanks, prefixes and entities. Here the source stays a text, elements
are offsets into it, and changes are spliced in. The source must have passed the guard: it is well-formed, has no DTD.
"""

import re
from collections.abc import Iterable, Iterator

from plancheck.patterns import lazily
from plancheck.records import NamedTuple

_TOKEN = lazily(
    r"<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>|(?P<end>/)?(?P<name>[^\s/>]++)"
    r"(?P<rest>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>)",
    re.DOTALL,
)
_ATTRIBUTE = lazily(r"([^\s=\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = lazily(r"&(#x[0-9a-fA-F]+|#[0-9]+|\w+);")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NOT_XML = lazily("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Node:
    """An element. Offsets into the source; for an empty tag ``inner``, ``inner_end`` and ``end`` are the same."""

    __slots__ = ("children", "end", "inner", "inner_end", "local", "parent", "prefix", "rest", "space", "start")

    def __init__(self, space: str, prefix: str, local: str, rest: str, start: int, inner: int, parent: "Node | None"):
        self.space = space
        self.prefix = prefix
        """With its colon, ready to put before a name; empty if there is none."""
        self.local = local
        self.rest = rest
        """The start tag after the name: attributes as they are written."""
        self.start = start
        self.inner = inner
        self.inner_end = self.end = inner
        self.parent = parent
        self.children: list[Node] = []

    def attribute(self, name: str) -> str | None:
        """Value of an attribute by its local name, None if it is not there."""
        for match in _ATTRIBUTE.finditer(self.rest):
            if match[1].rpartition(":")[2] == name:
                return unescaped(match[2] if match[2] is not None else match[3])
        return None

    def child(self, *names: str) -> "Node | None":
        """First child with one of the local names."""
        return next((child for child in self.children if child.local in names), None)

    def ancestors(self) -> "Iterator[Node]":
        """Elements around it, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def walk(self) -> "Iterator[Node]":
        """It and everything in it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    @property
    def tag(self) -> str:
        """Name as written."""
        return self.prefix + self.local


class Splice(NamedTuple):
    """``source[start:end]`` becomes ``text``. Those at one place come in the order in which they were made."""

    start: int
    end: int
    text: str


def parse(source: str) -> Node:
    """The root element of a source."""
    root: Node | None = None
    open_: Node | None = None
    scopes: list[dict[str, str]] = [{"xml": "http://www.w3.org/XML/1998/namespace"}]
    for token in _TOKEN.finditer(source):
        name = token["name"]
        if name is None:
            continue
        if token["end"]:
            if open_ is not None:
                open_.inner_end, open_.end = token.start(), token.end()
                open_ = open_.parent
                scopes.pop()
            continue
        rest = token["rest"]
        scope = scopes[-1]
        if "xmlns" in rest:
            scope = scope | _declared(rest)
        prefix, colon, local = name.rpartition(":")
        node = Node(scope.get(prefix, ""), prefix + colon, local, rest, token.start(), token.end(), open_)
        if open_ is not None:
            open_.children.append(node)
        root = root or node
        if not rest.endswith("/"):
            open_ = node
            scopes.append(scope)
    assert root is not None
    return root


def _declared(rest: str) -> dict[str, str]:
    found = {}
    for name, double, single in _ATTRIBUTE.findall(rest):
        if name == "xmlns" or name.startswith("xmlns:"):
            found[name[6:]] = unescaped(double or single)
    return found


def spliced(source: str, splices: Iterable[Splice]) -> str:
    """The source with changes made. They must not overlap."""
    pieces, position = [], 0
    for start, end, text in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        assert start >= position
        pieces += [source[position:start], text]
        position = end
    return "".join([*pieces, source[position:]])


def into(node: Node, text: str, source: str) -> Splice:
    """Put something at the end of an element's content, opening an empty tag."""
    if node.inner_end > node.inner or node.end > node.inner_end:
        return Splice(node.inner_end, node.inner_end, text)
    opened = source[node.start : node.end].rstrip(">").rstrip("/").rstrip()
    return Splice(node.start, node.end, f"{opened}>{text}</{node.tag}>")


def escaped(text: str) -> str:
    """Text as element content; what XML can't hold is left out."""
    return _NOT_XML.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Text as an attribute's value in double quotes."""
    return escaped(text).replace('"', "&quot;")


def unescaped(text: str) -> str:
    """Content as written → text."""
    return _REFERENCE.sub(_resolved, text) if "&" in text else text


def _resolved(match: re.Match[str]) -> str:
    name = match[1]
    if name.startswith("#x"):
        return chr(int(name[2:], 16))
    return chr(int(name[1:])) if name.startswith("#") else _NAMED.get(name, match[0])
