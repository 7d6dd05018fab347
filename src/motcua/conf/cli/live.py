import signal
from typing import Any

import click

from motcua.foundation import processes


@click.command()
def live() -> None:
    """Phục vụ các luồng trực tiếp (bảng hiển thị, trang đang mở); dừng bằng SIGTERM."""
    from django.conf import settings
    from granian.constants import Interfaces, SSLProtocols
    from granian.log import LogLevels
    from granian.server import Server

    motcua = settings.MOTCUA
    motcua.check_serving()
    server = Server(
        "motcua.conf.asgi:live",
        address=motcua.bind,
        port=motcua.live_port,
        interface=Interfaces.ASGI,
        # One process, so that every watcher hears of a message in the same instant. With granian's usual limits
        # thousands of streams hang: each one stays "in flight".
        workers=1,
        backlog=8192,
        backpressure=20_000,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
        ssl_cert=motcua.tls_cert,
        ssl_key=motcua.tls_key,
        ssl_protocol_min=SSLProtocols.tls12,
    )
    server.serve(target_loader=_streams, wrap_loader=False)


def _streams() -> Any:
    """The application, loaded in the worker, which doesn't outlive the process that started it."""
    processes.end_with_parent(signal.SIGTERM)
    from motcua.conf import asgi

    return asgi.live
