"""How long a new ticket is told that it will wait: what `rules.waiting` needs, read from the rows.

Slow things (earlier days, what forecasts have learnt) are remembered for minutes, the hall's state for two seconds; only the
line of the ticket's own group is read anew for each ticket.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import ceil, isfinite

from motcua.foundation import statements
from motcua.foundation.remembered import remembered
from motcua.kernel import clock
from motcua.ticketing.facts import OpenHall
from motcua.ticketing.rules.calibration import Calibration
from motcua.ticketing.rules.flow import CounterNow, GroupNow, Serves
from motcua.ticketing.rules.service_times import History, Today, service
from motcua.ticketing.rules.waiting import HallNow, Waits, forecast
from motcua.ticketing.selectors.hall import groups_of, hall_of
from motcua.ticketing.selectors.queue import Line
from motcua.ticketing.vocabulary import Lane

_USUAL_SPREAD = 0.8
"""Standard deviation of a service time / its mean, where nothing was measured yet."""
_FEWEST_CALLS = 30
"""Of earlier days, before they count more than what an administrator expects."""
_ARRIVALS_OF = timedelta(minutes=30)

_HISTORY = """
SELECT group_id, extract(epoch FROM finished_at - serving_at) / 60
  FROM ticketing_ticket
 WHERE unit_id = %(unit)s AND day >= %(since)s AND day < %(today)s AND state = 'served'
   AND serving_at IS NOT NULL AND closed_reason = ''
"""
_SHARES = """
SELECT group_id, count(*), count(*) FILTER (WHERE state = 'no_show'), count(*) FILTER (WHERE state = 'left')
  FROM ticketing_ticket
 WHERE unit_id = %(unit)s AND day >= %(since)s AND state IN ('served', 'no_show', 'left')
 GROUP BY group_id
"""
_TODAY = """
SELECT group_id, extract(epoch FROM finished_at - serving_at) / 60
  FROM ticketing_ticket
 WHERE unit_id = %(unit)s AND day = %(today)s AND state = 'served' AND serving_at IS NOT NULL
 ORDER BY finished_at
"""
_TOLD = """
SELECT group_id, wait_p50, wait_p90, extract(epoch FROM called_at - greatest(issued_at, not_before)) / 60
  FROM ticketing_ticket
 WHERE unit_id = %(unit)s AND day >= %(since)s AND called_at IS NOT NULL AND wait_p90 IS NOT NULL
   AND group_id = issued_group_id
 ORDER BY called_at
"""
_LINES = """
SELECT grp.id,
       count(ticket.id) FILTER (WHERE ticket.state = 'waiting' AND ticket.lane = 'ordinary'),
       count(ticket.id) FILTER (WHERE ticket.state = 'waiting' AND ticket.lane = 'preferred'),
       min(ticket.queued_at) FILTER (WHERE ticket.state = 'waiting' AND ticket.not_before <= %(at)s),
       count(ticket.id) FILTER (WHERE ticket.issued_at > %(recently)s),
       count(ticket.id) FILTER (WHERE ticket.issued_at > %(recently)s AND ticket.lane = 'preferred'),
       coalesce((SELECT streak FROM ticketing_queueday held WHERE held.group_id = grp.id AND held.day = %(today)s), 0)
  FROM ticketing_queuegroup grp
  LEFT JOIN ticketing_ticket ticket ON ticket.group_id = grp.id AND ticket.day = %(today)s AND ticket.bound_to_id IS NULL
 WHERE grp.unit_id = %(unit)s
 GROUP BY grp.id
"""
_COUNTERS = """
SELECT shift.counter_id, service.group_id, service."order", service.weight,
       EXISTS (SELECT 1 FROM ticketing_ticket ticket
                WHERE ticket.counter_id = shift.counter_id AND ticket.state IN ('called', 'serving'))
  FROM ticketing_countershift shift
  JOIN ticketing_counterservice service ON service.counter_id = shift.counter_id
  JOIN organisation_counter counter ON counter.id = shift.counter_id
 WHERE counter.unit_id = %(unit)s AND shift.closed_at IS NULL AND shift.paused_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class _Known:
    """What earlier days say of a group."""

    history: History
    no_show: float = 0.0
    left: float = 0.0


def minutes_told(
    hall: OpenHall, group_id: int, lane: Lane, line: Line, *, not_before: datetime
) -> tuple[int | None, int | None]:
    """P50 and P90 in whole minutes, as people are told; None where nothing can be said."""
    told = waits_told(hall, group_id, lane, line, not_before=not_before)
    return (None, None) if told is None else (round(told.p50_minutes), ceil(told.p90_minutes))


