"""Fifty counters, twenty officers, one key fifty times: what each gets, and what goes wrong without our care."""

from collections import Counter
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from motcua.catalogue.models import Procedure
from motcua.catalogue.tests.published import BIRTH, LAND
from motcua.dossiers.models import Dossier, DossierResult, DossierStep, ProcessVersion, ResultHandover
from motcua.dossiers.services import (
    OvertakenError,
    accept_dossier,
    appraise_dossier,
    approve_dossier,
    publish_process,
    return_result,
    stamp_dossier,
)
from motcua.dossiers.services import (
    intake as intake_service,
)
from motcua.dossiers.services.handling import Proposal
from motcua.dossiers.tests.acting import TO_THE_OWNER, YES
from motcua.dossiers.tests.racing import at_once
from motcua.dossiers.tests.scene import CITIZEN, actor, intake, new_key, received, seen
from motcua.foundation import audit
from motcua.foundation.idempotency import KeyReusedError
from motcua.foundation.models import AuditEntry
from motcua.foundation.remembered import forget_everything
from motcua.kernel.identifiers import AgencyCode, DossierCode
from motcua.workflow import Act, standard_process

pytestmark = pytest.mark.django_db(transaction=True)
COUNTERS, EACH, OFFICERS = 50, 4, 20
ABORTED = COUNTERS * EACH // 10


class PowerCutError(Exception):
    pass


def cut_off(number):
    if number % 10 == 0:
        raise PowerCutError


def many_intakes(by):
    """Every counter receives its people; each tenth transaction is cut off after everything was written."""

    def receive(counter):
        kept = []
        for turn in range(EACH):
            number = counter * EACH + turn
            person = replace(CITIZEN, number=f"0001850{number % 7:05}")  # some come twice, at two counters
            try:
                with transaction.atomic():
                    kept.append(accept_dossier(intake(applicant=person), by=by, key=new_key(), body=b"").code)
                    cut_off(number)
            except PowerCutError:
                kept.pop()
        return kept

    return [code for codes in at_once(COUNTERS, receive) for code in codes]


def serials(codes):
    return sorted(int(code.rpartition("-")[2]) for code in codes)


def test_codes_are_1_to_n_though_a_tenth_is_cut_off(open_centre, receiving_officer):
    codes = many_intakes(actor(receiving_officer))
    assert serials(codes) == list(range(1, COUNTERS * EACH - ABORTED + 1))
    assert set(Dossier.objects.values_list("code", flat=True)) == set(codes)
    subjects = Counter(AuditEntry.objects.filter(act="dossiers:dossier:accepted").values_list("subject", flat=True))
    assert subjects == Counter(f"dossier:{code}" for code in codes)
    assert not audit.verify().breaks


def highest_plus_one(unit, at):
    """What others do."""
    last = Dossier.objects.order_by("-code").values_list("code", flat=True).first()
    serial = int(last.rpartition("-")[2]) + 1 if last else 1
    return str(DossierCode(AgencyCode.parse(unit.agency_code), at.date(), serial))


def test_control_the_highest_plus_one_fails(open_centre, receiving_officer, monkeypatch):
    """Two counters take the same number: the constraint refuses one of them, and a citizen is sent away."""
    received(actor(receiving_officer))
    monkeypatch.setattr(intake_service, "_number", highest_plus_one)
    with pytest.raises(IntegrityError, match="code"):
        many_intakes(actor(receiving_officer))


def test_one_key_fifty_times_is_one_dossier_and_one_answer(open_centre, receiving_officer):
    by, key = actor(receiving_officer), new_key()
    ids = at_once(50, lambda _: accept_dossier(intake(), by=by, key=key, body=b"one").pk)
    assert set(ids) == {Dossier.objects.get().pk}
    with pytest.raises(KeyReusedError):
        accept_dossier(intake(), by=by, key=key, body=b"another")
    assert AuditEntry.objects.filter(act="dossiers:dossier:accepted").count() == 1


def test_control_fifty_keys_are_fifty_dossiers(open_centre, receiving_officer):
    by = actor(receiving_officer)
    at_once(50, lambda _: accept_dossier(intake(), by=by, key=new_key(), body=b"one"))
    assert Dossier.objects.count() == 50


def outcome(do):
    try:
        do()
    except OvertakenError as refused:
        return refused.message_vi
    return "done"


def everybody(dossier, do):
    """All saw the same revision; what became of each."""
    saw = seen(dossier)
    return Counter(at_once(OFFICERS, lambda number: outcome(lambda: do(saw, number))))


