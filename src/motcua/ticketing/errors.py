"""What can go wrong in the hall, as people are told."""

from motcua.kernel.errors import ConflictError, NotAllowedError, NotFoundError


class HallClosedError(ConflictError):
    """No number is given now; the sentence says until when."""


class QueueModeError(ConflictError):
    """The hall's numbers come from elsewhere, or it has none; the sentence says where that is changed."""


class CounterBusyError(ConflictError):
    """The counter still has somebody: that ticket is finished or put aside first."""


class CounterShiftError(ConflictError):
    """The counter isn't opened by this person, or by another one; the sentence says which and what to do."""


class TicketMovedError(ConflictError):
    """The ticket isn't where the act needs it: somebody else did something with it."""


def group_absent() -> NotFoundError:
    return NotFoundError("ticketing:group:absent", "Không có nhóm lấy số này. Hãy chọn lại.", "no such group in force")


def ticket_absent() -> NotFoundError:
    return NotFoundError("ticketing:ticket:absent", "Không có số này.", "no such ticket")


def counter_absent() -> NotFoundError:
    return NotFoundError("ticketing:counter:absent", "Không có quầy này.", "no such counter in force")


def not_allowed(log: str) -> NotAllowedError:
    sentence = "Việc này thuộc người khác, hoặc thuộc trung tâm khác; tài khoản này không làm được."
    return NotAllowedError("ticketing:hall:not_allowed", sentence, log)
