from typing import ClassVar

from django import forms
from django.contrib import admin

from motcua.backoffice.admin.audited import AuditedAdmin
from motcua.ticketing.models import SlotPlan
from motcua.ticketing.models.appointment import WEEKDAYS


class SlotPlanForm(forms.ModelForm):
    """Weekdays as boxes to tick, in the place of numbers between commas."""

    weekdays = forms.TypedMultipleChoiceField(
        label=SlotPlan._meta.get_field("weekdays").verbose_name,  # noqa: SLF001 - Django's documented API
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=SlotPlan._meta.get_field("weekdays").help_text,  # noqa: SLF001 - Django's documented API
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
