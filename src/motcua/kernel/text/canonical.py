"""One spelling for text that looks the same: composed marks in Unicode's order, plain spaces, the right đ.

Texts arrive from Windows-1258 programs (ê and the acute apart), from Macs (NFD), from web pages (no-break and
zero-width spaces), and with Ð of Iceland or Ɖ of Ewe in place of Đ.
"""

import re
import unicodedata

_LOOK_ALIKES: dict[str, str | int | None] = {
    "\u00d0": "Đ",  # eth, what old fonts and Windows-1252 made of Đ
    "\u00f0": "đ",
    "\u0189": "Đ",  # African D; its capital can't be told from Đ
    "\u0256": "đ",
    "\u01cd": "Ă",  # a with caron, a breve seen badly
    "\u01ce": "ă",
    "\u0340": "\u0300",  # the tone marks that Unicode has taken back
    "\u0341": "\u0301",
    "\r": "\n",
    "\u0085": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\t": " ",
    "\v": " ",
    "\f": " ",
}
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_CONTROLS = [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\v\f\r\u0085"]

_TABLE: dict[int, str | int | None] = {
    **str.maketrans(_LOOK_ALIKES),
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _INVISIBLE + _DIRECTIONS), None),
    **_FULL_WIDTH,
    **dict.fromkeys(_CONTROLS, None),  # PostgreSQL refuses NUL; the others are never meant
}
# what composed text may hold and still not be in order; nearly all texts have none of it and are done at once
_SUSPECT = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}\u0300-\u036f\ud800-\udfff]")
_SURROGATES = re.compile("[\ud800-\udfff]")  # can't be written as UTF-8
_STROKED_D = re.compile("([dD])([\u0300-\u0334\u0337-\u036f]*)[\u0335\u0336]")
_MARKS = re.compile("[\u0300-\u036f]{2,}")
_SHAPES = "\u031b\u0306\u0302"  # horn, breve, circumflex: part of the letter, so they come before the tone
_ELLIPSIS = "…"


def normalise(text: str) -> str:
    r"""The same text in the one spelling that is stored: NFC, plain spaces, line ends as "\n".

    Idempotent. It changes no words: the place of the tone ("hoà" or "hòa") stays as written.
    """
    if unicodedata.is_normalized("NFC", text) and not _SUSPECT.search(text):
        return text
    text = _SURROGATES.sub("", text.replace("\r\n", "\n").translate(_TABLE))
    decomposed = unicodedata.normalize("NFD", text)
    decomposed = _STROKED_D.sub(lambda match: ("đ" if match[1] == "d" else "Đ") + match[2], decomposed)
    return unicodedata.normalize("NFC", _MARKS.sub(_in_order, decomposed))


def _in_order(marks: re.Match[str]) -> str:
    """Shape before tone, each mark once: e + acute + circumflex is ế as much as e + circumflex + acute."""
    once = dict.fromkeys(marks[0])
    return "".join(sorted(once, key=lambda mark: mark not in _SHAPES))


def squeeze(text: str) -> str:
    """Normalised text on one line: every run of white space is one space, none at the ends."""
    return " ".join(normalise(text).split())


def clamp(text: str, limit: int) -> str:
    """At most `limit` characters of a title on one line, cut between words and closed by "…".

    A single word longer than the limit is cut inside, never between a letter and its mark. `limit` ≥ 1.
    """
    if limit < 1:
        raise ValueError(f"A title is clamped to at least one character, not {limit}")
    line = squeeze(text)
    if len(line) <= limit:
        return line
    head, space, _ = line[:limit].rpartition(" ")
    kept = head if space else line[: limit - 1]
    while kept and unicodedata.combining(line[len(kept)]):
        kept = kept[:-1]
    return kept.rstrip(" ,;:.–-") + _ELLIPSIS


def normalise_name(name: str) -> str:
    """A person's name as papers print it: "NGUYỄN THỊ  lan" → "Nguyễn Thị Lan", "H'HEN NIÊ" → "H'Hen Niê".

    For people only: it would spoil the capitals of "Công ty TNHH". The tone's place stays as the person writes it.
    """
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), squeeze(name).replace("\u2019", "'"))
