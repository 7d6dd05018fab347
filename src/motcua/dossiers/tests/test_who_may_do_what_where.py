"""Role × place × act: every cell written by hand, and the piles on a desk agree with it, dossier by dossier."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.accounts.permissions import DOSSIERS_READ, allowed
from motcua.accounts.rules.actor import Actor, Detail, Post
from motcua.accounts.rules.roles import DelegatedPower, Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import MAY, READING, WATCHING, may_read, may_receive
from motcua.dossiers.selectors import Wanted, desks_of, inbox
from motcua.dossiers.selectors.inbox import visible_to
from motcua.dossiers.tests.acting import DOING
from motcua.dossiers.tests.scene import actor, received
from motcua.foundation.ids import uuid7
from motcua.kernel.errors import NotAllowedError
from motcua.organisation.tests.factories import AgencyFactory, OneStopUnitFactory
from motcua.workflow import Act, Place

UNIT, OTHER_UNIT, AGENCY, OTHER_AGENCY, KEEPER = 1, 2, 10, 20, 30


@dataclass(frozen=True)
class Lying:
    """A dossier of AGENCY at UNIT, which KEEPER manages (or, at a commune, AGENCY itself)."""

    place: str = Place.AGENCY
    unit_id: int = UNIT
    agency_id: int = AGENCY
    unit_agency_id: int = KEEPER


ACTS = ("receive", "appraise", "approve", "stamp", "return", "read")
PLACES = ("unit", "other unit", "agency", "other agency")
#                 at:   unit               other unit  agency        other agency
TABLE = {
    Role.RECEPTION: ("receive return read", "", "read", ""),
    Role.GUIDANCE: ("", "", "", ""),
    Role.HANDLING_OFFICER: ("read", "", "appraise read", ""),
    Role.APPROVER: ("read", "", "approve read", ""),
    Role.REGISTRY_CLERK: ("read", "", "stamp read", ""),
    Role.CASHIER: ("read", "", "read", ""),
    Role.HEAD_OF_UNIT: ("read", "", "read", ""),
    Role.SUPERVISOR: ("read", "read", "read", "read"),
    Role.AUDITOR: ("read", "read", "read", "read"),
    Role.ADMINISTRATOR: ("", "", "", ""),
    Role.MONITOR: ("", "", "", ""),
    Role.KIOSK: ("", "", "", ""),
    Role.DISPLAY: ("", "", "", ""),
}
WHEN_STAMPED_IN_THE_HALL = {(Role.REGISTRY_CLERK, "unit"): "stamp read"}
"""What differs when the process says that the unit stamps, or when the unit is the agency's own."""

CELLS = [(role, place, act) for role in Role for place in PLACES for act in ACTS]


def somebody(role: Role, place: str) -> Actor:
    where = {
        "unit": {"unit_id": UNIT},
        "other unit": {"unit_id": OTHER_UNIT},
        "agency": {"agency_id": AGENCY},
        "other agency": {"agency_id": OTHER_AGENCY},
    }
    return Actor(7, frozenset({role}), frozenset({Post(role, **where[place])}))


def may(act: str, who: Actor, dossier: Lying) -> bool:
    if act == "receive":
        return may_receive(who, dossier.unit_id)
    return may_read(who, dossier) if act == "read" else MAY[Act(act)](who, dossier)


def test_every_role_and_every_act_is_in_the_table():
    assert set(TABLE) == set(Role)
    assert {Act.RECEIVE, *MAY} == set(Act)
    assert len(CELLS) == 13 * 4 * 6


@pytest.mark.parametrize(("role", "place", "act"), CELLS)
def test_each_cell(role, place, act):
    assert may(act, somebody(role, place), Lying()) == (act in TABLE[role][PLACES.index(place)].split())


@pytest.mark.parametrize(
    "lying", [Lying(place=Place.UNIT), Lying(unit_agency_id=AGENCY)], ids=["unit stamps", "own unit"]
)
@pytest.mark.parametrize(("role", "place", "act"), CELLS)
def test_each_cell_when_the_unit_has_the_stamp(role, place, act, lying):
    expected = WHEN_STAMPED_IN_THE_HALL.get((role, place), TABLE[role][PLACES.index(place)])
    assert may(act, somebody(role, place), lying) == (act in expected.split())


