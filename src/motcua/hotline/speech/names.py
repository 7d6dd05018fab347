"""Names of units, agencies and places: official text for the ear, in Vietnamese whatever the caller speaks."""

from motcua.hotline.speech.ear import in_words
from motcua.hotline.speech.fragment import Fragment, Fragments


def said_name(name: str) -> Fragments:
    """The name in one fragment; none for a name that holds nothing to be said."""
    words = in_words(name)
    return (Fragment("vi", words),) if words else ()
