"""Fifty counters call: by the services in four processes, and over HTTP. Each ticket is called once."""

import json
import secrets
from collections.abc import Sequence

from motcua.conf.bench import Bench, Outcome
from motcua.conf.bench.load import Load, Request, Response, Script, measure
from motcua.conf.bench.place import temporary_centre

COUNTERS = 50
WAITING = 4000
SECONDS = 10.0
RATE_BAR = 500.0
OPEN_AT = "2026-11-25T08:30"
SCENE = "motcua.conf.bench.hall_scene"


def run(arguments: Sequence[str]) -> Outcome:
    """50 counters and 4,000 people (or `arguments[0]`) for each of the two ways."""
    people = int(arguments[0]) if arguments else WAITING
    with temporary_centre(MOTCUA_CLOCK=OPEN_AT) as centre:
        given = centre.call(f"{SCENE}:open_counters", counters=COUNTERS, waiting=people)
        services = centre.call(f"{SCENE}:call_in_processes", counters=given["counters"])
        centre.call(f"{SCENE}:more_wait", people=2 * people)
        load = Load(centre.address, f"{__name__}:call", clients=COUNTERS, seconds=SECONDS, warm_up=2.0, arguments=given)
        report = measure(load, meter=centre.cpu_seconds)
        counted = centre.call(f"{SCENE}:count_calls", counters=given["counters"])
    once = counted["journal"] == counted["tickets_called"]
    # of two requests, one calls and one finishes
    figures = {**services, "http_calls_per_second": round(report.per_second / 2, 1), **report.figures(), **counted}
    ok = services["calls_per_second"] >= RATE_BAR and services["calls"] == people and once and not report.failed
    return Outcome(figures, ok=ok)


def call(client: int, clients: int, *, tokens: list[str], counters: list[int]) -> Script:
    """One counter: calls whoever is next and has served them at once."""
    del clients
    headers = {"Authorization": f"Bearer {tokens[client]}", "Content-Type": "application/json"}
    next_one = f"/api/v1/counters/{counters[client]}/call-next"
    while True:
        key = {"Idempotency-Key": secrets.token_urlsafe(24)}
        answer = yield Request("POST", next_one, {**headers, **key}, b"{}", check=_is_called, name="call")
        if _is_called(answer):
            ticket_id = json.loads(answer.body)["ticket"]["ticket_id"]
            finish = f"/api/v1/tickets/{ticket_id}/finish"
            yield Request("POST", finish, headers, b"{}", check=_is_answered, name="finish")


def _is_called(answer: Response) -> bool:
    """Somebody was called: an empty hall would flatter."""
    return _is_answered(answer) and b'"ticket_id"' in answer.body


def _is_answered(answer: Response) -> bool:
    return answer.head.startswith(b"HTTP/1.1 200")


BENCH = Bench("calls", {"calls_per_second": f">= {RATE_BAR:g}", "journal": "= tickets_called", "errors": "0"}, run)
