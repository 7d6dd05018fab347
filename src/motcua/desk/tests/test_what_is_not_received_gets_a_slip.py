"""Forms 02 and 03: what is missing is asked for once, completely; a refusal says why. Nothing is received then."""

import pytest

from motcua.catalogue.tests.published import BARE, publish
from motcua.desk.tests.counter import INTAKE
from motcua.dossiers.models import Dossier, IntakeRefusal, SupplementRequest
from motcua.foundation.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_form_02_lists_what_is_missing_and_why(counter):
    fields = counter.filled(**{"paper-2": "missing", "paper-2-reason": "giấy đã rách, không đọc được"})
    first, second = counter.presses("supplement", fields), counter.presses("supplement", fields)
    slip = SupplementRequest.objects.get()
    assert first["Location"] == second["Location"] == f"/quay/phieu/{slip.pk}/"
    assert slip.missing == [
        {"name": "Giấy chứng sinh", "reason": "giấy đã rách, không đọc được", "basis": "60/2014/QH13"}
    ]
    assert slip.party_name == "Nguyễn Thị Ánh"
    assert not Dossier.objects.exists()
    page = counter.opens(f"/quay/phieu/{slip.pk}/").text
    assert "Đã lập phiếu yêu cầu bổ sung (mẫu 02)" in page
    assert "giấy đã rách" in page
    printed = counter.opens(f"/quay/phieu/{slip.pk}/02.pdf")
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    assert counter.opens(f"/quay/phieu/{slip.pk}/03.pdf").status_code == 404


def test_without_a_reason_the_slip_says_that_the_paper_is_absent(counter):
    counter.presses("supplement", counter.filled(**{"paper-1": "missing"}))
    assert SupplementRequest.objects.get().missing[0]["reason"] == "chưa có trong hồ sơ"


def test_form_02_waits_until_every_paper_was_looked_for(counter):
    page = counter.presses("supplement", counter.filled(**{"paper-1": "missing", "paper-2": ""}))
    assert page.status_code == 422
    assert "Phiếu bổ sung chỉ được yêu cầu một lần" in page.text
    assert not SupplementRequest.objects.exists()


def test_form_02_with_nothing_missing_is_none(counter):
    page = counter.presses("supplement", counter.filled())
    assert "Chưa đánh dấu giấy tờ nào còn thiếu" in page.text
    assert not SupplementRequest.objects.exists()


def test_form_02_takes_no_endless_reason(counter):
    fields = counter.filled(**{"paper-1": "missing", "paper-1-reason": "x" * 301})
    assert "Lý do dài nhất 300 ký tự." in counter.presses("supplement", fields).text
    assert not SupplementRequest.objects.exists()


def test_form_03_says_why(counter):
    fields = counter.filled(reason="Không thuộc thẩm quyền\nĐiều 3 Luật Hộ tịch")
    first, second = counter.presses("refuse", fields), counter.presses("refuse", fields)
    refusal = IntakeRefusal.objects.get()
    assert first["Location"] == second["Location"] == f"/quay/phieu/{refusal.pk}/"
    assert refusal.reason.startswith("Không thuộc thẩm quyền")
    assert not Dossier.objects.exists()
    assert "Đã lập phiếu từ chối tiếp nhận (mẫu 03)" in counter.opens(f"/quay/phieu/{refusal.pk}/").text
    assert counter.opens(f"/quay/phieu/{refusal.pk}/03.pdf")["Content-Type"] == "application/pdf"
    assert counter.opens(f"/quay/phieu/{refusal.pk}/02.pdf").status_code == 404
    acts = AuditEntry.objects.filter(act="dossiers:intake:refused")
    assert acts.count() == 1


@pytest.mark.parametrize(
    ("reason", "sentence"), [("  ", "Hãy ghi lý do từ chối"), ("x" * 2001, "Lý do dài nhất 2000 ký tự")]
)
def test_form_03_without_a_fitting_reason_is_none(counter, reason, sentence):
    page = counter.presses("refuse", counter.filled(reason=reason))
    assert page.status_code == 422
    assert sentence in page.text
    assert not IntakeRefusal.objects.exists()


@pytest.mark.parametrize("act", ["supplement", "refuse"])
def test_a_slip_names_a_person_who_can_be_read(counter, act):
    page = counter.presses(act, counter.filled(number="12", reason="Không thuộc thẩm quyền", **{"paper-1": "missing"}))
    assert page.status_code == 422
    assert "Số căn cước có 12 chữ số" in page.text


def test_the_same_form_is_received_once_the_papers_are_there(counter):
    fields = counter.filled(**{"paper-2": "missing"})
    counter.presses("supplement", fields)
    assert counter.presses("receive", fields | {"paper-2": "original"}).status_code == 302
    assert Dossier.objects.count() == 1


def test_what_the_unit_does_not_handle_can_be_refused_only(counter):
    publish(BARE)
    address = f"/quay/tiep-nhan/{BARE.code}/"
    page = counter.opens(address).text
    assert "không tiếp nhận thủ tục này" in page
    assert 'value="receive"' not in page
    fields = counter.form(address) | {"kind": "1", "name": "Nguyễn Thị Ánh", "sets": "1", "channel": "direct"}
    refused = counter.presses("receive", fields, address)
    assert "không có trong danh mục tiếp nhận" in refused.text
    assert not Dossier.objects.exists()
    assert counter.presses("refuse", fields | {"reason": "Nộp ở Sở Nông nghiệp"}, address).status_code == 302


def test_slips_of_another_unit_are_not_there(counter, outsider, signed_in):
    counter.presses("supplement", counter.filled(**{"paper-1": "missing"}))
    counter.presses("refuse", counter.filled(reason="Không thuộc thẩm quyền"))
    slip, refusal, stranger = SupplementRequest.objects.get(), IntakeRefusal.objects.get(), signed_in(outsider)
    for address in (f"{slip.pk}/", f"{slip.pk}/02.pdf", f"{refusal.pk}/", f"{refusal.pk}/03.pdf"):
        assert stranger.get(f"/quay/phieu/{address}").status_code == 404
    assert counter.opens(INTAKE).status_code == 200
