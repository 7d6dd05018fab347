"""The hall as services remember it: rules, calendar, groups. What an administrator changes shows after some seconds."""

from motcua.foundation.remembered import remembered
from motcua.kernel import clock
from motcua.kernel.errors import NotFoundError
from motcua.organisation.models import Counter, OneStopUnit
from motcua.organisation.selectors import calendar_of
from motcua.ticketing.errors import counter_absent, group_absent
from motcua.ticketing.facts import OpenGroup, OpenHall
from motcua.ticketing.models import Hall, QueueGroup
from motcua.ui.site import Stage, stage

_SECONDS = 5.0


@remembered(seconds=_SECONDS)
def hall_of(unit_id: int) -> OpenHall:
    """The hall of a unit in force; one without a row of its own keeps the usual rules.

    Raises:
        NotFoundError: there is no such unit.
    """
    unit = OneStopUnit.objects.on(clock.now().date()).filter(pk=unit_id).first()
    if unit is None:
        raise NotFoundError("ticketing:hall:absent", "Không có bộ phận một cửa này.", "no such unit in force")
    hall = Hall.objects.filter(unit=unit).first() or Hall(unit=unit)
    return OpenHall(
        unit.pk,
        unit.code,
        unit.name,
        calendar_of(unit),
        hall.mode,
        hall.is_trial or stage() is Stage.TRIAL,
        hall.early_minutes,
        hall.last_minutes,
        hall.most_calls,
        hall.preferred_in_a_row,
        tuple(word.strip() for word in hall.languages.split(",") if word.strip()),
    )


@remembered(seconds=_SECONDS)
def groups_of(unit_id: int) -> tuple[OpenGroup, ...]:
    """The groups in force at a unit, in the order of the screens."""
    rows = QueueGroup.objects.on(clock.now().date()).filter(unit_id=unit_id).order_by("position", "letters")
    return tuple(_open_group(row) for row in rows)


@remembered(seconds=_SECONDS)
def group(group_id: int) -> OpenGroup:
    """A group in force; NotFoundError when there is none."""
    row = QueueGroup.objects.on(clock.now().date()).filter(pk=group_id).first()
    if row is None:
        raise group_absent()
    return _open_group(row)


@remembered(seconds=_SECONDS)
def counter_of(counter_id: int) -> Counter:
    """A counter with its unit, in force or not, to be read only; NotFoundError when there is none."""
    counter = Counter.objects.select_related("unit").filter(pk=counter_id).first()
    if counter is None:
        raise counter_absent()
    return counter


def _open_group(row: QueueGroup) -> OpenGroup:
    return OpenGroup(row.pk, row.unit_id, row.letters, row.name, row.name_en, row.zone, float(row.usual_minutes))
