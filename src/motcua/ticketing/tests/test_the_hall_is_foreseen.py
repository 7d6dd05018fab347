"""The forecast of the next two hours: made from what happened, when somebody looks, once, and told."""

from datetime import timedelta

import pytest

from motcua.foundation import relay
from motcua.foundation.models import LiveEvent
from motcua.foundation.remembered import forget_everything
from motcua.kernel import clock
from motcua.kernel.errors import UnavailableError
from motcua.organisation.tests.factories import CounterFactory
from motcua.ticketing.hall.forecast import Forecast, foresee
from motcua.ticketing.jobs import forecast_halls
from motcua.ticketing.models import Hall, HallForecast, Ticket
from motcua.ticketing.rules.flow import Serves
from motcua.ticketing.selectors.forecast import forecast_of, is_foreseen, scene_of
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.services import (
    call_next,
    finish,
    forecasting,
    hold,
    leave,
    pause_counter,
    start_serving,
    transfer_to_group,
)
from motcua.ticketing.services.forecasting import forecasts_due, make_forecast, note_watched
from motcua.ticketing.tests.scene import hall, hand_clock
from motcua.ticketing.vocabulary import Lane, Priority, QueueMode

__all__ = ["hall", "hand_clock"]

pytestmark = pytest.mark.django_db


def minute(hand_clock):
    local = hand_clock.now().astimezone(clock.HANOI)
    return local.hour * 60 + local.minute + local.second / 60


def scene(hall):
    forget_everything()
    return scene_of(hall.unit.pk, clock.now())


def watched(hall):
    note_watched(hall.unit.pk, forecast_of(hall.unit.pk), clock.now())


@pytest.fixture
def at_once(monkeypatch):
    """Reckons here and quickly: who is told what doesn't depend on the figures."""
    monkeypatch.setattr(forecasting, "_reckoned", lambda scene: Forecast(scene.state.now, (), ()))


def test_the_state_is_what_was_done(hall, hand_clock):
    first, officer = hall.counter()
    second, _ = hall.counter(hall.civil, hall.land)
    start = minute(hand_clock)
    served = hall.take()
    hall.take(priority=Priority.ELDERLY)
    given_back, moved, stays = hall.take(), hall.take(), hall.take()
    hand_clock.passes(2)
    assert call_next(first, by=officer).lane == Lane.PREFERRED
    hand_clock.passes(3)
    start_serving(Ticket.objects.get(counter=first).pk, by=officer)
    leave(given_back.token)
    found = scene(hall).state
    civil, land = str(hall.civil.pk), str(hall.land.pk)
    assert found.now == start + 5
    assert found.busy == {first.number: (civil, start + 5)}
    assert found.waiting == [(civil, Lane.ORDINARY, start)] * 3
    assert [(one.number, set(one.serves)) for one in found.plan.counters] == [
        (first.number, {Serves(civil)}),
        (second.number, {Serves(civil), Serves(land)}),
    ]
    finish(Ticket.objects.get(counter=first, state="serving").pk, by=officer)
    assert call_next(first, by=officer).pk == served.pk
    start_serving(served.pk, by=officer)
    transfer_to_group(served.pk, hall.land.pk, by=officer)
    assert call_next(first, by=officer).pk == moved.pk
    hold(moved.pk, by=officer)
    found = scene(hall).state
    assert sorted(found.waiting) == sorted([(land, Lane.ORDINARY, start), (civil, Lane.ORDINARY, start)])
    assert found.busy == {}
    assert stays.pk == Ticket.objects.get(state="waiting", group=hall.civil).pk


def test_a_paused_counter_is_not_counted_on_but_comes_back_after_lunch(hall, hand_clock):
    first, officer = hall.counter()
    hall.counter(hall.land)
    pause_counter(first.pk, "Họp", by=officer)
    assert [one.number for one in scene(hall).state.plan.counters] != []
    assert first.number not in [one.number for one in scene(hall).state.plan.counters]
    hand_clock.passes(round(12 * 60 - minute(hand_clock)))
    assert first.number in [one.number for one in scene(hall).state.plan.counters]


def test_without_an_open_counter_there_is_nothing_to_reckon_with(hall):
    hall.take()
    assert scene(hall) is None


def test_a_closed_counter_is_one_to_spare(hall):
    hall.counter()
    assert not scene(hall).spare
    CounterFactory(unit=hall.unit)
    assert scene(hall).spare


def on_day(moment):
    """As if all numbers had been taken at that moment of an earlier day."""
    Ticket.objects.update(day=moment.date(), issued_at=moment, not_before=moment, state="served")


def test_earlier_days_say_who_will_come(hall, hand_clock):
    hall.counter()
    hand_clock.passes(30)
    then = clock.now()
    for number in range(12):
        hall.take(hall.land, priority=Priority.NONE if number % 3 else Priority.ELDERLY)
    on_day(then - timedelta(days=7))
    hand_clock.passes(-30)
    plan = scene(hall).state.plan
    expected = {group.name: round(plan.expected(group, minute(hand_clock) + 30) * 15, 1) for group in plan.groups}
    assert expected == {hall.civil.name: 0.0, hall.land.name: 12.0}
    assert plan.tickets == pytest.approx(12.0)
    assert plan.preferred == pytest.approx(1 / 3)
    on_day(then - timedelta(days=6))  # without such a weekday any day is better than none
    assert scene(hall).state.plan.tickets == pytest.approx(12.0)


