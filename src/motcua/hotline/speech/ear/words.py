"""One text in words."""

import re
import unicodedata
from functools import lru_cache

from motcua.hotline.speech.ear.figures import letters, with_forms_spelled, without_figures, without_laws
from motcua.hotline.speech.ear.tables import ABBREVIATIONS, DOTTED, PLACES, ROMAN_AFTER
from motcua.kernel.speech import number_in_words
from motcua.kernel.text import normalise, parse_syllable

_ROUNDS = 3
"""A word that was cut or lowered may want to be read anew; more rounds change nothing."""
_LATIN = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
_LETTERS = frozenset(_LATIN + _LATIN.upper())
_GLUED = re.compile(rf"(?<=[{_LATIN}])(?=[{_LATIN.upper()}][{_LATIN}]+ )")
"""Two words that lost the blank between them: "nộpVăn bản"."""
_SPELLED = frozenset("bcdđfghjklmnpqrstvwxz")
"""Letters that are no word by themselves: vowels are, and "y" is."""

_MARK = re.compile(
    r"^\s*(?:[-–—+*•·▪◦●○→►✓]+\s*|\(?(?:[a-zđ]|[ivx]{1,4}|\d{1,2})\s?\d?(?:\.\d{1,2})*\s?[).]\s*(?=\D)|(?:[IVX]{1,5}|[A-Zđa-z]?\d{0,2})(?:\.\d{1,2})+\.?\s+(?=\D)|[IVX]{1,4}\.\s+)+"
)
_TIMES = re.compile(r"(?<=\bnhân) ?\([xX]\)")
_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)*\.(?:vn|com|org|net|gov))(?:/[\w./?=&%#-]*)?", re.ASCII
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ROMAN = re.compile(r"(?<![\w.])(?P<roman>[IVX]{2,5}|(?<=[a-zà-ỹ] )[IVX])(?P<small>[a-c]?)(?!\w)(?!\.\w)")
_ROMAN_LEAD = re.compile(rf"(?:{'|'.join(ROMAN_AFTER)})\s$", re.IGNORECASE)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_DOTTED = re.compile(
    rf"(?<!\w)(?=[{''.join(sorted({short[0] for short in DOTTED}))}])"
    rf"(?:{'|'.join(map(re.escape, sorted(DOTTED, key=len, reverse=True)))})(?!\w)"
)
_SHORT = re.compile(r"(?<!\w)[A-ZĐĂƯ]{2,}(?:&[A-ZĐ]{2,})?[a-z]{0,2}[A-Z]{0,2}(?!\w)|(?<!\w)T-VAN(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_STOPS = re.compile(r"[;:?!…\n]|\.{2,}|[()\[\]{}]|\s[-–—+*]+\s|[–—|•·]")
_SIGNS = {
    "&": " và ",
    "≥": " từ ",
    "≤": " không quá ",
    ">": " trên ",
    "<": " dưới ",
    "=": " bằng ",
    "%": " phần trăm ",
    "@": " a còng ",
    "₫": " đồng ",
    "°": " độ ",
}
_TRANSLATE = str.maketrans(_SIGNS)
_RUNS = re.compile(r"\s*([,.])(?:\s*[,.])*\s*")


@lru_cache(maxsize=4096)
def in_words(text: str) -> str:
    """The text as it is spoken: letters, blanks, "," and "." alone, a capital first, no stop at the end; "" when nothing is left."""
    line = _once(unicodedata.normalize("NFKC", normalise(text)))
    for _ in range(_ROUNDS):
        again = _once(line)
        if again == line:
            break
        line = again
    return line


def _once(line: str) -> str:
    line = _TIMES.sub("", _MARK.sub("", _GLUED.sub(_parted, line)))
    line = _MAIL.sub(lambda mail: f" {_mail(mail[0])} ", line)
    line = _ADDRESS.sub(lambda address: f" {_place(address['host'])} ", line)
    line = with_forms_spelled(line)
    line = _DOTTED.sub(lambda short: DOTTED[short[0]], line)
    line = without_laws(line)
    line = _SHORT.sub(lambda short: ABBREVIATIONS.get(short[0], short[0]), line)
    line = _ROMAN.sub(_roman, line)
    line = without_figures(line)
    line = _STOPS.sub(" , ", line.translate(_TRANSLATE))
    line = re.sub(r"(?<=[^\W\d_])\s*/\s*(?=[^\W\d_])", " hoặc ", line)
    line = _WORD.sub(_word, line)
    return _tidy("".join(sign if sign in _LETTERS or sign in " ,." else _plain(sign) for sign in line))


def _parted(found: re.Match[str]) -> str:
    """Not within a brand: what stands before the capital must be a Vietnamese syllable."""
    before = re.search(r"[^\W\d_]+$", found.string[: found.start()])
    return " " if before and len(before[0]) > 1 and parse_syllable(before[0].lower()) else ""


def _tidy(line: str) -> str:
    """One blank between words, one sign between clauses, none at the ends."""
    line = " ".join(line.split())
    line = _RUNS.sub(lambda run: ". " if "." in run[0] else ", ", line).strip(" ,.")
    return line[:1].upper() + line[1:]


def _plain(sign: str) -> str:
    """A Latin letter with a mark that Vietnamese doesn't know loses it; everything else is a blank."""
    base = unicodedata.normalize("NFKD", sign)[:1]
    return base if base in _LETTERS else " "


def _roman(found: re.Match[str]) -> str:
    roman, before = found["roman"], found.string[: found.start()]
    lead = _ROMAN_LEAD.search(before)
    if not lead and (len(roman) == 1 or found["small"]):
        return found[0]
    small = f" {found['small']}" if found["small"] else ""
    return f"{number_in_words(_value(roman))}{small}"


def _value(roman: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in roman]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def _word(found: re.Match[str]) -> str:
    """Capitals are spelled where they are no syllables, shouted syllables lowered, single consonants named."""
    word = found[0]
    if len(word) == 1:
        return letters(word) if word.lower() in _SPELLED else word
    capitals = sum(sign.isupper() for sign in word)
    if capitals < 2 or not all(sign in _LETTERS for sign in word):  # noqa: PLR2004 - one begins a name
        return word if capitals < 2 else word.lower()  # noqa: PLR2004 - as above
    if parse_syllable(word.lower()) and (not word.isascii() or _shouted(found)):
        return word.lower()
    if word.isupper():
        return letters(word)
    return " ".join(_part(part) for part in re.findall(r"[^\W\d_a-zà-ỹ]+(?![a-zà-ỹ])|.[a-zà-ỹ]*", word))


def _shouted(found: re.Match[str]) -> bool:
    """Whether a neighbour is in capitals too: "CHI NHÁNH" is shouted, "COA" alone is spelled."""
    before, after = found.string[: found.start()].split()[-1:], found.string[found.end() :].split()[:1]
    return any(len(word) > 1 and word.isupper() for word in (*before, *after))


def _part(part: str) -> str:
    spelled = part.isupper() and len(part) > 1
    return letters(part) if spelled or part.lower() in _SPELLED else part.lower()


def _mail(mail: str) -> str:
    return " a còng ".join(_dots(half) for half in mail.split("@"))


def _place(host: str) -> str:
    return PLACES.get(host.lower()) or _dots(host)


def _dots(name: str) -> str:
    return spelled_digits(
        " chấm ".join(re.split(r"[.]", name.lower()))
        .replace("_", " gạch dưới ")
        .replace("-", " gạch ngang ")
        .replace("+", " cộng ")
    )


def spelled_digits(text: str) -> str:
    """Figures of an address one by one."""
    return re.sub(r"\d", lambda figure: f" {number_in_words(int(figure[0]))} ", text)
