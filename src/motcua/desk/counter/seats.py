"""The counters of a hall: who sits where, which one is the officer's own."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.accounts.models import RoleAssignment
from motcua.accounts.rules.actor import Actor
from motcua.desk.counter.said import NOTHING, Said, number_in
from motcua.kernel import clock
from motcua.organisation.models import OneStopUnit
from motcua.ticketing.permissions import SERVING, halls_served, may_issue
from motcua.ticketing.selectors.counter import seats_of


@never_cache
@require_safe
def counters(request: SignedInRequest) -> HttpResponse:
    """All counters of the hall; the officer's own, by their post, first."""
    return shown(request, NOTHING)


def shown(request: SignedInRequest, said: Said, status: int = HTTPStatus.OK) -> HttpResponse:
    units = list(
        OneStopUnit.objects.on(clock.now().date()).filter(pk__in=halls_served(request.actor)).order_by("name", "pk")
    )
    own = _own_counters(request.actor)
    unit = _chosen(request, units, own)
    seats = seats_of(unit.pk) if unit else ()
    context = {
        "said": said,
        "units": units,
        "unit": unit,
        "seats": [seat for seat in seats if seat.counter_id not in own],
        "own": [seat for seat in seats if seat.counter_id in own],
        "may_arrive": unit is not None and may_issue(request.actor, unit.pk),
        "here": next((seat for seat in seats if seat.staff_id == request.actor.staff_id), None),
    }
    return render(request, "desk/counter/counters.jinja", context, status=status)


def _own_counters(actor: Actor) -> frozenset[int]:
    """The counters that the officer's posts name."""
    posts = RoleAssignment.objects.on(clock.now().date()).filter(
        staff=actor.staff_id, role__in=[role.value for role in SERVING], counter__isnull=False
    )
    return frozenset(pk for pk in posts.values_list("counter", flat=True) if pk is not None)


def _chosen(request: SignedInRequest, units: list[OneStopUnit], own: frozenset[int]) -> OneStopUnit | None:
    """The hall that the address names, else that of the officer's own counter, else the first."""
    asked = number_in(request.GET.get("noi", ""))
    if found := next((unit for unit in units if unit.pk == asked), None):
        return found
    if own and len(units) > 1:
        homes = {unit.pk for unit in units if any(seat.counter_id in own for seat in seats_of(unit.pk))}
        return next((unit for unit in units if unit.pk in homes), units[0])
    return units[0] if units else None
