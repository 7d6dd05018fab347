from motcua.ticketing.models.group import CounterService, QueueDay, QueueGroup
from motcua.ticketing.models.hall import Hall, HallDevice
from motcua.ticketing.models.shift import CounterShift
from motcua.ticketing.models.ticket import Ticket, TicketMovement

__all__ = [
    "CounterService",
    "CounterShift",
    "Hall",
    "HallDevice",
    "QueueDay",
    "QueueGroup",
    "Ticket",
    "TicketMovement",
]
