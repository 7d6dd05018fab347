"""Where an officer receives."""

from django.core.exceptions import PermissionDenied

from motcua.accounts.middleware import SignedInRequest
from motcua.accounts.models import RoleAssignment
from motcua.accounts.rules.roles import Role
from motcua.dossiers import published
from motcua.dossiers.facts import PublishedUnit
from motcua.kernel import clock
from motcua.organisation.models import Counter, OneStopUnit

_CHOSEN = "reception_unit"


def own_units(request: SignedInRequest) -> list[OneStopUnit]:
    """The one-stop units of the officer's reception posts, by name. PermissionDenied for a post at none."""
    held = OneStopUnit.objects.on(clock.now().date()).filter(pk__in=request.actor.units(Role.RECEPTION))
    units = list(held.order_by("name", "pk"))
    if not units:
        raise PermissionDenied
    return units


def own_unit(request: SignedInRequest, code: str = "") -> PublishedUnit:
    """The unit named by `code` (of a form), else the one chosen for this session, else the first of the officer's."""
    codes = [unit.code for unit in own_units(request)]
    wanted = (code, request.session.get(_CHOSEN, ""), codes[0])
    return published.unit(next(known for known in wanted if known in codes))


def choose_unit(request: SignedInRequest, code: str) -> None:
    """Receive at another of one's units from now on; a code of somebody else's unit changes nothing."""
    if any(unit.code == code for unit in own_units(request)):
        request.session[_CHOSEN] = code


def own_counter(request: SignedInRequest, unit: PublishedUnit) -> Counter | None:
    """The counter that the officer sits at in this unit, when the post names one."""
    posts = RoleAssignment.objects.on(clock.now().date()).filter(
        staff=request.user, role=Role.RECEPTION, unit=unit.id, counter__isnull=False
    )
    post = posts.select_related("counter").first()
    return post.counter if post else None
