"""The forecast that the head of a hall reads: who will wait in the next two hours, and what would help. Pure, and plain JSON."""

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from motcua.ticketing.hall.advice import Advice, HallState, Option, Quarter, advise, outlook

MOST_ADVICE = 3
_LOOKED_AT = 6
_BEHIND_OTHERS = 10


@dataclass(frozen=True, slots=True)
class Scene:
    """The hall now, and whether a counter is closed that could be opened."""

    state: HallState
    spare: bool


@dataclass(frozen=True, slots=True)
class GroupForecast:
    """A group: how many wait now, who in the quarters of an hour to come, and the P90 of those who take a number in them."""

    group_id: str
    waiting: int
    quarters: tuple[Quarter, ...]
    p90_minutes: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """`now`: minute of the day from which it looks; `advice`: each by itself, the best first."""

    now: float
    groups: tuple[GroupForecast, ...]
    advice: tuple[Advice, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "now": self.now,
            "groups": [
                [
                    group.group_id,
                    group.waiting,
                    [[q.ends, q.waiting, q.p90_minutes] for q in group.quarters],
                    group.p90_minutes,
                ]
                for group in self.groups
            ],
            "advice": [_advice_to_json(one) for one in self.advice],
        }

    @classmethod
    def from_json(cls, payload: Mapping[str, Any]) -> "Forecast":
        """What `to_json` wrote."""
        groups = (
            GroupForecast(name, waiting, tuple(Quarter(*quarter) for quarter in quarters), p90)
            for name, waiting, quarters, p90 in payload["groups"]
        )
        return cls(payload["now"], tuple(groups), tuple(_advice_from_json(one) for one in payload["advice"]))


def foresee(scene: Scene, seed: int = 0) -> Forecast:
    """Some seconds of arithmetic for a big hall."""
    state = scene.state
    ahead = outlook(state, seed)
    waiting = [group for group, _, since in state.waiting if since <= state.now]
    groups = (
        GroupForecast(name, waiting.count(name), ahead[name].quarters, ahead[name].p90_minutes)
        for name in (group.group_id for group in state.plan.groups)
    )
    found = advise(state, seed, spare=scene.spare, most=_LOOKED_AT)
    return Forecast(state.now, tuple(groups), tuple(_distinct(found)))


def foresee_apart(sender: Connection, scene: Scene) -> None:
    """The work of a process of its own, which lets all others go first."""
    os.nice(_BEHIND_OTHERS)
    sender.send(foresee(scene))
    sender.close()


def _distinct(found: list[Advice]) -> list[Advice]:
    """One of a kind, since the same help for an hour and for two is one advice; every group's best before another's second."""
    kinds = dict[tuple[str, str | None], Advice]()
    for advice in found:
        kinds.setdefault((advice.option.group, advice.option.taken_from), advice)
    ranks, ranked = Counter[str](), list[tuple[int, Advice]]()
    for advice in kinds.values():
        ranked.append((ranks[advice.option.group], advice))
        ranks[advice.option.group] += 1
    return [advice for _, advice in sorted(ranked, key=lambda pair: pair[0])][:MOST_ADVICE]


def _advice_to_json(advice: Advice) -> dict[str, Any]:
    option = advice.option
    return {
        "option": [option.group, option.until, option.counter, option.taken_from],
        "p90": [advice.before_p90, advice.after_p90],
        "saved": advice.minutes_saved,
        "others": [list(other) for other in advice.others],
    }


def _advice_from_json(payload: Mapping[str, Any]) -> Advice:
    others = tuple((name, before, after) for name, before, after in payload["others"])
    before, after = payload["p90"]
    return Advice(Option(*payload["option"]), before, after, payload["saved"], others)
