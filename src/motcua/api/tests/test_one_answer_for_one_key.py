"""A repeat is the same dossier and the same bytes: by the clock, after the dossier moved on, and by twenty at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from motcua.api.tests.sending import body, send
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import take_dossier
from motcua.dossiers.tests.scene import actor, new_key, seen
from motcua.foundation import audit
from motcua.foundation.remembered import forget_everything

AT_ONCE = 20


@pytest.mark.django_db
def test_a_repeat_gets_the_same_bytes_even_after_the_dossier_moved_on(
    open_centre, receiving_officer, handling_officer, calls_as
):
    system, key = calls_as(receiving_officer), new_key()
    first = send(system, key=key)
    take_dossier(seen(Dossier.objects.get()), by=actor(handling_officer))
    forget_everything()
    again = send(system, key=key)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert Dossier.objects.count() == 1


@pytest.mark.django_db
def test_the_key_with_another_body_is_refused(open_centre, receiving_officer, calls_as):
    system, key = calls_as(receiving_officer), new_key()
    send(system, key=key)
    answer = send(system, body(content="khác"), key=key)
    assert answer.status_code == 422
    assert answer.json()["code"] == "foundation:idempotency_key:reused"
    assert Dossier.objects.count() == 1


@pytest.mark.django_db
def test_a_refused_dossier_leaves_its_key_free(open_centre, receiving_officer, calls_as):
    system, key = calls_as(receiving_officer), new_key()
    assert send(system, body(papers=[]), key=key).status_code == 422
    assert send(system, key=key).status_code == 201


@pytest.mark.django_db
def test_a_key_is_its_senders_own(open_centre, receiving_officer, calls_as, centre):
    from motcua.accounts.rules.roles import Role
    from motcua.accounts.tests.factories import StaffFactory

    key, other = new_key(), StaffFactory(roles=Role.RECEPTION, roles__at=centre)
    codes = {send(calls_as(staff), key=key).json()["code"] for staff in (receiving_officer, other)}
    assert len(codes) == 2


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_are_one(open_centre, receiving_officer, calls_as):
    key, together = new_key(), threading.Barrier(AT_ONCE)
    clients = [calls_as(receiving_officer) for _ in range(AT_ONCE)]

    def sent(client):
        together.wait()
        try:
            answer = send(client, key=key)
            return answer.status_code, answer.content
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as racers:
        answers = set(racers.map(sent, clients))
    assert len(answers) == 1
    assert {status for status, _ in answers} == {201}
    assert Dossier.objects.count() == 1
    assert not audit.verify().breaks
