"""A procedure by its number, then what people ask of it; the same facts that the portal shows."""

from motcua.catalogue.selectors import ProcedurePage
from motcua.foundation.remembered import remembered
from motcua.hotline.dialogue.replies import LATER, Asked, Reply, answers
from motcua.hotline.selectors.numbers import code_of, page_of
from motcua.hotline.services.wishes import ask_for_summary
from motcua.hotline.speech import procedures as said
from motcua.hotline.speech.fragment import Fragment
from motcua.kernel.errors import InvalidInputError

PROCEDURE, NUMBER, PAPER, PHONE = "procedure", "number", "paper", "phone"
AT_ONCE = 4
"""Papers said in one go: then the caller says whether to go on."""
SECONDS = 60.0


@remembered(seconds=SECONDS)
def page(code: str) -> ProcedurePage | None:
    """The page of a procedure, at most a minute old: thousands ask for the same few."""
    return page_of(code)


@answers("by number", "found", "unknown")
def by_number(asked: Asked) -> Reply:
    code = code_of(asked.text(NUMBER))
    return found(code, asked.language) if code else Reply("unknown")


def found(code: str, language: str, outcome: str = "found") -> Reply:
    """The procedure's title, and that the call is about it from now on."""
    known = page(code)
    if known is None:
        return Reply(LATER)
    return Reply(outcome, said.title(known, language), {PROCEDURE: code, PAPER: "0"})


@answers("papers", "more", "told")
def papers(asked: Asked) -> Reply:
    return _papers(asked, begin=0)


@answers("papers next", "more", "told")
def papers_next(asked: Asked) -> Reply:
    return _papers(asked, begin=asked.number(PAPER))


def _papers(asked: Asked, begin: int) -> Reply:
    known = page(asked.text(PROCEDURE))
    if known is None:
        return Reply(LATER)
    items = said.papers(known, asked.language)
    end = begin + AT_ONCE
    flat = tuple(fragment for item in items[begin:end] for fragment in item)
    return Reply("more" if end < len(items) else "told", flat, {PAPER: str(end)})


@answers("time and fee", "told")
def time_and_fee(asked: Asked) -> Reply:
    return _told(asked, lambda known, word: (*said.limit(known, word), *said.fee(known, word)))


@answers("where", "told")
def where(asked: Asked) -> Reply:
    return _told(asked, said.where)


@answers("result", "told")
def result(asked: Asked) -> Reply:
    return _told(asked, said.result)


@answers("everything", "told")
def everything(asked: Asked) -> Reply:
    def all_of_it(known: ProcedurePage, word: str) -> tuple[Fragment, ...]:
        parts = [fragment for item in said.papers(known, word) for fragment in item]
        for tell in (said.limit, said.fee, said.where, said.result):
            parts += tell(known, word)
        return tuple(parts)

    return _told(asked, all_of_it)


def _told(asked: Asked, tell: "said.Tell") -> Reply:
    known = page(asked.text(PROCEDURE))
    return Reply("told", tell(known, asked.language)) if known else Reply(LATER)


@answers("summary", "noted", "wrong")
def summary(asked: Asked) -> Reply:
    """Note that the summary is wanted at the number typed: the number that a call shows proves nothing."""
    try:
        ask_for_summary(asked.text(PROCEDURE), asked.text(PHONE), call=asked.call)
    except InvalidInputError:
        return Reply("wrong")
    return Reply("noted")
