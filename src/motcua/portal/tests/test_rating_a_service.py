"""Rating on the phone and at the tablet: one tap, reasons if it wasn't good, and nothing of what others said."""

import re

import pytest

from motcua.accounts.models import Staff
from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.dossiers.tests.scene import actor, received
from motcua.feedback.models import Rating
from motcua.feedback.tests.scene import hand_clock, scene
from motcua.organisation.tests.factories import OneStopUnitFactory
from motcua.ticketing.services import call_next

__all__ = ["hand_clock", "scene"]

pytestmark = pytest.mark.django_db
WORDS = "Ghế ngồi gãy, mong sửa"


def key_in(page) -> str:
    return re.search(r'name="key" value="([^"]+)"', page.text)[1]


def step(page) -> str:
    return re.search(r'data-step="(\w+)"', page.text)[1]


@pytest.fixture
def tablet(scene, signed_in):
    return signed_in(Staff.objects.get(pk=scene.tablet.staff_id))


def at(counter) -> str:
    return f"/danh-gia/quay/{counter.pk}/"


def test_one_tap_on_the_phone_is_enough(client, scene):
    ticket = scene.serves()
    address = f"/danh-gia/{ticket.token}/"
    page = client.get(address)
    assert step(page) == "ask"
    assert [word in page.text for word in ("Rất hài lòng", "Bình thường", "Rất không hài lòng")] == [True] * 3
    answer = client.post(address, {"key": key_in(page), "level": "5"})
    assert step(answer) == "thanks"
    assert (Rating.objects.get().level, Rating.objects.get().source) == (5, "ticket_qr")
    again = client.get(address)
    assert step(again) == "said"


def test_what_was_said_is_shown_to_nobody_who_comes_later(client, scene):
    ticket = scene.serves()
    address = f"/danh-gia/{ticket.token}/"
    page = client.get(address)
    assert step(client.post(address, {"key": key_in(page), "level": "1"})) == "why"
    more = {"level": "1", "reasons_for": "1", "reasons": ["premises", "other"], "words": WORDS}
    assert step(client.post(address, more)) == "thanks"
    rating = Rating.objects.get()
    assert (rating.reasons, rating.words) == (["premises", "other"], WORDS)
    later = client.get(address)
    assert WORDS not in later.text
    assert "Rất không hài lòng" not in later.text
    assert step(client.post(address, {**more, "words": "Khác"})) == "told"
    assert Rating.objects.get().words == WORDS


def test_it_says_that_a_number_was_not_served_yet_and_that_another_is_unknown(client, scene):
    waiting = client.get(f"/danh-gia/{scene.take().token}/")
    assert "chưa được phục vụ xong" in waiting.text
    assert 'name="level"' not in waiting.text
    assert client.get("/danh-gia/khong-co-so/").status_code == 404
    assert client.post("/danh-gia/khong-co-so/", {"key": "k" * 20, "level": "5"}).status_code == 404


def test_a_tap_that_says_nothing_is_told_at_once(client, scene):
    address = f"/danh-gia/{scene.serves().token}/"
    page = client.get(address)
    for level in ("", "6", "x"):
        answer = client.post(address, {"key": key_in(page), "level": level})
        assert (answer.status_code, step(answer)) == (422, "ask")
    assert client.post(address, {"key": "kurz", "level": "5"}).status_code == 422
    assert not Rating.objects.exists()


def test_a_receipt_rates_its_visit_and_the_look_up_leads_there(client, scene, open_centre):
    dossier = received(actor(StaffFactory(roles=Role.RECEPTION, roles__at=open_centre)))
    codes = {"code": dossier.code, "token": dossier.look_up_token}
    assert "Cho biết mức hài lòng" in client.post("/tra-cuu/", codes).text
    page = client.post("/danh-gia/ho-so/", codes)
    assert step(page) == "ask"
    assert step(client.get("/danh-gia/ho-so/", codes)) == "ask"
    assert step(client.post("/danh-gia/ho-so/", {**codes, "key": key_in(page), "level": "4"})) == "thanks"
    assert Rating.objects.get().visit_id == dossier.visit_id
    assert "Cho biết mức hài lòng" not in client.post("/tra-cuu/", codes).text
    assert client.post("/danh-gia/ho-so/", {**codes, "token": "A" * 16}).status_code == 404


