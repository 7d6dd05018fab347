from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from motcua.accounts.models import Staff
from motcua.feedback import labels
from motcua.feedback.rules import LONGEST_WORDS
from motcua.organisation.models import Counter, OneStopUnit
from motcua.ticketing.models import Ticket


class Rating(models.Model):
    """What somebody said of a visit, with what was known of the service then. One a visit; nothing about the person.

    Its key is a plain number: one in three hundred UUIDs looks to the audit chain like an identity number.
    `day` and `served_at` are the service's, so that a day's ratings stand beside the tickets that were served on it.
    """

    unit = models.ForeignKey(OneStopUnit, on_delete=models.PROTECT, related_name="ratings", db_index=False)
    visit_id = models.UUIDField(help_text="ties ticket, dossiers and rating of one visit")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    officer = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    procedure_codes: "ArrayField[Any, Any]" = ArrayField(models.CharField(max_length=20), default=list)
    waiting_seconds = models.PositiveIntegerField(null=True)
    service_seconds = models.PositiveIntegerField(null=True)
    day = models.DateField()
    served_at = models.DateTimeField()
    level = models.PositiveSmallIntegerField(choices=[(level.value, label) for level, label in labels.LEVELS.items()])
    reasons: "ArrayField[Any, Any]" = ArrayField(models.CharField(max_length=12), default=list)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True, help_text="only the head of the unit reads them")
    source = models.CharField(max_length=10, choices=[(word.value, label) for word, label in labels.SOURCES.items()])
    at = models.DateTimeField()
    explained_at = models.DateTimeField(null=True, help_text="when reasons and words came after the tap")

    class Meta:
        ordering = ("-at", "-id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["visit_id"], name="rating_visit_once"),
            models.UniqueConstraint(fields=["ticket"], name="rating_ticket_once"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="rating_level_of_five"),
            models.CheckConstraint(condition=Q(reasons=[]) | Q(level__lte=3), name="rating_reasons_when_asked"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "day", "level"], name="rating_of_a_day"),
            models.Index(fields=["officer", "day"], name="rating_of_an_officer"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.level}"
