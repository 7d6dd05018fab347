"""The due date after any course of events equals what an oracle that shares no code with the clock makes of the same moments."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.catalogue.tests.published import BARE
from motcua.dossiers import clocks, published
from motcua.dossiers.facts import MissingPaper
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import (
    appraise_dossier,
    complete_supplement,
    publish_process,
    request_supplement,
    send_back_dossier,
    take_dossier,
)
from motcua.dossiers.services.handling import Proposal
from motcua.dossiers.tests.scene import actor, handle, received, seen
from motcua.dossiers.vocabulary import PaperState
from motcua.foundation.remembered import forget_everything
from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.workflow import ClockPolicy, standard_process
from motcua.worktime import ClockStart
from motcua.worktime.tests.oracle import Oracle, World, minute_of, moment_of
from motcua.worktime.tests.worlds import STANDARD

YES = Proposal(favourable=True, name="Giấy phép", decision="Đồng ý.")
PAPER = MissingPaper("Bản vẽ", "thiếu", "Điều 1")
FORTNIGHT = 14 * 24 * 60
MONDAY = datetime(2026, 11, 9, tzinfo=HANOI)
GAPS = st.integers(0, FORTNIGHT)
pytestmark = pytest.mark.django_db


@pytest.fixture
def standard_centre(centre, department):
    """A centre with the standard week, and a procedure whose limit the officer promises."""
    handle(centre, department, BARE)
    return centre


def appraised_and_sent_back(dossier, officer, leader):
    appraise_dossier(seen(dossier), proposal=YES, by=actor(officer))
    send_back_dossier(seen(dossier), reason="xem lại", by=actor(leader))


@dataclass(frozen=True)
class Course:
    """What happens, in minutes after one another; `rounds`: how often it is sent back before and after the supplement."""

    start: int
    gaps: tuple[int, int, int, int, int]
    rounds: tuple[int, int]
    limit: Limit
    policy: ClockPolicy
    clock_start: ClockStart


COURSES = st.builds(
    Course,
    st.integers(0, FORTNIGHT),
    st.tuples(GAPS, GAPS, GAPS, GAPS, GAPS),
    st.tuples(st.integers(0, 2), st.integers(0, 2)),
    st.builds(
        Limit, st.integers(1, 12).map(Decimal), st.sampled_from([LimitUnit.WORKING_DAYS, LimitUnit.WORKING_HOURS])
    ),
    st.sampled_from(ClockPolicy),
    st.sampled_from(ClockStart),
)


@pytest.fixture
def people(receiving_officer, handling_officer, leader):
    return receiving_officer, handling_officer, leader


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(course=COURSES)
def test_whatever_happens_the_due_date_is_the_oracles(hand_clock, standard_centre, people, course):
    receiving_officer, handling_officer, leader = people
    hand_clock.moment = MONDAY
    process = standard_process((), clock_policy=course.policy, clock_start=course.clock_start)
    publish_process(published.procedure(BARE.code).id, "province", process, by="system")
    forget_everything()
    hand_clock.passes(course.start)
    dossier = received(actor(receiving_officer), procedure=BARE.code, papers=(), fees=(), limit=course.limit)
    moments = {"received": hand_clock.moment}
    for _ in range(course.rounds[0]):
        hand_clock.passes(course.gaps[0])
        appraised_and_sent_back(dossier, handling_officer, leader)
    hand_clock.passes(course.gaps[1])
    take_dossier(seen(dossier), by=actor(handling_officer))
    hand_clock.passes(course.gaps[2])
    request_supplement(seen(dossier), missing=(PAPER,), by=actor(handling_officer))
    moments["asked"] = hand_clock.moment
    hand_clock.passes(course.gaps[3])
    complete_supplement(seen(dossier), brought=(PaperState.COPY,), by=actor(receiving_officer))
    moments["brought"] = hand_clock.moment
    for _ in range(course.rounds[1]):
        hand_clock.passes(course.gaps[4])
        appraised_and_sent_back(dossier, handling_officer, leader)
    fresh = Dossier.objects.get(pk=dossier.pk)
    assert fresh.due_at == oracles(moments, course)
    rows = clocks.ledger_of(fresh, fresh.clock_events.all(), course.clock_start)
    assert (rows.due_at, rows.original_due_at) == (fresh.due_at, fresh.original_due_at)
    assert [event.kind.value for event in rows.events][:2] == ["started", "paused"]


def oracles(moments, course) -> datetime:
    oracle = Oracle(World((*[STANDARD] * 5, None, None), frozenset({5, 6})))
    options = {"after_15h_next_day": course.clock_start is ClockStart.NEXT_WORKING_DAY_AFTER_15H}
    quantity, unit = course.limit.quantity, course.limit.unit.value
    minutes = {name: minute_of(moment) for name, moment in moments.items()}
    first = oracle.due(minutes["received"], quantity, unit, **options)
    if course.policy is ClockPolicy.RESTART:
        due = oracle.due(minutes["brought"], quantity, unit, **options)
    elif minutes["asked"] >= first:
        due = first
    else:
        pauses = [(minutes["asked"], minutes["brought"])]
        due = oracle.due(minutes["received"], quantity, unit, pauses=pauses, **options)
    return moment_of(due, HANOI)
