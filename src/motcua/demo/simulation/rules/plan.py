"""The plan of some working days: who comes when with what, and every act until the last day's closing, in order of time.

The same world, days, number of citizens and seed give the same plan.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import accumulate

from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.parties import PartyFacts
from motcua.demo.simulation.rules.arrivals import arrival, citizens_by_day
from motcua.demo.simulation.rules.cast import Cast, Placing
from motcua.demo.simulation.rules.course import Course, Verb, course
from motcua.demo.simulation.rules.demand import weight
from motcua.demo.simulation.rules.people import People
from motcua.demo.simulation.rules.world import Hall, Handled, World
from motcua.dossiers.facts import Submitter
from motcua.kernel.limits import Limit, LimitUnit
from motcua.workflow import Act
from motcua.worktime import due_at
from motcua.worktime.counting import add_minutes, minutes_between, to_minute, to_moment

PAPERS_MISSING, REFUSED, SEVERAL, COMES_AGAIN, SENDS_SOMEBODY = 0.05, 0.01, 0.10, 0.12, 0.10
"""Shares of all visits: form 02, form 03, two or three procedures at once, known from an earlier visit, sent by another."""
PROMISED = Limit.of(10, LimitUnit.WORKING_DAYS)
"""What an officer promises where the catalogue states no limit."""
MINUTES_FOR_ONE = 4
"""At the counter, for each further procedure of a visit."""

_ACTS = {Verb.TAKE: Act.APPRAISE, Verb.SEND_BACK: Act.APPROVE}
_JITTER = 50
_RELATIONS = ("con", "vợ hoặc chồng", "cha hoặc mẹ", "người được ủy quyền")
_SENT_BY_A_COMPANY = "theo giấy giới thiệu"


@dataclass(frozen=True, slots=True)
class Visit:
    """One applicant at one hall."""

    number: int
    hall: Hall
    applicant: PartyFacts
    submitter: Submitter | None


@dataclass(frozen=True, slots=True)
class Application:
    """What one procedure of a visit is about; `luck` decides about its details, `favourable` about its result."""

    number: int
    visit: Visit
    handled: Handled
    luck: int
    favourable: bool = True


@dataclass(frozen=True, slots=True)
class Doing:
    """An act: when, about what, by whom."""

    at: datetime
    about: Application
    verb: Verb
    by: Actor


def plan(world: World, days: Sequence[date], citizens: int, seed: int) -> list[Doing]:
    """Every act of these days, in order of time; nothing is later than the last day."""
    maker = _Maker(world, days, random.Random(seed))
    doings = [doing for doing in maker.doings(citizens) if doing.at.date() <= days[-1]]
    return sorted(doings, key=lambda doing: (doing.at, doing.about.number))


class _Maker:
    def __init__(self, world: World, days: Sequence[date], chance: random.Random) -> None:
        self._days = days
        self._chance = chance
        self._cast = Cast(world)
        self._people = People(chance, days[0])
        self._known: dict[int, list[PartyFacts]] = {}
        self._halls = world.halls
        self._demand = {hall.unit_id: self._of(hall) for hall in world.halls}
        self._visits = self._applications = 0

    def _of(self, hall: Hall) -> tuple[list[Handled], list[float]]:
        able = [handled for handled in hall.handled if self._cast.can_finish(hall, handled)]
        return able, list(accumulate(weight(handled) for handled in able))

    def doings(self, citizens: int) -> Iterator[Doing]:
        for day, count in zip(self._days, citizens_by_day(self._days, citizens, self._chance), strict=True):
            halls = [hall for hall in self._halls if hall.calendar.day(day).hours and self._demand[hall.unit_id][0]]
            for hall in self._chance.choices(halls, [hall.share for hall in halls], k=count):
                yield from self._visit(hall, day)

    def _visit(self, hall: Hall, day: date) -> Iterator[Doing]:
        chance = self._chance
        hours = hall.calendar.day(day).hours
        assert hours is not None
        minute = to_minute(_midnight(day)) + arrival(hours, chance)
        handled = self._wanted(hall)
        visit = self._visitor(hall, handled)
        ending = chance.random()
        if ending < PAPERS_MISSING + REFUSED:
            verb = Verb.ASK_FOR_PAPERS if ending < PAPERS_MISSING else Verb.REFUSE
            about = self._application(visit, handled)
            yield Doing(self._a_little_later(minute), about, verb, self._cast.receiver(hall, handled.field, chance))
            return
        count = chance.choice((2, 2, 3)) if chance.random() < SEVERAL else 1
        for number in range(count):
            yield from self._dossier(visit, handled if number == 0 else self._wanted(hall), minute)
            minute += MINUTES_FOR_ONE

    def _dossier(self, visit: Visit, handled: Handled, minute: int) -> Iterator[Doing]:
        chance, hall, cast = self._chance, visit.hall, self._cast
        due = to_minute(due_at(hall.calendar, to_moment(minute), handled.limit or PROMISED))
        runs = course(minutes_between(hall.calendar, minute, due), chance, may_wait=handled.in_the_hall)
        about = self._application(visit, handled, favourable=runs.favourable)
        yield Doing(self._a_little_later(minute), about, Verb.ACCEPT, cast.receiver(hall, handled.field, chance))
        yield from self._handling(about, runs, minute)

    def _handling(self, about: Application, runs: Course, received: int) -> Iterator[Doing]:
        hall, placing = about.visit.hall, Placing.of(about.visit.hall, about.handled)
        doers: dict[Act, Actor] = {}
        for verb, worked in runs.acts:
            act = _ACTS.get(verb) or Act(verb.value)
            if act not in doers:
                doers[act] = self._cast.doer(act, placing, self._chance, in_the_hall=runs.in_the_hall)
            at = to_moment(add_minutes(hall.calendar, received, Fraction(worked)))
            yield Doing(at - timedelta(seconds=self._chance.randrange(_JITTER)), about, verb, doers[act])

    def _application(self, visit: Visit, handled: Handled, *, favourable: bool = True) -> Application:
        self._applications += 1
        return Application(self._applications, visit, handled, self._chance.getrandbits(32), favourable)

    def _wanted(self, hall: Hall) -> Handled:
        able, weights = self._demand[hall.unit_id]
        return self._chance.choices(able, cum_weights=weights)[0]

    def _visitor(self, hall: Hall, handled: Handled) -> Visit:
        chance, people = self._chance, self._people
        self._visits += 1
        if not handled.for_citizens:
            return Visit(
                self._visits, hall, people.company(hall.places), people.submitter(hall.places, _SENT_BY_A_COMPANY)
            )
        known = self._known.setdefault(hall.unit_id, [])
        again = known and chance.random() < COMES_AGAIN
        applicant = chance.choice(known) if again else people.citizen(hall.places)
        known.append(applicant)
        sends = chance.random() < SENDS_SOMEBODY
        submitter = people.submitter(hall.places, chance.choice(_RELATIONS)) if sends else None
        return Visit(self._visits, hall, applicant, submitter)

    def _a_little_later(self, minute: int) -> datetime:
        return to_moment(minute) + timedelta(seconds=self._chance.randrange(_JITTER))


def _midnight(day: date) -> datetime:
    return to_moment(day.toordinal() * 24 * 60)
