from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models.labels import ROLE_CHOICES
from motcua.accounts.models.staff import Staff
from motcua.accounts.rules.roles import DEVICE_ROLES
from motcua.organisation.models import Agency, Counter, OneStopUnit
from motcua.organisation.models.validity import Dated


class RoleAssignment(Dated):
    """A role that somebody holds at one place: a one-stop unit (perhaps at one counter) or an agency."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="roles", verbose_name=_("cán bộ"))
    role = models.CharField(_("vai trò"), max_length=20, choices=ROLE_CHOICES)
    unit = models.ForeignKey(
        OneStopUnit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bộ phận một cửa"),
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cơ quan")
    )
    counter = models.ForeignKey(
        Counter, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("quầy")
    )

    class Meta(Dated.Meta):
        verbose_name = _("vai trò được giao")
        verbose_name_plural = _("vai trò được giao")
        ordering = ("staff", "role", "valid_from")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(unit__isnull=False, agency=None) | Q(unit=None, agency__isnull=False),
                name="role_assignment_at_one_place",
                violation_error_message=_("Chọn một nơi: bộ phận một cửa hoặc cơ quan, không cả hai."),
            ),
            models.CheckConstraint(
                condition=Q(counter=None) | Q(unit__isnull=False),
                name="role_assignment_counter_belongs_to_a_unit",
                violation_error_message=_("Quầy thuộc bộ phận một cửa: chọn bộ phận một cửa trước."),
            ),
            models.UniqueConstraint(
                fields=["staff", "role", "unit", "agency", "counter", "valid_from"],
                nulls_distinct=False,
                name="role_assignment_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.place}"

    @property
    def place(self) -> OneStopUnit | Agency:
        place = self.unit or self.agency
        assert place is not None
        return place

    def clean(self) -> None:
        if self.staff_id and not self.staff.is_system and self.staff.is_device != (self.role in DEVICE_ROLES):
            raise ValidationError({"role": _("Vai trò của thiết bị chỉ giao cho thiết bị, và ngược lại.")})
        if self.counter and self.counter.unit_id != self.unit_id:
            raise ValidationError({"counter": _("Quầy này không thuộc bộ phận một cửa đã chọn.")})
