"""`motcua run`: a whole centre in one terminal, from the database to the printed address."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click

from motcua.conf import logs, ports, probe, telephone
from motcua.conf.welcome import welcome
from motcua.foundation import home, postgres, processes
from motcua.foundation.postgres.server import PATIENCE_START, STOPPING
from motcua.foundation.settings import TABLE, Settings, SettingsError, unknown_names
from motcua.foundation.supervisor import Child, Spawn, Stopped, Supervisor, command
from motcua.kernel import clock

PATIENCE_READY = 90.0
PATIENCE_LEFTOVERS = 12.0
"""Seconds that processes of a killed centre have to end by themselves: the kernel has told them to."""
FAULT = 500
"""The first HTTP status that says the centre itself is broken."""


def run(settings: Settings, environ: Mapping[str, str]) -> None:
    """Run the centre until it is asked to stop. Raises MotCuaError or ClickException when it can't start."""
    settings.check_serving()
    with home.sole_centre(settings.home):
        _end_leftovers(settings.home)
        if taken := ports.problems(settings):
            raise SettingsError(taken)
        logs.shorten_errors(settings.home)
        supervisor = Supervisor()
        try:
            _start(supervisor, settings, environ)
            supervisor.run()
        except Stopped:
            pass
        finally:
            supervisor.say("Đang dừng…")
            supervisor.stop()
            home.forget_centre(settings.home)
            supervisor.say("Đã dừng.")


def _start(supervisor: Supervisor, settings: Settings, environ: Mapping[str, str]) -> None:
    for sentence in unknown_names(environ):
        supervisor.say(sentence)
    environment = _environment(settings, environ, _database_url(supervisor, settings))
    ready = False

    def tell_other_commands(children: dict[str, int]) -> None:
        home.write_centre(settings.home, home.Centre(os.getpid(), environment, children, ready))

    supervisor.on_change = tell_other_commands
    if supervisor.run_once("prepare", _motcua("prepare", environment)):
        raise click.ClickException("Chưa chuẩn bị được cơ sở dữ liệu; xem các dòng `prepare |` ở trên.")
    supervisor.start(Child("web", _motcua("web", environment)))
    ready = supervisor.until(lambda: (probe.status(settings) or FAULT) < FAULT, PATIENCE_READY)
    for name in ("live", "worker"):  # after the first page, which they would only slow down
        supervisor.start(Child(name, _motcua(name, environment)))
    supervisor.until(lambda: probe.listens(settings, settings.live_port), PATIENCE_READY)
    called_at = _start_telephone(supervisor, settings, environment)
    tell_other_commands(supervisor.pids())
    supervisor.say(
        welcome(settings, called_at)
        if ready
        else "Trang web chưa trả lời; xem các dòng `web |` ở trên hoặc chạy `motcua doctor`."
    )


def _start_telephone(supervisor: Supervisor, settings: Settings, environment: dict[str, str]) -> str:
    """Start what answers calls; returns where it is called at, or why it isn't."""
    if reason := telephone.why_not(settings):
        return reason
    port = telephone.free_port(settings)
    told = {**environment, "MOTCUA_TELEPHONE_PORT": f"{port}"}
    supervisor.start(Child("dialogue", _motcua("dialogue", environment)))
    supervisor.start(Child("telephone", _motcua("telephone serve", told)))
    return f"Gọi thử tổng đài (baresip, Linphone…): sip:1022@{settings.telephone.bind}:{port}; lần đầu cần vài phút để đọc các câu."


def _database_url(supervisor: Supervisor, settings: Settings) -> str:
    """The address of the database, which is started here when no DATABASE_URL names one."""
    if settings.database is not None:
        return settings.database.url
    server = postgres.server_for(settings.home, settings.postgres)
    supervisor.say(f"Cơ sở dữ liệu: {server.binaries}; dữ liệu ở {server.place.data}")

    def spawn(output: int) -> subprocess.Popen[bytes]:
        server.prepare()
        return server.spawn(output)

    child = Child("postgres", spawn, stopping=STOPPING, outlives=True)
    supervisor.start(child)
    if not supervisor.until(lambda: child.deaths > 0 or server.takes_connections(), PATIENCE_START) or child.deaths:
        raise click.ClickException("PostgreSQL không khởi động được; xem các dòng `postgres |` ở trên.")
    server.ensure_database()
    return server.place.database().url


def _environment(settings: Settings, environ: Mapping[str, str], database_url: str) -> dict[str, str]:
    """What every process of this centre, and every command in another shell, is told."""
    known = {setting.name: environ[setting.name] for setting in TABLE if environ.get(setting.name)}
    known |= {"DATABASE_URL": database_url, "MOTCUA_HOME": str(settings.home), "MOTCUA_DEMO": str(int(settings.demo))}
    if settings.clock and not settings.clock_started:
        known["MOTCUA_CLOCK_STARTED"] = clock.SystemClock().now().isoformat()
    return known


def _motcua(name: str, environment: dict[str, str]) -> Spawn:
    arguments = [sys.executable, "-P", "-m", "motcua.conf.cli", *name.split()]
    return command(arguments, {**os.environ, **environment, "PYTHONUNBUFFERED": "1"})


def _end_leftovers(folder: Path) -> None:
    """Wait for the processes of a centre that was killed, and end those that stay."""
    centre = home.left_behind(folder)
    left = [pid for name, pid in centre.children.items() if name != "postgres" and _is_ours(pid)] if centre else []
    if not processes.wait_until(lambda: not any(processes.alive(pid) for pid in left), PATIENCE_LEFTOVERS):
        for pid in left:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)


def _is_ours(pid: int) -> bool:
    try:
        return b"motcua.conf.cli" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
