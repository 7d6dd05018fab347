"""The whole life of a dossier through the services, by five people."""

import pytest

from motcua.catalogue.tests.published import BIRTH
from motcua.dossiers.models import Dossier, DossierStep
from motcua.dossiers.rules.intake import IntakeFieldsError, PapersMissingError
from motcua.dossiers.selectors import dossier_page, public_status
from motcua.dossiers.services import (
    Handover,
    Seen,
    accept_dossier,
    appraise_dossier,
    approve_dossier,
    return_result,
    send_back_dossier,
    stamp_dossier,
    take_dossier,
)
from motcua.dossiers.services.handling import Proposal
from motcua.dossiers.services.moving import OvertakenError
from motcua.dossiers.tests.scene import CITIZEN, actor, intake, new_key, received, seen
from motcua.dossiers.vocabulary import IdentityCheck, Receiver
from motcua.foundation import audit
from motcua.foundation.models import AuditEntry, OutboxEntry
from motcua.kernel.errors import NotAllowedError
from motcua.workflow import Act, Status

YES = Proposal(favourable=True, name="Giấy khai sinh", decision="Đăng ký khai sinh cho trẻ.")
pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(open_centre, receiving_officer) -> Dossier:
    return received(actor(receiving_officer))


def test_five_people_bring_it_home(dossier, receiving_officer, handling_officer, leader, registry_clerk):
    take_dossier(seen(dossier), by=actor(handling_officer))
    appraise_dossier(seen(dossier), proposal=YES, by=actor(handling_officer))
    approve_dossier(seen(dossier), by=actor(leader))
    stamp_dossier(seen(dossier), by=actor(registry_clerk))
    handover = Handover(Receiver.OWNER, CITIZEN.number, IdentityCheck.SCANNED)
    return_result(seen(dossier), handover=handover, by=actor(receiving_officer))
    page = dossier_page(dossier.code)
    assert page is not None
    assert (page.dossier.status, page.dossier.step, page.dossier.act) == (Status.RETURNED, None, "")
    assert [step.act for step in page.steps] == [act.value for act in Act]
    assert all(step.ended_at and step.by for step in page.steps)
    assert [step.on_the_spot for step in page.steps] == [True, False, False, False, True]
    assert page.result is not None
    assert page.result.document_number == f"1/KQ-{page.dossier.agency.code}"
    assert page.explanation[-1].startswith("Hẹn trả:")
    assert not audit.verify().breaks


def test_every_act_is_a_line_of_the_units_chain(dossier, handling_officer):
    take_dossier(seen(dossier), by=actor(handling_officer))
    acts = AuditEntry.objects.filter(subject=f"dossier:{dossier.code}").order_by("position")
    assert [(entry.chain, entry.act) for entry in acts] == [
        ("trung-tam", "dossiers:dossier:accepted"),
        ("trung-tam", "dossiers:dossier:taken"),
    ]
    assert OutboxEntry.objects.filter(stream=f"dossier:{dossier.pk}").count() == 2


def test_the_second_of_two_is_told_who_did_what(dossier, handling_officer, leader):
    both_saw = seen(dossier)
    appraise_dossier(both_saw, proposal=YES, by=actor(handling_officer))
    with pytest.raises(OvertakenError) as refused:
        appraise_dossier(both_saw, proposal=YES, by=actor(handling_officer))
    assert "Lê Văn Thụ đã làm trước" in refused.value.message_vi
    assert DossierStep.objects.filter(dossier=dossier).count() == 3


def test_sent_back_is_appraised_again(dossier, handling_officer, leader):
    appraise_dossier(seen(dossier), proposal=YES, by=actor(handling_officer))
    send_back_dossier(seen(dossier), reason="Thiếu bản vẽ", by=actor(leader))
    status = public_status(dossier.code, dossier.look_up_token)
    assert status is not None
    assert [step.state for step in status.steps] == ["done", "now", "next", "next", "next"]


def test_nobody_acts_elsewhere(dossier, outsider, receiving_officer):
    with pytest.raises(NotAllowedError):
        appraise_dossier(seen(dossier), proposal=YES, by=actor(receiving_officer))
    with pytest.raises(NotAllowedError):
        accept_dossier(intake(), by=actor(outsider), key=new_key(), body=b"")


def test_one_dossier_for_one_key(open_centre, receiving_officer):
    key, by = new_key(), actor(receiving_officer)
    first = accept_dossier(intake(), by=by, key=key, body=b"x")
    again = accept_dossier(intake(), by=by, key=key, body=b"x")
    assert again.pk == first.pk
    assert Dossier.objects.count() == 1


def test_nothing_is_received_while_papers_are_missing(open_centre, receiving_officer):
    with pytest.raises(PapersMissingError) as refused:
        received(actor(receiving_officer), papers=())
    assert refused.value.missing == (BIRTH.documents[0].name, BIRTH.documents[1].name)
    assert not Dossier.objects.exists()


def test_codes_of_a_day_count_from_one(open_centre, receiving_officer):
    codes = [received(actor(receiving_officer)).code for _ in range(3)]
    assert [code[-5:] for code in codes] == ["-0001", "-0002", "-0003"]


def test_wrong_fields_are_all_named(open_centre, receiving_officer):
    with pytest.raises(IntakeFieldsError) as refused:
        received(actor(receiving_officer), sets=0, content="x" * 2000)
    assert set(refused.value.fields) == {"sets", "content"}


@pytest.mark.parametrize("token", ["", "A" * 16, "x"])
def test_a_wrong_token_opens_nothing(dossier, token):
    assert public_status(dossier.code, token) is None
    assert public_status("H99-261125-9999", dossier.look_up_token) is None


def test_an_unseen_revision_is_refused(dossier, handling_officer):
    with pytest.raises(OvertakenError):
        take_dossier(Seen(dossier.pk, 99), by=actor(handling_officer))
