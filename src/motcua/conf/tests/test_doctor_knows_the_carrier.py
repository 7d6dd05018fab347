"""What `motcua doctor` says of the registration with a carrier."""

from datetime import timedelta

import pytest

from motcua.conf.examination import data
from motcua.hotline.models import TelephoneNode
from motcua.hotline.services.records import note_node
from motcua.kernel import clock

pytestmark = pytest.mark.django_db

NODE = {
    "calls": 0, "most_calls": 9, "peak": 0, "answered": 0, "answered_a_second": 0.0, "late_ms": 0.0, "engine": "Engine",
}  # fmt: skip


@pytest.mark.parametrize(
    ("state", "why", "ok", "told"),
    [
        ("registered", "", True, "here đã đăng ký với nhà mạng"),
        ("trying", "", None, "here đang đăng ký với nhà mạng"),
        ("failed", "the registrar says 403", False, "here chưa đăng ký được với nhà mạng: nhà mạng trả lời mã 403"),
    ],
)
def test_each_state_is_told(state, why, ok, told):
    note_node("here", {**NODE, "trunk": state, "trunk_reason": why})
    (finding,) = data.trunks()
    assert (finding.ok, finding.text) == (ok, told)
    assert ("MOTCUA_TELEPHONE_TRUNK" in finding.remedy) == (state == "failed")


def test_neither_a_telephone_without_a_carrier_nor_one_that_has_gone_is_told():
    note_node("here", NODE)
    assert list(data.trunks()) == []
    note_node("gone", {**NODE, "trunk": "registered"})
    TelephoneNode.objects.update(at=clock.now() - timedelta(minutes=1))
    assert list(data.trunks()) == []
