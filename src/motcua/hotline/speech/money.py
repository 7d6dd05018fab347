"""Amounts in đồng from number fragments."""

from collections.abc import Iterator

from motcua.hotline.speech.fragment import LANGUAGES, Fragment, Fragments, Language
from motcua.hotline.speech.numbers import said_number
from motcua.kernel.money import Dong

_CURRENCY: dict[Language, str] = {"vi": "đồng", "en": "Vietnamese dong"}


def said_money(amount: int | Dong, language: Language) -> Fragments:
    """A whole amount: "năm mươi", "nghìn", "đồng"."""
    dong = amount.amount if isinstance(amount, Dong) else amount
    return (*said_number(dong, language), Fragment(language, _CURRENCY[language]))


def money_fragments() -> Iterator[Fragment]:
    """What this module says besides numbers."""
    for language in LANGUAGES:
        yield Fragment(language, _CURRENCY[language])
