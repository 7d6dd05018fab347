"""Issuing, using and revoking access tokens: ADR 0020."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.db import DatabaseError, transaction
from django.db.models import Q

from motcua.accounts.errors import NotASystemError, TokenLifetimeError
from motcua.accounts.models import AccessToken, Staff
from motcua.accounts.rules.tokens import (
    LASTS_AT_MOST_DAYS,
    NOTED_EVERY,
    Bearer,
    digest_of,
    is_due_to_be_noted,
    new_token,
)
from motcua.foundation import audit

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class IssuedToken:
    row: AccessToken
    secret: str = field(repr=False)
    """The token itself, to be shown once: it can't be found again."""


@transaction.atomic
def issue_token(staff: Staff, *, name: str, days: int, by: str, now: datetime) -> IssuedToken:
    """Give a system a token for that many days; `name` says what it is used for.

    Raises:
        NotASystemError: the account is a person's or a device's.
        TokenLifetimeError: not 1 to LASTS_AT_MOST_DAYS days.
    """
    if not staff.is_system:
        raise NotASystemError
    if not 1 <= days <= LASTS_AT_MOST_DAYS:
        raise TokenLifetimeError(LASTS_AT_MOST_DAYS)
    secret, expires_at = new_token(), now + timedelta(days=days)
    row = AccessToken.objects.create(
        staff=staff, name=name, digest=digest_of(secret), created_at=now, created_by=by, expires_at=expires_at
    )
    details = {"staff": staff.pk, "expires_on": expires_at.date().isoformat()}
    audit.append(actor=by, act="accounts:token:issued", subject=f"token:{row.pk}", details=details)
    return IssuedToken(row, secret)


@transaction.atomic
def revoke_token(token: AccessToken, *, by: str, now: datetime) -> bool:
    """End a token before its time; False when it was revoked already.

    Processes that let it in meanwhile do so for at most `rules.tokens.REMEMBERED_SECONDS` more.
    """
    if not AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
        return False
    audit.append(actor=by, act="accounts:token:revoked", subject=f"token:{token.pk}", details={"staff": token.staff_id})
    return True


def note_use(bearer: Bearer, *, now: datetime) -> None:
    """Write down that the token is in use, at most once an hour, and only if that works: no request fails for it.

    No line of audit: what the software does has its own.
    """
    if not is_due_to_be_noted(bearer.last_used_at, now):
        return
    bearer.last_used_at = now
    unnoted = Q(last_used_at=None) | Q(last_used_at__lte=now - NOTED_EVERY)
    try:
        AccessToken.objects.filter(unnoted, pk=bearer.token_id).update(last_used_at=now)
    except DatabaseError:
        log.warning("the use of an access token couldn't be noted", token=bearer.token_id)
