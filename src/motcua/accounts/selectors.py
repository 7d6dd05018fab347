from datetime import date

from motcua.accounts.models import RoleAssignment, Secondment, Staff
from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.roles import Role


def actor_of(staff: Staff, *, day: date) -> Actor:
    """The person as permissions see them, with the roles in force that day. One query."""
    roles = RoleAssignment.objects.on(day).filter(staff=staff).values_list("role", flat=True)
    return Actor(staff.pk, frozenset(Role(role) for role in roles))


def roles_of(staff: Staff, *, day: date) -> list[RoleAssignment]:
    """The roles in force that day with their places, as the home page lists them."""
    rows = RoleAssignment.objects.on(day).filter(staff=staff).select_related("unit", "agency", "counter")
    return list(rows.order_by("valid_from", "role"))


def secondments_of(staff: Staff, *, day: date) -> list[Secondment]:
    return list(Secondment.objects.on(day).filter(staff=staff).select_related("agency", "unit"))
