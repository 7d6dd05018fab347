from typing import ClassVar

from django.db import models

from motcua.accounts.models import Staff
from motcua.dossiers import labels
from motcua.dossiers.models.dossier import Dossier


class DossierStep(models.Model):
    """A step that a dossier was or is at: since when, until when it should, by whom and how it ended.

    A step that is done again has a row again. One that ended without an `outcome` was cut short: the dossier was withdrawn or
    stopped there, and `note` says why. `on_the_spot` is measured: whether the person who did it was in the hall.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="steps", db_index=False)
    sequence = models.PositiveSmallIntegerField(help_text="1, 2, …: in the order in which they began")
    position = models.PositiveSmallIntegerField(help_text="in the process")
    act = models.CharField(max_length=8, choices=labels.choices(labels.ACTS))
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    outcome = models.CharField(max_length=20, blank=True, choices=labels.choices(labels.OUTCOMES))
    note = models.TextField(blank=True)
    on_the_spot = models.BooleanField(null=True)

    class Meta:
        ordering = ("dossier", "sequence")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dossier", "sequence"], name="dossier_step_sequence"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}. {self.act}"
