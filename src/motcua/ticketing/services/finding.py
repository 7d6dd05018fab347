"""Opening an appointment by its code, on a page or by telephone: forty random bits, so tries are counted."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from motcua.accounts.rules.guessing import Allowance, network_of
from motcua.accounts.services.allowance import give_back, spend
from motcua.ticketing.errors import TooManyCodesError, appointment_absent
from motcua.ticketing.models import Appointment
from motcua.ticketing.selectors.appointments import appointment_by_code

AT_ONE_NETWORK, EVERYWHERE = 20, 500
BY_TELEPHONE = 500
"""Wrong codes in a quarter of an hour; right ones cost nothing. 500 of 2^40: with 10,000 appointments open, a stranger with
networks without end finds one in six years, and learns a time from it, nothing about a person. Calls have as many of their own,
so that a flood of them leaves the pages alone."""


def find_by_code(typed: str, *, address: str, now: datetime) -> Appointment:
    """The appointment of a code as it was typed.

    Raises:
        NotFoundError: there is none, or it was no code: the same answer.
        TooManyCodesError: too many wrong ones from this network; nothing was looked at.
    """
    network = Allowance(_key("network", network_of(address)), AT_ONE_NETWORK)
    return _found(typed, [network, Allowance(_key("everywhere"), EVERYWHERE)], now)


def find_by_telephone(typed: str, *, source: str, now: datetime) -> Appointment:
    """The appointment of a code that a caller typed. `source`: whom the call says to come from; proves nothing.

    Raises:
        NotFoundError: there is none, or it was no code: the same answer.
        TooManyCodesError: too many wrong ones from this source or by telephone; nothing was looked at.
    """
    caller = Allowance(_key("caller", source), AT_ONE_NETWORK)
    return _found(typed, [caller, Allowance(_key("telephone"), BY_TELEPHONE)], now)


def _found(typed: str, spent: list[Allowance], now: datetime) -> Appointment:
    free_at = spend(spent, now=now)
    if free_at is not None:
        raise TooManyCodesError(free_at)
    row = appointment_by_code(typed)
    if row is None:
        raise appointment_absent()
    with transaction.atomic():
        give_back(spent, tried_at=now)
    return row


def _key(*parts: str) -> str:
    return sha256("\0".join(("appointment", *parts)).encode()).hexdigest()