def test_twenty_officers_appraise_and_one_does(open_centre, receiving_officer, handling_officer):
    dossier, by = received(actor(receiving_officer)), actor(handling_officer)
    proposals = [Proposal(favourable=True, name=f"Giấy {number}", decision="Đồng ý.") for number in range(OFFICERS)]
    got = everybody(dossier, lambda saw, number: appraise_dossier(saw, proposal=proposals[number], by=by))
    assert got.pop("done") == 1
    (sentence,) = got
    assert "Lê Văn Thụ đã làm trước" in sentence
    assert (DossierStep.objects.count(), DossierResult.objects.count()) == (3, 1)


def test_control_without_looking_again_everybody_wins(open_centre, receiving_officer, handling_officer):
    """Read, decide, write what was read: the last one overwrites the others, and each believes to have been the one."""
    dossier = received(actor(receiving_officer))

    def write(_):
        row = Dossier.objects.get(pk=dossier.pk)
        if row.act != Act.APPRAISE:
            return 0
        row.act, row.revision = Act.APPROVE.value, row.revision + 1
        row.save()
        return 1

    assert sum(at_once(OFFICERS, write)) > 1


def test_twenty_clerks_stamp_and_the_number_is_used_once(
    open_centre, receiving_officer, handling_officer, leader, registry_clerk
):
    dossier = received(actor(receiving_officer))
    appraise_dossier(seen(dossier), proposal=YES, by=actor(handling_officer))
    approve_dossier(seen(dossier), by=actor(leader))
    by = actor(registry_clerk)
    assert everybody(dossier, lambda saw, _: stamp_dossier(saw, by=by))["done"] == 1
    assert DossierResult.objects.get().document_number.startswith("1/KQ-")


def test_twenty_counters_hand_over_and_one_does(
    open_centre, receiving_officer, handling_officer, leader, registry_clerk
):
    dossier = received(actor(receiving_officer))
    appraise_dossier(seen(dossier), proposal=YES, by=actor(handling_officer))
    approve_dossier(seen(dossier), by=actor(leader))
    stamp_dossier(seen(dossier), by=actor(registry_clerk))
    by = actor(receiving_officer)
    got = everybody(dossier, lambda saw, _: return_result(saw, handover=TO_THE_OWNER, by=by))
    assert got.pop("done") == 1
    (sentence,) = got
    assert "Trần Thị Tiếp đã làm trước" in sentence
    assert ResultHandover.objects.count() == 1


def test_intakes_of_a_procedure_without_a_process_make_one(open_centre, receiving_officer):
    by = actor(receiving_officer)
    at_once(OFFICERS, lambda _: received(by))
    assert ProcessVersion.objects.count() == 1
    assert Dossier.objects.values("process_version").distinct().count() == 1


def test_processes_published_at_once_are_versions_one_after_another(open_centre):
    procedure = Procedure.objects.get(code=BIRTH.code).pk
    at_once(8, lambda _: publish_process(procedure, "province", standard_process([]), by="system"))
    assert sorted(ProcessVersion.objects.values_list("number", flat=True)) == list(range(1, 9))
    assert ProcessVersion.objects.filter(valid_to=None).count() == 1


def test_a_busy_unit_never_deadlocks(open_centre, receiving_officer, handling_officer, leader, registry_clerk):
    """At one unit at once: intakes of the same people, new processes, and whole lives of dossiers, chain and numbers shared."""
    forget_everything()
    acts = [
        lambda dossier: appraise_dossier(seen(dossier), proposal=YES, by=actor(handling_officer)),
        lambda dossier: approve_dossier(seen(dossier), by=actor(leader)),
        lambda dossier: stamp_dossier(seen(dossier), by=actor(registry_clerk)),
        lambda dossier: return_result(seen(dossier), handover=TO_THE_OWNER, by=actor(receiving_officer)),
    ]

    def work(number):
        if number % 3 == 0:
            for _ in range(4):
                received(actor(receiving_officer), procedure=LAND.code, papers=(), fees=())
        elif number == 1:
            procedure = Procedure.objects.get(code=LAND.code).pk
            for _ in range(4):
                publish_process(procedure, "province", standard_process([]), by="system")
        else:
            dossier = received(actor(receiving_officer), fees=())
            for act in acts:
                act(dossier)

    at_once(24, work)
    assert Dossier.objects.filter(closed_at=None).count() == 8 * 4
    assert Dossier.objects.exclude(closed_at=None).count() == 15
    numbers = DossierResult.objects.values_list("document_number", flat=True)
    assert sorted(int(number.partition("/")[0]) for number in numbers) == list(range(1, 16))
    assert serials(Dossier.objects.values_list("code", flat=True)) == list(range(1, 8 * 4 + 16))
    assert not audit.verify().breaks
