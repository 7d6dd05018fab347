"""The environment as one frozen, validated value. Pure: nothing is written, nothing global is read.

`load(environ)` gives a `Settings` or raises `SettingsError` with every problem at once. `motcua.foundation.home` adds
what a running centre has written down; `motcua.conf.settings` turns the result into Django's settings.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from motcua.foundation.settings.database import Database
from motcua.foundation.settings.database import parse as parse_database
from motcua.foundation.settings.reading import Reader, is_every_address, is_loopback
from motcua.foundation.settings.table import TABLE
from motcua.foundation.settings.telephone import Telephone, telephone
from motcua.kernel.errors import MotCuaError

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
SECRET_KEY_LENGTH = 32
NEW_SECRET_KEY = "openssl rand -base64 48"  # noqa: S105 - the command that makes one, not a secret
_SCHEMA = re.compile(r"[a-z][a-z0-9_]{0,62}")


class SettingsError(MotCuaError):
    """The environment can't be used. `problems` are Vietnamese sentences for the administrator."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(
            "foundation:settings:invalid",
            "Cấu hình chưa dùng được:\n" + "\n".join(f"  - {problem}" for problem in problems),
            f"{len(problems)} settings are missing or wrong",
        )
        self.problems = problems


@dataclass(frozen=True)
class Settings:
    """What the environment says. Paths are absolute; `clock` is a naive moment in Vietnam's time.

    `clock_started` is the real, aware moment that `clock` stands for, once a centre has started with it.
    """

    demo: bool
    trial: bool
    home: Path
    secret_key: str
    database: Database | None
    schema: str
    postgres: str
    port: int
    live_port: int
    bind: str
    hosts: tuple[str, ...]
    tls_cert: Path | None
    tls_key: Path | None
    behind_proxy: bool
    web_workers: int
    web_threads: int
    session_idle_minutes: int
    session_hours: int
    log_level: str
    log_format: str
    clock: datetime | None
    clock_started: datetime | None
    telephone: Telephone

    @property
    def https(self) -> bool:
        """Whether browsers speak HTTPS with this centre."""
        return self.behind_proxy or self.tls_cert is not None

    @property
    def scheme(self) -> str:
        return "https" if self.https else "http"

    @property
    def browser_host(self) -> str:
        """The first name under which a browser on this machine reaches the centre."""
        return self.hosts[0]

    @property
    def url(self) -> str:
        """The address to open, as printed at start."""
        return f"{self.scheme}://{self.browser_host}" + ("" if self.behind_proxy else f":{self.port}")

    def live_origin(self, host: str) -> str:
        """Where the live streams are for a page that was asked for at `host` (without port); empty: the page's own origin."""
        return "" if self.behind_proxy else f"{self.scheme}://{host}:{self.live_port}"

    def check_serving(self) -> None:
        """Refuse to serve people without what only a serving process needs."""
        if len(self.secret_key) < SECRET_KEY_LENGTH:
            raise SettingsError(
                [
                    (
                        f"MOTCUA_SECRET_KEY còn thiếu hoặc ngắn hơn {SECRET_KEY_LENGTH} ký tự. Tạo một khóa bằng lệnh "
                        f"`{NEW_SECRET_KEY}` và giữ kín. (Chỉ muốn xem thử: đặt MOTCUA_DEMO=1.)"
                    )
                ]
            )


