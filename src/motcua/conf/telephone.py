"""Whether and how the telephone runs with this centre."""

import errno
import os
import shutil
import socket
from pathlib import Path

from motcua.foundation.settings import Settings
from motcua.foundation.settings.telephone import Trunk
from motcua.hotline.serving.plan import Plan
from motcua.voice.sip.trunk import Account

MORE_PORTS = 40
"""A demo's telephone looks so far for a port that is free: another demo may run beside it."""


def prompts_folder(home: Path) -> Path:
    """Where the bank of prompts lies."""
    return home / "telephone" / "prompts"


def recordings_folder(home: Path) -> Path:
    """Where the centre's own recordings lie, if it has any."""
    return home / "telephone" / "recorded"


def cache_folder(home: Path) -> Path:
    """Where what is compiled for this machine lies."""
    return home / "telephone" / "cache"


def why_not(settings: Settings) -> str:
    """Why the telephone can't run, in a sentence; "" when it can."""
    if not settings.telephone.on:
        return "Tổng đài tự động đang tắt (MOTCUA_TELEPHONE=0)."
    if not shutil.which("espeak-ng") and not recordings_folder(settings.home).is_dir():
        return "Tổng đài tự động chưa chạy: thiếu giọng đọc. Cài espeak-ng (apt-get install -y espeak-ng) hoặc nhập bản ghi âm."
    return ""


def free_port(settings: Settings) -> int:
    """The SIP port: the one that is set; in a demo the next free one when that is taken."""
    ports = range(settings.telephone.port, settings.telephone.port + (MORE_PORTS if settings.demo else 1))
    return next((port for port in ports if _is_free(settings.telephone.bind, port)), settings.telephone.port)


def _is_free(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
        with socket.socket(family, kind) as one:
            if kind is socket.SOCK_STREAM:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind((address, port))
            except OSError as error:
                return error.errno not in {errno.EADDRINUSE, errno.EACCES}
    return True


def plan_of(settings: Settings) -> Plan:
    """What the telephone process is told."""
    address = f"[{settings.telephone.bind}]" if ":" in settings.telephone.bind else settings.telephone.bind
    first, last = settings.telephone.ports
    return Plan(
        name=f"{os.uname().nodename}:{settings.telephone.port}",
        home=settings.home,
        prompts=prompts_folder(settings.home),
        cache=cache_folder(settings.home),
        address=address,
        port=settings.telephone.port,
        first_port=first,
        last_port=last,
        most_calls=settings.telephone.calls,
        drain=float(settings.telephone.drain),
        trusted=settings.telephone.trusted,
        trunk=_account(settings.telephone.trunk),
    )


def _account(trunk: Trunk | None) -> Account | None:
    if trunk is None:
        return None
    return Account(
        user=trunk.user,
        password=trunk.password,
        domain=trunk.domain,
        port=trunk.port,
        login=trunk.login,
        contact=trunk.contact,
    )
