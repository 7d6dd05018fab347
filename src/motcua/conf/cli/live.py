import asyncio
import resource
import signal
from contextlib import suppress
from typing import Any

import click

GOODBYE_SECONDS = 5.0


@click.command()
def live() -> None:
    """Phục vụ các luồng trực tiếp (bảng hiển thị, trang đang mở); dừng bằng SIGTERM."""
    import uvloop
    from django.conf import settings

    settings.MOTCUA.check_serving()
    _allow_streams()
    uvloop.run(_serve(settings.MOTCUA))


def _allow_streams() -> None:
    """Every watcher is an open file, and the usual limit of a shell is 1,024."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def _serve(motcua: Any) -> None:
    """Serve in this very process: a server in a process of its own would wait for streams that never end by themselves."""
    from granian.constants import Interfaces, SSLProtocols
    from granian.log import LogLevels
    from granian.server.embed import Server

    from motcua.conf.asgi import live as application

    server = Server(
        application,
        address=motcua.bind,
        port=motcua.live_port,
        interface=Interfaces.ASGI,
        # With granian's usual limits thousands of streams hang: each one stays "in flight".
        backlog=8192,
        backpressure=20_000,
        websockets=False,
        log_level=LogLevels.error,  # it warns at every start that embedding is new
        ssl_cert=motcua.tls_cert,
        ssl_key=motcua.tls_key,
        ssl_protocol_min=SSLProtocols.tls12,
    )
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    serving = asyncio.create_task(server.serve())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([serving, stopping], return_when=asyncio.FIRST_COMPLETED)
    with suppress(TimeoutError):
        async with asyncio.timeout(GOODBYE_SECONDS):
            await application.state.hub.dismiss()
            server.stop()  # type: ignore[no-untyped-call]  # granian types everything but this
            await serving
