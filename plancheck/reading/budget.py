"""What one draft may cost, counted in one place. Beyond it stands a refusal of one line that names the limit.

Every limit is above anything a real draft reaches, and low enough that what passes is checked within two seconds, one
more for each megabyte of text, and 300 MB (tests/reading/test_budget.py).
"""

from plancheck.reading.errors import ReadingError

MAX_INPUT = 64 << 20
"""Bytes of an input, pictures among them."""
MAX_ENTRIES = 10_000
"""Parts of a package."""
MAX_DIRECTORY = 2 << 20
"""Bytes of the list of a package's parts."""
MAX_XML = 20 << 20
"""Bytes of one XML document or part that is read."""
MAX_UNPACKED = 50 << 20
"""Bytes of all parts of a package that are read."""
MAX_MARKUP = 850_000
"""Tags and attributes of all XML that is read: each costs up to 250 bytes of memory once parsed. A table of 10,000
cells, each with borders and fonts of its own, has 630,000; a handbook of 872 pages 280,000.
"""
MAX_PARAGRAPHS = 20_000
"""Paragraphs of one draft. The longest plans with their annexes have some thousands."""
MAX_TEXT = 3_000_000
"""Characters of text: that handbook has 0.8 million."""
MAX_PARAGRAPH = 200_000
"""Characters of one paragraph or line; a whole plan pasted in one line has some ten thousand."""
MAX_LINES = 200_000
"""Lines of an input that has lines, empty ones among them."""
MAX_GRID = 400_000
"""Places in the grids of all tables; a cell that spans rows and columns covers many."""
MAX_LABELS = 1_000_000
"""Characters of all automatic numbers, and of the patterns they are made from."""


def marks(data: bytes) -> int:
    """Tags and attributes an XML document has at most."""
    return data.count(b"<") + data.count(b"=")


class Budget:
    """What is left for one draft: what costs says so here before it is done. Each method raises ReadingError."""

    def __init__(self) -> None:
        self._unpacked = 0
        self._markup = 0
        self._paragraphs = 0
        self._characters = 0
        self._lines = 0
        self._grid = 0
        self._labels = 0

    def unpack(self, size: int) -> None:
        """Count the bytes of a part that was unpacked."""
        self._unpacked += size
        if self._unpacked > MAX_UNPACKED:
            raise too_large("phần chữ của tệp khi giải nén", "the parts with text, unpacked,", MAX_UNPACKED)

    def markup(self, data: bytes) -> None:
        """Count the tags and attributes an XML document has at most."""
        self.mark(marks(data))

    def mark(self, count: int) -> None:
        """Count tags and attributes."""
        self._markup += count
        if self._markup > MAX_MARKUP:
            raise ReadingError(
                "too-much-markup",
                f"Tệp có hơn {shown(MAX_MARKUP, '.')} thẻ và thuộc tính định dạng, thường do bảng rất lớn; "
                "hãy tách bảng hoặc phụ lục đó ra tệp riêng.",
                f"The file has more than {shown(MAX_MARKUP, ',')} tags and attributes, mostly from a very large table; "
                "put that table or annex into a file of its own.",
            )

    def paragraph(self) -> None:
        """Count one paragraph."""
        self._paragraphs += 1
        if self._paragraphs > MAX_PARAGRAPHS:
            raise ReadingError(
                "too-many-paragraphs",
                f"Tệp có hơn {shown(MAX_PARAGRAPHS, '.')} đoạn (ô bảng cũng là đoạn); hãy tách thành nhiều tệp.",
                f"The file has more than {shown(MAX_PARAGRAPHS, ',')} paragraphs (table cells count); split it.",
            )

    def line(self, length: int) -> None:
        """Count one line."""
        self.longest(length)
        self._lines += 1
        if self._lines > MAX_LINES:
            raise ReadingError(
                "too-large",
                f"Tệp có hơn {shown(MAX_LINES, '.')} dòng; hãy tách thành nhiều tệp.",
                f"The file has more than {shown(MAX_LINES, ',')} lines; split it.",
            )

    def text(self, length: int) -> None:
        """Count the characters of one paragraph."""
        self.longest(length)
        self._characters += length
        if self._characters > MAX_TEXT:
            raise ReadingError(
                "too-large",
                f"Tệp dài hơn {shown(MAX_TEXT, '.')} ký tự; hãy tách thành nhiều tệp.",
                f"The file is longer than {shown(MAX_TEXT, ',')} characters; split it.",
            )

    def longest(self, length: int) -> None:
        """Hold one paragraph or line to its length."""
        if length > MAX_PARAGRAPH:
            raise ReadingError(
                "too-large",
                f"Tệp có một đoạn dài hơn {shown(MAX_PARAGRAPH, '.')} ký tự; hãy xuống dòng giữa các đoạn.",
                f"One paragraph is longer than {shown(MAX_PARAGRAPH, ',')} characters; "
                "put each paragraph on a line of its own.",
            )

    def cell(self, rows: int, columns: int) -> None:
        """Count the places of a table's grid that a cell covers."""
        self._grid += rows * columns
        if self._grid > MAX_GRID:
            raise ReadingError(
                "too-large-table",
                f"Các bảng trong tệp có hơn {shown(MAX_GRID, '.')} ô, kể cả ô gộp; "
                "hãy bỏ các ô gộp bất thường hoặc tách bảng ra tệp riêng.",
                f"The tables have more than {shown(MAX_GRID, ',')} places, merged cells counted; "
                "undo abnormal merged cells or put the table into a file of its own.",
            )

    def label(self, length: int) -> None:
        """Count the characters that one automatic number, and the pattern it is made from, have."""
        self._labels += length
        if self._labels > MAX_LABELS:
            raise ReadingError(
                "too-long-numbers",
                "Số thứ tự tự động trong tệp dài bất thường; hãy bỏ đánh số tự động rồi đánh lại trong Word.",
                "The automatic numbers are abnormally long; take the numbering off and number anew in Word.",
            )


def too_large(what_vi: str, what_en: str, limit: int) -> ReadingError:
    """Refusal of what is above a limit in bytes."""
    return ReadingError(
        "too-large",
        f"Quá lớn để kiểm tra: {what_vi} hơn {limit >> 20} MB; hãy tách thành nhiều tệp.",
        f"Too large to check: {what_en} above {limit >> 20} MB; split the file.",
    )


def too_large_input() -> ReadingError:
    """Refusal of an input whose bytes alone are too many."""
    return ReadingError(
        "too-large",
        f"Tệp lớn hơn {MAX_INPUT >> 20} MB; hãy bỏ bớt ảnh hoặc tách thành nhiều tệp.",
        f"The file is larger than {MAX_INPUT >> 20} MB; take out pictures or split it.",
    )


def shown(number: int, separator: str) -> str:
    """A number with its thousands set apart."""
    return f"{number:,}".replace(",", separator)
