from django.db import models

from motcua.hotline import labels


class TelephoneNode(models.Model):
    """A telephone process, as it said of itself last: one row for each machine and port."""

    name = models.CharField(max_length=100, primary_key=True)
    at = models.DateTimeField()
    calls = models.PositiveIntegerField()
    most_calls = models.PositiveIntegerField(help_text="more are refused politely")
    peak = models.PositiveIntegerField(help_text="most calls at once since its start")
    answered = models.PositiveIntegerField(help_text="calls since its start")
    answered_a_second = models.FloatField()
    late_ms = models.FloatField(help_text="the latest that speech has been since the start")
    engine = models.CharField(max_length=20)
    draining = models.BooleanField(default=False)
    trunk = models.CharField(max_length=10, blank=True, default="", choices=labels.choices(labels.TRUNK_STATES))
    trunk_reason = models.CharField(max_length=100, blank=True, default="", help_text="why not, in words for the log")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def trunk_told(self) -> str:
        """`trunk_reason` for people."""
        return labels.trunk_reason(self.trunk_reason)