def load(environ: Mapping[str, str]) -> Settings:
    """Read and validate the environment; raises SettingsError with every problem found."""
    reader = Reader(environ)
    demo = reader.flag("MOTCUA_DEMO")
    home = reader.path("MOTCUA_HOME") or Path("var").absolute()
    port = reader.number("MOTCUA_PORT", 8000, low=1, high=65535)
    bind = reader.address("MOTCUA_BIND", "127.0.0.1")
    cert, key = _certificate(reader, home)
    settings = Settings(
        demo=demo,
        trial=reader.flag("MOTCUA_TRIAL"),
        home=home,
        secret_key=reader.text("MOTCUA_SECRET_KEY"),
        database=_database(reader),
        schema=_schema(reader),
        postgres=reader.text("MOTCUA_POSTGRES", "auto"),
        port=port,
        live_port=reader.number("MOTCUA_LIVE_PORT", min(port + 1, 65535), low=1, high=65535),
        bind=bind,
        hosts=_hosts(reader, bind),
        tls_cert=cert,
        tls_key=key,
        behind_proxy=reader.flag("MOTCUA_BEHIND_PROXY"),
        web_workers=reader.number("MOTCUA_WEB_WORKERS", 2, low=1, high=64),
        web_threads=reader.number("MOTCUA_WEB_THREADS", 4, low=1, high=32),
        session_idle_minutes=reader.number("MOTCUA_SESSION_IDLE_MINUTES", 60, low=5, high=720),
        session_hours=reader.number("MOTCUA_SESSION_HOURS", 12, low=1, high=24),
        log_level=reader.choice("MOTCUA_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
        log_format=reader.choice("MOTCUA_LOG_FORMAT", "console" if demo else "json", ("console", "json")),
        clock=reader.moment("MOTCUA_CLOCK", aware=False),
        clock_started=reader.moment("MOTCUA_CLOCK_STARTED", aware=True),
        telephone=telephone(reader),
    )
    problems = reader.problems + _contradictions(settings, reader)
    if problems:
        raise SettingsError(problems)
    return settings


def unknown_names(environ: Mapping[str, str]) -> list[str]:
    """A sentence for each MOTCUA_ variable that nothing reads, with the name that was probably meant."""
    known = [setting.name for setting in TABLE]
    sentences = []
    for name in sorted(environ):
        if name.startswith("MOTCUA_") and name not in known:
            near = get_close_matches(name, known, n=1)
            sentences.append(f"Không có cấu hình {name}." + (f" Có phải {near[0]}?" if near else ""))
    return sentences


def _database(reader: Reader) -> Database | None:
    url = reader.text("DATABASE_URL")
    if not url:
        return None
    try:
        return parse_database(url)
    except ValueError as error:
        reader.problems.append(f"DATABASE_URL: {error}")
        return None


def _schema(reader: Reader) -> str:
    schema = reader.text("MOTCUA_SCHEMA", "public")
    if not _SCHEMA.fullmatch(schema) or schema.startswith("pg_"):
        reader.problems.append(
            f"MOTCUA_SCHEMA={schema}: chỉ gồm chữ thường không dấu, chữ số và gạch dưới, bắt đầu bằng chữ. Ví dụ: tinh_mau."
        )
    return schema


def _certificate(reader: Reader, home: Path) -> tuple[Path | None, Path | None]:
    cert, key = reader.path("MOTCUA_TLS_CERT"), reader.path("MOTCUA_TLS_KEY")
    if (cert is None) != (key is None):
        reader.problems.append("MOTCUA_TLS_CERT và MOTCUA_TLS_KEY phải đặt cùng nhau: chứng thư và khóa riêng của nó.")
    for name, path in (("MOTCUA_TLS_CERT", cert), ("MOTCUA_TLS_KEY", key)):
        if path is not None and not path.is_file():
            reader.problems.append(f"{name}={path}: không thấy tệp này.")
    made_cert, made_key = home / "tls" / "server.pem", home / "tls" / "server.key"
    loopback = is_loopback(reader.text("MOTCUA_BIND", "127.0.0.1"))
    if cert is None and key is None and not loopback and made_cert.is_file() and made_key.is_file():
        return made_cert, made_key
    return cert, key


def _hosts(reader: Reader, bind: str) -> tuple[str, ...]:
    named = tuple(host.strip() for host in reader.text("MOTCUA_HOSTS").split(",") if host.strip())
    bound = () if is_loopback(bind) or is_every_address(bind) else (f"[{bind}]" if ":" in bind else bind,)
    return tuple(dict.fromkeys((*named, *bound, *LOCAL_HOSTS)))


def _contradictions(settings: Settings, reader: Reader) -> list[str]:
    """What no single variable gets wrong, only two together."""
    loopback = is_loopback(settings.bind)
    named = bool(reader.text("MOTCUA_HOSTS"))
    found = {
        "MOTCUA_LIVE_PORT phải khác MOTCUA_PORT: hai tiến trình không nghe chung một cổng.": settings.live_port
        == settings.port,
        "MOTCUA_CLOCK chỉ dùng được khi MOTCUA_DEMO=1; trung tâm thật đi theo giờ của máy.": bool(
            settings.clock and not settings.demo
        ),
        f"Bản dùng thử chỉ nghe ở 127.0.0.1, vì ai cũng biết mật khẩu mẫu; bỏ MOTCUA_BIND={settings.bind} hoặc đặt MOTCUA_DEMO=0.": (
            settings.demo and not loopback
        ),
        "Bản dùng thử không đặt sau máy chủ ủy nhiệm, vì ai cũng biết mật khẩu mẫu; bỏ MOTCUA_BEHIND_PROXY hoặc đặt MOTCUA_DEMO=0.": (
            settings.demo and settings.behind_proxy
        ),
        f"MOTCUA_BIND={settings.bind} mở ra mạng nên cần HTTPS: chạy `motcua tls` để tạo chứng thư cho mạng nội bộ, "
        "hoặc đặt MOTCUA_TLS_CERT và MOTCUA_TLS_KEY, hoặc MOTCUA_BEHIND_PROXY=1 nếu đã có nginx phía trước.": (
            not loopback and not settings.https
        ),
        f"Bản dùng thử chỉ nhận cuộc gọi ở 127.0.0.1; bỏ MOTCUA_TELEPHONE_BIND={settings.telephone.bind} hoặc đặt MOTCUA_DEMO=0.": (
            settings.demo and not is_loopback(settings.telephone.bind)
        ),
        "MOTCUA_HOSTS còn thiếu: ghi tên máy mà người dùng gõ trên trình duyệt. Ví dụ: MOTCUA_HOSTS=motcua.example.vn.": (
            not named and (settings.behind_proxy or is_every_address(settings.bind))
        ),
    }
    return [sentence for sentence, wrong in found.items() if wrong]


__all__ = ["TABLE", "Database", "Settings", "SettingsError", "Telephone", "load", "unknown_names"]
