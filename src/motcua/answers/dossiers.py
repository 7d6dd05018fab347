"""The state of a dossier in the words of whoever waits for it: where it is, until when, what to do.

From `dossiers.selectors.PublicStatus` alone, so that nothing about a person can get in. That a result is a refusal isn't
told: the result is ready, and its reader is told by the document.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.dossiers.labels import ACTS, STATUSES
from motcua.dossiers.selectors import PublicStatus
from motcua.ui import formats
from motcua.workflow import Act, Status

SOON = timedelta(days=1)
"""Before the due date, in which it is told as near: whoever waits can still arrange the day."""


@dataclass(frozen=True, slots=True)
class StatusAnswer:
    """`state` is one of the design system's: on-time, due-soon, late, waiting, paused, plain; `tag` names it in words.

    `apology` is empty unless the dossier is, or was, late.
    """

    state: str
    tag: str
    sentence: str
    next: str
    apology: str = ""


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """A step of the line; `time` says when it was done."""

    text: str
    unit: str
    state: str
    time: str


def answer_of(status: PublicStatus, *, now: datetime) -> StatusAnswer:
    """What whoever holds the slip is told at this moment."""
    return _ANSWERS[status.status](status, now)


def steps_of(status: PublicStatus) -> tuple[StepAnswer, ...]:
    return tuple(
        StepAnswer(str(ACTS[step.act]), step.unit, step.state, _short(step.at) if step.at else "")
        for step in status.steps
    )


def to_bring(status: PublicStatus) -> tuple[str, ...]:
    """The papers for the next visit; none where no visit is needed any more."""
    if status.status is Status.SUPPLEMENT_REQUESTED:
        return (_("Phiếu yêu cầu bổ sung và các giấy tờ ghi trong đó"), _("Giấy hẹn"))
    if status.status is Status.PAYMENT_REQUESTED:
        return (_("Thông báo nộp tiền"), _("Giấy hẹn"))
    if status.status in {Status.RECEIVED, Status.IN_PROGRESS, Status.SOLVED}:
        return (
            _("Giấy hẹn (giấy tiếp nhận hồ sơ và hẹn trả kết quả)"),
            _("Thẻ căn cước, hoặc căn cước điện tử trên VNeID"),
            _("Nhận thay người khác: thêm giấy ủy quyền"),
        )
    return ()


def is_late(status: PublicStatus, *, now: datetime) -> bool:
    """Whether the promise in force is over while nothing is ready yet; a paused clock can't be late."""
    return status.status in _IN_HAND and status.due_at is not None and now > status.due_at


def _short(at: datetime) -> str:
    return f"{formats.clock(at)} · {formats.date(at)}"


def _registered(status: PublicStatus, now: datetime) -> StatusAnswer:
    del now
    sentence = _("Hồ sơ đã được gửi, đang chờ %(unit)s kiểm tra để tiếp nhận.") % {"unit": status.unit}
    return StatusAnswer("plain", _name(status), sentence, _("Chưa cần làm gì. Kết quả kiểm tra sẽ hiện ở trang này."))


def _in_hand(status: PublicStatus, now: datetime) -> StatusAnswer:
    where = _where(status)
    if status.due_at is None:
        sentence = _("%(where)s; thời hạn đang tạm dừng.") % {"where": where}
        return StatusAnswer("paused", _("Tạm dừng"), sentence, _wait(status))
    due = formats.moment(status.due_at)
    if is_late(status, now=now):
        return _late(status, _("%(where)s, đã quá ngày hẹn trả là %(due)s.") % {"where": where, "due": due})
    sentence = _("%(where)s, hẹn trả %(due)s.") % {"where": where, "due": due}
    if status.due_at - now > SOON:
        return StatusAnswer("on-time", _("Đúng hạn"), sentence, _wait(status))
    return StatusAnswer("due-soon", _("Sắp đến hạn"), sentence, _wait(status))


def _late(status: PublicStatus, sentence: str) -> StatusAnswer:
    return StatusAnswer(
        "late",
        _("Quá hạn"),
        sentence,
        _("Hỏi ngày trả mới tại %(unit)s, hoặc gọi số in trên giấy hẹn.") % {"unit": status.receiving_unit},
        apology=_("Trung tâm xin lỗi vì trễ hẹn. Không phải nộp lại giấy tờ; hồ sơ vẫn đang được giải quyết."),
    )


def _where(status: PublicStatus) -> str:
    received = status.status is Status.RECEIVED
    sentence = _WHERE.get((received, status.act)) or _WHERE[received, None]
    return _(sentence) % {"unit": status.unit}


def _wait(status: PublicStatus) -> str:
    return _("Chưa cần làm gì. Khi có kết quả, mang giấy hẹn và thẻ căn cước đến %(place)s để nhận.") % {
        "place": _place(status)
    }


def _place(status: PublicStatus) -> str:
    return status.collection or _("nơi trả kết quả ghi trên giấy hẹn")


