from typing import Any

from django.db import models


class CallTree(models.Model):
    """What callers hear and may press, as the centre has published it; the newest is in use, without one the opening tree."""

    number = models.PositiveIntegerField(unique=True)
    data: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.number}"
