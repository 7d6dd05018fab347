"""Lists of dossiers: what a page costs in the database at a million, and how many pages a second at a hundred thousand."""

import itertools
from collections.abc import Sequence

from motcua.conf.bench import Bench, Outcome
from motcua.conf.bench.intake import hand_in
from motcua.conf.bench.load import Browser, Load, Script, measure
from motcua.conf.bench.place import BenchCentre, temporary_centre

FEW, MANY = 100_000, 1_000_000
SAMPLES = 300
"""Dossiers that are handed in as people do; the others are written as rows like them."""
CLIENTS = 50
SECONDS = 15.0
P95_BAR = 50.0
RATE_BAR = 500.0
LISTS = ("", "?viec=tat-ca", "?viec=tham-dinh&loc=cua-toi", "?viec=tham-dinh&loc=hom-nay", "?viec=tat-ca&loc=qua-han")
SCENE = "motcua.conf.bench.lists_scene"

__all__ = ["BENCH", "hand_in", "look_at_lists"]


def run(arguments: Sequence[str]) -> Outcome:
    """Pages of lists over 100,000 dossiers, then their statements over a million (or `arguments[0]`)."""
    many = int(arguments[0]) if arguments else MANY
    with temporary_centre() as centre:
        given = centre.call("motcua.conf.bench.scene:open_units")
        measure(
            Load(centre.address, f"{__name__}:hand_in", clients=8, seconds=120.0, requests=SAMPLES, arguments=given)
        )
        centre.call(f"{SCENE}:fill", dossiers=min(FEW, many))
        report = measure(_pages(centre), meter=centre.cpu_seconds)
        filled = centre.call(f"{SCENE}:fill", dossiers=many)
        statements = centre.call(f"{SCENE}:lists_in_the_database")
    ok = report.per_second >= RATE_BAR and statements["statement_p95_ms"] < P95_BAR and not report.failed
    return Outcome({**filled, **statements, **report.figures()}, ok=ok)


def _pages(centre: BenchCentre) -> Load:
    cookies = centre.call(f"{SCENE}:lookers")
    source = f"{__name__}:look_at_lists"
    return Load(centre.address, source, clients=CLIENTS, seconds=SECONDS, warm_up=4.0, arguments={"cookies": cookies})


def look_at_lists(client: int, clients: int, *, cookies: list[dict[str, str]]) -> Script:
    """Somebody who goes from list to list without a thought."""
    del clients
    browser = Browser(cookies[client % len(cookies)])
    for query in itertools.cycle(LISTS):
        browser.see((yield browser.get(f"/quay/{query}", name="list")))


BENCH = Bench("lists", {"statement_p95_ms": f"< {P95_BAR:g}", "per_second": f">= {RATE_BAR:g}", "errors": "0"}, run)
