"""Bases and the enacting sentence, from the title to the first heading."""

from plancheck.patterns import lazily
from plancheck.structure.ending import tail_begins
from plancheck.structure.lexicon import Lexicon
from plancheck.structure.lines import Line
from plancheck.structure.plan import Role
from plancheck.structure.walk import State, Walk

CITED = lazily(r"\bsố\s?[\d:]|\d/|\bngày \d|-kl/|-ct/|-nq/|\bsố …")
"""To be searched: the number or day of an instrument."""
_BASIS_NOISE = lazily(r"\W*\S{1,6} căn cứ\b(?! vào chức năng)")
_DECIDES = lazily(r"QUYẾT\s+(?:ĐỊNH|NGHỊ)\s*:|KẾT\s+LUẬN\s*:")


def opens_basis(key: str, words: Lexicon) -> bool:
    """Whether folded text opens as bases do."""
    return words.basis.match(key) is not None or _BASIS_NOISE.match(key) is not None


def take_preamble(walk: Walk, index: int, line: Line) -> bool:
    """Bases and enacting sentence; False when the body has begun."""
    words, source = walk.words, walk.source
    label = source.labels[index]
    key = source.content(index) if label.kind else line.key
    basis = opens_basis(key, words)
    cell = source.document.blocks[index].cell
    if key.startswith("kính gửi"):
        walk.give(index, Role.PARAGRAPH)
        return True
    if not basis and words.soft_basis.match(key):
        goes_on = label.kind in ("", "bullet") or walk.comes_after(Role.BASIS)
        basis = (key.endswith((";", ",")) and goes_on) or (
            not label.kind and words.instrument.search(key, 0, 160) is not None and CITED.search(key) is not None
        )
    enacting = key.endswith(":") and words.enacting_end.search(key, max(len(key) - 40, 0)) is not None
    if basis and not (
        label.kind in ("roman", "letter", "part")
        or (label.kind == "arabic" and len(key) < 60 and not CITED.search(key))
    ):
        walk.give(index, Role.BASIS)
        if enacting:
            walk.state = State.BODY
        return True
    if label.kind and (label.kind != "bullet" or not _goes_on_basis(walk, index, key)):
        walk.state = State.BODY
        return False
    if cell is not None and not walk.found.letterhead and cell.columns + cell.column > 2:
        walk.state = State.BODY
        return False
    if enacting or (words.enacting.search(key) and words.enacts.search(key) and len(key) < 700):
        walk.give(index, Role.ENACTING)
        if enacting or key.endswith((":", ".")):
            walk.state = State.BODY
        return True
    if _DECIDES.match(line.text):
        walk.give(index, Role.ENACTING)
        walk.state = State.BODY
        return True
    if _goes_on_basis(walk, index, key):
        walk.give(index, Role.BASIS)
        return True
    if tail_begins(walk, index, line) or _is_heading_line(line, words):
        walk.state = State.BODY
        return False
    walk.head.loose += 1
    if walk.head.loose > 4:
        walk.state = State.BODY
        return False
    if walk.source.pasted and walk.is_noise(line):
        walk.give(index, Role.NOISE)
        return True
    walk.give(index, None)
    return True


def _goes_on_basis(walk: Walk, index: int, key: str) -> bool:
    """Whether a line without opener goes on with the bases above it."""
    if not walk.comes_after(Role.BASIS):
        return False
    above = walk.above()
    if key.endswith((";", ",")):
        return True
    last = walk.source.folded[above].text.rstrip()
    first = walk.source.document.blocks[index].text.lstrip(" -–\t")[:1]
    return not last.endswith((";", ".", ":", ",")) or first.islower()


def _is_heading_line(line: Line, words: Lexicon) -> bool:
    return line.upper and 4 < len(line.key) <= 120 and words.section_words.search(line.key) is not None
