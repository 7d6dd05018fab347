from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from motcua.dossiers import labels
from motcua.workflow import ClockPolicy, Place
from motcua.worktime import ClockStart


class ProcessVersion(models.Model):
    """Quy trình nội bộ, điện tử: how a procedure is handled at a level, from a moment to a moment. Never changed after."""

    procedure: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "catalogue.Procedure", on_delete=models.PROTECT, related_name="processes"
    )
    level = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    clock_policy = models.CharField(max_length=8, choices=[(p.value, p.value) for p in ClockPolicy])
    clock_start = models.CharField(max_length=32, choices=[(s.value, s.value) for s in ClockStart])
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["procedure", "level", "number"], name="process_version_number"),
            models.UniqueConstraint(
                fields=["procedure", "level"], condition=Q(valid_to__isnull=True), name="process_one_open_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.level} v{self.number}"


class ProcessStep(models.Model):
    """A numbered step of a process: the act, whose people do it, its share of the limit, whether it is promised in the hall."""

    version = models.ForeignKey(ProcessVersion, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=8, choices=labels.choices(labels.ACTS))
    place = models.CharField(max_length=8, choices=[(p.value, p.value) for p in Place])
    share = models.PositiveSmallIntegerField(help_text="hundredths of the processing limit")
    on_the_spot = models.BooleanField(default=False)

    class Meta:
        ordering = ("version", "position")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["version", "position"], name="process_step_position"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.act}"
