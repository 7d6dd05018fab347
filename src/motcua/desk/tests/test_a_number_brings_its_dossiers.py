"""From a called number to the dossiers of its visit, and back to the number."""

import pytest

from motcua.catalogue.tests.published import BIRTH
from motcua.desk.tests.counter import CHOOSE, FEES, INTAKE, PAPERS, PERSON, REST, hidden
from motcua.desk.tests.hall_scene import PAGE, words
from motcua.dossiers.models import Dossier
from motcua.kernel.identifiers import IdentityCard
from motcua.ticketing.services.introductions import introduce

pytestmark = pytest.mark.django_db
CARD = IdentityCard.parse(
    "000185012345|012345678|Nguyễn Thị Ánh|05091985|Nữ|ấp Bến Đá, phường Bến Đá|01012024", demo=True
)


@pytest.fixture
def desk(open_centre, department, desk_at):
    return desk_at()


@pytest.fixture
def called(desk, hall):
    """A number with a procedure chosen at the machine, at the counter."""
    ticket = hall.take(procedure=BIRTH.code)
    desk.does("goi")
    desk.acts("da-den", ticket)
    return ticket


@pytest.fixture
def introduced(called):
    """The person let the machine read their card."""
    introduce(called.visit_id, CARD)
    return called


def receives(desk, address, **changes):
    fields = hidden(desk.opens(address).text) | PERSON | PAPERS | FEES | REST | changes
    return desk.browser.post(INTAKE, fields | {"act": "receive"})


def test_the_form_of_the_chosen_procedure_opens_and_its_dossier_belongs_to_the_number(desk, called):
    address = f"{INTAKE}?luot={called.visit_id}"
    assert f'href="{address}"' in desk.opens().text
    assert "Ghi vào lượt của số A0001." in desk.text(address)
    answer = receives(desk, address)
    assert answer.status_code == 302, words(answer)
    dossier = Dossier.objects.get()
    assert dossier.visit_id == called.visit_id
    visit = desk.opens(answer["Location"])
    assert "Về số A0001" in words(visit)
    assert f'href="{PAGE}" aria-keyshortcuts="F2"' in visit.text
    page = desk.text()
    assert "Hồ sơ nhận trong lượt này: 1" in page
    assert dossier.code in page
    more = receives(desk, address)
    assert more.status_code == 302
    assert Dossier.objects.filter(visit_id=called.visit_id).count() == 2


def test_another_persons_dossier_doesnt_join_the_visit(desk, called):
    address = f"{INTAKE}?luot={called.visit_id}"
    receives(desk, address)
    refused = receives(desk, address, number="000190054321", name="Lê Văn Bình", found_for="")
    assert refused.status_code == 422
    assert "Lượt nộp trước là của người khác" in words(refused)


def test_without_a_procedure_one_is_chosen_for_the_number(desk, hall):
    ticket = hall.take()
    desk.does("goi")
    address = f"{CHOOSE}?luot={ticket.visit_id}"
    assert f'href="{address}"' in desk.opens().text
    page = desk.opens(address)
    assert "Số A0001 cần làm thủ tục gì?" in words(page)
    assert f"{INTAKE}?luot={ticket.visit_id}" in page.text


def test_what_the_card_said_at_the_machine_stands_in_the_form_and_in_no_address(desk, introduced):
    page = desk.opens(f"{INTAKE}?luot={introduced.visit_id}").text
    for text in (str(CARD.citizen_id), CARD.name, "05/09/1985", CARD.address):
        assert f'value="{text}"' in page
    assert "Theo thẻ căn cước đã quét ở máy lấy số" in page
    assert str(CARD.citizen_id) not in desk.opens().text


def test_a_card_is_shown_to_nobody_but_the_counter_that_serves(desk, introduced, desk_at):
    colleague = desk_at()
    assert CARD.name not in colleague.opens(f"{INTAKE}?luot={introduced.visit_id}").text
    desk.acts("xong", introduced)
    assert CARD.name not in desk.opens(f"{INTAKE}?luot={introduced.visit_id}").text


def test_a_cashier_serves_but_receives_nothing(desk_at, hall):
    desk, ticket = desk_at(), hall.take()
    desk.staff.roles.update(role="cashier")
    desk.does("goi")
    assert ticket.number in desk.text()
    assert "Tiếp nhận hồ sơ" not in desk.text()


def test_who_has_no_counter_open_goes_on_with_the_next_person(counter):
    dossier = counter.receives()
    assert "Người tiếp theo" in counter.opens(f"/quay/luot/{dossier.visit_id}/").text
