"""The number itself: given once for each tap, shown whether or not it could be printed."""

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from markupsafe import Markup

from motcua.accounts.middleware import SignedInRequest
from motcua.foundation.printing import qr_svg
from motcua.kernel import clock
from motcua.kiosk import cards
from motcua.kiosk.choosing import Asked, waits
from motcua.kiosk.machine import Machine, kiosk_page, page
from motcua.ticketing import services
from motcua.ticketing.errors import group_absent, ticket_absent
from motcua.ticketing.facts import TicketRequest, follow_path
from motcua.ticketing.labels import PRINTER_FAULTS
from motcua.ticketing.models import Ticket
from motcua.ticketing.rules.issuing import spaced
from motcua.ticketing.selectors.hall import group as group_in_force
from motcua.ticketing.selectors.hall import groups_of
from motcua.ticketing.vocabulary import OPEN_STATES, PrinterFault, PrintState, Source
from motcua.ui.formats import clock as time_of

SHOWN_FOR = timedelta(minutes=10)
"""How long after its issue a machine shows a ticket again: a reload, a reprint."""
PATIENCE = timedelta(seconds=10)
"""After which a printer that says nothing is not waited for."""


@require_POST
@kiosk_page
def take(request: SignedInRequest, machine: Machine) -> HttpResponse:
    """Give the number. A tap that is sent again, after a lost answer or a restart, is the same number."""
    given = request.POST
    group = next((g for g in groups_of(machine.hall.unit_id) if str(g.id) == given.get("group", "")), None)
    if group is None:
        raise group_absent()
    asked = Asked.read(given)
    wanted = TicketRequest(
        group.id,
        Source.KIOSK,
        procedure=asked.procedure,
        priority=asked.priority,
        language=machine.language,
        afternoon=bool(given.get("chieu")),
        prints=machine.prints,
    )
    said = [group.id, asked.procedure, asked.priority.value, machine.language, wanted.afternoon]
    ticket = services.issue_ticket(wanted, by=request.actor, key=given.get("key", ""), body=json.dumps(said).encode())
    card = cards.shown(request)
    if card is not None:
        services.introduce(ticket.visit_id, card)
        cards.forget(request)
    return HttpResponseRedirect(machine.to("ticket", ticket.pk))


@require_safe
@kiosk_page
def ticket(request: SignedInRequest, machine: Machine, ticket_id: UUID) -> HttpResponse:
    """The number, large; what the printer did; a code that follows it on the phone."""
    row = _own(machine, ticket_id)
    group = group_in_force(row.issued_group_id)
    before, wait = waits(machine, row.ahead, row.wait_p50, row.wait_p90)
    again = _asked_again(request)
    context = {
        "ticket": row,
        "number": spaced(row.number),
        "group_name": group.name_en if machine.language == "en" and group.name_en else group.name,
        "zone": group.zone,
        "before": before,
        "wait": wait,
        "later": time_of(row.not_before) if row.not_before > row.issued_at else "",
        "printing": printing_of(row, again),
        "state_href": machine.to("ticket_state", row.pk, in_lai=request.GET.get("in_lai", "")),
        "again_href": machine.to("print_again", row.pk),
        "qr": _code(f"{settings.MOTCUA.url}{follow_path(row.token)}"),
    }
    return page(request, machine, "ticket", context)


@require_safe
@kiosk_page
def ticket_state(request: SignedInRequest, machine: Machine, ticket_id: UUID) -> HttpResponse:
    """What the printer has done until now, for the page that waits for it."""
    printing = printing_of(_own(machine, ticket_id), _asked_again(request))
    return JsonResponse({"kind": printing.kind, "title": printing.title, "text": printing.text})


@require_POST
@kiosk_page
def print_again(request: SignedInRequest, machine: Machine, ticket_id: UUID) -> HttpResponse:
    """Another slip of the same number."""
    _own(machine, ticket_id)
    services.print_again(ticket_id, by=request.actor)
    return HttpResponseRedirect(machine.to("ticket", ticket_id, in_lai=int(clock.now().timestamp())))


@dataclass(frozen=True, slots=True)
class Printing:
    """What the page says of the slip. `kind`: waiting, printed, failed, none."""

    kind: str
    title: str
    text: str


def printing_of(row: Ticket, again: datetime | None = None) -> Printing:
    """In words of whoever stands before the machine. `again`: when another slip was asked for."""
    number = spaced(row.number)
    if row.print_state == PrintState.PRINTED:
        return Printing("printed", _("Hãy cầm phiếu"), _("Phiếu ở khe bên dưới màn hình."))
    if row.print_state == PrintState.NOT_ASKED:
        return Printing("none", _("Hãy chụp lại hoặc nhớ số"), _("Máy này không in phiếu."))
    if row.print_state == PrintState.WAITING and clock.now() - (again or row.issued_at) < PATIENCE:
        return Printing("waiting", _("Đang in phiếu…"), _("Số đã được ghi nhận."))
    fault = PrinterFault(row.printer_fault) if row.printer_fault else PrinterFault.OFF
    words = {"fault": PRINTER_FAULTS[fault], "number": number}
    title = _("%(fault)s. Số của bạn: %(number)s.") % words
    return Printing("failed", title, _("Hãy chụp lại hoặc nhớ số. Số vẫn được gọi như thường."))


def _code(address: str) -> Markup:
    """A QR code that grows with the screen: its modules become the measure instead of pixels."""
    svg = re.sub(r'width="(\d+)" height="(\d+)"', r'viewBox="0 0 \1 \2" role="img"', qr_svg(address), count=1)
    return Markup(svg)  # noqa: S704 - made of our own address


def _asked_again(request: SignedInRequest) -> datetime | None:
    """When a second slip was asked for, as the address says."""
    typed = request.GET.get("in_lai", "")
    return (
        datetime.fromtimestamp(int(typed), clock.HANOI) if typed.isdigit() and len(typed) == len("1700000000") else None
    )


def _own(machine: Machine, ticket_id: UUID) -> Ticket:
    """A ticket of this machine that was just given: an address typed by hand shows nobody's."""
    row = Ticket.objects.filter(pk=ticket_id, device_id=machine.device.account_id).first()
    if row is None or clock.now() - row.issued_at > SHOWN_FOR or row.state not in OPEN_STATES:
        raise ticket_absent()
    return row
