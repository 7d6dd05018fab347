"""Another maker's queue tells what it calls, and our boards show it."""

from django.db import transaction

from motcua.accounts.rules.actor import Actor
from motcua.foundation.live import messages
from motcua.kernel import clock
from motcua.ticketing.errors import QueueModeError
from motcua.ticketing.permissions import may_issue, require
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.services.telling import channel
from motcua.ticketing.vocabulary import Movement, QueueMode


@transaction.atomic
def show_call(unit_id: int, number: str, counter: int, zone: str = "", *, by: Actor) -> None:
    """Publish a call of the other queue on the hall's channel, as one of ours.

    Args:
        unit_id: whose hall.
        number: as the other system writes it.
        counter: the number of the counter.
        zone: where the counter is, when the hall has zones.
        by: the other system's account.

    Raises:
        NotAllowedError: `by` has no place in this hall.
        QueueModeError: the hall isn't fed by another system.
    """
    require(may_issue(by, unit_id), "a call from elsewhere at a unit where the actor has no place")
    if hall_of(unit_id).mode != QueueMode.FED:
        sentence = "Trung tâm này không nhận số từ hệ thống khác. Quản trị viên chọn cách lấy số ở mục Sảnh."
        raise QueueModeError("ticketing:hall:not_fed", sentence, "a call from elsewhere for a hall that isn't fed")
    data = {
        "movement": Movement.CALLED.value,
        "number": number,
        "group": None,
        "zone": zone,
        "counter": counter,
        "counter_id": None,
        "calls": 1,
        "place": None,
        "at": clock.now().isoformat(),
    }
    messages.publish(channel(unit_id), data)
