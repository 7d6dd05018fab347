from dataclasses import replace

import pytest

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.catalogue import facts, search
from motcua.catalogue.models import Fee, Procedure
from motcua.catalogue.tests.published import BARE, BIRTH, LAND, publish
from motcua.catalogue.vocabulary import ChannelKind, FeeKind
from motcua.catalogue.writing import NextVersion, write_versions
from motcua.foundation.models import AuditEntry
from motcua.kernel import clock
from motcua.kernel.limits import Limit, LimitUnit

pytestmark = pytest.mark.django_db

PAGE = "/noi-bo/thu-tuc/9.000001/"


@pytest.fixture(autouse=True)
def _catalogue():
    publish(BIRTH, LAND, BARE)


@pytest.fixture
def browser(administrator, signed_in):
    return signed_in(administrator)


def html(browser, address: str, status: int = 200) -> str:
    response = browser.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def follow(known: facts.ProcedureFacts) -> None:
    procedure = Procedure.objects.select_related("current").get(code=known.code)
    write_versions([NextVersion(procedure, known, procedure.current)], clock.now())


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("", "9.000001 9.000002 9.000003", ""),
        ("xem=phi", "9.000001", "9.000002 9.000003"),
        ("xem=tiep-nhan", "", "9.000001 9.000002"),
        ("xem=khong-tiep-nhan&q=khai+sinh", "9.000001", "9.000003"),
        ("xem=chua-tach", "9.000004", "9.000001"),
        ("q=9.000002", "9.000002", "9.000001"),
        ("xem=%00&trang=%F0%9F%98%80&lan-nhap=99999999999999", "9.000001", ""),
        ("lan-nhap=" + "9" * 5000, "9.000001", ""),
        ("lan-nhap=%D9%A3", "9.000001", ""),
    ],
)
def test_the_list_shows_what_waits_for_an_eye(browser, query, shown, hidden):
    publish(replace(BARE, code="9.000004", unparsed=(("legal_bases", "Luật gì đó"),)))
    text = html(browser, f"/noi-bo/thu-tuc/?{query}")
    assert [code for code in shown.split() if f"/noi-bo/thu-tuc/{code}/" not in text] == []
    assert [code for code in hidden.split() if f"/noi-bo/thu-tuc/{code}/" in text] == []


def test_a_filter_takes_its_opposite_off(browser):
    text = html(browser, "/noi-bo/thu-tuc/?xem=tiep-nhan")
    assert 'href="?xem=khong-tiep-nhan"' in text
    assert "Bỏ mọi điều kiện lọc" in text


def test_what_changed_between_two_versions_stands_line_by_line(browser):
    follow(
        replace(
            BIRTH,
            title="Đăng ký khai sinh cho trẻ em",
            legal_limit=Limit.of(1, LimitUnit.WORKING_DAYS),
            results=(*BIRTH.results, facts.Result("Trích lục khai sinh")),
        )
    )
    assert "Thay đổi so với bản 1" in html(browser, PAGE)
    text = html(browser, f"{PAGE}thay-doi/")
    for line in (
        "<del>Đăng ký khai sinh</del>",
        "<ins>Đăng ký khai sinh cho trẻ em</ins>",
        "<ins>1 ngày làm việc</ins>",
    ):
        assert line in text
    assert "<ins>Trích lục khai sinh</ins>" in text
    assert "<del>Giấy khai sinh" not in text
    assert "Thành phần hồ sơ" not in text


@pytest.mark.parametrize(("query", "status"), [("tu=1&den=1", 200), ("tu=9", 404), ("tu=abc&den=-1", 200)])
def test_versions_that_are_not_there_cannot_be_compared(browser, query, status):
    html(browser, f"{PAGE}thay-doi/?{query}", status)


