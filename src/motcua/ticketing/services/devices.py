"""Machines of the hall: each gets an account of its own, and a machine becomes it by a code that is good once."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.crypto import salted_hmac

from motcua.accounts.errors import TooManyTriesError
from motcua.accounts.models import RoleAssignment, Staff
from motcua.accounts.rules.guessing import Allowance, network_of
from motcua.accounts.rules.roles import Role
from motcua.accounts.services.allowance import give_back, spend
from motcua.foundation import audit
from motcua.kernel.errors import NotAllowedError
from motcua.ticketing.models import DevicePairing, HallDevice
from motcua.ticketing.vocabulary import DeviceKind

GOOD_FOR = timedelta(minutes=10)
DIGITS = 8
AT_ONE_ADDRESS, EVERYWHERE = 10, 200
"""Tries in a quarter of an hour: 200 of a hundred million codes."""
_SALT = "motcua.ticketing.pairing"


@transaction.atomic
def give_account(device: HallDevice, *, by: str, now: datetime) -> HallDevice:
    """Save a new device with an account that may do what the device does, at its unit, and nothing else.

    Args:
        device: not saved yet.
        by: who adds it, as the audit chain writes it.
        now: the role is held from this day on.
    """
    role = Role.KIOSK if device.kind == DeviceKind.KIOSK else Role.DISPLAY
    device.account = Staff.objects.create(
        sign_in_name=f"thiet-bi.{secrets.token_hex(6)}",
        full_name=device.name,
        password=make_password(None),
        is_device=True,
        is_demo=settings.MOTCUA_DEMO,
    )
    RoleAssignment.objects.create(staff=device.account, role=role.value, unit=device.unit, valid_from=now.date())
    device.save()
    details = {"role": role.value, "unit": device.unit_id}
    audit.append(actor=by, act="ticketing:device:enabled", subject=f"staff:{device.account_id}", details=details)
    return device


@transaction.atomic
def new_pairing_code(device: HallDevice, *, by: str, now: datetime) -> str:
    """Eight digits that make one machine this device within GOOD_FOR; an earlier code opens nothing any more."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    DevicePairing.objects.update_or_create(
        device=device, defaults={"digest": _digest(code), "expires_at": now + GOOD_FOR}
    )
    audit.append(actor=by, act="ticketing:pairing:offered", subject=f"halldevice:{device.pk}", details={})
    return code


def pair(typed: str, *, address: str, now: datetime) -> HallDevice:
    """The device that the machine at this address is from now on; the code is used up.

    Raises:
        NotAllowedError: wrong, used, or too old: the same answer.
        TooManyTriesError: this address has used its allowance; nothing was looked at.
    """
    spent = [
        Allowance(_key("address", network_of(address)), AT_ONE_ADDRESS),
        Allowance(_key("everywhere"), EVERYWHERE),
    ]
    free_at = spend(spent, now=now)
    if free_at is not None:
        raise TooManyTriesError(free_at, minutes=max(1, round((free_at - now).total_seconds() / 60)))
    code = "".join(letter for letter in typed[:40] if letter.isdigit() and letter.isascii())
    with transaction.atomic():
        offered = DevicePairing.objects.select_for_update().filter(digest=_digest(code), expires_at__gt=now).first()
        if offered is None:
            sentence = "Mã không đúng hoặc đã quá 10 phút. Hãy xin quản trị viên mã mới."
            raise NotAllowedError("ticketing:pairing:wrong", sentence, "a wrong or old pairing code")
        device = HallDevice.objects.select_related("account").get(pk=offered.device_id)
        offered.delete()
        give_back(spent, tried_at=now)
        act, subject = "ticketing:device:paired", f"halldevice:{device.pk}"
        audit.append(actor=f"staff:{device.account_id}", act=act, subject=subject, details={})
    return device


def note_seen(device: HallDevice, *, now: datetime) -> None:
    """Remember that the machine is there, at most once a minute."""
    if device.last_seen_at is None or now - device.last_seen_at >= timedelta(minutes=1):
        HallDevice.objects.filter(pk=device.pk).update(last_seen_at=now)


def _digest(code: str) -> str:
    """With the installation's secret: eight digits alone would be found by trying all."""
    return salted_hmac(_SALT, code, algorithm="sha256").hexdigest()


def _key(*parts: str) -> str:
    return sha256("\0".join(("pairing", *parts)).encode()).hexdigest()
