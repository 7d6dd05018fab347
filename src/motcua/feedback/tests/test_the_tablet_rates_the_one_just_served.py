"""The tablet at a counter rates the ticket that was just served there: no older one, no other counter's, nobody else's."""

from datetime import timedelta

import pytest

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.feedback.errors import AlreadyRatedError, TooLateError
from motcua.feedback.models import Rating
from motcua.feedback.rules import TAKEN_BACK_WITHIN
from motcua.feedback.selectors.served import served_by_token, to_rate
from motcua.feedback.services import rate_at_counter, take_back_at_counter, take_back_by_slip
from motcua.feedback.tests.scene import HAPPY, RatingScene, person, sent
from motcua.feedback.vocabulary import RatingSource
from motcua.foundation.models import AuditEntry
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowedError
from motcua.organisation.tests.factories import OneStopUnitFactory
from motcua.ticketing.services import call_next, finish, mark_no_show, start_serving

pytestmark = pytest.mark.django_db


def asked(scene: RatingScene):
    return to_rate(scene.desk.pk, clock.now())


def tap(scene: RatingScene, ticket, by=None, form=None):
    return rate_at_counter(scene.desk.pk, ticket.pk, HAPPY, by=by or scene.tablet, sent=form or sent())


def test_it_asks_when_somebody_was_served_and_stops_once_they_rated(scene):
    assert asked(scene) is None
    ticket = scene.serves()
    assert asked(scene) == ticket
    assert tap(scene, ticket).source == "tablet"
    assert asked(scene) is None


def test_a_double_tap_is_one_rating(scene):
    ticket, form = scene.serves(), sent(level=5)
    assert tap(scene, ticket, form=form) == tap(scene, ticket, form=form)
    with pytest.raises(AlreadyRatedError):
        tap(scene, ticket)


def test_it_stops_asking_when_the_next_is_called(scene):
    ticket = scene.serves()
    after = scene.take()
    call_next(scene.desk, by=scene.clerk)
    assert asked(scene) is None
    with pytest.raises(TooLateError):
        tap(scene, ticket)
    mark_no_show(after.pk, by=scene.clerk)
    assert asked(scene) == ticket


def test_an_older_ticket_of_the_counter_is_not_rated(scene):
    old, last = scene.serves(), scene.serves()
    with pytest.raises(TooLateError):
        tap(scene, old)
    tap(scene, last)
    assert asked(scene) is None  # the old one's turn doesn't come back
    with pytest.raises(TooLateError):
        tap(scene, old)


def test_after_five_minutes_the_chance_is_over(scene):
    ticket = scene.serves()
    scene.clock.passes(5)
    assert asked(scene) is None
    with pytest.raises(TooLateError):
        tap(scene, ticket)


def test_another_counters_ticket_is_not_rated(scene):
    counter, clerk = scene.counter()
    ticket = scene.take()
    call_next(counter, by=clerk)
    start_serving(ticket.pk, by=clerk)
    finish(ticket.pk, by=clerk)
    assert asked(scene) is None
    with pytest.raises(TooLateError):
        tap(scene, ticket)


def test_only_a_machine_of_this_counter_may(scene):
    ticket = scene.serves()
    elsewhere = OneStopUnitFactory(code="noi-khac")
    other_counter, _clerk = scene.counter()
    strangers = [
        person(StaffFactory(is_device=True, roles=Role.DISPLAY, roles__at=elsewhere)),
        scene.tablet_at(other_counter),
        scene.clerk,
        person(StaffFactory(roles=Role.HEAD_OF_UNIT, roles__at=scene.unit)),
    ]
    for stranger in strangers:
        with pytest.raises(NotAllowedError):
            tap(scene, ticket, by=stranger)
    assert not Rating.objects.exists()
    board = person(StaffFactory(is_device=True, roles=Role.DISPLAY, roles__at=scene.unit))
    tap(scene, ticket, by=board)


def undo(scene: RatingScene, ticket, rating, by=None):
    take_back_at_counter(scene.desk.pk, ticket.pk, rating.pk, by=by or scene.tablet)


def test_a_mistap_is_taken_back_and_asked_again(scene):
    ticket, form = scene.serves(), sent()
    first = tap(scene, ticket, form=form)
    undo(scene, ticket, first)
    assert asked(scene) == ticket
    (entry,) = AuditEntry.objects.filter(act="feedback:rating:taken_back")
    assert entry.details["level"] == int(HAPPY.level)
    with pytest.raises(AlreadyRatedError):
        tap(scene, ticket, form=form)
    second = tap(scene, ticket)
    undo(scene, ticket, first)
    assert Rating.objects.get() == second, "a repeat takes no newer one back"


def test_after_half_a_minute_and_once_the_next_is_called_it_stands(scene, hand_clock):
    ticket = scene.serves()
    rating = tap(scene, ticket)
    hand_clock.moment += TAKEN_BACK_WITHIN + timedelta(seconds=1)
    with pytest.raises(TooLateError):
        undo(scene, ticket, rating)
    following = scene.serves()
    rating = tap(scene, following)
    scene.take()
    call_next(scene.desk, by=scene.clerk)
    with pytest.raises(TooLateError):
        undo(scene, following, rating)
    assert Rating.objects.count() == 2


def test_nobody_but_the_tablet_takes_it_back(scene):
    ticket = scene.serves()
    rating = tap(scene, ticket)
    with pytest.raises(NotAllowedError):
        undo(scene, ticket, rating, by=scene.clerk)
    with pytest.raises(TooLateError):
        take_back_by_slip(served_by_token(ticket.token), rating.pk, source=RatingSource.TICKET_QR)
    assert Rating.objects.get() == rating
