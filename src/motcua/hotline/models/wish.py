from django.db import models

from motcua.catalogue.models import Procedure


class SummaryWish(models.Model):
    """Somebody wants the summary of a procedure as a text message; whoever sends it opens `phone` and deletes the row."""

    call = models.CharField(max_length=16)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    phone = models.TextField(help_text="sealed for hotline:summary")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ("asked_at",)
        constraints = (models.UniqueConstraint(fields=["call", "procedure"], name="summary_wish_once_a_call"),)

    def __str__(self) -> str:
        return f"{self.asked_at:%d/%m/%Y %H:%M}"
