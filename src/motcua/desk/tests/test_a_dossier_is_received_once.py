"""The counter's page for a procedure: received once, whatever is pressed twice."""

from dataclasses import replace

import pytest

from motcua.accounts.models import Party
from motcua.accounts.tests.factories import RoleAssignmentFactory
from motcua.catalogue import facts
from motcua.catalogue.tests.published import BARE, LAND
from motcua.desk.tests.cards import CARD
from motcua.desk.tests.counter import IN_CASES, INTAKE, Counter, hidden
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.scene import handle
from motcua.organisation.tests.factories import OneStopUnitFactory

pytestmark = pytest.mark.django_db


def test_everything_typed_becomes_a_dossier_and_its_receipt(counter):
    dossier = counter.receives(submitter_name="Trần Văn Thay", submitter_relation="anh ruột", sets="2")
    assert (dossier.applicant_name, dossier.applicant_number) == ("Nguyễn Thị Ánh", "000185012345")
    assert (dossier.applicant_phone, dossier.submitter_name, dossier.sets) == ("0912345678", "Trần Văn Thay", 2)
    assert dossier.content == "Đăng ký khai sinh cho con"
    papers = [(paper.state, paper.originals, paper.copies) for paper in dossier.documents.all()]
    assert papers == [("original", 1, 0), ("original", 1, 1)]
    assert [(fee.amount, fee.state) for fee in dossier.fees.all()] == [(8000, "collected")]
    shown = counter.opens(f"/quay/luot/{dossier.visit_id}/").text
    assert "Đã tiếp nhận hồ sơ" in shown
    assert f'<data value="{dossier.code}"' in shown
    assert f'<data value="{dossier.look_up_number}"' in shown
    receipt = counter.opens(f"/quay/luot/{dossier.visit_id}/giay-hen.pdf")
    assert receipt["Content-Type"] == "application/pdf"
    assert receipt["X-Content-Type-Options"] == "nosniff"
    assert receipt["Content-Disposition"].startswith("inline")
    assert receipt["Cache-Control"].startswith("max-age=0")


def test_a_double_click_receives_one(counter):
    fields = counter.filled()
    first, second = counter.presses("receive", fields), counter.presses("receive", fields)
    assert first["Location"] == second["Location"]
    assert Dossier.objects.count() == 1


def test_going_back_and_changing_it_asks_first(counter):
    fields = counter.filled()
    counter.presses("receive", fields)
    changed = counter.presses("receive", fields | {"content": "Nội dung khác"})
    assert changed.status_code == 422
    assert "Biểu mẫu này đã được gửi một lần rồi" in changed.text
    assert "Nội dung khác" in changed.text
    assert Dossier.objects.count() == 1
    assert hidden(changed.text)["key"] != fields["key"]


def test_several_procedures_of_one_person_are_one_visit(counter):
    first = counter.receives()
    address = f"{INTAKE}?luot={first.visit_id}"
    page = counter.opens(address).text
    assert "Cùng lượt với hồ sơ vừa nhận" in page
    assert 'value="Nguyễn Thị Ánh"' in page
    counter.presses("receive", counter.filled(address))
    assert Dossier.objects.filter(visit_id=first.visit_id).count() == 2
    assert "Đã tiếp nhận 2 hồ sơ trong lượt này" in counter.opens(f"/quay/luot/{first.visit_id}/").text


def test_another_person_does_not_join_the_visit(counter):
    first = counter.receives()
    address = f"{INTAKE}?luot={first.visit_id}"
    other = counter.filled(address, number="000090054321", name="Lê Văn Bình", found_for="")
    refused = counter.presses("receive", other)
    assert refused.status_code == 422
    assert "Lượt nộp trước là của người khác" in refused.text
    apart = counter.presses("new-visit", other)
    assert "Cùng lượt với hồ sơ vừa nhận" not in apart.text
    counter.presses("receive", other | {"visit_id": ""})
    assert Dossier.objects.values("visit_id").distinct().count() == 2


def test_a_scanned_card_fills_the_person_and_is_neither_kept_nor_shown(counter):
    page = counter.presses("find", counter.filled(number=CARD, name="", address="", born_on=""))
    assert page.status_code == 200
    for value in ("000185012345", "Nguyễn Thị Ánh", "05/09/1985", "ấp Bến Đá, phường Bến Đá"):
        assert f'value="{value}"' in page.text
    assert "012345678|" not in page.text
    assert "Chưa có trong hệ thống" in page.text
    assert not Party.objects.exists()


