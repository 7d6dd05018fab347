"""A thousand numbers by fifty machines, a tenth cut off; fifty counters, three hundred people: and what goes wrong otherwise."""

from collections import Counter as Count

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from motcua.dossiers.tests.racing import at_once
from motcua.ticketing.models import Ticket, TicketMovement
from motcua.ticketing.services import call_next, finish, issuing
from motcua.ticketing.tests.scene import HallScene
from motcua.ticketing.vocabulary import Movement

pytestmark = pytest.mark.django_db(transaction=True)
MACHINES, EACH = 50, 20
ABORTED = MACHINES * EACH // 10
COUNTERS, PEOPLE = 50, 300


class PowerCutError(Exception):
    pass


def cut_off(number: int) -> None:
    if number % 10 == 0:
        raise PowerCutError


def many_numbers(hall: HallScene, each: int = EACH) -> list[int]:
    """Every machine gives numbers; each tenth transaction is cut off after everything was written."""

    def give(machine: int) -> list[int]:
        kept: list[int] = []
        for turn in range(each):
            try:
                with transaction.atomic():
                    serial = hall.take().serial
                    cut_off(machine * each + turn)
            except PowerCutError:
                continue
            kept.append(serial)
        return kept

    return [serial for serials in at_once(MACHINES, give) for serial in serials]


def test_a_thousand_numbers_are_1_to_n_though_a_tenth_is_cut_off(hall):
    given = many_numbers(hall)
    assert sorted(given) == list(range(1, MACHINES * EACH - ABORTED + 1))
    rows = Ticket.objects.order_by("serial").values_list("serial", "number")
    assert list(rows) == [(serial, f"A{serial:04}") for serial in sorted(given)]
    assert TicketMovement.objects.filter(movement=Movement.ISSUED).count() == len(given)


def test_control_the_highest_plus_one_gives_a_number_twice(hall, monkeypatch):
    """What others do: the constraint refuses one of the two, and somebody stands before a machine that failed."""

    def highest_plus_one(series: str) -> int:
        del series
        return (Ticket.objects.aggregate(last=Max("serial"))["last"] or 0) + 1

    monkeypatch.setattr(issuing, "next_number", highest_plus_one)
    with pytest.raises(IntegrityError, match="ticket_serial_once_a_day"):
        many_numbers(hall, each=4)


def test_control_a_sequence_leaves_gaps(hall, monkeypatch):
    """What others do: a number that was cut off is never given again, and the hall waits for somebody who isn't there."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE control_serial")

    def next_of_sequence(series: str) -> int:
        del series
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('control_serial')")
            return int(cursor.fetchone()[0])

    monkeypatch.setattr(issuing, "next_number", next_of_sequence)
    try:
        given = many_numbers(hall, each=4)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP SEQUENCE control_serial")
    assert len(set(given)) == len(given)
    assert max(given) > len(given)


def counters_of(hall: HallScene):
    hall.take()  # the first remembers the hall for all
    groups = [hall.civil, hall.land, *(hall.group(letter, f"Nhóm {letter}") for letter in "CDEFGH")]
    return groups, [hall.counter(*groups) for _ in range(COUNTERS)]


def test_fifty_counters_call_everybody_once(hall):
    groups, counters = counters_of(hall)
    for number in range(PEOPLE - 1):
        hall.take(groups[number % len(groups)])

    def call_everybody(number: int) -> list[str]:
        counter, officer = counters[number]
        called: list[str] = []
        while (ticket := call_next(counter, by=officer)) is not None:
            called.append(ticket.number)
            finish(ticket.pk, by=officer)
        return called

    called = Count(number for numbers in at_once(COUNTERS, call_everybody) for number in numbers)
    assert len(called) == PEOPLE
    assert set(called.values()) == {1}
    assert TicketMovement.objects.filter(movement=Movement.CALLED).count() == PEOPLE
    assert not Ticket.objects.exclude(state="served").exists()


def test_control_without_a_lock_two_counters_call_one_person(hall):
    """Read who is next, write that it was called: the last one overwrites the others, and each believes to have been the one."""
    _groups, counters = counters_of(hall)

    def look_then_write(number: int) -> str | None:
        row = Ticket.objects.filter(state="waiting").order_by("queued_at", "serial").first()
        if row is None:
            return None
        row.state, row.counter = "called", counters[number][0]
        row.save()
        return row.number

    called = Count(number for number in at_once(COUNTERS, look_then_write) if number)
    assert max(called.values()) > 1
