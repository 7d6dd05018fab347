from datetime import time
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.foundation.ids import uuid7
from motcua.organisation.models.validity import Dated
from motcua.ticketing import labels
from motcua.ticketing.models.group import QueueGroup
from motcua.ticketing.models.ticket import Ticket
from motcua.ticketing.vocabulary import TAKING_A_PLACE, AppointmentState

WEEKDAYS = (
    *((1, _("thứ Hai")), (2, _("thứ Ba")), (3, _("thứ Tư")), (4, _("thứ Năm"))),
    *((5, _("thứ Sáu")), (6, _("thứ Bảy")), (7, _("Chủ nhật"))),
)


def working_days() -> list[int]:
    return [1, 2, 3, 4, 5]


class SlotPlan(Dated):
    """When a group takes appointments: on which weekdays, between which hours, how long a slot is, how many places it has.

    It offers times only within the unit's working hours; holidays and swapped days are the working calendar's.
    """

    group = models.ForeignKey(QueueGroup, on_delete=models.PROTECT, related_name="slot_plans", verbose_name=_("nhóm"))
    is_on = models.BooleanField(_("đang nhận đặt lịch"), default=True)
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(choices=WEEKDAYS),
        verbose_name=_("các thứ"),
        default=working_days,
        help_text=_("Ngày làm bù theo thứ của ngày được nghỉ"),
    )
    opens = models.TimeField(_("từ"), default=time(7, 30))
    closes = models.TimeField(_("đến"), default=time(16, 30))
    slot_minutes = models.PositiveSmallIntegerField(
        _("mỗi khung giờ (phút)"), default=30, validators=[MinValueValidator(5), MaxValueValidator(240)]
    )
    places = models.PositiveSmallIntegerField(
        _("số chỗ mỗi khung giờ"), default=2, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    horizon_days = models.PositiveSmallIntegerField(
        _("đặt trước nhiều nhất (ngày)"), default=14, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    notice_minutes = models.PositiveSmallIntegerField(
        _("đặt trước ít nhất (phút)"), default=60, validators=[MaxValueValidator(7 * 24 * 60)]
    )

    class Meta(Dated.Meta):
        verbose_name = _("lịch nhận hẹn")
        verbose_name_plural = _("lịch nhận hẹn")
        ordering = ("group", "opens")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="slot_plan_hours_in_order",
                violation_error_message=_("Giờ kết thúc phải sau giờ bắt đầu."),
            ),
            models.CheckConstraint(
                condition=Q(slot_minutes__gte=5, slot_minutes__lte=240, places__gte=1, horizon_days__gte=1),
                name="slot_plan_offers_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.opens:%H:%M}–{self.closes:%H:%M}"


class Appointment(models.Model):
    """A place in a slot of a group that somebody holds or has booked. Nothing about the person is in it.

    Code and token open it, and stay its own when it is moved: then the row of the new time has them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    group = models.ForeignKey(QueueGroup, on_delete=models.PROTECT, related_name="appointments", db_index=False)
    day = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place_no = models.PositiveSmallIntegerField(help_text="1 to the slot's places")
    state = models.CharField(max_length=10, choices=list(labels.APPOINTMENT_STATES.items()))
    held_until = models.DateTimeField(null=True)
    holder = models.CharField(
        max_length=64, blank=True, help_text="random, kept by the browser's session, while it is held"
    )
    code = models.CharField(
        max_length=12,
        null=True,
        unique=True,
        help_text="for people: K7M4Q2XD, by telephone 012345678901; from the booking on",
    )
    token = models.CharField(max_length=22, null=True, unique=True, help_text="for addresses and the QR code")
    procedure_code = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, default="vi")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, help_text="moved, cancelled, checked in, missed or expired")
    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, null=True, related_name="appointment")
    moved_to = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="moved_from")

    class Meta:
        ordering = ("starts_at", "place_no")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["group", "starts_at", "place_no"],
                condition=Q(state__in=sorted(state.value for state in TAKING_A_PLACE)),
                name="appointment_place_once",
            ),
            models.CheckConstraint(
                condition=Q(state=AppointmentState.MOVED.value, token=None, code=None)
                | ~Q(state=AppointmentState.MOVED.value) & Q(token__isnull=False),
                name="appointment_code_goes_along",
            ),
            models.CheckConstraint(
                condition=~Q(state=AppointmentState.HELD.value) | Q(held_until__isnull=False),
                name="appointment_held_for_a_while",
            ),
            models.CheckConstraint(
                condition=Q(state=AppointmentState.CHECKED_IN.value, ticket__isnull=False)
                | ~Q(state=AppointmentState.CHECKED_IN.value) & Q(ticket=None),
                name="appointment_checked_in_has_a_number",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["held_until"], condition=Q(state=AppointmentState.HELD.value), name="appointment_held"
            ),
            models.Index(
                fields=["starts_at"], condition=Q(state=AppointmentState.BOOKED.value), name="appointment_booked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.starts_at:%d/%m %H:%M} {self.place_no}"
