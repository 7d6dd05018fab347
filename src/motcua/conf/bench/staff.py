"""Four hundred officers at their desks: each looks at the pile, opens a dossier, takes it, with seconds of thought between."""

import random
import re
from collections.abc import Sequence
from typing import Any
from zlib import crc32

from motcua.conf.bench import Bench, Outcome
from motcua.conf.bench.intake import hand_in
from motcua.conf.bench.load import Browser, Load, Script, hidden_fields, measure
from motcua.conf.bench.place import temporary_centre

STAFF = 400
SECONDS = 40.0
DOSSIERS = 3000
P95_BAR = 300.0
THOUGHT = (1.0, 5.0)
"""Seconds between two clicks, at least and at most."""
PILE = "/quay/"
_DOSSIER = re.compile(r'href="/quay/ho-so/([A-Z0-9.]+-\d{6}-\d+)/"')
_NEXT = re.compile(r'rel="next" href="([^"]+)"')

__all__ = ["BENCH", "hand_in", "work"]


def run(arguments: Sequence[str]) -> Outcome:
    """400 officers (or `arguments[0]`) on dossiers that were handed in before."""
    staff = int(arguments[0]) if arguments else STAFF
    with temporary_centre() as centre:
        given = centre.call("motcua.conf.bench.scene:open_units")
        filling = Load(
            centre.address, f"{__name__}:hand_in", clients=16, seconds=120.0, requests=DOSSIERS, arguments=given
        )
        measure(filling)
        sessions = centre.call("motcua.conf.bench.scene:officers_at_work", staff=staff)
        source = f"{__name__}:work"
        load = Load(
            centre.address, source, clients=staff, seconds=SECONDS, warm_up=8.0, arguments={"sessions": sessions}
        )
        report = measure(load, meter=centre.cpu_seconds)
    return Outcome({"staff": staff, **report.figures()}, ok=report.times.p95_ms < P95_BAR and not report.failed)


def work(client: int, clients: int, *, sessions: list[dict[str, Any]]) -> Script:
    """One officer. Each has a share of the agency's dossiers by their codes, so that nobody overtakes anybody."""
    del clients
    seat = sessions[client]
    browser, path = Browser(seat["cookies"]), PILE
    while True:
        page = browser.see((yield browser.get(path, name="list", think=_thought())))
        mine = [code for code in _DOSSIER.findall(page.text) if crc32(code.encode()) % seat["of"] == seat["rank"]]
        following = _NEXT.search(page.text)
        path = following[1].replace("&amp;", "&") if following else PILE
        if not mine:
            continue
        code = random.choice(mine)
        opened = browser.see((yield browser.get(f"/quay/ho-so/{code}/", name="open", think=_thought())))
        if f"/quay/ho-so/{code}/nhan-xu-ly" in opened.text:
            fields = hidden_fields(opened)
            browser.see((yield browser.post(f"/quay/ho-so/{code}/nhan-xu-ly", fields, name="act", think=_thought())))


def _thought() -> float:
    return random.uniform(*THOUGHT)


BENCH = Bench("staff", {"p95_ms": f"< {P95_BAR:g}", "errors": "0"}, run)
