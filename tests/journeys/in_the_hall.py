"""A morning in the hall of the demo's centre: its time, the process that its screens listen to, what people do at its counters."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Page, expect

from motcua.conf.bench.place import free_port
from motcua.foundation.processes import wait_until
from motcua.kernel import clock
from motcua.organisation.models import OneStopUnit
from motcua.organisation.selectors import calendar_of
from tests.journeys.on_desk import apart
from tests.journeys.scene import STOPPING_SECONDS, database_of_tests, worker

FIRST, SECOND = "tiepnhan08", "tiepnhan09"
"""Who sits at counters 8 and 9."""
KIOSK, TABLET, BOARD = (1080, 1920), (1280, 800), (1920, 1080)
AT_ONCE = 20_000
"""Milliseconds: before the page would look by itself, with a worker that has only just started."""
_STARTING_SECONDS = 60


@contextmanager
def listening(address: str) -> Iterator[None]:
    """The real live process on the test database, for pages of the served centre.

    Its port is another one than the policy of the pages names, which was built when the centre was served; browsers that
    listen are told to let it pass (`bypass_csp`).
    """
    port = free_port()
    environ = {"MOTCUA_PORT": str(urlsplit(address).port), "MOTCUA_LIVE_PORT": str(port)}
    command = [sys.executable, "-P", "-m", "motcua.conf.cli", "live"]
    known = {**os.environ, "DATABASE_URL": database_of_tests().url, "MOTCUA_SECRET_KEY": settings.SECRET_KEY}
    process = subprocess.Popen(command, env={**known, **environ})
    try:
        assert wait_until(lambda: _answers(port), _STARTING_SECONDS)
        with override_settings(MOTCUA=replace(settings.MOTCUA, live_port=port)):
            yield
    finally:
        process.terminate()
        process.wait(STOPPING_SECONDS)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("localhost", port), timeout=1).close()
    except OSError:
        return False
    return True


def next_morning() -> datetime:
    """Nine o'clock on the centre's next working day, whenever a journey runs."""
    calendar = calendar_of(OneStopUnit.objects.get(code="trung-tam-tinh"))
    ordinal, _plan, _hours = next(calendar.working_plans_from(clock.now().date().toordinal() + 1))
    day = datetime.fromordinal(ordinal)
    return datetime(day.year, day.month, day.day, 9, tzinfo=clock.HANOI)


@contextmanager
def running_morning(address: str) -> Iterator[None]:
    """Pages and worker live at `next_morning`, and time goes on."""
    machine, morning = clock.SystemClock(), apart(next_morning)
    started = machine.now().isoformat()
    shifted = {"MOTCUA_CLOCK": f"{morning:%Y-%m-%dT%H:%M}", "MOTCUA_CLOCK_STARTED": started, "MOTCUA_DEMO": "1"}
    with (
        clock.using(clock.ShiftedClock(morning, machine)),
        worker(MOTCUA_PORT=str(urlsplit(address).port), **shifted),
    ):
        yield


def sits_down(somebody, name: str) -> Page:
    """At the own counter, through the staff home, by keyboard."""
    page = somebody.signs_in(name)
    page.wait_for_url("**/noi-bo/")
    page.get_by_role("link", name="Quầy của tôi").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ngồi quầy nào?")
    page.wait_for_load_state()  # keys are heard from then on
    page.keyboard.press("F2")
    expect(page.locator("#number")).to_have_text("–")
    return page


def comes(page: Page) -> None:
    """The person who was called to this counter is there."""
    page.keyboard.press("F7")
    expect(page.locator(".ticket.serving")).to_be_visible()
