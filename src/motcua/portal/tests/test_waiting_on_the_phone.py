"""The waiting page: a number, how many before it, where to go; the same answer for a wrong and an old token."""

import pytest

from motcua.foundation.models import OutboxEntry
from motcua.foundation.remembered import forget_everything
from motcua.ticketing.models import Ticket, TicketMovement
from motcua.ticketing.services import (
    call_next,
    finish,
    hold,
    mark_no_show,
    reinstate,
    start_serving,
    transfer_to_counter,
)
from motcua.ticketing.tests.scene import hall, hand_clock
from motcua.ticketing.vocabulary import Movement, Priority, TicketState

__all__ = ["hall", "hand_clock"]

pytestmark = pytest.mark.django_db
HEAVIEST_PAGE = 20_000
"""Octets of the page alone; its files are shared with the other pages. A journey weighs all of it."""


def page_of(client, ticket, more=""):
    return client.get(f"/so-thu-tu/{ticket.token}/{more}")


def shown(response, what: str) -> bool:
    """Whether the part of the page that says this is the one that isn't hidden."""
    assert response.status_code == 200
    return f'data-said="{what}" hidden' not in response.text and f'data-said="{what}"' in response.text


def test_it_says_how_many_are_called_before(client, hall, hand_clock):
    tickets = []
    for _ in range(3):
        tickets.append(hall.take())
        hand_clock.passes(1)
    page = page_of(client, tickets[2])
    assert shown(page, "waiting")
    assert '<b class="num" id="ahead">2</b>' in page.text
    counter, officer = hall.counter()
    call_next(counter, by=officer)
    state = page_of(client, tickets[2], "hien-tai").json()
    assert state["ahead"] == 1
    assert state["before"] == {"ordinary": ["A0002"], "preferred": []}


def test_preferred_ones_come_before_woven_in(client, hall, hand_clock):
    ticket = hall.take()
    for _ in range(5):
        hand_clock.passes(1)
        hall.take(priority=Priority.ELDERLY)
    state = page_of(client, ticket, "hien-tai").json()
    assert state["ahead"] == 2
    assert len(state["before"]["preferred"]) == 5


def test_a_called_number_says_where_to_go_and_the_served_one_that_it_is_over(client, hall):
    counter, officer = hall.counter()
    ticket = hall.take()
    call_next(counter, by=officer)
    page = page_of(client, ticket)
    assert shown(page, "called")
    assert f'<b class="num" data-counter>{counter.number}</b>' in page.text
    start_serving(ticket.pk, by=officer)
    assert shown(page_of(client, ticket), "serving")
    hold(ticket.pk, "Chụp bản sao", by=officer)
    assert shown(page_of(client, ticket), "held")
    assert "Chụp bản sao" not in page_of(client, ticket).text
    other = hall.take()
    call_next(counter, by=officer)
    finish(other.pk, by=officer)
    over = page_of(client, other)
    assert shown(over, "served")
    assert "waiting.js" not in over.text, "nothing more will be told"
    assert page_of(client, other, "hien-tai").json()["listen"] == {}


def test_who_missed_the_call_is_told_what_to_do(client, hall):
    counter, officer = hall.counter()
    ticket = hall.take()
    call_next(counter, by=officer)
    mark_no_show(ticket.pk, by=officer)
    page = page_of(client, ticket)
    assert shown(page, "no_show")
    assert "không phải lấy số mới" in page.text


def test_who_missed_the_call_hears_when_the_number_is_back_in_the_line(client, hall):
    counter, officer = hall.counter()
    ticket = hall.take()
    call_next(counter, by=officer)
    mark_no_show(ticket.pk, by=officer)
    assert "waiting.js" in page_of(client, ticket).text
    assert page_of(client, ticket, "hien-tai").json()["listen"]


def test_a_phone_is_told_the_places_as_the_line_has_them(client, hall):
    """All in one millisecond: whoever missed the call is behind the one who waits, whoever is sent to a counter in no line."""
    counter, officer = hall.counter()
    there, _officer = hall.counter()
    missed, sent, waits = (hall.take() for _ in range(3))
    call_next(counter, by=officer)
    mark_no_show(missed.pk, by=officer)
    reinstate(missed.pk, by=officer)
    call_next(counter, by=officer)
    transfer_to_counter(sent.pk, there.pk, by=officer)
    state = page_of(client, waits, "hien-tai").json()
    assert state["before"] == {"ordinary": [], "preferred": []}
    entries = OutboxEntry.objects.filter(payload__data__has_key="number").order_by("pk")
    told = {entry.payload["data"]["number"]: entry.payload["data"] for entry in entries}
    assert told[missed.number]["place"] > state["place"]
    assert told[sent.number]["bound"]
    assert not told[missed.number]["bound"]


def test_who_is_sent_to_one_counter_has_nobody_before(client, hall):
    counter, officer = hall.counter()
    there, _officer = hall.counter()
    ticket = hall.take()
    call_next(counter, by=officer)
    hall.take()
    transfer_to_counter(ticket.pk, there.pk, by=officer)
    assert page_of(client, ticket, "hien-tai").json()["ahead"] == 0


def test_a_number_is_given_back_once(client, hall):
    ticket = hall.take()
    back = client.post(f"/so-thu-tu/{ticket.token}/tra-so")
    assert back.status_code == 302
    assert shown(page_of(client, ticket), "left")
    again = client.post(f"/so-thu-tu/{ticket.token}/tra-so", follow=True)
    assert "không còn chờ nữa" in again.text
    assert TicketMovement.objects.filter(ticket=ticket, movement=Movement.LEFT).count() == 1
    assert Ticket.objects.get(pk=ticket.pk).state == TicketState.LEFT


def test_an_old_token_is_answered_as_an_unknown_one(client, hall, hand_clock):
    ticket = hall.take()
    hand_clock.passes(24 * 60)
    forget_everything()
    old, unknown = page_of(client, ticket), client.get("/so-thu-tu/aaaaaaaaaaa/")
    assert old.status_code == unknown.status_code == 404
    assert old.text.replace(ticket.token, "aaaaaaaaaaa") == unknown.text
    assert client.post(f"/so-thu-tu/{ticket.token}/tra-so").status_code == 404
    assert page_of(client, ticket, "hien-tai").status_code == 404


def test_it_goes_without_scripts_and_weighs_little(client, hall):
    page = page_of(client, hall.take())
    assert '<noscript><meta http-equiv="refresh" content="20"></noscript>' in page.text
    assert len(page.content) < HEAVIEST_PAGE
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]


def test_what_was_told_when_it_was_taken_grows_shorter(client, hall, hand_clock):
    ticket = hall.take()
    hall.take()
    Ticket.objects.update(wait_p50=20, wait_p90=35)
    hand_clock.passes(6)
    assert page_of(client, ticket, "hien-tai").json()["wait"] == [14, 29]
