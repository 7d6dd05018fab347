"""What can go wrong with a rating, as people are told."""

from django.utils.translation import gettext as _

from motcua.kernel.errors import ConflictError, NotAllowedError, NotFoundError


class AlreadyRatedError(ConflictError):
    """The visit has its rating; the first one counts."""


class NotServedError(ConflictError):
    """The ticket is still waiting or at a counter: there is nothing to rate yet."""


class TooLateError(ConflictError):
    """The time to rate is over, or the counter has gone on to somebody else."""


def already_rated() -> AlreadyRatedError:
    sentence = _("Lần phục vụ này đã được đánh giá rồi. Cảm ơn.")
    return AlreadyRatedError("feedback:rating:given_before", sentence, "a second rating of a visit")


def not_served() -> NotServedError:
    sentence = _("Số này chưa được phục vụ xong. Hãy đánh giá sau khi xong việc ở quầy.")
    return NotServedError("feedback:rating:not_served", sentence, "a rating before the service ended")


def too_late() -> TooLateError:
    sentence = _("Đã quá 7 ngày kể từ ngày phục vụ nên không đánh giá được nữa. Muốn góp ý, hãy gọi trung tâm.")
    return TooLateError("feedback:rating:too_late", sentence, "a rating after its time")


def counter_went_on() -> TooLateError:
    sentence = _("Máy này chỉ đánh giá người vừa làm xong ở quầy. Hãy dùng mã QR trên phiếu số hoặc giấy hẹn.")
    return TooLateError(
        "feedback:rating:counter_went_on", sentence, "a tablet's rating of a ticket that isn't the last"
    )


def taken_back() -> AlreadyRatedError:
    sentence = _("Đánh giá này đã được rút lại. Hãy chọn lại.")
    return AlreadyRatedError("feedback:rating:taken_back", sentence, "a repeat of a rating that was taken back")


def not_to_be_taken_back() -> TooLateError:
    sentence = _("Đánh giá này không sửa được nữa. Cảm ơn.")
    return TooLateError("feedback:rating:stands", sentence, "a rating taken back too late, or elsewhere")


def nothing_to_rate() -> NotFoundError:
    sentence = _("Không tìm thấy lần phục vụ này. Hãy quét lại mã QR trên phiếu số hoặc giấy hẹn.")
    return NotFoundError("feedback:visit:absent", sentence, "no visit has this token")


def not_allowed(log: str) -> NotAllowedError:
    sentence = _("Máy hoặc tài khoản này không dùng để đánh giá ở quầy này.")
    return NotAllowedError("feedback:counter:not_allowed", sentence, log)
