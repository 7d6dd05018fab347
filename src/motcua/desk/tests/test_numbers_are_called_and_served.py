"""The working page: call, came, finished; what a second click and a colleague's are told; undoing what was wrong."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.desk.counter.showing import duration
from motcua.desk.tests.hall_scene import PAGE, sentence, state_of, words
from motcua.foundation.live.tickets import PATH, read_ticket
from motcua.ticketing.models import Ticket
from motcua.ticketing.vocabulary import Priority, TicketState

pytestmark = pytest.mark.django_db
MOST_QUERIES = 7


def test_called_came_finished_and_the_next(desk_at, hall, hand_clock):
    desk, first, second = desk_at(), hall.take(), hall.take()
    hand_clock.passes(7)
    called = desk.does("goi")
    assert sentence(called) == "Đang gọi số A0001."
    assert "Đang gọi, lần 1/3" in (page := words(called))
    assert "đã chờ 7 phút" in page
    assert 'aria-keyshortcuts="F7"' in called.text
    came = desk.acts("da-den", first)
    assert "Đang phục vụ" in words(came)
    hand_clock.passes(9)
    assert 'data-elapsed="540"' in desk.opens().text
    following = desk.acts("xong-goi-tiep", first)
    assert sentence(following) == "Số A0001 đã xong. Đang gọi số A0002."
    assert "Quầy này hôm nay: 1 số, trung bình 9 phút 0 giây." in words(following)
    desk.acts("da-den", second)
    empty = desk.acts("xong-goi-tiep", second)
    assert "Chưa có ai chờ quầy này" in sentence(empty)
    assert state_of(second) == TicketState.SERVED


def test_a_second_click_calls_nobody_else(desk_at, hall):
    desk, first = desk_at(), hall.take()
    hall.take(), hall.take()
    desk.does("goi")
    again = desk.does("goi")
    assert again.status_code == 409
    assert "Quầy đang có số A0001" in sentence(again)
    assert "refused" in again.text
    desk.acts("da-den", first)
    desk.acts("xong-goi-tiep", first)
    again = desk.acts("xong-goi-tiep", first)
    assert again.status_code == 409
    assert sentence(again) == "Số A0001 hiện đã phục vụ xong; việc vừa chọn không làm được nữa."
    assert "A0002" in words(again)
    assert Ticket.objects.filter(state=TicketState.WAITING).count() == 1


def test_without_scripts_an_act_leads_back_to_the_page(desk_at, hall):
    desk, ticket = desk_at(), hall.take()
    answer = desk.browser.post(f"{PAGE}lam/goi", {"counter": desk.counter.pk})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert "Đang gọi số A0001." in desk.text()
    refused = desk.browser.post(f"{PAGE}lam/goi", {"counter": desk.counter.pk})
    assert refused.status_code == 409
    assert "Quầy đang có số A0001" in sentence(refused)
    assert ticket.number in words(refused)


def test_two_officers_at_once(desk_at, hall):
    here, there, ticket = desk_at(), desk_at(), hall.take()
    hall.take()
    here.does("goi")
    assert sentence(there.does("goi")) == "Đang gọi số A0002."
    late = there.acts("da-den", ticket)
    assert late.status_code == 409
    assert "Số A0001 hiện đang gọi ở quầy khác" in sentence(late)
    assert "A0002" in words(late)


def test_called_again_as_often_as_the_hall_allows_then_not_there_then_put_back(desk_at, hall, hand_clock):
    desk, ticket = desk_at(), hall.take()
    desk.does("goi")
    desk.acts("goi-lai", ticket)
    assert "Đang gọi, lần 3/3" in words(desk.acts("goi-lai", ticket))
    enough = desk.acts("goi-lai", ticket)
    assert "“Không có mặt”" in sentence(enough)
    missed = desk.acts("khong-co-mat", ticket)
    assert "“Xếp lại”" in sentence(missed)
    assert "Gọi không thấy, trong 30 phút" in words(missed)
    hand_clock.passes(12)
    assert "12 phút trước" in desk.text()
    back = desk.acts("xep-lai", ticket)
    assert "Đã xếp lại số A0001" in sentence(back)
    assert "Gọi không thấy" not in words(back)
    assert "Đang gọi số A0001." in sentence(desk.does("goi"))


def test_held_and_back(desk_at, hall):
    desk, ticket, other = desk_at(), hall.take(), hall.take()
    desk.does("goi")
    desk.acts("da-den", ticket)
    held = desk.acts("tam-dung", ticket, reason="đi sao căn cước")
    assert "đi sao căn cước" in words(held)
    desk.does("goi")
    busy = desk.acts("quay-lai", ticket)
    assert "gọi ngay sau số đang ở quầy" in sentence(busy)
    assert "Gọi ngay ở quầy này A0001" in words(busy)
    desk.acts("xong", other)
    assert "A0001" in sentence(desk.does("goi"))
    desk.acts("tam-dung", ticket)
    assert "đang được phục vụ" in sentence(desk.acts("quay-lai", ticket))
    assert state_of(ticket) == TicketState.SERVING


def test_a_wrong_end_is_taken_back(desk_at, hall, hand_clock):
    desk, ticket = desk_at(), hall.take()
    desk.does("goi")
    desk.acts("da-den", ticket)
    hand_clock.passes(3)
    done = desk.acts("xong", ticket)
    assert "Số A0001 vừa xong, phục vụ 3 phút 0 giây." in words(done)
    assert "Đã mở lại số A0001" in sentence(desk.acts("mo-lai", ticket))
    assert state_of(ticket) == TicketState.SERVING
    desk.acts("xong", ticket)
    hand_clock.passes(3)
    assert "vừa xong" not in desk.text()
    late = desk.acts("mo-lai", ticket)
    assert late.status_code == 409
    assert "quá 2 phút" in sentence(late)


def test_sent_on_to_a_group_and_to_a_counter(desk_at, hall):
    desk, land, ticket = desk_at(), desk_at(hall.land, full_name="Bùi Thị Đất"), hall.take()
    desk.does("goi")
    page = desk.opens().text
    assert f'<option value="{hall.land.pk}">' in page
    assert "Bùi Thị Đất" in page
    sent = desk.acts("chuyen-nhom", ticket, group=hall.land.pk)
    assert "sang nhóm Đất đai" in sentence(sent)
    land.does("goi")
    itself = land.acts("chuyen-quay", ticket, to=land.counter.pk)
    assert itself.status_code == 422
    assert "quầy khác" in sentence(itself)
    assert land.acts("chuyen-nhom", ticket, group="x").status_code == 404
    back = land.acts("chuyen-quay", ticket, to=desk.counter.pk)
    assert f"sang quầy {desk.counter.number}" in sentence(back)
    assert "Gọi ngay ở quầy này A0001" in desk.text()
    assert sentence(desk.does("goi")) == "Đang gọi số A0001."


def test_declared_priority_is_looked_at(desk_at, hall):
    desk, ticket = desk_at(), hall.take(priority=Priority.ELDERLY)
    other = hall.take(priority=Priority.PREGNANT)
    assert "Khai ưu tiên: Người cao tuổi Đúng" in words(desk.does("goi"))
    assert "Người cao tuổi đã xác nhận" in words(desk.acts("dung-uu-tien", ticket))
    again = desk.acts("dung-uu-tien", ticket)
    assert again.status_code == 409
    desk.acts("xong", ticket)
    desk.does("goi")
    refused = desk.acts("khong-uu-tien", other)
    assert "đã về chỗ của số thường" in sentence(refused)
    assert state_of(other) == TicketState.WAITING


def test_the_lines_of_this_counter_with_the_longest_wait(desk_at, hall, hand_clock):
    desk = desk_at(hall.civil, hall.land)
    for _ in range(40):
        hall.take()
    hand_clock.passes(25)
    hall.take(hall.land, priority=Priority.DISABLED)
    page = desk.text()
    assert "Đang chờ: 41" in page
    assert "A Hộ tịch, chứng thực 40 25 phút" in page
    assert "B Đất đai 1 1 ưu tiên 0 phút" in page


def test_a_ticket_of_another_hall_is_not_there(desk_at, outsider, signed_in, hall):
    desk, ticket = desk_at(), hall.take()
    desk.does("goi")
    stranger = signed_in(outsider)
    answer = stranger.post(f"{PAGE}so/{ticket.pk}/xong", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert ticket.number not in answer.text
    assert state_of(ticket) == TicketState.CALLED


def test_few_queries_however_full_the_hall(desk_at, hall):
    desk = desk_at(hall.civil, hall.land)
    for _ in range(12):
        ticket = hall.take()
        desk.does("goi")
        desk.acts("khong-co-mat", ticket)
    current = hall.take(procedure="1.004227")
    hall.take(), desk_at()
    desk.does("goi")
    desk.acts("da-den", current)
    desk.opens()
    with CaptureQueriesContext(connection) as queries:
        assert desk.opens().status_code == 200
    own = [query["sql"] for query in queries if not _is_of_the_session(query["sql"])]
    assert len(own) <= MOST_QUERIES, own


def _is_of_the_session(sql: str) -> bool:
    """Who asks: every page's, before it."""
    return any(
        f"FROM {table} " in sql.replace('"', "")
        for table in ("django_session", "accounts_staff", "accounts_roleassignment", "accounts_secondment")
    )


