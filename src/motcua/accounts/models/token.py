from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models.staff import Staff

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import Promise


class AccessToken(models.Model):
    """What another agency's software signs in to the API with. The token itself is shown once and kept nowhere."""

    staff = models.ForeignKey(
        Staff, on_delete=models.PROTECT, related_name="tokens", verbose_name=_("tài khoản hệ thống")
    )
    name = models.CharField(_("dùng cho"), max_length=120)
    digest = models.CharField(
        _("dấu của mã"), max_length=64, unique=True, editable=False, help_text="SHA-256 of the token, in hex"
    )
    created_at = models.DateTimeField(_("cấp lúc"))
    created_by = models.CharField(_("người cấp"), max_length=200, help_text="as the audit chain writes it: staff:17")
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("dùng lần cuối"), null=True, blank=True, help_text=_("chính xác đến một giờ"))

    class Meta:
        verbose_name = _("mã truy cập")
        verbose_name_plural = _("mã truy cập")
        ordering = ("-created_at", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="access_token_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    def state_at(self, now: "datetime") -> "Promise":
        """In a word for lists: whether it opens anything, else why not."""
        if self.revoked_at:
            return _("đã thu hồi")
        if self.expires_at <= now:
            return _("đã hết hạn")
        return _("đang dùng được") if self.staff.is_active else _("tài khoản bị khóa")
