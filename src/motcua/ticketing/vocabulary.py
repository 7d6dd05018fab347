"""The closed words of the hall. Pure; their names on screen stand in `labels`."""

from enum import StrEnum


class TicketState(StrEnum):
    """Where a ticket is. `WAITING` until it is called; `HELD`: sent off for a copy or a form, it comes back to its counter."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    SERVED = "served"
    NO_SHOW = "no_show"
    LEFT = "left"
    """The person gave it back."""
    CLOSED = "closed"
    """Unserved at the end of the day, with a reason."""


OPEN_STATES = frozenset({TicketState.WAITING, TicketState.CALLED, TicketState.SERVING, TicketState.HELD})


class Priority(StrEnum):
    """Who is served before others, by law or by the centre's rule; declared at the kiosk, confirmed at the counter."""

    NONE = "none"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    SMALL_CHILD = "small_child"
    WAR_INVALID = "war_invalid"


class Source(StrEnum):
    """Where the number was taken."""

    KIOSK = "kiosk"
    COUNTER = "counter"
    PHONE = "phone"
    APPOINTMENT = "appointment"
    API = "api"


class PrintState(StrEnum):
    """A number exists whether or not it could be printed."""

    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    PRINTED = "printed"
    FAILED = "failed"


class PrinterFault(StrEnum):
    """Why nothing came out, as the printer itself says it, or because it says nothing."""

    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    JAM = "jam"
    OFF = "off"
    ERROR = "error"


class AppointmentState(StrEnum):
    """Where an appointment is. `HELD`: kept for some minutes while somebody makes up their mind."""

    HELD = "held"
    BOOKED = "booked"
    MOVED = "moved"
    """To another time; the row of that time has its code."""
    CANCELLED = "cancelled"
    CHECKED_IN = "checked_in"
    """The person came and has a number."""
    NO_SHOW = "no_show"
    EXPIRED = "expired"
    """Held and not booked in time."""


TAKING_A_PLACE = frozenset({AppointmentState.HELD, AppointmentState.BOOKED, AppointmentState.CHECKED_IN})
"""The states in which nobody else may have the place."""


class Lane(StrEnum):
    """How a waiting ticket is woven into the calls of its group."""

    ORDINARY = "ordinary"
    PREFERRED = "preferred"
    """Of priority, or an appointment that came in time."""


class CounterState(StrEnum):
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class Movement(StrEnum):
    """What happened to a ticket: a row each of its journal, from which a day can be replayed."""

    ISSUED = "issued"
    PRINTED = "printed"
    PRINT_FAILED = "print_failed"
    CALLED = "called"
    RECALLED = "recalled"
    SERVING = "serving"
    HELD = "held"
    RESUMED = "resumed"
    TRANSFERRED = "transferred"
    NO_SHOW = "no_show"
    REINSTATED = "reinstated"
    SERVED = "served"
    LEFT = "left"
    CLOSED = "closed"
    PRIORITY_CONFIRMED = "priority_confirmed"
    PRIORITY_REFUSED = "priority_refused"
    PRIORITY_RESTORED = "priority_restored"


class QueueMode(StrEnum):
    """Whether the unit has a queue: ours, another maker's that tells us its numbers by the API, or none."""

    OWN = "own"
    FED = "fed"
    OFF = "off"


class DeviceKind(StrEnum):
    """What a screen or machine in the hall is for."""

    KIOSK = "kiosk"
    BOARD = "board"
    COUNTER_DISPLAY = "counter_display"
    RATING_TABLET = "rating_tablet"
