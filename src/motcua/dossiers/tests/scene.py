"""A centre that receives: a procedure in force and handled, its agency, and the five people of a dossier's life."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from motcua.accounts.models import Staff
from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.parties import NumberKind, PartyFacts, PartyKind
from motcua.accounts.rules.roles import DelegatedPower, Role
from motcua.accounts.selectors import actor_of
from motcua.accounts.tests.factories import SecondmentFactory, StaffFactory
from motcua.catalogue.services import HandledLine, publish_decision
from motcua.catalogue.tests.published import BIRTH, LAND, publish
from motcua.catalogue.vocabulary import FeeKind, Level
from motcua.dossiers.facts import FeeTaken, Intake, PaperGiven
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import Seen, accept_dossier
from motcua.dossiers.vocabulary import FeeState, PaperState
from motcua.kernel import clock
from motcua.organisation.models import Agency, OneStopUnit
from motcua.workflow import Act

CITIZEN = PartyFacts(
    PartyKind.CITIZEN,
    "Nguyễn Thị Ánh",
    NumberKind.CITIZEN_ID,
    "000185012345",
    date(1985, 9, 5),
    "0912345678",
    address="ấp Bến Đá, phường Bến Đá",
)
BOTH_PAPERS = (PaperGiven(1, PaperState.ORIGINAL, 1), PaperGiven(2, PaperState.COPY, 0, 1))
FEE = FeeTaken(FeeKind.STATE_CHARGE, "Lệ phí đăng ký", 8000, FeeState.COLLECTED)
ALL_ACTS = tuple(Act)


def handle(
    unit: OneStopUnit, agency: Agency, *facts, on_the_spot: Iterable[Act] = (Act.RECEIVE, Act.RETURN), committed=None
) -> None:
    """Bring procedures into force, publish the decision that the unit's level handles them, and say whose field they are."""
    publish(*(replace(item, levels=(Level(unit.level),)) for item in facts))
    agency.fields = sorted({item.field for item in facts})
    agency.level = unit.level
    agency.save()
    publish_decision(
        level=Level(unit.level),
        number="15/QĐ-UBND",
        issued_on=date(2026, 1, 5),
        issuer="Ủy ban nhân dân tỉnh",
        effective_from=date(2026, 1, 12),
        lines=[HandledLine(item.code, tuple(on_the_spot), committed) for item in facts],
        by="system",
    )


def intake(**changes) -> Intake:
    """Everything that BIRTH asks for, brought by one citizen."""
    return replace(Intake("trung-tam", BIRTH.code, CITIZEN, BOTH_PAPERS, (FEE,)), **changes)


class HandClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def passes(self, minutes: int) -> None:
        self.moment += timedelta(minutes=minutes)


def new_key() -> str:
    return secrets.token_urlsafe(24)


def received(by: Actor, **changes) -> Dossier:
    return accept_dossier(intake(**changes), by=by, key=new_key(), body=b"")


def actor(staff: Staff) -> Actor:
    return actor_of(staff, day=clock.now().date())


def seen(dossier: Dossier) -> Seen:
    return Seen(dossier.pk, Dossier.objects.get(pk=dossier.pk).revision)


@pytest.fixture
def hand_clock() -> Iterator[HandClock]:
    """The centre's time, moved by hand; it is 8:00 on Monday 9/11/2026 at first."""
    hand = HandClock(datetime(2026, 11, 9, 8, tzinfo=clock.HANOI))
    clock.use(hand)
    yield hand
    clock.use(clock.SystemClock())


@pytest.fixture
def registry_clerk(department: Agency) -> Staff:
    return StaffFactory(sign_in_name="vanthu", full_name="Hồ Thị Văn", roles=Role.REGISTRY_CLERK, roles__at=department)


@pytest.fixture
def seconded_leader(centre: OneStopUnit, department: Agency, leader: Staff) -> Staff:
    """The leader sent to the centre with the powers to approve and stamp there."""
    SecondmentFactory(staff=leader, agency=department, unit=centre, powers=[power.value for power in DelegatedPower])
    return leader


@pytest.fixture
def open_centre(centre: OneStopUnit, department: Agency) -> OneStopUnit:
    """The centre with two procedures to receive."""
    handle(centre, department, BIRTH, LAND)
    return centre
