"""The sentences of the tree, by the voice that each part is for."""

from motcua.hotline import tree
from motcua.hotline.serving.script import sentence
from motcua.hotline.tree import Spoken

SPOKEN = Spoken(
    tree.opening().tree,
    {"mixed": {"vi": "Tiếng Việt, bấm một. | en: For English, press 2.", "en": "It is 8 o'clock: come in."}},
)


def said(prompt, language):
    return [(part.language, part.text) for part in sentence(SPOKEN, prompt, language) if not part.is_pause]


def test_each_language_in_its_own_voice():
    assert said("mixed", "vi") == [("vi", "Tiếng Việt, bấm một"), ("en", "For English, press two")]


def test_english_figures_and_signs_become_words():
    assert said("mixed", "en") == [("en", "It is eight o'clock, come in")]
