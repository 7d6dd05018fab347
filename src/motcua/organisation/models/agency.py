from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.organisation.models.administrative import AdministrativeUnit
from motcua.organisation.models.levels import AgencyKind, Level
from motcua.organisation.models.validity import Dated

AGENCY_CODE = r"^([A-Z]\d{2}(\.\d{1,3}){0,3}|(\d{2,3}\.){3}[A-Z]\d{2})$"
"""Both ways of writing it are in use: H30.13 and 000.00.13.H30."""


class Agency(Dated):
    """Who handles procedures: a committee, a department, a vertical agency, a commune's office, the centre itself."""

    code = models.CharField(_("mã định danh"), max_length=20, help_text=_("H30.13 hoặc 000.00.13.H30"))
    name = models.CharField(_("tên cơ quan"), max_length=200)
    short_name = models.CharField(_("tên gọn"), max_length=80, blank=True)
    kind = models.CharField(_("loại"), max_length=16, choices=AgencyKind)
    level = models.CharField(_("cấp"), max_length=8, choices=Level)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("trực thuộc")
    )
    administrative_unit = models.ForeignKey(
        AdministrativeUnit, on_delete=models.PROTECT, related_name="agencies", verbose_name=_("địa bàn")
    )
    fields = ArrayField(
        models.CharField(max_length=400),
        verbose_name=_("lĩnh vực"),
        default=list,
        blank=True,
        help_text=_("Tên lĩnh vực đúng như trong danh mục thủ tục"),
    )
    predecessors: "models.ManyToManyField[Agency, AgencySuccession]" = models.ManyToManyField(
        "self",
        through="AgencySuccession",
        through_fields=("successor", "predecessor"),
        symmetrical=False,
        related_name="successors",
        verbose_name=_("tiền thân"),
    )

    class Meta(Dated.Meta):
        verbose_name = _("cơ quan")
        verbose_name_plural = _("cơ quan")
        ordering = ("code", "valid_from")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="agency_code_once_a_day"),
            models.UniqueConstraint(fields=["code"], condition=Q(valid_to=None), name="agency_code_once_in_force"),
            models.CheckConstraint(
                condition=Q(code__regex=AGENCY_CODE),
                name="agency_code_well_formed",
                violation_error_message=_("Mã định danh có dạng H30.13 hoặc 000.00.13.H30."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="agency_is_not_its_own_parent",
                violation_error_message=_("Cơ quan không thể trực thuộc chính nó."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The short name where one exists: what a screen with little room shows."""
        return self.short_name or self.name


class AgencySuccession(models.Model):
    """One agency took over from another; dossiers of the old one keep its code."""

    predecessor = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="successor_links", verbose_name=_("cơ quan cũ")
    )
    successor = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="predecessor_links", verbose_name=_("cơ quan mới")
    )
    effective_on = models.DateField(_("từ ngày"))
    decision = models.CharField(_("văn bản"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("kế thừa cơ quan")
        verbose_name_plural = _("kế thừa cơ quan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="agency_succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="agency_succession_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
