"""Reader of plain text and Markdown: drafts pasted from portals, mail and PDF.

A line is a paragraph, unless it clearly goes on from the line before it (``_continues``). Columns set side by side with
tabs, wide gaps or "|" are read column by column in a letterhead or signature, row by row in a table. Markdown's marks
are left out; every character that stays knows its line and column.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plancheck.document import Block, Cell, Document
from plancheck.formats import MARKDOWN
from plancheck.patterns import lazily
from plancheck.reading.budget import Budget
from plancheck.reading.errors import ReadingError
from plancheck.reading.source import (
    MAX_SOURCE,
    Located,
    Rows,
    Stretch,
    in_company,
    joined,
    too_large_source,
)
from plancheck.records import NamedTuple
from plancheck.text import told_encoding

_MARKDOWN_HEADINGS = lazily(r"^#{1,6} +\S", re.M)


def read_text(data: bytes, name: str = "") -> Document:
    """Read plain text; Markdown when ``name`` ends so or the text has its headings. Raises ReadingError."""
    if len(data) > MAX_SOURCE:
        raise too_large_source()
    text = _decoded(data)
    if not text.strip():
        raise ReadingError("empty", "Tệp rỗng, không có chữ nào.", "The file is empty: there is no text in it.")
    markdown = name.lower().endswith(MARKDOWN) or len(_MARKDOWN_HEADINGS.findall(text)) > 1
    if markdown or "plancheck:" in text:
        text = _without_comments(text)
    lines = _LINE_END.split(_CONTROL.sub(" ", text))
    budget = Budget()
    for line in lines:
        budget.line(len(line))
    blocks: list[Block] = []
    for located, cell in _paragraphs(_rows(lines, markdown), budget):
        blocks.append(located.block(len(blocks) + 1, cell=cell))
    if not blocks:
        raise ReadingError("empty", "Tệp không có chữ nào.", "There is no text in the file.")
    return Document("markdown" if markdown else "text", tuple(in_company(blocks)))


def _without_comments(text: str) -> str:
    """Blank out comments as in Markdown, line ends kept."""
    pieces, position = [], 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces += [text[position:start], _NOT_LINE_END.sub(" ", text[start : end + 3])]
        position = end + 3
    return "".join([*pieces, text[position:]])


# Bytes to characters

_NOT_LINE_END = lazily(r"[^\r\n]")
_LINE_END = lazily(r"\r\n|\r|\n")
_CONTROL = lazily("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_BINARY = lazily("[\x01-\x08\x0e-\x1f\x7f]")
# What Vietnamese text in Windows-1258 has not: other letters, tone marks that stand on no vowel.
_NOT_CP1258 = lazily(
    "[^\t\n\r\x0c\x20-\x7e\u00a0-\u00bf€‚„…‰‹‘’“”•–—™›\u0300\u0301\u0303\u0309\u0323"
    "ÀÁÂĂÈÉÊÍÓÔƠÙÚƯĐàáâăèéêíóôơùúưđ]|(?<![aeiouyAEIOUYÂÊÔĂƠƯâêôăơư])[\u0300\u0301\u0303\u0309\u0323]"
)
_CP1258_MARKS = lazily("[\u0300\u0303\u0309\u0323]")
# Vietnamese in UTF-8 read as Latin-1 or Windows-1252 ("Káº¿ hoáº¡ch").
_DOUBLY_ENCODED = lazily("[áÃÄÆ][º»¡-¿\u0080-\u009f\u0192\u2018-\u203a]|Æ°|Ä[\u0090\u2018]")
_SEEN = 20_000
_VIETNAMESE = lazily("[\u1ea0-\u1ef9đĐăĂơƠưƯ\u0300-\u0323]")


def _decoded(data: bytes) -> str:
    encoding = told_encoding(data)
    try:
        text = data.decode(encoding) if encoding else _without_mark(data)
    except UnicodeDecodeError:
        raise _wrong_encoding() from None
    if _is_garbled(text):
        raise ReadingError(
            "wrong-encoding",
            "Chữ trong tệp bị vỡ (mở sai bảng mã rồi lưu lại); hãy chép lại từ bản gốc và lưu ở UTF-8.",
            "The text is garbled (opened in a wrong encoding and saved); copy the original and save it as UTF-8.",
        )
    if "\x00" in text or len(_BINARY.findall(text)) * 50 > len(text) + 250:
        raise _binary()
    return text


def _is_garbled(text: str) -> bool:
    """Whether another encoding's bytes stand for Vietnamese letters."""
    genuine = len(_VIETNAMESE.findall(text, 0, 4000))
    if genuine > 100:
        return False
    garbled = len(_DOUBLY_ENCODED.findall(text, 0, 4000))
    return garbled >= 5 and garbled > genuine


