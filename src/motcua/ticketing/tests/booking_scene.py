"""A hall whose group A takes appointments: one place each hour."""

import secrets
from datetime import datetime, time

from motcua.foundation.remembered import forget_everything
from motcua.kernel.clock import HANOI
from motcua.organisation.tests.factories import LONG_AGO
from motcua.ticketing.models import Appointment, SlotPlan
from motcua.ticketing.services import book, hold_slot, move
from motcua.ticketing.services.booking import Wish
from motcua.ticketing.tests.scene import HallScene, new_key


def at(text: str) -> datetime:
    """ "10/11 09:00" of 2026."""
    return datetime.strptime(f"{text} 2026", "%d/%m %H:%M %Y").replace(tzinfo=HANOI)


NINE = at("10/11 09:00")
TEN = at("10/11 10:00")


def plan_for(hall: HallScene, **changes: object) -> SlotPlan:
    values = {"slot_minutes": 60, "places": 1, "opens": time(7), "closes": time(17), "valid_from": LONG_AGO, **changes}
    plan = SlotPlan.objects.create(**{"group": hall.civil, **values})
    forget_everything()
    return plan


def hold(hall: HallScene, starts_at: datetime = NINE, holder: str = "") -> Appointment:
    return hold_slot(Wish(hall.civil.pk, starts_at), holder=holder or secrets.token_hex(8))


def booked(hall: HallScene, starts_at: datetime = NINE) -> Appointment:
    return take(hold(hall, starts_at))


def take(held: Appointment, **more: str) -> Appointment:
    return book(held.token, key=new_key(), body=b"", **more)


def moved(appointment: Appointment, starts_at: datetime = TEN) -> Appointment:
    return move(appointment.token, starts_at, key=new_key(), body=b"")


def places(**of: object) -> list[tuple[datetime, int, str]]:
    rows = Appointment.objects.filter(**of).order_by("starts_at", "place_no", "made_at")
    return list(rows.values_list("starts_at", "place_no", "state"))
