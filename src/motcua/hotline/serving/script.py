"""The tree in use as the telephone needs it: prompts as names in the bank, in each language."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max

from motcua.catalogue.models import ProcedureVersion
from motcua.hotline import tree
from motcua.hotline.models import ShortNumber
from motcua.hotline.selectors.booking import group_names
from motcua.hotline.services.trees import current_tree
from motcua.hotline.speech.fragment import LANGUAGES, Fragment, Fragments, Language
from motcua.hotline.speech.reading import read
from motcua.organisation.models import OneStopUnit
from motcua.voice import flow
from motcua.voice.station import Words


@dataclass(frozen=True, slots=True)
class Script:
    """A tree, and what its prompts are called in the bank."""

    tree: flow.Tree
    words: Words


def script_now() -> Script:
    """The published tree; two queries."""
    _number, spoken = current_tree()
    return Script(spoken.tree, {word: dict(_names(spoken, word)) for word in LANGUAGES})


def _names(spoken: tree.Spoken, language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    for prompt in spoken.sentences:
        yield prompt, tuple(fragment.name for fragment in sentence(spoken, prompt, language))


def sentence(spoken: tree.Spoken, prompt: str, language: Language) -> Fragments:
    """What a prompt of the tree says; "| en: …" and "| vi: …" within it are said by the other voice."""
    told: Fragments = ()
    for part in spoken.sentences[prompt][language].split("|"):
        mark, colon, words = part.strip().partition(":")
        other = next((known for known in LANGUAGES if colon and mark == known), None)
        told += read(words, other) if other else read(part, language)
    return told


def sentences(spoken: tree.Spoken) -> Iterator[Fragment]:
    """All that the tree itself says, in every language."""
    for prompt in spoken.sentences:
        for language in LANGUAGES:
            yield from sentence(spoken, prompt, language)


def fingerprint() -> tuple[object, ...]:
    """Changes whenever something new is to be said: another tree, procedure, wording, number, unit or queue."""
    number, _spoken = current_tree()
    newest = ProcedureVersion.objects.aggregate(Max("pk"))["pk__max"]
    units = tuple(OneStopUnit.objects.order_by("pk").values_list("name", "address"))
    return number, newest, ShortNumber.objects.count(), units, group_names()
