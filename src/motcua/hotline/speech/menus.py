"""Lists to choose from by a key, and what is said of the call and of a message itself."""

from collections.abc import Iterable, Iterator, Sequence

from motcua.hotline.speech.fragment import LANGUAGES, Fragment, Fragments, Language
from motcua.hotline.speech.money import said_money
from motcua.hotline.speech.numbers import said_digits
from motcua.hotline.speech.reading import read
from motcua.hotline.speech.sentence import Sentence

KEYS = (
    Sentence("Bấm một, {name}.", "Press one, {name}."),
    Sentence("Bấm hai, {name}.", "Press two, {name}."),
    Sentence("Bấm ba, {name}.", "Press three, {name}."),
    Sentence("Bấm bốn, {name}.", "Press four, {name}."),
    Sentence("Bấm năm, {name}.", "Press five, {name}."),
)
MORE = Sentence("Nghe các mục tiếp theo, bấm tám.", "For the next ones, press eight.")
OTHER_FIELDS = Sentence("Lĩnh vực khác", "Other fields")
TARIFF = Sentence("Cước gọi mỗi phút là {price}.", "A minute of this call costs {price}.")
KEPT = Sentence(
    "Lời nhắn đã được ghi lại. Số của lời nhắn là {number}. Nhắc lại, {number}.",
    "Your message has been kept. Its number is {number}. Again, {number}.",
)


def listed(names: Sequence[str], language: Language, *, more: bool) -> Fragments:
    """Names, each with its key; "" is a field without a name. `more`: there are further ones behind key eight."""
    said = [read(name, "vi") if name else OTHER_FIELDS.said(language) for name in names]
    told = keyed(said, language)
    return (*told, *MORE.said(language)) if more else told


def keyed(names: Sequence[Fragments], language: Language) -> Fragments:
    """What can be chosen, each with its key."""
    told: Fragments = ()
    for key, name in zip(KEYS, names, strict=False):
        told += key.said(language, name=name)
    return told


def tariff(dong: int, language: Language) -> Fragments:
    """What a minute costs."""
    return TARIFF.said(language, price=said_money(dong, language))


def kept(number: str, language: Language) -> Fragments:
    """The number of a message, told twice: nobody has a pen at the first time."""
    return KEPT.said(language, number=said_digits(number, language))


def menu_fragments(names: Iterable[str]) -> Iterator[Fragment]:
    """Everything of this module but numbers; `names` are those of fields and procedures."""
    for language in LANGUAGES:
        for sentence in (*KEYS, MORE, OTHER_FIELDS, TARIFF, KEPT):
            yield from sentence.fragments(language)
    for name in names:
        yield from read(name, "vi")
