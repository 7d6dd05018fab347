"""The slip of a ticket: asked for, printed, or not, with the reason. A number exists whether or not it could be printed."""

from typing import Literal
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.accounts.rules.actor import Actor
from motcua.foundation import outbox, statements
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInputError
from motcua.ticketing.errors import TicketMovedError, ticket_absent
from motcua.ticketing.events import TicketToPrint
from motcua.ticketing.labels import PRIORITIES
from motcua.ticketing.models import HallDevice, Ticket
from motcua.ticketing.printers import Printer, PrinterFaultError, printer_at
from motcua.ticketing.printing import TicketSlip, render_slip
from motcua.ticketing.rules.issuing import spaced
from motcua.ticketing.selectors.hall import group, hall_of
from motcua.ticketing.services.moving import Noted, write
from motcua.ticketing.vocabulary import OPEN_STATES, Movement, PrinterFault, PrintState, Priority

log = structlog.get_logger(__name__)


@transaction.atomic
def print_again(ticket_id: UUID, *, by: Actor) -> Ticket:
    """The same number on a new slip, at the machine that gave it. TicketMovedError when the ticket is over.

    Raises:
        NotFoundError: this machine gave no such ticket.
    """
    ticket = statements.fetch_model(Ticket, ticket_id, locked=True)
    if ticket is None or ticket.device_id != by.staff_id:
        raise ticket_absent()
    if ticket.state not in OPEN_STATES:
        sentence = _("Số %(number)s đã xong nên không in lại. Hãy lấy số mới.") % {"number": spaced(ticket.number)}
        raise TicketMovedError("ticketing:ticket:over", sentence, "a slip for a ticket that is over")
    if ticket.print_state != PrintState.WAITING:
        statements.update_one(Ticket, where={"id": ticket.pk}, values={"print_state": PrintState.WAITING.value})
        ticket.print_state = PrintState.WAITING.value
        outbox.publish(TicketToPrint(str(ticket.pk), by.staff_id))
    return ticket


def print_slip(ticket_id: UUID, follow_url: str) -> PrintState | None:
    """Print the slip on the printer of the machine that gave the number, and note what the printer said.

    Returns:
        What became of it; None when it isn't waited for (any more).
    """
    ticket = Ticket.objects.filter(pk=ticket_id).first()
    if ticket is None or ticket.print_state != PrintState.WAITING:
        return None
    device = HallDevice.objects.filter(account_id=ticket.device_id).first()
    try:
        printer = printer_at(device.printer if device and device.printer else "screen:")
        if not printer.makes_paper:
            return _note(ticket, PrintState.NOT_ASKED)
        printer.print(render_slip(_slip(ticket, follow_url), width_dots=printer.width_dots))
    except PrinterFaultError as error:
        return _note(ticket, PrintState.FAILED, error.fault)
    except InvalidInputError:  # the device's setting names no printer that can be
        log.exception("a device's printer has no usable address", device=device.pk if device else None)
        return _note(ticket, PrintState.FAILED, PrinterFault.ERROR)
    return _note(ticket, PrintState.PRINTED)


def state_of_printer(device: HallDevice) -> PrinterFault | None:
    """What is wrong with a device's printer now; None: it prints, or there is none."""
    if not device.printer:
        return None
    try:
        printer: Printer = printer_at(device.printer)
    except InvalidInputError:
        return PrinterFault.ERROR
    return printer.state()


@transaction.atomic
def _note(ticket: Ticket, state: PrintState, fault: PrinterFault | None = None) -> PrintState | None:
    held = statements.fetch_model(Ticket, ticket.pk, locked=True)
    if held is None or held.print_state != PrintState.WAITING:
        return None  # the job ran twice, and the other one was first
    values = {"print_state": state.value, "printer_fault": fault.value if fault else ""}
    if state is PrintState.NOT_ASKED:
        statements.update_one(Ticket, where={"id": held.pk}, values=values)
        return state
    movement = Movement.PRINTED if state is PrintState.PRINTED else Movement.PRINT_FAILED
    write(held, values, Noted(movement, clock.now(), note=values["printer_fault"]))
    HallDevice.objects.filter(account_id=held.device_id).update(printer_fault=values["printer_fault"])
    return state


def _slip(ticket: Ticket, follow_url: str) -> TicketSlip:
    hall, queue = hall_of(ticket.unit_id), group(ticket.issued_group_id)
    language: Literal["vi", "en"] = "en" if ticket.language == "en" else "vi"
    with translation.override(language):
        priority = "" if ticket.priority == Priority.NONE else str(PRIORITIES[Priority(ticket.priority)])
    return TicketSlip(
        unit=hall.unit_name,
        group=queue.name_en if language == "en" and queue.name_en else queue.name,
        number=spaced(ticket.number),
        ahead=ticket.ahead,
        issued_at=ticket.issued_at,
        follow_url=follow_url,
        wait_p50=ticket.wait_p50,
        wait_p90=ticket.wait_p90,
        priority=priority,
        hall=queue.zone,
        language=language,
        trial=hall.is_trial,
    )
