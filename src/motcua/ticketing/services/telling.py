"""What the hall's screens are told of a ticket: numbers and counters, nothing about a person."""

from datetime import UTC, datetime, timedelta

from motcua.foundation import outbox
from motcua.foundation.live import messages
from motcua.foundation.live.messages import LiveMessage
from motcua.organisation.models import Counter
from motcua.ticketing.models import Ticket
from motcua.ticketing.selectors.hall import group
from motcua.ticketing.vocabulary import Movement

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def channel(unit_id: int) -> str:
    """The live channel of a unit's hall: boards, counter displays, phones and the manager's view listen to it."""
    return f"hall:{unit_id}"


def tell(ticket: Ticket, movement: Movement, *, at: datetime, counter: Counter | None = None) -> None:
    """Publish one movement, if and when the caller's transaction commits."""
    outbox.publish(told(ticket, movement, at=at, counter=counter))


def told(ticket: Ticket, movement: Movement, *, at: datetime, counter: Counter | None = None) -> LiveMessage:
    """What `tell` publishes, for a service that writes all its rows in one statement.

    `place` lets a phone count those before it without asking; whoever is `bound` to one counter is before nobody in the line.
    """
    data = {
        "movement": movement.value,
        "number": ticket.number,
        "group": ticket.group_id,
        "zone": (counter.zone if counter else "") or group(ticket.group_id).zone,
        "counter": counter.number if counter else None,
        "counter_id": counter.pk if counter else ticket.counter_id,
        "calls": ticket.calls,
        "place": place_of(ticket),
        "bound": ticket.bound_to_id is not None,
        "at": at.isoformat(),
    }
    return LiveMessage(channel(ticket.unit_id), data)


def place_of(ticket: Ticket) -> tuple[str, int, int]:
    """(lane, microseconds, serial), as lines are ordered: whoever was put back stands one microsecond behind another."""
    since = ticket.queued_at - _EPOCH
    return ticket.lane, since // timedelta(microseconds=1), ticket.serial


def tell_counter(counter: Counter, state: str, *, at: datetime) -> None:
    """Publish that a counter opened, paused or closed."""
    data = {"movement": "counter", "counter": counter.number, "counter_id": counter.pk, "state": state}
    messages.publish(channel(counter.unit_id), {**data, "zone": counter.zone, "at": at.isoformat()})
