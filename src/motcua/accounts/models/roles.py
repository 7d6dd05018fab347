from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person (or a device in the hall) is there for; held at one unit or agency."""

    RECEPTION = "reception", _("Tiếp nhận và trả kết quả")
    GUIDANCE = "guidance", _("Hướng dẫn")
    HANDLING_OFFICER = "handling_officer", _("Thụ lý, thẩm định")
    APPROVER = "approver", _("Phê duyệt")
    REGISTRY_CLERK = "registry_clerk", _("Văn thư")
    CASHIER = "cashier", _("Thu phí, lệ phí")
    HEAD_OF_UNIT = "head_of_unit", _("Phụ trách đơn vị")
    SUPERVISOR = "supervisor", _("Giám sát")
    AUDITOR = "auditor", _("Kiểm tra nhật ký")
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")
    KIOSK = "kiosk", _("Máy lấy số")
    DISPLAY = "display", _("Bảng hiển thị")


DEVICE_ROLES = (Role.KIOSK, Role.DISPLAY)
"""Roles of machines: they show and print, and act for nobody."""


class DelegatedPower(models.TextChoices):
    """What an agency lets its seconded officer do at the centre: the fourth and the fifth of the "five on the spot"."""

    APPROVE = "approve", _("Phê duyệt tại chỗ")
    STAMP = "stamp", _("Đóng dấu tại chỗ")
