"""Two people act on one dossier: one wins, the other is told who did what, sees it as it is, and loses no word."""

import pytest

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.desk.tests.handling_scene import APPRAISED, text
from motcua.dossiers.models import DossierStep

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(department):
    return StaffFactory(full_name="Ngô Thị Cùng", roles=Role.HANDLING_OFFICER, roles__at=department)


def test_the_second_is_told_and_what_was_typed_is_there_to_copy(bench, handling_officer, colleague):
    first, second = bench(handling_officer), bench(colleague)
    both_saw = first.dossier.revision
    first.sends("tham-dinh", **APPRAISED)
    answer = second.sends("tham-dinh", revision=both_saw, outcome="khong", reasons="Thiếu giấy chứng sinh.")
    assert answer.status_code == 409
    page = text(answer)
    assert "Lê Văn Thụ đã làm trước" in page
    assert "thẩm định và trình" in page
    assert "Thiếu giấy chứng sinh." in page
    assert "Đủ điều kiện, trình phê duyệt" in page
    assert DossierStep.objects.filter(act="appraise").count() == 1


def test_where_it_still_waits_the_form_has_what_was_typed_and_can_be_sent_again(bench, handling_officer, colleague):
    first, second = bench(handling_officer), bench(colleague)
    both_saw = first.dossier.revision
    first.sends("nhan-xu-ly")
    answer = second.sends("tham-dinh", revision=both_saw, **{**APPRAISED, "decision": "Nội dung đã gõ rất lâu."})
    assert answer.status_code == 409
    page = text(answer)
    assert "Lê Văn Thụ đã làm trước" in page
    assert "Nội dung đã gõ rất lâu.</textarea>" in page
    assert f'value="{first.now().revision}"' in page
    assert second.sends("tham-dinh", **APPRAISED).status_code == 302


def test_a_button_pressed_twice_does_it_once_and_says_so(bench, handling_officer):
    officer = bench(handling_officer)
    seen = officer.dossier.revision
    assert officer.sends("tham-dinh", revision=seen, **APPRAISED).status_code == 302
    assert officer.sends("tham-dinh", revision=seen, **APPRAISED).status_code == 302
    assert DossierStep.objects.filter(act="appraise").count() == 1


def test_the_same_person_in_another_window_is_told_too(bench, handling_officer):
    officer = bench(handling_officer)
    seen = officer.dossier.revision
    officer.sends("nhan-xu-ly")
    assert officer.sends("tham-dinh", revision=seen, **APPRAISED).status_code == 409


def test_a_form_without_its_revision_is_refused(bench, handling_officer):
    assert bench(handling_officer).sends("nhan-xu-ly", revision="").status_code == 422
