"""DATABASE_URL, read into its parts and written back."""

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlencode, urlsplit

SCHEMES = ("postgresql", "postgres")
WHAT_TO_WRITE = (
    "Ví dụ: postgresql://motcua:mat-khau@127.0.0.1:5432/motcua hoặc postgresql:///motcua?host=/run/postgresql"
)


@dataclass(frozen=True)
class Database:
    """Where the data lives. `host` is a name, an address or the folder of a unix socket; empty is libpq's own default."""

    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def url(self) -> str:
        """The DATABASE_URL that `parse` reads back into an equal Database."""
        secret = f":{quote(self.password, safe='')}" if self.password else ""
        user = f"{quote(self.user, safe='')}{secret}@" if self.user else ""
        query = list(self.options)
        address = self.host
        if self.host.startswith("/") or (self.port and not self.host):
            address = ""
            query += [(key, value) for key, value in (("host", self.host), ("port", self.port)) if value]
        elif ":" in self.host:
            address = f"[{self.host}]"
        port = f":{self.port}" if address and self.port else ""
        tail = f"?{urlencode(query, quote_via=quote)}" if query else ""
        return f"postgresql://{user}{address}{port}/{quote(self.name, safe='')}{tail}"


def parse(url: str) -> Database:
    """Read a PostgreSQL address in libpq's URI form. ValueError holds a Vietnamese sentence that says what to write."""
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES:
        raise ValueError(f"phải bắt đầu bằng postgresql://. {WHAT_TO_WRITE}")
    try:
        port = str(parts.port or "")
    except ValueError:
        raise ValueError(f"cổng phải là một số. {WHAT_TO_WRITE}") from None
    pairs = (part.partition("=") for part in parts.query.split("&") if part)
    query = {unquote(key): unquote(value) for key, _, value in pairs}  # to libpq a plus is a plus
    database = Database(
        name=query.pop("dbname", unquote(parts.path.removeprefix("/"))),
        user=query.pop("user", unquote(parts.username or "")),
        password=query.pop("password", unquote(parts.password or "")),
        host=query.pop("host", unquote(parts.hostname or "")),
        port=query.pop("port", port),
        options=tuple(sorted(query.items())),
    )
    if not database.name:
        raise ValueError(f"thiếu tên cơ sở dữ liệu. {WHAT_TO_WRITE}")
    return database
