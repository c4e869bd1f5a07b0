"""Drafts that are text, XML among them: the way from a place back to the source, which is changed only there."""

import re
import unicodedata

from plancheck.document import Block, Document, Place
from plancheck.patterns import lazily
from plancheck.reading.errors import ReadingError
from plancheck.review.markup import Node, Splice, escaped, parse, spliced, unescaped
from plancheck.text import nfc

_LINE_END = lazily(r"\r\n|\r|\n")
_IGNORED = lazily("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
"""What a reader leaves out of words."""
_MARK = b"\xef\xbb\xbf"
_UTF8 = lazily(rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8)""", re.IGNORECASE)


def as_written(block: Block) -> str:
    """A block's text with what is in an old encoding as it shows without its font."""
    text = block.text
    for each in reversed(block.decoded):
        text = text[: each.start] + each.written + text[each.end :]
    return text


class Source:
    """The text of a draft and the changes to it."""

    def __init__(self, text: str, mark: bytes, xml: bool) -> None:
        self.text = text
        self._mark = mark
        self.xml = xml
        self._lines = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._tree: Node | None = None
        self._splices: list[Splice] = []

    @classmethod
    def of(cls, data: bytes, document: Document) -> "Source":
        """The source of a draft that was read from these bytes. Raises ReadingError unless it is UTF-8."""
        mark = _MARK if data.startswith(_MARK) else b""
        try:
            if _UTF8.match(data, len(mark)):
                raise ValueError
            text = data[len(mark) :].decode()
        except ValueError:
            raise ReadingError(
                "wrong-encoding",
                "Tệp không ở bảng mã UTF-8; hãy lưu lại với Mã hóa UTF-8 rồi chạy lại.",
                "The file is not in UTF-8; save it with encoding UTF-8 and run again.",
            ) from None
        return cls(text, mark, document.format in ("plan-xml", "akn"))

    @property
    def tree(self) -> Node:
        """The root element."""
        if self._tree is None:
            self._tree = parse(self.text)
        return self._tree

    def offset(self, place: Place) -> int:
        """Offset of a place's first character; 0 for one without a line."""
        if place.line is None or place.line > len(self._lines):
            return 0
        return min(self._lines[place.line - 1] + (place.column or 1) - 1, len(self.text))

    def stretch(self, block: Block, start: int, end: int) -> tuple[int, int] | None:
        """Offsets of ``block.text[start:end]``; None if it does not lie in one piece."""
        first = self.offset(block.place(start))
        if start == end:
            return first, first
        last = self.offset(block.place(end - 1))
        stop = self._behind(last)
        expected = [block.text[start:end]]
        if block.decoded and (start, end) == (0, len(block.text)):
            expected.append(as_written(block))
        for behind in (stop, stop + 1):  # a letter in VNI is two
            written = self.text[first:behind]
            if self.xml and "<" in written:
                return None
            shown = nfc(_IGNORED.sub("", unescaped(written) if self.xml else written))
            if any(shown.split() == nfc(words).split() for words in expected):
                return first, behind
        return None

    def _behind(self, offset: int) -> int:
        """Offset behind the character at an offset: a reference, or a letter with its marks."""
        if self.xml and self.text.startswith("&", offset):
            return self.text.index(";", offset) + 1
        offset += 1
        while offset < len(self.text) and unicodedata.combining(self.text[offset]):
            offset += 1
        return offset

    def element(self, place: Place) -> Node:
        """The element that holds a place; the paragraph, where that is in one of several pieces."""
        offset = self.offset(place)
        found = self.tree
        while inner := next((child for child in found.children if child.start <= offset < child.end), None):
            found = inner
        while found.parent is not None and (self._mixed(found.parent) or self._alone(found)):
            found = found.parent
        return found

    def _alone(self, node: Node) -> bool:
        """Whether an element is all that its parent holds, written on one line with it."""
        return node.parent is not None and node.parent.children == [node] and not self.begins_line(node.start)

    def _mixed(self, node: Node) -> bool:
        """Whether text stands beside the children of an element."""
        position = node.inner
        for child in node.children:
            if self.text[position : child.start].strip():
                return True
            position = child.end
        return bool(self.text[position : node.inner_end].strip())

    def begins_line(self, offset: int) -> bool:
        """Whether only blanks stand before an offset on its line."""
        return not self.text[self.line_start(offset) : offset].strip()

    def indentation(self, offset: int) -> str:
        """Blanks the line of an offset begins with."""
        line = self.text[self.line_start(offset) : offset]
        return line[: len(line) - len(line.lstrip())]

    def joint(self, node: Node) -> str:
        """What stands between an element and one put beside it: a line end and blanks, if it has a line of its own."""
        return self.line_break + self.indentation(node.start) if self.begins_line(node.start) else ""

    def line_end(self, offset: int) -> int:
        """Offset of the end of a line."""
        match = _LINE_END.search(self.text, offset)
        return match.start() if match else len(self.text)

    @property
    def line_break(self) -> str:
        """How the first line ends."""
        match = _LINE_END.search(self.text)
        return match.group() if match else "\n"

    def line_start(self, offset: int) -> int:
        """Offset of the beginning of a line."""
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def replace(self, start: int, end: int, words: str) -> None:
        """Put words in the place of others."""
        self._splices.append(Splice(start, end, escaped(words) if self.xml else words))

    def removable(self, block: Block) -> bool:
        """Whether a block is a line, or an element beside others, that can be taken out."""
        if not self.xml:
            return True
        parent = self.element(block.place()).parent
        return parent is not None and len(parent.children) > 1

    def remove(self, block: Block) -> None:
        """Take out the lines or the element of a block."""
        if self.xml:
            node = self.element(block.place())
            start, end = node.start, node.end
        else:
            start, end = self.offset(block.place()), self.offset(block.place(max(len(block.text) - 1, 0))) + 1
        if self.begins_line(start):
            start, end = self.line_start(start), self.line_end(end)
            end += len(self.line_break) if end < len(self.text) else 0
        self._splices.append(Splice(start, end, ""))

    def insert(self, offset: int, markup: str) -> None:
        """Put something in as it is."""
        self._splices.append(Splice(offset, offset, markup))

    @property
    def changed(self) -> bytes:
        """The draft with its changes."""
        return self._mark + spliced(self.text, self._splices).encode()
