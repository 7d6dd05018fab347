"""The due date that a citizen is told, through the service and its rows, counted again minute by minute."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from motcua.catalogue.models import Procedure
from motcua.catalogue.tests.published import BARE
from motcua.dossiers.models import ClockEvent, DossierStep
from motcua.dossiers.services import appraise_dossier, publish_process
from motcua.dossiers.services.handling import Proposal
from motcua.dossiers.tests.scene import actor, handle, received, seen
from motcua.dossiers.tests.times import centre_time
from motcua.foundation.remembered import forget_everything
from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.workflow import standard_process
from motcua.worktime import ClockStart
from motcua.worktime.tests.oracle import Oracle, World, minute_of, moment_of
from motcua.worktime.tests.worlds import STANDARD

ORACLE = Oracle(World((*[STANDARD] * 5, None, None), frozenset({5, 6})))
THREE_DAYS = Limit.of(3, LimitUnit.WORKING_DAYS)
AT_LUNCH = datetime(2026, 11, 25, 12, 10, 59, 999999, tzinfo=HANOI)
AFTER_15H = datetime(2026, 11, 25, 15, 20, tzinfo=HANOI)
AFTER_CLOSING = datetime(2026, 11, 20, 18, 0, tzinfo=HANOI)
ON_SATURDAY = datetime(2026, 8, 15, 9, 0, tzinfo=HANOI)
ON_A_WORKING_SATURDAY = datetime(2026, 8, 22, 9, 0, tzinfo=HANOI)
BEFORE_TET = datetime(2027, 2, 4, 16, 59, tzinfo=HANOI)
IN_TET = datetime(2027, 2, 8, 9, 0, tzinfo=HANOI)
MOMENTS = st.builds(
    lambda day, seconds: datetime.combine(day, time(), HANOI) + timedelta(seconds=seconds),
    st.dates(date(2026, 1, 20), date(2027, 11, 30)),
    st.integers(0, 24 * 3600 - 1),
)
LIMITS = st.one_of(
    st.sampled_from([Limit.of(q, LimitUnit.WORKING_DAYS) for q in ("0.25", "0.5", "1", "1.5", "3", "12")]),
    st.sampled_from([Limit.of(q, LimitUnit.WORKING_HOURS) for q in ("2", "4.5", "16")]),
    st.builds(Limit, st.integers(1, 30).map(Decimal), st.just(LimitUnit.CALENDAR_DAYS)),
    st.just(Limit.same_day()),
)


@pytest.fixture
def receive(centre, department, receiving_officer):
    """Receive a dossier of a procedure whose limit the officer states, under a process of its own."""
    handle(centre, department, BARE)
    procedure, by = Procedure.objects.get().pk, actor(receiving_officer)

    def accept(limit, clock_start):
        forget_everything()
        publish_process(procedure, "province", standard_process([], clock_start=clock_start), by="system")
        return received(by, procedure=BARE.code, papers=(), fees=(), limit=limit)

    return accept


def expected(at, limit, clock_start):
    late = clock_start is ClockStart.NEXT_WORKING_DAY_AFTER_15H
    return moment_of(ORACLE.due(minute_of(at), limit.quantity, limit.unit, after_15h_next_day=late), HANOI)


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(MOMENTS, LIMITS, st.sampled_from(ClockStart))
@example(AT_LUNCH, THREE_DAYS, ClockStart.RECEIPT_HOUR)
@example(AFTER_15H, THREE_DAYS, ClockStart.RECEIPT_HOUR)
@example(AFTER_15H, THREE_DAYS, ClockStart.NEXT_WORKING_DAY_AFTER_15H)
@example(AFTER_CLOSING, Limit.same_day(), ClockStart.NEXT_WORKING_DAY_AFTER_15H)
@example(ON_SATURDAY, THREE_DAYS, ClockStart.RECEIPT_HOUR)
@example(ON_A_WORKING_SATURDAY, THREE_DAYS, ClockStart.RECEIPT_HOUR)
@example(BEFORE_TET, THREE_DAYS, ClockStart.RECEIPT_HOUR)
@example(IN_TET, THREE_DAYS, ClockStart.NEXT_WORKING_DAY_AFTER_15H)
def test_the_promise_in_every_row(receive, at, limit, clock_start):
    with centre_time(at), transaction.atomic():
        dossier = receive(limit, clock_start)
        due = expected(at, limit, clock_start)
        dossier.refresh_from_db()
        assert dossier.due_at == dossier.original_due_at == due
        event = ClockEvent.objects.get(dossier=dossier)
        assert event.due_at == due
        steps = list(DossierStep.objects.filter(dossier=dossier))
        assert all(step.due_at <= due for step in steps)
        assert steps[0].due_at <= steps[1].due_at
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("at", [AT_LUNCH, AFTER_15H, ON_SATURDAY, BEFORE_TET])
@pytest.mark.parametrize("clock_start", ClockStart)
def test_the_next_steps_end_is_counted_from_the_start_of_the_clock(receive, handling_officer, at, clock_start):
    """60 + 5 hundredths of the limit for the appraisal, 20 more for the approval, from when the clock runs."""
    proposal = Proposal(favourable=True, name="Giấy", decision="Đồng ý.")
    with centre_time(at):
        dossier = receive(THREE_DAYS, clock_start)
        appraise_dossier(seen(dossier), proposal=proposal, by=actor(handling_officer))
    start = ORACLE.start(minute_of(at), clock_start is ClockStart.NEXT_WORKING_DAY_AFTER_15H)
    working = ORACLE.worked(start, minute_of(dossier.due_at))
    ends = [minute_of(step.due_at.astimezone(HANOI)) for step in DossierStep.objects.filter(dossier=dossier)]
    for end, share in zip(ends, (5, 65, 85), strict=True):
        assert ORACLE.worked(start, end) * 100 >= working * share > ORACLE.worked(start, end - 1) * 100