def _without_mark(data: bytes) -> str:
    """Decode text that has no byte order mark: UTF-8, else Windows-1258 if it can be nothing else."""
    if b"\x00" in data:
        raise _binary()
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            raise ReadingError(
                "truncated",
                "Tệp bị cắt cụt giữa một chữ; hãy chép lại tệp gốc.",
                "The file breaks off in the middle of a character; copy the original again.",
            ) from None
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        return _before_unicode(data)
    if len(_CP1258_MARKS.findall(text)) < 2 or _NOT_CP1258.search(text):
        return _before_unicode(data)
    return text


def _before_unicode(data: bytes) -> str:
    """Text of a file in TCVN3 or VNI, its bytes as Windows shows them: the words are decoded later."""
    from plancheck.reading.legacy_words import stretches

    text = data.decode("cp1252", "replace")
    start = text[:_SEEN]
    if [(each.start, each.end) for each in stretches(start)] != [(0, len(start))]:
        raise _wrong_encoding()
    return text


def _wrong_encoding() -> ReadingError:
    return ReadingError(
        "wrong-encoding",
        "Tệp không ở bảng mã UTF-8; hãy mở bằng Notepad, chọn Lưu thành… với Mã hóa UTF-8.",
        "The file is not in UTF-8; open it in Notepad and use Save as… with encoding UTF-8.",
    )


def _binary() -> ReadingError:
    return ReadingError(
        "binary",
        "Đây không phải tệp văn bản thuần; hãy đưa vào tệp .docx, .xml, .txt hoặc .md.",
        "This is not plain text; give a .docx, .xml, .txt or .md file.",
    )


# Lines to rows


class _Line(NamedTuple):
    """A line of text to be joined to others or not."""

    stretches: tuple[Stretch, ...]
    text: str
    """What is seen, trimmed."""
    indent: int
    length: int
    """Of the source line without trailing space."""
    ends: bool = False
    """The line can't be continued by the next."""


class _Row(NamedTuple):
    """A row of a table."""

    cells: tuple[tuple[tuple[Stretch, ...], ...], ...]
    """Of each cell its paragraphs."""
    first: bool = False
    """Whether a table begins here."""


_Unit = _Line | _Row | None
"""None: paragraphs on its two sides stay apart."""

_RULE_CHARACTERS = "-_=–—─━~.+|: \t\u00a0"
_FENCE = lazily(r"\s{0,3}(?:`{3,}|~{3,})\s*([\w+-]*)\s*$")
_PROSE_FENCES = frozenset({"", "text", "txt", "plain", "plaintext", "markdown", "md"})
_BREAK = lazily(r"<br\s*/?>", re.I)


def _rows(lines: Sequence[str], markdown: bool) -> Iterator[_Unit]:
    index, end = _front_matter(lines) if markdown else 0, len(lines)
    literal, recipients = False, False
    while index < end:
        line = lines[index]
        if not line.strip():
            yield None
            index += 1
            continue
        fence = _FENCE.match(line) if markdown else None
        if fence:
            yield None
            index += 1
            if literal or fence[1].lower() in _PROSE_FENCES:
                literal = not literal
            else:
                while index < end and not _FENCE.match(lines[index]):
                    index += 1
                index += 1
            continue
        if _is_rule(line):
            yield None
            index += 1
            continue
        tabled = _table_end(lines, index)
        # Tabs also set a letterhead's columns apart; a frame of "|" is a table's.
        last, columns = (index, []) if "|" in line and tabled > index else _side_by_side(lines, index, recipients)
        if columns:
            yield from _columns(columns, markdown and not literal)
            recipients = recipients or any(_RECIPIENTS.match(text.lstrip()) for text, _, _ in columns[0])
            index = last
            continue
        if tabled > index:
            yield from _table(lines, index, tabled, markdown and not literal)
            index = tabled
            continue
        recipients = (recipients or bool(_RECIPIENTS.match(line.lstrip(" \t*_")))) and not _AFTER_RECIPIENTS.match(line)
        yield from _paragraph(line, index + 1, markdown and not literal)
        index += 1


