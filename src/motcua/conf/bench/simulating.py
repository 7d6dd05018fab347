"""How long ten working days with 10,000 citizens take to play through the services of a fresh demo centre."""

import json
import subprocess
from collections.abc import Sequence

from motcua.conf.bench import Bench, Outcome, cpu, machine
from motcua.conf.bench.place import BenchCentre, temporary_centre

DAYS, CITIZENS = 10, 10_000
BAR = 180.0


def run(arguments: Sequence[str]) -> Outcome:
    """Play `arguments` or `--days 10 --citizens 10000 --seed 1`, then prove the audit chain."""
    asked = list(arguments) or ["--days", str(DAYS), "--citizens", str(CITIZENS), "--seed", "1"]
    before = machine.calibration_ms()
    with temporary_centre() as centre:
        centre_before, players_before = sum(centre.cpu_seconds().values()), cpu.seconds_of_ended_children()
        played = json.loads(centre.motcua("simulate", "--json", *asked))
        players = cpu.seconds_of_ended_children() - players_before
        spent = players + sum(centre.cpu_seconds().values()) - centre_before
        proven = _proven(centre)
    total, dossiers = played["total"], max(played["dossiers"], 1)
    adds_up = total["received"] == total["solved"] + total["pending"] == played["dossiers"]
    figures = {
        "dossiers": played["dossiers"],
        "acts": played["acts"],
        "play_seconds": played["seconds"],
        "dossiers_per_second": played["dossiers_per_second"],
        "players_cpu_ms_a_dossier": round(players / dossiers * 1000, 1),
        "cpu_ms_a_dossier": round(spent / dossiers * 1000, 1),
        "adds_up": str(adds_up),
        "audit_holds": str(proven),
        "calibration_ms": round((before + machine.calibration_ms()) / 2, 1),
    }
    return Outcome(figures, ok=adds_up and proven and played["seconds"] <= BAR)


def _proven(centre: BenchCentre) -> bool:
    try:
        centre.motcua("audit", "verify")
    except subprocess.CalledProcessError:
        return False
    return True


BENCH = Bench("simulate", {"play_seconds": f"<= {BAR:g}", "adds_up": "True", "audit_holds": "True"}, run)