def waits_told(hall: OpenHall, group_id: int, lane: Lane, line: Line, *, not_before: datetime) -> Waits | None:
    """What somebody who takes a number now may be told; None where no open counter serves the group.

    `line`: those who wait in the group. A ticket for later is told what it would wait from then on, if the line stays.
    """
    now = clock.now()
    state = hall_now(hall.unit_id)
    known = state.groups.get(str(group_id))
    served = any(one.group_id == str(group_id) for counter in state.counters for one in counter.serves)
    if known is None or not served:
        return None
    fresh = replace(known, ordinary=line.ordinary, preferred=line.preferred, streak=line.streak)
    groups = {**state.groups, str(group_id): fresh}
    breaks, closes_in = _breaks(hall, max(now, not_before))
    told = forecast(
        HallNow(groups, state.counters, breaks, closes_in),
        str(group_id),
        lane,
        calibrations(hall.unit_id).get(group_id, Calibration()),
    )
    return told if isfinite(told.p90_minutes) else None


@remembered(seconds=2.0)
def hall_now(unit_id: int) -> HallNow:
    """The groups and open counters of a unit's hall, as the forecast sees them; without the hours."""
    at = clock.now()
    known, today = _known(unit_id), _todays(unit_id)
    rows = statements.fetch_all(_LINES, {"unit": unit_id, "today": at.date(), "at": at, "recently": at - _ARRIVALS_OF})
    minutes = _ARRIVALS_OF.total_seconds() / 60
    groups = {}
    for group_id, ordinary, preferred, oldest, arrived, arrived_preferred, streak in rows:
        if group_id in known:
            groups[str(group_id)] = GroupNow(
                service(known[group_id].history, today.get(group_id, Today())),
                ordinary,
                preferred,
                streak,
                max((at - oldest).total_seconds() / 60, 0.0) if oldest else 0.0,
                arrived / minutes,
                arrived_preferred / minutes,
                known[group_id].no_show,
                known[group_id].left,
            )
    return HallNow(groups, _counters(unit_id, groups))


def _counters(unit_id: int, groups: Mapping[str, GroupNow]) -> list[CounterNow]:
    serves = defaultdict[int, list[Serves]](list)
    busy = dict[int, bool]()
    for counter_id, group_id, order, weight, is_busy in statements.fetch_all(_COUNTERS, {"unit": unit_id}):
        if str(group_id) in groups:
            serves[counter_id].append(Serves(str(group_id), order, weight))
            busy[counter_id] = is_busy
    return [
        CounterNow(tuple(mine), idle=not busy[counter_id] and not any(groups[one.group_id].waiting for one in mine))
        for counter_id, mine in serves.items()
    ]


@remembered(seconds=300.0)
def _known(unit_id: int) -> dict[int, _Known]:
    today = clock.now().date()
    minutes = _by_group(statements.fetch_all(_HISTORY, {"unit": unit_id, "since": _since(today), "today": today}))
    shares = {
        row[0]: (row[2] / row[1], row[3] / row[1])
        for row in statements.fetch_all(_SHARES, {"unit": unit_id, "since": _since(today)})
    }
    known = {}
    for group in groups_of(unit_id):
        served = minutes.get(group.id, [])
        history = (
            History.of(served) if len(served) >= _FEWEST_CALLS else History.usual(group.usual_minutes, _USUAL_SPREAD)
        )
        known[group.id] = _Known(history, *shares.get(group.id, (0.0, 0.0)))
    return known


@remembered(seconds=10.0)
def _todays(unit_id: int) -> dict[int, Today]:
    """What today's services say of the day's drift."""
    known = _known(unit_id)
    rows = statements.fetch_all(_TODAY, {"unit": unit_id, "today": clock.now().date()})
    todays = dict[int, Today]()
    for group_id, minutes in rows:
        if group_id in known:
            todays[group_id] = todays.get(group_id, Today()).after(float(minutes), known[group_id].history)
    return todays


@remembered(seconds=30.0)
def calibrations(unit_id: int) -> dict[int, Calibration]:
    """What the waits that came true in the last two weeks have taught, by group."""
    since = clock.now().date() - timedelta(days=14)
    learnt = dict[int, Calibration]()
    for group_id, p50, p90, waited in statements.fetch_all(_TOLD, {"unit": unit_id, "since": since}):
        learnt[group_id] = learnt.get(group_id, Calibration()).after(p50, p90, float(waited))
    return learnt


def _breaks(hall: OpenHall, at: datetime) -> tuple[tuple[tuple[float, float], ...], float]:
    """The rest of the day seen from a moment: stretches in which nobody is called, and when the day closes, in minutes."""
    local = at.astimezone(clock.HANOI)
    now = local.hour * 60 + local.minute + local.second / 60
    hours = hall_of(hall.unit_id).calendar.day(local.date()).hours
    if hours is None:
        return (), float("inf")
    edges = [
        (0, hours.intervals[0][0]),
        *zip((c for _, c in hours.intervals), (o for o, _ in hours.intervals[1:]), strict=False),
    ]
    breaks = tuple((begins - now, ends - now) for begins, ends in edges if ends > now)
    return breaks, hours.intervals[-1][1] - now


def _by_group(rows: list[statements.Row]) -> dict[int, list[float]]:
    found = defaultdict[int, list[float]](list)
    for group_id, minutes in rows:
        found[group_id].append(float(minutes))
    return found


def _since(today: date) -> date:
    return today - timedelta(days=30)
