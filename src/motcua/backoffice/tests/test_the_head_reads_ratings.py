"""The head's page of ratings, the lists behind its figures, and the officer's own page of sums."""

import re

import pytest

from motcua.accounts.models import Staff
from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.feedback.facts import Given
from motcua.feedback.selectors.served import served_ticket
from motcua.feedback.services import rate
from motcua.feedback.tests.scene import hand_clock, scene
from motcua.feedback.vocabulary import Level, RatingSource, Reason
from motcua.organisation.tests.factories import OneStopUnitFactory

__all__ = ["hand_clock", "scene"]

pytestmark = pytest.mark.django_db
WORDS = "Ghế <b>gãy</b>"


@pytest.fixture
def head(scene, signed_in):
    return signed_in(StaffFactory(roles=Role.HEAD_OF_UNIT, roles__at=scene.unit))


def a_low_one(scene):
    ticket = scene.serves()
    given = Given(Level.VERY_DISSATISFIED, (Reason.PREMISES,), WORDS)
    rate(served_ticket(ticket), given, source=RatingSource.TABLET)
    return ticket


def test_every_link_of_the_page_opens_a_list_of_that_length(head, scene):
    scene.rated(5, 4, 2, procedure="1.001193")
    low = a_low_one(scene)
    scene.serves()
    page = head.get("/noi-bo/danh-gia/")
    assert "Chỗ ngồi, trang thiết bị" in page.text
    assert "Ghế &lt;b&gt;gãy&lt;/b&gt;" in page.text
    assert low.number in page.text
    links = re.findall(r'<a href="(/noi-bo/danh-gia/danh-sach[^"]+)">(\d+)</a>', page.text)
    assert len(links) > 10
    for address, figure in links:
        listed = head.get(address.replace("&amp;", "&"))
        assert f"{figure} lượt." in listed.text, address


def test_a_day_without_ratings_says_so(head, scene):
    page = head.get("/noi-bo/danh-gia/?ngay=2026-11-08")
    assert "Chưa có ai không hài lòng" in page.text
    assert "Chưa phục vụ số nào" in page.text
    assert "<h2>Theo quầy</h2>" not in page.text, "no heading over nothing"
    assert "Không có lượt nào" in head.get("/noi-bo/danh-gia/danh-sach?ngay=hom-qua&gio=x&muc=9&ly-do=y").text
    a_low_one(scene)
    assert "<h2>Theo quầy</h2>" in head.get("/noi-bo/danh-gia/").text


def test_heads_of_other_halls_and_officers_read_nothing_of_it(signed_in, scene):
    a_low_one(scene)
    elsewhere = OneStopUnitFactory(code="noi-khac")
    stranger = signed_in(StaffFactory(roles=Role.HEAD_OF_UNIT, roles__at=elsewhere))
    clerk = signed_in(Staff.objects.get(pk=scene.clerk.staff_id))
    for page in ("", "danh-sach"):
        assert stranger.get(f"/noi-bo/danh-gia/{page}?don-vi={scene.unit.code}").status_code == 403
        assert WORDS not in stranger.get(f"/noi-bo/danh-gia/{page}").text
        assert clerk.get(f"/noi-bo/danh-gia/{page}").status_code == 403
    supervisor = signed_in(StaffFactory(roles=Role.SUPERVISOR, roles__at=elsewhere))
    assert "gãy" in supervisor.get(f"/noi-bo/danh-gia/?don-vi={scene.unit.code}").text


def test_the_officers_page_tells_sums_from_five_on_and_never_a_word(signed_in, scene):
    clerk = signed_in(Staff.objects.get(pk=scene.clerk.staff_id))
    scene.rated(5, 5, 4)
    low = a_low_one(scene)
    page = clerk.get("/quay/danh-gia-cua-toi/")
    assert "Chưa đủ 5 lượt" in page.text
    assert "Điểm trung bình" not in page.text
    scene.rated(5)
    page = clerk.get("/quay/danh-gia-cua-toi/")
    assert "80%" in page.text
    assert "4,0" in page.text
    assert [said for said in ("gãy", "Chỗ ngồi", low.number) if said in page.text] == []
