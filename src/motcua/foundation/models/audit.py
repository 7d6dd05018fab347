from django.db import models


class AuditChain(models.Model):
    """The head of a hash chain: how many entries there are and the digest of the last."""

    chain = models.CharField(primary_key=True, max_length=64)
    count = models.BigIntegerField(default=0)
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.chain} ({self.count})"


class AuditEntry(models.Model):
    """One act, never changed after: a trigger refuses UPDATE, DELETE and TRUNCATE.

    `details` holds facts about the act and never anything about a person.
    """

    # No foreign key: an entry must outlive even the loss of its head, so that verify() can tell of it.
    chain = models.CharField(max_length=64)
    position = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=100)
    act = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    details = models.JSONField()
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)

    class Meta:
        verbose_name_plural = "audit entries"
        constraints = [
            models.UniqueConstraint(fields=["chain", "position"], name="audit_entry_once_per_position"),
            models.CheckConstraint(condition=models.Q(position__gte=1), name="audit_entry_position_from_one"),
        ]
        indexes = [
            models.Index(fields=["subject", "id"], name="audit_entry_by_subject"),
            models.Index(fields=["actor", "id"], name="audit_entry_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}#{self.position} {self.act}"
