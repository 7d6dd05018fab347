"""What people meant who typed Vietnamese while the input method was off: "ddawng kys", "d9a8ng ky1" → "đăng ký".

Telex and VNI put shapes and tones as extra keys into a word. Here they are read back. A word is only changed
when the outcome is a syllable that Vietnamese has; since English words and abbreviations may look like key
sequences too ("tax" → "tã"), callers get candidates beside the text as typed, never a replacement.
"""

import re
from collections.abc import Callable

from motcua.kernel.text.canonical import squeeze
from motcua.kernel.text.syllables import HOI, HUYEN, NANG, NGA, SAC, assemble, in_case_of, split_tone

_TELEX_TONES = {"s": SAC, "f": HUYEN, "r": HOI, "x": NGA, "j": NANG}
_VNI_TONES = {"1": SAC, "2": HUYEN, "3": HOI, "4": NGA, "5": NANG}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_BREVE = {"a": "ă", "â": "ă"}
_HORN = {"o": "ơ", "u": "ư", "ô": "ơ"}
_VOWELS = "aăâeêioôơuưy"
_HORNED_PAIR = re.compile(r"(?<!q)u(o|a|u)(?=[^o]*$)")
_HALF_HORNED = re.compile(r"ưo|(?<!q)uơ(?=.)")
_DOUBLE_O = frozenset({"boong", "goong", "mooc", "sooc", "xoong"})  # the few words that are written with oo
_WORD = re.compile(r"[^\W_]+")


def readings(text: str) -> tuple[str, ...]:
    """The text as typed (squeezed), then what its key sequences spell, if anything: search for all of them.

    "ddang ky" → ("ddang ky", "đang ky"); "cccd mã vạch" → ("cccd mã vạch",).
    """
    typed = squeeze(text)
    meant = _WORD.sub(lambda word: undo_keystrokes(word[0]) or word[0], typed)
    return (typed,) if meant == typed else (typed, meant)


def undo_keystrokes(word: str) -> str | None:
    """What one word typed as Telex or VNI keys spells, or None when it spells nothing."""
    return telex(word) or vni(word)


def telex(word: str) -> str | None:
    """The syllable that Telex keys spell: "ddaawng" → "đăng", "tucj" → "tục"; None when there is none.

    A w at the end of consonants ("tw", "pgw") belongs to an abbreviation and is left alone.
    """
    if not word.isalpha() or (word[-1] in "wW" and not _has_vowel(word.lower())):
        return None
    return _typed(word, _telex_key)


def vni(word: str) -> str | None:
    """The syllable that VNI keys spell: "ky1" → "ký", "d9a6t1" → "đất"; None when there is none.

    A digit after a single letter ("a1", "b2") names a class of driving licence and is left alone.
    """
    letters = re.sub(r"[0-9]", "", word)
    if len(letters) < 2 or letters == word or word[0] in "0123456789":  # noqa: PLR2004 - see above
        return None
    return _typed(word, _vni_key)


def _typed(word: str, press: Callable[[str, str, str], tuple[str, str] | None]) -> str | None:
    """Press the keys one by one on (letters, tone); what comes out must be another word, and a syllable."""
    keys, tone = split_tone(word.lower())
    if keys in _DOUBLE_O or len(tone) > 1:
        return None
    letters = ""
    for key in keys:
        pressed = press(letters, tone, key)
        if pressed is None:
            return None
        letters, tone = pressed
    syllable = assemble(_settled(letters), tone, partly=True)
    if syllable is None or letters == keys:
        return None
    return in_case_of(word, str(syllable))


def _settled(letters: str) -> str:
    """One horn makes two: ươ inside a word ("truwocs"), uơ at its end ("thuowr" is "thuở")."""
    letters = _HALF_HORNED.sub("ươ", letters)
    return letters[:-2] + "uơ" if letters.endswith("ươ") else letters


def _telex_key(letters: str, tone: str, key: str) -> tuple[str, str] | None:
    if key in _TELEX_TONES and _has_vowel(letters):
        return (letters, _TELEX_TONES[key]) if not tone else None
    if key == "w":
        return _hooked(letters), tone
    if key in _CIRCUMFLEX and letters.endswith(key):
        return letters[:-1] + _CIRCUMFLEX[key], tone
    if key == "d" and letters.startswith("d"):
        return "đ" + letters[1:], tone
    return letters + key, tone


def _vni_key(letters: str, tone: str, key: str) -> tuple[str, str] | None:
    if key in _VNI_TONES:
        return (letters, _VNI_TONES[key]) if _has_vowel(letters) and not tone else None
    shaped = _vni_shaped(letters, key) if key.isdigit() else letters + key
    return None if shaped is None else (shaped, tone)


def _vni_shaped(letters: str, key: str) -> str | None:
    if key == "6":
        return _last_changed(letters, _CIRCUMFLEX)
    if key == "7":
        return _horned_pair(letters) or _last_changed(letters, _HORN)
    if key == "8":
        return _last_changed(letters, _BREVE)
    return "đ" + letters[1:] if key == "9" and letters.startswith("d") else None


def _has_vowel(letters: str) -> bool:
    return any(letter in _VOWELS for letter in letters)


def _hooked(letters: str) -> str:
    """Telex's w: a horn on o and u, a breve on a; where there is nothing to change, the letter ư."""
    return _horned_pair(letters) or _last_changed(letters, _BREVE | _HORN) or letters + "ư"


def _horned_pair(letters: str) -> str | None:
    """Uo → ươ, ua → ưa, uu → ưu with one key, unless the u belongs to qu."""
    if not (match := _HORNED_PAIR.search(letters)):
        return None
    second = "ơ" if match[1] == "o" else match[1]
    return letters[: match.start()] + "ư" + second + letters[match.end() :]


def _last_changed(letters: str, changes: dict[str, str]) -> str | None:
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in changes:
            return letters[:at] + changes[letters[at]] + letters[at + 1 :]
    return None
