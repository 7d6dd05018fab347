"""What every page has around it."""

import pytest
from django.test import RequestFactory

from motcua.ui import site
from motcua.ui.jinja import JinjaTemplates, flash_messages, url_if
from motcua.ui.site import Site, Stage, stage


def test_the_frame_names_the_centre(monkeypatch, render):
    monkeypatch.setattr(
        site,
        "_provider",
        lambda: Site(
            "Trung tâm tỉnh Sông Lam", "12 Lê Lợi", "07:00–11:30, 13:30–17:00", "1900123", "hoi@song-lam.example"
        ),
    )
    page = render("ui/citizen.jinja")
    for text in (
        "Trung tâm tỉnh Sông Lam",
        "12 Lê Lợi",
        "07:00–11:30, 13:30–17:00",
        'href="tel:1900123"',
        "mailto:hoi@song-lam.example",
    ):
        assert text in page


def test_what_the_centre_does_not_say_leaves_no_gap(monkeypatch, render):
    monkeypatch.setattr(site, "_provider", Site)
    assert "Giờ tiếp nhận" not in render("ui/citizen.jinja")


def test_a_provider_is_registered_once():
    before = site._provider
    try:
        site.provide(lambda: Site(name="Một cửa xã Ẵng Tở"))
        assert site.site().name == "Một cửa xã Ẵng Tở"
    finally:
        site.provide(before)


@pytest.mark.parametrize(
    ("setting", "expected", "banner"),
    [("MOTCUA_DEMO", Stage.DEMO, "Bản trình diễn"), ("MOTCUA_TRIAL", Stage.TRIAL, "Bản thử nghiệm")],
)
def test_every_page_says_when_it_is_not_the_real_thing(settings, render, setting, expected, banner):
    settings.MOTCUA_DEMO = settings.MOTCUA_TRIAL = False
    setattr(settings, setting, True)
    assert stage() == expected
    assert f'<aside class="stage" aria-label="{banner}">' in render("ui/staff.jinja")


def test_the_real_thing_needs_no_banner(settings, render):
    settings.MOTCUA_DEMO = settings.MOTCUA_TRIAL = False
    assert stage() == Stage.LIVE
    assert "<aside" not in render("ui/staff.jinja")


def test_the_language_link_keeps_the_question(render):
    assert 'href="/thu-tuc/?q=x&amp;lang=en"' in render("ui/citizen.jinja", address="/thu-tuc/?q=x")


def test_the_desk_shows_who_is_signed_in_and_leaves_by_post(render):
    class Officer:
        is_authenticated = True

        def get_full_name(self):
            return "Lê Thị Mỹ <Hạnh>"

    request = RequestFactory().get("/noi-bo/")
    request.user = Officer()
    from django.template.loader import render_to_string

    page = render_to_string(
        "ui/staff.jinja",
        {"sign_out_url": "/dang-xuat", "nav": [{"text": "Hồ sơ", "href": "/x", "current": True}]},
        request,
    )
    assert "Lê Thị Mỹ &lt;Hạnh&gt;" in page
    assert '<form action="/dang-xuat" method="post"><input type="hidden" name="csrfmiddlewaretoken"' in page
    assert 'href="/x" aria-current="page"' in page


def test_a_page_that_is_not_there_has_no_address():
    assert url_if("ui:nowhere") is None
    assert url_if("ui:gallery") == "/giao-dien/"


def test_a_request_without_messages_has_none():
    assert list(flash_messages(RequestFactory().get("/"))) == []


def test_both_engines_share_the_folders():
    from django.template import engines
    from django.template.loader import get_template

    assert isinstance(engines.all()[0], JinjaTemplates)
    assert get_template("ui/citizen.jinja").backend is engines.all()[0]
    assert get_template("admin/base_site.html").backend is engines.all()[1]
    assert "ui/css/admin.css" in get_template("admin/base_site.html").template.source


def test_the_admin_writes_and_reads_dates_as_the_pages_do():
    from datetime import date

    from django import forms
    from django.utils import translation
    from django.utils.formats import date_format

    with translation.override("vi"):
        assert date_format(date(2026, 11, 24)) == "24/11/2026"
        assert forms.DateField(localize=True).clean("24/11/2026") == date(2026, 11, 24)
