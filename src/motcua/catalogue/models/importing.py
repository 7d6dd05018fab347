from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.catalogue import labels


class ImportRun(models.Model):
    """One import of one file, from the queue to its report."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Chờ nhập")
        RUNNING = "running", _("Đang nhập")
        DONE = "done", _("Đã nhập xong")
        FAILED = "failed", _("Không đọc được tệp")

    file_name = models.CharField(max_length=255)
    stored_file: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "foundation.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file_digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    requested_by = models.CharField(max_length=200)
    requested_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    fields: "models.JSONField[dict[str, dict[str, int]], Any]" = models.JSONField(default=dict, blank=True)
    trouble = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"


class ImportRejection(models.Model):
    """A record that could not be taken, by its number in the file, and why."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rejections")
    record_number = models.PositiveIntegerField()
    code = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=40)
    sentence = models.TextField()
    excerpt = models.TextField(blank=True)
    shape = models.CharField(max_length=16, blank=True, choices=labels.choices(labels.SHAPES))

    class Meta:
        ordering = ["run", "record_number", "id"]

    def __str__(self) -> str:
        return f"{self.record_number}: {self.reason}"
