"""Staff sign in, work, are called back when a session ends, and sign out; each act stands in the audit chain."""

from datetime import datetime, timedelta
from unittest import mock

import pytest
import time_machine
from django.conf import settings
from django.db import DatabaseError
from django.test import Client

from motcua.accounts.services import sign_in as services
from motcua.accounts.tests.factories import PASSWORD
from motcua.backoffice.sign_in import DEVICE_COOKIE
from motcua.foundation.models import AuditEntry
from motcua.kernel.clock import HANOI

pytestmark = pytest.mark.django_db
HOME, SIGN_IN, SIGN_OUT, KEPT = "/noi-bo/", "/dang-nhap", "/dang-xuat", "/noi-bo/gui-lai"
MORNING = datetime(2026, 11, 25, 7, 5, tzinfo=HANOI)


@pytest.fixture
def at_seven():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


def enter(client, staff, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"sign_in_name": staff.sign_in_name, "password": password, **more})


def acts():
    return list(AuditEntry.objects.order_by("position").values_list("act", "actor", "subject"))


def test_whoever_asks_for_a_page_comes_back_to_it(client, receiving_officer):
    asked = client.get(HOME + "?loc=hom-nay")
    assert asked.status_code == 302
    assert asked.url == "/dang-nhap?next=%2Fnoi-bo%2F%3Floc%3Dhom-nay"
    page = client.get(asked.url)
    assert 'name="next" value="/noi-bo/?loc=hom-nay"' in page.text
    assert enter(client, receiving_officer, next="/noi-bo/?loc=hom-nay").url == "/noi-bo/?loc=hom-nay"


@pytest.mark.parametrize(
    "wanted", ["//xau.example/", "https://xau.example/", "/\\xau.example", "javascript:alert(1)", "noi-bo", ""]
)
def test_nobody_is_sent_to_another_site(client, receiving_officer, wanted):
    assert enter(client, receiving_officer, next=wanted).url == HOME


def test_home_says_who_i_am_and_what_i_do_where(client, receiving_officer):
    enter(client, receiving_officer)
    page = client.get(HOME).text
    assert "Xin chào, Trần Thị Tiếp" in page
    assert "Tiếp nhận và trả kết quả" in page
    assert "Trung tâm Phục vụ hành chính công tỉnh" in page
    assert "/quan-tri/" not in page


def test_an_administrators_home_has_the_door_to_the_organisation(administrator, signed_in):
    assert "/quan-tri/" in signed_in(administrator).get(HOME).text


def test_a_wrong_password_keeps_the_name_and_never_the_password(client, receiving_officer):
    page = enter(client, receiving_officer, "sai rồi")
    assert page.status_code == 403
    assert 'value="tiepnhan"' in page.text
    assert "sai rồi" not in page.text
    assert "chưa đúng" in page.text


def test_wrong_and_unknown_look_alike(receiving_officer):
    pages = [
        Client().post(SIGN_IN, {"sign_in_name": name, "password": "sai"}, headers={"X-No": "1"})
        for name in ("tiepnhan", "khongcoai")
    ]
    texts = [page.text.replace("khongcoai", "tiepnhan") for page in pages]
    without_token = [[line for line in text.splitlines() if "csrfmiddlewaretoken" not in line] for text in texts]
    assert without_token[0] == without_token[1]
    assert pages[0].status_code == pages[1].status_code


@pytest.mark.parametrize(
    ("name", "password", "sentence"), [("", "x", "Nhập tên đăng nhập"), ("x", "", "Nhập mật khẩu")]
)
def test_what_is_missing_is_said_at_its_field(client, name, password, sentence):
    page = client.post(SIGN_IN, {"sign_in_name": name, "password": password})
    assert page.status_code == 422
    assert sentence in page.text


def test_too_many_tries_says_how_long_to_wait(client, receiving_officer, at_seven):
    for _ in range(4):
        enter(client, receiving_officer, "sai")
    page = enter(client, receiving_officer)
    assert page.status_code == 429
    assert "sau 15 phút" in page.text


