"""Changes to a whole sample that change nothing of what it says. Each takes plan XML and gives plan XML."""

import re
import unicodedata
from collections.abc import Callable
from random import Random

from lxml import etree

_TEXT = re.compile(r">([^<>]+)<")
_BODY = re.compile(r"<(item|recipient|cell)\b[^>]*>([^<]*)")
_BASIS = re.compile(r"<basis>([^<]*)")
_LONG_DATE = re.compile(r"ngày (\d\d) tháng (\d{1,2}) năm (\d{4})")
_NAMESPACE = "{https://plancheck.dev/plan/1}"
_OLD = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "ủy": "uỷ",
    "Ủy": "Uỷ",
    "úy": "uý",
    "ùy": "uỳ",
    "òe": "oè",
    "ỦY": "UỶ",
    "ÒA": "OÀ",
    "ÓA": "OÁ",
}
_SHORT = {
    "Sở Thông tin và Truyền thông": ("Sở TT&amp;TT", "Sở TTTT"),
    "Bộ Thông tin và Truyền thông": ("Bộ TT&amp;TT", "Bộ TTTT"),
    "Sở Văn hóa, Thể thao và Du lịch": ("Sở VHTTDL", "Sở VHTT&amp;DL", "Sở VH,TT&amp;DL"),
    "Bộ Văn hóa, Thể thao và Du lịch": ("Bộ VHTTDL", "Bộ VHTT&amp;DL"),
    "Đài Phát thanh - Truyền hình": ("Đài PT-TH", "Đài PTTH", "Đài Phát thanh và Truyền hình"),
    "Bộ Chỉ huy Bộ đội Biên phòng": ("BCH BĐBP", "Bộ Chỉ huy BĐBP", "Bộ CHBĐBP"),
    "Bộ Chỉ huy Quân sự": ("BCHQS", "Bộ CHQS", "BCH Quân sự"),
    "Cổng Thông tin điện tử": ("Cổng TTĐT", "Cổng thông tin điện tử"),
}


def _texts(text: str, change: Callable[[str], str]) -> str:
    return _TEXT.sub(lambda match: f">{change(match.group(1))}<", text)


def _bodies(text: str, change: Callable[[str], str]) -> str:
    return _BODY.sub(lambda match: match.group()[: match.start(2) - match.start()] + change(match.group(2)), text)


def old_tones(text: str, random: Random) -> str:
    """ "ủy ban" → "uỷ ban", but for the national title, which is prescribed to the letter."""
    prescribed = "CỘNG HÒA XÃ HỘI"
    old = re.compile("|".join((prescribed, *_OLD)))
    return _texts(text, lambda said: old.sub(lambda match: _OLD.get(match.group(), prescribed), said))


def decomposed(text: str, random: Random) -> str:
    """Marks apart from their letters, here and there."""
    return _texts(text, lambda said: unicodedata.normalize("NFD", said) if random.random() < 0.6 else said)


def dashes(text: str, random: Random) -> str:
    """Long dashes for short ones."""
    dash = random.choice("–—")
    return _texts(text, lambda said: said.replace(" - ", f" {dash} "))


def spaces(text: str, random: Random) -> str:
    """Double, no-break and trailing spaces in the body."""

    def change(said: str) -> str:
        words = [word + random.choices((" ", "  ", "\u00a0"), (20, 1, 1))[0] for word in said.split(" ")]
        return "".join(words)

    return _bodies(text, change)


def short_dates(text: str, random: Random) -> str:
    """ "ngày 07 tháng 9 năm 2015" → "ngày 07/9/2015" in the bases."""
    form = random.choice((r"ngày \1/\2/\3", r"ngày \1-\2-\3", r"ngày \1.\2.\3", r"(ngày \1/\2/\3)", r", ngày \1/\2/\3"))
    return _BASIS.sub(lambda match: _LONG_DATE.sub(form, match.group()).replace(" , ", ", "), text)


def joined_bases(text: str, random: Random) -> str:
    """All bases in one paragraph."""
    return re.sub(r";</basis>\s*<basis>Căn cứ ", "; ", text)


