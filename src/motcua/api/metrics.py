"""For monitoring systems: how the centre runs, as numbers, in Prometheus' text format."""

from itertools import chain

from django.http import HttpRequest, HttpResponse
from ninja import Router

from motcua.dossiers.selectors import gauges as of_dossiers
from motcua.foundation import gauges as of_the_house
from motcua.foundation.exposition import CONTENT_TYPE, exposed
from motcua.foundation.remembered import remembered
from motcua.hotline.selectors import gauges as of_the_hotline
from motcua.ticketing.selectors import gauges as of_halls

router = Router(tags=["monitoring"])
SECONDS = 10.0
"""Two systems that ask at the same time are told the same."""


@router.get("metrics", url_name="metrics", response=str)
def metrics(request: HttpRequest) -> HttpResponse:
    """Gauges and counters; no personal data. Role `monitor`."""
    del request
    return HttpResponse(_told(), content_type=CONTENT_TYPE)


@remembered(seconds=SECONDS)
def _told() -> str:
    rooms = (of_the_house, of_dossiers, of_halls, of_the_hotline)
    return exposed(chain.from_iterable(room.gauges() for room in rooms))
