"""Where in the file the draft begins: its letterhead, told from banners and lists of numbers."""

from plancheck.structure import letterhead
from plancheck.structure.lexicon import Lexicon
from plancheck.structure.lines import Line, cut, letters
from plancheck.structure.plan import Role
from plancheck.structure.source import Source
from plancheck.text import squeeze

_BEGINS = frozenset({
    Role.AGENCY, Role.SUPERIOR, Role.STATE_NAME, Role.MOTTO, Role.PARTY_NAME, Role.NUMBER, Role.PLACE_DATE, Role.TYPE,
})  # fmt: skip


def letterhead_marks(source: Source, position: int) -> set[str]:
    """Kinds of letterhead line that a block is or holds."""
    index = source.order[position]
    text, key = source.document.blocks[index].text, source.folded[index].text
    if len(key) > 120 and not letterhead.is_composite(text[:400]):
        return set()
    kinds = set()
    if len(key) < 60 and text.lstrip(" *_")[:1] in ("C", "Đ", "D"):
        over = letterhead.fixed_over_lines(next_lines(source, position))
        if over is not None:
            return {over[0].value}
    start = key.lstrip(" \"'*_|-#")[:4]
    if start in ("cộng", "độc ", "độcl", "đảng", "doc ", "cong", "công"):
        role = letterhead.fixed_line(source.line(position))
        if role is not None:
            kinds.add(role.value)
    if "số" in key[:8] and letterhead.number_line(source.line(position).text):
        kinds.add("number")
    if len(key) <= 90 and "ngày" in key and "năm" in key and letterhead.date_line(source.line(position).text):
        kinds.add("place-date")
    if (
        not kinds
        and len(key) > 25
        and ("CỘNG" in text[:400] or "ĐẢNG" in text[:400] or ("ố" in key[:200] and "ngày" in key))
    ):
        for line in cut(index, text[:600], letterhead.COLUMNS):
            role = letterhead.fixed_line(line)
            if role is not None:
                kinds.add(role.value)
            elif letterhead.number_line(line.text):
                kinds.add("number")
            elif letterhead.date_line(line.text):
                kinds.add("place-date")
    return kinds


def next_lines(source: Source, position: int) -> list[Line]:
    """A block's line and the three after it."""
    return [source.line(later) for later in source.ahead(position, 4)]


def find_letterhead(source: Source) -> int:
    """Position of the first line of the letterhead, -1 if there is none.

    One line that looks like a letterhead's is not enough: portals have banners and lists of numbers.
    """
    hints = source.hints
    for position, index in enumerate(source.order):
        hint = hints[index]
        if hint is not None:
            if hint in _BEGINS:
                return position
            continue
        kinds = letterhead_marks(source, position)
        if not kinds:
            continue
        if len(kinds) > 1 or _supported(source, position, kinds):
            return top_of(source, position)
    return -1


def _supported(source: Source, position: int, kinds: set[str]) -> bool:
    for later in source.ahead(position + 1, 15):
        label = source.labels[source.order[later]]
        if label.kind in ("roman", "letter") or letterhead_marks(source, later) - kinds:
            return True
        line = source.line(later)
        if source.words.basis.match(line.key) or type_stretch(line, source.words):
            return True
    return False


def top_of(source: Source, position: int) -> int:
    """Climb from a line of the letterhead to its first: names of bodies, "*", marks of draft."""
    top = position
    for above in range(position - 1, max(position - 9, -1), -1):
        line = source.line(above)
        if len(line.text) > 110 or not (
            letterhead.is_rule(line)
            or letterhead.is_draft_mark(line)
            or letterhead.is_secrecy_mark(line)
            or letterhead.is_stamp(line, source.words)
            or letterhead.plain_number(line.text)
            or (line.upper and (source.words.agency.match(line.key) is not None or not _is_title(source, above)))
            or (source.words.agency.match(line.key) is not None and len(line.key) < 60 and line.key[-1].isalnum())
            or letterhead_marks(source, above)
        ):
            break
        top = above
    while top < position and letterhead.is_stamp(source.line(top), source.words):
        top += 1
    return top


def _is_title(source: Source, position: int) -> bool:
    line = source.line(position)
    return len(line.key) > 60 or source.words.type_start.match(line.key) is not None


def type_stretch(line: Line, words: Lexicon) -> tuple[int, int] | None:
    """Where in a line's text the type's name is (start, end): alone, or in capitals before the title."""
    key = line.key
    match = words.type_start.match(key)
    if match is not None:
        rest = key[match.end() :].strip(" .:*_")
        if not rest:
            return (0, len(line.text)) if line.upper or line.text[:1].isupper() else None
        end = squeeze(line.text).original(match.end())
        return (0, end) if line.text[:end].isupper() and len(rest) > 3 else None
    if len(key) <= 24 and line.upper and letters(key) in words.types_bare:
        return 0, len(line.text)
    return None


def other_title(line: Line, words: Lexicon) -> bool:
    """Whether a line in capitals is the title of a paper that is of no type: "PHIẾU TRÌNH", "ĐIỀU LỆ …"."""
    return line.upper and len(line.key) <= 200 and words.other_paper.match(line.key) is not None


def attached_plan(source: Source) -> int:
    """Position where the plan begins that the document before it issues, -1 if none."""
    words = source.words
    for position, index in enumerate(source.order):
        if source.hints[index] is not None or not words.attached_host.match(source.key(position)):
            continue
        for above in range(position - 1, max(position - 7, 0), -1):
            line = source.line(above)
            if type_stretch(line, words) and line.text[:4].isupper():
                hosted = _is_hosted(line, words) and _has_host(source, above)
                return top_of(source, above) if hosted else -1
    return _unmarked_plan(source)


def _unmarked_plan(source: Source) -> int:
    """The same where no line says what the plan goes with: it stands behind a decision that says it issues one."""
    words = source.words
    issues = ends = False
    for position, index in enumerate(source.order):
        if source.hints[index] is not None:
            return -1
        if not issues:
            issues = words.issues_along.search(source.key(position)) is not None
        elif not ends:
            ends = words.recipients.match(source.key(position)) is not None
        else:
            line = source.line(position)
            if type_stretch(line, words) and line.text[:4].isupper():
                return top_of(source, position) if _is_hosted(line, words) else -1
    return -1


_HOSTED = frozenset({"plan", "programme", "scheme", "guidance", "regulation"})
"""Kinds that are what the file is about, and not an annex, where a decision issues them."""


def _is_hosted(line: Line, words: Lexicon) -> bool:
    match = words.type_start.match(line.key)
    type = words.types.get(match.group()) if match else None
    return type is None or (type.code in words.kinds and words.kinds[type.code].id in _HOSTED)


def _has_host(source: Source, position: int) -> bool:
    words = source.words
    return any(
        words.basis.match(source.key(above)) or words.recipients.match(source.key(above)) for above in range(position)
    )
