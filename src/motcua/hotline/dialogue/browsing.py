"""Finding a procedure without its number: by field, most asked first, or by the first letters on the keypad."""

from collections.abc import Sequence

from motcua.hotline.dialogue.procedures import found
from motcua.hotline.dialogue.replies import Asked, Reply, answers
from motcua.hotline.rules import keypad_letters, matches
from motcua.hotline.selectors.numbers import Offered, offered
from motcua.hotline.speech import menus as said
from motcua.hotline.speech.fragment import Language

FIELD, LIST, CHOICE, LETTERS, CODES = "field", "list", "choice", "letters", "codes"
ON_A_PAGE = 5
NEXT, AGAIN = 8, 9
"""Keys: the next ones; hear these again."""


@answers("fields", "some", "none")
def fields(asked: Asked) -> Reply:
    names = _fields()
    first = asked.number("page")
    shown = names[first : first + ON_A_PAGE]
    if not shown:
        return Reply("none")
    more = first + ON_A_PAGE < len(names)
    return Reply("some", said.listed(shown, asked.language, more=more), {"page": str(first)})


@answers("field", "chosen", "more", "wrong")
def field(asked: Asked) -> Reply:
    names, first, choice = _fields(), asked.number("page"), asked.number(CHOICE)
    if choice in {NEXT, AGAIN}:
        return Reply("more", slots={"page": str(_turned(first, len(names), choice))})
    at = first + choice - 1
    if not 1 <= choice <= ON_A_PAGE or at >= len(names):
        return Reply("wrong")
    return Reply("chosen", slots={FIELD: str(at), LETTERS: "", CODES: "", LIST: "0", "page": "0"})


@answers("procedures", "some", "none")
def procedures(asked: Asked) -> Reply:
    listed, first = _listed(asked), asked.number(LIST)
    return some(listed, first, asked.language)


@answers("by letters", "one", "some", "none")
def by_letters(asked: Asked) -> Reply:
    listed = _spelt(asked.text(LETTERS))
    if len(listed) == 1:
        return found(listed[0].code, asked.language, "one")
    reply = some(listed, 0, asked.language)
    return Reply(reply.outcome, reply.said, {**reply.slots, FIELD: "", CODES: ""})


@answers("procedure", "found", "more", "wrong")
def procedure(asked: Asked) -> Reply:
    listed, first, choice = _listed(asked), asked.number(LIST), asked.number(CHOICE)
    if choice in {NEXT, AGAIN}:
        return Reply("more", slots={LIST: str(_turned(first, len(listed), choice))})
    at = first + choice - 1
    if not 1 <= choice <= ON_A_PAGE or at >= len(listed):
        return Reply("wrong")
    return found(listed[at].code, asked.language)


def some(listed: Sequence[Offered], first: int, language: Language) -> Reply:
    """A page of these procedures to choose from; "none" when there is none."""
    shown = listed[first : first + ON_A_PAGE]
    if not shown:
        return Reply("none")
    more = first + ON_A_PAGE < len(listed)
    return Reply("some", said.listed([one.title for one in shown], language, more=more), {LIST: str(first)})


def _turned(first: int, count: int, choice: int) -> int:
    """Where the next page begins; after the last one the first comes again."""
    if choice == AGAIN:
        return first
    return first + ON_A_PAGE if first + ON_A_PAGE < count else 0


def _listed(asked: Asked) -> Sequence[Offered]:
    if codes := asked.text(CODES).split():
        known = {one.code: one for one in offered()}
        return [known[code] for code in codes if code in known]
    if asked.text(LETTERS):
        return _spelt(asked.text(LETTERS))
    names, at = _fields(), asked.number(FIELD)
    return [one for one in offered() if at < len(names) and one.field == names[at]]


def _fields() -> list[str]:
    """The fields, that of the most asked procedure first."""
    return list(dict.fromkeys(one.field for one in offered()))


def _spelt(letters: str) -> list[Offered]:
    keys = [key for key in letters if key in keypad_letters()]
    return [one for one in offered() if matches("".join(keys), (one.title, *one.everyday_names))]
