"""Working days of the demo centre, played through the services that people's pages use."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from motcua.demo.plan import province
from motcua.demo.simulation import crew
from motcua.demo.simulation.rules.arrivals import working_days
from motcua.demo.simulation.rules.course import Verb
from motcua.demo.simulation.rules.plan import Doing, plan
from motcua.demo.simulation.rules.world import Hall, World
from motcua.demo.simulation.summary import Figures, figures_by_unit
from motcua.demo.simulation.world import read_world
from motcua.dossiers import published
from motcua.kernel import clock
from motcua.kernel.errors import ConflictError, NotAllowedError


@dataclass(frozen=True, slots=True)
class Planned:
    """Days to play, and every act of them in order of time."""

    days: tuple[date, ...]
    halls: tuple[Hall, ...]
    doings: tuple[Doing, ...]

    @property
    def dossiers(self) -> int:
        return sum(doing.verb is Verb.ACCEPT for doing in self.doings)


@dataclass(frozen=True, slots=True)
class Played:
    """What playing made, how long it took, and how the days stand now."""

    planned: Planned
    seconds: float
    by_unit: dict[str, Figures]

    @property
    def total(self) -> Figures:
        return sum(self.by_unit.values(), Figures())

    def to_json(self) -> dict[str, Any]:
        days = self.planned.days
        return {
            "days": len(days),
            "from": days[0].isoformat(),
            "to": days[-1].isoformat(),
            "dossiers": self.planned.dossiers,
            "acts": len(self.planned.doings),
            "seconds": round(self.seconds, 1),
            "dossiers_per_second": round(self.planned.dossiers / self.seconds, 1) if self.seconds else 0.0,
            "total": self.total.to_json(),
            "by_unit": {code: figures.to_json() for code, figures in self.by_unit.items()},
        }


def plan_days(*, days: int, citizens: int, seed: int) -> Planned:
    """Plan the last working days before today, so that the plan depends on the seed and the date, not on the minute.

    Today is left to the people at the desks: its numbers begin with theirs.

    Raises:
        NotAllowedError: the centre is no demo.
        ConflictError: there is nothing to play with: no province, no decision in force on the first day.
    """
    if not settings.MOTCUA_DEMO:
        sentence = "Đây là trung tâm thật; chỉ bản dùng thử (MOTCUA_DEMO=1) mới chạy thử được các ngày làm việc."
        raise NotAllowedError("demo:simulation:not_a_demo", sentence, "simulate outside a demo")
    calendar = published.unit(province().centre["code"]).calendar
    chosen = tuple(working_days(calendar, before=clock.now().date(), count=days))
    world = read_world(chosen[0])
    _refuse_an_empty_world(world, chosen[0])
    return Planned(chosen, world.halls, tuple(plan(world, chosen, citizens, seed)))


def play_days(planned: Planned, *, progress: Callable[[int], None], workers: int | None = None) -> Played:
    """Play a plan; `progress` is told how many acts were played since it was told last."""
    started = time.monotonic()
    crew.play(planned.doings, workers=crew.cores() if workers is None else workers, progress=progress)
    seconds = time.monotonic() - started
    return Played(planned, seconds, figures_by_unit(planned.halls, planned.days))


def _refuse_an_empty_world(world: World, first: date) -> None:
    if not any(hall.handled for hall in world.halls):
        sentence = f"Ngày {first:%d/%m/%Y} chưa có quyết định tiếp nhận nào có hiệu lực. Hãy chạy ít ngày hơn."
        raise ConflictError("demo:simulation:nothing_handled", sentence, "no decision in force on the first day")
