from motcua.ticketing.models.appointment import Appointment, SlotPlan
from motcua.ticketing.models.forecast import HallForecast
from motcua.ticketing.models.group import CounterService, QueueDay, QueueGroup
from motcua.ticketing.models.hall import Hall, HallDevice
from motcua.ticketing.models.introduction import VisitIntroduction
from motcua.ticketing.models.pairing import DevicePairing
from motcua.ticketing.models.shift import CounterShift
from motcua.ticketing.models.ticket import Ticket, TicketMovement

__all__ = [
    "Appointment",
    "CounterService",
    "CounterShift",
    "DevicePairing",
    "Hall",
    "HallDevice",
    "HallForecast",
    "QueueDay",
    "QueueGroup",
    "SlotPlan",
    "Ticket",
    "TicketMovement",
    "VisitIntroduction",
]
