"""Accounts of other agencies' software."""

from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.accounts.errors import ClosedSystemError, SystemNameError
from motcua.accounts.models import RoleAssignment, Staff
from motcua.accounts.rules.roles import Role
from motcua.foundation import audit
from motcua.organisation.models import Agency, OneStopUnit

LONGEST_NAME = 120
_DIGITS_OF_A_NAME = 16


@transaction.atomic
def enable_system(name: str, role: Role, place: OneStopUnit | Agency, *, by: str, now: datetime) -> Staff:
    """The account of the software called `name` that holds the role at the place: made once, then found again.

    Where an administrator has ended the role meanwhile, it is given again from today.

    Raises:
        SystemNameError: the name is empty or longer than LONGEST_NAME.
        ClosedSystemError: the account was closed; whoever closed it opens it again.
    """
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise SystemNameError(LONGEST_NAME)
    held_at = {"unit": place} if isinstance(place, OneStopUnit) else {"agency": place}
    staff, is_new = Staff.objects.select_for_update().get_or_create(
        sign_in_name=_sign_in_name(name, role, place),
        defaults={
            "full_name": name,
            "password": make_password(None),
            "is_system": True,
            "is_demo": settings.MOTCUA_DEMO,
        },
    )
    if not staff.is_active:
        raise ClosedSystemError(staff.sign_in_name)
    in_force = RoleAssignment.objects.on(now.date()).filter(staff=staff, role=role, **held_at)
    if not in_force.exists():
        RoleAssignment.objects.create(staff=staff, role=role, valid_from=now.date(), **held_at)
        details = {"new": is_new, "role": role.value} | {kind: at.pk for kind, at in held_at.items()}
        audit.append(actor=by, act="accounts:system:enabled", subject=f"staff:{staff.pk}", details=details)
    return staff


def _sign_in_name(name: str, role: Role, place: OneStopUnit | Agency) -> str:
    """Made from what the account is for, so that two who ask at once get one account: its UNIQUE decides."""
    parts = (role.value, type(place).__name__, str(place.pk), name, "demo" if settings.MOTCUA_DEMO else "")
    return f"he-thong.{sha256(chr(0).join(parts).encode()).hexdigest()[:_DIGITS_OF_A_NAME]}"
