"""A kiosk that is paired with its hall."""

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.dossiers.tests.scene import open_centre
from motcua.kernel import clock
from motcua.ticketing.models import HallDevice
from motcua.ticketing.services.devices import give_account, new_pairing_code
from motcua.ticketing.tests.scene import HallScene, hall, hand_clock
from motcua.ticketing.vocabulary import DeviceKind

__all__ = ["hall", "hand_clock", "open_centre"]


@pytest.fixture
def device(hall: HallScene) -> HallDevice:
    made = HallDevice(unit=hall.unit, kind=DeviceKind.KIOSK.value, name="Máy lấy số 1")
    return give_account(made, by="system", now=clock.now())


@pytest.fixture
def kiosk(device: HallDevice) -> Client:
    return paired(device)


def paired(device: HallDevice) -> Client:
    """A machine that typed the code."""
    machine = Client()
    machine.post("/thiet-bi/", {"code": new_pairing_code(device, by="system", now=clock.now())})
    return machine


Taps = Callable[..., object]