POWERS = {
    (): "",
    (DelegatedPower.APPROVE,): "approve",
    (DelegatedPower.STAMP,): "stamp",
    (DelegatedPower.APPROVE, DelegatedPower.STAMP): "approve stamp",
}


@pytest.mark.parametrize("powers", POWERS)
@pytest.mark.parametrize("agency_id", [AGENCY, OTHER_AGENCY])
@pytest.mark.parametrize("unit_id", [UNIT, OTHER_UNIT])
@pytest.mark.parametrize("act", ["receive", "appraise", "approve", "stamp", "return"])
def test_a_delegated_power_counts_for_its_agency_in_its_hall_only(powers, agency_id, unit_id, act):
    sent = Actor(7, frozenset(), frozenset(), frozenset({Detail(agency_id, unit_id, frozenset(powers))}))
    here = (agency_id, unit_id) == (AGENCY, UNIT)
    assert may(act, sent, Lying()) == (here and act in POWERS[powers].split())


def test_the_door_of_the_pages_opens_for_the_same_roles():
    """Else a role that opens the door would read, by another post, what that post has nothing to do with."""
    assert {role for role in Role if allowed(DOSSIERS_READ, Actor(7, frozenset({role})))} == READING | WATCHING


def test_nobody_may_anything():
    nobody = Actor(7, frozenset())
    assert not any(may(act, nobody, Lying()) for act in ACTS)


@st.composite
def actors(draw, units, agencies):
    roles = st.sampled_from([role for role in Role if role not in {Role.KIOSK, Role.DISPLAY}])
    at_units = draw(st.lists(st.tuples(roles, st.sampled_from(units)), max_size=4))
    at_agencies = draw(st.lists(st.tuples(roles, st.sampled_from(agencies)), max_size=4))
    posts = {Post(role, unit_id=unit) for role, unit in at_units}
    posts |= {Post(role, agency_id=agency) for role, agency in at_agencies}
    powers = st.frozensets(st.sampled_from(DelegatedPower))
    sent = draw(st.lists(st.builds(Detail, st.sampled_from(agencies), st.sampled_from(units), powers), max_size=2))
    return Actor(7, frozenset(post.role for post in posts), frozenset(posts), frozenset(sent))


@pytest.mark.django_db
def test_the_piles_hold_exactly_what_one_may_act_on(open_centre, department, receiving_officer):
    """For every dossier and any actor: it lies in the pile of its act exactly when the permission says so."""
    other_unit, other_agency = OneStopUnitFactory(), AgencyFactory()
    units, agencies = [open_centre, other_unit], [department, other_agency, open_centre.agency, other_unit.agency]
    one = received(actor(receiving_officer))
    for unit in units:
        for agency in agencies:
            for number, (act, place) in enumerate((act, place) for act in list(Act)[1:] for place in Place):
                _copy(one, number, unit=unit, agency=agency, act=act.value, place=place.value)
    Dossier.objects.filter(pk=one.pk).update(closed_at=one.received_at)
    rows = list(Dossier.objects.select_related("unit"))

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(actors([unit.pk for unit in units], [agency.pk for agency in agencies]))
    def compare(who):
        piles = {desk.act: {line.id for line in inbox(who, desk, Wanted(per_page=500)).lines} for desk in desks_of(who)}
        for act in list(Act)[1:]:
            due = {row.pk for row in rows if row.act == act and row.closed_at is None and MAY[act](who, row)}
            assert piles.get(act, set()) == due
        assert set(visible_to(who).values_list("pk", flat=True)) == {row.pk for row in rows if may_read(who, row)}

    compare()


def _copy(one, number, **columns):
    row = Dossier.objects.get(pk=one.pk)
    row.pk = uuid7()
    for name, value in columns.items():
        setattr(row, name, value)
    row.code = f"H99-261125-{row.unit_id % 100:02}{row.agency_id % 1000:03}{number:02}"
    row.look_up_number = f"{row.unit_id % 1000:03}{row.agency_id % 1000:03}{number:06}"
    row.save(force_insert=True)


@pytest.mark.django_db
@pytest.mark.parametrize("act", DOING)
def test_each_service_asks_before_it_looks_at_anything_else(act, open_centre, receiving_officer):
    dossier = received(actor(receiving_officer))
    with pytest.raises(NotAllowedError):
        DOING[act](dossier, actor(StaffFactory()))
    assert Dossier.objects.get().revision == 1
