from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models.staff import Staff


class KnownDevice(models.Model):
    """A browser from which somebody signed in before; its allowance of tries is its own."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="known_devices", verbose_name=_("cán bộ"))
    device = models.CharField(_("dấu của thiết bị"), max_length=64, help_text="SHA-256 of the cookie's secret, in hex")
    network = models.CharField(_("mạng"), max_length=64)
    first_seen_at = models.DateTimeField(_("lần đầu"))
    last_seen_at = models.DateTimeField(_("lần cuối"))

    class Meta:
        verbose_name = _("thiết bị quen")
        verbose_name_plural = _("thiết bị quen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["staff", "device"], name="known_device_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["staff", "network"], name="known_device_network")]

    def __str__(self) -> str:
        return f"{self.staff} {self.first_seen_at:%d/%m/%Y}"
