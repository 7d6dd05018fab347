"""Everything that may be said here, for the bank: what every call needs, then what each procedure needs."""

from collections.abc import Iterator

from motcua.hotline.selectors.booking import group_names
from motcua.hotline.selectors.numbers import offered
from motcua.hotline.services.trees import current_tree
from motcua.hotline.serving.script import sentences
from motcua.hotline.speech.booking import booking_fragments
from motcua.hotline.speech.fragment import Fragment
from motcua.hotline.speech.menus import menu_fragments
from motcua.hotline.speech.numbers import said_digits
from motcua.hotline.speech.vocabulary import every_fragment, every_name, every_page


def first_fragments() -> Iterator[Fragment]:
    """What every call needs: the tree, numbers and days, dossiers, the centre and its units."""
    yield from every_fragment((), every_name(), _ours(()))


def all_fragments() -> Iterator[Fragment]:
    """The first ones, and what is said of every procedure that has a short number."""
    listed = offered()
    codes = {one.code for one in listed}
    pages = (page for page in every_page() if page.facts.code in codes)
    names = dict.fromkeys(text for one in listed for text in (one.field, one.title) if text)
    yield from every_fragment(pages, every_name(), _ours(tuple(names)))


def _ours(names: tuple[str, ...]) -> Iterator[Fragment]:
    yield from sentences(current_tree()[1])
    yield from menu_fragments(names)
    yield from booking_fragments(group_names())
    for language in ("vi", "en"):
        yield from said_digits("0123456789", "en" if language == "en" else "vi")
