from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Levels of the State. Since 1/7/2025 a province has communes only; a district is expressible for the past."""

    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện (đến 30/6/2025)")
    COMMUNE = "commune", _("Cấp xã")


class AgencyKind(models.TextChoices):
    """What sort of agency it is; a vertical one answers to its ministry, not to the province."""

    COMMITTEE = "committee", _("Ủy ban nhân dân")
    DEPARTMENT = "department", _("Sở, ban, ngành của tỉnh")
    VERTICAL = "vertical", _("Cơ quan ngành dọc")
    COMMUNE_OFFICE = "commune_office", _("Phòng chuyên môn cấp xã")
    CENTRE = "centre", _("Trung tâm Phục vụ hành chính công")


class OverrideKind(models.TextChoices):
    """Why a day differs from the weekly hours (domain: the Labour Code's Art. 112 and yearly notices)."""

    HOLIDAY = "holiday", _("Nghỉ lễ, tết")
    SUBSTITUTE = "substitute", _("Nghỉ bù")
    SWAPPED_OFF = "swapped_off", _("Nghỉ hoán đổi")
    WORKING = "working", _("Ngày nghỉ phải làm việc")
