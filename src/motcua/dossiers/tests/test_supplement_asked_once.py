"""NĐ 61/2018 Điều 17, 19 khoản 4: missing papers are asked for once, completely, with reasons; the clock waits meanwhile."""

from datetime import datetime

import pytest

from motcua.dossiers.facts import MissingPaper
from motcua.dossiers.models import ClockEvent, Dossier, DossierStep, SupplementRequest
from motcua.dossiers.rules.supplements import SupplementFieldsError
from motcua.dossiers.selectors import dossier_page, public_status
from motcua.dossiers.services import (
    OvertakenError,
    appraise_dossier,
    complete_supplement,
    publish_process,
    request_supplement,
    take_dossier,
)
from motcua.dossiers.services.handling import Proposal
from motcua.dossiers.tests.scene import actor, received, seen
from motcua.dossiers.vocabulary import PaperState
from motcua.foundation import audit
from motcua.foundation.models import AuditEntry
from motcua.foundation.remembered import forget_everything
from motcua.kernel.clock import HANOI
from motcua.kernel.errors import ConflictError, InvalidInputError, NotAllowedError
from motcua.workflow import ClockPolicy, NotPossibleError, Status, standard_process

PAPER = MissingPaper("Giấy chứng sinh", "bản nộp không có dấu của bệnh viện", "Điều 16 Luật Hộ tịch")
ANOTHER = MissingPaper("Ảnh 4×6", "chưa nộp", "Điều 9 Thông tư 04/2020/TT-BTP")
BOTH = (PaperState.ORIGINAL, PaperState.COPY)
YES = Proposal(favourable=True, name="Giấy khai sinh", decision="Đăng ký khai sinh cho trẻ.")
pytestmark = pytest.mark.django_db


def at(day, time):
    return datetime.fromisoformat(f"2026-11-{day:02}T{time}").replace(tzinfo=HANOI)


@pytest.fixture
def taken(hand_clock, open_centre, receiving_officer, handling_officer) -> Dossier:
    """Received on Monday at 8:00, due on Thursday at 8:00, taken at 8:30."""
    dossier = received(actor(receiving_officer))
    hand_clock.passes(30)
    return take_dossier(seen(dossier), by=actor(handling_officer))


def asked(dossier, officer, *papers):
    return request_supplement(seen(dossier), missing=papers or (PAPER,), by=actor(officer))


def test_a_request_stops_the_clock_and_keeps_what_was_asked(taken, handling_officer):
    slip = asked(taken, handling_officer, PAPER, ANOTHER)
    taken.refresh_from_db()
    assert (taken.status, taken.act, taken.due_at) == (Status.SUPPLEMENT_REQUESTED, "appraise", None)
    assert taken.original_due_at == at(12, "08:00")
    assert slip.dossier == taken
    assert [line["name"] for line in slip.missing] == ["Giấy chứng sinh", "Ảnh 4×6"]
    assert slip.number == f"1/BS-{taken.unit.agency.code}"
    assert list(ClockEvent.objects.values_list("sequence", "kind")) == [(1, "started"), (2, "paused")]
    assert DossierStep.objects.get(dossier=taken, ended_at=None).due_at is None


def test_restarted_by_default_and_the_papers_are_kept(taken, hand_clock, handling_officer, receiving_officer):
    slip = asked(taken, handling_officer, PAPER, ANOTHER)
    hand_clock.moment = at(16, "09:00")
    complete_supplement(seen(taken), brought=BOTH, by=actor(receiving_officer))
    page = dossier_page(taken.code)
    assert page is not None
    assert (page.dossier.status, page.dossier.due_at) == (Status.IN_PROGRESS, at(19, "09:00"))
    assert page.dossier.legal_due_at == at(19, "09:00")
    assert page.dossier.original_due_at == at(12, "08:00")
    assert [(paper.name, paper.state) for paper in page.documents[-2:]] == [
        ("Giấy chứng sinh", "original"),
        ("Ảnh 4×6", "copy"),
    ]
    assert page.supplements[0].completed_at == at(16, "09:00")
    assert page.explanation[-1] == "Hẹn trả: 09:00 thứ Năm 19/11/2026."
    step = page.steps[-1]
    assert step.due_at is not None
    assert at(16, "09:00") < step.due_at < at(19, "09:00")
    assert slip.pk == page.supplements[0].pk


def test_paused_where_the_process_says_so(hand_clock, open_centre, receiving_officer, handling_officer):
    version = received(actor(receiving_officer)).process_version
    publish_process(
        version.procedure_id, version.level, standard_process((), clock_policy=ClockPolicy.PAUSE), by="system"
    )
    forget_everything()
    dossier = received(actor(receiving_officer))
    take_dossier(seen(dossier), by=actor(handling_officer))
    hand_clock.moment = at(10, "08:00")
    asked(dossier, handling_officer)
    hand_clock.moment = at(16, "08:00")
    complete_supplement(seen(dossier), brought=BOTH[:1], by=actor(receiving_officer))
    dossier.refresh_from_db()
    assert dossier.due_at == at(18, "08:00"), "a day had gone, two were left"


