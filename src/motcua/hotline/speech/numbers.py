"""Numbers, limits and codes from fragments: 0-99 whole, "ba trăm", "linh năm", "nghìn", "triệu", "tỷ".

Joined they are the words of `kernel.speech`, in Northern use; a Southern voice reads the few words that differ its own way.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain

from motcua.hotline.speech.fragment import LANGUAGES, Fragment, Fragments, Language
from motcua.kernel.limits import Limit, LimitUnit
from motcua.kernel.speech import code_in_words, number_in_words

_BILLION, _HUNDRED, _TEN, _TWENTY = 10**9, 100, 10, 20
_SCALES: dict[Language, tuple[tuple[int, str], ...]] = {
    "vi": ((10**6, "triệu"), (10**3, "nghìn"), (1, "")),
    "en": ((10**6, "million"), (10**3, "thousand"), (1, "")),
}
_BILLIONS: dict[Language, str] = {"vi": "tỷ", "en": "billion"}
_MINUS: dict[Language, str] = {"vi": "âm", "en": "minus"}
_POINT: dict[Language, str] = {"vi": "phẩy", "en": "point"}
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS: dict[LimitUnit, tuple[str, str]] = {
    LimitUnit.WORKING_HOURS: ("working hour", "working hours"),
    LimitUnit.WORKING_DAYS: ("working day", "working days"),
    LimitUnit.CALENDAR_DAYS: ("day", "days"),
    LimitUnit.MONTHS: ("month", "months"),
}
_SAME_DAY_EN = "the same day"
_SPOKEN_FRACTION = 2
_SIGNS: dict[str, str] = {".": "point", "-": "dash", "/": "slash", "+": "plus", "_": "underscore", "@": "at"}
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZĐ"


def said_number(number: int, language: Language) -> Fragments:
    """A whole number of any size: 21015 → "hai mươi mốt", "nghìn", "không trăm", "mười lăm"."""
    words = list(_words(abs(number), language, padded=False)) or [two_figures(0, language)]
    return _fragments([_MINUS[language], *words] if number < 0 else words, language)


def said_decimal(number: Decimal, language: Language) -> Fragments:
    """A decimal, idle zeros left out: 0.5 → "không", "phẩy", "năm"."""
    whole, _, figures = f"{abs(number):f}".partition(".")
    figures = figures.rstrip("0")
    said = said_number(int(whole), language)
    if figures:
        one_by_one = language == "en" or len(figures) > _SPOKEN_FRACTION or figures.startswith("0")
        fraction = said_digits(figures, language) if one_by_one else said_number(int(figures), language)
        said = (*said, Fragment(language, _POINT[language]), *fraction)
    return (Fragment(language, _MINUS[language]), *said) if number < 0 else said


def said_digits(digits: str, language: Language) -> Fragments:
    """Figures one by one, a pause where the text has a blank: "0123 4567". ValueError for anything else."""
    if not all(sign in "0123456789 " for sign in digits):
        raise ValueError("Only figures and blanks can be read figure by figure")
    return said_code(digits, language)


def said_code(code: str, language: Language) -> Fragments:
    """A code sign by sign, a pause where it has a blank: "H28 0012". Signs that nobody reads aloud are silent."""
    said: list[Fragment] = []
    for group in code.upper().split():
        spelled = [Fragment(language, word) for sign in group if (word := _sign(sign, language))]
        said += ([Fragment(language, ",")] if said and spelled else []) + spelled
    return tuple(said)


def said_limit(limit: Limit, language: Language) -> Fragments:
    """A limit: "ba", "ngày làm việc"; "ngay trong ngày"."""
    if limit.unit is LimitUnit.SAME_DAY:
        return _fragments([limit.unit.label if language == "vi" else _SAME_DAY_EN], language)
    one, many = _UNITS[limit.unit]
    english = one if limit.quantity == 1 else many
    unit = limit.unit.label if language == "vi" else english
    return (*said_decimal(limit.quantity, language), Fragment(language, unit))


def two_figures(number: int, language: Language) -> str:
    """The words of 0-99."""
    if language == "vi":
        return number_in_words(number)
    if number < _TWENTY:
        return _ONES[number]
    tens, ones = divmod(number, _TEN)
    return f"{_TENS[tens]} {_ONES[ones]}" if ones else _TENS[tens]


def number_fragments() -> Iterator[Fragment]:
    """All that this module can say."""
    for language in LANGUAGES:
        hundreds = (_group(hundred * _HUNDRED, language, padded=True) for hundred in range(_TEN))
        with_ones = (_group(hundred * _HUNDRED + 1, language, padded=True) for hundred in range(_TEN))
        small = (_group(number, language, padded=True) for number in range(1, _TEN))
        scales = [_BILLIONS[language], _MINUS[language], _POINT[language], *(name for _, name in _SCALES[language])]
        signs = (_sign(sign, language) for sign in _ALPHABET + "".join(_SIGNS))
        figures = (two_figures(number, language) for number in range(_HUNDRED))
        words = chain(*hundreds, *with_ones, *small, scales, signs, figures)
        yield from _fragments(filter(None, words), language)
    for unit, english in _UNITS.items():
        yield Fragment("vi", unit.label)
        yield from _fragments(english, "en")
    yield from (Fragment("vi", LimitUnit.SAME_DAY.label), Fragment("en", _SAME_DAY_EN))


def _sign(sign: str, language: Language) -> str:
    if sign.isascii() and sign.isdigit():
        return two_figures(int(sign), language)
    if language == "vi":
        return code_in_words(sign).replace("-", " ")
    return sign if sign in _ALPHABET else _SIGNS.get(sign, "")


def _words(number: int, language: Language, *, padded: bool) -> Iterator[str]:
    """`padded`: a higher group was spoken, so Vietnamese names the hundreds too, and English says "and five"."""
    if number >= _BILLION:
        high, number = divmod(number, _BILLION)
        yield from _words(high, language, padded=padded)
        yield _BILLIONS[language]
        padded = True
    for size, name in _SCALES[language]:
        group, number = divmod(number, size)
        if group:
            yield from _group(group, language, padded=padded and (language == "vi" or size == 1))
            padded = True
            if name:
                yield name


def _group(group: int, language: Language, *, padded: bool) -> Iterator[str]:
    """Three figures in one to three pieces."""
    hundreds, rest = divmod(group, _HUNDRED)
    if language == "en":
        if hundreds:
            yield f"{_ONES[hundreds]} hundred" + (" and" if rest else "")
        elif padded and rest:
            yield "and"
    elif hundreds or padded:
        yield f"{number_in_words(hundreds)} trăm"
    if rest and language == "vi" and rest < _TEN and (hundreds or padded):
        yield f"linh {number_in_words(rest)}"
    elif rest:
        yield two_figures(rest, language)


def _fragments(words: Iterable[str], language: Language) -> Fragments:
    return tuple(Fragment(language, word) for word in words)