def test_without_the_counter_of_tries_the_door_stays_shut(client, receiving_officer):
    with mock.patch.object(services, "spend", side_effect=DatabaseError):
        page = enter(client, receiving_officer)
    assert page.status_code == 503
    assert client.get(HOME).status_code == 302


def test_the_session_gets_a_new_id_at_sign_in(client, receiving_officer):
    client.session["x"] = 1
    before = client.session
    before["x"] = 1
    before.save()
    client.cookies["motcua_session"] = before.session_key
    enter(client, receiving_officer)
    assert client.session.session_key != before.session_key


def test_the_device_is_remembered_by_a_signed_cookie_that_scripts_cannot_read(client, receiving_officer):
    enter(client, receiving_officer)
    cookie = client.cookies[DEVICE_COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    first = cookie.value
    client.post(SIGN_OUT)
    for _ in range(5):
        Client().post(SIGN_IN, {"sign_in_name": "tiepnhan", "password": "sai"})
    assert enter(client, receiving_officer).status_code == 302
    assert client.cookies[DEVICE_COOKIE].value.split(":")[0] == first.split(":")[0]


def test_sign_out_ends_the_session_and_takes_a_post(client, receiving_officer):
    enter(client, receiving_officer)
    assert client.get(SIGN_OUT).status_code == 405
    assert client.post(SIGN_OUT).url == SIGN_IN
    assert "Đã đăng xuất" in client.get(SIGN_IN).text
    assert client.get(HOME).status_code == 302


def test_every_act_is_in_the_chain_and_names_nobody(client, receiving_officer):
    enter(client, receiving_officer, "sai")
    Client().post(SIGN_IN, {"sign_in_name": "khongcoai", "password": "sai"})
    enter(client, receiving_officer)
    client.post(SIGN_OUT)
    who = f"staff:{receiving_officer.pk}"
    assert acts() == [
        ("accounts:session:refused", "anonymous", who),
        ("accounts:session:refused", "anonymous", "staff:unknown"),
        ("accounts:session:opened", who, who),
        ("accounts:session:closed", who, who),
    ]
    assert "tiepnhan" not in str(list(AuditEntry.objects.values()))


def test_the_admins_own_sign_out_is_in_the_chain_too(administrator, signed_in):
    signed_in(administrator).post("/quan-tri/logout/")
    assert [act for act, _, _ in acts()] == ["accounts:session:closed"]


def test_an_idle_hour_ends_the_session(client, receiving_officer, at_seven):
    enter(client, receiving_officer)
    at_seven.shift(timedelta(minutes=59))
    assert client.get(HOME).status_code == 200
    at_seven.shift(timedelta(minutes=59))
    assert client.get(HOME).status_code == 200
    at_seven.shift(timedelta(minutes=60))
    assert client.get(HOME).status_code == 302
    assert [act for act, _, _ in acts()] == ["accounts:session:opened", "accounts:session:closed"]


def test_twelve_hours_end_it_however_busy(client, receiving_officer, at_seven):
    enter(client, receiving_officer)
    for _ in range(23):
        at_seven.shift(timedelta(minutes=30))
        assert client.get(HOME).status_code == 200
    at_seven.shift(timedelta(minutes=30))
    assert client.get(HOME).status_code == 302


def test_a_closed_account_is_out_at_its_next_click(client, receiving_officer):
    enter(client, receiving_officer)
    receiving_officer.is_active = False
    receiving_officer.save()
    assert client.get(HOME).status_code == 302


def test_a_new_password_ends_the_other_sessions(client, receiving_officer):
    enter(client, receiving_officer)
    receiving_officer.set_password("mật khẩu khác 2026")
    receiving_officer.save()
    assert client.get(HOME).status_code == 302


def type_and_let_the_session_end(client, staff, clock):
    enter(client, staff)
    clock.shift(timedelta(hours=2))
    typed = {"ghi_chu": "Thiếu <bản sao> sổ đỏ", "giay_to": ["1", "2"], "new_password": "bí mật"}
    return client.post("/noi-bo/?buoc=2", typed)


def test_what_was_typed_when_the_session_ended_can_be_sent_again(client, receiving_officer, at_seven):
    assert type_and_let_the_session_end(client, receiving_officer, at_seven).url.startswith(SIGN_IN)
    assert enter(client, receiving_officer).url == KEPT
    page = client.get(KEPT).text
    assert 'action="/noi-bo/?buoc=2"' in page
    assert 'name="ghi_chu" value="Thiếu &lt;bản sao&gt; sổ đỏ"' in page
    assert page.count('name="giay_to"') == 2
    assert "bí mật" not in page


def test_what_somebody_else_typed_is_gone_for_whoever_signs_in_next(client, receiving_officer, leader, at_seven):
    type_and_let_the_session_end(client, receiving_officer, at_seven)
    assert enter(client, leader).url == HOME
    assert client.get(KEPT).url == HOME
    client.post(SIGN_OUT)
    assert enter(client, receiving_officer).url == HOME


def test_an_endless_form_is_not_kept(client, receiving_officer, at_seven):
    enter(client, receiving_officer)
    at_seven.shift(timedelta(hours=2))
    client.post(HOME, {"ghi_chu": "x" * 100_001})
    assert enter(client, receiving_officer).url == HOME


def test_a_fragment_asks_the_whole_page_to_sign_in(client):
    fragment = client.get(
        HOME, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/thu-tuc/?q=khai+sinh"}
    )
    assert fragment.status_code == 204
    assert fragment.headers["HX-Redirect"] == "/dang-nhap?next=%2Fthu-tuc%2F%3Fq%3Dkhai%2Bsinh"


@pytest.mark.parametrize("address", ["http://[", "http://[::1", "//", "%00", "http://xau.example/noi-bo/"])
def test_a_header_that_is_no_address_of_ours_leads_home(client, address):
    fragment = client.get(HOME, headers={"HX-Request": "true", "HX-Current-URL": address})
    assert fragment.headers["HX-Redirect"] == "/dang-nhap?next=%2Fnoi-bo%2F"
    assert client.head(HOME + "thu-tuc/").url == "/dang-nhap?next=%2Fnoi-bo%2Fthu-tuc%2F"


@pytest.mark.parametrize("page", [HOME, "/quan-tri/", "/quan-tri/jsi18n/", "/quan-tri/password_change/"])
def test_no_computer_remembers_what_staff_were_shown(administrator, receiving_officer, signed_in, page):
    for staff in (administrator, receiving_officer):
        assert "no-store" in signed_in(staff).get(page)["Cache-Control"]


def test_without_the_right_a_page_says_so_and_leads_home(receiving_officer, signed_in):
    page = signed_in(receiving_officer).get("/quan-tri/")
    assert page.status_code == 403
    assert "không mở được trang này" in page.text
    assert 'href="/noi-bo/"' in page.text


def test_the_admins_own_sign_in_is_no_second_door(client, administrator):
    asked = client.post("/quan-tri/login/", {"username": administrator.sign_in_name, "password": PASSWORD})
    assert asked.url.startswith(SIGN_IN)
    assert client.get("/quan-tri/").status_code == 302


def test_nor_is_it_for_somebody_who_is_inside(administrator, signed_in):
    inside = signed_in(administrator)
    assert inside.get("/quan-tri/login/").url == "/quan-tri/"
    tried = inside.post("/quan-tri/login/", {"username": administrator.sign_in_name, "password": PASSWORD})
    assert tried.status_code == 200
    assert "errornote" in tried.text


def test_what_is_said_after_a_redirect_waits_in_no_cookie(receiving_officer, signed_in):
    inside = signed_in(receiving_officer)
    left = inside.post("/dang-xuat")
    assert set(left.cookies) <= {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    assert "Đã đăng xuất." in inside.get(left.url).text


def test_a_form_from_before_signing_in_gets_a_page_not_a_riddle(administrator):
    client = Client(enforce_csrf_checks=True)
    page = client.post(SIGN_IN, {"sign_in_name": administrator.sign_in_name, "password": PASSWORD})
    assert page.status_code == 403
    assert "chưa có gì được gửi" in page.text


def test_who_is_signed_in_already_goes_on(receiving_officer, signed_in):
    assert signed_in(receiving_officer).get(SIGN_IN + "?next=/noi-bo/").url == HOME
