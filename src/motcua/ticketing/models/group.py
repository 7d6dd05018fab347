from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.organisation.models import Agency, Counter, OneStopUnit
from motcua.organisation.models.validity import Dated

LETTERS = r"^[A-Z]{1,3}$"


class QueueGroup(Dated):
    """A queue of a hall: what people come for, the letters of its numbers and the zone where it is served."""

    unit = models.ForeignKey(
        OneStopUnit, on_delete=models.PROTECT, related_name="queue_groups", verbose_name=_("bộ phận một cửa")
    )
    letters = models.CharField(_("chữ đầu của số"), max_length=3, help_text=_("A, B, DD…"))
    name = models.CharField(_("tên nhóm"), max_length=120)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("thứ tự trên màn hình"), default=100)
    zone = models.CharField(_("khu vực"), max_length=40, blank=True)
    agencies: "models.ManyToManyField[Agency, models.Model]" = models.ManyToManyField(
        Agency, related_name="queue_groups", blank=True, verbose_name=_("việc của các cơ quan")
    )
    fields = ArrayField(
        models.CharField(max_length=400),
        verbose_name=_("chỉ các lĩnh vực"),
        default=list,
        blank=True,
        help_text=_("Để trống: mọi lĩnh vực của các cơ quan ở trên"),
    )
    usual_minutes = models.DecimalField(
        _("thời gian phục vụ thường thấy (phút)"),
        max_digits=5,
        decimal_places=1,
        default=Decimal(8),
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(Decimal(240))],
        help_text=_("Dùng để ước tính khi chưa có số liệu thật"),
    )

    class Meta(Dated.Meta):
        verbose_name = _("nhóm lấy số")
        verbose_name_plural = _("nhóm lấy số")
        ordering = ("unit", "position", "letters")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "letters", "valid_from"], name="queue_group_letters_once_a_day"),
            models.UniqueConstraint(
                fields=["unit", "letters"], condition=Q(valid_to=None), name="queue_group_letters_once_in_force"
            ),
            models.CheckConstraint(
                condition=Q(letters__regex=LETTERS),
                name="queue_group_letters_well_formed",
                violation_error_message=_("Chữ đầu của số là một đến ba chữ cái in hoa không dấu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letters}. {self.name}"


class CounterService(models.Model):
    """That a counter serves a group: in which order, and with what weight beside groups of the same order."""

    counter = models.ForeignKey(
        Counter, on_delete=models.CASCADE, related_name="services", verbose_name=_("quầy"), db_index=False
    )
    group = models.ForeignKey(QueueGroup, on_delete=models.CASCADE, related_name="services", verbose_name=_("nhóm"))
    order = models.PositiveSmallIntegerField(
        _("thứ tự"), default=1, help_text=_("Nhóm có thứ tự nhỏ được gọi trước; nhóm cùng thứ tự được gọi xen kẽ")
    )
    weight = models.PositiveSmallIntegerField(
        _("trọng số"), default=1, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )

    class Meta:
        verbose_name = _("nhóm mà quầy phục vụ")
        verbose_name_plural = _("nhóm mà quầy phục vụ")
        ordering = ("counter", "order", "group")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["counter", "group"], name="counter_service_once"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=20), name="counter_service_weight"),
        ]

    def __str__(self) -> str:
        return f"{self.counter} → {self.group}"


class QueueDay(models.Model):
    """A group's day: how many preferred tickets were called in a row. Whoever calls from the group locks this row first."""

    group = models.ForeignKey(QueueGroup, on_delete=models.CASCADE, related_name="days", db_index=False)
    day = models.DateField()
    streak = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["group", "day"], name="queue_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.day}"
