from collections.abc import Callable
from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.kernel.errors import InvalidInputError
from motcua.organisation.models.levels import OverrideKind
from motcua.organisation.models.unit import OneStopUnit
from motcua.organisation.models.validity import Dated
from motcua.worktime import DayHours, YearDecision


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
    worth = models.DecimalField(
        _("tính là bao nhiêu ngày công"),
        max_digits=4,
        decimal_places=3,
        default=Decimal("0.5"),
        help_text=_("Một buổi là 0,5; cả ngày liền một ca là 1"),
    )

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
            models.CheckConstraint(
                condition=Q(worth__gt=0, worth__lte=1),
                name="opening_hours_worth_at_most_a_day",
                violation_error_message=_("Một khung giờ tính lớn hơn 0 và không quá 1 ngày công."),
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
    counterpart = models.DateField(
        _("ngày hoán đổi hoặc ngày lễ tương ứng"),
        null=True,
        blank=True,
        help_text=_("Ngày phải làm việc lấy giờ của ngày này; ngày nghỉ bù đứng thay ngày lễ này"),
    )
    hours = models.CharField(
        _("giờ riêng"), max_length=60, blank=True, help_text=_("Ví dụ: 07:30-11:30; để trống thì theo ngày hoán đổi")
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
                condition=~Q(kind=OverrideKind.WORKING) | Q(counterpart__isnull=False) | ~Q(hours=""),
                name="calendar_override_says_whose_hours",
                violation_error_message=_(
                    "Ngày nghỉ phải làm việc thì ghi giờ, hoặc ngày hoán đổi để lấy giờ của ngày đó."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(counterpart=F("day")),
                name="calendar_override_counterpart_is_another_day",
                violation_error_message=_("Ngày hoán đổi phải là một ngày khác."),
            ),
            models.CheckConstraint(condition=~Q(note=""), name="calendar_override_says_why"),
            models.CheckConstraint(condition=~Q(decision=""), name="calendar_override_names_its_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.note}"

    def clean(self) -> None:
        if self.hours:
            _as_validation_error("hours", DayHours.parse, self.hours)


class HolidayDecision(models.Model):
    """What the Government decided for a year: the days off at Tết and the day beside 2 September."""

    year = models.PositiveSmallIntegerField(_("năm"), unique=True)
    tet_days = ArrayField(models.DateField(), verbose_name=_("các ngày nghỉ Tết"), size=5)
    national_day_neighbour = models.DateField(_("ngày nghỉ liền kề Quốc khánh"))
    decision = models.CharField(_("văn bản"), max_length=200)

    class Meta:
        verbose_name = _("lịch nghỉ lễ của năm")
        verbose_name_plural = _("lịch nghỉ lễ từng năm")
        ordering = ("year",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(decision=""), name="holiday_decision_names_its_document"),
            models.CheckConstraint(
                condition=Q(tet_days__len=5),
                name="holiday_decision_five_days_of_tet",
                violation_error_message=_("Tết Nguyên đán nghỉ 5 ngày (Điều 112 Bộ luật Lao động)."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)

    def clean(self) -> None:
        _as_validation_error(
            "national_day_neighbour", YearDecision, self.year, tuple(self.tet_days), self.national_day_neighbour, ""
        )


def _as_validation_error(field: str, check: Callable[..., object], *arguments: object) -> None:
    """Let worktime judge, and say at the field what it says."""
    try:
        check(*arguments)
    except InvalidInputError as error:
        raise ValidationError({field: error.message_vi}) from error
