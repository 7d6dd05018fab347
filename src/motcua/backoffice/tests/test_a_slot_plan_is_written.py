"""A slot plan in the back office: weekdays as boxes, each change in the audit chain; hours out of order are sent back."""

import pytest

from motcua.foundation.models import AuditEntry
from motcua.ticketing.models import SlotPlan
from motcua.ticketing.tests.scene import hall, hand_clock

__all__ = ["hall", "hand_clock"]

pytestmark = pytest.mark.django_db
ADD = "/quan-tri/ticketing/slotplan/add/"


@pytest.fixture
def desk(administrator, signed_in):
    return signed_in(administrator)


def row(hall, **changes):
    return {
        "group": hall.civil.pk,
        "is_on": "on",
        "weekdays": ["1", "3"],
        "opens": "07:30",
        "closes": "11:00",
        "slot_minutes": "20",
        "places": "3",
        "horizon_days": "14",
        "notice_minutes": "60",
        "valid_from": "2026-11-01",
        **changes,
    }


def test_it_is_added_with_its_weekdays(hall, desk):
    assert desk.get(ADD).text.count(" checked") == 6, "Monday to Friday, and that it is on"
    assert desk.post(ADD, row(hall)).status_code == 302
    assert SlotPlan.objects.get().weekdays == [1, 3]
    assert AuditEntry.objects.filter(act="ticketing:slotplan:added").count() == 1
    assert desk.get("/quan-tri/ticketing/slotplan/").status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"closes": "07:00"}, {"weekdays": []}, {"weekdays": ["8"]}, {"slot_minutes": "0"}, {"places": "0"}]
)
def test_what_offers_nothing_is_sent_back(hall, desk, wrong):
    assert desk.post(ADD, row(hall, **wrong)).status_code == 200
    assert not SlotPlan.objects.exists()