def test_the_advice_names_the_group_that_suffers(hall, hand_clock):
    for _ in range(3):
        hall.counter()
    hall.counter(hall.land)
    CounterFactory(unit=hall.unit)
    for _ in range(2):
        hand_clock.passes(10)
        for _ in range(6):
            hall.take(hall.land)
    told = foresee(scene(hall))
    land = next(group for group in told.groups if group.group_id == str(hall.land.pk))
    civil = next(group for group in told.groups if group.group_id == str(hall.civil.pk))
    assert land.waiting == 12
    assert land.p90_minutes > 30 > civil.p90_minutes
    assert told.advice
    assert {advice.option.group for advice in told.advice} == {str(hall.land.pk)}
    assert any(advice.option.taken_from == str(hall.civil.pk) for advice in told.advice)
    assert all(advice.after_p90 < advice.before_p90 for advice in told.advice)
    assert Forecast.from_json(told.to_json()) == told


def test_only_halls_that_somebody_looks_at_are_reckoned(hall, hand_clock):
    hall.counter()
    assert forecasts_due(clock.now()) == []
    watched(hall)
    assert forecasts_due(clock.now()) == [hall.unit.pk]
    hand_clock.passes(15)
    assert forecasts_due(clock.now()) == []


def test_out_of_hours_and_without_a_queue_nothing_is_reckoned(hall, hand_clock):
    watched(hall)
    at = clock.now()
    assert is_foreseen(hall_of(hall.unit.pk), at)
    Hall.objects.update_or_create(unit=hall.unit, defaults={"mode": QueueMode.FED.value})
    forget_everything()
    assert forecasts_due(at) == []
    Hall.objects.update(mode=QueueMode.OWN.value)
    forget_everything()
    hand_clock.passes(round(17 * 60 - minute(hand_clock)))
    watched(hall)
    assert forecasts_due(clock.now()) == []


def test_looking_often_writes_once_a_minute(hall, hand_clock, django_assert_num_queries):
    watched(hall)
    row = forecast_of(hall.unit.pk)
    with django_assert_num_queries(0):
        note_watched(hall.unit.pk, row, clock.now())
    hand_clock.passes(1)
    watched(hall)
    assert forecast_of(hall.unit.pk).watched_at == clock.now()


def test_the_job_reckons_stores_and_tells(hall, hand_clock):
    hall.counter()
    for _ in range(3):
        hall.take()
    watched(hall)
    forget_everything()
    forecast_halls(0)
    row = forecast_of(hall.unit.pk)
    told = Forecast.from_json(row.payload)
    assert (row.computed_at, row.claimed_at) == (clock.now(), None)
    assert {group.group_id: group.waiting for group in told.groups} == {
        str(hall.civil.pk): 3,
        str(hall.land.pk): 0,
    }
    assert all(len(group.quarters) == 8 for group in told.groups)
    relay.relay_once()
    event = LiveEvent.objects.get(channel=forecasting.channel(hall.unit.pk))
    assert event.data == {"forecast": clock.now().isoformat()}
    assert forecasts_due(clock.now()) == []
    hand_clock.passes(4)
    assert forecasts_due(clock.now()) == [hall.unit.pk]


@pytest.mark.usefixtures("at_once")
def test_two_never_reckon_the_same_hall(hall, hand_clock):
    hall.counter()
    watched(hall)
    HallForecast.objects.update(claimed_at=clock.now())
    assert not make_forecast(hall.unit.pk)
    hand_clock.passes(5)  # whoever claimed it has died
    assert make_forecast(hall.unit.pk)


def test_whoever_was_overtaken_stores_nothing(hall, monkeypatch):
    hall.counter()
    watched(hall)

    def slowly(scene):
        HallForecast.objects.update(claimed_at=clock.now() + timedelta(minutes=6))
        return Forecast(scene.state.now, (), ())

    monkeypatch.setattr(forecasting, "_reckoned", slowly)
    assert not make_forecast(hall.unit.pk)
    assert forecast_of(hall.unit.pk).computed_at is None


def test_a_process_that_dies_leaves_the_hall_free_and_the_others_served(hall, monkeypatch):
    hall.counter()
    watched(hall)
    monkeypatch.setattr(forecasting, "foresee_apart", _dies)
    with pytest.raises(UnavailableError):
        make_forecast(hall.unit.pk)
    row = forecast_of(hall.unit.pk)
    assert (row.claimed_at, row.computed_at) == (None, None)
    with pytest.raises(ExceptionGroup):
        forecast_halls(0)


def _dies(sender, scene):
    """In a process of its own, as the kernel would end it where memory is short."""


@pytest.mark.usefixtures("at_once")
def test_a_hall_without_counters_is_told_so(hall):
    watched(hall)
    assert make_forecast(hall.unit.pk)
    row = forecast_of(hall.unit.pk)
    assert row.computed_at is not None
    assert row.payload is None
