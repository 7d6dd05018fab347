import asyncio
import resource
import signal
import ssl
from contextlib import suppress
from typing import Any

import click

GOODBYE_SECONDS = 5.0
BACKLOG = 8192
"""Streams that may ask at once, when a hall's power comes back."""


@click.command()
def live() -> None:
    """Phục vụ các luồng trực tiếp (bảng hiển thị, trang đang mở); dừng bằng SIGTERM."""
    import django
    import uvloop
    from django.conf import settings

    django.setup()
    settings.MOTCUA.check_serving()
    _allow_streams()
    uvloop.run(_serve(settings.MOTCUA))


def _allow_streams() -> None:
    """Every watcher is an open file, and the usual limit of a shell is 1,024."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def _serve(motcua: Any) -> None:
    """Serve until SIGTERM; then every stream says goodbye."""
    from procrastinate.contrib.django import connector_params

    from motcua.foundation.live.hub import Hub
    from motcua.foundation.live.server import Stream

    port = "" if motcua.behind_proxy else f":{motcua.port}"
    origins = {f"{motcua.scheme}://{host}{port}" for host in motcua.hosts}
    loop, stop, hub = asyncio.get_running_loop(), asyncio.Event(), Hub(connector_params)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    tasks = [asyncio.create_task(hub.run()), asyncio.create_task(hub.beat())]
    server = await loop.create_server(
        lambda: Stream(hub, origins), motcua.bind, motcua.live_port, backlog=BACKLOG, ssl=_tls(motcua)
    )
    await stop.wait()
    server.close()
    for task in tasks:
        task.cancel()
    with suppress(TimeoutError):
        async with asyncio.timeout(GOODBYE_SECONDS):
            await hub.dismiss()


def _tls(motcua: Any) -> ssl.SSLContext | None:
    if motcua.tls_cert is None:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(motcua.tls_cert, motcua.tls_key)
    return context
