"""The live process: one small ASGI application for streams; pages are WSGI."""

import os

import django
from django.conf import settings
from starlette.applications import Starlette

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.conf.settings")


def _application() -> Starlette:
    django.setup()
    from procrastinate.contrib.django import connector_params

    from motcua.foundation.live.app import create_app  # models can be imported only now

    motcua = settings.MOTCUA
    port = "" if motcua.behind_proxy else f":{motcua.port}"
    return create_app(connector_params, {f"{motcua.scheme}://{host}{port}" for host in motcua.hosts})


live = _application()
