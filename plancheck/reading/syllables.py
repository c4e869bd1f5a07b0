"""What can be a Vietnamese syllable: tells Vietnamese written in an old encoding from French, German or English."""

import unicodedata
from functools import lru_cache

_LETTERS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_OPEN = """
a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu iêu oa oai oao oay oe oeo oi oo ôi ơi ua uâ uâu uây uê ui uô
uôi uơ uy uya uyu ưa ưi ươ ươi ươu ưu yê yêu
"""
_CLOSED = """
am an ang anh ăm ăn ăng âm ân âng em en eng ênh êm ên im in inh iêm iên iêng om on ong ôm ôn ông ơm ơn um un ung ưm ưn
ưng oam oan oang oanh oăm oăn oăng oen oong uân uâng uênh uôm uôn uông uyên uyn uynh ươm ươn ương yêm yên yêng yn ynh
"""
_STOPPED = """
ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt oc op ot ôc ôp ôt ơp ơt uc up ut ưc ưt oac oach
oap oat oăc oăt oet uât uêch uôc uôt uyêt uyt uych ươc ươp ươt yêt ooc
"""
_ONSETS = frozenset(_LETTERS.split()) | {""}
_STOPS = frozenset(_STOPPED.split())
_RIMES = (frozenset(_OPEN.split()) - {"ă", "â", "iê", "uâ", "uô", "ươ", "yê"}) | frozenset(_CLOSED.split()) | _STOPS
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_FRONT = ("i", "e", "ê", "y")
_LONGEST = 7


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Whether a word, in Unicode, is spelled as a Vietnamese syllable: onset, rime, at most one tone, on a vowel."""
    if len(word) > _LONGEST or not word.isalpha():
        return False
    marks = [char for char in unicodedata.normalize("NFD", word.lower()) if char in _TONES]
    if len(marks) > 1:
        return False
    bare = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", "".join(char for char in bare if char not in _TONES))
    tone = marks[0] if marks else ""
    return any(_fits(bare[:length], bare[length:], tone) for length in (3, 2, 1, 0) if bare[:length] in _ONSETS)


def _fits(onset: str, rime: str, tone: str) -> bool:
    if onset == "gi" and rime == "":
        return True  # "gì"
    if rime not in _RIMES:
        return False
    if rime in _STOPS and tone not in ("\u0301", "\u0323"):
        return False
    front = rime.startswith(_FRONT)
    if onset in ("gh", "ngh", "k"):
        return front
    if onset in ("c", "g", "ng"):
        return not front or (onset == "g" and rime.startswith("i"))
    return not (onset == "qu" and rime.startswith("u"))
