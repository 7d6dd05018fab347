"""Who may do what in which hall, in sentences. Roles open a page's door (accounts.permissions); places decide here."""

from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.roles import DEVICE_ROLES, Role
from motcua.ticketing.errors import not_allowed

ISSUING = (Role.KIOSK, Role.GUIDANCE, Role.RECEPTION)
SERVING = (Role.RECEPTION, Role.CASHIER, Role.GUIDANCE, Role.REGISTRY_CLERK, Role.HEAD_OF_UNIT)
MANAGING = (Role.HEAD_OF_UNIT,)
WATCHING_ALL = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})


def may_issue(actor: Actor, unit_id: int) -> bool:
    """The unit's number machines, and who guides or receives there."""
    return any(actor.holds_at_unit(role, unit_id) for role in ISSUING)


def may_serve(actor: Actor, unit_id: int) -> bool:
    """Who works at the unit's counters, or was sent there by an agency."""
    seconded = any(detail.unit_id == unit_id for detail in actor.details)
    return seconded or any(actor.holds_at_unit(role, unit_id) for role in SERVING)


def halls_served(actor: Actor) -> frozenset[int]:
    """The units where the actor may serve."""
    held = (post.unit_id for post in actor.posts if post.role in SERVING and post.unit_id is not None)
    return frozenset(held) | {detail.unit_id for detail in actor.details}


def may_manage(actor: Actor, unit_id: int) -> bool:
    """Who leads the unit, and who watches over all."""
    return bool(actor.roles & WATCHING_ALL) or any(actor.holds_at_unit(role, unit_id) for role in MANAGING)


def may_watch(actor: Actor, unit_id: int) -> bool:
    """The hall's screens, and everybody who works there."""
    devices = any(actor.holds_at_unit(role, unit_id) for role in DEVICE_ROLES)
    return devices or may_serve(actor, unit_id) or may_manage(actor, unit_id)


def require(allowed: bool, log: str) -> None:
    """Raise NotAllowedError unless allowed; `log` says what was asked, without anything about a person."""
    if not allowed:
        raise not_allowed(log)
