"""One person's appointment: held, booked, moved, cancelled; what the audit chain says of it."""

import pytest

from motcua.foundation.idempotency import KeyReusedError
from motcua.foundation.models import AuditEntry
from motcua.foundation.remembered import forget_everything
from motcua.kernel.errors import NotFoundError
from motcua.ticketing import jobs
from motcua.ticketing.errors import AppointmentStateError, HoldOverError, SlotFullError
from motcua.ticketing.models import Appointment, Hall
from motcua.ticketing.selectors.appointments import bookable_groups, bookable_halls, days_of, nearest_free, slots_of
from motcua.ticketing.services import book, cancel
from motcua.ticketing.services.arriving import expire_holds
from motcua.ticketing.services.booking import Wish, hold_slot
from motcua.ticketing.tests.booking_scene import NINE, TEN, at, booked, hold, moved, places, plan_for, take
from motcua.ticketing.tests.scene import new_key
from motcua.ticketing.vocabulary import AppointmentState, QueueMode

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plan(hall):
    return plan_for(hall)


def test_held_then_booked_it_has_a_code(hall, hand_clock):
    held = hold(hall)
    assert (held.state, held.code) == (AppointmentState.HELD, None)
    assert held.held_until == hand_clock.now().replace(minute=10)
    row = take(held, procedure="1.001193")
    assert (row.pk, row.state, row.procedure_code, row.holder) == (held.pk, AppointmentState.BOOKED, "1.001193", "")
    assert len(row.code) == 8
    assert row.token == held.token


def test_the_button_pressed_twice_books_once_and_another_body_is_a_mistake(hall):
    held, key = hold(hall), new_key()
    first = book(held.token, key=key, body=b"x")
    assert book(held.token, key=key, body=b"x").code == first.code
    with pytest.raises(KeyReusedError):
        book(held.token, key=key, body=b"y")
    assert take(held).code == first.code, "a second tab"


def test_full_is_said_with_what_is_free_close_to_it(hall):
    booked(hall)
    with pytest.raises(SlotFullError) as told:
        hold(hall)
    assert told.value.nearest == (at("10/11 07:00"), at("10/11 08:00"), TEN)
    assert told.value.message_vi == (
        "Giờ này vừa hết chỗ. Còn chỗ gần nhất: 07:00 ngày 10/11, 08:00 ngày 10/11, 10:00 ngày 10/11."
    )


@pytest.mark.parametrize("when", ["10/11 09:30", "10/11 12:00", "14/11 09:00", "30/11 09:00", "09/11 08:00"])
def test_no_such_time(hall, when):
    with pytest.raises(SlotFullError, match="no place"):
        hold(hall, at(when))


def test_a_hold_lapses_after_ten_minutes(hall, hand_clock):
    held = hold(hall)
    hand_clock.passes(9)
    with pytest.raises(SlotFullError):
        hold(hall)
    hand_clock.passes(1)
    other = hold(hall)
    assert other.place_no == 1
    assert places() == [(NINE, 1, "expired"), (NINE, 1, "held")]
    with pytest.raises(HoldOverError):
        take(held)


def test_a_lapsed_hold_isn_t_booked_though_nobody_took_the_place(hall, hand_clock):
    held = hold(hall)
    hand_clock.passes(10)
    with pytest.raises(HoldOverError):
        take(held)
    assert expire_holds(hand_clock.now()) == 1
    assert expire_holds(hand_clock.now()) == 0
    assert Appointment.objects.get().state == AppointmentState.EXPIRED


def test_a_browser_holds_two_places_at_most_the_oldest_goes(hall, hand_clock):
    first, times = hold(hall, NINE, "browser"), [TEN, at("10/11 13:30")]
    for starts_at in times:
        hand_clock.passes(1)
        hold(hall, starts_at, "browser")
    assert [row[0] for row in places(state="held")] == times
    assert hold(hall, TEN, "browser").starts_at == TEN
    assert Appointment.objects.count() == 3, "asked again for the same time, it is the same place"
    assert hold(hall, first.starts_at, "another").place_no == 1


