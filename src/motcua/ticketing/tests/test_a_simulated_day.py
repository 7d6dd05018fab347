import json
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.conf.cli import main
from motcua.ticketing.hall.advice import HallState, advise, outlook
from motcua.ticketing.hall.engine import Engine
from motcua.ticketing.hall.replay import Moved, frames, replayed
from motcua.ticketing.hall.run import simulate
from motcua.ticketing.hall.scenarios import usual_day
from motcua.ticketing.hall.script import visits
from motcua.ticketing.vocabulary import OPEN_STATES, Lane, Movement, TicketState

ENDED = set(TicketState) - OPEN_STATES


@pytest.fixture(scope="module")
def day():
    return simulate(usual_day(400, 9), 5)


def test_the_same_seed_gives_the_same_day(day):
    again = simulate(usual_day(400, 9), 5)
    assert again.to_json() == day.to_json()
    assert simulate(usual_day(400, 9), 6).to_json() != day.to_json()


def test_everybody_comes_to_an_end(day):
    assert len(day.tickets) == 400
    assert {ticket.state for ticket in day.tickets} <= ENDED
    assert all(0 <= share <= 1.1 for share in day.utilisation.values())
    seen = {moved.movement for moved in day.movements}
    assert seen >= {
        Movement.HELD,
        Movement.RESUMED,
        Movement.TRANSFERRED,
        Movement.NO_SHOW,
        Movement.REINSTATED,
        Movement.LEFT,
    }


@given(st.integers(0, 640))
@settings(max_examples=40)
def test_at_every_moment_the_counts_add_up(minutes):
    run = simulate(usual_day(60, 4), 3)
    moment = replayed(run.movements, run.plan.moment(410 + minutes))
    counts = moment.counts
    assert moment.issued == sum(counts[state] for state in ENDED) + moment.open
    assert sum(moment.waiting.values()) == counts[TicketState.WAITING]
    assert len(moment.at_counters) == counts[TicketState.CALLED] + counts[TicketState.SERVING]


def test_the_replay_ends_as_the_day_did(day):
    end = replayed(day.movements)
    assert {str(t.serial): t.state for t in day.tickets} == {name: where.state for name, where in end.tickets.items()}
    moments = [day.plan.moment(minute) for minute in range(420, 1030, 30)]
    for when, moment in frames(day.movements, moments):
        assert moment.counts == replayed(day.movements, when).counts


def test_printing_leaves_a_ticket_where_it_is(day):
    start = day.plan.moment(480)
    moves = [
        Moved("1", Movement.ISSUED, start, None, "A"),
        Moved("1", Movement.CALLED, start + timedelta(minutes=2), 7, "A"),
        Moved("1", Movement.PRINTED, start + timedelta(minutes=3)),
    ]
    assert replayed(moves).at_counters == {7: "1"}
    assert replayed(moves, start).waiting == {"A": 1}


def state_at(plan, minute, seed=3):
    engine = Engine(plan, visits(plan, seed))
    engine.run(minute)
    waiting = [(t.group, t.lane, t.queued) for t in engine.tickets if t.state is TicketState.WAITING]
    return HallState(plan, minute, waiting, {d.number: (d.ticket.group, d.since) for d in engine.desks if d.ticket})


def test_a_counter_more_is_advised_where_people_wait():
    state = state_at(usual_day(500, 9), 520.0)
    crowd = HallState(state.plan, state.now, [*state.waiting, *[("G1", Lane.ORDINARY, 500.0)] * 25], state.busy)
    advice = advise(crowd)
    assert advice
    best = advice[0]
    assert best.after_p90 < best.before_p90 - 5
    assert best.minutes_saved > 0
    assert advise(crowd) == advice


def test_nothing_is_advised_to_a_quiet_hall():
    day = usual_day(40, 20)
    # The usual day's calls are as long as its few people leave the counters time for: hours.
    quiet = replace(day, groups=tuple(replace(group, minutes=8.0) for group in day.groups))
    assert advise(state_at(quiet, 560.0)) == []


def test_hours_of_waiting_are_not_cut_short_by_the_horizon():
    day = usual_day(500, 9)
    best = advise(HallState(day, 520.0, [("G4", Lane.ORDINARY, 500.0)] * 30))[0]
    assert (best.option.group, best.option.until) == ("G4", day.closes)
    assert best.before_p90 > 180
    assert best.before_p90 - best.after_p90 >= 15


def test_the_outlook_has_eight_quarters():
    found = outlook(state_at(usual_day(400, 9), 520.0), replications=4)
    assert {len(ahead.quarters) for ahead in found.values()} == {8}
    assert found["G1"].quarters[0].ends == 535.0
    assert any(quarter.waiting > 0 for quarter in found["G1"].quarters)


def test_the_two_hours_are_no_worse_than_their_worst_quarter():
    found = outlook(state_at(usual_day(400, 9), 520.0), replications=4)
    for ahead in found.values():
        assert 0 <= ahead.p90_minutes <= max(quarter.p90_minutes for quarter in ahead.quarters)


def test_the_command_prints_and_draws(tmp_path):
    file = tmp_path / "hall.svg"
    done = CliRunner().invoke(main, ["simulate", "hall", "--tickets", "200", "--counters", "6", "--svg", str(file)])
    assert done.exit_code == 0, done.output
    assert "không ai bị vượt quá" in done.stdout
    assert file.read_text("utf-8").startswith("<svg")
    figures = json.loads(
        CliRunner().invoke(main, ["simulate", "hall", "--tickets", "200", "--counters", "6", "--json"]).stdout
    )
    assert figures["total"]["tickets"] == 200
