from typing import ClassVar

from django.contrib import admin

from motcua.backoffice.admin.audited import AuditedAdmin
from motcua.organisation.models import (
    AdministrativeSuccession,
    AdministrativeUnit,
    Agency,
    AgencySuccession,
    CalendarOverride,
    Counter,
    HolidayDecision,
    OneStopUnit,
    OpeningHours,
)


class AdministrativePredecessors(admin.TabularInline):
    model = AdministrativeSuccession
    fk_name = "successor"
    autocomplete_fields: ClassVar = ("predecessor",)
    extra = 0


@admin.register(AdministrativeUnit)
class AdministrativeUnitAdmin(AuditedAdmin):
    list_display = ("code", "name", "level", "parent", "valid_from", "valid_to")
    list_filter = ("level",)
    search_fields = ("code", "name")
    autocomplete_fields: ClassVar = ("parent",)
    inlines = (AdministrativePredecessors,)


class AgencyPredecessors(admin.TabularInline):
    model = AgencySuccession
    fk_name = "successor"
    autocomplete_fields: ClassVar = ("predecessor",)
    extra = 0


@admin.register(Agency)
class AgencyAdmin(AuditedAdmin):
    list_display = ("code", "name", "kind", "level", "valid_from", "valid_to")
    list_filter = ("kind", "level")
    search_fields = ("code", "name", "short_name")
    autocomplete_fields: ClassVar = ("parent", "administrative_unit")
    inlines = (AgencyPredecessors,)


class OpeningHoursInline(admin.TabularInline):
    model = OpeningHours
    extra = 0


class CounterInline(admin.TabularInline):
    model = Counter
    fields = ("number", "name", "zone", "valid_from", "valid_to")
    show_change_link = True
    extra = 0


@admin.register(OneStopUnit)
class OneStopUnitAdmin(AuditedAdmin):
    list_display = ("name", "level", "address", "telephone", "valid_from", "valid_to")
    list_filter = ("level",)
    search_fields = ("code", "name")
    autocomplete_fields: ClassVar = ("agency", "administrative_unit")
    inlines = (OpeningHoursInline, CounterInline)


@admin.register(Counter)
class CounterAdmin(AuditedAdmin):
    list_display = ("number", "name", "unit", "zone", "valid_from", "valid_to")
    list_filter = ("unit",)
    search_fields = ("name", "number")
    autocomplete_fields: ClassVar = ("agencies",)


@admin.register(CalendarOverride)
class CalendarOverrideAdmin(AuditedAdmin):
    list_display = ("day", "kind", "note", "unit", "counterpart", "decision")
    list_filter = ("kind", "unit")
    date_hierarchy = "day"


@admin.register(HolidayDecision)
class HolidayDecisionAdmin(AuditedAdmin):
    list_display = ("year", "tet_days", "national_day_neighbour", "decision")
