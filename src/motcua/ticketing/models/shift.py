from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Staff
from motcua.organisation.models import Counter
from motcua.ticketing.vocabulary import CounterState


class CounterShift(models.Model):
    """Somebody at a counter from opening to closing it; one a counter and one a person at a time."""

    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, related_name="shifts", db_index=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="counter_shifts", db_index=False)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    pause_reason = models.CharField(max_length=120, blank=True)
    paused_seconds = models.PositiveIntegerField(default=0, help_text="of pauses that are over")

    class Meta:
        ordering = ("-opened_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["counter"], condition=Q(closed_at=None), name="counter_shift_one_a_counter"
            ),
            models.UniqueConstraint(fields=["staff"], condition=Q(closed_at=None), name="counter_shift_one_a_person"),
            models.CheckConstraint(
                condition=Q(paused_at=None) | Q(closed_at=None), name="counter_shift_closed_is_not_paused"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["counter", "opened_at"], name="counter_shift_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.counter_id} {self.opened_at:%d/%m %H:%M}"

    @property
    def state(self) -> CounterState:
        if self.closed_at is not None:
            return CounterState.CLOSED
        return CounterState.PAUSED if self.paused_at else CounterState.OPEN
