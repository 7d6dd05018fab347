"""Every address × every role: the expected answers are made from the declarations, the given ones by the real middleware.

The views themselves don't run: behind the last middleware stands a probe that answers 204, "let in".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import ResolverMatch, URLResolver, get_resolver, include, path, resolve
from django.utils.regex_helper import normalize

from motcua.accounts.middleware import permission_of
from motcua.accounts.permissions import PERMISSION_MAP, PUBLIC, allowed
from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.conf import urls
from motcua.conf.routes import ROUTES, merged

LET_IN, SIGN_IN, UNAUTHORISED, REFUSED = 204, 302, 401, 403
SAMPLES = {
    "act": "recall",
    "app_label": "organisation",
    "code": "1.004227",
    "content_type_id": 1,
    "group_id": 1,
    "counter": 5,
    "counter_id": 1,
    "day": "2026-11-25",
    "dossier_code": "H99.16-261125-0001",
    "edition": "x",
    "id": 1,
    "language": "vi",
    "name": "x",
    "number": 1,
    "object_id": "1",
    "pk": 1,
    "run_id": 1,
    "slug": "x",
    "slip_id": "01934c5e-0000-7000-8000-000000000000",
    "ticket_id": "01934c5e-0000-7000-8000-000000000000",
    "token": "x",
    "unit_code": "x",
    "url": "x",
    "visit_id": "01934c5e-0000-7000-8000-000000000000",
}
"""A value for each argument that a route takes; a new argument gets its line here."""


@dataclass(frozen=True)
class Route:
    name: str
    address: str


class Probe:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, *_of_the_request):
        return HttpResponse(status=LET_IN)


def walk(entries, namespaces="", before="/") -> Iterator[Route]:
    """Every route below, unnamed ones under the path of their view, with its arguments filled from SAMPLES."""
    for entry in entries:
        text, arguments = normalize(entry.pattern.regex.pattern)[0]
        address = before + text % {argument: SAMPLES[argument] for argument in arguments}
        if isinstance(entry, URLResolver):
            yield from walk(
                entry.url_patterns, namespaces + (f"{entry.namespace}:" if entry.namespace else ""), address
            )
        else:
            yield Route(namespaces + ResolverMatch(entry.callback, (), {}, entry.name).view_name, address)


def all_routes() -> list[Route]:
    return list(walk(get_resolver(urls).url_patterns))


def undeclared(routes) -> list[str]:
    return [route.name for route in routes if permission_of(route.name, ROUTES) not in PERMISSION_MAP]


def expected(route: Route, actor: Actor | None) -> int:
    permission = permission_of(route.name, ROUTES)
    if permission is not None and allowed(permission, actor):
        return LET_IN
    if actor is not None:
        return REFUSED
    return UNAUTHORISED if route.name.startswith("api:") else SIGN_IN


@pytest.fixture
def probe(settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.Probe"]


def test_every_route_names_a_permission_that_somebody_wrote_down():
    assert undeclared(all_routes()) == []


def test_every_declaration_has_its_route():
    names = {route.name for route in all_routes()}
    namespaces = {f"{name.rpartition(':')[0]}:*" for name in names}
    assert ROUTES.keys() - names - namespaces == set()


def test_every_address_is_found_under_its_name():
    assert [route for route in all_routes() if resolve(route.address).view_name != route.name] == []


def test_somebody_has_every_permission_but_no_role_has_all():
    everybody = [Actor(0, frozenset({role})) for role in Role]
    for permission in PERMISSION_MAP:
        assert any(allowed(permission, actor) for actor in everybody), permission
    administrator_only = [name for name in PERMISSION_MAP if not allowed(name, Actor(0, frozenset({Role.RECEPTION})))]
    assert administrator_only


@pytest.mark.parametrize("role", [*Role, None, "anonymous"])
def test_every_route_lets_in_whom_it_should_and_nobody_else(role, probe, centre, signed_in):
    actor, client = None, Client()
    if role != "anonymous":
        staff = StaffFactory(roles=role, roles__at=centre)
        actor, client = Actor(staff.pk, frozenset({role} if role else ())), signed_in(staff)
    given = {route: client.get(route.address).status_code for route in all_routes()}
    assert given == {route: expected(route, actor) for route in given}


@pytest.mark.parametrize("role", Role)
def test_a_token_opens_what_its_role_may_in_the_api_and_nothing_else(role, probe, centre, by_token):
    actor, client = Actor(0, frozenset({role})), by_token(role, centre)
    given = {route: client.get(route.address).status_code for route in all_routes()}
    assert given == {route: expected(route, actor if route.name.startswith("api:") else None) for route in given}


def test_no_view_of_the_api_asks_for_a_form_token():
    """Programs have none; that a session doesn't write there (accounts.middleware) is what makes this safe."""
    own = {"api:openapi-json", "api:api-root"}  # ninja's, which take GET alone
    api = [route for route in all_routes() if route.name.startswith("api:") and route.name not in own]
    assert [route.name for route in api if not getattr(resolve(route.address).func, "csrf_exempt", False)] == []


def secret(_request):
    return HttpResponse("bí mật")


def test_a_forgotten_route_is_found_and_refused_to_everybody(settings, administrator, signed_in):
    """The negative control, with the view itself behind the door."""
    settings.ROOT_URLCONF = ModuleType("with_a_forgotten_route")
    settings.ROOT_URLCONF.urlpatterns = [path("quen-khai-bao", secret), path("", include(urls))]
    settings.ROOT_URLCONF.handler403 = urls.handler403
    forgotten = Route(resolve("/quen-khai-bao").view_name, "/quen-khai-bao")
    assert undeclared([*all_routes(), forgotten]) == [forgotten.name]
    for client in (Client(), signed_in(administrator)):
        response = client.get(forgotten.address)
        assert response.status_code == REFUSED
        assert "bí mật" not in response.text


def test_public_is_what_a_stranger_may():
    assert allowed(PUBLIC, None)


def test_two_surfaces_cannot_declare_one_route():
    with pytest.raises(ValueError, match="portal:home"):
        merged({"portal:home": PUBLIC}, {"portal:home": "accounts:home:read"})
