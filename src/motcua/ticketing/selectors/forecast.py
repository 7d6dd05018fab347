"""The hall as the forecast of its next two hours takes it: read from the rows of today, with what earlier days say."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from math import exp

from motcua.foundation import statements
from motcua.kernel import clock
from motcua.organisation.models import Counter
from motcua.ticketing.facts import OpenHall
from motcua.ticketing.hall.advice import HORIZON_MINUTES, HallState
from motcua.ticketing.hall.forecast import Scene
from motcua.ticketing.hall.plan import CounterPlan, GroupPlan, HallPlan, Stretch
from motcua.ticketing.models import CounterService, CounterShift, HallForecast, QueueGroup, Ticket
from motcua.ticketing.models.ticket import AT_A_COUNTER
from motcua.ticketing.rules.arrivals import STEP, Come, Today, still_to_come
from motcua.ticketing.rules.calibration import Calibration
from motcua.ticketing.rules.flow import GroupNow, Serves
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.selectors.waits import calibrations, hall_now
from motcua.ticketing.vocabulary import Lane, QueueMode, TicketState

WATCHED_FOR = timedelta(minutes=15)
"""A forecast is reckoned while the head's page was loaded within this much; an open page loads itself every half minute."""
_WEEKS = 8
_PAST = """
SELECT issued_group_id, extract(isodow FROM day) = %(weekday)s, floor(taken / %(step)s)::int * %(step)s,
       floor(waits / %(step)s)::int * %(step)s, count(*), count(*) FILTER (WHERE lane = 'preferred')
  FROM (SELECT issued_group_id, day, lane,
               extract(epoch FROM issued_at AT TIME ZONE 'Asia/Ho_Chi_Minh' - day) / 60 AS taken,
               extract(epoch FROM greatest(issued_at, not_before) AT TIME ZONE 'Asia/Ho_Chi_Minh' - day) / 60 AS waits
          FROM ticketing_ticket WHERE unit_id = %(unit)s AND day >= %(since)s AND day < %(today)s) numbers
 GROUP BY 1, 2, 3, 4
"""
_DAYS = """
SELECT count(DISTINCT day) FILTER (WHERE extract(isodow FROM day) = %(weekday)s), count(DISTINCT day)
  FROM ticketing_ticket WHERE unit_id = %(unit)s AND day >= %(since)s AND day < %(today)s
"""
_TAKEN = """
SELECT issued_group_id, count(*) FROM ticketing_ticket
 WHERE unit_id = %(unit)s AND day = %(today)s GROUP BY issued_group_id
"""


def forecast_of(unit_id: int) -> HallForecast | None:
    """What was reckoned last for a unit's hall, if anybody ever looked."""
    return HallForecast.objects.filter(unit_id=unit_id).first()


def opening(hall: OpenHall, at: datetime) -> tuple[Stretch, ...]:
    """The day's opening hours in minutes of the day; empty on a day off, and where no numbers of our own are given."""
    hours = hall.calendar.day(at.astimezone(clock.HANOI).date()).hours
    if hours is None or hall.mode != QueueMode.OWN:
        return ()
    return tuple((float(opens), float(closes)) for opens, closes in hours.intervals)


def is_foreseen(hall: OpenHall, at: datetime) -> bool:
    """Whether it is a time for forecasts: from when numbers are given until the day closes."""
    hours = opening(hall, at)
    return bool(hours) and hours[0][0] - hall.early_minutes <= minute_of(at) < hours[-1][1]


def minute_of(at: datetime) -> float:
    """The minute of the centre's day."""
    local = at.astimezone(clock.HANOI)
    return local.hour * 60 + local.minute + local.second / 60


def scene_of(unit_id: int, at: datetime) -> Scene | None:
    """The hall now, as `hall.forecast.foresee` takes it; None while no open counter serves a group in force.

    A paused counter is taken as closed, since nobody knows until when; but in the lunch break it comes back with the others.
    A group's minutes are those that its waits are told from, times what those waits have taught: that is how much the gaps
    between calls, and whatever else isn't in a call's minutes, make of it.
    """
    hall, now = hall_of(unit_id), minute_of(at)
    hours = opening(hall, at)
    groups = hall_now(unit_id).groups
    rests = not any(start <= now < end for start, end in hours)
    counters = _counters(unit_id, groups, paused_too=rests)
    if not hours or not counters:
        return None
    coming, preferred = _coming(hall, groups, at)
    plan = HallPlan(
        _group_plans(unit_id, groups, coming),
        tuple(counters),
        sum(sum(pieces.values()) for pieces in coming.values()),
        _arrivals(coming),
        hours,
        at.astimezone(clock.HANOI).date(),
        priority=preferred,
        appointments=0.0,
        no_show=_mean({name: group.no_show for name, group in groups.items()}, coming),
        # Of the impatient about half are called before they lose patience.
        impatient=min(2 * _mean({name: group.left for name, group in groups.items()}, coming), 0.5),
    )
    spare = Counter.objects.on(at.date()).filter(unit_id=unit_id).count() > len(counters)
    return Scene(HallState(plan, now, _waiting(unit_id, groups, at), _busy(unit_id, at)), spare)


