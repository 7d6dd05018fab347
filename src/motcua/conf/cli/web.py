import signal
from typing import Any

import click

from motcua.foundation import processes


@click.command()
def web() -> None:
    """Phục vụ các trang; dừng bằng SIGTERM."""
    from django.conf import settings
    from granian.constants import Interfaces, SSLProtocols
    from granian.log import LogLevels
    from granian.server import Server

    motcua = settings.MOTCUA
    motcua.check_serving()
    server = Server(
        "motcua.conf.wsgi:application",
        address=motcua.bind,
        port=motcua.port,
        interface=Interfaces.WSGI,
        workers=motcua.web_workers,
        blocking_threads=motcua.web_threads,
        respawn_failed_workers=True,
        respawn_interval=0,
        workers_kill_timeout=8,
        log_level=LogLevels.warning,
        ssl_cert=motcua.tls_cert,
        ssl_key=motcua.tls_key,
        ssl_protocol_min=SSLProtocols.tls12,
    )
    server.serve(target_loader=_pages, wrap_loader=False)


def _pages() -> Any:
    """The application, loaded in each worker, which doesn't outlive the process that started it."""
    processes.end_with_parent(signal.SIGTERM)
    from motcua.conf.wsgi import application

    return application
