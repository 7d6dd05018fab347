from motcua.organisation.models.administrative import AdministrativeSuccession, AdministrativeUnit
from motcua.organisation.models.agency import Agency, AgencySuccession
from motcua.organisation.models.calendar import CalendarOverride, HolidayDecision, OpeningHours
from motcua.organisation.models.counter import Counter
from motcua.organisation.models.levels import AgencyKind, Level, OverrideKind
from motcua.organisation.models.unit import OneStopUnit

__all__ = [
    "AdministrativeSuccession",
    "AdministrativeUnit",
    "Agency",
    "AgencyKind",
    "AgencySuccession",
    "CalendarOverride",
    "Counter",
    "HolidayDecision",
    "Level",
    "OneStopUnit",
    "OpeningHours",
    "OverrideKind",
]
