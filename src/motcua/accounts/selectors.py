from collections.abc import Collection, Iterable
from datetime import date

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from motcua.accounts.models import AccessToken, Party, RoleAssignment, Secondment, Staff
from motcua.accounts.rules.actor import Actor, Detail, Post
from motcua.accounts.rules.parties import NumberKind
from motcua.accounts.rules.roles import DelegatedPower, Role
from motcua.accounts.rules.tokens import Bearer
from motcua.foundation import statements

# What `DatedQuerySet.on` says, in a text that doesn't change: built by the ORM the question took
# twenty times the processor's time (5.5 against 0.28 ms), and whoever sends made-up tokens could make the centre do that as often as they like.
_HELD_AND_SENT = """
       ARRAY(SELECT json_build_array(role, unit_id, agency_id)
               FROM accounts_roleassignment
              WHERE staff_id = staff.id
                AND valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s)),
       ARRAY(SELECT json_build_array(agency_id, unit_id, powers)
               FROM accounts_secondment
              WHERE staff_id = staff.id
                AND valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s))
"""
_ACTOR = f"SELECT {_HELD_AND_SENT} FROM accounts_staff staff WHERE staff.id = %(staff)s"  # noqa: S608 - constants
_BEARER = f"""
SELECT token.id, token.staff_id, token.expires_at, token.last_used_at, {_HELD_AND_SENT}
  FROM accounts_accesstoken token
  JOIN accounts_staff staff ON staff.id = token.staff_id
 WHERE token.digest = %(digest)s AND token.revoked_at IS NULL
   AND staff.is_active AND staff.is_system AND (%(demo)s OR NOT staff.is_demo)
"""  # noqa: S608 - constants


def actor_of(staff: Staff, *, day: date) -> Actor:
    """The person as permissions see them, with the roles and secondments in force that day. One query."""
    row = statements.fetch_one(_ACTOR, {"staff": staff.pk, "day": day})
    held, sent = row or ((), ())
    return _actor(staff.pk, held, sent)


def bearer_with(digest: str, *, day: date) -> Bearer | None:
    """Who holds the token of that digest, with the roles in force that day; None when it is nobody's, or revoked.

    Whether it has expired by now, the caller looks. One statement, whatever the account holds.
    """
    parameters: dict[str, str | date | bool] = {"digest": digest, "day": day, "demo": settings.MOTCUA_DEMO}
    row = statements.fetch_one(_BEARER, parameters)
    if row is None:
        return None
    token_id, staff_id, expires_at, last_used_at, held, sent = row
    return Bearer(token_id, _actor(staff_id, held, sent), expires_at, last_used_at)


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


def find_party(kinds: Collection[NumberKind], number: str) -> Party | None:
    """The party that was last seen under this number of one of these kinds, canonical as `read_party` gives it."""
    if not number:
        return None
    known = Party.objects.filter(number_kind__in=[kind.value for kind in kinds], number=number)
    return known.order_by("-changed_at").first()
