"""What is said of the call itself."""

from collections.abc import Iterator

from motcua.hotline.speech import counts
from motcua.hotline.speech.fragment import Fragment, Said
from motcua.hotline.speech.spoken import spoken

_TARIFF = {"vi": "Cước gọi mỗi phút là", "en": "A minute of this call costs"}


def tariff(dong: int, language: str) -> Said:
    """What a minute costs."""
    return (*spoken(_TARIFF[language], language), *counts.money(dong, language))


def every_fragment() -> Iterator[Fragment]:
    for language in _TARIFF:
        yield from tariff(1, language)
