"""Which agency decides, on whose limit and process, and what of it is done in the hall."""

from dataclasses import replace

import pytest

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.catalogue.models import Procedure
from motcua.catalogue.services import HandledLine, publish_decision
from motcua.catalogue.tests.published import BIRTH, LAND
from motcua.catalogue.vocabulary import Level
from motcua.catalogue.writing import NextVersion, write_versions
from motcua.dossiers import published
from motcua.dossiers.models import DossierStep, ProcessVersion
from motcua.dossiers.rules.intake import IntakeFieldsError
from motcua.dossiers.selectors import dossier_page
from motcua.dossiers.services import (
    appraise_dossier,
    approve_dossier,
    publish_process,
    return_result,
    stamp_dossier,
)
from motcua.dossiers.services.handling import Proposal
from motcua.dossiers.services.returning import Handover
from motcua.dossiers.tests.scene import CITIZEN, actor, handle, received, seen
from motcua.dossiers.vocabulary import IdentityCheck, Receiver
from motcua.foundation.remembered import forget_everything
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInputError
from motcua.kernel.limits import Limit, LimitUnit
from motcua.organisation.models import Level as PlaceLevel
from motcua.organisation.tests.factories import AgencyFactory, CommuneFactory, OneStopUnitFactory
from motcua.workflow import Act, Process, Step, standard_process

pytestmark = pytest.mark.django_db
YES = Proposal(favourable=True, name="Giấy", decision="Đồng ý.")
PROVINCE_LAND = {"unit": "xa-thu", "procedure": LAND.code, "papers": (), "fees": ()}


@pytest.fixture
def commune(db):
    """A commune's one-stop unit, managed by its committee."""
    area = CommuneFactory()
    committee = AgencyFactory(name="Ủy ban nhân dân xã Thử", level=PlaceLevel.COMMUNE, administrative_unit=area)
    return OneStopUnitFactory(code="xa-thu", level=PlaceLevel.COMMUNE, agency=committee, administrative_unit=area)


@pytest.fixture
def commune_officer(commune):
    return StaffFactory(roles=Role.RECEPTION, roles__at=commune)


class TestTheAgency:
    def test_a_province_s_procedure_is_its_agency_s(self, open_centre, department, receiving_officer):
        assert received(actor(receiving_officer)).agency_id == department.pk

    def test_received_at_a_commune_it_stays_the_province_s(self, open_centre, department, commune, commune_officer):
        """Phi địa giới: the unit, its chain and its numbers are the commune's, the agency the province's."""
        dossier = received(actor(commune_officer), **PROVINCE_LAND)
        assert (dossier.unit_id, dossier.agency_id) == (commune.pk, department.pk)
        assert dossier.code.startswith(f"{commune.agency.code}-")
        assert ProcessVersion.objects.get(pk=dossier.process_version_id).level == "province"

    def test_a_commune_s_own_is_its_committee_s(self, commune, commune_officer):
        handle(commune, commune.agency, BIRTH)
        dossier = received(actor(commune_officer), unit=commune.code)
        assert dossier.agency_id == commune.agency_id

    def test_a_commune_s_procedure_received_by_the_province_needs_a_person_to_say_whose(
        self, centre, department, commune, receiving_officer
    ):
        """Even where an agency of the province has the same field: it doesn't decide for a commune."""
        handle(commune, commune.agency, BIRTH)
        department.fields = [BIRTH.field]
        department.save()
        by = actor(receiving_officer)
        with pytest.raises(IntakeFieldsError) as refused:
            received(by)
        assert set(refused.value.fields) == {"agency"}
        assert received(by, agency_id=commune.agency_id).agency_id == commune.agency_id

    def test_a_field_of_two_agencies_needs_a_person_to_say_which(self, open_centre, department, receiving_officer):
        AgencyFactory(fields=[LAND.field])
        by, land = actor(receiving_officer), {"procedure": LAND.code, "papers": (), "fees": ()}
        with pytest.raises(IntakeFieldsError) as refused:
            received(by, **land)
        assert refused.value.fields == {"agency": "Chưa rõ cơ quan nào giải quyết thủ tục này. Hãy chọn cơ quan."}
        assert received(by, agency_id=department.pk, **land).agency_id == department.pk
        with pytest.raises(IntakeFieldsError):
            received(by, agency_id=0, **land)

    def test_what_nobody_here_handles_is_not_received(self, centre, department, commune, receiving_officer):
        procedure = Procedure.objects.create(code=BIRTH.code)
        write_versions([NextVersion(procedure, BIRTH, None)], clock.now())
        with pytest.raises(IntakeFieldsError) as refused:
            received(actor(receiving_officer))
        assert {"procedure", "agency", "limit"} == set(refused.value.fields)


class TestTheLimits:
    def test_the_committed_and_the_legal_one_are_both_kept(self, centre, department, receiving_officer):
        handle(centre, department, LAND, committed=Limit.of(6, LimitUnit.WORKING_DAYS))
        dossier = received(actor(receiving_officer), procedure=LAND.code, papers=(), fees=())
        dossier.refresh_from_db()
        assert (dossier.limit_quantity, dossier.legal_limit_quantity) == (6, 10)
        assert dossier.due_at == dossier.original_due_at < dossier.legal_due_at

    def test_without_a_commitment_the_legal_one_is_promised(self, open_centre, receiving_officer):
        dossier = received(actor(receiving_officer), procedure=LAND.code, papers=(), fees=())
        assert dossier.limit_quantity == 10
        assert dossier.due_at == dossier.legal_due_at

    def test_what_the_officer_types_does_not_stretch_a_published_limit(self, open_centre, receiving_officer):
        longer = Limit.of(30, LimitUnit.WORKING_DAYS)
        assert received(actor(receiving_officer), limit=longer).limit_quantity == 3


