"""Text with the way back to its line and column, and an XML tree that has it.

Shared by the readers of inputs that have lines. Lines and columns are 1-based and count code points of the source.
"""

from collections.abc import Iterable, Sequence
from xml.parsers import expat

from plancheck.document import Block, Cell, Decoded
from plancheck.patterns import lazily
from plancheck.reading import legacy
from plancheck.reading.budget import Budget, too_large
from plancheck.reading.errors import ReadingError
from plancheck.reading.origins import Origins, followed, readable
from plancheck.records import NamedTuple, dataclass, field

MAX_SOURCE = 2 << 20
"""Bytes of an input that has lines. The longest plans with their annexes are below one megabyte."""
MAX_ELEMENTS = 200_000
"""Elements of an XML document that has lines: ten for each paragraph there may be."""
_MAX_STRETCHES = 400_000

Stretch = tuple[str, int, int]
"""Characters that lie side by side on one line of the source, the line and the column of the first."""

_WHITE = lazily(r"[ \t\r\n]+")
# What readable() drops from inside words.
_INVISIBLE = lazily("[\u00ad\u200b\u200c\u200d\u2060\ufeff]+")
_EDGES = (
    " \t\r\n\x0b\x0c\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u00ad\u200b\u200c\u200d\u2060\ufeff"
)


class Located(NamedTuple):
    """Text with its way back to the source; the fields are those of :class:`Block`."""

    text: str
    anchors: tuple[tuple[int, int, int], ...]
    origins: tuple[int, ...] | None = None
    decoded: tuple[Decoded, ...] = ()
    written: str = ""

    def block(
        self, ordinal: int, label: str = "", hint: str = "", cell: Cell | None = None, part: str = "body"
    ) -> Block:
        """The text as a block."""
        _, line, column = self.anchors[0]
        anchors = self.anchors if len(self.anchors) > 1 else ()
        return Block(
            self.text,
            part,
            ordinal,
            label,
            hint=hint,
            cell=cell,
            line=line,
            column=column,
            origins=self.origins,
            anchors=anchors,
            decoded=self.decoded,
            written=self.written,
        )


def collapsed(stretches: Iterable[Stretch]) -> Located | None:
    """Stretches as one text in NFC, runs of white space made one space, none at the ends; None if nothing is left."""
    pieces: list[str] = []
    anchors: list[tuple[int, int, int]] = []
    length, spaced = 0, False
    for text, line, column in stretches:
        position = 0
        while position < len(text):
            white = _WHITE.match(text, position)
            if white:
                spaced, position = True, white.end()
                continue
            invisible = _INVISIBLE.match(text, position)
            if invisible:
                position = invisible.end()
                if pieces and not spaced:  # in a word: told of later
                    pieces.append(invisible.group())
                    anchors.append((length, line, column + invisible.start()))
                    length += len(invisible.group())
                continue
            gap = _irregular(text, position)
            piece = text[position:gap]
            if spaced and length:
                pieces.append(" ")
                length += 1
            spaced = False
            anchors.append((length, line, column + position))
            pieces.append(piece)
            length += len(piece)
            position = gap
    if not pieces:
        return None
    return composed("".join(pieces), anchors)


def joined(stretches: Sequence[Stretch]) -> Located | None:
    """Stretches put together as they are, trimmed, in NFC; None if nothing is left."""
    anchors: list[tuple[int, int, int]] = []
    length = 0
    for text, line, column in stretches:
        if text:
            anchors.append((length, line, column))
            length += len(text)
    whole = "".join(text for text, _, _ in stretches)
    trimmed = whole.strip(_EDGES)
    if not trimmed:
        return None
    lead = len(whole) - len(whole.lstrip(_EDGES))
    if lead or len(trimmed) < len(whole):
        first = max(index for index, anchor in enumerate(anchors) if anchor[0] <= lead)
        offset, line, column = anchors[first]
        anchors = [
            (0, line, column + lead - offset),
            *((at - lead, line, column) for at, line, column in anchors[first + 1 :] if at < lead + len(trimmed)),
        ]
    return composed(trimmed, anchors)


_IRREGULAR = lazily(" *(?:[\t\r\n\u00ad\u200b\u200c\u200d\u2060\ufeff]|  | $)")


def _irregular(text: str, position: int) -> int:
    """Where white space other than one space between two words begins."""
    match = _IRREGULAR.search(text, position)
    return match.start() if match else len(text)


def composed(text: str, anchors: Sequence[tuple[int, int, int]]) -> Located | None:
    """Text in NFC without invisible characters, with its way back; None if nothing is left."""
    found: Sequence[legacy.Stretch] = ()
    read = text
    origins: Origins | None = None
    if not text.isascii() and legacy.may_be_legacy(text) and (found := legacy.Encodings().stretches(text)):
        read, origins = legacy.decoded(text, found)
    clean, composing = readable(read)
    origins = followed(origins, composing)
    notes = legacy.noted(text, found, origins, len(clean), "text") if found else ()
    return Located(clean, _merged(anchors), origins, notes, text if origins else "") if clean else None


def in_company(blocks: Sequence[Block]) -> Sequence[Block]:
    """Blocks, those too short to be told to be in an old encoding decoded too if others of the draft were."""
    encodings = legacy.settled(blocks)
    return blocks if encodings is None else [_redecoded(block, encodings) for block in blocks]


