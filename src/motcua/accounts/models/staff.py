from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.rules.roles import Role
from motcua.kernel import clock

if TYPE_CHECKING:
    from datetime import datetime

SIGN_IN_NAME = r"^[a-z0-9](?:[a-z0-9._-]{1,38})[a-z0-9]$"
"""Lower-case letters without marks, digits and . _ -, 3 to 40 of them: typed alike on every keyboard."""


class StaffManager(models.Manager["Staff"]):
    def get_by_natural_key(self, sign_in_name: str) -> "Staff":
        return self.get(sign_in_name=sign_in_name)


class Staff(AbstractBaseUser):
    """Who acts here: an officer, a device in the hall, or another agency's software. No identity number is kept.

    A system (software) has tokens for the API instead of a password, and no session.
    """

    sign_in_name = models.CharField(
        _("tên đăng nhập"),
        max_length=40,
        unique=True,
        help_text=_("3 đến 40 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch ngang"),
    )
    full_name = models.CharField(_("họ và tên"), max_length=120)
    position = models.CharField(_("chức danh"), max_length=120, blank=True)
    is_device = models.BooleanField(_("là thiết bị"), default=False)
    is_system = models.BooleanField(
        _("là hệ thống"), default=False, help_text=_("Phần mềm gọi API bằng mã truy cập; không có mật khẩu")
    )
    is_demo = models.BooleanField(_("tài khoản mẫu"), default=False, help_text=_("Chỉ đăng nhập được ở bản chạy thử"))
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    created_at = models.DateTimeField(_("tạo lúc"), default=clock.now, editable=False)

    USERNAME_FIELD = "sign_in_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects: ClassVar[StaffManager] = StaffManager()

    class Meta:
        verbose_name = _("cán bộ")
        verbose_name_plural = _("cán bộ")
        ordering = ("sign_in_name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(sign_in_name__regex=SIGN_IN_NAME),
                name="staff_sign_in_name_well_formed",
                violation_error_message=_("Tên đăng nhập gồm chữ thường không dấu, chữ số, dấu chấm và gạch ngang."),
            ),
            models.CheckConstraint(
                condition=Q(is_system=False) | Q(is_device=False),
                name="staff_is_one_kind",
                violation_error_message=_("Tài khoản là của thiết bị hoặc của hệ thống, không cả hai."),
            ),
            models.CheckConstraint(
                condition=Q(is_system=False) | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX),
                name="staff_system_has_no_password",
                violation_error_message=_("Tài khoản hệ thống dùng mã truy cập, không có mật khẩu."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        """The given name, which stands last in Vietnamese."""
        return self.full_name.rsplit(" ", 1)[-1]

    @property
    def is_staff(self) -> bool:
        """Django's admin asks this: its door is open to administrators alone."""
        return self.is_active and self._administers(clock.now())

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's admin asks this for each model; our own pages ask `accounts.permissions`."""
        del perm, obj
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        del app_label
        return self.is_staff

    def _administers(self, moment: "datetime") -> bool:
        return self.roles.on(moment.date()).filter(role=Role.ADMINISTRATOR).exists()
