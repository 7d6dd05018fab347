"""Counters for other systems: opened, called to, closed; what happens to a ticket there."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from motcua.accounts.rules.actor import Actor
from motcua.api.dossiers import IdempotencyKey
from motcua.api.problems import described
from motcua.api.queue_schemas import CalledOut, CounterOut, TicketAct, TicketOut
from motcua.api.status import as_json
from motcua.foundation import idempotency
from motcua.kernel.clock import HANOI
from motcua.ticketing import services
from motcua.ticketing.models import CounterShift, Ticket
from motcua.ticketing.permissions import may_serve, require
from motcua.ticketing.selectors.hall import group as group_in_force
from motcua.ticketing.services.counters import counter_in_force

if TYPE_CHECKING:
    from datetime import datetime

    from motcua.accounts.middleware import SignedInRequest

router = Router(tags=["hall"])
HIGHEST_ID = 2**31 - 1
CounterId = Annotated[int, Field(ge=1, le=HIGHEST_ID)]

ACTS: Mapping[TicketAct, Callable[..., Ticket]] = {
    TicketAct.RECALL: services.recall,
    TicketAct.SERVE: services.start_serving,
    TicketAct.FINISH: services.finish,
    TicketAct.NO_SHOW: services.mark_no_show,
    TicketAct.HOLD: services.hold,
    TicketAct.RESUME: services.resume,
}


@router.post(
    "counters/{counter_id}/open", response={200: CounterOut, **described(403, 404, 409, 422)}, url_name="counter_open"
)
def open_counter(request: HttpRequest, counter_id: Path[CounterId]) -> HttpResponse:
    """Begin to serve at a counter; once more is no mistake."""
    return as_json(_shift(services.open_counter(counter_id, by=_actor(request))))


@router.post(
    "counters/{counter_id}/close", response={200: CounterOut, **described(403, 404, 409, 422)}, url_name="counter_close"
)
def close_counter(request: HttpRequest, counter_id: Path[CounterId]) -> HttpResponse:
    """End one's time at a counter; 409 while somebody is there."""
    return as_json(_shift(services.close_counter(counter_id, by=_actor(request))))


@router.post(
    "counters/{counter_id}/call-next",
    response={200: CalledOut, **described(403, 404, 409, 422)},
    url_name="call_next",
)
def call_next(request: HttpRequest, counter_id: Path[CounterId], key: IdempotencyKey) -> HttpResponse:
    """Call whoever comes next to the counter. The same key gets the same ticket, as it is by now."""
    actor, counter = _actor(request), counter_in_force(counter_id)
    require(may_serve(actor, counter.unit_id), "a call at a unit where the actor doesn't serve")
    called = list[Ticket]()

    def effect() -> idempotency.Answer:
        ticket = services.call_next(counter, by=actor)
        called.extend([ticket] if ticket else [])
        return {"ticket": str(ticket.pk) if ticket else None}

    scope = f"{actor.name} ticketing:call:{counter_id}"
    known = idempotency.once(scope=scope, key=key, body=request.body, effect=effect)["ticket"]
    if known is None:
        return as_json({"ticket": None})
    return as_json({"ticket": _ticket(called[0] if called else Ticket.objects.get(pk=known))})


@router.post(
    "tickets/{ticket_id}/{act}", response={200: TicketOut, **described(403, 404, 409, 422)}, url_name="ticket_act"
)
def do(request: HttpRequest, ticket_id: UUID, act: TicketAct) -> HttpResponse:
    """What the counter does with its ticket; 409 when the ticket isn't where the act needs it."""
    return as_json(_ticket(ACTS[act](ticket_id, by=_actor(request))))


def _actor(request: HttpRequest) -> Actor:
    return cast("SignedInRequest", request).actor


def _shift(shift: CounterShift) -> dict[str, object]:
    return {
        "counter": shift.counter_id,
        "number": shift.counter.number,
        "state": shift.state.value,
        "opened_at": _moment(shift.opened_at),
        "closed_at": _moment(shift.closed_at),
    }


def _ticket(ticket: Ticket) -> dict[str, object]:
    return {
        "ticket_id": str(ticket.pk),
        "number": ticket.number,
        "group": group_in_force(ticket.group_id).letters,
        "state": ticket.state,
        "procedure": ticket.procedure_code,
        "priority": ticket.priority,
        "priority_confirmed": ticket.priority_confirmed,
        "language": ticket.language,
        "calls": ticket.calls,
        "counter": ticket.counter_id,
        "visit_id": str(ticket.visit_id),
        "called_at": _moment(ticket.called_at),
        "serving_at": _moment(ticket.serving_at),
        "finished_at": _moment(ticket.finished_at),
    }


def _moment(at: "datetime | None") -> str | None:
    return at.astimezone(HANOI).isoformat() if at else None
