"""A procedure for the ear: its name, papers, limit, fee, place and result. The same values that `answers.procedures` shows the eye.

Titles, papers and places are official Vietnamese whatever the caller speaks; English sentences lead to them.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from motcua.catalogue import facts
from motcua.catalogue.selectors import ProcedurePage
from motcua.catalogue.vocabulary import ChannelKind, Level
from motcua.hotline.speech import sentences
from motcua.hotline.speech.ear import clauses, in_words, without_sources
from motcua.hotline.speech.fragment import Fragment, Fragments, Language, comma, stop
from motcua.hotline.speech.money import said_money
from motcua.hotline.speech.numbers import said_limit, said_number
from motcua.kernel.text import fold

LONGEST_ITEM = 36
"""Syllables of one item, ten seconds of speech, with the number of copies twelve: a caller can't look back."""
MOST_ITEMS = 3
"""Items that one paper takes: some are a page of print."""
_NO_CASE = frozenset(
    {
        "",
        "ho so",
        "ho so gom",
        "ho so bao gom",
        "thanh phan ho so",
        "thanh phan ho so gom",
        "thanh phan ho so bao gom",
        "giay to phai nop",
    }
)
"""Titles, folded, that tell no case from another."""
RESULTS_TOLD = 4
"""As many as the printed guide shows."""

_CENTRES = {Level.PROVINCE: sentences.PROVINCE_CENTRE, Level.COMMUNE: sentences.COMMUNE_CENTRE}
_LEVELS = {
    Level.MINISTRY: "Cơ quan cấp bộ",
    Level.PROVINCE: "Cơ quan cấp tỉnh",
    Level.DISTRICT: "Cơ quan cấp huyện",
    Level.COMMUNE: "Cơ quan cấp xã",
}
_WAYS = {
    ChannelKind.DIRECT: sentences.IN_PERSON,
    ChannelKind.ONLINE: sentences.ONLINE,
    ChannelKind.POST: sentences.BY_POST,
}


def title(page: ProcedurePage) -> Fragments:
    """The official title."""
    return _read(page.facts.title)


def introduction(page: ProcedurePage, language: Language) -> Fragments:
    """The title in a sentence; many titles begin with "Thủ tục" themselves."""
    said = title(page)
    if language == "vi" and said and said[0].text.lower().startswith("thủ tục"):
        return (*said, stop("vi"))
    return sentences.PROCEDURE.said(language, title=said)


def papers_introduction(page: ProcedurePage, language: Language) -> Fragments:
    """How many papers there are, and whether which depends on the case."""
    cases = [case for case in page.facts.document_cases if _asked(case)]
    count = sum(len(_asked(case)) for case in cases)
    if not count:
        remarked = any(case.documents for case in page.facts.document_cases)
        return (sentences.PAPERS_REMARKED if remarked else sentences.PAPERS_UNKNOWN).said(language)
    if len(cases) > 1:
        # All papers of all cases together are a number that frightens and that nobody has to bring.
        return sentences.PAPERS_BY_CASE.said(language, count=said_number(len(cases), language))
    if count == 1:
        return sentences.ONE_PAPER.said(language)
    return sentences.PAPERS.said(language, count=said_number(count, language))


def papers(page: ProcedurePage, language: Language = "vi") -> list[Fragments]:
    """The papers in the order of the page, an item each: cases by their title, long names in several items.

    An item is some twelve seconds at most, so that a caller can step through them.
    """
    ordered = sorted(page.facts.document_cases, key=lambda case: (not _asked(case), bool(case.title)))
    return [item for case in ordered for item in _case(case, language)]


def limit(page: ProcedurePage, language: Language) -> Fragments:
    """How long it takes: what the centre promises, what the law says where that is more, and other ways' limits."""
    effective, legal = page.effective_limit, page.legal_limit
    if effective is None:
        written = next((said for channel in page.facts.channels if (said := _read(_in_words(channel)))), ())
        return sentences.LIMIT_AS_WRITTEN.said(language, words=written) if written else _unknown_limit(language)
    told = sentences.LIMIT.said(language, limit=said_limit(effective, language))
    if legal is not None and legal != effective:
        return (*told, *sentences.LIMIT_BY_LAW.said(language, limit=said_limit(legal, language)))
    other_ways = [channel for channel in page.facts.channels if channel.limit not in {None, effective}]
    for other in dict.fromkeys(channel.limit for channel in other_ways if channel.limit):
        kinds = dict.fromkeys(channel.kind for channel in other_ways if channel.limit == other)
        way = _listed((_WAYS[kind].said(language) for kind in kinds), language)
        told = (*told, *sentences.LIMIT_OTHER_WAY.said(language, way=way, limit=said_limit(other, language)))
    return told


def fee(page: ProcedurePage, language: Language) -> Fragments:
    """What it costs, in sums that are known; one that nobody checked is confirmed at the counter."""
    known = [fee for channel in page.facts.channels for fee in channel.fees]
    amounts = sorted({fee.dong for fee in known if fee.dong is not None})
    if not amounts:
        stated = any(fee.verbatim for fee in known)
        return (sentences.FEE_BY_CASE if stated else sentences.FEE_UNKNOWN).said(language)
    checked = not any(amounts) or all(fee.verified for fee in known)
    return (*_sums(amounts, language), *(() if checked else sentences.FEE_UNCHECKED.said(language)))


