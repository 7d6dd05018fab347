"""What the hall does by itself."""

from uuid import UUID

from django.conf import settings

from motcua.foundation import jobs
from motcua.kernel import clock
from motcua.organisation.models import OneStopUnit
from motcua.ticketing.events import TicketToPrint
from motcua.ticketing.facts import follow_path
from motcua.ticketing.models import Ticket
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.services.arriving import expire_holds, mark_no_shows
from motcua.ticketing.services.closing import close_day, is_over
from motcua.ticketing.services.forecasting import forecasts_due, make_forecast
from motcua.ticketing.services.introductions import forget_introductions
from motcua.ticketing.services.slips import print_slip


@jobs.app.periodic(cron="*/10 * * * *")
@jobs.app.task(name="ticketing.close_days", queueing_lock="ticketing.close_days")
def close_days(timestamp: int) -> None:
    """Close the day in every hall whose opening hours are over."""
    del timestamp
    now = clock.now()
    for unit_id in OneStopUnit.objects.on(now.date()).values_list("pk", flat=True):
        if is_over(hall_of(unit_id), now):
            close_day(unit_id, by=None)


@jobs.app.periodic(cron="*/10 * * * *")
@jobs.app.task(name="ticketing.forget_introductions", queueing_lock="ticketing.forget_introductions")
def forget_cards(timestamp: int) -> None:
    """Delete what people let the kiosk read for visits that are over."""
    del timestamp
    forget_introductions(clock.now())


@jobs.app.periodic(cron="* * * * *")
@jobs.app.task(name="ticketing.expire_holds", queueing_lock="ticketing.expire_holds")
def give_back_places(timestamp: int) -> None:
    """Places that were held for ten minutes and not booked are free again."""
    del timestamp
    expire_holds(clock.now())


@jobs.app.periodic(cron="*/10 * * * *")
@jobs.app.task(name="ticketing.mark_no_shows", queueing_lock="ticketing.mark_no_shows")
def note_no_shows(timestamp: int) -> None:
    """Appointments whose holder didn't come are over."""
    del timestamp
    mark_no_shows(clock.now())


@jobs.app.periodic(cron="* * * * *")
@jobs.app.task(name="ticketing.forecast", queueing_lock="ticketing.forecast", lock="ticketing.forecast")
def forecast_halls(timestamp: int) -> None:
    """Reckon the forecasts that somebody waits for, one hall after another: one core is enough to give away."""
    del timestamp
    failed = list[Exception]()
    for unit_id in forecasts_due(clock.now()):
        try:
            make_forecast(unit_id)
        except Exception as error:  # noqa: BLE001 - one hall's fault is not the others'
            failed.append(error)
    if failed:
        raise ExceptionGroup("Halls without a new forecast", failed)


def print_ticket(asked: TicketToPrint) -> None:
    """The subscriber of `TicketToPrint`; slips of one device come one after another."""
    token = Ticket.objects.filter(pk=asked.ticket_id).values_list("token", flat=True).first()
    if token is not None:
        print_slip(UUID(asked.ticket_id), f"{settings.MOTCUA.url}{follow_path(token)}")
