from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Staff
from motcua.catalogue.labels import choices
from motcua.foundation.ids import uuid7
from motcua.organisation.models import Counter, OneStopUnit
from motcua.ticketing import labels
from motcua.ticketing.models.group import QueueGroup
from motcua.ticketing.vocabulary import Lane, Movement, PrintState, Priority, TicketState

AT_A_COUNTER = (TicketState.CALLED.value, TicketState.SERVING.value)


class Ticket(models.Model):
    """A number that somebody took: of a group and day, 1..N without gap. Nothing about the person is in it.

    `queued_at` is its place: what is called next in a lane is the smallest (queued_at, serial). A transferred ticket keeps it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    unit = models.ForeignKey(OneStopUnit, on_delete=models.PROTECT, related_name="+", db_index=False)
    issued_group = models.ForeignKey(
        QueueGroup, on_delete=models.PROTECT, related_name="+", db_index=False, help_text="whose letters it carries"
    )
    group = models.ForeignKey(
        QueueGroup, on_delete=models.PROTECT, related_name="tickets", db_index=False, help_text="where it waits now"
    )
    day = models.DateField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=12, help_text="the group's letters and at least four digits: A0012")
    visit_id = models.UUIDField(default=uuid4, help_text="ties ticket, dossiers and rating of one visit")
    token = models.CharField(max_length=16, help_text="opens the waiting page on the phone")
    procedure_code = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=12, choices=choices(labels.SOURCES))
    language = models.CharField(max_length=2, default="vi")
    priority = models.CharField(max_length=12, choices=choices(labels.PRIORITIES), default=Priority.NONE.value)
    priority_confirmed = models.BooleanField(null=True, help_text="at the counter; null: not looked at yet")
    lane = models.CharField(max_length=12, choices=choices(labels.LANES), default=Lane.ORDINARY.value)
    state = models.CharField(max_length=8, choices=choices(labels.TICKET_STATES), default=TicketState.WAITING.value)
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField(help_text="taken early, for the afternoon or an appointment: not called before")
    issued_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, help_text="the first call")
    serving_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    bound_to = models.ForeignKey(
        Counter, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, help_text="only it may call"
    )
    served_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    device = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    ahead = models.PositiveSmallIntegerField(default=0, help_text="told when it was issued")
    wait_p50 = models.PositiveSmallIntegerField(null=True, help_text="minutes, told when it was issued")
    wait_p90 = models.PositiveSmallIntegerField(null=True, help_text="minutes, told when it was issued")
    print_state = models.CharField(
        max_length=10, choices=choices(labels.PRINT_STATES), default=PrintState.NOT_ASKED.value
    )
    printer_fault = models.CharField(max_length=12, blank=True, choices=choices(labels.PRINTER_FAULTS))
    closed_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("day", "queued_at", "serial")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["issued_group", "day", "serial"], name="ticket_serial_once_a_day"),
            models.UniqueConstraint(fields=["visit_id"], name="ticket_visit_once"),
            models.UniqueConstraint(fields=["token"], name="ticket_token_once"),
            models.UniqueConstraint(
                fields=["counter"], condition=Q(state__in=AT_A_COUNTER), name="ticket_one_at_a_counter"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=AT_A_COUNTER) | Q(counter__isnull=False), name="ticket_called_by_a_counter"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["group", "day", "lane", "queued_at", "serial"],
                condition=Q(state=TicketState.WAITING.value),
                name="ticket_waiting",
            ),
            models.Index(fields=["unit", "day", "state"], name="ticket_of_a_day"),
            models.Index(fields=["counter", "day"], name="ticket_of_a_counter"),
            models.Index(
                fields=["bound_to", "day", "queued_at", "serial"],
                condition=Q(bound_to__isnull=False, state=TicketState.WAITING.value),
                name="ticket_bound_in_line",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class TicketMovement(models.Model):
    """One thing that happened to a ticket; the journal of a day, from which it can be replayed. Rows are only added."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="movements")
    movement = models.CharField(max_length=20, choices=choices(labels.MOVEMENTS), default=Movement.ISSUED.value)
    at = models.DateTimeField()
    group = models.ForeignKey(QueueGroup, on_delete=models.PROTECT, related_name="+", db_index=False)
    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.movement}"
