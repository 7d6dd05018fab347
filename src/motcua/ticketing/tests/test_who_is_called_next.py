"""The calling rule against days of any shape, counted by brute force."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.ticketing.rules.calling import (
    AGE_LIMIT_MINUTES,
    Place,
    Serving,
    choose_group,
    choose_lane,
    reinstated_place,
    streak_after,
)
from motcua.ticketing.vocabulary import Lane

EIGHT = datetime(2026, 11, 25, 8, tzinfo=UTC)


def at(minute):
    return EIGHT + timedelta(minutes=minute)


@pytest.mark.parametrize(
    ("streak", "ordinary", "preferred", "lane"),
    [
        (0, True, True, Lane.PREFERRED),
        (1, True, True, Lane.PREFERRED),
        (2, True, True, Lane.ORDINARY),
        (9, False, True, Lane.PREFERRED),
        (0, True, False, Lane.ORDINARY),
        (2, True, False, Lane.ORDINARY),
    ],
)
def test_lane(streak, ordinary, preferred, lane):
    assert choose_lane(streak, ordinary, preferred) is lane


def test_nobody_waits():
    with pytest.raises(ValueError, match="Nobody"):
        choose_lane(0, ordinary_waits=False, preferred_waits=False)
    assert choose_group([]) is None
    assert choose_group([Serving("A", 1, 1, 0, 0, 0.0)]) is None


@dataclass
class Ticket:
    serial: int
    group: str
    lane: Lane
    place: Place
    overtaken: int = 0
    passed_by: int = 0  # ordinary tickets called from its group while it waited there


@dataclass
class Hall:
    """A day in the plainest way: one list of who waits, searched anew for each call."""

    bound: int
    waiting: list[Ticket] = field(default_factory=list)
    streaks: dict[str, int] = field(default_factory=dict)
    at_counters: dict[int, Ticket] = field(default_factory=dict)
    held: list[tuple[int, Ticket]] = field(default_factory=list)
    missed: list[Ticket] = field(default_factory=list)
    minute: int = 0

    def lane(self, group, lane):
        return sorted((t for t in self.waiting if (t.group, t.lane) == (group, lane)), key=lambda t: t.place)

    def queue(self, ticket):
        ticket.overtaken = ticket.passed_by = 0
        self.waiting.append(ticket)

    def call(self, counter, group):
        ordinary, preferred = self.lane(group, Lane.ORDINARY), self.lane(group, Lane.PREFERRED)
        if counter in self.at_counters or not (ordinary or preferred):
            return
        streak = self.streaks.get(group, 0)
        lane = choose_lane(streak, bool(ordinary), bool(preferred), self.bound)
        called = (preferred if lane is Lane.PREFERRED else ordinary)[0]
        self.streaks[group] = streak_after(streak, lane, bool(ordinary))
        self.waiting.remove(called)
        self.at_counters[counter] = called
        for other in self.waiting:
            if other.group == group:
                other.overtaken += called.place > other.place
                other.passed_by += lane is Lane.ORDINARY
                assert other.lane is not lane or called.place < other.place
        self.check(called)

    def check(self, called):
        for ticket in [called, *self.waiting]:
            if ticket.lane is Lane.ORDINARY:
                assert ticket.overtaken <= self.bound * (ticket.passed_by + 1)


GROUPS = ("A", "B")
COUNTERS = (1, 2, 3)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["arrive", "arrive", "arrive", "call", "call", "finish", "hold", "return", "transfer", "miss", "back"]
        ),
        st.sampled_from(GROUPS),
        st.sampled_from([Lane.ORDINARY, Lane.PREFERRED, Lane.PREFERRED]),
        st.sampled_from(COUNTERS),
    ),
    max_size=120,
)


def act(hall, name, group, lane, counter):
    """Let one thing happen; what can't happen now, doesn't."""
    hall.minute += 1
    here = hall.at_counters.get(counter)
    if name == "arrive":
        hall.queue(Ticket(hall.minute, group, lane, Place(at(hall.minute), hall.minute)))
    elif name == "call":
        hall.call(counter, group)
    elif name == "return" and hall.held:
        back = next((pair for pair in hall.held if pair[0] not in hall.at_counters), None)
        if back:
            hall.held.remove(back)
            hall.at_counters[back[0]] = back[1]
    elif name == "back" and hall.missed:
        ticket = hall.missed.pop(0)
        places = [other.place for other in hall.lane(ticket.group, ticket.lane)]
        ticket.place = reinstated_place(places, ticket.place, at(hall.minute))
        assert sum(place < ticket.place for place in places) == min(3, len(places))
        hall.queue(ticket)
    elif here and name in {"finish", "hold", "transfer", "miss"}:
        del hall.at_counters[counter]
        if name == "hold":
            hall.held.append((counter, here))
        elif name == "miss":
            hall.missed.append(here)
        elif name == "transfer":
            here.group = group
            hall.queue(here)


@given(ACTS, st.integers(min_value=0, max_value=4))
@settings(max_examples=300)
def test_an_ordinary_ticket_is_overtaken_by_bound_times_k_plus_one_at_most(acts, bound):
    hall = Hall(bound)
    for done in acts:
        act(hall, *done)
    while hall.waiting:  # the day ends with everybody called
        hall.at_counters.clear()
        hall.call(1, hall.waiting[0].group)


def test_the_bound_is_reached_and_would_be_broken_without_the_streak():
    hall = Hall(2)
    act(hall, "arrive", "A", Lane.ORDINARY, 1)
    act(hall, "arrive", "A", Lane.ORDINARY, 1)
    last = hall.waiting[1]
    for _ in range(20):
        act(hall, "arrive", "A", Lane.PREFERRED, 1)
    while last in hall.waiting:
        hall.at_counters.clear()
        hall.call(1, "A")
    assert (last.overtaken, last.passed_by) == (4, 1)
    careless = Hall(2)
    for lane in [Lane.ORDINARY, *[Lane.PREFERRED] * 5]:
        act(careless, "arrive", "A", lane, 1)

    def call_all():
        for _ in range(6):
            careless.at_counters.clear()
            careless.streaks.clear()
            careless.call(1, "A")

    with pytest.raises(AssertionError):
        call_all()


def test_back_in_time_stands_after_the_next_three():
    lane = [Place(at(minute), minute) for minute in range(1, 7)]
    place = reinstated_place(lane, Place(at(0), 0), at(30))
    assert lane[2] < place < lane[3]
    assert reinstated_place([], Place(at(0), 9), at(30)) == Place(at(30), 9)
    assert lane[1] < reinstated_place(lane[:2], Place(at(0), 9), at(30)) < Place(at(30), 40)
    assert reinstated_place(lane, Place(at(9), 9), at(30), after=0) < lane[0]


def serve(weights, calls, *, orders=None, waits=None):
    """How often each group is called while all of them always have somebody waiting."""
    served = dict.fromkeys(weights, 0)
    waits = waits or dict.fromkeys(weights, 1.0)
    for _ in range(calls):
        chosen = choose_group(
            [
                Serving(name, (orders or {}).get(name, 1), weights[name], served[name], 1, waits[name])
                for name in weights
            ]
        )
        served[chosen] += 1
    return served


@given(st.lists(st.integers(min_value=1, max_value=9), min_size=1, max_size=6))
def test_shares_follow_the_weights(weights):
    named = {f"G{number}": weight for number, weight in enumerate(weights)}
    calls = 20 * sum(weights)
    served = serve(named, calls)
    for name, weight in named.items():
        assert abs(served[name] - 20 * weight) <= 1


def test_equals_go_by_the_longest_wait():
    groups = [Serving("A", 1, 1, 4, 1, 5.0), Serving("B", 1, 1, 4, 1, 9.0)]
    assert choose_group(groups) == "B"


def test_a_later_class_waits_until_its_age_counts():
    def chosen(wait):
        return choose_group([Serving("A", 1, 1, 50, 9, 3.0), Serving("B", 2, 1, 0, 1, wait)])

    assert chosen(AGE_LIMIT_MINUTES) == "A"
    assert chosen(AGE_LIMIT_MINUTES + 0.1) == "B"


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 5)), min_size=2, max_size=5),
    st.integers(0, 3),
)
def test_no_group_starves(kinds, seed):
    """A flood in every group and one counter: nobody's wait passes the age limit by more than the calls of the others."""
    queues = {f"G{number}": [float(-number)] for number in range(len(kinds))}
    calls, served_at = [], []
    for minute in range(400):
        for queue in queues.values():
            if (minute + seed) % 2 == 0 and len(queue) < 3:
                queue.append(float(minute))
        recent = [group for group, when in calls if when > minute - 60]
        chosen = choose_group(
            [
                Serving(name, *kinds[number], recent.count(name), len(queue), minute - queue[0] if queue else 0.0)
                for number, (name, queue) in enumerate(queues.items())
            ]
        )
        if chosen:
            calls.append((chosen, minute))
            served_at.append(minute - queues[chosen].pop(0))
    longest = max(served_at + [400 - queue[0] for queue in queues.values() if queue])
    assert longest <= AGE_LIMIT_MINUTES + 60 + 5 * 5


def test_counting_a_whole_day_would_starve_who_came_before():
    """Why `served` looks back one hour: B, idle until noon, would be called forty times while A waits."""
    in_a_row = 0
    served = {"A": 40, "B": 0}
    while choose_group([Serving(name, 1, 1, served[name], 9, 1.0) for name in served]) == "B":
        served["B"] += 1
        in_a_row += 1
    assert in_a_row >= 39
