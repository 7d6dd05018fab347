"""Levels, codes and dates: what the law of each day allows, and nothing else, even past the forms."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from motcua.organisation.models import AdministrativeSuccession, AdministrativeUnit, Agency, Level
from motcua.organisation.tests.factories import (
    LONG_AGO,
    AgencyFactory,
    CommuneFactory,
    CounterFactory,
    OneStopUnitFactory,
    ProvinceFactory,
)

pytestmark = pytest.mark.django_db
MERGED_ON, LAST_DAY = date(2025, 7, 1), date(2025, 6, 30)


def test_a_province_went_up_in_another_and_its_codes_stay():
    old = ProvinceFactory(code="93", name="tỉnh Hậu Giang", valid_to=LAST_DAY)
    new = ProvinceFactory(code="92", name="thành phố Cần Thơ")
    AdministrativeSuccession.objects.create(predecessor=old, successor=new, effective_on=MERGED_ON)
    department = AgencyFactory(code="H30.13", administrative_unit=old, valid_to=LAST_DAY)
    assert [unit.name for unit in old.successors.all()] == ["thành phố Cần Thơ"]
    assert Agency.objects.get(code="H30.13") == department
    assert list(AdministrativeUnit.objects.on(MERGED_ON)) == [new]
    assert set(AdministrativeUnit.objects.on(LAST_DAY)) == {old, new}


def test_a_district_belongs_to_the_past_and_can_be_told():
    district = CommuneFactory(level=Level.DISTRICT, code="931", name="huyện Vị Thủy", valid_to=LAST_DAY)
    assert district.in_force_on(LAST_DAY)
    assert not district.in_force_on(MERGED_ON)


def test_a_code_may_be_used_again_once_it_is_free():
    CommuneFactory(code="31333", valid_to=LAST_DAY)
    CommuneFactory(code="31333", valid_from=MERGED_ON)
    with pytest.raises(IntegrityError):
        CommuneFactory(code="31333", valid_from=date(2026, 1, 1))


@pytest.mark.parametrize("code", ["H30.13", "000.00.13.H30", "H30", "G01.899.3"])
def test_both_ways_of_writing_an_agencys_code_are_kept_as_they_are(code):
    agency = AgencyFactory(code=code)
    agency.full_clean()
    assert Agency.objects.get(pk=agency.pk).code == code


@pytest.mark.parametrize(
    "write",
    [
        lambda: AgencyFactory(code="h30-13"),
        lambda: AgencyFactory(valid_to=date(2019, 1, 1)),
        lambda: ProvinceFactory(code="123"),
        lambda: CommuneFactory(parent=None),
        lambda: CounterFactory(number=0),
        lambda: OneStopUnitFactory(telephone="không có"),
    ],
    ids=["code", "dates", "province code", "commune alone", "counter 0", "telephone"],
)
def test_the_database_refuses_what_the_forms_would(write):
    with pytest.raises(IntegrityError):
        write()


def test_two_counters_of_a_unit_cannot_have_one_number():
    counter = CounterFactory(number=7)
    with pytest.raises(IntegrityError):
        CounterFactory(unit=counter.unit, number=7, valid_from=date(2026, 1, 1))


def test_a_refusal_says_what_to_do():
    with pytest.raises(ValidationError, match=r"H30\.13"):
        AgencyFactory.build(code="sai", administrative_unit=ProvinceFactory()).full_clean()
    unit = OneStopUnitFactory()
    unit.valid_to = LONG_AGO.replace(year=2019)
    with pytest.raises(ValidationError, match="Ngày kết thúc"):
        unit.full_clean()
