"""What can go wrong in the hall, as people are told."""

from datetime import datetime

from django.utils.translation import gettext as _

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
    return NotFoundError(
        "ticketing:group:absent", _("Không có nhóm lấy số này. Hãy chọn lại."), "no such group in force"
    )


def ticket_absent() -> NotFoundError:
    return NotFoundError("ticketing:ticket:absent", _("Không có số này."), "no such ticket")


def counter_absent() -> NotFoundError:
    return NotFoundError("ticketing:counter:absent", _("Không có quầy này."), "no such counter in force")


def not_allowed(log: str) -> NotAllowedError:
    sentence = _("Việc này thuộc người khác, hoặc thuộc trung tâm khác; tài khoản này không làm được.")
    return NotAllowedError("ticketing:hall:not_allowed", sentence, log)


class SlotFullError(ConflictError):
    """Somebody else has the last place, or there is no such time; `nearest` are the starts of free slots close to it."""

    def __init__(self, message_vi: str, log: str, nearest: tuple[datetime, ...]) -> None:
        super().__init__("ticketing:appointment:full", message_vi, log)
        self.nearest = nearest


class HoldOverError(ConflictError):
    """The place was held for ten minutes and those are over."""


class AppointmentStateError(ConflictError):
    """The appointment isn't where the act needs it: cancelled, moved, used, missed; the sentence says which."""


class ArrivalError(ConflictError):
    """Too early, too late, or on another day than the appointment's; the sentence says when."""


class TooManyCodesError(NotAllowedError):
    """Codes were typed too often from one network; nothing is looked at until `free_at`."""

    def __init__(self, free_at: datetime) -> None:
        sentence = _("Đã nhập mã quá nhiều lần từ mạng này. Hãy thử lại sau 15 phút, hoặc mở lịch hẹn bằng mã QR.")
        super().__init__("ticketing:appointment:too_many_codes", sentence, "the allowance of codes is used up")
        self.free_at = free_at


def appointment_absent() -> NotFoundError:
    sentence = _("Không tìm thấy lịch hẹn với mã này. Hãy so lại từng ký tự với giấy hẹn, hoặc đặt lịch mới.")
    return NotFoundError("ticketing:appointment:absent", sentence, "no such appointment")
