from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.catalogue.models import Procedure


class ShortNumber(models.Model):
    """Four figures that stand for a procedure on guides, boards and the telephone. Given once, never to another."""

    number = models.CharField(max_length=4, primary_key=True)
    procedure = models.OneToOneField(Procedure, on_delete=models.PROTECT, related_name="short_number")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(number__regex=r"^[1-9]\d{3}$"), name="short_number_of_four_figures"),
        ]

    def __str__(self) -> str:
        return self.number