@pytest.mark.parametrize("field", ["name", "phone", "content", "paper-1-reason"])
def test_a_card_scanned_into_another_field_is_taken_out_of_it(counter, field):
    page = counter.presses("find", counter.filled(number="", **{field: "gõ dở " + CARD}))
    assert 'name="number" type="text" value="000185012345"' in page.text
    assert "|" not in page.text.partition("<form")[2].partition("</form>")[0].replace("|| ", "")


def test_no_card_at_all_is_said_at_the_number(counter):
    page = counter.presses("find", counter.filled(number="000485012345|1|A|05091985|?|x|01012024"))
    assert page.status_code == 422
    assert "Mã QR này không phải của thẻ căn cước" in page.text


def test_a_known_number_fills_the_rest(counter):
    counter.receives(email="anh@example.vn")
    page = counter.presses("find", counter.form() | {"kind": "1", "number": "000185012345"})
    assert "Đã có trong hệ thống" in page.text
    for value in ("Nguyễn Thị Ánh", "05/09/1985", "0912345678", "anh@example.vn"):
        assert f'value="{value}"' in page.text


def test_another_number_takes_nothing_over_from_the_person_before(counter):
    counter.receives()
    found = counter.filled(found_for="000185012345", number="000090054321")
    page = counter.presses("find", found)
    assert "Nguyễn Thị Ánh" not in page.text
    refused = counter.presses("receive", found)
    assert refused.status_code == 422
    assert "Số giấy tờ đã đổi sau khi tìm" in refused.text


def test_a_business_is_known_by_its_tax_code_only(counter):
    counter.receives()
    page = counter.presses("find", counter.form() | {"kind": "2", "number": "000185012345"})
    assert "Chưa có trong hệ thống" in page.text


def test_one_key_marks_every_paper(counter):
    page = counter.presses("all", counter.filled(**{"paper-1": "", "paper-2": "missing"}))
    assert 'value="original" checked' in page.text
    assert 'id="paper-2-missing" name="paper-2" value="missing" checked' in page.text


def test_the_due_date_is_shown_with_its_explanation(counter):
    page = counter.opens(INTAKE).text
    assert "Vì sao là ngày này" in page
    assert "thời hạn giải quyết: 3 ngày làm việc" in page.lower()


def test_what_follows_from_the_form_comes_alone(counter):
    part = counter.presses("refresh", counter.filled(name="", **{"fee-1-state": "due"}), **{"HX-Request": "true"})
    assert part.status_code == 200
    assert 'id="follows"' in part.text
    assert "Thu sau" in part.text
    assert "<html" not in part.text
    assert 'id="fees"' not in part.text


def test_another_channel_lists_its_own_fees(counter):
    fields = counter.filled(channel="online")
    part = counter.presses("refresh", fields)
    assert 'id="fees"' in part.text
    assert "Không thu phí, lệ phí ở cách nộp này" in part.text
    assert "8.000" not in part.text


def test_where_the_catalogue_is_silent_the_officer_says_agency_and_limit(
    centre, department, receiving_officer, signed_in
):
    handle(centre, department, BARE)
    department.fields = []
    department.save()
    counter, address = Counter(signed_in(receiving_officer)), f"/quay/tiep-nhan/{BARE.code}/"
    page = counter.opens(address).text
    assert 'name="agency"' in page
    assert 'name="limit_quantity"' in page
    fields = counter.form(address) | {"kind": "1", "name": "Nguyễn Thị Ánh", "sets": "1", "channel": "direct"}
    refused = counter.presses("receive", fields, address)
    assert "Hãy chọn cơ quan." in refused.text
    assert "Hãy nhập thời hạn giải quyết theo văn bản." in refused.text
    said = fields | {"agency": str(department.pk), "limit_quantity": "0,5", "limit_unit": "working_days"}
    assert "Vì sao là ngày này" in counter.presses("refresh", said, address).text
    assert counter.presses("receive", said, address).status_code == 302
    assert str(Dossier.objects.get().limit_quantity) == "0.50"


