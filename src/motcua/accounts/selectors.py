from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject

from motcua.accounts.models import AccessToken, RoleAssignment, Secondment, Staff
from motcua.accounts.rules.actor import Actor, Detail, Post
from motcua.accounts.rules.roles import DelegatedPower, Role
from motcua.accounts.rules.tokens import Bearer


def actor_of(staff: Staff, *, day: date) -> Actor:
    """The person as permissions see them, with the roles and secondments in force that day. Two queries."""
    held = RoleAssignment.objects.on(day).filter(staff=staff).values_list("role", "unit_id", "agency_id")
    sent = Secondment.objects.on(day).filter(staff=staff).values_list("agency_id", "unit_id", "powers")
    return _actor(staff.pk, held, sent)


def bearer_with(digest: str, *, now: datetime) -> Bearer | None:
    """Who holds the token of that digest, as of now; None when it opens nothing. One query, whatever the account holds."""
    day = now.date()
    held = RoleAssignment.objects.on(day).filter(staff=OuterRef("staff")).order_by()
    sent = Secondment.objects.on(day).filter(staff=OuterRef("staff")).order_by()
    demo = {} if settings.MOTCUA_DEMO else {"staff__is_demo": False}
    row = (
        AccessToken.objects.filter(
            digest=digest, revoked_at=None, expires_at__gt=now, staff__is_active=True, staff__is_system=True, **demo
        )
        .annotate(
            held=ArraySubquery(held.values(row=JSONObject(role="role", unit="unit_id", agency="agency_id"))),
            sent=ArraySubquery(sent.values(row=JSONObject(agency="agency_id", unit="unit_id", powers="powers"))),
        )
        .values("pk", "staff_id", "expires_at", "last_used_at", "held", "sent")
        .first()
    )
    if row is None:
        return None
    posts = ((post["role"], post["unit"], post["agency"]) for post in row["held"])
    details = ((detail["agency"], detail["unit"], detail["powers"]) for detail in row["sent"])
    return Bearer(row["pk"], _actor(row["staff_id"], posts, details), row["expires_at"], row["last_used_at"])


def _actor(
    staff_id: int,
    held: Iterable[tuple[str, int | None, int | None]],
    sent: Iterable[tuple[int, int, list[str]]],
) -> Actor:
    posts = frozenset(Post(Role(role), unit_id, agency_id) for role, unit_id, agency_id in held)
    details = frozenset(
        Detail(agency_id, unit_id, frozenset(DelegatedPower(power) for power in powers))
        for agency_id, unit_id, powers in sent
    )
    return Actor(staff_id, frozenset(post.role for post in posts), posts, details)


def roles_of(staff: Staff, *, day: date) -> list[RoleAssignment]:
    """The roles in force that day with their places, as the home page lists them."""
    rows = RoleAssignment.objects.on(day).filter(staff=staff).select_related("unit", "agency", "counter")
    return list(rows.order_by("valid_from", "role"))


def secondments_of(staff: Staff, *, day: date) -> list[Secondment]:
    return list(Secondment.objects.on(day).filter(staff=staff).select_related("agency", "unit"))


def tokens_with_roles(day: date) -> QuerySet[AccessToken]:
    """Every access token, newest first, its account's roles in force that day read along: for lists."""
    roles = RoleAssignment.objects.on(day).select_related("unit", "agency")
    return AccessToken.objects.select_related("staff").prefetch_related(
        Prefetch("staff__roles", roles, to_attr="roles_in_force")
    )
