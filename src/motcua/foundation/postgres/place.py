"""Where a centre's own PostgreSQL keeps its data, sockets and passwords, and as which user of the system it runs.

Not root: in MOTCUA_HOME/postgres, as oneself. Root may not run PostgreSQL and a home may be closed to every other
user, so there it lives in /var/lib/motcua/<id> and runs as a system user; MOTCUA_HOME/postgres.id holds the id.
"""

import json
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from motcua.foundation.home import secret_file
from motcua.foundation.postgres.errors import unavailable
from motcua.foundation.processes import alive
from motcua.foundation.settings.database import Database

STATE = Path("/var/lib/motcua")
SYSTEM_USER = "motcua-db"
THROWAWAY = "motcua-pg-"
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 107
"""Bytes of sun_path, less its closing NUL."""


@dataclass(frozen=True)
class Owner:
    """The user of the system that the server runs as."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Place:
    """The folders of one server. `owner` is None when it runs as the present user."""

    base: Path
    owner: Owner | None

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def major(self) -> int | None:
        """The major version that made the data, None before there are any."""
        try:
            return int((self.data / "PG_VERSION").read_text("ascii"))
        except FileNotFoundError:
            return None

    @property
    def sockets(self) -> Path:
        inside = self.base / "socket"
        if len(os.fsencode(inside / SOCKET_NAME)) <= LONGEST_SOCKET:
            return inside
        name = sha256(os.fsencode(self.base)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"motcua-{os.geteuid()}-{name}"

    def passwords(self) -> dict[str, str]:
        """The random passwords of the roles `postgres` and `motcua`, made when first asked for."""
        path = self.base / "passwords.json"
        if not path.is_file():
            secret_file(path, json.dumps({role: secrets.token_urlsafe(32) for role in ("postgres", "motcua")}))
        return {str(role): str(word) for role, word in json.loads(path.read_text("utf-8")).items()}

    def database(self, name: str = "motcua", role: str = "motcua") -> Database:
        """The address of a database of this server."""
        return Database(name=name, user=role, password=self.passwords()[role], host=str(self.sockets), port="5432")

    def make_folders(self) -> None:
        """Make the base and the folder of the sockets, closed to everybody else."""
        _passable(self.base)
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        here = self.sockets.lstat()
        if self.owner:
            os.chown(self.sockets, self.owner.uid, self.owner.gid)
        elif here.st_uid != os.geteuid() or self.sockets.is_symlink():
            raise unavailable(
                "socket",
                f"Thư mục {self.sockets} là của người khác. Hãy xóa nó, hoặc đặt MOTCUA_HOME ở đường dẫn ngắn hơn.",
                "the folder for the sockets belongs to another user",
            )


def place_for(home: Path) -> Place:
    """Where the server of the centre in `home` lives, for the user who asks."""
    inside = home / "postgres"
    if os.geteuid() != 0:
        return Place(inside, None)
    if (inside / "data").is_dir():  # made by its user before root came by
        made_by = (inside / "data").stat()
        return Place(inside, Owner(made_by.st_uid, made_by.st_gid) if made_by.st_uid else system_owner())
    return Place(_shared_base(home.resolve()), system_owner())


def throwaway_place() -> Place:
    """A place in memory for a test run; `remove` it afterwards. Those of killed runs are removed here."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder with a random name is made in it
    parent = memory if os.access(memory, os.W_OK) else Path(tempfile.gettempdir())
    for left in parent.glob(f"{THROWAWAY}[0-9]*-*"):
        if not alive(int(left.name.split("-")[2])):
            shutil.rmtree(left, ignore_errors=True)
    base = Path(tempfile.mkdtemp(prefix=f"{THROWAWAY}{os.getpid()}-", dir=parent))
    base.chmod(0o711)
    return Place(base, system_owner() if os.geteuid() == 0 else None)


def remove(place: Place) -> None:
    """Delete everything of a place whose server has stopped."""
    shutil.rmtree(place.base)
    shutil.rmtree(place.sockets, ignore_errors=True)


def abandoned() -> list[Path]:
    """Data in /var/lib/motcua whose MOTCUA_HOME is gone: for `motcua doctor` to name."""
    marks = STATE.glob("*/home") if STATE.is_dir() else []
    return [mark.parent for mark in marks if not Path(mark.read_text("utf-8").strip(), "postgres.id").is_file()]


def system_owner() -> Owner:
    """The system user for the server, made when missing; for root only."""
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin") or "useradd"
        options = [
            "--system",
            "--user-group",
            "--no-create-home",
            "--home-dir",
            str(STATE),
            "--shell",
            "/usr/sbin/nologin",
        ]
        made = subprocess.run([program, *options, SYSTEM_USER], capture_output=True, text=True, check=False)  # noqa: S603 - constants
        try:
            entry = pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            raise unavailable(
                "user",
                f"Không tạo được người dùng hệ thống {SYSTEM_USER} cho PostgreSQL ({made.stderr.strip()}). Hãy chạy không phải bằng root, "
                "hoặc đặt DATABASE_URL.",
                "useradd failed",
            ) from None
    return Owner(entry.pw_uid, entry.pw_gid)


def _shared_base(home: Path) -> Path:
    """/var/lib/motcua/<id>. A home that was moved keeps its data; a copy of a home must not share them."""
    id_file = home / "postgres.id"
    if not id_file.is_file():
        secret_file(id_file, secrets.token_hex(6))
    name = id_file.read_text("ascii").strip()
    base = STATE / name
    _passable(STATE)
    _passable(base)
    mark = base / "home"
    if mark.is_file() and (before := Path(mark.read_text("utf-8").strip())) != home:
        other = before / "postgres.id"
        if other.is_file() and other.read_text("ascii").strip() == name:
            raise unavailable(
                "copied",
                f"{home} là bản sao của {before}; hai trung tâm không dùng chung một cơ sở dữ liệu. Xóa {id_file} để bản sao bắt đầu "
                "với dữ liệu trống, hoặc dùng pg_dump để chép dữ liệu.",
                "this MOTCUA_HOME was copied from another that still exists",
            )
    mark.write_text(f"{home}\n", "utf-8")
    return base


def _passable(folder: Path) -> None:
    """Make a folder that others may pass through but not list, whatever the umask."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)
