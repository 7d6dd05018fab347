"""The lists that officers work through: whose they are, in which order, page after page without a gap or a double."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import RoleAssignmentFactory, StaffFactory
from motcua.dossiers.facts import MissingPaper
from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors import Wanted, counts, desks_of, inbox, open_dossiers, visible_to
from motcua.dossiers.services import (
    appraise_dossier,
    approve_dossier,
    request_supplement,
    stamp_dossier,
    take_dossier,
    withdraw_dossier,
)
from motcua.dossiers.services.handling import Proposal
from motcua.dossiers.tests.scene import actor, received, seen
from motcua.kernel import clock
from motcua.kernel.clock import HANOI
from motcua.workflow import Act

YES = Proposal(favourable=True, name="Giấy khai sinh", decision="Đăng ký.")
PAPER = MissingPaper("Ảnh", "thiếu", "Điều 1")
pytestmark = pytest.mark.django_db


@pytest.fixture
def five(hand_clock, open_centre, receiving_officer) -> list[Dossier]:
    """Five dossiers, received an hour apart."""
    made = []
    for _ in range(5):
        made.append(received(actor(receiving_officer)))
        hand_clock.passes(60)
    return made


def pile(staff, **wanted):
    by = actor(staff)
    return inbox(by, desks_of(by)[0], Wanted(**wanted))


def codes(found):
    return [line.code for line in found.lines]


def test_soonest_due_first_and_the_paused_last(five, handling_officer):
    take_dossier(seen(five[0]), by=actor(handling_officer))
    request_supplement(seen(five[0]), missing=(PAPER,), by=actor(handling_officer))
    assert codes(pile(handling_officer)) == [dossier.code for dossier in (*five[1:], five[0])]


@pytest.mark.parametrize("per_page", [1, 2, 3, 4, 5, 6])
def test_page_after_page_everything_comes_once(five, handling_officer, per_page):
    for dossier in five[1:3]:
        take_dossier(seen(dossier), by=actor(handling_officer))
        request_supplement(seen(dossier), missing=(PAPER,), by=actor(handling_officer))
    after, found = None, []
    for _ in range(6):
        page = pile(handling_officer, per_page=per_page, after=after)
        found += codes(page)
        after = page.more
        if after is None:
            break
    assert found == codes(pile(handling_officer))
    assert len(found) == 5


def test_same_due_moments_are_told_apart_by_their_keys(five, handling_officer):
    Dossier.objects.update(due_at=datetime(2026, 11, 12, 8, tzinfo=HANOI))
    first = pile(handling_officer, per_page=3)
    rest = pile(handling_officer, per_page=3, after=first.more)
    assert len({*codes(first), *codes(rest)}) == 5


def test_narrowed_by_words(five, hand_clock, handling_officer):
    take_dossier(seen(five[3]), by=actor(handling_officer))
    assert codes(pile(handling_officer, mine=True)) == [five[3].code]
    hand_clock.moment = datetime(2026, 11, 12, 9, 30, tzinfo=HANOI)
    assert codes(pile(handling_officer, overdue=True)) == [five[0].code, five[1].code]
    assert len(pile(handling_officer, due_today=True).lines) == 5
    assert not pile(handling_officer, due_on=(clock.now() + timedelta(days=1)).date()).lines
    request_supplement(seen(five[3]), missing=(PAPER,), by=actor(handling_officer))
    assert codes(pile(handling_officer, waiting=True)) == [five[3].code]
    assert codes(pile(handling_officer, waiting=True, mine=True)) == [five[3].code]


@pytest.fixture
def staff(receiving_officer, handling_officer, leader, registry_clerk, outsider):
    return {
        person.sign_in_name: person
        for person in (receiving_officer, handling_officer, leader, registry_clerk, outsider)
    }


def test_each_sees_what_waits_for_them(five, staff, seconded_leader):
    for dossier in five[:3]:
        appraise_dossier(seen(dossier), proposal=YES, by=actor(staff["thuly"]))
    for dossier in five[:2]:
        approve_dossier(seen(dossier), by=actor(staff["lanhdao"]))
    stamp_dossier(seen(five[0]), by=actor(staff["vanthu"]))
    assert codes(pile(staff["thuly"])) == [five[3].code, five[4].code]
    assert codes(pile(staff["vanthu"])) == [five[1].code]
    assert codes(pile(staff["tiepnhan"])) == [five[0].code]
    assert codes(pile(staff["noikhac"])) == []
    by = actor(seconded_leader)
    assert counts(by, desks_of(by)) == {Act.APPROVE: 1, Act.STAMP: 1}


def test_a_clerk_of_the_hall_and_of_the_agency_sees_a_dossier_once(five, centre, department, handling_officer, leader):
    clerk = StaffFactory(roles=Role.REGISTRY_CLERK, roles__at=centre)
    RoleAssignmentFactory(staff=clerk, role=Role.REGISTRY_CLERK, at=department)
    appraise_dossier(seen(five[0]), proposal=YES, by=actor(handling_officer))
    approve_dossier(seen(five[0]), by=actor(leader))
    Dossier.objects.filter(pk=five[0].pk).update(place="unit")
    assert codes(pile(clerk)) == [five[0].code]
    assert counts(actor(clerk), desks_of(actor(clerk))) == {Act.STAMP: 1}


def test_counted_up_to_a_limit_in_one_statement(five, handling_officer):
    by = actor(handling_officer)
    desks = desks_of(by)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert counts(by, desks, at_most=3) == {Act.APPRAISE: 3}
    assert len(asked) == 1
    assert counts(by, []) == {}


def test_a_page_is_one_statement_whatever_lies_in_it(five, handling_officer):
    by = actor(handling_officer)
    desk = desks_of(by)[0]
    with CaptureQueriesContext(connection) as asked:
        inbox(by, desk, Wanted(per_page=2))
    assert len(asked) == 1


def test_whoever_has_no_pile_reads_what_is_open(five, centre, receiving_officer, leader):
    withdraw_dossier(seen(five[4]), reason="đổi ý", by=actor(receiving_officer))
    head = StaffFactory(roles=Role.HEAD_OF_UNIT, roles__at=centre)
    supervisor = StaffFactory(roles=Role.SUPERVISOR)
    stranger = StaffFactory(roles=Role.HEAD_OF_UNIT)
    for staff in (head, supervisor, leader):
        assert codes(open_dossiers(actor(staff))) == [dossier.code for dossier in five[:4]]
        assert visible_to(actor(staff)).count() == 5
    assert codes(open_dossiers(actor(stranger))) == []
    assert not desks_of(actor(head))
