from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models.labels import POWER_CHOICES
from motcua.accounts.models.staff import Staff
from motcua.accounts.rules.roles import DelegatedPower
from motcua.organisation.models import Agency, OneStopUnit
from motcua.organisation.models.validity import Dated


class Secondment(Dated):
    """An agency's officer sent to a one-stop unit, with the powers that the agency's decision delegates."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="secondments", verbose_name=_("cán bộ"))
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="secondments", verbose_name=_("cơ quan cử đến")
    )
    unit = models.ForeignKey(
        OneStopUnit, on_delete=models.PROTECT, related_name="secondments", verbose_name=_("bộ phận một cửa")
    )
    powers = ArrayField(
        models.CharField(max_length=8, choices=POWER_CHOICES),
        verbose_name=_("được ủy quyền"),
        default=list,
        blank=True,
    )
    decision_number = models.CharField(_("số quyết định"), max_length=60)
    decided_on = models.DateField(_("ngày quyết định"))

    class Meta(Dated.Meta):
        verbose_name = _("cử cán bộ đến một cửa")
        verbose_name_plural = _("cử cán bộ đến một cửa")
        ordering = ("staff", "valid_from")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(powers__contained_by=[power.value for power in DelegatedPower]),
                name="secondment_powers_are_known",
            ),
            models.CheckConstraint(condition=~Q(decision_number=""), name="secondment_names_its_decision"),
            models.UniqueConstraint(fields=["staff", "agency", "unit", "valid_from"], name="secondment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.staff}: {self.agency.called} → {self.unit}"
