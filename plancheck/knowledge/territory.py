"""Units of administration: their kinds, level by level, as names say them."""

from collections.abc import Mapping

UNITS: Mapping[str, tuple[str, ...]] = {
    "province": ("tỉnh", "thành phố"),
    "district": ("huyện", "quận", "thị xã", "thành phố"),
    "commune": ("xã", "phường", "thị trấn", "đặc khu"),
}
"""Folded words of each level; "thành phố" is of two."""
LEVELS = {word: level for level, words in UNITS.items() for word in words if word != "thành phố"}
"""Level of each word that is of one."""
UNIT = "|".join(dict.fromkeys(word for words in UNITS.values() for word in words))
"""Expression for the word of any unit."""
DISTRICT = "|".join(word for word, level in LEVELS.items() if level == "district")
"""Expression for the word of a unit that is a district and nothing else."""
COMMUNE = "|".join(UNITS["commune"])
BELOW = f"{DISTRICT}|{COMMUNE}"
"""Expression for the word of a unit below a province, cities left out."""
