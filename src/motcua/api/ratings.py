"""Ratings from another maker's tablet at a counter."""

from typing import TYPE_CHECKING, Annotated, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from motcua.api.dossiers import IdempotencyKey
from motcua.api.problems import described
from motcua.api.status import as_json
from motcua.feedback.errors import nothing_to_rate
from motcua.feedback.facts import Given
from motcua.feedback.rules import LONGEST_WORDS
from motcua.feedback.services import rate_at_counter
from motcua.feedback.services.rating import Sent
from motcua.feedback.vocabulary import Level, Reason
from motcua.ticketing.models import Ticket

if TYPE_CHECKING:
    from motcua.accounts.middleware import SignedInRequest

router = Router(tags=["hall"])


class RatingIn(Schema):
    """What somebody said at the counter's tablet."""

    ticket_id: UUID = Field(description="The ticket that was just served at the tablet's counter")
    level: Annotated[int, Field(ge=1, le=5)] = Field(description="5 very satisfied … 1 very dissatisfied")
    reasons: list[Reason] = Field(default_factory=list, max_length=len(Reason), description="From level 3 down")
    words: str = Field("", max_length=LONGEST_WORDS, description="Only the head of the unit reads them")


class RatingTaken(Schema):
    ticket_id: UUID
    level: int


@router.post("ratings", response={201: RatingTaken, **described(400, 403, 404, 409, 413, 422)}, url_name="ratings")
def take_rating(request: HttpRequest, given: RatingIn, key: IdempotencyKey) -> HttpResponse:
    """Rate the ticket that was just served; by the machine at its counter, within five minutes, once.

    The same key with the same body is the same answer; another ticket than the counter's last one is a 409.
    """
    counter_id = Ticket.objects.filter(pk=given.ticket_id).values_list("counter_id", flat=True).first()
    if counter_id is None:
        raise nothing_to_rate()
    said = Given(Level(given.level), tuple(given.reasons), given.words)
    actor = cast("SignedInRequest", request).actor
    rating = rate_at_counter(counter_id, given.ticket_id, said, by=actor, sent=Sent(key, request.body))
    return as_json({"ticket_id": str(rating.ticket_id), "level": rating.level}, status=201)
