from typing import ClassVar

from django.db import models

from motcua.hotline import labels


class LookUpFailure(models.Model):
    """A look-up number that nobody has was typed. `source` is a keyed digest of whom the call said to come from."""

    source = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["source", "at"], name="look_up_failure_by_source"),
            models.Index(fields=["at"], name="look_up_failure_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M:%S}"


class HotlineAlarm(models.Model):
    """Somebody seems to guess look-up numbers: one row a kind, source and hour."""

    kind = models.CharField(max_length=12, choices=labels.choices(labels.ALARMS))
    source = models.CharField(max_length=32, blank=True)
    hour = models.DateTimeField()
    failures = models.PositiveIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        ordering = ("-last_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "source", "hour"], name="hotline_alarm_once_an_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.hour:%d/%m/%Y %H}"
