"""The pages of the hotline: figures, messages, numbers, the script and a call in the browser."""

import re
from datetime import timedelta
from html import unescape

import pytest

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.dossiers.tests.scene import open_centre
from motcua.hotline.models import CallRecord, CallTree, TelephoneNode
from motcua.hotline.services.messages import keep_message
from motcua.hotline.services.numbering import number_procedures
from motcua.hotline.services.spoken import MESSAGE, RATE, put_down
from motcua.hotline.services.trees import current_tree
from motcua.hotline.vocabulary import CallOutcome
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
__all__ = ["open_centre"]
HOME = "/noi-bo/tong-dai/"


@pytest.fixture
def head(centre):
    return StaffFactory(sign_in_name="giamdoc", full_name="Cao Thị Đầu", roles=Role.HEAD_OF_UNIT, roles__at=centre)


def call(way, outcome, **more):
    known = {"began_at": clock.now(), "seconds": 90, "language": "vi", "cause": "the caller hung up", "packets": 4500}
    return CallRecord.objects.create(**{**known, "way": way, "outcome": outcome, **more})


def test_nothing_yet(signed_in, head):
    page = signed_in(head).get(HOME).content.decode()
    assert "Tổng đài chưa chạy" in page
    assert "Chưa có cuộc gọi nào" in page


def test_what_people_ask_and_where_they_give_up(signed_in, head, open_centre):
    call(["greeting", "main", "papers", "told"], CallOutcome.ANSWERED, procedures=["9.000001"], rating=4)
    call(["greeting", "language"], CallOutcome.LEFT)
    TelephoneNode.objects.create(
        name="may-1:5060", at=clock.now(), calls=12, most_calls=500, peak=40, answered=99, answered_a_second=0.5,
        late_ms=1.2, engine="Engine",
    )  # fmt: skip
    page = signed_in(head).get(HOME, {"xem": "7-ngay"}).content.decode()
    for part in ("may-1:5060", "12 / 500", "Đăng ký khai sinh", "language", "4,0", "Đang chạy"):
        assert part in page
    assert "Nhà mạng" not in page
    TelephoneNode.objects.update(trunk="failed", trunk_reason="the registrar refuses name or password")
    page = signed_in(head).get(HOME).content.decode()
    assert "Nhà mạng chưa chuyển cuộc gọi tới may-1:5060" in page
    assert "không thành: nhà mạng không nhận tên hoặc mật khẩu." in page
    assert "Chưa đăng ký được" in page
    TelephoneNode.objects.update(at=clock.now() - timedelta(minutes=1))
    assert "Mất liên lạc" in signed_in(head).get(HOME).content.decode()


def test_a_message_is_heard_by_the_head_alone(signed_in, head, administrator, receiving_officer):
    put_down("m", MESSAGE, bytes(RATE * 3))
    message = keep_message("m", language="vi")
    assert message is not None
    address = f"{HOME}loi-nhan/{message.pk}/nghe"
    assert message.number in signed_in(head).get(f"{HOME}loi-nhan/").content.decode()
    sound = signed_in(head).post(address)
    assert (sound["Content-Type"], sound.content[:4]) == ("audio/wav", b"RIFF")
    for other in (administrator, receiving_officer):
        assert signed_in(other).post(address).status_code == 403
    assert signed_in(head).get(address).status_code == 405
    assert "Đã nghe" in signed_in(head).get(f"{HOME}loi-nhan/").content.decode()
    assert signed_in(head).post(f"{HOME}loi-nhan/0/nghe").status_code == 302


def test_numbers_are_given_found_and_changed(signed_in, administrator, head, open_centre):
    browser = signed_in(administrator)
    assert "Chưa thủ tục nào có số" in browser.get(f"{HOME}so-ngan/").content.decode()
    assert browser.post(f"{HOME}so-ngan/cap").status_code == 302
    assert "1000" in browser.get(f"{HOME}so-ngan/", {"q": "khai sinh"}).content.decode()
    assert "Không có số nào khớp" in browser.get(f"{HOME}so-ngan/", {"q": "zzz"}).content.decode()
    page = f"{HOME}so-ngan/9.000001/"
    wrong = browser.post(page, {"number": "12"})
    assert wrong.status_code == 422
    assert 'value="12"' in wrong.content.decode(), "what was typed is kept"
    assert browser.post(page, {"number": "2026"}).status_code == 302
    assert browser.get(f"{HOME}so-ngan/9.999999/").status_code == 404
    assert signed_in(head).post(page, {"number": "3000"}).status_code == 403


def posted(**changes):
    number, spoken = current_tree()
    sentences = {
        f"say:{prompt}:{word}": text for prompt, texts in spoken.sentences.items() for word, text in texts.items()
    }
    return {"based_on": number, **sentences, **changes}


def structure(browser):
    page = browser.get(f"{HOME}kich-ban/").content.decode()
    found = re.search(r'<textarea[^>]*name="tree"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    assert found
    return unescape(found[1])


def test_a_sentence_is_changed_checked_and_published(signed_in, administrator):
    browser = signed_in(administrator)
    told = posted(**{"tree": structure(browser), "say:welcome:vi": "Chào bà con."})
    assert "Không thấy chỗ sai" in browser.post(f"{HOME}kich-ban/", told).content.decode()
    assert not CallTree.objects.exists()
    assert browser.post(f"{HOME}kich-ban/", {**told, "publish": "1"}).status_code == 302
    assert current_tree()[1].sentences["welcome"]["vi"] == "Chào bà con."
    again = browser.post(f"{HOME}kich-ban/", {**told, "publish": "1"})
    assert again.status_code == 422, "based on what isn't the newest any more"
    assert "Chào bà con." in again.content.decode()


def test_what_is_wrong_with_a_tree_is_said(signed_in, administrator, head):
    browser = signed_in(administrator)
    whole = structure(browser)
    for changes, sentence in (
        ({"tree": "{"}, "Không phải JSON"),
        ({"tree": whole.replace('"0": "help"', '"0": "nowhere"')}, "nowhere"),
        ({"tree": whole, "say:main.ways:vi": "dài " * 90}, "dài quá"),
        ({"tree": whole.replace('"ask": "dossier"', '"ask": "weather"')}, "weather"),
    ):
        answer = browser.post(f"{HOME}kich-ban/", {**posted(), **changes, "publish": "1"})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert signed_in(head).post(f"{HOME}kich-ban/", posted(tree=whole, publish="1")).status_code == 403
    assert not CallTree.objects.exists()


def pressed(browser, page, key):
    found = re.search(r'name="call" value="([^"]+)"', page)
    assert found, page
    return browser.post(f"{HOME}goi-thu/", {"call": unescape(found[1]), "key": key}).content.decode()


def test_a_call_is_tried_in_the_browser(signed_in, administrator, open_centre):
    number_procedures(by="system")
    browser = signed_in(administrator)
    page = browser.get(f"{HOME}goi-thu/").content.decode()
    assert "tổng đài tự động" in page
    for key in "1111000":
        page = pressed(browser, page, key)
    assert "Đăng ký khai sinh" in page
    page = pressed(browser, page, "1")
    assert "Tờ khai đăng ký khai sinh" in page
    for _ in range(3):
        page = pressed(browser, page, "im-lang")
    assert "Cuộc gọi kết thúc" in page
    forged = browser.post(f"{HOME}goi-thu/", {"call": "x", "key": "1"}).content.decode()
    assert "tổng đài tự động" in forged, "a call that was changed begins anew"