def _group_plans(
    unit_id: int, groups: Mapping[str, GroupNow], coming: Mapping[str, Mapping[float, float]]
) -> tuple[GroupPlan, ...]:
    learnt = calibrations(unit_id)
    names = dict(QueueGroup.objects.filter(unit_id=unit_id).order_by("position", "letters").values_list("pk", "name"))
    plans = []
    for group_id, name in names.items():
        group = groups.get(str(group_id))
        if group is None:
            continue
        minutes = group.service.mean * exp(learnt.get(group_id, Calibration()).bias)
        share = max(sum(coming[str(group_id)].values()), 1e-9)
        plans.append(GroupPlan(str(group_id), name, share, minutes, group.service.sd / group.service.mean))
    return tuple(plans)


def _counters(unit_id: int, groups: Mapping[str, GroupNow], *, paused_too: bool) -> list[CounterPlan]:
    shifts = CounterShift.objects.filter(counter__unit_id=unit_id, closed_at=None)
    if not paused_too:
        shifts = shifts.filter(paused_at=None)
    numbers = dict(shifts.order_by("counter__number").values_list("counter_id", "counter__number"))
    serves = defaultdict[int, list[Serves]](list)
    served = CounterService.objects.filter(counter__in=numbers).order_by("order", "group")
    for counter_id, group_id, order, weight in served.values_list("counter_id", "group_id", "order", "weight"):
        if str(group_id) in groups:
            serves[counter_id].append(Serves(str(group_id), order, weight))
    return [CounterPlan(number, tuple(serves[pk])) for pk, number in numbers.items() if serves[pk]]


def _coming(
    hall: OpenHall, groups: Mapping[str, GroupNow], at: datetime
) -> tuple[dict[str, dict[float, float]], float]:
    """Who will come, and the share of the preferred among them."""
    today = at.astimezone(clock.HANOI).date()
    about = {
        "unit": hall.unit_id,
        "today": today,
        "since": today - timedelta(weeks=_WEEKS),
        "weekday": today.isoweekday(),
        "step": STEP,
    }
    alike, days = statements.fetch_one(_DAYS, about) or (0, 0)
    # Without such a weekday any day is better than none.
    rows = [row for row in statements.fetch_all(_PAST, about) if row[1] or not alike]
    usual = [Come(str(group), taken, waits, many / (alike or days)) for group, _, taken, waits, many, _ in rows]
    lately = {name: group.arrivals for name, group in groups.items()}
    now = Today(minute_of(at), {str(name): many for name, many in statements.fetch_all(_TAKEN, about)}, lately)
    gives_until = opening(hall, at)[-1][1] - hall.last_minutes
    coming = still_to_come(usual, now, minutes=HORIZON_MINUTES, gives_until=gives_until)
    came, preferred = sum(row[4] for row in rows), sum(row[5] for row in rows)
    if not came:
        came, preferred = sum(lately.values()), sum(group.preferred_arrivals for group in groups.values())
    return coming, float(preferred / came) if came else 0.0


def _arrivals(coming: Mapping[str, Mapping[float, float]]) -> tuple[tuple[float, float, float], ...]:
    """The pieces of the time to come, each with its part of all who come in it."""
    shares = defaultdict[float, float](float)
    for pieces in coming.values():
        for start, many in pieces.items():
            shares[start] += many
    some = [(start, (start // STEP + 1) * STEP, many) for start, many in sorted(shares.items()) if many]
    return tuple(some) or ((0.0, 1.0, 1.0),)


def _mean(shares: Mapping[str, float], coming: Mapping[str, Mapping[float, float]]) -> float:
    """A share of all who come, from that of each group."""
    weights = {name: sum(coming[name].values()) or 1e-9 for name in shares}
    return sum(shares[name] * weights[name] for name in shares) / sum(weights.values()) if weights else 0.0


def _waiting(unit_id: int, groups: Mapping[str, GroupNow], at: datetime) -> list[tuple[str, Lane, float]]:
    """Everybody's group, lane and the minute of their place; who has a number for later begins to wait then."""
    rows = Ticket.objects.filter(unit_id=unit_id, day=at.date(), state=TicketState.WAITING.value)
    ordered = rows.order_by("queued_at", "serial").values_list("group_id", "lane", "queued_at", "not_before")
    return [
        (str(group_id), Lane(lane), minute_of(not_before if not_before > at else queued_at))
        for group_id, lane, queued_at, not_before in ordered
        if str(group_id) in groups
    ]


def _busy(unit_id: int, at: datetime) -> dict[int, tuple[str, float]]:
    rows = Ticket.objects.filter(unit_id=unit_id, day=at.date(), state__in=AT_A_COUNTER)
    there = rows.values_list("counter__number", "group_id", "called_at", "serving_at")
    return {
        number: (str(group_id), minute_of(serving_at or called_at or at))
        for number, group_id, called_at, serving_at in there
    }
