from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.organisation.models.levels import Level
from motcua.organisation.models.validity import Dated


class AdministrativeUnit(Dated):
    """A province, commune or (for the past) district, with its code in the State's list."""

    code = models.CharField(_("mã đơn vị hành chính"), max_length=5)
    name = models.CharField(_("tên đầy đủ"), max_length=120, help_text=_("Ví dụ: phường Bến Đá, tỉnh Thanh Giang"))
    level = models.CharField(_("cấp"), max_length=8, choices=Level)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("trực thuộc")
    )
    predecessors: "models.ManyToManyField[AdministrativeUnit, AdministrativeSuccession]" = models.ManyToManyField(
        "self",
        through="AdministrativeSuccession",
        through_fields=("successor", "predecessor"),
        symmetrical=False,
        related_name="successors",
        verbose_name=_("tiền thân"),
    )

    class Meta(Dated.Meta):
        verbose_name = _("đơn vị hành chính")
        verbose_name_plural = _("đơn vị hành chính")
        ordering = ("level", "code", "valid_from")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["level", "code", "valid_from"], name="administrative_unit_code_once_a_day"),
            models.UniqueConstraint(
                fields=["level", "code"], condition=Q(valid_to=None), name="administrative_unit_code_once_in_force"
            ),
            models.CheckConstraint(
                condition=Q(level=Level.PROVINCE, parent=None) | Q(~Q(level=Level.PROVINCE), parent__isnull=False),
                name="administrative_unit_only_a_province_stands_alone",
                violation_error_message=_("Tỉnh không trực thuộc đơn vị nào; huyện và xã phải chọn đơn vị trực thuộc."),
            ),
            models.CheckConstraint(
                condition=Q(level=Level.PROVINCE, code__regex=r"^\d{2}$")
                | Q(level=Level.DISTRICT, code__regex=r"^\d{3}$")
                | Q(level=Level.COMMUNE, code__regex=r"^\d{5}$"),
                name="administrative_unit_code_fits_its_level",
                violation_error_message=_("Mã tỉnh có 2 chữ số, mã huyện có 3, mã xã có 5."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AdministrativeSuccession(models.Model):
    """One unit went up in another (Hậu Giang in Cần Thơ, 1/7/2025). Codes of the past are never rewritten."""

    predecessor = models.ForeignKey(
        AdministrativeUnit, on_delete=models.PROTECT, related_name="successor_links", verbose_name=_("đơn vị cũ")
    )
    successor = models.ForeignKey(
        AdministrativeUnit, on_delete=models.PROTECT, related_name="predecessor_links", verbose_name=_("đơn vị mới")
    )
    effective_on = models.DateField(_("từ ngày"))
    decision = models.CharField(_("văn bản"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("kế thừa đơn vị hành chính")
        verbose_name_plural = _("kế thừa đơn vị hành chính")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="administrative_succession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="administrative_succession_between_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
