"""Every prompt that the hotline can need: what is put into the bank before the first call."""

from collections.abc import Iterable, Iterator

from motcua.catalogue.reading import facts_of
from motcua.catalogue.selectors import WHOLE, Handling, ProcedurePage, current_versions, handled_procedures
from motcua.hotline.speech import procedures
from motcua.hotline.speech.dates import date_fragments
from motcua.hotline.speech.fragment import LANGUAGES, PAUSES, Fragment, Fragments
from motcua.hotline.speech.money import money_fragments
from motcua.hotline.speech.names import said_name
from motcua.hotline.speech.numbers import number_fragments
from motcua.hotline.speech.sentences import sentence_fragments
from motcua.organisation.models import Agency, OneStopUnit


def every_fragment(
    pages: Iterable[ProcedurePage], names: Iterable[str], more: Iterable[Fragment] = ()
) -> Iterator[Fragment]:
    """Each fragment once: numbers, dates, money, sentences, names and addresses, what procedures need, and `more`.

    Args:
        pages: the procedures that callers can ask about.
        names: units, agencies and addresses as the organisation writes them.
        more: fragments of whoever stands above this package, as the sentences of a menu.
    """
    seen: set[Fragment] = set()
    for fragment in _all(pages, names, more):
        if fragment not in seen:
            seen.add(fragment)
            yield fragment


def every_page() -> Iterator[ProcedurePage]:
    """Every procedure in force, read in bulk."""
    handlings: dict[str, list[Handling]] = {}
    for handling in handled_procedures():
        handlings.setdefault(handling.procedure_code, []).append(handling)
    for version in current_versions().prefetch_related(*WHOLE).iterator(chunk_size=500):
        known = facts_of(version)
        yield ProcedurePage(
            version_id=version.pk,
            version_number=version.number,
            valid_from=version.valid_from,
            valid_to=version.valid_to,
            facts=known,
            everyday_names=tuple(version.procedure.everyday_names),
            handlings=tuple(handlings.get(known.code, ())),
        )


def every_name() -> Iterator[str]:
    """The names and addresses of all units, and the names of all agencies, also of former ones: old dossiers keep them."""
    for name, address in OneStopUnit.objects.values_list("name", "address"):
        yield from (name, address)
    yield from Agency.objects.values_list("name", flat=True)


def _all(pages: Iterable[ProcedurePage], names: Iterable[str], more: Iterable[Fragment]) -> Iterator[Fragment]:
    for language in LANGUAGES:
        yield from (Fragment(language, pause) for pause in sorted(PAUSES))
    yield from number_fragments()
    yield from date_fragments()
    yield from money_fragments()
    yield from sentence_fragments()
    for name in names:
        yield from said_name(name)
    yield from more
    for page in pages:
        for said in _of_page(page):
            yield from said


def _of_page(page: ProcedurePage) -> Iterator[Fragments]:
    for language in LANGUAGES:
        yield procedures.introduction(page, language)
        yield from procedures.papers(page, language)
        yield procedures.limit(page, language)
        yield procedures.where(page, language)
        yield procedures.result(page, language)