def test_moved_it_keeps_code_and_token_and_the_old_place_is_free(hall):
    old = booked(hall)
    new = moved(old)
    assert (new.code, new.token, new.starts_at) == (old.code, old.token, TEN)
    assert places() == [(NINE, 1, "moved"), (TEN, 1, "booked")]
    gone = Appointment.objects.get(state="moved")
    assert (gone.token, gone.code, gone.moved_to_id) == (None, None, new.pk)
    assert booked(hall).starts_at == NINE
    assert moved(new, TEN).pk == new.pk, "to where it is, nothing happens"


def test_moved_to_a_full_time_it_stays_where_it_is(hall):
    row, _other = booked(hall), booked(hall, TEN)
    with pytest.raises(SlotFullError):
        moved(row)
    assert places() == [(NINE, 1, "booked"), (TEN, 1, "booked")]


def test_cancelled_the_place_is_free_and_nothing_more_is_done(hall):
    row = booked(hall)
    cancel(row.token)
    cancel(row.token)
    assert booked(hall).place_no == 1
    for act in (moved, take):
        with pytest.raises(AppointmentStateError, match="cancelled"):
            act(row)
    with pytest.raises(NotFoundError):
        cancel("x" * 22)


def test_the_audit_chain_knows_times_and_no_codes(hall):
    row = moved(booked(hall))
    cancel(row.token)
    entries = AuditEntry.objects.filter(act__startswith="ticketing:appointment").order_by("position")
    assert [(entry.act.rpartition(":")[2], entry.subject, entry.details) for entry in entries] == [
        ("booked", "appointment:A:10/11/2026 09:00:1", {}),
        ("moved", "appointment:A:10/11/2026 10:00:1", {"before": "10/11/2026 09:00"}),
        ("cancelled", "appointment:A:10/11/2026 10:00:1", {}),
    ]
    assert {(entry.actor, entry.chain) for entry in entries} == {("citizen", hall.unit.code)}


def test_what_is_on_offer(hall):
    booked(hall)
    days = {offer.plan.day.day: offer for offer in days_of(hall.civil.pk)}
    assert (days[10].slots, days[10].free) == (7, 6)
    assert (days[9].slots, days[9].free) == (5, 5), "today, an hour from now on"
    assert (days[14].slots, days[14].plan.reason) == (0, "nghỉ hằng tuần")
    offers = {f"{offer.slot.starts_at:%H:%M}": offer.free for offer in slots_of(hall.civil.pk, NINE.date())}
    assert (offers["09:00"], offers["10:00"]) == (0, 1)
    assert slots_of(hall.civil.pk, NINE.date().replace(year=9999)) == ()
    assert nearest_free(hall.civil.pk, NINE, 1) == (at("10/11 08:00"),)


def test_only_planned_groups_of_halls_with_a_queue_of_their_own(hall, plan):
    assert [group.id for group in bookable_groups(hall.unit.pk)] == [hall.civil.pk]
    assert [one.unit_id for one in bookable_halls()] == [hall.unit.pk]
    with pytest.raises(SlotFullError):
        hold_slot(Wish(hall.land.pk, NINE), holder="x")
    Hall.objects.create(unit=hall.unit, mode=QueueMode.FED.value)
    forget_everything()
    assert (bookable_groups(hall.unit.pk), bookable_halls()) == ((), ())
    with pytest.raises(SlotFullError):
        hold(hall)


def test_a_plan_that_shrinks_gives_no_place_too_many(hall, plan):
    plan.places = 3
    plan.save()
    forget_everything()
    rows = [booked(hall) for _ in range(3)]
    cancel(rows[0].token)
    plan.places = 2
    plan.save()
    forget_everything()
    with pytest.raises(SlotFullError):
        hold(hall)


def test_by_itself_holds_lapse_and_absences_are_noted(hall, hand_clock):
    missed, held = booked(hall), hold(hall, TEN)
    hand_clock.passes(30 * 60)
    jobs.give_back_places(0)
    jobs.note_no_shows(0)
    states = dict(Appointment.objects.values_list("pk", "state"))
    assert states == {missed.pk: AppointmentState.NO_SHOW, held.pk: AppointmentState.EXPIRED}
