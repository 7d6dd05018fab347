"""The first page of an intake: what people call it, a code, a number of the short list."""

import pytest
from django.test import Client

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.catalogue.tests.published import BARE, BIRTH, LAND, publish
from motcua.desk.tests.counter import CHOOSE, INTAKE
from motcua.foundation.remembered import forget_everything
from motcua.organisation.models import Counter as Desk

pytestmark = pytest.mark.django_db


def test_the_short_list_begins_with_what_is_received_most(counter):
    assert counter.opens(CHOOSE).text.index(BIRTH.code) < counter.opens(CHOOSE).text.index(LAND.code)
    address = f"{CHOOSE}{LAND.code}/"
    fields = counter.form(address) | {"kind": "1", "name": "Nguyễn Thị Ánh", "sets": "1", "channel": "direct"}
    assert counter.presses("receive", fields, address).status_code == 302
    forget_everything()
    page = counter.opens(CHOOSE).text
    assert page.index(LAND.code) < page.index(BIRTH.code)
    assert "10 ngày làm việc" in page


def test_a_counter_lists_its_own_fields(counter, open_centre, receiving_officer):
    desk = Desk.objects.create(unit=open_centre, number=8, name="Đất đai", fields=[LAND.field], valid_from="2020-01-01")
    receiving_officer.roles.update(counter=desk)
    page = counter.opens(CHOOSE).text
    assert LAND.code in page
    assert BIRTH.code not in page


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("1", INTAKE),
        (f" {LAND.code} ", f"{CHOOSE}{LAND.code}/"),
        (f"{LAND.code}.000.00.00.H30", f"{CHOOSE}{LAND.code}/"),
    ],
)
def test_a_number_or_a_code_goes_straight_on(counter, typed, address):
    assert counter.opens(f"{CHOOSE}?q={typed}")["Location"] == address


def test_a_number_that_is_not_listed_is_searched(counter):
    assert counter.opens(f"{CHOOSE}?q=9").status_code == 200
    assert counter.opens(f"{CHOOSE}?q=9.999999").status_code == 200


def test_everyday_words_find_what_is_handled_here_first(counter):
    publish(BARE)
    page = counter.opens(f"{CHOOSE}?q=thu tuc dang ky").text
    assert "Tìm thấy; Enter lấy thủ tục đầu tiên" in page
    assert "Không tiếp nhận ở đây" in page
    assert page.index(BIRTH.code) < page.index(BARE.code)


def test_nothing_found_teaches(counter):
    assert "Chưa tìm thấy thủ tục nào" in counter.opens(f"{CHOOSE}?q=zzzz qqqq").text


def test_a_further_procedure_keeps_the_visit(counter):
    dossier = counter.receives()
    page = counter.opens(f"{CHOOSE}?luot={dossier.visit_id}").text
    assert f"{INTAKE}?luot={dossier.visit_id}" in page
    assert "Thêm thủ tục cho cùng người nộp" in page
    moved = counter.opens(f"{CHOOSE}?luot={dossier.visit_id}&q={LAND.code}")["Location"]
    assert moved == f"{CHOOSE}{LAND.code}/?luot={dossier.visit_id}"
    assert "luot=" not in counter.opens(f"{CHOOSE}?luot=x&q={LAND.code}")["Location"]


def test_only_receiving_officers_come_in(counter, handling_officer, signed_in, department):
    assert Client().get(CHOOSE).status_code == 302
    assert signed_in(handling_officer).get(CHOOSE).status_code == 403
    at_an_agency = StaffFactory(roles=Role.RECEPTION, roles__at=department)
    assert signed_in(at_an_agency).get(CHOOSE).status_code == 403


def test_the_doors_of_the_counter_are_on_the_first_page(counter):
    page = counter.opens("/noi-bo/").text
    assert "Tiếp nhận hồ sơ" in page
    assert "Trả kết quả" in page
