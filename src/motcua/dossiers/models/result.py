from typing import Any

from django.db import models

from motcua.accounts.models import Staff
from motcua.dossiers import labels
from motcua.dossiers.models.dossier import Dossier


class DossierResult(models.Model):
    """Kết quả: the document that the citizen takes home, uploaded or made here. Fixed when it is stamped."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, primary_key=True, related_name="result")
    name = models.CharField(max_length=400)
    type_code = models.CharField(max_length=40, blank=True, help_text="KQ.G15.000031")
    favourable = models.BooleanField(help_text="false: the refusal is the result")
    decision = models.TextField(blank=True, help_text="what the document made here says")
    document_number = models.CharField(max_length=60, blank=True, help_text="given when it is stamped")
    issued_on = models.DateField(null=True)
    stored_file: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "foundation.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    source = models.CharField(max_length=10, choices=labels.choices(labels.RESULT_SOURCES))
    prepared_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    stamped_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class ResultHandover(models.Model):
    """Who took the result home, and how the officer made sure of it."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, primary_key=True, related_name="handover")
    receiver = models.CharField(max_length=16, choices=labels.choices(labels.RECEIVERS))
    receiver_name = models.CharField(max_length=200)
    receiver_number = models.CharField(max_length=20)
    authorisation = models.CharField(max_length=200, blank=True, help_text="the paper that a representative showed")
    identity_check = models.CharField(max_length=8, choices=labels.choices(labels.IDENTITY_CHECKS))
    handed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    handed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.dossier_id}"
