"""Small numbers as texts say them: in figures, in words, in Roman figures."""

IN_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
QUARTER = "iv|iii|ii|i|[1-4]"
"""Expression for the number of a quarter."""


def numbered(text: str) -> int:
    """The number that folded text is. Raises ValueError for any other text."""
    return ROMANS.get(text) or IN_WORDS.get(text) or int(text.replace(".", ""))
