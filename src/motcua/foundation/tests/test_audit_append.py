"""Appending to the audit chain."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from motcua.foundation import audit
from motcua.foundation.audit import rules
from motcua.foundation.models import AuditChain, AuditEntry

FACTS = {"actor": "staff:17", "act": "dossiers:dossier:accepted", "subject": "dossier:481"}


@pytest.mark.django_db
def test_an_entry_is_returned_as_it_is_stored():
    returned = audit.append(**FACTS, details={"ngày hẹn": "2026-11-27T17:00", "phí": 50_000, "giấy": ["a", None, True]})
    stored = AuditEntry.objects.get()
    for field in AuditEntry._meta.fields:
        assert getattr(returned, field.name) == getattr(stored, field.name), field.name
    assert stored.at.microsecond == returned.at.microsecond
    assert stored.at.tzinfo == UTC


@pytest.mark.django_db
def test_each_entry_holds_the_digest_of_the_one_before_and_the_head_that_of_the_last():
    first, second = (audit.append(**FACTS, details={"n": n}) for n in (1, 2))
    head = AuditChain.objects.get()
    assert first.previous == rules.GENESIS
    assert second.previous == first.digest
    assert (head.count, bytes(head.digest)) == (2, second.digest)


@pytest.mark.django_db
def test_each_centre_has_a_chain_of_its_own():
    positions = [audit.append(**FACTS, details={}, chain=chain).position for chain in ("a", "b", "a")]
    assert positions == [1, 1, 2]


@pytest.mark.django_db
def test_one_append_is_one_statement(django_assert_num_queries):
    audit.append(**FACTS, details={})
    with django_assert_num_queries(1):
        audit.append(**FACTS, details={})


@pytest.mark.django_db(transaction=True)
def test_an_append_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError, match="atomic"):
        audit.append(**FACTS, details={})
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_shares_the_fate_of_its_transaction():
    with transaction.atomic():
        audit.append(**FACTS, details={})
        transaction.set_rollback(True)
    with transaction.atomic():
        assert audit.append(**FACTS, details={}).position == 1


@pytest.mark.parametrize("act", ["accepted", "dossiers:dossier", "Dossiers:dossier:accepted", "a:b:c:d", "a:b:c\n"])
@pytest.mark.django_db
def test_an_act_that_breaks_the_grammar_is_refused(act):
    with pytest.raises(ValueError, match="room:subject:verb"):
        audit.append(**{**FACTS, "act": act}, details={})


@pytest.mark.parametrize("details", [{"phí": 1.5}, {"on": object()}, {1: "a"}, {"a": [{"b": b"c"}]}])
@pytest.mark.django_db
def test_details_that_json_would_change_are_refused(details):
    with pytest.raises(TypeError):
        audit.append(**FACTS, details=details)


@pytest.mark.parametrize(
    "details",
    [{"số": "000199012345"}, {"a": ["CCCD 000199012345."]}, {"a": {"000199012345": 1}}],
)
@pytest.mark.django_db
def test_an_identity_number_in_details_is_refused_and_not_repeated(details):
    with pytest.raises(rules.PersonalDataError) as refusal:
        audit.append(**FACTS, details=details)
    assert "000199012345" not in str(refusal.value)


@pytest.mark.django_db
def test_longer_numbers_and_amounts_are_no_identity_numbers():
    audit.append(**FACTS, details={"digest": "0001990123456", "amount": 100_000_000_000})
    assert audit.verify().breaks == ()


@pytest.mark.django_db(transaction=True)
def test_64_writers_at_once_make_one_chain_without_a_fork():
    start = threading.Barrier(64)

    def write(writer: int) -> None:
        start.wait()
        try:
            for n in range(3):
                with transaction.atomic():
                    audit.append(**FACTS, details={"writer": writer, "n": n})
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert AuditChain.objects.get().count == 192
    assert audit.verify() == audit.Report(entries=192, breaks=())


def copy_of(entry: AuditEntry, position: int) -> AuditEntry:
    facts = {field.name: getattr(entry, field.name) for field in AuditEntry._meta.fields}
    return AuditEntry(**{**facts, "id": None, "position": position})


@pytest.mark.django_db(transaction=True)
def test_control_writers_who_read_the_head_without_locking_it_collide():
    with transaction.atomic():
        audit.append(**FACTS, details={})
    start, collisions = threading.Barrier(16), []

    def write(_: int) -> None:
        start.wait()
        try:
            with transaction.atomic():
                head = AuditChain.objects.get()
                entry = AuditEntry.objects.get(position=head.count)
                AuditEntry.objects.bulk_create([copy_of(entry, head.count + 1)])
                AuditChain.objects.update(count=head.count + 1)
        except IntegrityError as collision:
            collisions.append(collision)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as writers:
        list(writers.map(write, range(16)))
    assert collisions
