"""One row for each number, however many counters write at once; what isn't told this time stays."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from motcua.accounts.models import Party
from motcua.accounts.rules.parties import NumberKind, PartyFacts, PartyKind
from motcua.accounts.services.parties import keep_party
from motcua.kernel import clock

WRITERS = 20
ANH = PartyFacts(
    PartyKind.CITIZEN,
    "Nguyễn Thị Ánh",
    NumberKind.CITIZEN_ID,
    "000185012345",
    date(1985, 9, 5),
    "0912345678",
    "anh@thu.example",
    "ấp Bến Đá",
)


def keep(facts, *, now=None):
    with transaction.atomic():
        return keep_party(facts, now=now or clock.now())


@pytest.mark.django_db(transaction=True)
def test_twenty_counters_at_once_keep_one():
    start = threading.Barrier(WRITERS)

    def write(writer):
        start.wait()
        try:
            return keep(replace(ANH, phone=f"09123456{writer:02}"))
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as writers:
        ids = set(writers.map(write, range(WRITERS)))
    assert ids == {Party.objects.get().pk}


@pytest.mark.django_db(transaction=True)
def test_control_looking_first_and_then_writing_breaks():
    start = threading.Barrier(WRITERS)

    def look_and_write(_):
        columns = {"kind": 1, "name": ANH.name, "number_kind": ANH.number_kind, "number": ANH.number}
        try:
            with transaction.atomic():
                known = Party.objects.filter(number=ANH.number).exists()
                start.wait()
                if not known:
                    Party.objects.create(**columns, created_at=clock.now(), changed_at=clock.now())
        except IntegrityError:
            return 1
        finally:
            connection.close()
        return 0

    with ThreadPoolExecutor(WRITERS) as writers:
        assert sum(writers.map(look_and_write, range(WRITERS))) == WRITERS - 1


@pytest.mark.django_db
def test_what_is_not_told_stays_and_what_is_told_is_renewed():
    first = clock.now() - timedelta(days=9)
    known = keep(ANH, now=first)
    less = PartyFacts(
        PartyKind.CITIZEN, "Nguyễn Thị Ánh Hồng", NumberKind.CITIZEN_ID, ANH.number, address="phường Bình An"
    )
    assert keep(less) == known
    row = Party.objects.get()
    assert (row.name, row.folded_name) == ("Nguyễn Thị Ánh Hồng", "nguyen thi anh hong")
    assert (row.born_on, row.phone, row.email) == (ANH.born_on, ANH.phone, ANH.email)
    assert row.address == "phường Bình An"
    assert row.created_at == first < row.changed_at


@pytest.mark.django_db
def test_a_household_business_and_its_owner_are_two():
    owner = keep(ANH)
    business = keep(replace(ANH, kind=PartyKind.BUSINESS, name="Hộ kinh doanh Ánh", number_kind=NumberKind.TAX_CODE))
    assert owner != business
    assert set(Party.objects.values_list("number", flat=True)) == {ANH.number}


@pytest.mark.django_db
def test_without_a_number_nobody_is_taken_for_another():
    nobody = PartyFacts(PartyKind.CITIZEN, "Lê Văn Tám")
    assert keep(nobody) != keep(nobody)


@pytest.mark.django_db(transaction=True)
def test_only_as_a_part_of_something():
    with pytest.raises(TransactionManagementError, match="keep_party"):
        keep_party(ANH, now=clock.now())
