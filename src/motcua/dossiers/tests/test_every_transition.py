"""Each transition done for real: from each of its statuses, refused from all others, on the record.

A transition that nobody does here fails the first test: give it a row in `acting.DOING`.
"""

from pathlib import Path

import pytest

from motcua.dossiers import services
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.acting import DOING
from motcua.dossiers.tests.scene import actor, received
from motcua.foundation.models import AuditEntry, OutboxEntry
from motcua.kernel.errors import ConflictError
from motcua.workflow import TRANSITIONS, Act, Status, may_follow

ELSEWHERE = {
    "dossiers:supplement:requested": "test_supplement_asked_once.py",
    "dossiers:supplement:completed": "test_supplement_asked_once.py",
    "dossiers:dossier:withdrawn": "test_withdrawn_or_stopped_with_a_reason.py",
    "dossiers:dossier:stopped": "test_withdrawn_or_stopped_with_a_reason.py",
}
"""Acts with a test file of their own, which does them from their statuses and others."""

AT = {
    "dossiers:dossier:taken": Act.APPRAISE,
    "dossiers:dossier:appraised": Act.APPRAISE,
    "dossiers:dossier:sent_back": Act.APPROVE,
    "dossiers:dossier:approved": Act.APPROVE,
    "dossiers:dossier:stamped": Act.STAMP,
    "dossiers:dossier:returned": Act.RETURN,
}
"""The step at which each is done."""


@pytest.fixture
def people(receiving_officer, handling_officer, leader, registry_clerk):
    of_act = {
        Act.RECEIVE: receiving_officer,
        Act.APPRAISE: handling_officer,
        Act.APPROVE: leader,
        Act.STAMP: registry_clerk,
        Act.RETURN: receiving_officer,
    }
    return {act: actor(staff) for act, staff in of_act.items()}


@pytest.fixture
def dossier_at(open_centre, people):
    """A dossier at a step, brought there by the acts before it."""

    def bring(act: Act) -> Dossier:
        dossier = received(people[Act.RECEIVE])
        for name in ("appraised", "approved", "stamped"):
            if dossier.act == act:
                break
            dossier = DOING[f"dossiers:dossier:{name}"](dossier, people[Act(dossier.act)])
        return dossier

    return bring


def test_each_transition_is_done_here_or_in_a_file_of_its_own():
    assert set(DOING) | set(ELSEWHERE) == set(TRANSITIONS)
    assert not set(DOING) & set(ELSEWHERE)
    assert set(AT) == set(DOING) - {"dossiers:dossier:accepted"}


@pytest.mark.parametrize("act", sorted(ELSEWHERE))
def test_the_file_of_its_own_speaks_of_the_act(act):
    verb = {"requested": "request_supplement", "completed": "complete_supplement", "withdrawn": "withdraw_dossier"}
    service = verb.get(act.rpartition(":")[2], "stop_dossier")
    assert service in (Path(__file__).parent / ELSEWHERE[act]).read_text("utf-8")
    assert hasattr(services, service)


@pytest.mark.django_db
def test_accepted(open_centre, people):
    dossier = DOING["dossiers:dossier:accepted"](None, people[Act.RECEIVE])
    assert dossier.status == TRANSITIONS["dossiers:dossier:accepted"].target
    assert AuditEntry.objects.filter(act="dossiers:dossier:accepted", subject=f"dossier:{dossier.code}").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("act", sorted(AT))
def test_from_each_status(act, status, dossier_at, people):
    dossier = dossier_at(AT[act])
    Dossier.objects.filter(pk=dossier.pk).update(status=status)
    on_record = AuditEntry.objects.filter(act=act).count
    before, events = on_record(), OutboxEntry.objects.count()
    if not may_follow(act, status):
        with pytest.raises(ConflictError):
            DOING[act](dossier, people[AT[act]])
        unchanged = Dossier.objects.get(pk=dossier.pk)
        assert (unchanged.status, unchanged.revision) == (status, dossier.revision)
        assert (on_record(), OutboxEntry.objects.count()) == (before, events)
        return
    done = DOING[act](dossier, people[AT[act]])
    done.refresh_from_db()
    assert done.status == TRANSITIONS[act].target
    assert done.revision == dossier.revision + 1
    assert (on_record(), OutboxEntry.objects.count()) == (before + 1, events + 1)


@pytest.mark.django_db
@pytest.mark.parametrize("act", sorted(AT))
def test_at_no_other_step(act, dossier_at, people):
    for step in list(Act)[1:]:
        if step is AT[act]:
            continue
        dossier = dossier_at(step)
        with pytest.raises(ConflictError):
            DOING[act](dossier, people[AT[act]])
        assert Dossier.objects.get(pk=dossier.pk).revision == dossier.revision
