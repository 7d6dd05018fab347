"""A visit has one rating: by the tablet, the ticket's QR code or the receipt's; within seven days; its words stay private."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.accounts.models import Staff
from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.scene import received
from motcua.feedback.errors import AlreadyRatedError, NotServedError, TooLateError
from motcua.feedback.facts import Given
from motcua.feedback.models import Rating
from motcua.feedback.rules import LONGEST_WORDS
from motcua.feedback.selectors.served import rating_of, served_ticket
from motcua.feedback.services import explain, rate, rate_by_receipt, rate_by_ticket
from motcua.feedback.tests.scene import HAPPY, NEUTRAL, UNHAPPY, person, sent
from motcua.feedback.vocabulary import Level, RatingSource, Reason
from motcua.foundation.idempotency import KeyReusedError
from motcua.foundation.models import AuditEntry, OutboxEntry
from motcua.kernel.errors import InvalidInputError, NotFoundError
from motcua.ticketing.services import call_next, mark_no_show

pytestmark = pytest.mark.django_db
WRITERS = 50
WORDS = "Nhờ cô Hạnh quầy 3 gọi lại số 0912345678"


def low_events() -> list[dict]:
    return [entry.payload for entry in OutboxEntry.objects.filter(name="feedback:rating:low").order_by("id")]


def test_what_was_known_of_the_service_is_kept_with_it(scene):
    ticket = scene.serves(waits=4, takes=6, procedure="1.001193")
    rating = rate_by_ticket(ticket.token, HAPPY, sent=sent())
    assert (rating.level, rating.source, rating.ticket_id, rating.visit_id) == (
        5, "ticket_qr", ticket.pk, ticket.visit_id,
    )  # fmt: skip
    assert (rating.unit_id, rating.counter_id, rating.officer_id) == (
        scene.unit.pk, scene.desk.pk, scene.clerk.staff_id,
    )  # fmt: skip
    assert (rating.waiting_seconds, rating.service_seconds) == (240, 360)
    assert rating.procedure_codes == ["1.001193"]
    assert (rating.day, rating.served_at) == (ticket.day, ticket.finished_at)


def test_the_second_rating_of_a_visit_is_refused_and_changes_nothing(scene):
    ticket = scene.serves()
    rate_by_ticket(ticket.token, HAPPY, sent=sent())
    with pytest.raises(AlreadyRatedError):
        rate_by_ticket(ticket.token, UNHAPPY, sent=sent())
    assert Rating.objects.get().level == 5
    assert low_events() == []


def test_the_same_form_sent_twice_is_one_rating_and_one_answer(scene):
    ticket, form = scene.serves(), sent(level=5)
    first = rate_by_ticket(ticket.token, HAPPY, sent=form)
    assert rate_by_ticket(ticket.token, HAPPY, sent=form) == first
    with pytest.raises(KeyReusedError):
        rate_by_ticket(ticket.token, UNHAPPY, sent=sent(form.key, level=1))


def test_dossiers_of_the_visit_name_the_procedures_and_their_receipt_rates_the_same_visit(scene, open_centre):
    clerk = person(StaffFactory(roles=Role.RECEPTION, roles__at=open_centre))
    ticket = scene.serves()
    dossier = received(clerk)
    Dossier.objects.update(visit_id=ticket.visit_id)
    rating = rate_by_receipt(dossier.code, dossier.look_up_token, HAPPY, sent=sent())
    assert (rating.ticket_id, rating.source) == (ticket.pk, "receipt_qr")
    assert rating.procedure_codes == [dossier.procedure_version.procedure.code]
    with pytest.raises(AlreadyRatedError):
        rate_by_ticket(ticket.token, HAPPY, sent=sent())


def test_a_visit_without_ticket_is_rated_once_by_any_of_its_dossiers(scene, open_centre):
    clerk = person(StaffFactory(roles=Role.RECEPTION, roles__at=open_centre))
    first = received(clerk)
    second = received(clerk, visit_id=first.visit_id)
    rating = rate_by_receipt(first.code, first.look_up_token, NEUTRAL, sent=sent())
    assert (rating.ticket, rating.counter, rating.officer_id) == (None, None, clerk.staff_id)
    with pytest.raises(AlreadyRatedError):
        rate_by_receipt(second.code, second.look_up_token, HAPPY, sent=sent())


def test_a_wrong_token_rates_nothing(scene, open_centre):
    dossier = received(person(StaffFactory(roles=Role.RECEPTION, roles__at=open_centre)))
    with pytest.raises(NotFoundError):
        rate_by_ticket("khong-co-phieu", HAPPY, sent=sent())
    with pytest.raises(NotFoundError):
        rate_by_receipt(dossier.code, "A" * 16, HAPPY, sent=sent())
    assert not Rating.objects.exists()


def test_nothing_is_rated_before_its_service_ended(scene):
    ticket = scene.take()
    with pytest.raises(NotServedError):
        rate_by_ticket(ticket.token, HAPPY, sent=sent())
    call_next(scene.desk, by=scene.clerk)
    mark_no_show(ticket.pk, by=scene.clerk)
    with pytest.raises(NotServedError):
        rate_by_ticket(ticket.token, HAPPY, sent=sent())


def test_after_seven_days_it_is_too_late(scene):
    late, in_time = scene.serves(), scene.serves()
    scene.clock.passes(7 * 24 * 60)
    rate_by_ticket(in_time.token, HAPPY, sent=sent())
    with pytest.raises(TooLateError):
        rate_by_ticket(late.token, HAPPY, sent=sent())


def test_a_low_rating_is_told_and_a_middling_one_is_not(scene):
    scene.rated(5, 4, 3)
    assert low_events() == []
    scene.rated(2, 1)
    assert [event["level"] for event in low_events()] == [2, 1]
    assert {event["unit_id"] for event in low_events()} == {scene.unit.pk}


def test_reasons_are_for_what_was_not_good(scene):
    ticket = scene.serves()
    with pytest.raises(InvalidInputError):
        rate_by_ticket(ticket.token, Given(Level.SATISFIED, (Reason.WAITING,)), sent=sent())
    with pytest.raises(InvalidInputError):
        rate_by_ticket(ticket.token, Given(Level.NEUTRAL, (), "a" * (LONGEST_WORDS + 1)), sent=sent())
    given = Given(Level.NEUTRAL, (Reason.OTHER, Reason.WAITING, Reason.WAITING), f"  {WORDS} ")
    rating = rate_by_ticket(ticket.token, given, sent=sent())
    assert (rating.reasons, rating.words) == (["waiting", "other"], WORDS)


def test_reasons_and_words_may_follow_a_tap_once(scene):
    ticket = scene.serves()
    rate(served_ticket(ticket), UNHAPPY, source=RatingSource.TABLET)
    more = Given(UNHAPPY.level, (Reason.ATTITUDE,), WORDS)
    with pytest.raises(AlreadyRatedError):  # it was given elsewhere
        explain(ticket.visit_id, more, source=RatingSource.TICKET_QR)
    assert explain(ticket.visit_id, more, source=RatingSource.TABLET).words == WORDS
    with pytest.raises(AlreadyRatedError):
        explain(ticket.visit_id, Given(UNHAPPY.level, (), "Khác"), source=RatingSource.TABLET)
    other = scene.serves()
    rate(served_ticket(other), UNHAPPY, source=RatingSource.TABLET)
    scene.clock.passes(31)
    with pytest.raises(TooLateError):
        explain(other.visit_id, more, source=RatingSource.TABLET)


def test_words_stand_in_no_audit_entry_event_or_answer_that_is_kept(scene, caplog):
    ticket = scene.serves()
    rate_by_ticket(ticket.token, Given(Level.DISSATISFIED, (Reason.OTHER,), WORDS), sent=sent())
    tapped = scene.serves()
    rate(served_ticket(tapped), UNHAPPY, source=RatingSource.TABLET)
    explain(tapped.visit_id, Given(UNHAPPY.level, (), WORDS), source=RatingSource.TABLET)
    acts = AuditEntry.objects.filter(act__startswith="feedback:")
    assert [entry.act for entry in acts.order_by("position")] == [
        "feedback:rating:given",
        "feedback:rating:given",
        "feedback:rating:explained",
    ]
    kept = [json.dumps(entry.details) + entry.subject + entry.actor for entry in acts]
    kept += [json.dumps(entry.payload) for entry in OutboxEntry.objects.all()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(answer::text, '') FROM foundation_idempotencykey")
        kept += [row[0] for row in cursor.fetchall()]
    assert [text for text in kept if "Hạnh" in text or "H\\u1ea1nh" in text or "0912" in text] == []
    assert "Hạnh" not in caplog.text


def test_the_database_itself_lets_a_visit_have_one(scene):
    (ticket,) = scene.rated(5)
    twin = Rating.objects.get(ticket=ticket)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.bulk_create([Rating(**{**fields_of(twin), "visit_id": scene.serves().visit_id})])
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.bulk_create([Rating(**{**fields_of(twin), "ticket_id": scene.serves().pk})])


def fields_of(rating: Rating) -> dict:
    return {f.attname: getattr(rating, f.attname) for f in Rating._meta.concrete_fields if f.name != "id"}


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_are_one_rating(scene):
    served = served_ticket(scene.serves())
    start = threading.Barrier(WRITERS)

    def tap(number: int) -> str:
        start.wait()
        try:
            rate(served, Given(Level(number % 5 + 1)), source=RatingSource.TABLET)
        except AlreadyRatedError:
            return "refused"
        else:
            return "written"
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as writers:
        told = list(writers.map(tap, range(WRITERS)))
    assert told.count("written") == 1
    assert told.count("refused") == WRITERS - 1
    kept = rating_of(served.visit_id)
    assert kept is not None
    assert Rating.objects.count() == 1
    assert AuditEntry.objects.filter(act="feedback:rating:given").count() == 1
    assert Staff.objects.filter(pk=kept.officer_id).exists()
