from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from motcua.catalogue import labels
from motcua.catalogue.models import columns


class Field(models.Model):
    """Lĩnh vực: the field of government a procedure belongs to."""

    name = models.CharField(max_length=400, unique=True)

    def __str__(self) -> str:
        return self.name


class Procedure(models.Model):
    """Thủ tục hành chính: what stays the same while its versions follow each other."""

    code = models.CharField(max_length=8, unique=True)
    current: "models.OneToOneField[ProcedureVersion | None, ProcedureVersion | None]" = models.OneToOneField(
        "catalogue.ProcedureVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="current_of"
    )
    everyday_names = columns.words(200)

    def __str__(self) -> str:
        return self.code


class ProcedureVersion(models.Model):
    """One wording of a procedure, valid from `valid_from` until `valid_to`. A dossier pins the version it came under."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.TextField()
    field = models.ForeignKey(Field, null=True, blank=True, on_delete=models.PROTECT, related_name="versions")
    levels = columns.words(16)
    audiences = columns.words(32)
    decision_number = models.TextField(blank=True)
    kind = models.TextField(blank=True)
    ministry = models.CharField(max_length=200, blank=True)
    implementing_agencies = columns.texts()
    deciding_agencies = columns.texts()
    authorised_agencies = columns.texts()
    coordinating_agencies = columns.texts()
    receiving_address = models.TextField(blank=True)
    keywords = columns.texts()
    description = models.TextField(blank=True)
    steps_text = models.TextField(blank=True)
    conditions_text = models.TextField(blank=True)
    legal_limit_quantity = columns.limit_quantity()
    legal_limit_unit = columns.limit_unit()
    unparsed: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict, blank=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["procedure", "number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="catalogue_version_number"),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(valid_to__isnull=True), name="catalogue_one_open_version"
            ),
        ]
        indexes = [GinIndex(fields=["levels"], name="catalogue_version_levels")]

    def __str__(self) -> str:
        return f"{self.procedure.code} v{self.number}"


class SourceRecord(models.Model):
    """The record as it came, word for word, with the version that it made or confirmed.

    The newest one of a procedure and shape says what that source said last: a source that repeats itself changes nothing.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="sources")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="sources")
    shape = models.CharField(max_length=16, choices=labels.choices(labels.SHAPES))
    raw = models.TextField()
    digest = models.CharField(max_length=64)
    import_run: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "catalogue.ImportRun", on_delete=models.PROTECT, related_name="sources"
    )
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.shape} {self.digest[:12]}"
