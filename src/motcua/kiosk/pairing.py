"""A machine of the hall says which device it is: once, with the code that an administrator reads out."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.accounts import session
from motcua.accounts.errors import TooManyTriesError
from motcua.accounts.middleware import current_actor
from motcua.accounts.network import address_of
from motcua.kernel import clock
from motcua.kernel.errors import MotCuaError
from motcua.ticketing.models import HallDevice
from motcua.ticketing.services.devices import pair as become
from motcua.ticketing.vocabulary import DeviceKind


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest) -> HttpResponse:
    """Ask for the code; who has one already is sent to its page."""
    if request.method == "POST":
        return _pair(request)
    actor = current_actor(request)
    device = HallDevice.objects.filter(account_id=actor.staff_id).first() if actor else None
    return HttpResponseRedirect(home_of(device)) if device else _page(request, "", 200)


def home_of(device: HallDevice) -> str:
    """The page that the device shows."""
    return HOMES[DeviceKind(device.kind)](device)


def _pair(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    try:
        device = become(request.POST.get("code", ""), address=address_of(request), now=now)
    except MotCuaError as error:
        return _page(request, error.message_vi, 429 if isinstance(error, TooManyTriesError) else 403)
    login(request, device.account, backend=settings.AUTHENTICATION_BACKENDS[0])
    session.begin_for_device(request.session, now=now)
    return HttpResponseRedirect(home_of(device))


def _page(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return render(request, "kiosk/pair.jinja", {"sentence": sentence}, status=status)


HOMES: Mapping[DeviceKind, Callable[[HallDevice], str]] = {
    DeviceKind.KIOSK: lambda _device: reverse("kiosk:start"),
    DeviceKind.BOARD: lambda device: reverse("boards:hall", args=[device.unit.code]),
    DeviceKind.COUNTER_DISPLAY: lambda device: reverse("boards:counter", args=[device.counter_id]),
    DeviceKind.RATING_TABLET: lambda device: reverse("portal:rating_tablet", args=[device.counter_id]),
}
