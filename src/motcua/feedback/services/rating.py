"""Rating a visit, once; what wasn't good may follow. What somebody wrote is in no log and no audit entry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.accounts.rules.actor import Actor
from motcua.feedback import rules
from motcua.feedback.errors import (
    already_rated,
    counter_went_on,
    not_allowed,
    not_to_be_taken_back,
    taken_back,
    too_late,
)
from motcua.feedback.events import LowRatingGiven
from motcua.feedback.facts import Given, Served
from motcua.feedback.models import Rating
from motcua.feedback.permissions import may_take_ratings
from motcua.feedback.selectors.served import (
    just_served,
    rating_of,
    served_by_receipt,
    served_by_token,
    served_ticket,
    to_rate,
)
from motcua.feedback.vocabulary import RatingSource
from motcua.foundation import audit, idempotency, live, outbox
from motcua.kernel import clock
from motcua.organisation.models import Counter

CITIZEN = "citizen"
"""Whoever holds a slip, as the audit chain writes it: nobody in particular."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form or request that may come twice: its idempotency key and what was sent."""

    key: str
    body: bytes


def channel(unit_id: int) -> str:
    """The live channel that tells the head's page of a rating; only that there is one."""
    return f"rating:{unit_id}"


@transaction.atomic
def rate(served: Served, given: Given, *, source: RatingSource, by: str = CITIZEN) -> Rating:
    """Write the visit's one rating.

    Args:
        served: from `selectors.served`: `served_ticket(ticket)`.
        given: the level; reasons and words may be in it or follow.
        source: where it was given.
        by: who, as the audit chain writes it: a machine's "staff:17".

    Raises:
        AlreadyRatedError: the visit has its rating.
        TooLateError: more than seven days have passed.
        InvalidInputError: reasons for a good rating, or too many words.
    """
    given, at = rules.cleaned(given), clock.now()
    if at > served.open_until:
        raise too_late()
    try:
        with transaction.atomic():
            rating = _written(served, given, source)
    except IntegrityError as error:
        if "rating_visit_once" not in str(error) and "rating_ticket_once" not in str(error):
            raise
        raise already_rated() from error
    if given.level <= rules.LOW:
        outbox.publish(LowRatingGiven(rating.pk, served.unit_id, int(given.level)))
    live.publish(channel(served.unit_id), {"rated": True})
    audit.append(
        actor=by,
        act="feedback:rating:given",
        subject=f"rating:{rating.pk}",
        details={"level": int(given.level), "source": source.value},
        chain=served.unit_code,
    )
    return rating


def rate_at_counter(counter_id: int, ticket_id: UUID, given: Given, *, by: Actor, sent: Sent) -> Rating:
    """Take a rating at the counter's tablet: of the ticket that was just served there, and of no other.

    Raises:
        NotAllowedError: `by` is no machine of this hall, or one that stands at another counter.
        TooLateError: the counter has gone on, or some minutes have passed.
        AlreadyRatedError: it has its rating; the same key again gets that rating instead.
    """
    counter = Counter.objects.on(clock.now().date()).filter(pk=counter_id).first()
    if counter is None or not may_take_ratings(by, counter):
        raise not_allowed("a rating by no machine of this counter")

    def effect() -> Rating:
        last = to_rate(counter.pk, clock.now())
        if last is None or last.pk != ticket_id:
            raise _why_not(ticket_id)
        return rate(served_ticket(last), given, source=RatingSource.TABLET, by=by.name)

    return _once(f"{by.name} feedback:rating", sent, effect)


def rate_by_ticket(token: str, given: Given, *, sent: Sent) -> Rating:
    """Rate by the token of the ticket's QR code. NotFoundError, NotServedError, TooLateError, AlreadyRatedError."""
    return _once(
        f"{CITIZEN} feedback:rating",
        sent,
        lambda: rate(served_by_token(token), given, source=RatingSource.TICKET_QR),
    )


def rate_by_receipt(code: str, token: str, given: Given, *, sent: Sent) -> Rating:
    """Rate the visit of a dossier by what its receipt's QR code holds; errors as `rate_by_ticket`."""
    return _once(
        f"{CITIZEN} feedback:rating",
        sent,
        lambda: rate(served_by_receipt(code, token), given, source=RatingSource.RECEIPT_QR),
    )


