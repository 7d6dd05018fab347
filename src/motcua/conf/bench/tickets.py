"""Numbers a second over HTTP at one centre: each on the disk with its journal, 1..N in every group."""

import itertools
import json
import secrets
from collections.abc import Sequence

from motcua.conf.bench import Bench, Outcome
from motcua.conf.bench.load import Load, Request, Response, Script, measure
from motcua.conf.bench.place import temporary_centre

CLIENTS = 32
SECONDS = 15.0
RATE_BAR = 500.0
OPEN_AT = "2026-11-25T08:30"
CREATED = b"HTTP/1.1 201"


def run(arguments: Sequence[str]) -> Outcome:
    """32 machines (or `arguments[0]`) give numbers as fast as they are answered; then they are counted."""
    clients = int(arguments[0]) if arguments else CLIENTS
    with temporary_centre(MOTCUA_CLOCK=OPEN_AT) as centre:
        given = centre.call("motcua.conf.bench.hall_scene:open_machines", machines=clients)
        load = Load(centre.address, f"{__name__}:take", clients=clients, seconds=SECONDS, warm_up=4.0, arguments=given)
        report = measure(load, meter=centre.cpu_seconds)
        counted = centre.call("motcua.conf.bench.hall_scene:count_tickets")
    whole = counted["gaps"] == 0 and counted["tickets"] == counted["highest_sum"] >= report.answered
    ok = report.per_second >= RATE_BAR and not report.failed and whole
    return Outcome({**report.figures(), **counted}, ok=ok)


def take(client: int, clients: int, *, tokens: list[str], groups: list[str]) -> Script:
    """One machine: the next group, another key, each time."""
    del clients
    headers = {"Authorization": f"Bearer {tokens[client]}", "Content-Type": "application/json"}
    for letters in itertools.islice(itertools.cycle(groups), client % len(groups), None):
        key = {"Idempotency-Key": secrets.token_urlsafe(24)}
        body = json.dumps({"group": letters}).encode()
        yield Request("POST", "/api/v1/tickets", {**headers, **key}, body, check=_is_given)


def _is_given(answer: Response) -> bool:
    return answer.head.startswith(CREATED) and b'"number"' in answer.body


BENCH = Bench("tickets", {"per_second": f">= {RATE_BAR:g}", "gaps": "0", "errors": "0"}, run)
