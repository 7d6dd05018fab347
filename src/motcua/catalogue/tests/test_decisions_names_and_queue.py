"""Handling decisions supersede each other; people verify fees and give names; an uploaded file is imported by a job."""

from datetime import date
from decimal import Decimal

import pytest

from motcua.catalogue import selectors
from motcua.catalogue.events import ImportQueued
from motcua.catalogue.jobs import import_queued_file
from motcua.catalogue.models import HandlingDecision, ImportRun, Procedure
from motcua.catalogue.selectors import get_version, handled_procedures, procedure_page, searchable_procedures
from motcua.catalogue.services import HandledLine, publish_decision, queue_import, set_everyday_names, verify_fee
from motcua.catalogue.tests.published import BIRTH, LAND, publish
from motcua.catalogue.tests.records import crawl, lines
from motcua.catalogue.vocabulary import Level
from motcua.foundation import events, files
from motcua.foundation.models import AuditEntry, OutboxEntry
from motcua.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from motcua.kernel.limits import Limit, LimitUnit
from motcua.workflow.acts import Act

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue(db):
    publish(BIRTH, LAND)


def decide(*lines_, number="10/QĐ-UBND", start=date(2026, 1, 1), level=Level.COMMUNE):
    return publish_decision(
        level=level,
        number=number,
        issued_on=start,
        issuer="Chủ tịch UBND tỉnh",
        effective_from=start,
        lines=lines_,
        by="staff:17",
    )


ONE_DAY = Limit.of(1, LimitUnit.WORKING_DAYS)


def test_a_decision_names_what_is_handled_and_what_on_the_spot():
    decide(HandledLine(BIRTH.code, (Act.APPROVE, Act.RECEIVE), ONE_DAY))
    (handling,) = handled_procedures(date(2026, 6, 1))
    assert (handling.procedure_code, handling.on_the_spot) == (BIRTH.code, (Act.RECEIVE, Act.APPROVE))
    page = procedure_page(BIRTH.code)
    assert (page.legal_limit, page.committed_limit, page.effective_limit) == (BIRTH.legal_limit, ONE_DAY, ONE_DAY)
    version = get_version(BIRTH.code)
    assert selectors.effective_limit(version, Level.COMMUNE) == ONE_DAY
    assert selectors.effective_limit(version, Level.PROVINCE) == BIRTH.legal_limit
    assert AuditEntry.objects.get().act == "catalogue:decision:published"


def test_a_new_decision_supersedes_the_one_before_it():
    first = decide(HandledLine(BIRTH.code))
    decide(HandledLine(LAND.code), number="20/QĐ-UBND", start=date(2026, 7, 1))
    first.refresh_from_db()
    assert first.effective_to == date(2026, 6, 30)
    assert [item.procedure_code for item in handled_procedures(date(2026, 6, 30))] == [BIRTH.code]
    assert [item.procedure_code for item in handled_procedures(date(2026, 7, 1))] == [LAND.code]
    assert selectors.decision_in_force(Level.COMMUNE, date(2025, 12, 31)) is None


def test_levels_have_their_own_decisions():
    decide(HandledLine(BIRTH.code))
    decide(HandledLine(LAND.code), level=Level.PROVINCE)
    assert len(handled_procedures(date(2026, 6, 1))) == 2
    assert [item.procedure_code for item in handled_procedures(date(2026, 6, 1), Level.PROVINCE)] == [LAND.code]


@pytest.mark.parametrize(
    ("lines_", "code"),
    [
        ([HandledLine("9.999999")], "catalogue:decision:unknown_code"),
        ([HandledLine(BIRTH.code), HandledLine(BIRTH.code)], "catalogue:decision:listed_twice"),
        ([HandledLine(BIRTH.code, (), Limit.of(4, LimitUnit.WORKING_DAYS))], "catalogue:decision:longer_limit"),
        ([HandledLine(BIRTH.code, (), Limit.of(1, LimitUnit.MONTHS))], "catalogue:decision:longer_limit"),
    ],
)
def test_a_decision_that_cannot_be(lines_, code):
    with pytest.raises(InvalidInputError) as refused:
        decide(*lines_)
    assert refused.value.code == code
    assert not HandlingDecision.objects.exists()


def test_a_decision_is_published_once_and_never_backwards():
    decide(HandledLine(BIRTH.code))
    with pytest.raises(ConflictError, match="published_already"):
        decide(HandledLine(BIRTH.code))
    with pytest.raises(ConflictError, match="later_in_force"):
        decide(HandledLine(BIRTH.code), number="5/QĐ-UBND", start=date(2025, 6, 1))


def test_a_person_verifies_a_fee():
    fee = procedure_page(BIRTH.code).facts.channels[0].fees[0]
    verify_fee(fee.id, amount=Decimal(8000), by="staff:17")
    seen = procedure_page(BIRTH.code).facts.channels[0].fees[0]
    assert (seen.verified, seen.verified_by, seen.dong) == (True, "staff:17", 8000)
    assert AuditEntry.objects.get().details == {"before": "8000.00", "amount": "8000", "currency": "VND"}


def test_a_fee_that_cannot_be_verified():
    with pytest.raises(NotFoundError):
        verify_fee(0, amount=Decimal(1), by="staff:17")
    with pytest.raises(InvalidInputError):
        verify_fee(1, amount=Decimal(-1), by="staff:17")


def test_everyday_names_reach_the_search():
    set_everyday_names(LAND.code, ["  sang tên  sổ đỏ ", "sang tên sổ đỏ", ""], by="staff:17")
    assert Procedure.objects.get(code=LAND.code).everyday_names == ["sang tên sổ đỏ"]
    found = {item.code: item for item in searchable_procedures()}
    assert found[LAND.code].everyday_names == ("sang tên sổ đỏ",)
    assert found[BIRTH.code].papers[0] == "Tờ khai đăng ký khai sinh"


def test_everyday_names_that_cannot_be():
    with pytest.raises(NotFoundError):
        set_everyday_names("9.999999", ["x"], by="staff:17")
    with pytest.raises(InvalidInputError):
        set_everyday_names(LAND.code, ["x" * 201], by="staff:17")


@pytest.fixture
def upload():
    return files.store([lines(crawl("1.000001"), "{hỏng\n").encode()], name="thu-tuc.jsonl", limit=10**6)


def test_an_uploaded_file_is_imported_by_a_job(upload):
    run = queue_import(upload, by="staff:17")
    assert run.state == ImportRun.State.QUEUED
    entry = OutboxEntry.objects.get(name=ImportQueued.name)
    import_queued_file(events.event_from(entry.name, entry.payload))
    run.refresh_from_db()
    assert (run.state, run.progress, run.read, run.created, run.rejected) == (ImportRun.State.DONE, 100, 2, 1, 1)
    assert run.fields["limit"]["parsed"] == 1
    assert run.rejections.get().reason == "broken_json"


def test_a_job_that_runs_again_does_nothing_twice(upload):
    run = queue_import(upload, by="staff:17")
    import_queued_file(ImportQueued(run.pk))
    import_queued_file(ImportQueued(run.pk))
    assert AuditEntry.objects.filter(act="catalogue:import:finished").count() == 1
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.RUNNING)
    import_queued_file(ImportQueued(run.pk))
    run.refresh_from_db()
    assert (run.state, run.unchanged, run.rejections.count()) == (ImportRun.State.DONE, 1, 1)
