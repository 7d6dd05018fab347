from django.db import models
from django.db.models.functions import Now


class IdempotencyKey(models.Model):
    """A request that created something, and the answer it got."""

    scope = models.CharField(max_length=200, help_text="who asked for what: keys of one person never meet another's")
    key = models.CharField(max_length=100)
    body_digest = models.BinaryField(max_length=32)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(db_index=True, db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="idempotency_key_once_per_scope")]

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"
