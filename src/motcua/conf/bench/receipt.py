"""How long printing a receipt takes: form 01 of real procedures, codes and all, as the desk asks for it."""

from collections.abc import Sequence
from typing import Any

from motcua.conf.bench import Bench, Outcome, machine
from motcua.conf.bench.intake import hand_in
from motcua.conf.bench.load import Load, measure
from motcua.conf.bench.place import temporary_centre

DOSSIERS = 240
BAR = 15.0

__all__ = ["BENCH", "hand_in"]


def run(arguments: Sequence[str]) -> Outcome:
    """Receipts of dossiers that were handed in; the median counts."""
    del arguments
    before = machine.calibration_ms()
    with temporary_centre() as centre:
        given: dict[str, Any] = centre.call("motcua.conf.bench.scene:open_units", units=1)
        load = Load(centre.address, f"{__name__}:hand_in", clients=4, seconds=60.0, requests=DOSSIERS, arguments=given)
        measure(load)
        took = centre.call("motcua.conf.bench.scene:print_receipts")
    figures = {**took, "calibration_ms": round((before + machine.calibration_ms()) / 2, 1)}
    return Outcome(figures, ok=took["p50_ms"] < BAR)


BENCH = Bench("receipt", {"p50_ms": f"< {BAR:g}"}, run)
