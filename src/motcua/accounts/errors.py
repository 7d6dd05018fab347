from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.kernel.errors import NotAllowedError, UnavailableError


class WrongSignInError(NotAllowedError):
    """Unknown account, wrong password, closed account: one answer for all, so that names can't be collected."""

    def __init__(self) -> None:
        super().__init__(
            "accounts:sign_in:wrong",
            _("Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại."),
            "sign-in refused",
        )


class TooManyTriesError(NotAllowedError):
    """The allowance is used up until `free_at`."""

    def __init__(self, free_at: datetime, minutes: int) -> None:
        sentence = ngettext(
            "Đã thử quá nhiều lần từ nơi này. Thử lại sau %(minutes)s phút, hoặc dùng máy vẫn thường đăng nhập.",
            "Đã thử quá nhiều lần từ nơi này. Thử lại sau %(minutes)s phút, hoặc dùng máy vẫn thường đăng nhập.",
            minutes,
        )
        super().__init__(
            "accounts:sign_in:too_many_tries", sentence % {"minutes": minutes}, "sign-in allowance used up"
        )
        self.free_at = free_at


class SignInUnavailableError(UnavailableError):
    """Tries can't be counted, so none is allowed."""

    def __init__(self) -> None:
        super().__init__(
            "accounts:sign_in:unavailable",
            _("Tạm thời chưa đăng nhập được. Đợi một phút rồi thử lại; nếu vẫn vậy, báo người quản trị hệ thống."),
            "sign-in allowances can't be read or written",
        )
