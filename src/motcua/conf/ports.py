"""Whether the centre's ports are free, said before anything starts."""

import errno
import socket

from motcua.foundation.processes import wait_until
from motcua.foundation.settings import Settings

PATIENCE_AFTER_CRASH = 12.0
"""Seconds in which processes of a killed centre leave its ports: the kernel has told them to stop."""


def problems(settings: Settings, patience: float = 0.0) -> list[str]:
    """A sentence for each port that can't be used; a port in use is waited for as long as `patience` seconds."""
    ports = {"MOTCUA_PORT": settings.port, "MOTCUA_LIVE_PORT": settings.live_port}
    wait_until(lambda: errno.EADDRINUSE not in [_refusal(settings.bind, port) for port in ports.values()], patience)
    found = {name: (port, _refusal(settings.bind, port)) for name, port in ports.items()}
    return [_sentence(name, port, settings.bind, refusal) for name, (port, refusal) in found.items() if refusal]


def _refusal(address: str, port: int) -> int:
    """The errno of listening there, 0 when it works."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((address, port))
            one.listen(1)
        except OSError as error:
            return error.errno or errno.EIO
    return 0


def _sentence(name: str, port: int, bind: str, refusal: int) -> str:
    if refusal == errno.EADDRINUSE:
        return f"Cổng {port} đang có chương trình khác dùng. Dừng chương trình đó, hoặc chọn cổng khác: {name}={port + 100}."
    if refusal == errno.EACCES:
        return f"Không được phép mở cổng {port}: cổng dưới 1024 cần quyền root. Chọn cổng khác: {name}=8000."
    if refusal == errno.EADDRNOTAVAIL:
        return f"MOTCUA_BIND={bind} không phải địa chỉ của máy này."
    return f"Không mở được cổng {port} ({name}): {errno.errorcode.get(refusal, refusal)}."
