from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Party, Staff
from motcua.dossiers import labels
from motcua.dossiers.models.process import ProcessVersion
from motcua.foundation.ids import uuid7
from motcua.organisation.models import Agency, OneStopUnit
from motcua.workflow import Place


class Dossier(models.Model):
    """Hồ sơ: one application for one procedure, from its receipt to its returned result.

    `step` is the position in its process that waits for somebody (None: the process has ended); `act` and `place` repeat
    what that step asks of whom, so that an inbox is one index scan. `revision` grows with every change: whoever acts
    names the one that was seen. `due_at` is the promise in force (None while the clock is paused); `original_due_at` is the
    first one, the basis of lateness. What is known of the applicant is kept as it was told at the receipt.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=40)
    look_up_token = models.CharField(max_length=16, help_text="80 random bits in base 32: what the QR code carries")
    look_up_number = models.CharField(max_length=12, help_text="12 random digits for the telephone")
    visit_id = models.UUIDField(help_text="dossiers handed in together share one receipt")
    unit = models.ForeignKey(OneStopUnit, on_delete=models.PROTECT, related_name="dossiers", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="dossiers", db_index=False)
    procedure_version: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "catalogue.ProcedureVersion", on_delete=models.PROTECT, related_name="dossiers"
    )
    process_version = models.ForeignKey(
        ProcessVersion, on_delete=models.PROTECT, related_name="dossiers", db_index=False
    )
    channel = models.CharField(max_length=8, choices=labels.choices(labels.CHANNELS))

    applicant = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="dossiers")
    applicant_kind = models.PositiveSmallIntegerField()
    applicant_name = models.CharField(max_length=200)
    applicant_number = models.CharField(max_length=20, blank=True)
    applicant_phone = models.CharField(max_length=11, blank=True)
    applicant_email = models.CharField(max_length=200, blank=True)
    applicant_address = models.CharField(max_length=300, blank=True)
    submitter_name = models.CharField(max_length=200, blank=True, help_text="who handed it in for the applicant")
    submitter_number = models.CharField(max_length=20, blank=True)
    submitter_relation = models.CharField(max_length=100, blank=True)
    content = models.CharField(max_length=1000, blank=True, help_text="trích yếu: what is asked for")
    sets = models.PositiveSmallIntegerField(default=1)
    collection = models.CharField(max_length=300, help_text="where the result is handed out")

    status = models.PositiveSmallIntegerField(choices=labels.choices(labels.STATUSES))
    step = models.PositiveSmallIntegerField(null=True)
    act = models.CharField(max_length=8, blank=True, choices=labels.choices(labels.ACTS))
    place = models.CharField(max_length=8, blank=True, choices=[(p.value, p.value) for p in Place])
    assignee = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="assigned_dossiers", db_index=False
    )
    revision = models.PositiveIntegerField(default=1)

    limit_quantity = models.DecimalField(max_digits=7, decimal_places=2)
    limit_unit = models.CharField(max_length=16)
    legal_limit_quantity = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    legal_limit_unit = models.CharField(max_length=16, blank=True)
    received_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="received_dossiers", db_index=False)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    original_due_at = models.DateTimeField()
    legal_due_at = models.DateTimeField(null=True)
    solved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True, help_text="returned, withdrawn or stopped")

    class Meta:
        # constraints, not unique=True: that would keep a second index of each, for patterns that nobody asks for
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["code"], name="dossier_code_once"),
            models.UniqueConstraint(fields=["look_up_number"], name="dossier_look_up_number_once"),
            models.CheckConstraint(condition=Q(step=None, act="") | Q(step__gte=1), name="dossier_step_has_its_act"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["unit", "act", "due_at", "id"], name="dossier_inbox_of_unit", condition=Q(closed_at=None)
            ),
            models.Index(
                fields=["agency", "act", "due_at", "id"], name="dossier_inbox_of_agency", condition=Q(closed_at=None)
            ),
            models.Index(fields=["assignee", "due_at", "id"], name="dossier_inbox_of_one", condition=Q(closed_at=None)),
            models.Index(fields=["unit", "-received_at", "-id"], name="dossier_register_of_unit"),
            models.Index(fields=["agency", "-received_at", "-id"], name="dossier_register_of_agency"),
            models.Index(fields=["visit_id"], name="dossier_by_visit"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def unit_agency_id(self) -> int:
        """The agency that manages the receiving unit; select_related("unit") first."""
        return self.unit.agency_id
