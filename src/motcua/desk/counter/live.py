"""Where a page of the desk listens to the hall."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

from motcua.foundation.live.tickets import ticket
from motcua.ticketing.services.telling import channel

PATH = "/truc-tiep"
"""As `foundation.live.app` has it, without that process's libraries."""


def stream_of(request: HttpRequest, unit_id: int) -> str:
    """The address of the unit's live messages, with a ticket of some minutes; the page gets a new one with each answer."""
    host, _port = split_domain_port(request.get_host())
    return f"{settings.MOTCUA.live_origin(host)}{PATH}?{urlencode({'ticket': ticket([channel(unit_id)])})}"
