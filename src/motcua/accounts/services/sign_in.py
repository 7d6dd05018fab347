"""Signing in and out. What may be tried how often: ADR 0017."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from math import ceil

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import DatabaseError, transaction
from django.db.models import Q

from motcua.accounts.errors import SignInUnavailableError, TooManyTriesError, WrongSignInError
from motcua.accounts.models import KnownDevice, Staff
from motcua.accounts.rules.guessing import KNOWN_NETWORK_FOR, Allowance, Origin, allowances, network_of
from motcua.accounts.services.allowance import give_back, spend
from motcua.foundation import audit

DEVICE_BYTES = 32


@dataclass(frozen=True, slots=True)
class Try:
    """What came with a sign-in form: the name as typed, the peer's address, the device's secret or ""."""

    sign_in_name: str
    password: str
    address: str
    device: str = ""


@dataclass(frozen=True, slots=True)
class SignedIn:
    staff: Staff
    device: str
    """The secret that the browser keeps, so that it is known the next time."""


def sign_in(tried: Try, *, now: datetime) -> SignedIn:
    """Check a password, counting the try first.

    Raises:
        WrongSignInError: unknown, wrong, closed, or a demo account outside the demo: the same answer in the same time.
        TooManyTriesError: this origin has used its allowance; nothing was checked.
        SignInUnavailableError: the tries can't be counted.
    """
    name = tried.sign_in_name.strip().lower()
    staff = Staff.objects.filter(sign_in_name=name).first()
    spent = _spend(allowances(name, _origin(tried, staff, now)), now)
    right = _password_is_right(tried.password, staff)
    if staff is None or not right or not may_enter(staff):
        _record_refusal(staff)
        raise WrongSignInError
    return _open(staff, tried, spent, now)


def may_enter(staff: Staff) -> bool:
    """Closed accounts and systems never; demo accounts only where the demo runs, even from a copied database."""
    return staff.is_active and not staff.is_system and (settings.MOTCUA_DEMO or not staff.is_demo)


def record_sign_out(user: Staff | None, **of_the_signal: object) -> None:
    """Django's `user_logged_out`: by our button, by the admin's, or because the session's time was over."""
    del of_the_signal
    if user is not None:
        with transaction.atomic():
            _record(user, "accounts:session:closed", {})


def _spend(allowed: list[Allowance], now: datetime) -> list[Allowance]:
    try:
        free_at = spend(allowed, now=now)
    except DatabaseError as error:
        raise SignInUnavailableError from error
    if free_at is not None:
        raise TooManyTriesError(free_at, minutes=ceil((free_at - now).total_seconds() / 60))
    return allowed


def _password_is_right(password: str, staff: Staff | None) -> bool:
    """One hash for everybody: an account that doesn't exist costs the same time as one that does."""
    nobodys = _nobodys_password()
    return check_password(password, staff.password if staff else nobodys) and staff is not None


@lru_cache(maxsize=1)
def _nobodys_password() -> str:
    return make_password(secrets.token_hex(DEVICE_BYTES))


def _origin(tried: Try, staff: Staff | None, now: datetime) -> Origin:
    network, digest = network_of(tried.address), _digest(tried.device)
    seen = KnownDevice.objects.filter(
        Q(device=digest) | Q(network=network, last_seen_at__gte=now - KNOWN_NETWORK_FOR),
        staff_id=staff.pk if staff else 0,  # no staff has 0: the same query for names that nobody has
    ).values_list("device", "network")
    devices, networks = {device for device, _ in seen}, {at for _, at in seen}
    return Origin(network, digest if digest in devices else "", network in networks)


def _digest(device: str) -> str:
    return sha256(device.encode()).hexdigest()


@transaction.atomic
def _open(staff: Staff, tried: Try, spent: Sequence[Allowance], now: datetime) -> SignedIn:
    give_back(spent, tried_at=now)
    device = tried.device or secrets.token_urlsafe(DEVICE_BYTES)
    KnownDevice.objects.update_or_create(
        staff=staff,
        device=_digest(device),
        defaults={"network": network_of(tried.address), "last_seen_at": now},
        create_defaults={"network": network_of(tried.address), "first_seen_at": now, "last_seen_at": now},
    )
    _record(staff, "accounts:session:opened", {})
    return SignedIn(staff, device)


@transaction.atomic
def _record_refusal(staff: Staff | None) -> None:
    _record(staff, "accounts:session:refused", {"open": staff is not None and may_enter(staff)})


def _record(staff: Staff | None, act: str, details: dict[str, bool]) -> None:
    """Without names and addresses: who it was stands behind the number, from where in the web server's log."""
    who = f"staff:{staff.pk}" if staff else "staff:unknown"
    audit.append(actor=who if act != "accounts:session:refused" else "anonymous", act=act, subject=who, details=details)
