from typing import Any, ClassVar

from django.db import models

from motcua.dossiers import labels
from motcua.dossiers.models.dossier import Dossier


class SubmittedDocument(models.Model):
    """A paper of a dossier as it was at the receipt: brought, copied, or known to the State already."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="documents", db_index=False)
    position = models.PositiveSmallIntegerField()
    required: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "catalogue.RequiredDocument", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    name = models.TextField()
    state = models.CharField(max_length=8, choices=labels.choices(labels.PAPER_STATES))
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("dossier", "position")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dossier", "position"], name="submitted_document_position"),
        ]

    def __str__(self) -> str:
        return self.name


class DossierFee(models.Model):
    """Phí or lệ phí of a dossier, in đồng: due, collected or not asked of this person."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="fees", db_index=False)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=labels.choices(labels.FEE_KINDS))
    label = models.CharField(max_length=300)
    amount = models.PositiveBigIntegerField(help_text="đồng")
    state = models.CharField(max_length=10, choices=labels.choices(labels.FEE_STATES))
    collected_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("dossier", "position")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dossier", "position"], name="dossier_fee_position"),
        ]

    def __str__(self) -> str:
        return self.label