def _supplement(status: PublicStatus, now: datetime) -> StatusAnswer:
    if status.due_at is None:
        sentence = _("Hồ sơ đang chờ bổ sung giấy tờ; thời hạn tạm dừng đến khi nhận đủ.")
    elif is_late(status, now=now):
        sentence = _("Hồ sơ đang chờ bổ sung giấy tờ, đã quá ngày hẹn trả là %(due)s.")
    else:
        sentence = _("Hồ sơ đang chờ bổ sung giấy tờ, hẹn trả %(due)s.")
    due = formats.moment(status.due_at) if status.due_at else ""
    todo = _("Nộp đủ, một lần, những giấy tờ ghi trên phiếu yêu cầu bổ sung tại %(unit)s.")
    told = todo % {"unit": status.receiving_unit}
    return StatusAnswer("waiting", _("Chờ người nộp"), sentence % {"due": due}, told)


def _payment(status: PublicStatus, now: datetime) -> StatusAnswer:
    del now
    sentence = _("Hồ sơ đang chờ nộp phí, lệ phí hoặc thuế; nộp xong thì được giải quyết tiếp.")
    todo = _("Nộp số tiền ghi trên thông báo. Chưa nhận được thông báo thì hỏi tại %(unit)s.")
    told = todo % {"unit": status.receiving_unit}
    return StatusAnswer("waiting", _("Chờ người nộp"), sentence, told)


def _solved(status: PublicStatus, now: datetime) -> StatusAnswer:
    del now
    place, ready = _place(status), status.ready_at
    late = ready is not None and ready > (status.due_at or status.original_due_at)
    return StatusAnswer(
        "on-time",
        _("Đã có kết quả"),
        _("Đã có kết quả, mời đến nhận tại %(place)s.") % {"place": place},
        _("Mang giấy hẹn và thẻ căn cước đến nhận trong giờ làm việc."),
        apology=_("Kết quả có sau ngày hẹn. Trung tâm xin lỗi vì trễ hẹn.") if late else "",
    )


def _returned(status: PublicStatus, now: datetime) -> StatusAnswer:
    del now
    if status.closed_at is None:
        sentence = _("Kết quả đã được trả.")
    else:
        sentence = _("Kết quả đã được trả %(day)s.") % {"day": formats.moment(status.closed_at)}
    todo = _("Không còn việc gì phải làm. Nếu kết quả có sai sót, mang đến %(unit)s để được đính chính.")
    return StatusAnswer("plain", _name(status), sentence, todo % {"unit": status.receiving_unit})


def _not_received(status: PublicStatus, now: datetime) -> StatusAnswer:
    del now
    todo = _("Lý do ghi trên phiếu từ chối tiếp nhận. Hỏi thêm tại %(unit)s.") % {"unit": status.receiving_unit}
    return StatusAnswer("plain", _name(status), _("Hồ sơ không được tiếp nhận."), todo)


def _withdrawn(status: PublicStatus, now: datetime) -> StatusAnswer:
    del now
    if status.closed_at is None:
        sentence = _("Hồ sơ đã được rút theo yêu cầu của người nộp.")
    else:
        sentence = _("Hồ sơ đã được rút theo yêu cầu của người nộp, %(day)s.") % {"day": _day(status.closed_at)}
    todo = _("Nếu vẫn cần giải quyết, nộp hồ sơ mới tại %(unit)s.") % {"unit": status.receiving_unit}
    return StatusAnswer("plain", _("Đã rút"), sentence, todo)


def _stopped(status: PublicStatus, now: datetime) -> StatusAnswer:
    del now
    if status.closed_at is None:
        sentence = _("Hồ sơ đã dừng giải quyết.")
    else:
        sentence = _("Hồ sơ đã dừng giải quyết, %(day)s.") % {"day": _day(status.closed_at)}
    todo = _("Lý do ghi trên thông báo dừng giải quyết hồ sơ. Hỏi thêm tại %(unit)s.")
    return StatusAnswer("plain", _("Đã dừng"), sentence, todo % {"unit": status.receiving_unit})


def _day(at: datetime) -> str:
    return formats.date_long(at)


def _name(status: PublicStatus) -> str:
    return str(STATUSES[status.status])


_WHERE = {
    (True, Act.APPRAISE): gettext_noop("Hồ sơ đã được tiếp nhận, đang chờ %(unit)s thẩm định"),
    (True, None): gettext_noop("Hồ sơ đã được tiếp nhận, đang ở %(unit)s"),
    (False, Act.APPRAISE): gettext_noop("Hồ sơ đang được %(unit)s thẩm định"),
    (False, Act.APPROVE): gettext_noop("Hồ sơ đang được %(unit)s xem xét phê duyệt"),
    (False, Act.STAMP): gettext_noop("Kết quả đang được %(unit)s đóng dấu, phát hành"),
    (False, None): gettext_noop("Hồ sơ đang được xử lý tại %(unit)s"),
}
"""(only received, act that is waited for) → the beginning of the sentence; looked up one by one, for speed."""
_IN_HAND = frozenset({Status.RECEIVED, Status.IN_PROGRESS, Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED})
_ANSWERS: dict[Status, Callable[[PublicStatus, datetime], StatusAnswer]] = {
    Status.REGISTERED: _registered,
    Status.RECEIVED: _in_hand,
    Status.NOT_RECEIVED: _not_received,
    Status.IN_PROGRESS: _in_hand,
    Status.SUPPLEMENT_REQUESTED: _supplement,
    Status.PAYMENT_REQUESTED: _payment,
    Status.WITHDRAWN: _withdrawn,
    Status.STOPPED: _stopped,
    Status.SOLVED: _solved,
    Status.RETURNED: _returned,
}
