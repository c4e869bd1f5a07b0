"""Recipients and signature: who signs, in whose name and post."""

from plancheck.patterns import lazily
from plancheck.structure.lexicon import Lexicon
from plancheck.structure.plan import AUTHORITIES, Passage, Role, Signature
from plancheck.text import fold

_AUTHORITY = lazily(rf"\W*(?P<code>{AUTHORITIES}|Q)\s?(?P<dot>[.,:/]?)\s?(?=\w)")
_AUTHORITIES = lazily(rf"(?<![\w/])(?P<code>{AUTHORITIES}|Q)\b\s?[.,:/]?\s?")
# "(KH thông tin đối ngoại 2012)Dg", "C 70b", "NVA-15b", "Dg".
_CLERK = lazily(
    r"\W*\([^()]{1,80}\)\s?[\w.]{0,8}$|[^\W\d]{1,6}[\s._-]{0,2}\d{1,3}\s?(?:b|bản)?\.?$|[^\W\d]{1,5}$|\d{1,3}\s?(?:b|bản)\.?$"
)


def authority_of(text: str) -> str:
    """TM, KT, TL, TUQ or Q when a line opens with a signing authority in capitals; else empty."""
    match = _AUTHORITY.match(text)
    if match is None or len(text) > 120:
        return ""
    rest = text[match.end() :]
    code = match["code"]
    if not rest[:2].isupper() or (
        not match["dot"] and "/" not in code and (len(code) < 2 or text[match.end() - 1] != " ")
    ):
        return ""
    first = rest.split("\n")[0]
    capitals = sum(char.isupper() for char in first)
    return code.replace("/", "") if capitals * 2 > sum(char.isalpha() for char in first) else ""


def is_recipients_label(key: str, words: Lexicon) -> bool:
    """Whether folded text opens with "Nơi nhận", with or without recipients after it."""
    return words.recipients.match(key) is not None


def is_person(text: str, words: Lexicon) -> bool:
    """Whether a line is a person's name: two to five capitalised words, with titles before them if any."""
    if len(text) > 50 or any(char.isdigit() for char in text):
        return False
    title = words.name_title.match(fold(text))
    names = (text[title.end() :] if title else text).replace("-", " ").split()
    if text.isupper() and (" - " in text or not has_surname(text, words)):
        return False
    return 2 <= len(names) <= 5 and all(_is_name(name) for name in names)


def has_surname(text: str, words: Lexicon) -> bool:
    """Whether a person's name begins with a Vietnamese surname."""
    folded = fold(text)
    title = words.name_title.match(folded)
    rest = (folded[title.end() :] if title else folded).split()
    return bool(rest) and rest[0] in words.surnames


def is_clerks_mark(text: str) -> bool:
    """Whether a line is a typist's or file mark: "(KH thông tin đối ngoại 2012)Dg", "C 70b"."""
    return _CLERK.match(text) is not None


def _is_name(word: str) -> bool:
    plain = word.replace("'", "").replace("’", "").strip(".")
    return (
        plain.isalpha()
        and plain[0].isupper()
        and (plain[1:].islower() or plain.isupper() or "'" in word or "’" in word)
    )


def read_signature(stretches: list[tuple[Passage, int, int]]) -> Signature:
    """The signature that stretches of authority, post and signer make, in order."""
    codes: list[str] = []
    posts: list[str] = []
    collective = signer = ""
    party_style = False
    indexes: list[int] = []
    last = ""
    for passage, start, end in stretches:
        text = passage.text[start:end].strip(" \t*_\n")
        if passage.index not in indexes:
            indexes.append(passage.index)
        role = next((part.role for part in passage.parts if part.start == start), passage.role)
        if role is Role.SIGNER:
            signer = signer or " ".join(text.split())
            last = ""
            continue
        if signer:
            continue
        matches = list(_AUTHORITIES.finditer(text)) if role is Role.AUTHORITY else []
        if not matches:
            joined = " ".join(text.split())
            if last == "TM" and role is Role.AUTHORITY:
                collective = f"{collective} {joined}".strip()
            else:
                posts.append(joined)
                last = "post"
            continue
        for position, match in enumerate(matches):
            stop = matches[position + 1].start() if position + 1 < len(matches) else len(text)
            rest = " ".join(text[match.end() : stop].split())
            code = match["code"].replace("/", "")
            codes.append(code)
            party_style = party_style or "/" in match["code"]
            if code == "TM":
                collective = rest
            elif rest:
                posts.append(rest)
            last = code
    return Signature("+".join(codes), party_style, collective, tuple(posts), signer, tuple(indexes))
