from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.organisation.models.agency import Agency
from motcua.organisation.models.unit import OneStopUnit
from motcua.organisation.models.validity import Dated


class Counter(Dated):
    """A numbered desk of a one-stop unit, the agencies and fields that it serves, and its zone in the hall."""

    unit = models.ForeignKey(
        OneStopUnit, on_delete=models.PROTECT, related_name="counters", verbose_name=_("bộ phận một cửa")
    )
    number = models.PositiveSmallIntegerField(_("số quầy"))
    name = models.CharField(_("tên quầy"), max_length=120)
    zone = models.CharField(_("khu vực"), max_length=40, blank=True)
    agencies: "models.ManyToManyField[Agency, models.Model]" = models.ManyToManyField(
        Agency, related_name="counters", blank=True, verbose_name=_("phục vụ cơ quan")
    )
    fields = ArrayField(
        models.CharField(max_length=400),
        verbose_name=_("chỉ các lĩnh vực"),
        default=list,
        blank=True,
        help_text=_("Để trống: mọi lĩnh vực của các cơ quan ở trên"),
    )

    class Meta(Dated.Meta):
        verbose_name = _("quầy")
        verbose_name_plural = _("quầy")
        ordering = ("unit", "number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "number", "valid_from"], name="counter_number_once_a_day"),
            models.UniqueConstraint(
                fields=["unit", "number"], condition=Q(valid_to=None), name="counter_number_once_in_force"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=999), name="counter_number_between_1_and_999"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"
