from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from motcua.hotline import labels


class CallRecord(models.Model):
    """A call that has ended: how it went, never who called. `way`: the tree's nodes in order, each as often as it was come to.

    What was typed is kept only where it names no dossier and no person: the short numbers of procedures.
    """

    began_at = models.DateTimeField()
    seconds = models.PositiveIntegerField()
    language = models.CharField(max_length=2, blank=True, help_text="empty: none was chosen")
    way: "ArrayField[Any, Any]" = ArrayField(models.CharField(max_length=40), default=list)
    outcome = models.CharField(max_length=12, choices=labels.choices(labels.OUTCOMES))
    procedures: "ArrayField[Any, Any]" = ArrayField(models.CharField(max_length=8), default=list)
    failures = models.PositiveSmallIntegerField(default=0, help_text="look-up numbers that nobody has")
    rating = models.PositiveSmallIntegerField(null=True)
    cause = models.CharField(max_length=60, help_text="why it ended, in the words of voice.sip.call.Cause")
    packets = models.PositiveIntegerField(help_text="of 20 ms, sent to the caller")
    lost = models.PositiveIntegerField(null=True, help_text="of them, as the caller's end reports")
    jitter_ms = models.FloatField(null=True)
    round_trip_ms = models.FloatField(null=True)

    class Meta:
        ordering = ("-began_at", "-id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__gte=1, rating__lte=5), name="call_rating_of_five"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["began_at"], name="call_by_time")]

    def __str__(self) -> str:
        return f"{self.began_at:%d/%m/%Y %H:%M} {self.outcome}"
