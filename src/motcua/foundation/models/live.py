from django.db import models
from django.db.models.functions import Now


class LiveEvent(models.Model):
    """What watchers of a channel are told; its id is the Last-Event-ID of the stream. Kept for an hour."""

    channel = models.CharField(max_length=200)
    data = models.JSONField()
    created_at = models.DateTimeField(db_index=True, db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["channel", "id"], name="live_event_by_channel")]

    def __str__(self) -> str:
        return f"{self.channel}#{self.pk}"
