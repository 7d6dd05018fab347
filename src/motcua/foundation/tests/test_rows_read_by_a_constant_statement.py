"""`fetch_models` finds what the queryset of the same words finds, whole, and asks once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.accounts.models import RoleAssignment, Staff
from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.foundation.models import StoredFile
from motcua.foundation.reading import fetch_models, fetch_related
from motcua.organisation.models import OneStopUnit
from motcua.organisation.tests.factories import OneStopUnitFactory

pytestmark = pytest.mark.django_db
WITH = ("staff", "unit", "unit__agency", "agency")


def of(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.fixture
def posts():
    unit = OneStopUnitFactory()
    return [StaffFactory(roles=role, roles__at=unit).roles.get() for role in (Role.RECEPTION, Role.REGISTRY_CLERK)]


def test_rows_are_those_of_the_queryset_with_all_that_they_point_to(posts):
    wanted = RoleAssignment.objects.select_related(*WITH).filter(unit=posts[0].unit).order_by("-pk")
    with CaptureQueriesContext(connection) as asked:
        found = fetch_models(RoleAssignment, {"unit": posts[0].unit_id}, related=WITH, order=("-pk",))
        assert [row.staff.full_name for row in found]
        assert [row.unit.agency.name for row in found]
        assert [row.agency for row in found] == [None, None]
    assert len(asked) == 1
    assert [of(row) for row in found] == [of(row) for row in wanted]
    assert [of(row.unit.agency) for row in found] == [of(row.unit.agency) for row in wanted]


def test_rows_found_by_the_row_they_point_to_carry_it(posts):
    unit = posts[0].unit
    assert all(row.unit is unit for row in fetch_models(RoleAssignment, {"unit": unit}))


def test_a_value_is_no_piece_of_the_statement(posts):
    assert fetch_models(Staff, {"sign_in_name": "' OR true --"}) == []
    assert fetch_related(Staff, {"sign_in_name": posts[0].staff.sign_in_name}) == posts[0].staff
    assert fetch_related(OneStopUnit, {"code": "khong-co"}) is None


def test_columns_that_django_converts_are_what_the_model_says(posts):
    unit = OneStopUnit.objects.get(pk=posts[0].unit_id)
    for model in (OneStopUnit, type(unit.agency), StoredFile):
        for row in model.objects.all():
            (found,) = fetch_models(model, {"pk": row.pk})
            assert of(found) == of(row)
