from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.organisation.models.levels import OverrideKind
from motcua.organisation.models.unit import OneStopUnit
from motcua.organisation.models.validity import Dated


class Weekday(models.IntegerChoices):
    """ISO numbers, so that `date.isoweekday()` is the key."""

    MONDAY = 1, _("thứ Hai")
    TUESDAY = 2, _("thứ Ba")
    WEDNESDAY = 3, _("thứ Tư")
    THURSDAY = 4, _("thứ Năm")
    FRIDAY = 5, _("thứ Sáu")
    SATURDAY = 6, _("thứ Bảy")
    SUNDAY = 7, _("Chủ nhật")


class OpeningHours(Dated):
    """One stretch of a weekday on which a unit is open; a day has as many rows as stretches."""

    unit = models.ForeignKey(
        OneStopUnit, on_delete=models.CASCADE, related_name="opening_hours", verbose_name=_("bộ phận một cửa")
    )
    weekday = models.PositiveSmallIntegerField(_("ngày trong tuần"), choices=Weekday)
    opens = models.TimeField(_("mở cửa"))
    closes = models.TimeField(_("đóng cửa"))

    class Meta(Dated.Meta):
        verbose_name = _("giờ làm việc")
        verbose_name_plural = _("giờ làm việc")
        ordering = ("unit", "valid_from", "weekday", "opens")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")),
                name="opening_hours_open_before_they_close",
                violation_error_message=_("Giờ mở cửa phải trước giờ đóng cửa."),
            ),
            models.CheckConstraint(
                condition=Q(weekday__gte=1, weekday__lte=7), name="opening_hours_on_a_day_of_the_week"
            ),
            models.UniqueConstraint(fields=["unit", "weekday", "opens", "valid_from"], name="opening_hours_once"),
        ]

    def __str__(self) -> str:
        return f"{Weekday(self.weekday).label} {self.opens:%H:%M}-{self.closes:%H:%M}"


class CalendarOverride(models.Model):
    """A day that differs from the weekly hours, with the legal decision; no unit means every unit."""

    unit = models.ForeignKey(
        OneStopUnit,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="calendar_overrides",
        verbose_name=_("bộ phận một cửa"),
        help_text=_("Để trống: áp dụng cho mọi nơi"),
    )
    day = models.DateField(_("ngày"))
    kind = models.CharField(_("loại"), max_length=12, choices=OverrideKind)
    works_as = models.PositiveSmallIntegerField(
        _("làm việc theo giờ của"),
        choices=Weekday,
        null=True,
        blank=True,
        help_text=_("Ngày nghỉ phải làm việc theo giờ của thứ mấy"),
    )
    note = models.CharField(_("lý do"), max_length=200)
    decision = models.CharField(_("văn bản"), max_length=200)

    class Meta:
        verbose_name = _("ngày khác thường")
        verbose_name_plural = _("ngày khác thường")
        ordering = ("day",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "day"], nulls_distinct=False, name="calendar_override_once_a_day"),
            models.CheckConstraint(
                condition=Q(kind=OverrideKind.WORKING, works_as__isnull=False)
                | Q(~Q(kind=OverrideKind.WORKING), works_as=None),
                name="calendar_override_says_whose_hours",
                violation_error_message=_("Ngày nghỉ phải làm việc thì chọn giờ của thứ mấy; ngày nghỉ thì để trống."),
            ),
            models.CheckConstraint(condition=~Q(decision=""), name="calendar_override_names_its_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.note}"
