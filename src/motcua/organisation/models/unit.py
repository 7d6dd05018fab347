from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.organisation.models.administrative import AdministrativeUnit
from motcua.organisation.models.agency import Agency
from motcua.organisation.models.levels import Level
from motcua.organisation.models.validity import Dated


class OneStopUnit(Dated):
    """A place that citizens go to: the province's centre, a commune's centre."""

    code = models.SlugField(_("mã"), max_length=40, unique=True)
    name = models.CharField(_("tên"), max_length=200)
    level = models.CharField(_("cấp"), max_length=8, choices=Level)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="one_stop_units", verbose_name=_("cơ quan quản lý")
    )
    administrative_unit = models.ForeignKey(
        AdministrativeUnit, on_delete=models.PROTECT, related_name="one_stop_units", verbose_name=_("địa bàn")
    )
    address = models.CharField(_("địa chỉ"), max_length=200)
    telephone = models.CharField(_("điện thoại"), max_length=20, blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("bộ phận một cửa")
        verbose_name_plural = _("bộ phận một cửa")
        ordering = ("-level", "code")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(telephone="") | Q(telephone__regex=r"^0\d{8,10}$|^1\d{3,9}$"),
                name="one_stop_unit_telephone_well_formed",
                violation_error_message=_("Số điện thoại chỉ gồm chữ số, bắt đầu bằng 0, hoặc là số tổng đài 1xxx."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
