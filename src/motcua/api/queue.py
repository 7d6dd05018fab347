"""The hall for other systems: its groups, a number for each idempotency key, the stream of its movements."""

from typing import TYPE_CHECKING, Annotated, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field

from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.roles import Role
from motcua.api.dossiers import IdempotencyKey
from motcua.api.problems import described
from motcua.api.queue_schemas import (
    LONGEST_ZONE,
    CallIn,
    CallShown,
    QueueGroupOut,
    StreamOut,
    TicketIn,
    TicketIssued,
)
from motcua.api.status import as_json
from motcua.dossiers import published
from motcua.dossiers.rules.intake import IntakeFieldsError
from motcua.foundation import live
from motcua.kernel.clock import HANOI
from motcua.ticketing.errors import group_absent
from motcua.ticketing.facts import OpenGroup, TicketRequest, follow_path
from motcua.ticketing.models import Ticket
from motcua.ticketing.permissions import may_watch, require
from motcua.ticketing.selectors.hall import group as group_in_force
from motcua.ticketing.selectors.hall import groups_of
from motcua.ticketing.selectors.offers import GroupOffer, offers_of
from motcua.ticketing.services import issue_ticket, show_call
from motcua.ticketing.services.telling import channel
from motcua.ticketing.vocabulary import PrintState, Source

if TYPE_CHECKING:
    from motcua.accounts.middleware import SignedInRequest

router = Router(tags=["hall"])
UnitCode = Annotated[str, Field("", max_length=60)]
Zone = Annotated[str, Field("", max_length=LONGEST_ZONE)]


@router.get("queue-groups", response={200: list[QueueGroupOut], **described(403, 404, 422)}, url_name="queue_groups")
def get_groups(request: HttpRequest, unit: Query[UnitCode]) -> HttpResponse:
    """The groups that numbers are given for, and how long each wait is now."""
    unit_id = watched_unit(_actor(request), unit)
    return as_json([_offered(offer) for offer in offers_of(unit_id)])


@router.post("tickets", response={201: TicketIssued, **described(400, 403, 404, 409, 413, 422)}, url_name="tickets")
def take_number(request: HttpRequest, given: TicketIn, key: IdempotencyKey) -> HttpResponse:
    """Take a number. The same key with the same body is the same number and the same answer; with another body, 422."""
    actor = _actor(request)
    group = _group(unit_of(actor, given.unit or ""), given.group)
    wanted = TicketRequest(
        group.id,
        _source(actor),
        procedure=given.procedure,
        priority=given.priority,
        language=given.language,
        afternoon=given.afternoon,
    )
    ticket = issue_ticket(wanted, by=actor, key=key, body=request.body)
    return as_json(_issued(ticket, request), status=201)


@router.get("hall/stream-ticket", response={200: StreamOut, **described(403, 404, 422)}, url_name="hall_stream")
def get_stream(request: HttpRequest, unit: Query[UnitCode], zone: Query[Zone]) -> HttpResponse:
    """The signed address of the hall's live events, for EventSource; the event `expired` says that a new one is due."""
    unit_id = watched_unit(_actor(request), unit)
    address = str(live.listening(request.get_host(), [channel(unit_id)])["url"])
    return as_json({"url": request.build_absolute_uri(address), "zone": zone})


@router.post("hall/calls", response={201: CallShown, **described(400, 403, 404, 409, 413, 422)}, url_name="hall_calls")
def show(request: HttpRequest, given: CallIn) -> HttpResponse:
    """Show on our boards what another maker's queue calls; 409 where the hall isn't set to be fed so."""
    actor = _actor(request)
    show_call(unit_of(actor, given.unit or ""), given.number.strip(), given.counter, given.zone.strip(), by=actor)
    return as_json({"shown": True}, status=201)


def unit_of(actor: Actor, code: str) -> int:
    """The unit that was named, or the only one where the actor works. NotFoundError when the code is nobody's."""
    if code.strip():
        return published.unit(code.strip()).id
    own = {post.unit_id for post in actor.posts if post.unit_id} | {detail.unit_id for detail in actor.details}
    if len(own) != 1:
        raise IntakeFieldsError({"unit": _("Hãy ghi mã của bộ phận một cửa: tài khoản này không thuộc đúng một nơi.")})
    return next(iter(own))


def watched_unit(actor: Actor, code: str) -> int:
    """The same, where the actor may see the hall."""
    unit_id = unit_of(actor, code)
    require(may_watch(actor, unit_id), "a hall that the actor may not watch")
    return unit_id


def _actor(request: HttpRequest) -> Actor:
    return cast("SignedInRequest", request).actor


def _group(unit_id: int, letters: str) -> OpenGroup:
    found = next((group for group in groups_of(unit_id) if group.letters == letters), None)
    if found is None:
        raise group_absent()
    return found


def _source(actor: Actor) -> Source:
    """A number machine of another maker is a number machine; an officer's software speaks for a counter."""
    return Source.KIOSK if Role.KIOSK in actor.roles else Source.API


def _offered(offer: GroupOffer) -> dict[str, object]:
    return {
        "group": offer.group.letters,
        "id": offer.group.id,
        "name": offer.group.name,
        "name_en": offer.group.name_en,
        "zone": offer.group.zone,
        "waiting": offer.waiting,
        "open_counters": offer.open_counters,
        "wait_p50": offer.wait_p50,
        "wait_p90": offer.wait_p90,
    }


def _issued(ticket: Ticket, request: HttpRequest) -> dict[str, object]:
    """What never changes after the issue, so that a repeat gets the same bytes."""
    asked = PrintState.NOT_ASKED if ticket.print_state == PrintState.NOT_ASKED else PrintState.WAITING
    return {
        "number": ticket.number,
        "serial": ticket.serial,
        "group": group_in_force(ticket.issued_group_id).letters,
        "ahead": ticket.ahead,
        "wait_p50": ticket.wait_p50,
        "wait_p90": ticket.wait_p90,
        "ticket_id": str(ticket.pk),
        "token": ticket.token,
        "follow_url": request.build_absolute_uri(follow_path(ticket.token)),
        "visit_id": str(ticket.visit_id),
        "issued_at": ticket.issued_at.astimezone(HANOI).isoformat(),
        "not_before": ticket.not_before.astimezone(HANOI).isoformat(),
        "print_state": asked.value,
    }
