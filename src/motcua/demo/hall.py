"""The halls of the invented province: queues, what each counter serves, the devices."""

from django.db import transaction

from motcua.accounts.models import RoleAssignment
from motcua.accounts.rules.roles import DEVICE_ROLES, Role
from motcua.demo.plan import Province
from motcua.organisation.models import Counter, OneStopUnit
from motcua.ticketing.models import CounterService, Hall, HallDevice, QueueGroup, SlotPlan
from motcua.ticketing.vocabulary import DeviceKind

FIRST = 1
APPOINTMENTS = (
    *(("A", 30, 3), ("C", 30, 2)),
    *(("G", 60, 2), ("K", 20, 3)),
)
"""The groups of the centre that take appointments: letters, minutes of a slot, places."""
COMMUNE_MINUTES = 9


@transaction.atomic
def load_halls(plan: Province) -> None:
    """Write the halls that have none yet; what people edited stays."""
    centre = OneStopUnit.objects.get(code=plan.centre["code"])
    if not Hall.objects.filter(unit=centre).exists():
        _write_centre(plan, centre)
        for unit in OneStopUnit.objects.filter(level="commune"):
            _write_commune(unit)


def _write_centre(plan: Province, centre: OneStopUnit) -> None:
    """Each group has its counters."""
    Hall.objects.create(unit=centre)
    counters = {counter.number: counter for counter in Counter.objects.filter(unit=centre)}
    groups = {}
    for position, planned in enumerate(plan.queue_groups, start=1):
        group = groups[planned.letters] = QueueGroup.objects.create(
            unit=centre,
            letters=planned.letters,
            name=planned.name,
            name_en=planned.name_en,
            position=position,
            zone=planned.zone,
            usual_minutes=planned.usual_minutes,
            valid_from=centre.valid_from,
        )
        group.agencies.set({agency for number in planned.counters for agency in counters[number].agencies.all()})
        for number in planned.counters:
            CounterService.objects.create(counter=counters[number], group=group, order=FIRST)
    _write_devices(centre)
    for letters, minutes, places in APPOINTMENTS:
        SlotPlan.objects.create(
            group=groups[letters], slot_minutes=minutes, places=places, valid_from=centre.valid_from
        )


def _write_commune(unit: OneStopUnit) -> None:
    Hall.objects.create(unit=unit)
    group = QueueGroup.objects.create(
        unit=unit,
        letters="A",
        name="Nộp hồ sơ, nhận kết quả",
        name_en="Applications and results",
        position=1,
        usual_minutes=COMMUNE_MINUTES,
        valid_from=unit.valid_from,
    )
    group.agencies.set([unit.agency])
    CounterService.objects.bulk_create(CounterService(counter=c, group=group) for c in unit.counters.all())


def _write_devices(centre: OneStopUnit) -> None:
    """A device for each account of the centre that is a machine's."""
    kinds = {Role.KIOSK.value: DeviceKind.KIOSK, Role.DISPLAY.value: DeviceKind.BOARD}
    roles = RoleAssignment.objects.filter(unit=centre, role__in=[role.value for role in DEVICE_ROLES])
    for role in roles.select_related("staff").order_by("staff__sign_in_name"):
        HallDevice.objects.create(
            unit=centre, kind=kinds[role.role].value, name=role.staff.full_name, account=role.staff
        )
