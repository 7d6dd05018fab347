"""Returning a result: the receipt's code, who stands there, what is still to pay."""

import html

import pytest

from motcua.desk.tests.cards import CARD, OTHER_CARD
from motcua.desk.tests.counter import RETURN
from motcua.dossiers.models import Dossier, ResultHandover
from motcua.dossiers.services import appraise_dossier, approve_dossier, stamp_dossier
from motcua.dossiers.services.handling import Proposal
from motcua.dossiers.tests.scene import actor, seen
from motcua.workflow import Status

pytestmark = pytest.mark.django_db
YES = Proposal(favourable=True, name="Giấy khai sinh", decision="Đăng ký khai sinh cho trẻ.")


@pytest.fixture
def solve(handling_officer, leader, registry_clerk):
    def solved(dossier: Dossier) -> Dossier:
        appraise_dossier(seen(dossier), proposal=YES, by=actor(handling_officer))
        approve_dossier(seen(dossier), by=actor(leader))
        stamp_dossier(seen(dossier), by=actor(registry_clerk))
        return Dossier.objects.get(pk=dossier.pk)

    return solved


@pytest.fixture
def solved(counter, solve) -> Dossier:
    return solve(counter.receives())


def sent(dossier: Dossier, **typed: str) -> dict[str, str]:
    return {"ma": dossier.code, "revision": str(dossier.revision), "receiver": "owner"} | typed


def test_the_receipt_opens_the_dossier(counter, solved):
    page = counter.opens(f"{RETURN}?ma={solved.code.lower()}").text
    assert solved.code in page
    assert "Giấy khai sinh" in page
    assert "Nguyễn Thị Ánh" in page
    assert 'value="return"' in page


@pytest.mark.parametrize(("number", "check"), [(CARD, "scanned"), ("000 185 012345", "typed")])
def test_the_owner_takes_it(counter, solved, number, check):
    response = counter.presses("return", sent(solved, number=number), RETURN)
    assert response["Location"] == RETURN
    handover = ResultHandover.objects.get()
    assert (handover.receiver, handover.receiver_name, handover.identity_check) == ("owner", "Nguyễn Thị Ánh", check)
    assert Dossier.objects.get().status == Status.RETURNED
    page = counter.opens(RETURN).text
    assert f"Đã trả kết quả hồ sơ {solved.code}. Quét giấy hẹn tiếp theo." in page


def test_a_card_is_compared_before_the_result_is_given(counter, solved):
    page = counter.presses("check", sent(solved, number=CARD), RETURN)
    assert "Khớp với giấy tờ của người đứng tên hồ sơ." in page.text
    assert 'name="scanned" value="000185012345"' in page.text
    assert "05091985" not in page.text
    counter.presses("return", sent(solved, number="000185012345", scanned="000185012345"), RETURN)
    assert ResultHandover.objects.get().identity_check == "scanned"


@pytest.mark.parametrize("act", ["check", "return"])
@pytest.mark.parametrize("number", [OTHER_CARD, "000090054321"])
def test_somebody_elses_paper_is_refused(counter, solved, act, number):
    page = counter.presses(act, sent(solved, number=number), RETURN)
    assert page.status_code == 422
    assert "Số giấy tờ không phải của người đứng tên hồ sơ" in page.text
    assert 'href="#number"' in page.text
    assert not ResultHandover.objects.exists()


def test_a_representative_shows_a_paper(counter, solved):
    typed = {"receiver": "representative", "number": "000090054321"}
    assert "Hãy nhập họ tên người được ủy quyền." in counter.presses("return", sent(solved, **typed), RETURN).text
    typed["name"] = "Lê Văn Bình"
    page = counter.presses("return", sent(solved, **typed), RETURN).text
    assert "Hãy ghi giấy tờ ủy quyền đã xem" in html.unescape(page)
    assert 'value="Lê Văn Bình"' in page
    typed["authorisation"] = "Giấy ủy quyền ngày 20/11/2026"
    assert counter.presses("return", sent(solved, **typed), RETURN).status_code == 302
    handover = ResultHandover.objects.get()
    assert (handover.receiver_name, handover.authorisation) == ("Lê Văn Bình", "Giấy ủy quyền ngày 20/11/2026")


