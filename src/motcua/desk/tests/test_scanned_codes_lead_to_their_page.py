"""A code from a slip, typed or scanned, opens the right page; one from elsewhere opens nothing and tells nothing."""

from urllib.parse import quote

import pytest
from django.urls import NoReverseMatch, reverse

from motcua.desk.handling.scan import code_in
from motcua.desk.tests.handling_scene import APPRAISED, text

pytestmark = pytest.mark.django_db


def scanned(browser, what):
    return browser.get(f"/quay/quet?ma={quote(what)}")


def test_typed_scanned_and_from_the_qr_code(bench, signed_in, handling_officer, dossier):
    browser = signed_in(handling_officer)
    for what in (
        dossier.code,
        f"  {dossier.code.lower()} ",
        f"https://motcua.example/tra-cuu/?code={dossier.code}",
        f"https://motcua.example/tra-cuu/#code={dossier.code}&token={'A' * 16}",
    ):
        assert scanned(browser, what).headers["Location"] == f"/quay/ho-so/{dossier.code}/"


def test_at_reception_a_result_that_waits_is_returned(bench, signed_in, staff):
    bench(staff["thuly"]).sends("tham-dinh", **APPRAISED)
    bench(staff["lanhdao"]).sends("phe-duyet")
    clerk = bench(staff["vanthu"])
    clerk.sends("dong-dau")
    code = clerk.dossier.code
    try:
        there = f"{reverse('desk:return_result')}?ma={code}"
    except NoReverseMatch:
        there = f"/quay/ho-so/{code}/"
    assert scanned(signed_in(staff["tiepnhan"]), code).headers["Location"] == there
    assert scanned(signed_in(staff["vanthu"]), code).headers["Location"] == f"/quay/ho-so/{code}/"


def test_unknown_and_of_elsewhere_read_alike(bench, signed_in, outsider, dossier):
    browser = signed_in(outsider)
    for what in (dossier.code, "H99-261125-9999", "Nguyễn", "http://[::1", "https://x/?code=", "x" * 900):
        answer = scanned(browser, what)
        assert answer.status_code == 404
        assert "Không tìm thấy hồ sơ" in text(answer)
    assert browser.get("/quay/quet").status_code == 200


@pytest.mark.parametrize(
    ("what", "code"),
    [("H1-1", "H1-1"), ("https://x/?a=1&code=H1-1&token=Q", "H1-1"), ("http://[code=", ""), ("code=", "")],
)
def test_the_code_in_what_a_scanner_types(what, code):
    assert code_in(what) == code
