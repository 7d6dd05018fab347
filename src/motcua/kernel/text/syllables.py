"""Which syllables Vietnamese can have, and where their tone stands.

A syllable is an onset ("ngh"), a rime ("uyên") and a tone. The tables hold every rime of the written language;
what they don't hold ("box", "usd") is no Vietnamese syllable, whatever marks it wears.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from motcua.kernel.text.canonical import normalise
from motcua.kernel.text.folding import fold

ONSETS = ("ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", *"bcdđghklmnprstvx")
_OPEN = (
    "a e ê i o ô ơ u ư y ia ua ưa uya ai ao au ay âu ây eo êu iu iêu yêu oi ôi ơi ui ưi uôi ươi ươu ưu "
    "oa oe uê uơ uy oai oao oay oeo uao uây uêu uyu"
)
_CLOSED = {
    "c": "a ă â e o ô u ư iê uô ươ oa oă oo",
    "k": "ă",  # Đắk Lắk
    "ch": "a ê i oa uê uy y",
    "m": "a ă â e ê i o ô ơ u iê yê uô ươ oa oă",
    "n": "a ă â e ê i o ô ơ u y iê yê uô ươ oa oă oe uâ uy uyê",
    "ng": "a ă â e o ô u ư iê yê uô ươ oa oă oo uâ",
    "nh": "a ê i y oa uê uy",
    "p": "a ă â e ê i o ô ơ u iê ươ oa oă uy",
    "t": "a ă â e ê i o ô ơ u ư y iê yê uô ươ oa oă oe uâ uê uy uyê",
}
RIMES = frozenset(_OPEN.split()) | {head + coda for coda, heads in _CLOSED.items() for head in heads.split()}

_STOPS = ("c", "ch", "k", "p", "t")
HUYEN, HOI, NGA, SAC, NANG = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
TONES = (HUYEN, HOI, NGA, SAC, NANG)
_LONG_TONES = (HUYEN, HOI, NGA)  # never on a syllable that ends in a stop
_VOWELS = frozenset("aăâeêioôơuưy")
_RIMES_BY_FOLD: dict[str, list[str]] = {}
for _rime in sorted(RIMES):
    _RIMES_BY_FOLD.setdefault(fold(_rime), []).append(_rime)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Syllable:
    """Lower case; `tone` is a combining mark or "" for ngang."""

    onset: str
    rime: str
    tone: str

    def __str__(self) -> str:
        """Spelt with the tone where the law's own texts put it: "hòa", "thủy", "quý"."""
        if not self.tone:
            return self.onset + self.rime
        at = _tone_position(self.rime)
        return unicodedata.normalize("NFC", self.onset + self.rime[: at + 1] + self.tone + self.rime[at + 1 :])


def parse_syllable(word: str) -> Syllable | None:
    """The parts of one Vietnamese syllable in any case and either tone style, or None: it isn't one."""
    letters, tone = split_tone(normalise(word).lower())
    return assemble(letters, tone) if len(tone) <= 1 else None


def split_tone(word: str) -> tuple[str, str]:
    """A word's letters without tone and its tone marks ("" when none): "hoà" → ("hoa", huyền)."""
    decomposed = unicodedata.normalize("NFD", word)
    tone = "".join(char for char in decomposed if char in TONES)
    bare = "".join(char for char in decomposed if char not in TONES)
    return unicodedata.normalize("NFC", bare), tone


@lru_cache(maxsize=16384)
def assemble(letters: str, tone: str, *, partly: bool = False) -> Syllable | None:
    """The syllable of lower-case letters without tone, if Vietnamese has it.

    `partly` also takes letters that still lack shapes: "dat" and "đat" for "đất", but never "đot" for "đất".
    """
    if tone in _LONG_TONES and letters.endswith(_STOPS):
        return None
    for onset in (*ONSETS, ""):
        rime = letters.removeprefix(onset)
        if letters.startswith(onset) and (rime in RIMES or (partly and _lacks_shapes(rime))):
            return Syllable(onset, rime, tone)
    return None


def _lacks_shapes(rime: str) -> bool:
    """Whether a true rime is this one with some letters changed into shaped ones."""
    bare = fold(rime)
    return any(
        all(typed in (meant, plain) for typed, meant, plain in zip(rime, full, bare, strict=True))
        for full in _RIMES_BY_FOLD.get(bare, ())
    )


def _tone_position(rime: str) -> int:
    """The index of the vowel that carries the tone, in the older style ("hòa"), the usual one in legal texts."""
    vowels = [at for at, letter in enumerate(rime) if letter in _VOWELS]
    shaped = [at for at in vowels if rime[at] in "ăâêôơư"]
    if shaped:
        return shaped[-1]
    closed = vowels[-1] < len(rime) - 1
    if len(vowels) == 1 or (len(vowels) == 2 and not closed):  # noqa: PLR2004 - a diphthong
        return vowels[0]
    return vowels[1]


def place_tones(text: str) -> str:
    """Every Vietnamese syllable with its tone in the older place: "hoà giải, thuỷ lợi" → "hòa giải, thủy lợi".

    For comparing texts with marks; folded texts and collation keys don't need it. Other words stay.
    """
    return _WORD.sub(_placed, normalise(text))


def _placed(match: re.Match[str]) -> str:
    word = match[0]
    syllable = parse_syllable(word)
    if syllable is None or not syllable.tone:
        return word
    return in_case_of(word, str(syllable))


def in_case_of(model: str, word: str) -> str:
    """`word` (lower case) in the case of `model`: all capitals, a first capital, or small."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
