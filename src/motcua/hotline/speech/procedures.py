"""A procedure for the ear, from the same answers that the portal shows."""

import re
from collections.abc import Callable, Iterator

from django.utils import translation

from motcua.answers import procedures as answers
from motcua.catalogue.selectors import ProcedurePage
from motcua.hotline.speech.ear import without_citations
from motcua.hotline.speech.fragment import Fragment, Said, flat
from motcua.hotline.speech.spoken import spoken

_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|odt)\b|[\w.-]{9,}\d", re.IGNORECASE)
Tell = Callable[[ProcedurePage, str], Said]

_WORDS = {
    "vi": {
        "title": "Thủ tục:",
        "papers": "Giấy tờ cần mang:",
        "no papers": "Chưa có thông tin về giấy tờ. Xin hỏi tại quầy trước khi nộp.",
        "next": "Tiếp theo:",
        "limit": "Thời hạn giải quyết:",
        "fee": "Phí, lệ phí:",
        "fee varies": "Tùy từng trường hợp, mức cụ thể xin hỏi tại quầy.",
        "where": "Nơi nộp:",
        "result": "Kết quả nhận được:",
        "no result": "Chưa có thông tin về kết quả.",
    },
    "en": {
        "title": "The procedure is called, in Vietnamese:",
        "papers": "Papers to bring, by their Vietnamese names:",
        "no papers": "There is no information on papers. Please ask at a counter before you come.",
        "next": "Next:",
        "limit": "Processing time:",
        "fee": "Fees:",
        "fee varies": "It depends on the case, please ask at a counter.",
        "where": "Where to go:",
        "result": "You will get:",
        "no result": "There is no information on the result.",
    },
}


def title(page: ProcedurePage, language: str) -> Said:
    return flat((_word("title", language), spoken(page.facts.title, language)))


def papers(page: ProcedurePage, language: str) -> list[Said]:
    """The papers one by one, those of a case after its name; the first says what is coming."""
    with translation.override(language):
        cases = [case for case in answers.cases_of(page) if case.papers]
    items = [item for case in cases for item in _case(case, language)]
    if not items:
        return [_word("no papers", language)]
    return [flat((_word("papers", language), items[0])), *(flat((_word("next", language), item)) for item in items[1:])]


def _case(case: answers.Case, language: str) -> Iterator[Said]:
    lead = spoken(case.title, language) if case.title else ()
    for paper in case.papers:
        notes = flat(spoken(note, language) for note in paper.note.split(" · ") if _is_heard(note))
        yield (*lead, *spoken(without_citations(paper.name), language), *notes)
        lead = ()


def _is_heard(note: str) -> bool:
    """Whether a note says something to the ear: the name of a form's file doesn't."""
    return bool(note) and not _FILE.search(note)


def limit(page: ProcedurePage, language: str) -> Said:
    return _answer("limit", language, lambda: answers.how_long(page))


def fee(page: ProcedurePage, language: str) -> Said:
    fees = [fee for channel in page.facts.channels for fee in channel.fees]
    told = _answer("fee", language, lambda: answers.how_much(fees))
    known = any(fee.dong is not None for fee in fees)
    return told if known or not fees else flat((_word("fee", language), _word("fee varies", language)))


def where(page: ProcedurePage, language: str) -> Said:
    return _answer("where", language, lambda: answers.where(page))


def result(page: ProcedurePage, language: str) -> Said:
    names = [result.name for result in page.facts.results if result.name.strip()]
    if not names:
        return _word("no result", language)
    return flat((_word("result", language), *(spoken(without_citations(name), language) for name in names)))


def every_fragment(page: ProcedurePage) -> Iterator[Fragment]:
    """All that can be said of a procedure, in every language."""
    for language in _WORDS:
        yield from title(page, language)
        for item in papers(page, language):
            yield from item
        for tell in (limit, fee, where, result):
            yield from tell(page, language)


def _answer(word: str, language: str, ask: Callable[[], answers.Answer]) -> Said:
    with translation.override(language):
        answer = ask()
    return flat((_word(word, language), spoken(answer.value, language), spoken(answer.note, language)))


def _word(word: str, language: str) -> Said:
    return spoken(_WORDS[language][word], language)
