from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.rules.parties import NumberKind, PartyKind
from motcua.foundation.ids import uuid7


class Party(models.Model):
    """A citizen, business or other body that the centre serves, as last told; a dossier keeps what was true at its receipt."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.PositiveSmallIntegerField(_("loại"), choices=[(kind.value, kind.name.lower()) for kind in PartyKind])
    name = models.CharField(_("họ và tên hoặc tên tổ chức"), max_length=200)
    folded_name = models.CharField(max_length=200, editable=False)
    number_kind = models.CharField(
        _("loại số"), max_length=12, choices=[(k.value, k.value) for k in NumberKind], blank=True
    )
    number = models.CharField(_("số định danh, mã số thuế hoặc số giấy tờ"), max_length=20, blank=True)
    born_on = models.DateField(_("ngày sinh"), null=True, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=11, blank=True)
    email = models.CharField(_("thư điện tử"), max_length=200, blank=True)
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("người nộp hồ sơ")
        verbose_name_plural = _("người nộp hồ sơ")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["number_kind", "number"], condition=~Q(number=""), name="party_number_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="party_has_a_name"),
            models.CheckConstraint(
                condition=Q(number="", number_kind="") | (~Q(number="") & ~Q(number_kind="")),
                name="party_number_has_its_kind",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["phone"], name="party_by_phone", condition=~Q(phone="")),
            models.Index(fields=["folded_name"], name="party_by_name", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.name
