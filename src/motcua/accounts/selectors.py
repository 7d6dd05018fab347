from datetime import date

from motcua.accounts.models import RoleAssignment, Secondment, Staff
from motcua.accounts.rules.actor import Actor, Detail, Post
from motcua.accounts.rules.roles import DelegatedPower, Role


def actor_of(staff: Staff, *, day: date) -> Actor:
    """The person as permissions see them, with the roles and secondments in force that day. Two queries."""
    held = RoleAssignment.objects.on(day).filter(staff=staff).values_list("role", "unit_id", "agency_id")
    sent = Secondment.objects.on(day).filter(staff=staff).values_list("agency_id", "unit_id", "powers")
    posts = frozenset(Post(Role(role), unit_id, agency_id) for role, unit_id, agency_id in held)
    details = frozenset(
        Detail(agency_id, unit_id, frozenset(DelegatedPower(power) for power in powers))
        for agency_id, unit_id, powers in sent
    )
    return Actor(staff.pk, frozenset(post.role for post in posts), posts, details)


def roles_of(staff: Staff, *, day: date) -> list[RoleAssignment]:
    """The roles in force that day with their places, as the home page lists them."""
    rows = RoleAssignment.objects.on(day).filter(staff=staff).select_related("unit", "agency", "counter")
    return list(rows.order_by("valid_from", "role"))


def secondments_of(staff: Staff, *, day: date) -> list[Secondment]:
    return list(Secondment.objects.on(day).filter(staff=staff).select_related("agency", "unit"))
