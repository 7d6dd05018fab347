"""The fixed cast: every room's tests speak of the same five people."""

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.accounts import session
from motcua.accounts.models import Staff
from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory, SystemFactory, token_of
from motcua.foundation.remembered import forget_everything
from motcua.kernel import clock
from motcua.organisation import site
from motcua.organisation.models import Agency, OneStopUnit
from motcua.organisation.tests.factories import AgencyFactory, OneStopUnitFactory


@pytest.fixture(autouse=True)
def _no_centre_of_another_test() -> None:
    """Pages remember the centre's name and hours for a minute."""
    site.forget()


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What processes remember for seconds would outlive a test's rows."""
    forget_everything()


@pytest.fixture
def centre(db: None) -> OneStopUnit:  # noqa: ARG001 - it writes rows
    """The province's one-stop centre."""
    return OneStopUnitFactory(code="trung-tam", name="Trung tâm Phục vụ hành chính công tỉnh")


@pytest.fixture
def department(db: None) -> Agency:  # noqa: ARG001 - it writes rows
    """The department that handles the dossiers of these tests."""
    return AgencyFactory(name="Sở Xây dựng")


@pytest.fixture
def citizen(client: Client) -> Client:
    """A citizen's browser: citizens look up and file without an account of ours."""
    return client


@pytest.fixture
def signed_in() -> Callable[[Staff], Client]:
    """`signed_in(leader).get(…)`: the browser of somebody who has signed in just now."""

    def browser(staff: Staff) -> Client:
        client = Client()
        client.force_login(staff)
        kept = client.session
        session.begin(kept, now=clock.now())
        kept.save()
        return client

    return browser


@pytest.fixture
def by_token() -> Callable[[Role, OneStopUnit | Agency], Client]:
    """`by_token(Role.RECEPTION, centre).post(…)`: another agency's software, with an access token."""

    def software(role: Role, at: OneStopUnit | Agency) -> Client:
        return Client(headers={"Authorization": f"Bearer {token_of(SystemFactory(roles=role, roles__at=at))}"})

    return software


@pytest.fixture
def receiving_officer(centre: OneStopUnit) -> Staff:
    return StaffFactory(sign_in_name="tiepnhan", full_name="Trần Thị Tiếp", roles=Role.RECEPTION, roles__at=centre)


@pytest.fixture
def handling_officer(department: Agency) -> Staff:
    return StaffFactory(sign_in_name="thuly", full_name="Lê Văn Thụ", roles=Role.HANDLING_OFFICER, roles__at=department)


@pytest.fixture
def leader(department: Agency) -> Staff:
    """Who approves at the department."""
    return StaffFactory(sign_in_name="lanhdao", full_name="Phạm Thị Phê", roles=Role.APPROVER, roles__at=department)


@pytest.fixture
def outsider(db: None) -> Staff:  # noqa: ARG001 - it writes rows
    """The same work at another unit: what is ours is none of theirs."""
    elsewhere = OneStopUnitFactory(code="noi-khac", name="Trung tâm Phục vụ hành chính công nơi khác")
    return StaffFactory(sign_in_name="noikhac", full_name="Đỗ Văn Khác", roles=Role.RECEPTION, roles__at=elsewhere)


@pytest.fixture
def administrator(centre: OneStopUnit) -> Staff:
    return StaffFactory(sign_in_name="quantri", full_name="Vũ Thị Quản", roles=Role.ADMINISTRATOR, roles__at=centre)