def test_a_fee_is_verified_once_somebody_has_compared_it(browser, administrator):
    fee = Fee.objects.get(amount=8000)
    form = html(browser, f"{PAGE}phi/{fee.pk}/")
    assert 'value="8.000"' in form
    assert "Lệ phí : 8000 Đồng" in form
    assert browser.post(f"{PAGE}phi/{fee.pk}/", {"amount": "8.000 đồng"}).status_code == 302
    fee.refresh_from_db()
    assert (fee.amount, fee.verified, fee.verified_by) == (8000, True, f"staff:{administrator.pk}")
    assert AuditEntry.objects.filter(act="catalogue:fee:verified", actor=f"staff:{administrator.pk}").count() == 1
    assert "Đã đối chiếu" in html(browser, PAGE)


@pytest.mark.parametrize("amount", ["", "tám nghìn", "-5", "9" * 30])
def test_an_amount_that_is_none_comes_back_as_typed(browser, amount):
    fee = Fee.objects.get(amount=8000)
    response = browser.post(f"{PAGE}phi/{fee.pk}/", {"amount": amount})
    assert response.status_code == 422
    assert f'value="{amount}"' in response.content.decode()
    fee.refresh_from_db()
    assert not fee.verified


@pytest.mark.parametrize(("amount", "status", "kept"), [("25,5", 302, "25.50"), ("NaN", 422, "20"), ("hai", 422, "20")])
def test_a_fee_in_another_money_is_compared_too(browser, amount, status, kept):
    fee = facts.Fee(kind=FeeKind.FEE, verbatim="20 USD", amount=20, currency="USD")
    publish(replace(BARE, code="9.000005", channels=(facts.Channel(kind=ChannelKind.DIRECT, fees=(fee,)),)))
    row = Fee.objects.get(currency="USD")
    assert browser.post(f"/noi-bo/thu-tuc/9.000005/phi/{row.pk}/", {"amount": amount}).status_code == status
    row.refresh_from_db()
    assert str(row.amount) == f"{float(kept):.2f}"


def test_a_fee_of_an_earlier_version_or_of_another_procedure_is_not_there(browser):
    fee = Fee.objects.get(amount=8000)
    html(browser, f"/noi-bo/thu-tuc/9.000002/phi/{fee.pk}/", 404)
    follow(replace(BIRTH, title="Tên mới"))
    html(browser, f"{PAGE}phi/{fee.pk}/", 404)


def test_everyday_names_are_kept_and_found(browser):
    assert browser.post(f"{PAGE}ten-thuong-goi", {"names": "giấy đẻ\n\n giấy  đẻ \nkhai sanh"}).status_code == 302
    assert Procedure.objects.get(code="9.000001").everyday_names == ["giấy đẻ", "khai sanh"]
    search.invalidate()
    assert search.search("giấy đẻ").items[0].code == "9.000001"


def test_a_name_that_is_too_long_comes_back(browser):
    response = browser.post(f"{PAGE}ten-thuong-goi", {"names": "x" * 300})
    assert response.status_code == 422
    assert "x" * 300 in response.content.decode()


def test_a_procedure_without_a_source_says_so(browser):
    assert "không đến từ một tệp nhập" in html(browser, f"{PAGE}nguon/")


def test_an_auditor_reads_everything_and_changes_nothing(signed_in, centre):
    auditor = signed_in(StaffFactory(roles=Role.AUDITOR, roles__at=centre))
    fee = Fee.objects.get(amount=8000)
    text = html(auditor, PAGE)
    assert "Chưa đối chiếu" in text
    assert "<textarea" not in text
    html(auditor, f"{PAGE}phi/{fee.pk}/", 403)
    assert auditor.post(f"{PAGE}ten-thuong-goi", {"names": "x"}).status_code == 403
    html(auditor, "/noi-bo/quyet-dinh/moi/", 403)


@pytest.mark.parametrize(
    "address", ["/noi-bo/thu-tuc/9.999999/", "/noi-bo/thu-tuc/9.999999/nguon/", "/noi-bo/thu-tuc/x/"]
)
def test_an_unknown_procedure_is_a_page_with_a_way_on(browser, address):
    html(browser, address, 404)
