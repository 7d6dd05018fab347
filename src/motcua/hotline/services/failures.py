"""Look-up numbers that nobody has: noted, counted, and an alarm when somebody seems to try them out."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from motcua.foundation import audit, outbox
from motcua.hotline import rules
from motcua.hotline.events import AlarmRaised
from motcua.hotline.models import HotlineAlarm, LookUpFailure
from motcua.hotline.vocabulary import AlarmKind

HOUR = timedelta(hours=1)
KEPT = timedelta(days=2)


def source_digest(claimed: str) -> str:
    """A source as the tables know it: the same for the same source, and nobody can read it back without the secret."""
    return hashlib.blake2b(claimed.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=16).hexdigest()


@transaction.atomic
def note_failure(claimed: str, *, now: datetime) -> None:
    """Note a look-up that failed; raise the alarm of this hour when it is one too many."""
    source = source_digest(claimed)
    LookUpFailure.objects.create(source=source, at=now)
    recent = LookUpFailure.objects.filter(at__gt=now - HOUR)
    mine, all_of_them = recent.filter(source=source).count(), recent.count()
    if rules.is_guessing(mine):
        _alarm(AlarmKind.GUESSING, source, mine, now)
    if rules.is_guessing_everywhere(all_of_them):
        _alarm(AlarmKind.GUESSING_EVERYWHERE, "", all_of_them, now)


def forget_old_failures(now: datetime) -> int:
    """Delete what no alarm needs any more; returns how many."""
    return LookUpFailure.objects.filter(at__lt=now - KEPT).delete()[0]


def _alarm(kind: AlarmKind, source: str, failures: int, now: datetime) -> None:
    hour = now.replace(minute=0, second=0, microsecond=0)
    known = {"kind": kind.value, "source": source, "hour": hour}
    _row, is_new = HotlineAlarm.objects.get_or_create(**known, defaults={"failures": failures, "last_at": now})
    if not is_new:
        HotlineAlarm.objects.filter(**known).update(failures=F("failures") + 1, last_at=now)
        return
    outbox.publish(AlarmRaised(kind=kind.value, failures=failures))
    audit.append(
        actor="hotline", act="hotline:alarm:raised", subject=f"alarm:{kind.value}", details={"failures": failures}
    )
