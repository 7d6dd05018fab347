from dataclasses import replace
from math import inf, log
from random import Random

import pytest

from motcua.ticketing.hall.run import simulate
from motcua.ticketing.hall.scenarios import scenarios
from motcua.ticketing.rules.calibration import Calibration
from motcua.ticketing.rules.flow import CounterNow, GroupNow, Serves
from motcua.ticketing.rules.service_times import History, Today, service
from motcua.ticketing.rules.waiting import HallNow, forecast
from motcua.ticketing.vocabulary import Lane

TEN = service(History.usual(10, 0.6))
GROUP = GroupNow(TEN, ordinary=10)
TWO = (CounterNow((Serves("A"),)), CounterNow((Serves("A"),)))


def told(group=GROUP, counters=TWO, lane=Lane.ORDINARY, **more):
    return forecast(HallNow({"A": group}, counters, **more), "A", lane)


def test_ten_ahead_at_two_counters_of_ten_minutes():
    waits = told()
    assert waits.ahead == 10
    assert 45 < waits.p50_minutes < 60 < waits.p90_minutes < 90


def test_a_free_counter_calls_at_once():
    free = (CounterNow((Serves("A"),), idle=True),)
    assert told(GroupNow(TEN), free) == forecast(HallNow({"A": GroupNow(TEN)}, free), "A", Lane.PREFERRED)
    assert told(GroupNow(TEN), free).p90_minutes == 0


def test_more_counters_less_waiting_and_more_people_more():
    assert told(counters=TWO * 2).p90_minutes < told().p50_minutes
    assert told(replace(GROUP, ordinary=20)).p50_minutes > told().p90_minutes


def test_a_preferred_ticket_waits_less_and_costs_the_others():
    assert told(lane=Lane.PREFERRED).p50_minutes < told().p50_minutes / 4
    assert told(replace(GROUP, preferred=6)).ahead == 16
    assert told(replace(GROUP, ordinary=1, preferred=90)).ahead == 5
    assert told(replace(GROUP, preferred_arrivals=0.05)).p50_minutes > told().p50_minutes * 1.2


def test_lunch_lies_between():
    waits = told(breaks=[(20.0, 140.0)])
    assert waits.p50_minutes == pytest.approx(told().p50_minutes + 120)
    assert told(closes_in=70.0).closes_first
    assert not told(closes_in=90.0).closes_first


def test_before_opening_as_many_are_called_as_there_are_counters():
    waits = told(replace(GROUP, ordinary=1), breaks=[(-30.0, 15.0)])
    assert waits.p50_minutes == 15


def test_nobody_serves_it():
    waits = told(counters=())
    assert (waits.p50_minutes, waits.closes_first) == (inf, True)


def test_a_counter_that_opens_later_and_one_that_closes():
    late = (*TWO, CounterNow((Serves("A"),), opens_in=10.0))
    early = (TWO[0], CounterNow((Serves("A"),), closes_in=10.0))
    assert told(counters=late).p50_minutes < told().p50_minutes < told(counters=early).p50_minutes


def test_a_shared_counter_gives_the_other_group_its_part():
    shared = (CounterNow((Serves("A"), Serves("B"))), CounterNow((Serves("A"), Serves("B"))))
    groups = {"A": replace(GROUP, arrivals=0.2), "B": replace(GROUP, ordinary=30)}
    assert forecast(HallNow(groups, shared), "A", Lane.ORDINARY).p50_minutes > told().p50_minutes * 1.6


def test_today_corrects_what_earlier_days_say():
    history, today, random = History.usual(10, 0.6), Today(), Random(4)
    for _ in range(60):
        today = today.after(random.lognormvariate(history.log_mean + log(1.3), history.log_sd), history)
    assert 11 < service(history, today).mean < 17
    assert service(history, today).doubt < service(history).doubt
    assert service(history, Today().after(2, history)).mean > 7


def test_history_from_minutes():
    random = Random(2)
    history = History.of([random.lognormvariate(2, 0.5) for _ in range(2000)])
    assert history.log_mean == pytest.approx(2, abs=0.05)
    assert history.log_sd == pytest.approx(0.5, abs=0.05)
    with pytest.raises(ValueError, match="two"):
        History.of([3.0])


def test_calibration_finds_both_quantiles():
    """Told 10 and 15 where waits are uniform in 0..40: half are over 20, a tenth over 36."""
    known, random = Calibration(), Random(1)
    for _ in range(6000):
        known = known.after(*known.corrected(10.0, 15.0), random.uniform(0, 40))
    p50, p90 = known.corrected(10.0, 15.0)
    assert p50 == pytest.approx(20, abs=1.5)
    assert p90 == pytest.approx(36, abs=2.5)
    assert known.seen == 6000
    assert known.after(0.0, 0.0, 3.0) is known


@pytest.mark.parametrize("name", scenarios())
def test_nine_of_ten_are_called_in_the_time_they_were_told(name):
    """Over three days whose parameters the forecast doesn't know, learning from each call."""
    known, told_to, covered = {}, 0, 0.0
    for seed in (11, 12, 13):
        run = simulate(scenarios()[name], seed, known)
        known = run.calibrations
        total = run.total
        told_to, covered = told_to + total.told, covered + total.told * total.coverage
        assert run.bound_held
        assert total.p50_error <= max(3.5, 0.3 * total.wait_p90)
        assert total.tickets == total.served + total.no_show + total.left + total.closed
    assert 0.84 <= covered / told_to <= 0.95