def _is_rule(line: str) -> bool:
    """A line drawn with characters, also between the rows of a table."""
    drawn = line.strip()
    return len(drawn) > 2 and (not drawn.strip(_RULE_CHARACTERS) or (drawn.count("*") > 2 and not drawn.strip("* ")))


def _front_matter(lines: Sequence[str]) -> int:
    """Index of the first line after YAML front matter."""
    if lines[0].rstrip() == "---":
        for index in range(1, min(len(lines), 100)):
            if lines[index].rstrip() in ("---", "..."):
                return index + 1
    return 0


def _paragraph(line: str, number: int, markdown: bool) -> Iterator[_Unit]:
    """One line; several where it has <br>."""
    start, ends = 0, False
    if markdown:
        heading = _HEADING.match(line)
        quote = _QUOTE.match(line)
        if heading:
            yield None
            start, ends = heading.end(), True
            unclosed = line.rstrip().rstrip("#")
            line = unclosed if unclosed.endswith((" ", "\t")) else line
        elif quote:
            start = quote.end()
        elif line.endswith(("  ", "\\")):
            ends = True
            line = line.removesuffix("\\")
    pieces = list(_broken(line[start:], start + 1, markdown))
    for position, (text, column) in enumerate(pieces, 1):
        stretches = _inline(text, number, column, markdown)
        seen = "".join(piece for piece, _, _ in stretches)
        if seen.strip():
            indent = len(seen) - len(seen.lstrip())
            yield _Line(tuple(stretches), seen.strip(), indent, len(line.rstrip()), ends or position < len(pieces))
    if ends:
        yield None


def _broken(text: str, column: int, markdown: bool) -> Iterator[tuple[str, int]]:
    """Pieces between <br>, with their columns."""
    start = 0
    for match in _BREAK.finditer(text) if markdown else ():
        yield text[start : match.start()], column + start
        start = match.end()
    yield text[start:], column + start


# Markdown's marks

_HEADING = lazily(r" {0,3}#{1,6}(?:[ \t]+|$)")
_QUOTE = lazily(r" {0,3}(?:> ?)+")
_BOLD = lazily(r"\*\*(?=\S)|(?<=\S)\*\*")
_MARK_CHARACTERS = lazily(r"[\\*_\[`<&]")
_MARKS = lazily(
    r"""(?P<escape>\\(?=[\\`*_{}\[\]()#+\-.!|>~]))
      |(?P<image>!\[[^\[\]\n]{0,500}\]\([^()\s]{0,2000}\))
      |\[(?P<link>[^\[\]\n]{1,500})\]\([^()\s]{0,2000}(?:\s+"[^"\n]{0,500}")?\)
      |(?P<strong>\*{2,3}(?=\S)|(?<=\S)\*{2,3}|__(?=[^\s_])(?<![\w_]__)|(?<=[^\s_])__(?![\w_]))
      |(?P<light>(?<![\w*])\*(?=[^\s*)])|(?<=[^\s*(])\*(?![\w*])|(?<![\w_])_(?=[^\s_])|(?<=[^\s_])_(?![\w_]))
      |`(?P<code>[^`\n]{1,500})`
      |(?P<tag></?(?:b|i|u|em|strong|center|div|p|span|font|sub|sup|small|big)(?:\s[^<>]{0,500})?>)
      |&(?P<entity>nbsp|amp|lt|gt|quot|emsp|ensp);""",
    re.X | re.I,
)
_ENTITIES = {"nbsp": "\u00a0", "amp": "&", "lt": "<", "gt": ">", "quot": '"', "emsp": "\u2003", "ensp": "\u2002"}
_STAR_ITEM = lazily(r"\s*\*(?=\s+\S)")


