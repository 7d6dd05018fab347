"""Which lines speak when: 20 ms are ten slots of 2 ms, and each line has a place in the emptiest."""

from collections import defaultdict

import numpy as np

SLOTS = 10


class Slots:
    """`members[slot][:counts[slot]]` are the lines of a slot; each reports once in `report_every` ticks."""

    def __init__(self, lines: int, report_every: int) -> None:
        self.members = np.zeros((SLOTS, max(lines, 1)), np.int32)
        self.counts = [0] * SLOTS
        self._every = report_every
        self._places: dict[int, tuple[int, int]] = {}
        self._reporting: defaultdict[tuple[int, int], set[int]] = defaultdict(set)

    def add(self, line: int) -> None:
        if line in self._places:
            return
        slot = min(range(SLOTS), key=self.counts.__getitem__)
        self._places[line] = (slot, self.counts[slot])
        self.members[slot, self.counts[slot]] = line
        self.counts[slot] += 1
        self._reporting[slot, line % self._every].add(line)

    def remove(self, line: int) -> None:
        """The last of the slot takes the place of the one that goes."""
        if (place := self._places.pop(line, None)) is None:
            return
        slot, at = place
        self.counts[slot] -= 1
        last = int(self.members[slot, self.counts[slot]])
        if last != line:
            self.members[slot, at] = last
            self._places[last] = (slot, at)
        reporting = self._reporting[slot, line % self._every]
        reporting.discard(line)
        if not reporting:
            del self._reporting[slot, line % self._every]

    def reporting(self, tick: int, slot: int) -> list[int]:
        """The lines that report at this tick and slot."""
        return list(self._reporting.get((slot, tick % self._every), ()))
