"""Any text as fragments: official Vietnamese through the ear, English as somebody wrote it for speech."""

import re

from motcua.hotline.speech.ear import clauses, in_words
from motcua.hotline.speech.fragment import Fragment, Fragments, Language, comma, stop
from motcua.hotline.speech.numbers import said_number

_FIGURES = re.compile(r"[0-9]+")
_UNSAID = re.compile(r"[^\w\s,.']|_")
_LONGEST_NUMBER = 9


def read(text: str, language: Language) -> Fragments:
    """Fragments of one breath each, with the pauses between them."""
    words = in_words(text) if language == "vi" else _english(text)
    said: list[Fragment] = []
    for clause in clauses(words):
        breath = clause.rstrip(",. ")
        if not breath:
            continue
        said.append(Fragment(language, breath))
        if clause != breath:
            said.append(comma(language) if clause.rstrip()[-1] == "," else stop(language))
    return tuple(said)


def _english(text: str) -> str:
    def in_figures(found: re.Match[str]) -> str:
        number = int(found[0][:_LONGEST_NUMBER])
        return f" {' '.join(fragment.text for fragment in said_number(number, 'en'))} "

    words = _UNSAID.sub(" ", re.sub(r"[:;!?()]", ", ", _FIGURES.sub(in_figures, text)))
    return " ".join(re.sub(r"\s*[,.](?:\s*[,.])*", lambda found: "." if "." in found[0] else ",", words).split())
