"""What protects a page protects whatever the centre answers: files, errors, refusals."""

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from whitenoise.middleware import WhiteNoiseMiddleware

STANDING = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture
def _files_are_served(monkeypatch):
    """As in a centre that has collected its files."""
    found = WhiteNoiseMiddleware.__init__

    def serving(self, get_response):
        found(self, get_response)
        self.add_file_to_dictionary("/static/ui/css/base.css", finders.find("ui/css/base.css"))

    monkeypatch.setattr(WhiteNoiseMiddleware, "__init__", serving)


@pytest.mark.django_db
@pytest.mark.usefixtures("_files_are_served")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/static/ui/css/base.css", 200),
        ("/khong-co", 404),
        ("/noi-bo/", 302),
        ("/api/v1/procedures", 200),
        ("/api/v1/procedures?limit=0", 422),
        ("/thu-tuc/goi-y?" + "&".join(f"a{number}=" for number in range(1001)), 400),
    ],
)
def test_every_answer_carries_them(address, status):
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in STANDING} == STANDING
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Request-Id"]
    answer.close()  # a file stays open until then


@pytest.mark.django_db
def test_a_refused_form_and_a_strangers_host_get_them_too():
    refused = Client(enforce_csrf_checks=True).post("/dang-nhap", {"sign_in_name": "x"})
    strange = Client().get("/", headers={"Host": "xau.example"})
    for answer, status in ((refused, 403), (strange, 400)):
        assert answer.status_code == status
        assert {name: answer.headers.get(name) for name in STANDING} == STANDING
