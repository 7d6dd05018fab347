"""What a signed-in session remembers about time, in Django's session."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from motcua.accounts.rules.session import SessionLimits, SessionTimes, is_due_to_be_touched, is_over

_SIGNED_IN_AT, _SEEN_AT, _OF_A_DEVICE = "signed_in_at", "seen_at", "of_a_device"
DEVICE_IDLE = timedelta(days=60)
"""A machine that was off for longer is paired again; one that is used goes on for good."""


def begin(session: SessionBase, *, now: datetime) -> None:
    session[_SIGNED_IN_AT] = session[_SEEN_AT] = now.isoformat()


def begin_for_device(session: SessionBase, *, now: datetime) -> None:
    """Of a machine in the hall, where nobody signs in: renewed by use."""
    begin(session, now=now)
    session[_OF_A_DEVICE] = True
    session.set_expiry(int(DEVICE_IDLE.total_seconds()))  # in seconds it counts from each use


def goes_on(session: SessionBase, *, now: datetime) -> bool:
    """Whether the session is still good; then its last act is noted, at most once a minute."""
    times = _times(session)
    if times is None or is_over(times, _limits(session), now):
        return False
    if is_due_to_be_touched(times, now):
        session[_SEEN_AT] = now.isoformat()
    return True


def _limits(session: SessionBase) -> SessionLimits:
    if session.get(_OF_A_DEVICE):
        return SessionLimits(DEVICE_IDLE, timedelta.max)
    return SessionLimits(settings.SESSION_IDLE, settings.SESSION_ABSOLUTE)


def _times(session: SessionBase) -> SessionTimes | None:
    """None for a session that something else than our sign-in began: it never counts as signed in."""
    try:
        return SessionTimes(datetime.fromisoformat(session[_SIGNED_IN_AT]), datetime.fromisoformat(session[_SEEN_AT]))
    except KeyError:
        return None
