"""Titles of roles and powers as the screen shows them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.accounts.rules.roles import DelegatedPower, Role

ROLES: dict[Role, Promise] = {
    Role.RECEPTION: _("Tiếp nhận và trả kết quả"),
    Role.GUIDANCE: _("Hướng dẫn"),
    Role.HANDLING_OFFICER: _("Thụ lý, thẩm định"),
    Role.APPROVER: _("Phê duyệt"),
    Role.REGISTRY_CLERK: _("Văn thư"),
    Role.CASHIER: _("Thu phí, lệ phí"),
    Role.HEAD_OF_UNIT: _("Phụ trách đơn vị"),
    Role.SUPERVISOR: _("Giám sát"),
    Role.AUDITOR: _("Kiểm tra nhật ký"),
    Role.ADMINISTRATOR: _("Quản trị hệ thống"),
    Role.MONITOR: _("Phần mềm giám sát máy"),
    Role.KIOSK: _("Máy lấy số"),
    Role.DISPLAY: _("Bảng hiển thị"),
}
POWERS: dict[DelegatedPower, Promise] = {
    DelegatedPower.APPROVE: _("Phê duyệt tại chỗ"),
    DelegatedPower.STAMP: _("Đóng dấu tại chỗ"),
}

ROLE_CHOICES = [(role.value, title) for role, title in ROLES.items()]
POWER_CHOICES = [(power.value, title) for power, title in POWERS.items()]