def test_the_page_listens_to_its_hall(desk_at, hall):
    page = desk_at().opens().text
    address = page.partition('data-stream="')[2].partition('"')[0]
    assert f"{PATH}?ticket=" in address
    assert read_ticket(address.partition("ticket=")[2].replace("%3A", ":")).channels == {f"hall:{hall.unit.pk}"}


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 giây"), (59, "59 giây"), (560, "9 phút 20 giây"), (3900, "1 giờ 5 phút")]
)
def test_spans_of_time_in_words(seconds, said):
    assert duration(timedelta(seconds=seconds)) == said


def test_a_refused_priority_is_given_back_beside_the_lines(desk_at, hall):
    desk, ticket = desk_at(), hall.take(priority=Priority.ELDERLY)
    desk.does("goi")
    refused = desk.acts("khong-uu-tien", ticket)
    assert "trả lại ở cột bên" in sentence(refused)
    assert "Không được nhận ưu tiên, đang chờ" in words(refused)
    restored = desk.acts("tra-uu-tien", ticket)
    assert sentence(restored) == f"Số {ticket.number} lại được tính là ưu tiên."
    assert "Không được nhận ưu tiên" not in words(restored)
    again = desk.acts("tra-uu-tien", ticket)
    assert again.status_code == 409
    assert "không bị từ chối ưu tiên" in sentence(again)
