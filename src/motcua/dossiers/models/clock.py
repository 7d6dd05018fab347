from typing import ClassVar

from django.db import models

from motcua.dossiers.models.dossier import Dossier
from motcua.worktime import ClockEventKind


class ClockEvent(models.Model):
    """Something that happened to a dossier's clock, as `worktime.ClockEvent` has it. A due date moves by one of these or not at all."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="clock_events", db_index=False)
    sequence = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ClockEventKind])
    at = models.DateTimeField()
    runs_from = models.DateTimeField(null=True, help_text="empty while the clock is paused")
    due_at = models.DateTimeField(null=True)
    last_day = models.DateField(null=True)
    left_numerator = models.BigIntegerField(null=True)
    left_denominator = models.BigIntegerField(null=True)
    left_unit = models.CharField(max_length=16, blank=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("dossier", "sequence")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dossier", "sequence"], name="clock_event_sequence"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}. {self.kind}"
