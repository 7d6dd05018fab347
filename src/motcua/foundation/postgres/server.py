"""Make, start, watch over and stop one PostgreSQL server."""

import locale
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from motcua.foundation import processes
from motcua.foundation.postgres.binaries import Binaries, choose, reachable
from motcua.foundation.postgres.errors import unavailable
from motcua.foundation.postgres.place import Place, place_for

PATIENCE_START = 300.0
"""Seconds until connections are taken: after a crash the log is replayed first."""

READY_LINE = 8
"""Of postmaster.pid: the postmaster's state."""

STOPPING = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0))
"""Fast: sessions are cut, data are flushed. Only then immediate, which costs a recovery at the next start."""


class Server:
    """The server in `place`, run by `binaries`. Whoever calls must be the only one who does (home.sole_centre)."""

    def __init__(self, place: Place, binaries: Binaries, *, durable: bool = True) -> None:
        """`durable=False` is for throwaway data: nothing is flushed to the disk."""
        self.place = place
        self.binaries = reachable(binaries) if place.owner else binaries
        self.durable = durable

    def prepare(self) -> None:
        """Make the data folder if there is none, and clear away what an earlier kill -9 has left."""
        self.place.make_folders()
        self.place.passwords()
        self._end_orphans()
        if self.place.major is None:
            self._initialise()

    def command(self) -> list[str]:
        """The command line of the server; every option is here, none in postgresql.conf."""
        options = self._options()
        return [
            str(self.binaries.folder / "postgres"),
            "-D",
            str(self.place.data),
            *(f"--{k}={v}" for k, v in options.items()),
        ]

    def spawn(self, output: int | IO[bytes]) -> subprocess.Popen[bytes]:
        """Start the server as a child that stops, in good order, when this process ends by whatever death."""
        return self._popen(self.command(), output)

    def wait_ready(self, process: subprocess.Popen[bytes]) -> None:
        """Return when connections are taken; UnavailableError when the process ends instead or takes for ever."""
        settled = processes.wait_until(lambda: process.poll() is not None or self.takes_connections(), PATIENCE_START)
        if settled and process.poll() is None:
            return
        raise unavailable(
            "start",
            "PostgreSQL không khởi động được; xem các dòng `postgres |` ở trên để biết lý do.",
            f"postgres ended with {process.poll()} while starting",
        )

    def ensure_database(self, name: str = "motcua") -> None:
        """Make the role and the database of the centre; harmless when they exist."""
        password = self.place.passwords()["motcua"]
        with self._connect() as connection:
            connection.autocommit = True
            missing = not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'motcua'").fetchone()
            verb = sql.SQL("CREATE" if missing else "ALTER")
            rights = sql.SQL("" if self.durable else "CREATEDB CREATEROLE")  # tests make databases and roles
            role = sql.SQL("{} ROLE motcua LOGIN {} PASSWORD {}").format(verb, rights, sql.Literal(password))
            connection.execute(role)
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER motcua").format(sql.Identifier(name)))

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(self.place.database("postgres", "postgres").url, connect_timeout=5)

    def takes_connections(self) -> bool:
        """Whether the server says, in postmaster.pid as for pg_ctl, that it is ready."""
        try:
            lines = (self.place.data / "postmaster.pid").read_text("utf-8").splitlines()
        except OSError:
            return False
        return len(lines) >= READY_LINE and lines[READY_LINE - 1].strip() == "ready"

    def _initialise(self) -> None:
        """Run initdb beside the final place and move the result there: half a data folder is never met again."""
        half, word = self.place.base / "data.new", self.place.base / "word"
        shutil.rmtree(half, ignore_errors=True)
        shutil.rmtree(self.place.data, ignore_errors=True)  # without PG_VERSION it holds nothing
        half.mkdir(mode=0o700)
        word.touch(mode=0o600)
        word.write_text(self.place.passwords()["postgres"], "utf-8")
        for path in (half, word):
            if self.place.owner:
                os.chown(path, self.place.owner.uid, self.place.owner.gid)
        flags = [] if self.durable else ["--no-sync"]
        command = [
            self.binaries.folder / "initdb",
            "-D",
            half,
            "-U",
            "postgres",
            "--pwfile",
            word,
            "-A",
            "scram-sha-256",
        ]
        process = self._popen([*map(str, command), "-E", "UTF8", f"--locale={_locale()}", *flags], subprocess.PIPE)
        said, _ = process.communicate()
        word.unlink()
        if process.returncode:
            raise unavailable(
                "initdb",
                f"Không tạo được cơ sở dữ liệu trong {self.place.data}: {said.decode(errors='replace').strip()[-600:]}",
                f"initdb ended with {process.returncode}",
            )
        half.rename(self.place.data)

    def _end_orphans(self) -> None:
        """End servers of ours that outlived their owner, and remove the marks of dead ones.

        PostgreSQL itself believes postmaster.pid as soon as any process of the same user has that number again.
        """
        data = self.place.data.resolve()
        for pid in processes.working_in(data, "postgres"):
            if pid == self._recorded_postmaster():
                processes.end(pid, STOPPING)
        for pid in processes.working_in(data, "postgres"):  # sessions without a postmaster
            processes.end(pid, STOPPING[1:])
        (self.place.data / "postmaster.pid").unlink(missing_ok=True)
        for left in self.place.sockets.glob(".s.PGSQL.*"):
            left.unlink()

    def _recorded_postmaster(self) -> int | None:
        try:
            return int((self.place.data / "postmaster.pid").read_text("ascii").split()[0])
        except (OSError, ValueError, IndexError):
            return None

    def _popen(self, command: Sequence[str], output: int | IO[bytes]) -> subprocess.Popen[bytes]:
        owner = self.place.owner
        return subprocess.Popen(  # noqa: S603 - our own command line
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": _locale(), "TZ": "UTC"},
            start_new_session=True,
            preexec_fn=processes.dies_with_parent(signal.SIGINT),  # noqa: PLW1509 - the supervisor has one thread
            user=owner.uid if owner else None,
            group=owner.gid if owner else None,
            extra_groups=[] if owner else None,
        )

    def _options(self) -> dict[str, str]:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.place.sockets),
            "unix_socket_permissions": "0700",
            "port": "5432",
            "max_connections": "100",
            "shared_buffers": f"{min(max(memory // 8, 64), 1024)}MB",
            "effective_cache_size": f"{max(memory // 2, 128)}MB",
            "work_mem": "16MB",
            "maintenance_work_mem": "128MB",
            "max_wal_size": "2GB",
            "random_page_cost": "1.1",
            "jit": "off",  # every query here is short
            "timezone": "UTC",
            "log_timezone": "Asia/Ho_Chi_Minh",
            "lc_messages": "C",
            # Statements and rows hold people's data; the log does not.
            "log_min_messages": "log",
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
            "log_line_prefix": "%m ",
            "log_checkpoints": "off",
        }
        if not self.durable:
            options |= {
                "fsync": "off",
                "synchronous_commit": "off",
                "full_page_writes": "off",
                "shared_buffers": "128MB",
                "max_connections": "300",  # two test runs at once, each racing fifty writers
            }
        return options


def server_for(home: Path, choice: str) -> Server:
    """The server of the centre in `home`, by the programs that MOTCUA_POSTGRES allows and its data demand."""
    place = place_for(home)
    return Server(place, choose(choice, place.major))


def _locale() -> str:
    """C.UTF-8 where the system has it: bytewise order, but upper and lower know letters with marks."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C.UTF-8"
