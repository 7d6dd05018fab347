"""What is said of a message that was left."""

from collections.abc import Iterator

from motcua.hotline.speech import counts
from motcua.hotline.speech.fragment import Fragment, Said
from motcua.hotline.speech.spoken import spoken

_KEPT = {
    "vi": ("Lời nhắn đã được ghi lại. Số của lời nhắn là:", "Nhắc lại:"),
    "en": ("Your message has been kept. Its number is:", "Again:"),
}


def kept(number: str, language: str) -> Said:
    """The number, told twice: nobody has a pen at the first time."""
    lead, again = _KEPT[language]
    told = counts.figures(number, language)
    return (*spoken(lead, language), *told, *spoken(again, language), *told)


def every_fragment() -> Iterator[Fragment]:
    for language in _KEPT:
        yield from kept("1", language)
