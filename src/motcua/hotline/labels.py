from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.hotline.vocabulary import AlarmKind, CallOutcome, MessageState, TrunkState

OUTCOMES = {
    CallOutcome.ANSWERED: _("Đã được trả lời"),
    CallOutcome.MESSAGE: _("Đã để lại lời nhắn"),
    CallOutcome.LEFT: _("Gác máy trước khi được trả lời"),
    CallOutcome.GAVE_UP: _("Bấm sai hoặc im lặng quá ba lần"),
}
ALARMS = {
    AlarmKind.GUESSING: _("Một nguồn gọi nhập sai số tra cứu nhiều lần trong một giờ"),
    AlarmKind.GUESSING_EVERYWHERE: _("Số tra cứu bị nhập sai dồn dập từ nhiều nguồn"),
}
MESSAGE_STATES = {MessageState.NEW: _("Chưa nghe"), MessageState.HEARD: _("Đã nghe")}

TRUNK_STATES = {
    TrunkState.TRYING: _("Đang đăng ký"),
    TrunkState.REGISTERED: _("Đã đăng ký"),
    TrunkState.FAILED: _("Chưa đăng ký được"),
}


def choices(labels: Mapping[Any, Promise]) -> list[tuple[str, Promise]]:
    return [(word.value, label) for word, label in labels.items()]
