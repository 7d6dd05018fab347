"""Official text for the ear: what the eye reads over — list marks, brackets, abbreviations, numbers of laws — in words.

The outcome holds letters, blanks, "," and "." alone, and heard again it stays as it is.
"""

from motcua.hotline.speech.ear.clauses import clauses
from motcua.hotline.speech.ear.sources import without_sources
from motcua.hotline.speech.ear.words import in_words

__all__ = ["clauses", "in_words", "without_sources"]
