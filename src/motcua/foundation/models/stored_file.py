from django.db import models


class StoredFile(models.Model):
    """A file in the content store: the row says what it is, its digest says where it lies."""

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256, hexadecimal")
    size = models.BigIntegerField(help_text="bytes")
    media_type = models.CharField(max_length=100, help_text="as sniffed from the content, never as claimed")
    name = models.CharField(max_length=200, help_text="the original name, cleaned")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.digest[:12]} {self.media_type}"
