"""The invented province: whole, lawful in its rows, there once however often it is loaded, and closed elsewhere."""

from datetime import date

import pytest
from django.apps import apps

from motcua.accounts.models import RoleAssignment, Secondment, Staff
from motcua.accounts.permissions import PERMISSION_MAP, allowed
from motcua.accounts.rules.roles import Role
from motcua.accounts.selectors import actor_of
from motcua.accounts.services.sign_in import Try, sign_in
from motcua.catalogue.models import HandlingDecision, Procedure
from motcua.catalogue.services import import_procedures
from motcua.demo import catalogue
from motcua.demo.accounts import ACCOUNTS
from motcua.demo.plan import province
from motcua.demo.services import load_demo_province
from motcua.kernel import clock
from motcua.organisation.models import AdministrativeUnit, Agency, AgencyKind, CalendarOverride, Counter, OneStopUnit
from motcua.organisation.selectors import calendar_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 25)


@pytest.fixture
def no_facts(monkeypatch, tmp_path):
    monkeypatch.setattr(catalogue, "FACTS", tmp_path / "none.jsonl.gz")


@pytest.fixture
def demo(no_facts):
    assert load_demo_province()


def rows_of(*labels):
    return {model: model.objects.count() for label in labels for model in apps.get_app_config(label).get_models()}


def test_it_is_as_large_as_a_real_one(demo):
    centre = OneStopUnit.objects.get(level="province")
    assert Counter.objects.filter(unit=centre).count() == 34
    assert Agency.objects.on(DAY).filter(kind=AgencyKind.DEPARTMENT).count() == 15
    assert Agency.objects.filter(kind=AgencyKind.VERTICAL).count() == 6
    assert OneStopUnit.objects.filter(level="commune").count() == 5
    assert 180 <= Staff.objects.filter(is_device=False).count() <= 220


def test_every_row_passes_its_models_own_checks(demo):
    for label in ("organisation", "accounts"):
        for model in apps.get_app_config(label).get_models():
            for row in model.objects.all()[:80]:
                row.full_clean()


def test_loading_it_again_changes_nothing(demo):
    before = rows_of("organisation", "accounts", "foundation")
    assert not load_demo_province()
    assert rows_of("organisation", "accounts", "foundation") == before


def test_what_people_edited_stays(demo):
    Counter.objects.filter(number=8).update(name="Đất đai, sửa lại")
    load_demo_province()
    assert Counter.objects.filter(name="Đất đai, sửa lại").exists()


def test_every_role_is_held_and_every_permission_is_somebodys(demo):
    assert set(RoleAssignment.objects.values_list("role", flat=True)) == set(Role)
    printed = [account.sign_in_name for account in ACCOUNTS]
    people = [actor_of(staff, day=DAY) for staff in Staff.objects.filter(sign_in_name__in=printed)]
    assert all(any(allowed(name, actor) for actor in people) for name in PERMISSION_MAP)


def test_agencies_have_sent_officers_who_may_approve_and_stamp(demo):
    powers = Secondment.objects.on(DAY).values_list("powers", flat=True)
    assert ["approve", "stamp"] in powers
    assert ["approve"] in powers
    assert [] in powers


def test_the_printed_accounts_work_here_and_nowhere_else(demo, settings):
    for account in ACCOUNTS:
        tried = Try(account.sign_in_name, account.password, "127.0.0.1")
        settings.MOTCUA_DEMO = True
        staff = sign_in(tried, now=clock.now()).staff
        assert account.role in actor_of(staff, day=DAY).roles
    assert not Staff.objects.filter(is_demo=False).exists()


def test_the_past_is_there_under_its_own_names(demo):
    old = Agency.objects.get(code="H97.10")
    assert not old.in_force_on(DAY)
    assert [agency.name for agency in old.successors.all()] == ["Sở Xây dựng tỉnh Thanh Giang"]
    assert AdministrativeUnit.objects.filter(level="district").exists()


def test_the_hall_opens_on_the_saturday_that_was_decided(demo):
    centre, commune = OneStopUnit.objects.get(level="province"), OneStopUnit.objects.filter(level="commune").first()
    saturday = date(2026, 12, 5)
    assert calendar_of(centre).day(saturday).minutes == 240
    assert calendar_of(commune).day(saturday).minutes == 0
    assert CalendarOverride.objects.filter(day__year=2026).exists()


def test_no_name_of_a_person_comes_twice(demo):
    names = list(Staff.objects.values_list("full_name", flat=True))
    assert len(names) == len(set(names))


FACTS = """\
{"format": "motcua.catalogue-facts/1", "code": "9.000001", "title": "Đăng ký khai sinh", "field": "Hộ tịch", "levels": ["commune"], "decision_number": "1/QĐ-BTP"}
{"format": "motcua.catalogue-facts/1", "code": "9.000002", "title": "Cấp giấy phép xây dựng", "field": "Hoạt động xây dựng", "levels": ["province"], "decision_number": "1/QĐ-BXD"}
{"format": "motcua.catalogue-facts/1", "code": "9.000003", "title": "Chỉ ở bộ", "field": "Hoạt động xây dựng", "levels": ["ministry"], "decision_number": "1/QĐ-BXD"}
{"format": "motcua.catalogue-facts/1", "code": "9.000004", "title": "Đối chiếu số dư tài khoản", "field": "Kho bạc Nhà nước", "levels": ["province"], "decision_number": "1/QĐ-BTC"}
"""


def test_the_catalogue_is_decided_on_once_it_is_there(no_facts, tmp_path):
    facts = tmp_path / "facts.jsonl"
    facts.write_text(FACTS, "utf-8")
    load_demo_province()
    assert not HandlingDecision.objects.exists()
    report = import_procedures(facts, by="system")
    assert (report.created, report.trouble) == (4, "")
    load_demo_province()
    load_demo_province()
    listed = {
        decision.level: sorted(decision.handled.values_list("procedure__code", flat=True))
        for decision in HandlingDecision.objects.all()
    }
    assert listed == {"province": ["9.000002"], "commune": ["9.000001"]}
    assert Agency.objects.get(short_name="Sở Xây dựng").fields == ["Hoạt động xây dựng"]
    assert Counter.objects.get(name="Xây dựng, quy hoạch, kiến trúc").fields == ["Hoạt động xây dựng"]
    assert Procedure.objects.count() == 4


def test_the_plan_has_counters_for_every_agency():
    served = {key for counter in province().counters for key in counter.agencies}
    assert served == {agency.key for agency in province().agencies}
