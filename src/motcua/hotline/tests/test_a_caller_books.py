"""A real softphone books an appointment by its keys; the recording holds the day, the time and the code, sample by sample."""

import pytest

from motcua.hotline.models import CallRecord
from motcua.hotline.speech import booking
from motcua.hotline.speech.numbers import said_digits
from motcua.hotline.tests.calling import assert_heard, bank_of, recorded
from motcua.hotline.vocabulary import CallOutcome
from motcua.ticketing.models import Appointment
from motcua.ticketing.selectors.appointments import days_of, slots_of
from motcua.ticketing.tests.booking_scene import plan_for
from motcua.ticketing.tests.scene import hall, hand_clock

__all__ = ["hall", "hand_clock"]

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]
FIGURES = "0123456789"


@pytest.fixture
def said(hall, hand_clock):
    """What the caller is to hear: the first free days, the first day's first times, and the place that is held."""
    plan_for(hall)
    days = [offer.plan.day for offer in days_of(hall.civil.pk) if offer.free][:3]
    free = [offer.slot.starts_at for offer in slots_of(hall.civil.pk, days[0]) if offer.free]
    return {
        "days": booking.days(days, "vi", first=True, more=True),
        "times": booking.times(free[:3], "vi", first=True, more=len(free) > 3),
        "held": booking.held((hall.civil.name, ""), free[0], "vi"),
    }


def test_a_day_a_time_and_a_code(said, hall, tmp_path):
    of_codes = (*booking.booked("", "vi"), *said_digits(" ".join(FIGURES), "vi"))
    bank = bank_of(tmp_path / "prompts", [one for told in (*said.values(), of_codes) for one in told])

    async def call(scene):
        await scene.waits("greeting")
        await scene.presses("1", "main")
        await scene.presses("3", "centre")
        await scene.presses("5", "appointments")
        await scene.presses("1", "choose day")
        await scene.hears(said["days"])
        await scene.presses("1", "choose time")
        await scene.hears(said["times"])
        await scene.presses("1", "confirm")
        await scene.hears(said["held"])
        await scene.presses("1", "booked")
        await scene.hears(booking.booked("0" * 12, "vi"))

    recording = recorded(tmp_path, bank, call)
    row = Appointment.objects.get()
    assert (row.state, row.group, row.language) == ("booked", hall.civil, "vi")
    for told in (*said.values(), booking.booked(row.code, "vi")):
        assert_heard(recording, bank, told)
    record = CallRecord.objects.get()
    assert (record.outcome, record.way[-1]) == (CallOutcome.ANSWERED, "booked")
    assert row.code not in str(record.__dict__)
