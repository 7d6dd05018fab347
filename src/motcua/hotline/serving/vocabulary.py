"""Everything that may ever be said, for the bank."""

from collections.abc import Iterator

from django.conf import settings

from motcua.hotline.selectors.centre import centre_now, reasons_closed
from motcua.hotline.selectors.numbers import offered, page_of
from motcua.hotline.services.trees import current_tree
from motcua.hotline.serving.script import sentences
from motcua.hotline.speech import browsing, call, centre, counts, dossiers, messages, procedures
from motcua.hotline.speech.fragment import Fragment
from motcua.kernel import clock
from motcua.organisation.models import Agency, OneStopUnit


def first_fragments() -> Iterator[Fragment]:
    """What every call needs: of the tree in use, of numbers and days, of dossiers and of the centre."""
    now = clock.now()
    yield from sentences(current_tree()[1])
    yield from counts.every_fragment(now.year)
    yield from call.every_fragment()
    yield from counts.money(settings.MOTCUA.telephone.tariff, "vi")
    yield from messages.every_fragment()
    units = [*OneStopUnit.objects.on(now.date()).values_list("name", flat=True)]
    agencies = [*Agency.objects.on(now.date()).values_list("name", flat=True)]
    yield from dossiers.every_fragment([*units, *agencies], now)
    here = centre_now()
    yield from centre.every_fragment([(here.name, here.address)] if here else [], reasons_closed())


def every_fragment() -> Iterator[Fragment]:
    """The first ones, and of every procedure that has a short number."""
    yield from first_fragments()
    listed = offered()
    yield from browsing.every_fragment(dict.fromkeys(one.field for one in listed))
    for one in listed:
        page = page_of(one.code)
        if page is not None:
            yield from procedures.every_fragment(page)
