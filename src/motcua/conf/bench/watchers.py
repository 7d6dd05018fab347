"""From the commit of a call to the last of 5,000 boards and telephones that watch the hall on one live process."""

import json
import secrets
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from motcua.conf.bench import Bench, Outcome, watching
from motcua.conf.bench.place import BenchCentre, temporary_centre
from motcua.foundation import home
from motcua.kernel.percentiles import percentile

WATCHERS = 5000
CALLS = 20
PAUSE_SECONDS = 1.0
"""Between two calls, so that each is measured alone."""
SETTLE_SECONDS = 3.0
LAST_BAR = 500.0
OPEN_HOURS = "2026-11-25T08:30"


def run(arguments: Sequence[str]) -> Outcome:
    """5,000 watchers (or `arguments[0]`); 20 calls (or `arguments[1]`) by the real services."""
    watchers = int(arguments[0]) if arguments else WATCHERS
    calls = int(arguments[1]) if len(arguments) > 1 else CALLS
    with temporary_centre(MOTCUA_WEB_WORKERS="1", MOTCUA_CLOCK=OPEN_HOURS) as centre:
        address = centre.call(f"{__name__}:listen")
        before = _live_megabytes(centre)
        started = time.monotonic()
        command = [sys.executable, "-P", "-m", watching.__name__, str(centre.live_port), address, str(watchers)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as crowd:  # noqa: S603 - our own
            assert crowd.stdin
            assert crowd.stdout
            if crowd.stdout.readline() != b"ready\n":
                raise RuntimeError("the watchers could not open their streams; see above")
            opened = time.monotonic() - started
            spent = centre.cpu_seconds()["live"]
            called: dict[str, float] = centre.call(f"{__name__}:call_numbers", calls=calls)
            time.sleep(SETTLE_SECONDS)
            spent = centre.cpu_seconds()["live"] - spent
            after = _live_megabytes(centre)
            crowd.stdin.close()
            heard: dict[str, list[float]] = json.loads(crowd.stdout.read())
    outcome = _outcome(watchers, called, heard)
    process = {
        "opened_seconds": round(opened, 1),
        "live_mb_alone": round(before),
        "live_mb_watched": round(after),
        "live_cpu_ms_a_call": round(spent * 1000 / calls),
    }
    return Outcome({**outcome.figures, **process}, ok=outcome.ok)


def _outcome(watchers: int, called: dict[str, float], heard: dict[str, list[float]]) -> Outcome:
    """How long after its commit the first watcher heard of each call, the middle one and the last."""
    missed = sum(watchers - len(heard.get(number, ())) for number in called)
    times = [[(at - called[number]) * 1000 for at in sorted(heard[number])] for number in called if number in heard]
    last = sorted(one[-1] for one in times)
    figures = {
        "watchers": watchers,
        "calls": len(called),
        "missed": missed,
        "first_median_ms": round(percentile(sorted(one[0] for one in times), 0.5), 1),
        "middle_median_ms": round(percentile(sorted(percentile(one, 0.5) for one in times), 0.5), 1),
        "last_median_ms": round(percentile(last, 0.5), 1),
        "last_p95_ms": round(percentile(last, 0.95), 1),
    }
    return Outcome(dict(figures), ok=missed == 0 and figures["last_median_ms"] < LAST_BAR)


def _live_megabytes(centre: BenchCentre) -> float:
    running = home.running_centre(centre.home)
    assert running is not None
    status = Path(f"/proc/{running.children['live']}/status").read_text("ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def listen() -> str:
    """The stream's address, with a ticket for the hall of the demo's centre; in a process of the centre's, as `call_numbers` is."""
    from motcua.foundation import live
    from motcua.foundation.live.tickets import PATH
    from motcua.organisation.models import OneStopUnit
    from motcua.ticketing.services.telling import channel

    hall = channel(OneStopUnit.objects.get(code="trung-tam-tinh").pk)
    return f"{PATH}?{urlencode({'ticket': live.ticket([hall])})}"


def call_numbers(calls: int, pause: float = PAUSE_SECONDS) -> dict[str, float]:
    """Call as many numbers as that, one after the other at three counters; number → when its call was committed."""
    desks, called = cycle(open_desks(calls)), {}
    from motcua.ticketing.services import call_next, finish

    for _ in range(calls):
        counter, officer = next(desks)
        ticket = call_next(counter, by=officer)
        committed = time.monotonic()
        assert ticket is not None
        called[ticket.number] = committed
        finish(ticket.pk, by=officer)
        time.sleep(pause)
    return called


def open_desks(tickets: int) -> list[tuple[Any, Any]]:
    """Three counters of one queue, open, and a number for each call."""
    from motcua.accounts.models import Staff
    from motcua.accounts.selectors import actor_of
    from motcua.kernel import clock
    from motcua.ticketing.facts import TicketRequest
    from motcua.ticketing.models import CounterService, HallDevice
    from motcua.ticketing.services import issue_ticket, open_counter
    from motcua.ticketing.vocabulary import DeviceKind, Source

    today = clock.now().date()
    group = CounterService.objects.filter(counter__unit__code="trung-tam-tinh").earliest("pk").group
    machine = HallDevice.objects.filter(kind=DeviceKind.KIOSK.value).select_related("account").earliest("pk")
    for _ in range(tickets):
        request = TicketRequest(group.pk, Source.KIOSK)
        issue_ticket(request, by=actor_of(machine.account, day=today), key=secrets.token_urlsafe(24), body=b"")
    staff = Staff.objects.filter(sign_in_name__startswith="tiepnhan0").order_by("sign_in_name")
    counters = [service.counter for service in group.services.select_related("counter").order_by("pk")[:3]]
    desks = [(counter, actor_of(person, day=today)) for counter, person in zip(counters, staff, strict=False)]
    for counter, officer in desks:
        open_counter(counter.pk, by=officer)
    return desks


BENCH = Bench("watchers", {"last_median_ms": f"< {LAST_BAR:g}", "missed": "0"}, run)
