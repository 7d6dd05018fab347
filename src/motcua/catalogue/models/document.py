from django.db import models

from motcua.catalogue.models import columns
from motcua.catalogue.models.procedure import ProcedureVersion


class DocumentCase(models.Model):
    """A case ("Trường hợp …") with its own list of papers; the one with an empty title always applies."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="document_cases")
    position = models.PositiveIntegerField()
    title = models.TextField(blank=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="catalogue_case_position")]

    def __str__(self) -> str:
        return self.title or "-"


class RequiredDocument(models.Model):
    """Thành phần hồ sơ: a paper to bring."""

    case = models.ForeignKey(DocumentCase, on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveIntegerField()
    name = models.TextField()
    forms = columns.texts()
    originals = models.PositiveIntegerField(null=True, blank=True)
    copies = models.PositiveIntegerField(null=True, blank=True)
    digital_allowed = models.BooleanField(null=True, blank=True)
    reuse_key = models.CharField(max_length=160, blank=True, db_index=True)

    class Meta:
        ordering = ["case", "position"]
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="catalogue_document_position")]

    def __str__(self) -> str:
        return self.name
