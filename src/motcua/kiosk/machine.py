"""The machine that asks, its hall, and how whoever stands before it wants to see the pages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.accounts.middleware import SignedInRequest
from motcua.kernel import clock
from motcua.kernel.errors import ConflictError, MotCuaError, NotAllowedError, NotFoundError
from motcua.ticketing.facts import OpenHall
from motcua.ticketing.models import HallDevice
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.services.devices import note_seen
from motcua.ticketing.vocabulary import DeviceKind

KEPT = ("lon", "tuong-phan", "tu-chay", "tiep")
"""Larger type, high contrast, the focus that moves by itself, a card that was shown: carried from page to page, gone at the start."""
IDLE_SECONDS = 45


@dataclass(frozen=True, slots=True)
class Machine:
    """A kiosk, and what its present visitor has chosen about the looks. Carried in addresses, so that nothing is left behind."""

    device: HallDevice
    hall: OpenHall
    kept: frozenset[str]
    language: str

    @property
    def prints(self) -> bool:
        return bool(self.device.printer) and not self.device.printer.startswith("screen:")

    def to(self, view: str, *arguments: Any, **asked: Any) -> str:
        """The address of a kiosk page for this visitor; what is empty isn't asked."""
        query = {name: "1" for name in KEPT if name in self.kept} | {
            k: v for k, v in asked.items() if v not in {"", None}
        }
        address = reverse(f"kiosk:{view}", args=arguments)
        return f"{address}?{urlencode(query)}" if query else address

    @property
    def reset(self) -> str:
        """The start for the next person: Vietnamese, ordinary type, nothing kept."""
        return f"{reverse('kiosk:start')}?lang=vi"


View = Callable[..., HttpResponse]


def kiosk_page(view: Callable[..., HttpResponse]) -> View:
    """A page of a kiosk: gets the Machine; what can't be done is told in a sentence, with the way back."""

    @never_cache
    @wraps(view)
    def shown(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        machine = machine_of(request)
        if machine is None:
            sentence = _("Máy này chưa được khai báo. Quản trị viên thêm máy ở mục Thiết bị ở sảnh.")
            return render(request, "kiosk/pair.jinja", {"sentence": sentence}, status=403)
        try:
            return view(request, machine, *args, **kwargs)
        except MotCuaError as error:
            status = next((code for kind, code in STATUSES if isinstance(error, kind)), 422)
            return page(request, machine, "sentence", {"sentence": error.message_vi}, status=status)

    return shown


STATUSES = ((NotFoundError, 404), (NotAllowedError, 403), (ConflictError, 409))


def machine_of(request: SignedInRequest) -> Machine | None:
    """The kiosk whose account asks; None when the account is no kiosk's."""
    kiosks = HallDevice.objects.select_related("unit").filter(kind=DeviceKind.KIOSK.value)
    device = kiosks.filter(account_id=request.actor.staff_id).first()
    if device is None:
        return None
    note_seen(device, now=clock.now())
    asked = request.POST if request.method == "POST" else request.GET
    kept = frozenset(name for name in KEPT if asked.get(name))
    return Machine(device, hall_of(device.unit_id), kept, get_language() or "vi")


def page(
    request: HttpRequest, machine: Machine, name: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """One page of the kiosk."""
    looks = (
        _looks(request) if request.method in {"GET", "HEAD"} else None
    )  # a page that was posted has no address to turn
    fields = [format_html('<input type="hidden" name="{}" value="1">', name) for name in KEPT if name in machine.kept]
    context = (context or {}) | {
        "machine": machine,
        "idle": IDLE_SECONDS,
        "looks": looks,
        "kept_fields": mark_safe("".join(fields)),  # noqa: S308 - each was escaped
        "is_start": name in {"start", "closed"},
    }
    return render(request, f"kiosk/{name}.jinja", context, status=status)


def _looks(request: HttpRequest) -> dict[str, str]:
    """This page with larger type, more contrast, a focus that moves: each turned over."""
    turned = {"large": "lon", "contrast": "tuong-phan", "scanning": "tu-chay"}
    return {name: _turned(request, parameter) for name, parameter in turned.items()}


def _turned(request: HttpRequest, parameter: str) -> str:
    query = request.GET.copy()
    if query.get(parameter):
        del query[parameter]
    else:
        query[parameter] = "1"
    return f"{request.path}?{query.urlencode()}"
