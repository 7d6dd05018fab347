"""Whose machine may take ratings at which counter. What heads see, `ticketing.permissions.may_manage` says."""

from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.roles import DEVICE_ROLES
from motcua.organisation.models import Counter
from motcua.ticketing.models import HallDevice


def may_take_ratings(actor: Actor, counter: Counter) -> bool:
    """A machine of the counter's hall; one that stands at a counter, only there. Never a person: nobody rates for others."""
    if not any(actor.holds_at_unit(role, counter.unit_id) for role in DEVICE_ROLES):
        return False
    stands_at = HallDevice.objects.filter(account_id=actor.staff_id).values_list("counter_id", flat=True).first()
    return stands_at is None or stands_at == counter.pk
