from django.db import models

from motcua.catalogue import labels
from motcua.catalogue.models import columns
from motcua.catalogue.models.procedure import ProcedureVersion


class Channel(models.Model):
    """A way to submit, with its limit: what the source says, and what was read from it."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="channels")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=labels.choices(labels.CHANNELS))
    limit_verbatim = models.TextField(blank=True)
    limit_quantity = columns.limit_quantity()
    limit_unit = columns.limit_unit()
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="catalogue_channel_position")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.limit_verbatim}"


class Fee(models.Model):
    """Phí or lệ phí of a channel. `amount` is what the parser read; `verified` means that a person compared it."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="fees")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=labels.choices(labels.FEE_KINDS))
    verbatim = models.TextField()
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, default="VND")
    note = models.TextField(blank=True)
    verified = models.BooleanField(default=False)
    verified_by = models.CharField(max_length=200, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["channel", "position"]
        constraints = [models.UniqueConstraint(fields=["channel", "position"], name="catalogue_fee_position")]

    def __str__(self) -> str:
        return self.verbatim