@pytest.mark.parametrize("quantity", ["0", "-1", "x", "NaN", "Infinity", "0,001", "1e9", "9" * 400])
def test_a_limit_that_is_none_is_said_at_its_field(quantity, centre, department, receiving_officer, signed_in):
    handle(centre, department, BARE)
    counter, address = Counter(signed_in(receiving_officer)), f"/quay/tiep-nhan/{BARE.code}/"
    fields = counter.form(address) | {"kind": "1", "name": "Nguyễn Thị Ánh", "sets": "1", "channel": "direct"}
    refused = counter.presses("receive", fields | {"limit_quantity": quantity}, address)
    assert refused.status_code == 422
    assert "Thời hạn" in refused.text
    assert f'value="{quantity}"' in refused.text
    assert not Dossier.objects.exists()


def test_cases_are_marked_as_one(counter_of_cases):
    address = "/quay/tiep-nhan/9.000004/"
    fields = counter_of_cases.form(address) | {"kind": "1", "name": "Nguyễn Thị Ánh", "paper-1": "original"}
    fields |= {f"paper-{n}": "none" for n in (2, 3, 4)} | {"sets": "1", "channel": "direct"}
    page = counter_of_cases.presses("case-2", fields, address).text
    assert 'id="paper-3-copy" name="paper-3" value="copy" checked' in page
    assert 'id="paper-4-none" name="paper-4" value="none" checked' in page
    fields |= {"paper-2": "original", "paper-3": "copy", "paper-3-copies": "2"}
    assert counter_of_cases.presses("receive", fields, address).status_code == 302
    assert [paper.name for paper in Dossier.objects.get().documents.all()] == ["Đơn đề nghị", "Bản cam đoan", "Ảnh"]


def test_an_officer_of_two_units_receives_at_the_one_chosen(counter, receiving_officer, open_centre):
    other = OneStopUnitFactory(code="aa-xa", name="A – Trung tâm phục vụ ở xã", level=open_centre.level)
    RoleAssignmentFactory(staff=receiving_officer, at=other)
    counter.client.post("/quay/tiep-nhan/", {"unit": other.code})
    assert f'name="unit" value="{other.code}"' in counter.opens(INTAKE).text
    counter.client.post("/quay/tiep-nhan/", {"unit": open_centre.code})
    assert f'name="unit" value="{open_centre.code}"' in counter.opens(INTAKE).text
    counter.client.post("/quay/tiep-nhan/", {"unit": "noi-khac"})
    assert f'name="unit" value="{open_centre.code}"' in counter.opens(INTAKE).text


def test_an_unknown_procedure_is_not_there(counter):
    assert counter.opens("/quay/tiep-nhan/9.999999/").status_code == 404


def test_a_long_title_is_whole_on_its_page(counter):
    assert LAND.title.strip() in " ".join(counter.opens(f"/quay/tiep-nhan/{LAND.code}/").text.split())


def test_the_papers_of_another_unit_are_not_there(counter, outsider, signed_in):
    dossier = counter.receives()
    stranger = signed_in(outsider)
    for address in (f"/quay/luot/{dossier.visit_id}/", f"/quay/luot/{dossier.visit_id}/giay-hen.pdf"):
        assert stranger.get(address).status_code == 404

    assert "Nguyễn Thị Ánh" not in stranger.get(f"{INTAKE}?luot={dossier.visit_id}").text


def test_a_paper_that_names_its_condition_is_nobodys_until_somebody_says_so(
    centre, department, receiving_officer, signed_in
):
    names = ("Đơn đã nêu", "- Trường hợp ủy quyền: giấy ủy quyền", "Bản vẽ (nếu có)", "Điều lệ, đối với tổ chức")
    papers = tuple(facts.RequiredDocument(name, originals=1) for name in names)
    handle(centre, department, replace(IN_CASES, document_cases=(facts.DocumentCase("", papers),)))
    counter, address = Counter(signed_in(receiving_officer)), f"/quay/tiep-nhan/{IN_CASES.code}/"
    page = counter.opens(address).text
    assert page.count('value="none" checked') == 2
    assert page.count('value="none"') == 3
    fields = counter.form(address) | {"kind": "1", "name": "Nguyễn Thị Ánh", "sets": "1", "channel": "direct"}
    fields |= {"paper-1": "original", "paper-2": "copy", "paper-3": "none", "paper-4": "none"}
    assert counter.presses("receive", fields, address).status_code == 302
    assert [paper.name for paper in Dossier.objects.get().documents.all()] == list(names[:2])
