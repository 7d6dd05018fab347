from django.db import models
from django.db.models.functions import Now


class OutboxEntry(models.Model):
    """An event on its way: written by the transaction that made it true, removed by the relay that handed it on."""

    stream = models.CharField(max_length=200)
    name = models.CharField(max_length=100)
    payload = models.JSONField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "outbox entries"
        indexes = [models.Index(fields=["stream", "id"], name="outbox_by_stream")]

    def __str__(self) -> str:
        return f"{self.name}#{self.pk}"
