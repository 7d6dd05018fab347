"""The inbox: whose piles, in which words, how many queries, and what an empty one teaches."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.catalogue.tests.published import LAND
from motcua.desk.tests.handling_scene import APPRAISED, text
from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors import dossier_page
from motcua.dossiers.tests.scene import actor, received
from motcua.kernel.clock import HANOI

pytestmark = pytest.mark.django_db
INBOX = "/quay/"


def rows(response) -> int:
    return text(response).count('scope="row"')


def test_each_opens_their_own_pile(bench, signed_in, staff):
    for name, pile, waiting in (
        ("thuly", "Chờ thẩm định", 1),
        ("lanhdao", "Chờ phê duyệt", 0),
        ("vanthu", "Chờ đóng dấu", 0),
        ("tiepnhan", "Chờ trả", 0),
    ):
        page = signed_in(staff[name]).get(INBOX)
        assert pile in text(page)
        assert rows(page) == waiting
    bench(staff["thuly"]).sends("tham-dinh", **APPRAISED)
    assert rows(signed_in(staff["lanhdao"]).get(INBOX)) == 1


def test_state_first_then_time_and_title(bench, signed_in, handling_officer, dossier):
    page = text(signed_in(handling_officer).get(INBOX))
    assert page.index('class="tag') < page.index("làm việc") < page.index("Đăng ký khai sinh")
    assert dossier.code in page


def test_twenty_five_lines_and_a_key_to_the_rest(signed_in, receiving_officer, handling_officer, open_centre):
    for _ in range(27):
        received(actor(receiving_officer))
    browser = signed_in(handling_officer)
    first = browser.get(INBOX)
    assert rows(first) == 25
    rest = browser.get(next_of(first))
    assert rows(rest) == 2
    assert "Về đầu danh sách" in text(rest)
    assert "sau=" not in next_of(rest)


def next_of(response) -> str:
    found = text(response).partition('rel="next" href="')[2].partition('"')[0]
    return found.replace("&amp;", "&")


def test_the_queries_do_not_grow_with_the_pile(signed_in, receiving_officer, handling_officer, open_centre):
    browser = signed_in(handling_officer)
    asked = []
    for _ in range(2):
        for _ in range(12):
            received(actor(receiving_officer))
        browser.get(INBOX)
        with CaptureQueriesContext(connection) as captured:
            browser.get(INBOX)
        asked.append(sum("dossiers_dossier" in query["sql"] for query in captured.captured_queries))
    assert asked[0] == asked[1] <= 3


@pytest.mark.parametrize(
    "words_and_lesson",
    [
        ("loc=cua-toi", "Chưa nhận xử lý hồ sơ nào"),
        ("loc=qua-han", "Không có hồ sơ nào quá hạn"),
        ("loc=hom-nay", "Hồ sơ đến hạn ngày mai: 1."),
        ("loc=cho-bo-sung", "chờ người nộp bổ sung giấy tờ"),
    ],
)
def test_an_empty_list_teaches(hand_clock, open_centre, signed_in, staff, words_and_lesson):
    words, teaches = words_and_lesson
    dossier = received(actor(staff["tiepnhan"]))
    Dossier.objects.filter(pk=dossier.pk).update(due_at=hand_clock.now().replace(day=10, tzinfo=HANOI))
    page = text(signed_in(staff["thuly"]).get(f"{INBOX}?{words}"))
    assert teaches in page
    assert "Bỏ lọc" in page


@pytest.mark.parametrize(
    "nonsense", ["?viec=x&loc=y&sau=z", "?sau=2026-11-26_", "?sau=2026-11-26T10:00_0", "?viec=phe-duyet"]
)
def test_addresses_that_say_nothing_show_the_first_page(bench, signed_in, handling_officer, nonsense):
    page = signed_in(handling_officer).get(INBOX + nonsense)
    assert (page.status_code, rows(page)) == (200, 1)


def test_whoever_has_no_pile_reads_what_is_open(bench, centre, signed_in, outsider):
    head = StaffFactory(roles=Role.HEAD_OF_UNIT, roles__at=centre)
    page = signed_in(head).get(INBOX)
    assert rows(page) == 1
    assert "Bước đang chờ" in text(page)
    assert rows(signed_in(outsider).get(f"{INBOX}?viec=tat-ca")) == 0


def test_a_title_of_hundreds_of_letters_stands_whole_on_the_page(
    open_centre, signed_in, receiving_officer, handling_officer
):
    dossier = received(actor(receiving_officer), procedure=LAND.code, papers=(), fees=())
    page = dossier_page(dossier.code)
    assert page is not None
    assert len(page.dossier.procedure_version.title) > 300
    shown = text(signed_in(handling_officer).get(reverse("desk:dossier", args=[dossier.code])))
    assert page.dossier.procedure_version.title.strip() in shown
    assert 'class="very-long"' in shown