def where(page: ProcedurePage, language: Language) -> Fragments:
    """Where to hand it in and in which ways."""
    centres = dict.fromkeys(_CENTRES[held.level] for held in page.handlings if held.level in _CENTRES)
    places = [centre.said(language) for centre in centres]
    agencies = page.facts.implementing_agencies or page.facts.deciding_agencies
    places = places or [said for agency in agencies if (said := _read(agency))]
    places = places or [_read(_LEVELS[level]) for level in page.facts.levels if level in _LEVELS]
    ways = [_WAYS[kind].said(language) for kind in dict.fromkeys(channel.kind for channel in page.facts.channels)]
    if not places:
        return sentences.PLACE_UNKNOWN.said(language)
    told = sentences.WHERE.said(language, place=_either(places, language))
    return (*told, *sentences.WAYS.said(language, ways=_listed(ways, language))) if ways else told


def result(page: ProcedurePage, language: Language) -> Fragments:
    """What a person goes home with."""
    read = (_read(without_sources(result.name)) for result in page.facts.results)
    names = list(islice(dict.fromkeys(filter(None, read)), RESULTS_TOLD))
    if not names:
        return sentences.RESULT_UNKNOWN.said(language)
    return sentences.RESULT.said(language, name=tuple(chain(*_between(names, (stop(language),)))))


def _case(case: facts.DocumentCase, language: Language) -> Iterator[Fragments]:
    if fold(case.title).strip(" -+*.:") not in _NO_CASE:
        yield from _items(_read(without_sources(case.title)), language)
    asked, remarks = _asked(case), [paper for paper in case.documents if paper.is_note]
    for paper in asked:
        yield from _paper(paper, language)
    for paper in remarks:
        yield from _shortened(_items(_read(without_sources(paper.name)), language), language)


def _asked(case: facts.DocumentCase) -> list[facts.RequiredDocument]:
    return [paper for paper in case.documents if not paper.is_note]


def _paper(paper: facts.RequiredDocument, language: Language) -> Iterator[Fragments]:
    """The name of a paper and how many of it; a single original needs no word."""
    counts: Fragments = ()
    if paper.originals and (paper.originals > 1 or paper.copies):
        counts = sentences.ORIGINALS.said(language, count=said_number(paper.originals, language))
    if paper.copies:
        copies = sentences.COPIES.said(language, count=said_number(paper.copies, language))
        counts = (*counts, comma(language), *copies) if counts else copies
    name = _read(without_sources(paper.name))
    return _shortened(_items(name, language, (comma(language), *counts) if counts else ()), language)


def _shortened(items: Iterator[Fragments], language: Language) -> Iterator[Fragments]:
    """The first items; where there are more, the last says who has the rest."""
    told = list(islice(items, MOST_ITEMS))
    if next(items, None) is None:
        return iter(told)
    return iter([*told[:-1], (*told[-1], *sentences.MORE_IN_WRITING.said(language))])


def _sums(amounts: list[int], language: Language) -> Fragments:
    paid = [amount for amount in amounts if amount]
    if not paid:
        return sentences.FREE.said(language)
    if len(paid) == 1:
        told = sentences.FEE.said(language, amount=said_money(paid[0], language))
    else:
        least, most = said_money(paid[0], language), said_money(paid[-1], language)
        told = sentences.FEE_BETWEEN.said(language, least=least, most=most)
    return told if len(paid) == len(amounts) else (*told, *sentences.FREE_OR.said(language))


def _unknown_limit(language: Language) -> Fragments:
    return sentences.LIMIT_UNKNOWN.said(language)


def _in_words(channel: facts.Channel) -> str:
    """The source's own words for a limit; nothing where it gives a bare figure."""
    return channel.limit_verbatim if any(letter.isalpha() for letter in channel.limit_verbatim) else ""


def _read(text: str) -> Fragments:
    """Official text as fragments, cut where a reader breathes; a capital first, so that equal phrases are one prompt."""
    said: list[Fragment] = []
    for clause in clauses(in_words(text)):
        words = clause.rstrip(",.")
        said.append(Fragment("vi", words[:1].upper() + words[1:]))
        if clause != words:
            said.append(comma("vi") if clause[-1] == "," else stop("vi"))
    return tuple(said)


def _items(fragments: Fragments, language: Language, tail: Fragments = ()) -> Iterator[Fragments]:
    """The fragments in runs of LONGEST_ITEM syllables at most, each closed by a stop; `tail` is said with the last."""
    run: list[Fragment] = []
    size = 0
    for fragment in fragments:
        syllables = 0 if fragment.is_pause else len(fragment.text.split())
        if run and size + syllables > LONGEST_ITEM:
            yield _closed(run, language)
            run, size = [], 0
        if run or syllables:
            run.append(fragment)
            size += syllables
    if run:
        yield _closed([*run, *tail], language)


def _closed(run: list[Fragment], language: Language) -> Fragments:
    while run[-1].is_pause:
        run.pop()
    return (*run, stop(language))


def _listed(parts: Iterable[Fragments], language: Language) -> Fragments:
    """The parts with short pauses between."""
    return tuple(chain(*_between(parts, (comma(language),))))


def _either(parts: Iterable[Fragments], language: Language) -> Fragments:
    """One part or another."""
    return tuple(chain(*_between(parts, (comma(language), *sentences.OR.said(language)))))


def _between(parts: Iterable[Fragments], sign: Fragments) -> Iterator[Fragments]:
    for place, part in enumerate(parts):
        if place:
            yield sign
        yield part