def another_decision(*acts):
    publish_decision(
        level=Level.PROVINCE,
        number="16/QĐ-UBND",
        issued_on=clock.now().date(),
        issuer="Ủy ban nhân dân tỉnh",
        effective_from=clock.now().date(),
        lines=[HandledLine(BIRTH.code, acts, Limit.of(1, LimitUnit.WORKING_DAYS))],
        by="system",
    )
    forget_everything()


class TestTheVersions:
    def test_a_dossier_stays_under_what_it_was_received_under(self, open_centre, receiving_officer):
        by = actor(receiving_officer)
        old = received(by)
        procedure = Procedure.objects.get(code=BIRTH.code)
        longer = standard_process(list(Act)).steps
        steps = (longer[0], replace(longer[1], share=30), replace(longer[1], share=30), *longer[2:])
        publish_process(procedure.pk, "province", Process(steps), by="staff:1")
        new_facts = replace(BIRTH, title="Đăng ký khai sinh lại", legal_limit=Limit.of(2, LimitUnit.WORKING_DAYS))
        write_versions([NextVersion(procedure, new_facts, procedure.current)], clock.now())
        another_decision(*Act)
        new, page = received(by), dossier_page(old.code)
        assert page.dossier.procedure_version.title == BIRTH.title
        assert page.process == standard_process([])
        assert (page.dossier.due_at, page.dossier.limit_quantity) == (old.due_at, 3)
        page = dossier_page(new.code)
        assert page.dossier.procedure_version.title == "Đăng ký khai sinh lại"
        assert page.process == Process(steps)
        assert page.dossier.limit_quantity == 1

    def test_an_old_dossier_goes_its_old_way(self, open_centre, receiving_officer, handling_officer):
        old = received(actor(receiving_officer))
        steps = standard_process([]).steps
        doubled = (steps[0], replace(steps[1], share=30), replace(steps[1], share=30), *steps[2:])
        publish_process(Procedure.objects.get(code=BIRTH.code).pk, "province", Process(doubled), by="staff:1")
        new = received(actor(receiving_officer))
        forget_everything()
        new = received(actor(receiving_officer))
        old = appraise_dossier(seen(old), proposal=YES, by=actor(handling_officer))
        new = appraise_dossier(seen(new), proposal=YES, by=actor(handling_officer))
        assert (old.act, new.act) == (Act.APPROVE, Act.APPRAISE)

    def test_versions_are_counted_and_one_is_open(self, open_centre):
        procedure = Procedure.objects.get(code=BIRTH.code).pk
        for _ in range(3):
            publish_process(procedure, "province", standard_process([]), by="system")
        rows = ProcessVersion.objects.order_by("number")
        assert [(row.number, row.valid_to is None) for row in rows] == [(1, False), (2, False), (3, True)]

    def test_a_wrong_process_is_not_published(self, open_centre):
        with pytest.raises(InvalidInputError, match="problems in a process"):
            publish_process(1, "province", Process((Step(Act.RECEIVE, "unit", 100),)), by="system")
        assert not ProcessVersion.objects.exists()

    def test_a_dossier_of_a_unit_that_has_closed_goes_on(
        self, open_centre, receiving_officer, handling_officer, leader
    ):
        dossier = received(actor(receiving_officer))
        open_centre.valid_to = clock.now().date().replace(year=2025)
        open_centre.save()
        forget_everything()
        appraise_dossier(seen(dossier), proposal=YES, by=actor(handling_officer))
        assert dossier_page(dossier.code).explanation


class TestOnTheSpot:
    @pytest.mark.parametrize(("promised", "count"), [([*list(Act)[:3], Act.RETURN], 4), (list(Act), 5)])
    def test_what_the_decision_promises_is_the_process_version_s(
        self, centre, department, receiving_officer, promised, count
    ):
        handle(centre, department, BIRTH, on_the_spot=promised)
        process = published.process(received(actor(receiving_officer)).process_version_id)
        assert process.acts_on_the_spot == count
        assert {step.act for step in process.steps if step.on_the_spot} == set(promised)

    def test_it_is_measured_by_who_did_it_not_by_what_was_promised(
        self, centre, department, receiving_officer, handling_officer, seconded_leader
    ):
        """Promised everywhere; the officer of the agency stays there, the leader sits in the hall and stamps too."""
        handle(centre, department, BIRTH, on_the_spot=Act)
        dossier = received(actor(receiving_officer))
        appraise_dossier(seen(dossier), proposal=YES, by=actor(handling_officer))
        approve_dossier(seen(dossier), by=actor(seconded_leader))
        stamp_dossier(seen(dossier), by=actor(seconded_leader))
        handover = Handover(Receiver.OWNER, CITIZEN.number, IdentityCheck.SCANNED)
        return_result(seen(dossier), handover=handover, by=actor(receiving_officer))
        rows = DossierStep.objects.filter(dossier=dossier).values_list("act", "on_the_spot")
        assert dict(rows) == {"receive": True, "appraise": False, "approve": True, "stamp": True, "return": True}
