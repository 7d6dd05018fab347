from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
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

_SAYS = "the registrar says "
TRUNK_REASONS = {
    "the registrar's name is unknown": _("không tìm thấy địa chỉ của nhà mạng"),
    "the registrar doesn't answer": _("nhà mạng không trả lời"),
    "the registrar's answer can't be read": _("không đọc được câu trả lời của nhà mạng"),
    "the registrar asks for a proof that can't be given": _("nhà mạng đòi cách xác thực mà phần mềm không có"),
    "the registrar refuses name or password": _("nhà mạng không nhận tên hoặc mật khẩu"),
    "the registrar keeps the registration for no time at all": _("nhà mạng không giữ đăng ký"),
    "the registration ran out": _("đăng ký đã hết hạn"),
}
"""What the log says (voice.sip.trunk) → what an administrator reads."""


def trunk_reason(why: str) -> str:
    """Why a carrier's line isn't registered; words that nobody knows stay as they are."""
    if why.startswith(_SAYS):
        return gettext("nhà mạng trả lời mã %(code)s") % {"code": why.removeprefix(_SAYS)}
    return str(TRUNK_REASONS.get(why, why))


def choices(labels: Mapping[Any, Promise]) -> list[tuple[str, Promise]]:
    return [(word.value, label) for word, label in labels.items()]
