"""Ask the running centre, over HTTP, whether it answers."""

import http.client
import socket
import ssl

from motcua.foundation.settings import Settings

HEALTH = "/suc-khoe"


def own_address(settings: Settings) -> str:
    """The address at which this machine reaches its own centre."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.bind, settings.bind)  # noqa: S104 - compared, not bound


def status(settings: Settings, path: str = HEALTH, timeout: float = 5.0) -> int | None:
    """The HTTP status that the pages' process answers with, None when nobody answers."""
    connection = _connection(settings, timeout)
    try:
        connection.request("GET", path, headers={"Host": settings.browser_host, **_as_the_proxy(settings)})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def listens(settings: Settings, port: int) -> bool:
    """Whether a process of this centre takes connections at `port`."""
    try:
        socket.create_connection((own_address(settings), port), timeout=2).close()
    except OSError:
        return False
    return True


def _connection(settings: Settings, timeout: float) -> http.client.HTTPConnection:
    address = own_address(settings)
    if settings.tls_cert is None:
        return http.client.HTTPConnection(address, settings.port, timeout=timeout)
    # Our own process on our own machine; its certificate names the hosts that people type, not this address.
    trusting = ssl._create_unverified_context()  # noqa: S323, SLF001 - see above
    return http.client.HTTPSConnection(address, settings.port, timeout=timeout, context=trusting)


def _as_the_proxy(settings: Settings) -> dict[str, str]:
    return {"X-Forwarded-Proto": "https"} if settings.behind_proxy else {}
