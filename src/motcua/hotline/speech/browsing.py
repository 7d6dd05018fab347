"""Lists to choose from by a key."""

from collections.abc import Iterable, Iterator, Sequence

from motcua.hotline.speech.fragment import Fragment, Said, flat
from motcua.hotline.speech.spoken import spoken

_KEYS = {
    "vi": ("Bấm một:", "Bấm hai:", "Bấm ba:", "Bấm bốn:", "Bấm năm:"),
    "en": ("Press one:", "Press two:", "Press three:", "Press four:", "Press five:"),
}
_MORE = {"vi": "Nghe các mục tiếp theo, bấm tám.", "en": "For the next ones, press eight."}
_NO_FIELD = {"vi": "Lĩnh vực khác", "en": "Other fields"}


def fields(names: Sequence[str], language: str, *, more: bool) -> Said:
    return _listed([name or _NO_FIELD[language] for name in names], language, more=more)


def procedures(titles: Sequence[str], language: str, *, more: bool) -> Said:
    return _listed(titles, language, more=more)


def _listed(names: Sequence[str], language: str, *, more: bool) -> Said:
    told = [
        (*spoken(key, language), *spoken(name, language)) for key, name in zip(_KEYS[language], names, strict=False)
    ]
    return flat((*told, *((spoken(_MORE[language], language),) if more else ())))


def every_fragment(names: Iterable[str]) -> Iterator[Fragment]:
    """`names` are those of fields; titles are told with their procedures."""
    names = list(names)
    for language, keys in _KEYS.items():
        for text in (*keys, _MORE[language], _NO_FIELD[language], *names):
            yield from spoken(text, language)
