"""What the hall does by itself."""

from motcua.foundation import jobs
from motcua.kernel import clock
from motcua.organisation.models import OneStopUnit
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.services.closing import close_day, is_over


@jobs.app.periodic(cron="*/10 * * * *")
@jobs.app.task(name="ticketing.close_days", queueing_lock="ticketing.close_days")
def close_days(timestamp: int) -> None:
    """Close the day in every hall whose opening hours are over."""
    del timestamp
    now = clock.now()
    for unit_id in OneStopUnit.objects.on(now.date()).values_list("pk", flat=True):
        if is_over(hall_of(unit_id), now):
            close_day(unit_id, by=None)