def _redecoded(block: Block, encodings: legacy.Encodings) -> Block:
    text = block.text
    if block.decoded or text.isascii() or not (found := encodings.stretches(text)):
        return block
    read, origins = legacy.decoded(text, found)
    clean, composing = readable(read)
    back = followed(origins, composing)
    notes = legacy.noted(text, found, back, len(clean), "text")
    written = block.written or text
    return block._replace(text=clean, origins=followed(block.origins, back), decoded=notes, written=written)


def _merged(anchors: Sequence[tuple[int, int, int]]) -> tuple[tuple[int, int, int], ...]:
    """Anchors without those that merely continue the one before."""
    merged = [anchors[0]]
    for anchor in anchors[1:]:
        offset, line, column = merged[-1]
        if anchor[1] != line or anchor[2] - column != anchor[0] - offset:
            merged.append(anchor)
    return tuple(merged)


_ENCODING_ERRORS = frozenset(
    expat.errors.codes[name]
    for name in (expat.errors.XML_ERROR_UNKNOWN_ENCODING, expat.errors.XML_ERROR_INCORRECT_ENCODING)
)


@dataclass(slots=True)
class Element:
    """An XML element with its place. ``content`` holds child elements and stretches of text, in order."""

    name: str
    """Local name."""
    namespace: str
    attributes: dict[str, str]
    line: int
    column: int
    content: "list[Element | Stretch]" = field(default_factory=list)

    def child(self, name: str) -> "Element | None":
        """First child element of that name."""
        return next((child for child in self.content if isinstance(child, Element) and child.name == name), None)

    @property
    def stretches(self) -> list[Stretch]:
        """Text directly in the element."""
        return [child for child in self.content if not isinstance(child, Element)]

    @property
    def elements(self) -> "list[Element]":
        """Child elements."""
        return [child for child in self.content if isinstance(child, Element)]


def parse(data: bytes) -> Element:
    """Parse XML that passed the input guard. Raises ReadingError."""
    if len(data) > MAX_SOURCE:
        raise too_large_source()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = False
    root = Element("", "", {}, 1, 1)
    stack = [root]
    elements = stretches = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal elements
        elements += 1
        if elements > MAX_ELEMENTS:
            raise _too_much()
        namespace, _, local = name.rpartition(" ")
        element = Element(local, namespace, attributes, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        stack[-1].content.append(element)
        stack.append(element)

    def end(_: str) -> None:
        stack.pop()

    def characters(text: str) -> None:
        nonlocal stretches
        stretches += 1
        if stretches > _MAX_STRETCHES:
            raise _too_much()
        stack[-1].content.append((text, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    def doctype(*_: object) -> None:
        raise ReadingError(
            "dtd",
            "Tệp XML có khai báo DOCTYPE; hãy bỏ dòng <!DOCTYPE …>.",
            "The XML file has a DOCTYPE declaration; remove it.",
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        if error.code in _ENCODING_ERRORS:
            raise _undecodable() from None
        raise ReadingError(
            "malformed-xml",
            f"XML sai cú pháp ở dòng {error.lineno}; hãy sửa lỗi rồi chạy lại.",
            f"Malformed XML at line {error.lineno}: {expat.ErrorString(error.code)}.",
        ) from None
    except (ValueError, LookupError):
        raise _undecodable() from None
    finally:  # the parser and what it calls hold each other: neither would be free before garbage is collected
        parser.StartElementHandler = parser.CharacterDataHandler = None
    return root.elements[0]


def _undecodable() -> ReadingError:
    return ReadingError(
        "wrong-encoding",
        "Không đọc được bảng mã khai báo trong tệp XML; hãy lưu tệp ở UTF-8.",
        "The encoding declared in the XML file can't be read; save the file as UTF-8.",
    )


def too_large_source() -> ReadingError:
    """Refusal of an input that has lines and too many bytes."""
    return too_large("tệp chữ", "text", MAX_SOURCE)


def _too_much() -> ReadingError:
    return ReadingError(
        "too-large",
        "Tệp XML có quá nhiều thẻ để kiểm tra; hãy tách thành nhiều tệp.",
        "The XML has too many elements to be checked; split it.",
    )


class Rows:
    """Grid columns of a table's cells, rows and spans counted against what the draft may cost."""

    def __init__(self, table: int, budget: Budget, outer: Cell | None = None) -> None:
        self._table = table
        self._budget = budget
        self._outer = outer
        self._row = 0
        self._column = 0
        self._taken: dict[int, int] = {}

    def next_row(self) -> None:
        """Begin a row."""
        self._row += 1
        self._column = 0
        self._taken = {column: last for column, last in self._taken.items() if last >= self._row}

    def next_cell(self, rows: int = 1, columns: int = 1) -> Cell:
        """Place a cell in the first free column."""
        self._budget.cell(rows, columns)
        column = self._column + 1
        while column in self._taken:
            column += 1
        self._column = column + columns - 1
        if rows > 1:
            for spanned in range(column, column + columns):
                self._taken[spanned] = self._row + rows - 1
        return Cell(self._table, self._row, column, rows, columns, self._outer)


def span(value: str | None) -> int:
    """A span attribute, 1 when absent or nonsense; bounded, as Word's tables are."""
    digits = (value or "").strip()
    return min(max(int(digits), 1), 1000) if digits.isdecimal() and len(digits) < 9 else 1
