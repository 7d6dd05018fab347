"""What is given to a person whose papers can't be received, or not yet: a form with a number, and its record."""

from typing import Any, ClassVar

from django.db import models

from motcua.accounts.models import Party, Staff
from motcua.dossiers.models.dossier import Dossier
from motcua.foundation.ids import uuid7
from motcua.organisation.models import OneStopUnit


class _Slip(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(max_length=60, unique=True)
    unit = models.ForeignKey(OneStopUnit, on_delete=models.PROTECT, related_name="+")
    procedure_version: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "catalogue.ProcedureVersion", on_delete=models.PROTECT, related_name="+"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    party_name = models.CharField(max_length=200)
    party_phone = models.CharField(max_length=11, blank=True)
    party_email = models.CharField(max_length=200, blank=True)
    party_address = models.CharField(max_length=300, blank=True)
    content = models.CharField(max_length=1000, blank=True)
    issued_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number


class SupplementRequest(_Slip):
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (form 02): everything that is missing, asked for once (NĐ 61/2018, Điều 17).

    Before a receipt `dossier` is empty: nothing was received. `missing` is [{"name", "reason", "basis"}].
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, related_name="supplement_requests")
    missing: "models.JSONField[list[dict[str, str]], list[dict[str, str]]]" = models.JSONField()
    completed_at = models.DateTimeField(null=True)

    class Meta(_Slip.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "-issued_at"], name="supplement_request_by_unit")
        ]


class IntakeRefusal(_Slip):
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ (form 03), with its reason; nothing was received."""

    reason = models.TextField()

    class Meta(_Slip.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "-issued_at"], name="intake_refusal_by_unit")
        ]
