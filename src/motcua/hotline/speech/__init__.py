"""What the hotline says, as fragments: every sentence is put together from a finite set of prompts.

Numbers, dates, money and codes are never spoken by a machine during the call. `vocabulary.every_fragment` lists all that can be needed.
"""

from motcua.hotline.speech.fragment import Fragment, Fragments, Language, comma, spoken, stop

__all__ = ["Fragment", "Fragments", "Language", "comma", "spoken", "stop"]
