from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.kernel.errors import ConflictError, InvalidInputError, NotAllowedError, UnavailableError


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


class WrongTokenError(NotAllowedError):
    """Unknown, expired, revoked, of a closed account: one answer for all, so that trying tokens tells nothing."""

    def __init__(self) -> None:
        super().__init__(
            "accounts:token:wrong",
            _(
                "Mã truy cập không đúng, đã hết hạn hoặc đã bị thu hồi. Kiểm tra lại mã, hoặc xin người quản trị hệ thống cấp mã mới."
            ),
            "access token refused",
        )


class NoTokenError(NotAllowedError):
    """Something would be written by whoever shows no token: a session is not enough, browsers send it unasked."""

    def __init__(self) -> None:
        super().__init__(
            "accounts:token:absent",
            _(
                "Địa chỉ này chỉ nhận mã truy cập, trong tiêu đề “Authorization: Bearer …”. Chưa có mã thì xin người quản trị hệ thống cấp."
            ),
            "a request that writes came without an access token",
        )


class NotASystemError(NotAllowedError):
    """A token for a person or a device: they sign in otherwise."""

    def __init__(self) -> None:
        super().__init__(
            "accounts:token:not_a_system",
            _("Mã truy cập chỉ cấp cho tài khoản hệ thống. Cán bộ và thiết bị đăng nhập bằng mật khẩu."),
            "an access token was asked for an account that is no system",
        )


class TokenLifetimeError(InvalidInputError):
    """Longer than a token may last, or over before it begins."""

    def __init__(self, at_most: int) -> None:
        super().__init__(
            "accounts:token:lifetime",
            _("Mã truy cập dùng được từ 1 đến %(days)s ngày. Chọn số ngày trong khoảng đó.") % {"days": at_most},
            "an access token was asked for too many or too few days",
        )


class SystemNameError(InvalidInputError):
    """Nobody could tell the software by this name."""

    def __init__(self, at_most: int) -> None:
        super().__init__(
            "accounts:system:name",
            _("Tên phần mềm dài từ 1 đến %(most)s ký tự. Nhập tên để sau này biết mã dùng ở đâu.") % {"most": at_most},
            "a system's name is empty or too long",
        )


class ClosedSystemError(ConflictError):
    """An administrator closed this software's account."""

    def __init__(self, sign_in_name: str) -> None:
        super().__init__(
            "accounts:system:closed",
            _(
                "Tài khoản hệ thống %(name)s đang bị khóa. Mở lại ở trang quản trị, mục Cán bộ, rồi thử lại; hoặc đặt tên phần mềm khác."
            )
            % {"name": sign_in_name},
            "an access token was asked for a closed account",
        )
