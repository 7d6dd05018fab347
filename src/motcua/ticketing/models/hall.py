from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Staff
from motcua.catalogue.labels import choices
from motcua.organisation.models import Counter, OneStopUnit
from motcua.ticketing import labels
from motcua.ticketing.vocabulary import DeviceKind, QueueMode


class Hall(models.Model):
    """How a unit's hall works: whether it has a queue, what tickets may be taken when, how a call is made."""

    unit = models.OneToOneField(
        OneStopUnit, on_delete=models.CASCADE, related_name="hall", verbose_name=_("bộ phận một cửa")
    )
    mode = models.CharField(_("lấy số"), max_length=8, choices=choices(labels.QUEUE_MODES), default=QueueMode.OWN.value)
    is_trial = models.BooleanField(
        _("vận hành thử"), default=False, help_text=_("Mọi phiếu và màn hình ghi rõ là đang vận hành thử")
    )
    early_minutes = models.PositiveSmallIntegerField(
        _("lấy số sớm trước giờ mở cửa (phút)"), default=60, validators=[MaxValueValidator(240)]
    )
    last_minutes = models.PositiveSmallIntegerField(
        _("thôi phát số trước giờ đóng cửa (phút)"), default=15, validators=[MaxValueValidator(240)]
    )
    most_calls = models.PositiveSmallIntegerField(
        _("gọi mấy lần thì bỏ qua"), default=3, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    preferred_in_a_row = models.PositiveSmallIntegerField(
        _("gọi liền tối đa mấy số ưu tiên"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("Sau chừng ấy số ưu tiên hoặc có hẹn liền nhau, số tiếp theo là số thường chờ lâu nhất"),
    )
    languages = models.CharField(
        _("tiếng nói"), max_length=20, default="vi", help_text=_("vi, hoặc vi,en: các thứ tiếng được đọc lần lượt")
    )

    class Meta:
        verbose_name = _("sảnh")
        verbose_name_plural = _("sảnh")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(preferred_in_a_row__gte=1, most_calls__gte=1), name="hall_calls_somebody_at_least_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)


class HallDevice(models.Model):
    """A machine of the hall: kiosk, board, counter display, rating tablet; with an account of its own that may do only that."""

    unit = models.ForeignKey(
        OneStopUnit, on_delete=models.PROTECT, related_name="hall_devices", verbose_name=_("bộ phận một cửa")
    )
    kind = models.CharField(_("loại"), max_length=16, choices=choices(labels.DEVICE_KINDS))
    name = models.CharField(_("tên"), max_length=80)
    zone = models.CharField(_("khu vực"), max_length=40, blank=True)
    counter = models.ForeignKey(
        Counter, on_delete=models.PROTECT, null=True, blank=True, related_name="devices", verbose_name=_("quầy")
    )
    printer = models.CharField(
        _("máy in"),
        max_length=120,
        blank=True,
        help_text=_("tcp://10.0.0.5:9100, usb:/dev/usb/lp0; để trống: không in"),
    )
    account = models.OneToOneField(Staff, on_delete=models.PROTECT, related_name="hall_device", editable=False)
    last_seen_at = models.DateTimeField(_("lần cuối thấy"), null=True, editable=False)
    printer_fault = models.CharField(
        _("tình trạng máy in"), max_length=12, blank=True, editable=False, choices=choices(labels.PRINTER_FAULTS)
    )

    class Meta:
        verbose_name = _("thiết bị ở sảnh")
        verbose_name_plural = _("thiết bị ở sảnh")
        ordering = ("unit", "kind", "name")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "name"], name="hall_device_name_once"),
            models.CheckConstraint(
                condition=~Q(kind__in=[DeviceKind.COUNTER_DISPLAY.value, DeviceKind.RATING_TABLET.value])
                | Q(counter__isnull=False),
                name="hall_device_at_a_counter",
                violation_error_message=_("Màn hình quầy và máy đánh giá phải chọn quầy."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
