"""Rows for tests: each with a code of its own, in force since long ago."""

from datetime import date

import factory

from motcua.organisation.models import AdministrativeUnit, Agency, AgencyKind, Counter, Level, OneStopUnit

LONG_AGO = date(2020, 1, 1)


class ProvinceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AdministrativeUnit
        django_get_or_create = ("level", "code")

    level = Level.PROVINCE
    code = "99"
    name = "tỉnh Thử Nghiệm"
    valid_from = LONG_AGO


class CommuneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AdministrativeUnit

    level = Level.COMMUNE
    code = factory.Sequence(lambda n: f"{(99000 + n) % 100_000:05}")
    name = factory.Sequence(lambda n: f"xã Thử {n}")
    parent = factory.SubFactory(ProvinceFactory)
    valid_from = LONG_AGO


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency

    code = factory.Sequence(lambda n: f"H99.{n + 1}" if n < 999 else f"H99.{n // 999}.{n % 999 + 1}")
    name = factory.Sequence(lambda n: f"Sở Thử nghiệm {n}")
    kind = AgencyKind.DEPARTMENT
    level = Level.PROVINCE
    administrative_unit = factory.SubFactory(ProvinceFactory)
    valid_from = LONG_AGO


class OneStopUnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OneStopUnit

    code = factory.Sequence(lambda n: f"mot-cua-{n}")
    name = factory.Sequence(lambda n: f"Trung tâm Phục vụ hành chính công {n}")
    level = Level.PROVINCE
    agency = factory.SubFactory(AgencyFactory)
    administrative_unit = factory.SubFactory(ProvinceFactory)
    address = "số 1 đường Thử Nghiệm"
    valid_from = LONG_AGO


class CounterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Counter

    unit = factory.SubFactory(OneStopUnitFactory)
    number = factory.Sequence(lambda n: n % 999 + 1)
    name = "Đất đai"
    valid_from = LONG_AGO
