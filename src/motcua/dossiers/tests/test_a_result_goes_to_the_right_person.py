"""Who may take a result home: the owner, whoever handed it in, a representative with a paper."""

from dataclasses import replace

import pytest

from motcua.dossiers.facts import Submitter
from motcua.dossiers.models import ResultHandover
from motcua.dossiers.services import (
    Handover,
    Seen,
    appraise_dossier,
    approve_dossier,
    collect_fees,
    return_result,
    stamp_dossier,
)
from motcua.dossiers.tests.acting import YES
from motcua.dossiers.tests.scene import CITIZEN, FEE, actor, received, seen
from motcua.dossiers.vocabulary import FeeState, IdentityCheck, Receiver
from motcua.foundation.ids import uuid7
from motcua.kernel.errors import ConflictError, InvalidInputError, NotFoundError

pytestmark = pytest.mark.django_db
SON = Submitter("Lê Văn Tám", "000099000001", "con")


@pytest.fixture
def solved(open_centre, receiving_officer, handling_officer, leader, registry_clerk):
    def solve(**changes):
        dossier = received(actor(receiving_officer), **changes)
        appraise_dossier(seen(dossier), proposal=YES, by=actor(handling_officer))
        approve_dossier(seen(dossier), by=actor(leader))
        return stamp_dossier(seen(dossier), by=actor(registry_clerk))

    return solve


@pytest.fixture
def hand(receiving_officer):
    def hand_over(dossier, number, receiver=Receiver.OWNER, **more):
        handover = Handover(receiver, number, IdentityCheck.TYPED, **more)
        return_result(seen(dossier), handover=handover, by=actor(receiving_officer))
        kept = ResultHandover.objects.get(dossier=dossier)
        return kept.receiver_name, kept.receiver_number

    return hand_over


def test_the_owner_by_number(solved, hand):
    assert hand(solved(), "000 185 012345") == (CITIZEN.name, CITIZEN.number)


def test_whoever_handed_it_in_is_written_by_their_own_name(solved, hand):
    assert hand(solved(submitter=SON), SON.number) == (SON.name, SON.number)


def test_the_owner_though_another_handed_it_in(solved, hand):
    assert hand(solved(submitter=SON), CITIZEN.number) == (CITIZEN.name, CITIZEN.number)


def test_a_representative_shows_a_paper(solved, hand):
    more = {"name": " Đỗ Thị Mười ", "authorisation": "Giấy ủy quyền ngày 20/11/2026"}
    assert hand(solved(), "000177000009", Receiver.REPRESENTATIVE, **more) == ("Đỗ Thị Mười", "000177000009")


PAPER = {"name": "Đỗ Thị Mười", "authorisation": "Giấy ủy quyền"}
WRONG = {
    "another person": (Receiver.OWNER, "000177000009", {}),
    "no number": (Receiver.OWNER, " ", {}),
    "an endless number": (Receiver.REPRESENTATIVE, "1" * 21, PAPER),
    "no name": (Receiver.REPRESENTATIVE, "000177000009", {"authorisation": "Giấy"}),
    "an endless name": (Receiver.REPRESENTATIVE, "000177000009", {**PAPER, "name": "x" * 201}),
    "no paper": (Receiver.REPRESENTATIVE, "000177000009", {"name": "Đỗ Thị Mười"}),
    "an endless paper": (Receiver.REPRESENTATIVE, "000177000009", {**PAPER, "authorisation": "x" * 201}),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_nobody_else(solved, hand, mistake):
    receiver, number, more = WRONG[mistake]
    dossier = solved()
    with pytest.raises(InvalidInputError):
        hand(dossier, number, receiver, **more)
    assert not ResultHandover.objects.exists()


def test_not_while_a_fee_is_due(solved, hand, receiving_officer):
    dossier = solved(fees=(replace(FEE, state=FeeState.DUE),))
    with pytest.raises(ConflictError, match="fees are still due"):
        hand(dossier, CITIZEN.number)
    collect_fees(seen(dossier), by=actor(receiving_officer))
    assert hand(dossier, CITIZEN.number)[0] == CITIZEN.name


def test_a_dossier_that_is_none(open_centre, receiving_officer, handling_officer):
    with pytest.raises(NotFoundError):
        appraise_dossier(Seen(uuid7(), 1), proposal=YES, by=actor(handling_officer))
