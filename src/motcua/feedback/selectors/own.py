"""What an officer is told of ratings of their own work: sums only, so that nobody can be found out."""

from dataclasses import dataclass
from datetime import date, timedelta

from motcua.feedback.models import Rating
from motcua.feedback.rules import FEWEST, Satisfaction, counted, satisfaction, told_to_the_officer
from motcua.feedback.vocabulary import Level


@dataclass(frozen=True, slots=True)
class OwnMonth:
    """A month's ratings, of whole fives; without satisfaction where there are fewer than FEWEST."""

    month: date
    satisfaction: Satisfaction | None
    levels: dict[Level, int]


def own_months(staff_id: int, today: date) -> tuple[OwnMonth, OwnMonth]:
    """This month and the last one."""
    this = today.replace(day=1)
    return _own_month(staff_id, this), _own_month(staff_id, (this - timedelta(days=1)).replace(day=1))


def _own_month(staff_id: int, month: date) -> OwnMonth:
    after = (month + timedelta(days=31)).replace(day=1)
    rows = Rating.objects.filter(officer_id=staff_id, day__gte=month, day__lt=after).order_by("at", "id")
    counts = counted(told_to_the_officer(list(rows.values_list("level", flat=True))))
    return OwnMonth(month, satisfaction(counts, at_least=FEWEST), counts)