def test_a_representatives_card_gives_name_and_number(counter, solved):
    page = counter.presses("check", sent(solved, receiver="representative", number=OTHER_CARD), RETURN).text
    assert 'value="Lê Văn Bình"' in page
    assert 'value="000090054321"' in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": ""}, "Hãy quét hoặc nhập số giấy tờ của người nhận."),
        ({"number": "1" * 21}, "Phần này dài nhất 20 ký tự."),
        ({"receiver": "representative", "number": "1", "name": "x" * 201}, "Phần này dài nhất 200 ký tự."),
        (
            {"receiver": "representative", "number": "1", "name": "x", "authorisation": "x" * 201},
            "Phần này dài nhất 200 ký tự.",
        ),
        ({"number": "000485012345|1|A|05091985|?|x|01012024"}, "Mã QR này không phải của thẻ căn cước"),
        ({"number": "000185012345", "revision": "1"}, "Thao tác vừa rồi chưa được ghi."),
        ({"number": "000185012345", "revision": "9" * 50}, "Thao tác vừa rồi chưa được ghi."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_given(counter, solved, typed, sentence):
    page = counter.presses("return", sent(solved, **typed), RETURN)
    assert page.status_code == 422
    assert sentence in page.text
    assert not ResultHandover.objects.exists()


def test_what_is_due_is_collected_first(counter, solve):
    dossier = solve(counter.receives(**{"fee-1-state": "due"}))
    typed = sent(dossier, number="000185012345")
    refused = counter.presses("return", typed, RETURN)
    assert refused.status_code == 422
    assert "Còn 8.000 đồng phí, lệ phí chưa thu" in refused.text
    page = counter.presses("collect", typed, RETURN)
    assert "Đã ghi nhận thu đủ phí, lệ phí." in page.text
    assert 'value="000185012345"' in page.text
    assert "chưa thu" not in page.text
    dossier.refresh_from_db()
    assert counter.presses("return", typed | {"revision": str(dossier.revision)}, RETURN).status_code == 302


def test_what_is_not_ready_says_where_it_is(counter):
    dossier = counter.receives()
    page = counter.opens(f"{RETURN}?ma={dossier.code}").text
    assert f"Chưa trả được kết quả hồ sơ {dossier.code}" in page
    assert "Hồ sơ đang ở bước “Thẩm định” của Sở Xây dựng. Hẹn trả" in page
    assert 'value="return"' not in page
    assert counter.presses("return", sent(dossier, number="000185012345"), RETURN).status_code == 200
    assert not ResultHandover.objects.exists()


def test_a_double_click_gives_it_once_and_says_so(counter, solved):
    typed = sent(solved, number="000185012345")
    counter.presses("return", typed, RETURN)
    again = counter.presses("return", typed, RETURN).text
    assert "Kết quả đã được trả" in again
    assert ResultHandover.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("H99-261125-9999", "Đơn vị này không có hồ sơ mang mã vừa nhập."),
        ("linh tinh", "Mã hồ sơ có dạng"),
        ("x" * 3000, "Mã hồ sơ có dạng"),
    ],
)
def test_no_dossier_is_said_at_the_code(counter, code, sentence):
    page = counter.opens(f"{RETURN}?ma={code}")
    assert page.status_code == 422
    assert sentence in page.text


def test_a_dossier_of_another_unit_is_as_good_as_none(counter, solved, outsider, signed_in):
    stranger = signed_in(outsider)
    page = stranger.get(f"{RETURN}?ma={solved.code}")
    assert "Đơn vị này không có hồ sơ mang mã vừa nhập." in page.text
    assert "Nguyễn Thị Ánh" not in page.text
    stranger.post(RETURN, sent(solved, number="000185012345") | {"act": "return"})
    assert not ResultHandover.objects.exists()
