"""Who does what: the officers whom permissions let do it, those in the hall first when the person waits."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.accounts.rules.actor import Actor
from motcua.demo.simulation.rules.world import Hall, Handled, World
from motcua.dossiers.permissions import MAY
from motcua.workflow import Act, Place


@dataclass(frozen=True, slots=True)
class Placing:
    """What permissions look at in a dossier."""

    unit_id: int
    agency_id: int
    place: str
    unit_agency_id: int

    @classmethod
    def of(cls, hall: Hall, handled: Handled) -> "Placing":
        place = Place.UNIT if handled.stamped_in_the_hall else Place.AGENCY
        return cls(hall.unit_id, handled.agency_id, place.value, hall.agency_id)


class Cast:
    """Chooses among the people of a world, and remembers whom it may choose among."""

    def __init__(self, world: World) -> None:
        self._people = world.people
        self._desks = world.desks
        self._able: dict[tuple[Act, Placing, bool], Sequence[Actor]] = {}
        self._receiving: dict[tuple[int, str], Sequence[Actor]] = {}

    def can_finish(self, hall: Hall, handled: Handled) -> bool:
        """Whether there is somebody for every act of such a dossier."""
        placing = Placing.of(hall, handled)
        return all(self._candidates(act, placing, in_the_hall=False) for act in MAY)

    def receiver(self, hall: Hall, field: str, chance: random.Random) -> Actor:
        """An officer at a counter that serves the field; where none does, at any that receives."""
        key = hall.unit_id, field
        if key not in self._receiving:
            here = [desk for desk in self._desks if desk.unit_id == hall.unit_id and not desk.hands_out]
            serving = [desk for desk in here if field in desk.fields]
            self._receiving[key] = [desk.actor for desk in serving or here]
        return chance.choice(self._receiving[key])

    def doer(self, act: Act, placing: Placing, chance: random.Random, *, in_the_hall: bool) -> Actor:
        return chance.choice(self._candidates(act, placing, in_the_hall=in_the_hall))

    def _candidates(self, act: Act, placing: Placing, *, in_the_hall: bool) -> Sequence[Actor]:
        key = act, placing, in_the_hall
        if key not in self._able:
            able = [person for person in self._people if MAY[act](person, placing)]
            first = self._first(act, able, placing, in_the_hall=in_the_hall)
            self._able[key] = first or able
        return self._able[key]

    def _first(self, act: Act, able: list[Actor], placing: Placing, *, in_the_hall: bool) -> list[Actor]:
        if act is Act.RETURN:
            handing = {desk.actor for desk in self._desks if desk.hands_out}
            return [person for person in able if person in handing]
        return [person for person in able if in_the_hall and person.is_present_at(placing.unit_id)]
