"""Counting tries in rows: one locked row an allowance, so that two tries at once can't both take the last one."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from motcua.accounts.models import SignInAllowance
from motcua.accounts.rules.guessing import Allowance, free_at, still_counting

KEPT_FOR = timedelta(days=1)


def spend(allowances: Sequence[Allowance], *, now: datetime) -> datetime | None:
    """Take one try from each, or from none when one is used up.

    Committed before the password is looked at: whoever hangs up in between has still spent it.

    Returns:
        None when taken; else the moment at which a try is free again.
    """
    if (until := _used_up_until(allowances, _read(allowances), now)) is not None:
        return until  # what a flood costs: one SELECT, no lock and no write
    with transaction.atomic():
        rows = _locked([allowance.key for allowance in allowances], now)
        if (until := _used_up_until(allowances, rows, now)) is not None:
            return until
        for row in rows.values():
            row.spent_at = [*still_counting(row.spent_at, now), now]
            row.touched_at = now
        SignInAllowance.objects.bulk_update(rows.values(), ["spent_at", "touched_at"])
    return None


def give_back(allowances: Sequence[Allowance], *, tried_at: datetime) -> None:
    """The try was its owner's and right: it costs nothing. Runs in the caller's transaction."""
    rows = _locked([allowance.key for allowance in allowances], tried_at)
    for row in rows.values():
        if tried_at in row.spent_at:
            row.spent_at.remove(tried_at)
    SignInAllowance.objects.bulk_update(rows.values(), ["spent_at"])


def forget_idle_allowances(*, now: datetime) -> int:
    """Delete the rows that count nothing any more; how many."""
    deleted, _ = SignInAllowance.objects.filter(touched_at__lt=now - KEPT_FOR).delete()
    return deleted


def _used_up_until(
    allowances: Sequence[Allowance], rows: Mapping[str, SignInAllowance], now: datetime
) -> datetime | None:
    spent = ((rows[a.key].spent_at, a.limit) for a in allowances if a.key in rows)
    return max((wait for tries, limit in spent if (wait := free_at(tries, limit, now))), default=None)


def _read(allowances: Sequence[Allowance]) -> dict[str, SignInAllowance]:
    return SignInAllowance.objects.in_bulk([allowance.key for allowance in allowances])


def _locked(keys: Sequence[str], now: datetime) -> dict[str, SignInAllowance]:
    """The rows, made where missing, locked in the order of their keys."""
    ordered = sorted(keys)
    SignInAllowance.objects.bulk_create(
        [SignInAllowance(key=key, touched_at=now) for key in ordered], ignore_conflicts=True
    )
    rows = SignInAllowance.objects.select_for_update().filter(key__in=ordered).order_by("key")
    return {row.key: row for row in rows}
