"""What every act reads and changes by constant statements is what the ORM would read and change."""

import time

import pytest

from motcua.catalogue.models import Fee
from motcua.catalogue.services.fees import verify_fee
from motcua.catalogue.tests.published import BIRTH
from motcua.dossiers import published
from motcua.dossiers.models import Dossier, DossierResult
from motcua.dossiers.tests.scene import actor, received
from motcua.foundation import remembered, statements
from motcua.foundation.ids import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(open_centre, receiving_officer) -> Dossier:
    return received(actor(receiving_officer))


def test_a_row_is_read_whole(dossier):
    expected, found = Dossier.objects.get(pk=dossier.pk), statements.fetch_model(Dossier, dossier.pk)
    assert found is not None
    names = [field.attname for field in Dossier._meta.concrete_fields]
    assert [getattr(found, name) for name in names] == [getattr(expected, name) for name in names]
    assert not found._state.adding


def test_nobodys_row_is_none():
    assert statements.fetch_model(Dossier, uuid7()) is None


def test_only_the_row_that_was_seen_is_changed(dossier):
    seen = {"id": dossier.pk, "revision": 1}
    values = {"assignee_id": dossier.received_by_id, "place": "unit", "closed_at": None}
    assert statements.update_one(Dossier, where=seen, values=values, grow="revision") == 1
    assert statements.update_one(Dossier, where=seen, values=values, grow="revision") == 0
    dossier.refresh_from_db()
    assert (dossier.revision, dossier.assignee_id, dossier.place) == (2, dossier.received_by_id, "unit")


def test_a_name_that_is_no_column_is_refused(dossier):
    with pytest.raises(KeyError):
        statements.update_one(Dossier, where={"id": dossier.pk}, values={"assignee": None})


def test_a_model_that_django_converts_is_refused():
    from motcua.foundation.models import AuditEntry

    with pytest.raises(AssertionError):
        statements.fetch_model(AuditEntry, 1)


def test_a_result_is_read_alone():
    assert statements.fetch_model(DossierResult, uuid7()) is None


def test_a_corrected_fee_shows_though_its_version_is_remembered(open_centre, monkeypatch):
    fee = Fee.objects.filter(channel__version__procedure__code=BIRTH.code).first()
    assert fee is not None
    before = published.procedure(BIRTH.code)
    verify_fee(fee.pk, amount=fee.amount + 1, by="system")
    monkeypatch.setattr(remembered, "time", _Later)
    ((_, fees),) = published.procedure(BIRTH.code).fees[:1]
    assert fees.amount == before.fees[0][1].amount + 1


class _Later:
    """A minute on: what is remembered for seconds is forgotten, what is remembered for an hour is not."""

    @staticmethod
    def monotonic() -> float:
        return time.monotonic() + 60
