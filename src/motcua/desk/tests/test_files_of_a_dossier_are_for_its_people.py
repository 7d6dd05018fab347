"""The result's file, the receipt again, and the trail of acts: for those who may read them, as attachments that stay what they are."""

import pytest

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.desk.tests.handling_scene import PDF, scan, text
from motcua.dossiers.models import DossierResult

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed(bench, handling_officer):
    officer = bench(handling_officer)
    officer.sends("tham-dinh", outcome="du", name="Giấy phép / số “1”", file=scan(name="x.exe"))
    return officer


def test_an_attachment_of_its_own_kind_under_a_vietnamese_name(proposed):
    answer = proposed.browser.get(f"{proposed.path}ket-qua")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''")
    assert disposition.endswith(f"{proposed.dossier.code}.pdf")
    assert "%2F" not in disposition


def test_not_for_others_and_not_before_there_is_one(bench, proposed, outsider, handling_officer):
    assert bench(outsider).browser.get(f"{proposed.path}ket-qua").status_code == 404
    DossierResult.objects.update(stored_file=None)
    assert proposed.browser.get(f"{proposed.path}ket-qua").status_code == 404


def test_the_receipt_is_printed_again(bench, receiving_officer, outsider):
    reception = bench(receiving_officer)
    answer = reception.browser.get(f"{reception.path}giay-hen.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == f'inline; filename="giay-hen-{reception.dossier.code}.pdf"'
    assert bench(outsider).browser.get(f"{reception.path}giay-hen.pdf").status_code == 404


def test_the_trail_is_for_the_head_and_those_who_watch(bench, proposed, centre, leader, handling_officer):
    for staff in (
        StaffFactory(roles=Role.HEAD_OF_UNIT, roles__at=centre),
        StaffFactory(roles=Role.SUPERVISOR),
        StaffFactory(roles=Role.AUDITOR),
    ):
        page = text(bench(staff).opens())
        assert "Nhật ký" in page
        assert "thẩm định và trình" in page
    for staff in (leader, handling_officer):
        assert "Nhật ký" not in text(bench(staff).opens())