def take_back_at_counter(counter_id: int, ticket_id: UUID, rating_id: int, *, by: Actor) -> None:
    """Undo a tap on the tablet that just happened; the same person is asked again. Undone already, nothing happens.

    Raises:
        NotAllowedError: `by` is no machine of this hall, or one that stands at another counter.
        TooLateError: it was given too long ago or elsewhere, or the counter has gone on.
    """
    now = clock.now()
    counter = Counter.objects.on(now.date()).filter(pk=counter_id).first()
    if counter is None or not may_take_ratings(by, counter):
        raise not_allowed("a rating taken back by no machine of this counter")
    last = just_served(counter.pk, now)
    if last is None or last.pk != ticket_id:
        raise not_to_be_taken_back()
    _take_back(last.visit_id, rating_id, RatingSource.TABLET, since=now - rules.TAKEN_BACK_WITHIN, by=by.name)


def take_back_by_slip(served: Served, rating_id: int, *, source: RatingSource) -> None:
    """Undo a rating that the same kind of slip gave, while it may be rated; taken back already, nothing happens.

    Raises:
        TooLateError: the days to rate are over, or it was given at the tablet or by another slip.
    """
    if clock.now() > served.open_until:
        raise not_to_be_taken_back()
    _take_back(served.visit_id, rating_id, source, since=None, by=CITIZEN)


@transaction.atomic
def _take_back(visit_id: UUID, rating_id: int, source: RatingSource, *, since: datetime | None, by: str) -> None:
    """The audit chain keeps which level it was: nobody makes a bad rating vanish without a trace."""
    rating = Rating.objects.select_related("unit").select_for_update(of=("self",)).filter(visit_id=visit_id).first()
    if rating is None or rating.pk != rating_id:
        return  # a repeat that comes late takes no newer one back
    if rating.source != source or (since is not None and rating.at < since):
        raise not_to_be_taken_back()
    subject, level, unit = f"rating:{rating.pk}", rating.level, rating.unit
    rating.delete()
    live.publish(channel(unit.pk), {"rated": True})
    audit.append(
        actor=by,
        act="feedback:rating:taken_back",
        subject=subject,
        details={"level": level, "source": source.value},
        chain=unit.code,
    )


@transaction.atomic
def explain(visit_id: UUID, given: Given, *, source: RatingSource, by: str = CITIZEN) -> Rating:
    """Add reasons and words to a rating that was tapped some minutes ago, once; `given.level` says which it was.

    Raises:
        AlreadyRatedError: there are reasons or words already, or it was given elsewhere.
        TooLateError: too long ago.
        InvalidInputError: reasons for a good rating, or too many words.
    """
    given, at = rules.cleaned(given), clock.now()
    rating = Rating.objects.select_related("unit").select_for_update(of=("self",)).filter(visit_id=visit_id).first()
    if rating is None or rating.source != source or rating.level != given.level:
        raise already_rated()
    if rating.explained_at or rating.reasons or rating.words:
        raise already_rated()
    if at - rating.at > rules.EXPLAINED_WITHIN:
        raise too_late()
    rating.reasons, rating.words, rating.explained_at = [reason.value for reason in given.reasons], given.words, at
    rating.save(update_fields=["reasons", "words", "explained_at"])
    live.publish(channel(rating.unit_id), {"rated": True})
    audit.append(
        actor=by,
        act="feedback:rating:explained",
        subject=f"rating:{rating.pk}",
        details={"reasons": len(given.reasons)},
        chain=rating.unit.code,
    )
    return rating


def _written(served: Served, given: Given, source: RatingSource) -> Rating:
    return Rating.objects.create(
        unit_id=served.unit_id,
        visit_id=served.visit_id,
        ticket_id=served.ticket_id,
        counter_id=served.counter_id,
        officer_id=served.officer_id,
        procedure_codes=list(served.procedures),
        waiting_seconds=served.waited,
        service_seconds=served.took,
        day=served.day,
        served_at=served.ended_at,
        level=int(given.level),
        reasons=[reason.value for reason in given.reasons],
        words=given.words,
        source=source.value,
        at=clock.now(),
    )


def _why_not(ticket_id: UUID) -> Exception:
    given_before = Rating.objects.filter(ticket_id=ticket_id).exists()
    return already_rated() if given_before else counter_went_on()


def _once(scope: str, sent: Sent, effect: Callable[[], Rating]) -> Rating:
    def answer() -> idempotency.Answer:
        return {"visit": str(effect().visit_id)}

    told = idempotency.once(scope=scope, key=sent.key, body=sent.body, effect=answer)
    rating = rating_of(UUID(told["visit"]))
    if rating is None:
        raise taken_back()
    return rating
