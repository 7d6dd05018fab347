"""Intakes a second over HTTP at 34 centres: number, due date, papers, audit line, outbox and idempotency key, on the disk."""

import itertools
import secrets
from collections.abc import Sequence

from motcua.conf.bench import Bench, Outcome
from motcua.conf.bench.load import Load, Request, Response, Script, measure
from motcua.conf.bench.place import temporary_centre

NUMBER = "000085000000"
"""The identity number in a prepared body, which each request replaces by one of its own."""
CLIENTS = 100
SECONDS = 20.0
RATE_BAR = 450.0
P95_BAR = 300.0
CREATED = b"HTTP/1.1 201"
_PEOPLE = 1_000_000


def run(arguments: Sequence[str]) -> Outcome:
    """100 clients (or `arguments[0]`) hand in dossiers as fast as they are answered; then every one of them is counted."""
    clients = int(arguments[0]) if arguments else CLIENTS
    with temporary_centre() as centre:
        given = centre.call("motcua.conf.bench.scene:open_units")
        source = f"{__name__}:hand_in"
        load = Load(centre.address, source, clients=clients, seconds=SECONDS, warm_up=5.0, arguments=given)
        report = measure(load, meter=centre.cpu_seconds)
        counted = centre.call("motcua.conf.bench.scene:count_dossiers")
        proven = centre.call("motcua.conf.bench.scene:audit_breaks")
    whole = counted["dossiers"] == counted["audited"] == counted["numbers"] >= report.answered and proven == 0
    figures = {**report.figures(), **counted, "audit_breaks": proven}
    ok = report.per_second >= RATE_BAR and report.times.p95_ms < P95_BAR and not report.failed and whole
    return Outcome(figures, ok=ok)


def hand_in(client: int, clients: int, *, tokens: list[str], bodies: list[list[str]]) -> Script:
    """One centre's software: another person, another key, the next procedure, each time."""
    unit = client % len(tokens)
    headers = {"Authorization": f"Bearer {tokens[unit]}", "Content-Type": "application/json"}
    kinds = itertools.cycle(bodies[unit])
    for turn in itertools.count():
        person = f"000085{(turn * clients + client) % _PEOPLE:06}"
        body = next(kinds).replace(NUMBER, person).encode()
        key = {"Idempotency-Key": secrets.token_urlsafe(24)}
        yield Request("POST", "/api/v1/dossiers", {**headers, **key}, body, check=_is_received)


def _is_received(answer: Response) -> bool:
    return answer.head.startswith(CREATED) and b'"token"' in answer.body


BENCH = Bench("intake", {"per_second": f">= {RATE_BAR:g}", "p95_ms": f"< {P95_BAR:g}", "errors": "0"}, run)
