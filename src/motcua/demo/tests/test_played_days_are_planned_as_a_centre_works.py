"""The plan of played days: lawful in its times, its order and its people, the same for a seed, and mixed as promised."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.demo.simulation.rules.arrivals import citizens_by_day, working_days
from motcua.demo.simulation.rules.cast import Cast, Placing
from motcua.demo.simulation.rules.course import LATE, Verb
from motcua.demo.simulation.rules.plan import PROMISED, Doing, plan
from motcua.demo.tests.worlds import HANDS_OUT, RECEIVERS, WORLD
from motcua.dossiers.permissions import MAY
from motcua.kernel.identifiers import CitizenId, PhoneNumber, TaxCode
from motcua.workflow import Act
from motcua.worktime import Calendar, due_at

CALENDAR = Calendar()
BEFORE = st.dates(date(2026, 2, 1), date(2028, 12, 31))
ORDER = (Verb.ACCEPT, Verb.TAKE, Verb.APPRAISE, Verb.APPROVE, Verb.STAMP, Verb.RETURN)
WITH_SECOND_TRY = (*ORDER[:3], Verb.SEND_BACK, Verb.APPRAISE, *ORDER[3:])


def planned(before: date, count: int, citizens: int, seed: int) -> list[Doing]:
    return plan(WORLD, working_days(CALENDAR, before=before, count=count), citizens, seed)


def is_open(doing: Doing) -> bool:
    """An act may end at the minute of closing."""
    hours = doing.about.visit.hall.calendar.day(doing.at.date()).hours
    minute = doing.at.hour * 60 + doing.at.minute + doing.at.second / 60
    return hours is not None and any(opens <= minute <= closes for opens, closes in hours.intervals)


@given(BEFORE, st.integers(1, 8), st.integers(0, 60), st.integers())
@settings(max_examples=60)
def test_everything_happens_while_the_unit_is_open_and_before_today(before, count, citizens, seed):
    doings = planned(before, count, citizens, seed)
    assert all(is_open(doing) for doing in doings)
    assert all(doing.at.date() < before for doing in doings)
    assert [doing.at for doing in doings] == sorted(doing.at for doing in doings)
    assert len({doing.about.visit.number for doing in doings}) == citizens


@given(BEFORE, st.integers(1, 30), st.integers())
@settings(max_examples=60)
def test_the_acts_of_a_dossier_follow_one_another(before, count, seed):
    by_dossier: dict[int, list[Doing]] = {}
    for doing in planned(before, count, 25, seed):
        by_dossier.setdefault(doing.about.number, []).append(doing)
    for acts in by_dossier.values():
        verbs = tuple(doing.verb for doing in acts)
        assert verbs in {(Verb.ASK_FOR_PAPERS,), (Verb.REFUSE,), ORDER[: len(verbs)], WITH_SECOND_TRY[: len(verbs)]}
        assert all(earlier.at < later.at for earlier, later in pairwise(acts))


@given(BEFORE, st.integers())
@settings(max_examples=30)
def test_everybody_may_do_what_the_plan_lets_them(before, seed):
    for doing in planned(before, 12, 25, seed):
        if doing.verb in {Verb.ACCEPT, Verb.ASK_FOR_PAPERS, Verb.REFUSE}:
            act = Act.RETURN  # who returns at a unit is who receives there
        else:
            act = {Verb.TAKE: Act.APPRAISE, Verb.SEND_BACK: Act.APPROVE}.get(doing.verb) or Act(doing.verb.value)
        assert MAY[act](doing.by, Placing.of(doing.about.visit.hall, doing.about.handled))


@given(st.integers(), st.integers(1, 400), st.integers(1, 40))
def test_every_citizen_has_a_day(seed, citizens, count):
    days = working_days(CALENDAR, before=date(2026, 11, 26), count=count)
    shares = citizens_by_day(days, citizens, random.Random(seed))
    assert sum(shares) == citizens
    assert min(shares) >= 0


@given(BEFORE, st.integers(1, 60))
def test_working_days_are_the_last_ones_before(before, count):
    days = working_days(CALENDAR, before=before, count=count)
    assert len(days) == count
    assert days == sorted(set(days))
    assert days[-1] < before
    assert all(CALENDAR.day(day).hours for day in days)


@pytest.fixture(scope="module")
def many() -> list[Doing]:
    return planned(date(2026, 11, 26), 60, 6000, 7)


def test_a_seed_decides(many):
    assert planned(date(2026, 11, 26), 60, 6000, 7) == many
    assert planned(date(2026, 11, 26), 60, 6000, 8) != many


def test_shares_are_roughly_as_promised(many):
    visits = 6000
    verbs = Counter(doing.verb for doing in many)
    assert verbs[Verb.ASK_FOR_PAPERS] / visits == pytest.approx(0.05, abs=0.015)
    assert verbs[Verb.REFUSE] / visits == pytest.approx(0.01, abs=0.006)
    accepted = [doing.about.visit.number for doing in many if doing.verb is Verb.ACCEPT]
    several = sum(len(list(same)) > 1 for _, same in groupby(sorted(accepted)))
    assert several / visits == pytest.approx(0.10, abs=0.02)
    assert verbs[Verb.SEND_BACK] / verbs[Verb.APPRAISE] == pytest.approx(0.03, abs=0.02)
    at_the_centre = sum(doing.about.visit.hall is WORLD.halls[0] for doing in many) / len(many)
    assert at_the_centre == pytest.approx(0.7, abs=0.05)


def test_most_are_in_time_some_late_some_at_once(many):
    received = {doing.about.number: doing for doing in many if doing.verb is Verb.ACCEPT}
    solved = [doing for doing in many if doing.verb is Verb.STAMP]
    late = at_once = refused = 0
    for doing in solved:
        first = received[doing.about.number]
        due = due_at(CALENDAR, first.at, first.about.handled.limit or PROMISED)
        late += doing.at > due
        at_once += (doing.at - first.at).total_seconds() < 2 * 3600
        refused += not doing.about.favourable
    assert late / len(solved) == pytest.approx(LATE, abs=0.02)
    assert at_once / len(solved) > 0.2
    assert refused / len(solved) == pytest.approx(0.05, abs=0.02)


def test_the_last_days_stay_open_at_every_step(many):
    last = {doing.about.number: doing.verb for doing in many}
    waiting = Counter(verb for verb in last.values() if verb not in {Verb.RETURN, Verb.ASK_FOR_PAPERS, Verb.REFUSE})
    assert set(waiting) >= {Verb.ACCEPT, Verb.TAKE, Verb.APPRAISE, Verb.APPROVE, Verb.STAMP}


def test_mornings_and_afternoons_have_their_rush(many):
    hours = Counter(doing.at.hour for doing in many if doing.verb is Verb.ACCEPT)
    assert hours[8] > hours[10] > hours[11]
    assert hours[14] > hours[16]
    assert hours[12] == 0


def test_few_procedures_are_asked_for_often(many):
    codes = Counter(doing.about.handled.code for doing in many if doing.verb is Verb.ACCEPT)
    assert codes.most_common(1)[0][1] > 5 * min(codes.values())


def test_invented_people_are_nobody(many):
    for visit in {doing.about.visit.number: doing.about.visit for doing in many}.values():
        who = visit.applicant
        read = TaxCode.parse if who.number_kind == "tax_code" else CitizenId.parse
        assert str(read(who.number, demo=True)).startswith("000")
        assert str(PhoneNumber.parse(who.phone)).startswith("030")
        if visit.submitter:
            assert visit.submitter.number.startswith("000")
            assert visit.submitter.number != who.number


def test_one_number_is_one_person(many):
    names: dict[str, str] = {}
    for doing in many:
        who = doing.about.visit.applicant
        assert names.setdefault(who.number, who.name) == who.name


def test_counters_serve_their_fields_and_results_have_their_own(many):
    fields = {"Hộ tịch": RECEIVERS[0], "Đất đai": RECEIVERS[1]}
    for doing in many:
        if doing.about.visit.hall is WORLD.halls[0] and doing.verb is Verb.ACCEPT:
            assert doing.by == fields[doing.about.handled.field]
        if doing.about.visit.hall is WORLD.halls[0] and doing.verb is Verb.RETURN:
            assert doing.by == HANDS_OUT


def test_what_nobody_could_finish_is_not_received():
    hall = WORLD.halls[0]
    foreign = replace(hall.handled[0], agency_id=999)
    assert not Cast(WORLD).can_finish(hall, foreign)