def committee_abbreviated(text: str, random: Random) -> str:
    """ "Ủy ban nhân dân" → "UBND" in the body and the recipients."""
    short = random.choice(("UBND", "Uỷ ban nhân dân", "Ủy ban Nhân dân"))
    return re.sub(
        r"<(item|recipient|cell|heading)\b[^>]*>[^<]*",
        lambda match: match.group().replace("Ủy ban nhân dân", short),
        text,
    )


def names_abbreviated(text: str, random: Random) -> str:
    """Names of bodies abbreviated in the body and the recipients."""
    for name, shorts in _SHORT.items():
        short = random.choice(shorts)
        text = re.sub(
            r"<(item|recipient|cell|heading)\b[^>]*>[^<]*",
            lambda match, name=name, short=short: match.group().replace(name, short),  # type: ignore[misc]
            text,
        )
    return text


def spelling(text: str, random: Random) -> str:
    """ "hằng năm" or "hàng năm", "bảo đảm" or "đảm bảo"."""
    for said, other in (
        ("ảo đảm", "ảm bảo"),
        ("hằng ", "hàng "),
        ("tháng 6)", "tháng 6 hằng năm)"),
        ("khi có yêu cầu", "khi được yêu cầu"),
    ):
        if random.random() < 0.7:
            text = _bodies(text, lambda words, said=said, other=other: _respelt(words, said, other))  # type: ignore[misc]
    return text


def _respelt(words: str, said: str, other: str) -> str:
    return (
        words.replace("Bảo đảm", "Đảm bảo").replace("bảo đảm", "đảm bảo")
        if said == "ảo đảm"
        else words.replace(said, other)
    )


def shuffled(text: str, random: Random) -> str:
    """Bodies under the last heading and items of a section in another order, numbered anew."""
    root = etree.fromstring(text.encode())
    for section in root.iter(f"{_NAMESPACE}section"):
        for tag in ("section", "item"):
            children = section.findall(f"{_NAMESPACE}{tag}")
            if len(children) < 2:
                continue
            at = section.index(children[0])
            labels = [child.get("label", "") for child in children]
            for child in children:
                section.remove(child)
            random.shuffle(children)
            for offset, (child, label) in enumerate(zip(children, labels, strict=True)):
                child.set("label", label)
                section.insert(at + offset, child)
    return etree.tostring(root, encoding="unicode")


def headings(text: str, random: Random) -> str:
    """Headings with a colon, "và" for a comma."""
    end = random.choice((":", "", "."))
    return re.sub(
        r"(<section label=\"[IVX]+\.\">\s*<heading>)([^<]*)",
        lambda match: match.group(1) + match.group(2).replace(", ", random.choice((" VÀ ", ", ", " - "))) + end,
        text,
    )


REWORDINGS: dict[str, Callable[[str, Random], str]] = {
    "old-tones": old_tones,
    "decomposed": decomposed,
    "dashes": dashes,
    "spaces": spaces,
    "short-dates": short_dates,
    "joined-bases": joined_bases,
    "committee-abbreviated": committee_abbreviated,
    "names-abbreviated": names_abbreviated,
    "spelling": spelling,
    "shuffled": shuffled,
    "headings": headings,
}

MAY: dict[str, frozenset[str]] = {
    "decomposed": frozenset({"LNG-009"}),
    "joined-bases": frozenset({"FMT-010"}),
    "dashes": frozenset({"FMT-002", "LNG-018"}),
    "spaces": frozenset({"LNG-013"}),
    "spelling": frozenset({"LNG-016"}),
    "committee-abbreviated": frozenset({"LNG-001", "LNG-011", "LNG-014"}),
    "names-abbreviated": frozenset({"ORG-016", "LNG-001"}),
    "training": frozenset({"CNT-003", "CNT-004"}),
    "rebuttal": frozenset({"CNT-009"}),
    "reporting": frozenset({"RPT-005", "RPT-008"}),
}
"""Rules that a rewording may give: 30/2020/NĐ-CP asks for a line for each basis, for hyphens in the motto, for names
spelled out at first and with their capitals; ways of writing that reviewers change are noted; and a clause said shorter
names fewer subjects, bodies or days."""