def _inline(text: str, line: int, column: int, markdown: bool) -> list[Stretch]:
    """What is seen of a piece of a line. Bold marks are left out of plain text too: portals' copies have them."""
    if not markdown:
        if "**" not in text:
            return [(text, line, column)]
        return _kept(text, ((match.start(), match.end(), None) for match in _BOLD.finditer(text)), line, column)
    if not _MARK_CHARACTERS.search(text):
        return [(text, line, column)]
    items: list[Stretch] = []
    start = 0
    while star := _STAR_ITEM.match(text, start):
        items.append((text[start : star.end() - 1] + "-", line, column + start))
        start = star.end()
    return [*items, *_kept(text[start:], _cuts(text[start:]), line, column + start)]


def _cuts(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Spans to leave out, with what stands for them."""
    position = 0
    while match := _MARKS.search(text, position):
        kind = match.lastgroup or ""
        if kind in ("escape", "image", "strong", "light", "tag"):
            yield match.start(), match.end(), None
            # An escaped character is itself no mark.
            position = match.end() + (kind == "escape")
        elif kind == "entity":
            yield match.start(), match.end(), _ENTITIES[match["entity"].lower()]
            position = match.end()
        else:
            first, last = match.span(kind)
            yield match.start(), first, None
            if kind != "code":
                for start, end, text_instead in _cuts(match[kind]):
                    yield first + start, first + end, text_instead
            yield last, match.end(), None
            position = match.end()


def _kept(text: str, cuts: "Iterator[tuple[int, int, str | None]]", line: int, column: int) -> list[Stretch]:
    kept, start = [], 0
    for first, last, instead in cuts:
        kept.append((text[start:first], line, column + start))
        if instead:
            kept.append((instead, line, column + first))
        start = last
    kept.append((text[start:], line, column + start))
    return [stretch for stretch in kept if stretch[0]]


# Tables and columns


def _table_end(lines: Sequence[str], index: int) -> int:
    """Index after the last line of the table that begins at ``index``; ``index`` if none does.

    Rows framed with "|" may have blank lines between them: pages are pasted so.
    """
    line = lines[index]
    following = next((later for later in lines[index + 1 : index + 3] if later.strip()), "")
    stop = index
    if "|" in line and ("|" in following or _is_rule(following)):
        if line.lstrip().startswith("|") or ("-" in following and not following.strip("|:- \t")):
            for later in range(index, len(lines)):
                if "|" in lines[later] or lines[later].lstrip().startswith(("+-", "+=")):
                    stop = later + 1
                elif lines[later].strip() or later > stop:
                    break
    elif "\t" in line:
        tabs = line.strip().count("\t")
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if tabs > 1 and following.strip().count("\t") == tabs:
            while stop < len(lines) and lines[stop].strip().count("\t") == tabs:
                stop += 1
    return stop


def _split(line: str, separator: str) -> list[tuple[str, int]]:
    """Cells of a row with their columns."""
    start = len(line) - len(line.lstrip())
    stop = len(line.rstrip())
    if separator == "|":
        start += line[start : start + 1] == "|"
        stop -= line[stop - 1 : stop] == "|" and stop > start and line[stop - 2 : stop - 1] != "\\"
    cells, first = [], start
    for at in range(start, stop):
        if line[at] == separator and line[at - 1 : at] != "\\":
            cells.append((line[first:at], first + 1))
            first = at + 1
    cells.append((line[first:stop], first + 1))
    return cells


def _table(lines: Sequence[str], index: int, last: int, markdown: bool) -> Iterator[_Unit]:
    separator = "|" if "|" in lines[index] else "\t"
    rows = [
        [(text, number + 1, column) for text, column in _split(lines[number], separator)]
        for number in range(index, last)
        if lines[number].strip() and not _is_rule(lines[number])
    ]
    if max(map(len, rows), default=0) <= 2 and any(_RIGHT.match(row[-1][0].strip(" *_")) for row in rows[:6]):
        yield from _columns([[row[0] for row in rows], [row[1] for row in rows if len(row) > 1]], markdown)
        return
    yield None
    for position, row in enumerate(rows):
        cells = []
        for text, number, column in row:
            pieces = (_inline(piece, number, at, markdown) for piece, at in _broken(text, column, markdown))
            cells.append(tuple(tuple(piece) for piece in pieces))
        yield _Row(tuple(cells), position == 0)
    yield None


# How the right column of a letterhead or signature begins.
_RIGHT = lazily(
    r"(?:CỘNG H|Cộng h|Độc lập|ĐỘC LẬP|ĐẢNG CỘNG SẢN|[^\W\d_][^,|]{0,40}, ngày\b"
    r"|(?:TM|KT|TL|TUQ|Q)\.\s|[TK]/[MT]\s|PHỤ LỤC\b)"
)
_RECIPIENTS = lazily(r"Nơi nhận", re.I)
_AFTER_RECIPIENTS = lazily(r"\s*(?:PHỤ LỤC|Phụ lục|KẾ HOẠCH|[IVX]+\.\s)")
_GAP = lazily(r"[ \u00a0]*\t[ \t\u00a0]*|[ \u00a0]{3,}|\s\|\s|(?<=\S)\|(?=\S)")
_MAX_RUN = 60

_Column = list[tuple[str, int, int]]


def _side_by_side(lines: Sequence[str], index: int, recipients: bool) -> tuple[int, list[_Column]]:
    """Two columns set in the lines from ``index`` on, and the index after them; no column if there are none."""
    first = _gap(lines[index], recipients)
    if first is None:
        return index, []
    left: _Column = []
    right: _Column = []
    middle = first[1]
    while index < len(lines) and lines[index].strip() and len(left) < _MAX_RUN:
        line = lines[index]
        if _is_rule(line):
            index += 1
            continue
        recipients = recipients or bool(_RECIPIENTS.match(line.lstrip()))
        gap = _gap(line, recipients)
        if gap:
            left.append((line[: gap[0]], index + 1, 1))
            right.append((line[gap[1] :], index + 1, gap[1] + 1))
        elif _is_right(line, middle):
            right.append((line, index + 1, 1))
        elif recipients and line.lstrip().startswith(("-", "+")):
            left.append((line, index + 1, 1))
        else:
            break
        index += 1
    return index, [left, right]


def _gap(line: str, recipients: bool) -> tuple[int, int] | None:
    """Start and end of the gap between two columns of a line."""
    if "\t" not in line and "|" not in line and "   " not in line and "\u00a0\u00a0" not in line:
        return None
    lead, end = len(line) - len(line.lstrip()), len(line.rstrip())
    listed = recipients and (line.startswith(("-", "+"), lead) or bool(_RECIPIENTS.match(line, lead)))
    for match in _GAP.finditer(line, lead):
        if match.end() >= end or match.start() == lead:
            continue
        if _RIGHT.match(line, match.end()):
            return match.span()
        if listed and line[match.end()].isupper() and ("\t" in match.group() or len(match.group()) > 3):
            return match.span()
    return None


def _is_right(line: str, middle: int) -> bool:
    """Whether a line stands in the right column alone: behind tabs, or far in."""
    lead = line[: len(line) - len(line.lstrip())]
    return "\t" in lead or len(lead) > max(middle // 2, 12)


def _columns(columns: Sequence[_Column], markdown: bool) -> Iterator[_Unit]:
    yield None
    for column in columns:
        for text, number, at in column:
            for piece, start in _broken(text, at, markdown):
                stretches = tuple(_inline(piece, number, start, markdown))
                seen = "".join(part for part, _, _ in stretches).strip()
                if seen:
                    yield _Line(stretches, seen, 0, len(text), ends=True)
        yield None


# Lines to paragraphs

_LABEL = lazily(
    r"(?:[-–—+*•·▪●○✓]|\(?[IVXLC]{1,6}[.)/:-]|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)/]\s|\d{1,3}(?:\.\d{1,3}){1,4}\s|\(?[a-zđA-ZĐ][.)]\s)"
)
_STARTS = lazily(
    r"(?:Điều \d|Chương [IVX\d]|Phần |Nơi nhận|Số\s*:|Căn cứ |Xét |Theo đề nghị|Kính gửi|Phụ lục|PHỤ LỤC"
    r"|KẾ HOẠCH|HƯỚNG DẪN|TM\.|KT\.|TL\.|TUQ\.|[TK]/[MT] )"
)
# "… (trước ngày 10 tháng⏎6) …": what looks like a label closes a parenthesis.
_CLOSING = lazily(r"\w{1,4}\)")
_TERMINAL = lazily(r"[.;:!?…/][\"”’)\]]*$")
# Words that no paragraph ends with.
_UNFINISHED = lazily(
    r"[\s(](?:của|và|về|các|những|cho|theo|tại|trên|với|từ|đến|để|do|là|hoặc|trong|thuộc|bởi|nhằm|cùng|giữa|nước)$"
)
_CAPS_HEADING = lazily(r"(?:[IVX]{1,5}|[A-ZĐ]|\d{1,2})\.\s")
_NARROW = 130
"""Characters: longer lines were not wrapped by hand."""


def _paragraphs(units: "Iterator[_Unit]", budget: Budget) -> Iterator[tuple[Located, Cell | None]]:
    everything = list(units)
    width = _wrap_width(everything)
    pending: list[Stretch] = []
    previous: _Line | None = None
    table = 0
    rows = Rows(1, budget)
    for unit in everything:
        if isinstance(unit, _Line):
            if previous and _continues(previous, unit, width):
                pending.extend(_glue(previous))
                pending.extend(_unindented(unit.stretches))
                previous = unit
                continue
            if pending:
                yield from _paragraph_of(pending, budget)
            pending, previous = list(unit.stretches), unit
            continue
        if pending:
            yield from _paragraph_of(pending, budget)
        pending, previous = [], None
        if unit:
            if unit.first:
                table += 1
                rows = Rows(table, budget)
            rows.next_row()
            for paragraphs in unit.cells:
                cell = rows.next_cell()
                for paragraph in paragraphs:
                    yield from _paragraph_of(paragraph, budget, cell)
    if pending:
        yield from _paragraph_of(pending, budget)


def _paragraph_of(
    stretches: Sequence[Stretch], budget: Budget, cell: Cell | None = None
) -> Iterator[tuple[Located, Cell | None]]:
    budget.paragraph()
    budget.text(sum(len(text) for text, _, _ in stretches))
    located = joined(stretches)
    if located:
        yield located, cell


def _glue(line: _Line) -> list[Stretch]:
    """The space for a line end; none after a capital cut off its word ("Đ⏎ộc lập")."""
    if len(line.text) == 1:
        return []
    text, number, column = line.stretches[-1]
    return [] if text[-1:].isspace() else [(" ", number, column + len(text))]


def _unindented(stretches: Sequence[Stretch]) -> list[Stretch]:
    (text, number, column), *rest = stretches
    trimmed = text.lstrip()
    return [(trimmed, number, column + len(text) - len(trimmed)), *rest]


def _wrap_width(units: "Sequence[_Unit]") -> int:
    """Width at which the text was wrapped by hand, 0 if it was not: then hardly a line is full and goes on."""
    lines = [unit for unit in units if isinstance(unit, _Line)]
    width = max((line.length for line in lines), default=0)
    if not 40 <= width <= _NARROW:
        return 0
    full = sum(
        isinstance(line, _Line) and isinstance(following, _Line) and _is_full(line, following, width)
        for line, following in pairwise(units)
    )
    return width if full >= 5 and full * 10 >= len(lines) else 0


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    """Whether the next line's first word did not fit on this one."""
    return line.length + 1 + len(following.text.split(None, 1)[0]) > width


def _continues(line: _Line, following: _Line, width: int) -> bool:
    """Whether a line that follows another belongs to the same paragraph. In doubt it does not."""
    text, after = line.text, following.text
    if line.ends:
        return False
    if _CLOSING.match(after) and text.rfind("(") > text.rfind(")"):
        return True
    if _LABEL.match(after):
        return False
    if len(text) == 1:
        return text.isupper() and after[0].islower()
    if _TERMINAL.search(text[-8:]):
        return False
    if after[0].islower():
        return True
    if _STARTS.match(after) or following.indent > line.indent + 1:
        return False
    if _UNFINISHED.search(text[-8:]) and not text.isupper():
        return True
    if text.endswith(" số") and not after[0].isalpha():  # "chuyển đổi số" ends a line, "Quyết định số" does not
        return True
    if _CAPS_HEADING.match(text) and text.isupper():
        return after.isupper() and len(after) < 100 and not _CAPS_HEADING.match(after)
    return bool(width) and not text.isupper() and _is_full(line, following, width)
