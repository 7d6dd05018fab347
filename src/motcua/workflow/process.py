"""A procedure's internal and electronic process: numbered steps, each with its people and its share of the limit."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from motcua.workflow.acts import Act, Place
from motcua.worktime import ClockStart


class ClockPolicy(StrEnum):
    """What the clock does while the citizen completes a dossier (NĐ 61/2018, Điều 19 khoản 4, and what systems do)."""

    RESTART = "restart"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `share` is its part of the processing limit, in hundredths; `on_the_spot` says that it is promised in the hall.

    A promise only: whether a step was done on the spot is measured by who did it and where.
    """

    act: Act
    place: Place
    share: int
    on_the_spot: bool = False


@dataclass(frozen=True, slots=True)
class Process:
    """One version of a process. A dossier keeps the version under which it was received."""

    steps: tuple[Step, ...]
    clock_policy: ClockPolicy = ClockPolicy.RESTART
    clock_start: ClockStart = ClockStart.RECEIPT_HOUR

    @property
    def acts_on_the_spot(self) -> int:
        """How many acts are promised in the hall: 4 and 5 are the ones with a name."""
        return sum(step.on_the_spot for step in self.steps)

    def position_of(self, act: Act) -> int:
        """The first position of an act; ValueError when the process has none."""
        for position, step in enumerate(self.steps, start=1):
            if step.act is act:
                return position
        raise ValueError(f"The process has no step to {act}")

    def at(self, position: int) -> Step:
        """The step at a position, counted from 1 as on paper."""
        if not 1 <= position <= len(self.steps):
            raise ValueError(f"A process of {len(self.steps)} steps has no step {position}")
        return self.steps[position - 1]


STANDARD_SHARES = {Act.RECEIVE: 5, Act.APPRAISE: 60, Act.APPROVE: 20, Act.STAMP: 10, Act.RETURN: 5}
"""Hundredths of the limit when no process of its own was published."""


def standard_process(
    on_the_spot: Iterable[Act],
    *,
    clock_policy: ClockPolicy = ClockPolicy.RESTART,
    clock_start: ClockStart = ClockStart.RECEIPT_HOUR,
) -> Process:
    """The five acts in order, for a procedure without a process of its own.

    The unit receives and returns. The agency's people appraise and approve, wherever they sit; stamping is the unit's
    registry clerk's when it is promised on the spot, else the agency's.
    """
    promised = frozenset(on_the_spot)
    steps = (
        Step(Act.RECEIVE, Place.UNIT, STANDARD_SHARES[Act.RECEIVE], on_the_spot=True),
        Step(Act.APPRAISE, Place.AGENCY, STANDARD_SHARES[Act.APPRAISE], Act.APPRAISE in promised),
        Step(Act.APPROVE, Place.AGENCY, STANDARD_SHARES[Act.APPROVE], Act.APPROVE in promised),
        Step(
            Act.STAMP,
            Place.UNIT if Act.STAMP in promised else Place.AGENCY,
            STANDARD_SHARES[Act.STAMP],
            Act.STAMP in promised,
        ),
        Step(Act.RETURN, Place.UNIT, STANDARD_SHARES[Act.RETURN], on_the_spot=True),
    )
    return Process(steps, clock_policy, clock_start)


def share_until(process: Process, position: int) -> Fraction:
    """The part of the limit that is used up when the step at `position` ends, if every step takes its share."""
    total = sum(step.share for step in process.steps)
    return Fraction(sum(step.share for step in process.steps[:position]), total)
