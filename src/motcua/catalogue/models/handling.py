from django.contrib.postgres.fields import ArrayField
from django.db import models

from motcua.catalogue import labels
from motcua.catalogue.models import columns
from motcua.catalogue.models.procedure import Procedure
from motcua.catalogue.vocabulary import Level


class HandlingDecision(models.Model):
    """The published decision on what the one-stop units of a level handle. A new one supersedes the one before it."""

    number = models.CharField(max_length=100)
    level = models.CharField(
        max_length=16, choices=labels.choices({word: labels.LEVELS[word] for word in (Level.PROVINCE, Level.COMMUNE)})
    )
    title = models.TextField(blank=True)
    issuer = models.CharField(max_length=400)
    issued_on = models.DateField()
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    published_by = models.CharField(max_length=200)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["level", "effective_from", "id"]
        constraints = [
            models.UniqueConstraint(fields=["number", "issued_on", "level"], name="catalogue_decision_number"),
            models.UniqueConstraint(
                fields=["level"], condition=models.Q(effective_to__isnull=True), name="catalogue_one_open_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.issued_on:%d/%m/%Y})"


class HandledProcedure(models.Model):
    """A line of the decision's list: the procedure, what of it is done on the spot, and the promised shorter limit."""

    decision = models.ForeignKey(HandlingDecision, on_delete=models.CASCADE, related_name="handled")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="handlings")
    on_the_spot = ArrayField(
        models.CharField(max_length=16, choices=labels.choices(labels.ACTS)), default=list, blank=True
    )
    committed_limit_quantity = columns.limit_quantity()
    committed_limit_unit = columns.limit_unit()

    class Meta:
        ordering = ["decision", "procedure"]
        constraints = [models.UniqueConstraint(fields=["decision", "procedure"], name="catalogue_handled_once")]

    def __str__(self) -> str:
        return f"{self.procedure_id} in {self.decision_id}"
