from motcua.ticketing.services.calling import call_next
from motcua.ticketing.services.closing import close_day
from motcua.ticketing.services.counters import (
    close_counter,
    open_counter,
    pause_counter,
    resume_counter,
    take_over_counter,
)
from motcua.ticketing.services.issuing import issue_ticket
from motcua.ticketing.services.serving import (
    confirm_priority,
    finish,
    hold,
    leave,
    mark_no_show,
    recall,
    refuse_priority,
    reinstate,
    reopen_last,
    resume,
    start_serving,
    transfer_to_counter,
    transfer_to_group,
)

__all__ = [
    "call_next",
    "close_counter",
    "close_day",
    "confirm_priority",
    "finish",
    "hold",
    "issue_ticket",
    "leave",
    "mark_no_show",
    "open_counter",
    "pause_counter",
    "recall",
    "refuse_priority",
    "reinstate",
    "reopen_last",
    "resume",
    "resume_counter",
    "start_serving",
    "take_over_counter",
    "transfer_to_counter",
    "transfer_to_group",
]
