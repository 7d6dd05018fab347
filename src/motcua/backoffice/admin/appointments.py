from typing import ClassVar

from django import forms
from django.contrib import admin
from django.utils.text import capfirst

from motcua.backoffice.admin.audited import AuditedAdmin
from motcua.ticketing.models import SlotPlan
from motcua.ticketing.models.appointment import WEEKDAYS, working_days

_WEEKDAYS = SlotPlan._meta.get_field("weekdays")  # noqa: SLF001 - Django's documented API


class SlotPlanForm(forms.ModelForm):
    """Weekdays as boxes to tick, in the place of numbers between commas."""

    weekdays = forms.TypedMultipleChoiceField(
        label=capfirst(_WEEKDAYS.verbose_name),
        initial=working_days,
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_WEEKDAYS.help_text,
    )

    class Meta:
        model = SlotPlan
        fields = (
            *("group", "is_on", "weekdays", "opens", "closes", "slot_minutes", "places"),
            *("horizon_days", "notice_minutes", "valid_from", "valid_to"),
        )


@admin.register(SlotPlan)
class SlotPlanAdmin(AuditedAdmin):
    """When groups take appointments. Appointments themselves are nobody's to edit."""

    form = SlotPlanForm
    list_display = ("group", "is_on", "opens", "closes", "slot_minutes", "places", "horizon_days", "valid_from")
    list_filter = ("is_on", "group__unit")
    list_select_related = ("group",)
    autocomplete_fields: ClassVar = ("group",)
