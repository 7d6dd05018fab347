"""The permission of every route, merged from the surfaces; `accounts.middleware` reads it."""

from collections.abc import Mapping

from motcua.api import permissions as api
from motcua.backoffice import permissions as backoffice
from motcua.conf import health
from motcua.desk import permissions as desk
from motcua.kiosk import permissions as kiosk
from motcua.portal import permissions as portal


def merged(*maps: Mapping[str, str]) -> dict[str, str]:
    """One map; ValueError where two surfaces declare the same route."""
    routes: dict[str, str] = {}
    for declared in maps:
        twice = routes.keys() & declared.keys()
        if twice:
            raise ValueError(f"Routes declared by two surfaces: {', '.join(sorted(twice))}")
        routes |= declared
    return routes


ROUTES = merged(health.ROUTES, api.ROUTES, backoffice.ROUTES, desk.ROUTES, kiosk.ROUTES, portal.ROUTES)
