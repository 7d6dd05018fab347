"""Mẫu số 05 Thông tư 03/2025: a dossier ends before its end, on the applicant's request or for another lawful reason."""

import pytest

from motcua.dossiers import papers
from motcua.dossiers.facts import MissingPaper
from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors import desks_of, dossier_page, inbox, public_status
from motcua.dossiers.services import (
    appraise_dossier,
    approve_dossier,
    request_supplement,
    stamp_dossier,
    stop_dossier,
    take_dossier,
    withdraw_dossier,
)
from motcua.dossiers.services.handling import Proposal
from motcua.dossiers.tests.papers import text_of
from motcua.dossiers.tests.scene import actor, received, seen
from motcua.foundation.models import AuditEntry
from motcua.kernel.errors import InvalidInputError, NotAllowedError
from motcua.workflow import NotPossibleError, Status

YES = Proposal(favourable=True, name="Giấy khai sinh", decision="Đăng ký.")
pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(open_centre, receiving_officer) -> Dossier:
    return received(actor(receiving_officer))


def test_withdrawn_at_reception_closes_it_where_it_was(dossier, receiving_officer, handling_officer):
    withdraw_dossier(seen(dossier), reason="Người nộp chuyển nơi ở", by=actor(receiving_officer))
    page = dossier_page(dossier.code)
    assert page is not None
    closed = page.dossier
    assert (closed.status, closed.step, closed.act) == (Status.WITHDRAWN, None, "")
    assert closed.closed_at is not None
    last = page.steps[-1]
    assert (last.act, last.outcome, last.note) == ("appraise", "", "Người nộp chuyển nơi ở")
    desk = desks_of(actor(handling_officer))[0]
    assert inbox(actor(handling_officer), desk).lines == ()
    status = public_status(dossier.code, dossier.look_up_token)
    assert status is not None
    assert [step.state for step in status.steps] == ["done"]


def test_withdrawn_while_papers_are_awaited(dossier, receiving_officer, handling_officer):
    take_dossier(seen(dossier), by=actor(handling_officer))
    paper = MissingPaper("Ảnh", "thiếu", "Điều 1")
    request_supplement(seen(dossier), missing=(paper,), by=actor(handling_officer))
    withdraw_dossier(seen(dossier), reason="không còn nhu cầu", by=actor(receiving_officer))
    dossier.refresh_from_db()
    assert (dossier.status, dossier.due_at) == (Status.WITHDRAWN, None)


def test_stopped_by_who_approves(dossier, leader, handling_officer, receiving_officer):
    for somebody in (handling_officer, receiving_officer):
        with pytest.raises(NotAllowedError):
            stop_dossier(seen(dossier), reason="trùng hồ sơ", by=actor(somebody))
    stop_dossier(seen(dossier), reason="trùng hồ sơ", by=actor(leader))
    dossier.refresh_from_db()
    assert dossier.status == Status.STOPPED
    assert AuditEntry.objects.latest("id").act == "dossiers:dossier:stopped"
    assert "trùng" not in str(AuditEntry.objects.latest("id").details)


def test_form_05_says_who_asked_for_it_and_why(dossier, leader, receiving_officer):
    with pytest.raises(ValueError, match="neither"):
        papers.closing_notice(dossier)
    stop_dossier(seen(dossier), reason="Hồ sơ trùng với hồ sơ đã giải quyết", by=actor(leader))
    dossier.refresh_from_db()
    told = text_of(papers.closing_notice(dossier))
    assert "Hồ sơ trùng với hồ sơ đã giải quyết" in told
    assert "với lý do cụ thể như sau" in told
    assert dossier.agency.name.upper() in told
    assert dossier.code in told
    other = received(actor(receiving_officer))
    withdraw_dossier(seen(other), reason="Chuyển nơi ở", by=actor(receiving_officer))
    other.refresh_from_db()
    told = text_of(papers.closing_notice(other))
    assert "theo đề nghị của người nộp hồ sơ" in told
    assert other.unit.name.upper() in told


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2001])
def test_not_without_a_reason_that_fits_the_form(dossier, receiving_officer, reason):
    with pytest.raises(InvalidInputError):
        withdraw_dossier(seen(dossier), reason=reason, by=actor(receiving_officer))
    assert Dossier.objects.get(pk=dossier.pk).closed_at is None


def test_what_is_solved_or_closed_is_neither_withdrawn_nor_stopped(
    dossier, receiving_officer, handling_officer, leader, registry_clerk
):
    appraise_dossier(seen(dossier), proposal=YES, by=actor(handling_officer))
    approve_dossier(seen(dossier), by=actor(leader))
    stamp_dossier(seen(dossier), by=actor(registry_clerk))
    with pytest.raises(NotPossibleError):
        withdraw_dossier(seen(dossier), reason="đổi ý", by=actor(receiving_officer))
    with pytest.raises(NotPossibleError):
        stop_dossier(seen(dossier), reason="nhầm", by=actor(leader))


def test_nobody_from_elsewhere_withdraws_it(dossier, outsider):
    with pytest.raises(NotAllowedError):
        withdraw_dossier(seen(dossier), reason="x", by=actor(outsider))