def test_the_tablet_wakes_takes_one_tap_and_sleeps(tablet, scene):
    assert step(tablet.get(at(scene.desk))) == "idle"
    assert scene.desk.name in tablet.get(at(scene.desk)).text
    ticket = scene.serves()
    page = tablet.get(at(scene.desk))
    assert step(page) == "ask"
    assert page.text.count('class="face-button') == 5
    answer = tablet.post(at(scene.desk), {"ticket": ticket.pk, "key": key_in(page), "level": "3"})
    assert step(answer) == "why"
    more = {"ticket": ticket.pk, "level": "3", "reasons_for": "1", "reasons": ["waiting"], "words": ""}
    assert step(tablet.post(at(scene.desk), more)) == "thanks"
    assert (Rating.objects.get().reasons, Rating.objects.get().source) == (["waiting"], "tablet")
    assert step(tablet.get(at(scene.desk))) == "idle"


def test_who_skips_is_not_asked_again(tablet, scene):
    ticket = scene.serves()
    assert f"?xong={ticket.pk}" in tablet.get(at(scene.desk)).text
    assert step(tablet.get(f"{at(scene.desk)}?xong={ticket.pk}")) == "idle"
    after = scene.serves()
    page = tablet.get(f"{at(scene.desk)}?xong={ticket.pk}")
    assert step(page) == "ask"
    assert f'value="{after.pk}"' in page.text


def test_an_old_form_on_the_tablet_rates_nobody(tablet, scene):
    ticket = scene.serves()
    key = key_in(tablet.get(at(scene.desk)))
    scene.take()
    call_next(scene.desk, by=scene.clerk)
    answer = tablet.post(at(scene.desk), {"ticket": ticket.pk, "key": key, "level": "1"})
    assert step(answer) == "told"
    assert tablet.post(at(scene.desk), {"ticket": "x", "key": key, "level": "1"}).status_code == 404
    assert not Rating.objects.exists()


def test_people_and_other_halls_machines_get_no_tablet(signed_in, scene):
    elsewhere = OneStopUnitFactory(code="noi-khac")
    strangers = [
        StaffFactory(is_device=True, roles=Role.DISPLAY, roles__at=elsewhere),
        Staff.objects.get(pk=scene.clerk.staff_id),
    ]
    for stranger in strangers:
        assert signed_in(stranger).get(at(scene.desk)).status_code == 403
    tablet = signed_in(Staff.objects.get(pk=scene.tablet.staff_id))
    assert tablet.get("/danh-gia/quay/999999/").status_code == 404


def undo_in(page) -> str:
    found = re.search(r'name="undo" value="(\d+)"', page.text)
    return found[1] if found else ""


def test_whoever_mistapped_on_the_phone_changes_it_while_it_may_be_rated(client, scene, hand_clock):
    ticket = scene.serves()
    address = f"/danh-gia/{ticket.token}/"
    answer = client.post(address, {"key": key_in(client.get(address)), "level": "1"})
    assert undo_in(answer)
    later = client.get(address)
    undone = client.post(address, {"undo": undo_in(later)})
    assert step(undone) == "ask"
    assert not Rating.objects.exists()
    assert step(client.post(address, {"key": key_in(undone), "level": "5"})) == "thanks"
    assert step(client.post(address, {"undo": undo_in(later)})) == "said", "an old form takes no newer one back"
    assert Rating.objects.get().level == 5
    newest = undo_in(client.get(address))
    hand_clock.passes(60 * 24 * 8)
    assert undo_in(client.get(address)) == ""
    assert "không sửa được nữa" in client.post(address, {"undo": newest}).text


def test_a_mistap_on_the_tablet_is_changed_there_and_not_on_the_phone(tablet, client, scene, hand_clock):
    ticket = scene.serves()
    here = {"ticket": str(ticket.pk)}
    page = tablet.get(at(scene.desk))
    answer = tablet.post(at(scene.desk), {**here, "key": key_in(page), "level": "1"})
    phone = client.get(f"/danh-gia/{ticket.token}/")
    assert (step(phone), undo_in(phone)) == ("said", "")
    undone = tablet.post(at(scene.desk), {**here, "undo": undo_in(answer)})
    assert step(undone) == "ask"
    thanks = tablet.post(at(scene.desk), {**here, "key": key_in(undone), "level": "4"})
    assert step(thanks) == "thanks"
    hand_clock.passes(1)
    late = tablet.post(at(scene.desk), {**here, "undo": undo_in(thanks)}, headers={"Accept-Language": "en"})
    assert step(late) == "told"
    assert Rating.objects.get().level == 4
