"""What is said in the hall when a number is called, as keys of recorded fragments. Pure.

"Mời số A, không một hai, đến quầy năm. Số A, không một hai." The number comes last and again, since who looks up at the first word
has missed the beginning. "," and "." in a score are pauses. Keys are English and the same for every reading, so that a Southern
set has "lẻ" under the key where a Northern one has "linh".
"""

import re
from collections.abc import Iterator, Mapping

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.speech import Use, code_in_words, number_in_words
from motcua.kernel.text import squeeze

LANGUAGES = ("vi", "en")
HIGHEST_COUNTER = 999

CHIME = "chime"
COMMA, STOP = ",", "."

_LETTERS = {letter: f"letter-{letter.lower()}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_MARKED = {
    "Ă": "letter-aw",
    "Â": "letter-aa",
    "Đ": "letter-dd",
    "Ê": "letter-ee",
    "Ô": "letter-oo",
    "Ơ": "letter-ow",
    "Ư": "letter-uw",
}
_PLAIN = {"Ă": "A", "Â": "A", "Đ": "D", "Ê": "E", "Ô": "O", "Ơ": "O", "Ư": "U"}
"""What a Vietnamese letter is called in English."""

_PHRASES = {
    "vi": {"please-number": "mời số", "number": "số", "to-counter": "đến quầy"},
    "en": {"please-number": "number", "number": "number", "to-counter": "please go to counter"},
}
_WORDS = {
    **{number_in_words(digit): str(digit) for digit in range(11)},
    "mươi": "tens",
    "trăm": "hundred",
    "linh": "zero-tens",
    "lẻ": "zero-tens",
    "mốt": "one-after-tens",
    "tư": "four-after-tens",
    "lăm": "five-after-tens",
}
"""Vietnamese word of a number from 0 to 999 → its key; as a Southern reading says "bốn" after tens, it needs no "tư"."""
_ONLY_NORTHERN = {"linh", "tư"}
_ONLY_SOUTHERN = {"lẻ"}

_ENGLISH = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ENGLISH_TENS = {
    20: "twenty",
    30: "thirty",
    40: "forty",
    50: "fifty",
    60: "sixty",
    70: "seventy",
    80: "eighty",
    90: "ninety",
}

_GROUPS = re.compile(r"[^\W\d_]+|[0-9]+")


def call_score(
    number: str, counter: int, language: str, use: Use = Use.NORTHERN, *, chime: bool = True
) -> tuple[str, ...]:
    """The fragments of one call, in order, with "," and "." for pauses.

    Args:
        number: the ticket's as printed: "A012", "DD 1205". Letters and digits are read one by one, in groups.
        counter: 1-999.
        language: of LANGUAGES.
        use: whose readings of Vietnamese numbers.
        chime: whether two tones come first: only before the first of several languages.
    """
    _known(language)
    if not 1 <= counter <= HIGHEST_COUNTER:
        raise InvalidInputError(
            "ticketing:announcement:counter",
            f"Số quầy từ 1 đến {HIGHEST_COUNTER}; số quầy này không đọc được.",
            "a counter's number is out of the range that is spoken",
        )
    said = tuple(_number(number, language))
    to_counter = ("to-counter", *_counter(counter, language, use))
    opening = (CHIME,) if chime else ()
    return (*opening, "please-number", *said, COMMA, *to_counter, STOP, "number", *said)


def needed_fragments(language: str, use: Use = Use.NORTHERN) -> dict[str, str]:
    """Every key that a call may need, with what is said in it: the script of a recording."""
    _known(language)
    letters = {**_LETTERS, **(_MARKED if language == "vi" else {})}
    return {
        CHIME: "(chuông)",
        **_PHRASES[language],
        **(_vietnamese_words(use) if language == "vi" else _english_words()),
        **{key: code_in_words(letter) if language == "vi" else letter for letter, key in letters.items()},
    }


def _number(number: str, language: str) -> Iterator[str]:
    """Sign by sign: a pause between letters and digits and where the eye sees a gap."""
    groups = _GROUPS.findall(squeeze(number).upper())
    if not groups:
        raise _unreadable()
    for place, group in enumerate(groups):
        if place:
            yield COMMA
        yield from (_sign(sign, language) for sign in group)


def _sign(sign: str, language: str) -> str:
    if sign.isdecimal():
        return sign
    if language != "vi":
        sign = _PLAIN.get(sign, sign)
    key = _LETTERS.get(sign) or _MARKED.get(sign)
    if key is None:
        raise _unreadable()
    return key


def _counter(counter: int, language: str, use: Use) -> Iterator[str]:
    if language == "vi":
        yield from (_WORDS[word] for word in number_in_words(counter, use).split())
    else:
        yield from _english_counter(counter)


def _english_counter(counter: int) -> Iterator[str]:
    """As it is said in Britain: "one hundred and twenty-one"."""
    hundreds, rest = divmod(counter, 100)
    if hundreds:
        yield from (str(hundreds), "hundred")
    if hundreds and rest:
        yield "and"
    if rest >= len(_ENGLISH):
        yield str(rest - rest % 10)
        rest %= 10
    if rest:
        yield str(rest)


def _vietnamese_words(use: Use) -> Mapping[str, str]:
    left_out = _ONLY_NORTHERN if use is Use.SOUTHERN else _ONLY_SOUTHERN
    return {key: word for word, key in _WORDS.items() if word not in left_out}


def _english_words() -> Mapping[str, str]:
    ones = {str(number): word for number, word in enumerate(_ENGLISH)}
    tens = {str(number): word for number, word in _ENGLISH_TENS.items()}
    return {**ones, **tens, "hundred": "hundred", "and": "and"}


def _known(language: str) -> None:
    if language not in LANGUAGES:
        raise InvalidInputError(
            "ticketing:announcement:language",
            f"Chưa có câu gọi số bằng ngôn ngữ này; hiện có: {', '.join(LANGUAGES)}.",
            "no sentences for this language",
        )


def _unreadable() -> InvalidInputError:
    return InvalidInputError(
        "ticketing:announcement:number",
        "Số thứ tự để gọi chỉ gồm chữ cái và chữ số. Ví dụ: A012.",
        "a ticket's number holds a sign that is not spoken",
    )
