"""Units of administration: their kinds, level by level, as names say them."""

from collections.abc import Mapping

UNITS: Mapping[str, tuple[str, ...]] = {
    "province": ("tỉnh", "thành phố"),
    "district": ("huyện", "quận", "thị xã", "thành phố"),
    "commune": ("xã", "phường", "thị trấn", "đặc khu"),
}
"""Folded words of each level; "thành phố" is of two."""
UNIT = "|".join(dict.fromkeys(word for words in UNITS.values() for word in words))
"""Expression for the word of any unit."""