def test_a_second_request_is_refused_with_a_sentence(taken, hand_clock, handling_officer, receiving_officer):
    slip = asked(taken, handling_officer)
    hand_clock.passes(600)
    complete_supplement(seen(taken), brought=BOTH[:1], by=actor(receiving_officer))
    with pytest.raises(ConflictError) as refused:
        asked(taken, handling_officer)
    assert refused.value.code == "dossiers:supplement:asked_before"
    assert slip.number in refused.value.message_vi
    assert SupplementRequest.objects.count() == 1


def test_nothing_is_decided_while_papers_are_awaited(taken, handling_officer):
    asked(taken, handling_officer)
    with pytest.raises(NotPossibleError):
        appraise_dossier(seen(taken), proposal=YES, by=actor(handling_officer))
    with pytest.raises(NotPossibleError):
        asked(taken, handling_officer)


def test_asked_only_by_the_officer_who_appraises_and_only_in_hand(
    hand_clock, open_centre, receiving_officer, handling_officer, leader
):
    dossier = received(actor(receiving_officer))
    with pytest.raises(NotPossibleError):
        asked(dossier, handling_officer)
    take_dossier(seen(dossier), by=actor(handling_officer))
    for somebody in (receiving_officer, leader):
        with pytest.raises(NotAllowedError):
            asked(dossier, somebody)
    appraise_dossier(seen(dossier), proposal=YES, by=actor(handling_officer))
    with pytest.raises(NotPossibleError):
        asked(dossier, handling_officer)


def test_every_paper_has_its_reason_and_its_law(taken, handling_officer):
    with pytest.raises(SupplementFieldsError) as refused:
        asked(taken, handling_officer, PAPER, MissingPaper("Ảnh", "", " "), MissingPaper("", "x" * 1001, "Điều 1"))
    assert set(refused.value.fields) == {(1, "reason"), (1, "basis"), (2, "name"), (2, "reason")}
    with pytest.raises(InvalidInputError):
        request_supplement(seen(taken), missing=(), by=actor(handling_officer))
    with pytest.raises(InvalidInputError):
        asked(taken, handling_officer, *[PAPER] * 31)
    assert not SupplementRequest.objects.exists()
    taken.refresh_from_db()
    assert taken.status == Status.IN_PROGRESS


def test_it_goes_on_only_when_everything_has_come(taken, hand_clock, handling_officer, receiving_officer, outsider):
    asked(taken, handling_officer, PAPER, ANOTHER)
    for brought in (BOTH[:1], (PaperState.ORIGINAL, PaperState.MISSING)):
        with pytest.raises(InvalidInputError) as refused:
            complete_supplement(seen(taken), brought=brought, by=actor(receiving_officer))
        assert "Còn 1 giấy tờ" in refused.value.message_vi
    for somebody in (handling_officer, outsider):
        with pytest.raises(NotAllowedError):
            complete_supplement(seen(taken), brought=BOTH, by=actor(somebody))


def test_who_asks_at_the_same_time_as_another_appraises_is_told(taken, handling_officer):
    both_saw = seen(taken)
    appraise_dossier(both_saw, proposal=YES, by=actor(handling_officer))
    with pytest.raises(OvertakenError) as refused:
        request_supplement(both_saw, missing=(PAPER,), by=actor(handling_officer))
    assert "thẩm định và trình" in refused.value.message_vi
    assert not SupplementRequest.objects.exists()


def test_the_chain_tells_of_it_without_a_word_about_a_person(taken, hand_clock, handling_officer, receiving_officer):
    slip = asked(taken, handling_officer)
    hand_clock.passes(60)
    complete_supplement(seen(taken), brought=BOTH[:1], by=actor(receiving_officer))
    told = AuditEntry.objects.filter(act__startswith="dossiers:supplement:").order_by("position")
    assert [(entry.act, entry.details["slip"]) for entry in told] == [
        ("dossiers:supplement:requested", slip.number),
        ("dossiers:supplement:completed", slip.number),
    ]
    assert not audit.verify().breaks


def test_whoever_holds_the_slip_sees_that_it_waits(taken, handling_officer):
    asked(taken, handling_officer)
    status = public_status(taken.code, taken.look_up_token)
    assert status is not None
    assert (status.status, status.due_at) == (Status.SUPPLEMENT_REQUESTED, None)
    assert [step.state for step in status.steps][:2] == ["done", "now"]
