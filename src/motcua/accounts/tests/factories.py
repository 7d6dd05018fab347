"""Rows for tests, with traits: `StaffFactory(role=Role.APPROVER, at=agency)`."""

from datetime import date
from functools import cache

import factory
from django.contrib.auth.hashers import make_password

from motcua.accounts.models import RoleAssignment, Secondment, Staff
from motcua.accounts.rules.roles import Role
from motcua.accounts.services.tokens import issue_token
from motcua.kernel import clock
from motcua.organisation.models import OneStopUnit
from motcua.organisation.tests.factories import AgencyFactory, OneStopUnitFactory

PASSWORD = "mật khẩu đủ dài 2026"
LONG_AGO = date(2020, 1, 1)


@cache
def hashed_password():
    """One real hash for all: making it is slow on purpose."""
    return make_password(PASSWORD)


class StaffFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Staff
        skip_postgeneration_save = True

    sign_in_name = factory.Sequence(lambda n: f"canbo{n:03}")
    full_name = factory.Sequence(lambda n: f"Nguyễn Văn Thử {n}")
    password = factory.LazyFunction(hashed_password)

    @factory.post_generation
    def roles(self, _create, given, at=None):
        for role in [given] if isinstance(given, Role) else given or ():
            RoleAssignmentFactory(staff=self, role=role, at=at)


class SystemFactory(StaffFactory):
    """Another agency's software."""

    sign_in_name = factory.Sequence(lambda n: f"he-thong.{n:03}")
    full_name = factory.Sequence(lambda n: f"Phần mềm {n}")
    is_system = True
    password = factory.LazyFunction(lambda: make_password(None))


def token_of(system, **more):
    """A new token of that account, as its software holds it."""
    given = {"name": system.full_name, "days": 30, "by": "system", "now": clock.now()} | more
    return issue_token(system, **given).secret


class RoleAssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleAssignment

    class Params:
        at = None

    staff = factory.SubFactory(StaffFactory)
    role = Role.RECEPTION
    valid_from = LONG_AGO

    @factory.lazy_attribute
    def unit(self):
        if self.at is None:
            return OneStopUnitFactory()
        return self.at if isinstance(self.at, OneStopUnit) else None

    @factory.lazy_attribute
    def agency(self):
        return None if self.at is None or isinstance(self.at, OneStopUnit) else self.at


class SecondmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Secondment

    staff = factory.SubFactory(StaffFactory)
    agency = factory.SubFactory(AgencyFactory)
    unit = factory.SubFactory(OneStopUnitFactory)
    powers = factory.LazyFunction(list)
    decision_number = "12/QĐ-SXD"
    decided_on = LONG_AGO
    valid_from = LONG_AGO
