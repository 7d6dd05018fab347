from motcua.ticketing.services.arriving import check_in
from motcua.ticketing.services.booking import book, cancel, hold_slot, move
from motcua.ticketing.services.calling import call_next
from motcua.ticketing.services.closing import close_day
from motcua.ticketing.services.counters import (
    close_counter,
    open_counter,
    pause_counter,
    resume_counter,
    take_over_counter,
)
from motcua.ticketing.services.feeding import show_call
from motcua.ticketing.services.introductions import forget_introductions, introduce
from motcua.ticketing.services.issuing import issue_ticket
from motcua.ticketing.services.restoring import restore_priority
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
from motcua.ticketing.services.slips import print_again, print_slip

__all__ = [
    "book",
    "call_next",
    "cancel",
    "check_in",
    "close_counter",
    "close_day",
    "confirm_priority",
    "finish",
    "forget_introductions",
    "hold",
    "hold_slot",
    "introduce",
    "issue_ticket",
    "leave",
    "mark_no_show",
    "move",
    "open_counter",
    "pause_counter",
    "print_again",
    "print_slip",
    "recall",
    "refuse_priority",
    "reinstate",
    "reopen_last",
    "restore_priority",
    "resume",
    "resume_counter",
    "show_call",
    "start_serving",
    "take_over_counter",
    "transfer_to_counter",
    "transfer_to_group",
]
