"""The scanner against the plainest way to do its work."""

from hypothesis import given
from hypothesis import strategies as st

from plancheck.knowledge import Knowledge
from plancheck.knowledge.scanner import Names, Pieces, pack, words

WORDS = st.sampled_from(["sở", "ngoại", "vụ", "tài", "chính", "tt", "ủy", "ban", "đ1"])
JOINS = st.sampled_from([" ", " ", " ", ", ", "-", " - ", "&", ".", "; ", "(", "+", "%", "  ", "…", "x"])
TEXTS = st.lists(st.tuples(WORDS, JOINS), max_size=30).map(lambda pairs: "".join(map("".join, pairs)))
NAMES = st.lists(
    st.lists(st.tuples(WORDS, st.sampled_from([" ", " ", ", ", "-", "&", "."])), min_size=1, max_size=4).map(
        lambda pairs: "".join(map("".join, pairs))[: -len(pairs[-1][1])]
    ),
    max_size=12,
    unique=True,
)


def naive(names: list[str], text: str) -> list[tuple[int, int, str]]:
    """Every position, every name, longest first."""
    hits, position = [], 0
    while position < len(text):
        if position == 0 or not text[position - 1].isalnum():
            for name in sorted(names, key=len, reverse=True):
                end = position + len(name)
                if text.startswith(name, position) and not text[end : end + 1].isalnum():
                    hits.append((position, end, name))
                    position = end - 1
                    break
        position += 1
    return hits


def scanned(names: list[str], text: str) -> list[tuple[int, int, str]]:
    known = Names(pack({name: name for name in names}))
    pieces = Pieces(text)
    hits, done = [], 0
    for number, start in known.candidates(pieces):
        found = known.match(pieces, number) if start >= done else None
        if found is not None:
            done = found[0]
            assert known.match_at(text, start) == found
            hits.append((start, *found))
    return hits


@given(NAMES, TEXTS)
def test_it_finds_what_the_plainest_search_finds(names: list[str], text: str) -> None:
    assert scanned(names, text) == naive(names, text)


@given(TEXTS)
def test_words_keep_the_length(text: str) -> None:
    assert len(" ".join(words(text))) == len(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "các",
                "sở",
                "sở:",
                "ngoại vụ",
                "tài chính",
                "ubnd",
                "tỉnh",
                "thành phố",
                "tây ninh",
                "hà nội",
                "huế",
                "báo",
                "ban tuyên giáo",
                "các huyện",
                ",",
                ";",
                "+",
                "(",
                "và",
                "công an",
                "bộ",
                "cục hải quan",
                "tp.",
                "hcm",
                "- +",
                "/",
            ]
        ),
        max_size=25,
    ).map(" ".join)
)
def test_hits_are_in_order_apart_and_whole_words(text: str) -> None:
    knowledge = _register()
    for hits in (knowledge.find_agencies(text), knowledge.find_provinces(text)):
        last = 0
        for hit in hits:
            assert last <= hit.start < hit.end <= len(text)
            assert hit.ids
            assert not text[hit.start - 1 : hit.start].isalnum()
            assert not text[hit.end : hit.end + 1].isalnum()
            assert text[hit.start : hit.end].strip() == text[hit.start : hit.end]
            last = hit.end


def _register() -> Knowledge:
    from plancheck.knowledge import load_knowledge

    return load_knowledge()
