"""A small world as a value: a centre and a commune, each with somebody for every act."""

from motcua.accounts.rules.actor import Actor, Detail, Post
from motcua.accounts.rules.roles import DelegatedPower, Role
from motcua.demo.simulation.rules.world import Desk, Hall, Handled, World
from motcua.kernel.limits import Limit, LimitUnit
from motcua.worktime import Calendar

CENTRE, COMMUNE = 1, 2
DEPARTMENT, COMMITTEE, KEEPER = 10, 20, 16
DAYS = LimitUnit.WORKING_DAYS
LIMITS = (
    Limit.same_day(),
    Limit.of(1, LimitUnit.WORKING_HOURS),
    Limit.of(1, DAYS),
    Limit.of(3, DAYS),
    Limit.of(15, DAYS),
    Limit.of(20, LimitUnit.CALENDAR_DAYS),
    None,
)


def person(number: int, role: Role, *, unit: int | None = None, agency: int | None = None, sent: bool = False) -> Actor:
    details = frozenset({Detail(DEPARTMENT, CENTRE, frozenset(DelegatedPower))}) if sent else frozenset()
    return Actor(number, frozenset({role}), frozenset({Post(role, unit, agency)}), details)


RECEIVERS = (person(1, Role.RECEPTION, unit=CENTRE), person(2, Role.RECEPTION, unit=CENTRE))
COMMUNAL_RECEIVER = person(3, Role.RECEPTION, unit=COMMUNE)
HANDS_OUT = person(4, Role.RECEPTION, unit=CENTRE)
PEOPLE = (
    *RECEIVERS,
    COMMUNAL_RECEIVER,
    HANDS_OUT,
    person(5, Role.HANDLING_OFFICER, agency=DEPARTMENT, sent=True),
    person(6, Role.HANDLING_OFFICER, agency=DEPARTMENT),
    person(7, Role.APPROVER, agency=DEPARTMENT, sent=True),
    person(8, Role.REGISTRY_CLERK, agency=DEPARTMENT),
    person(9, Role.REGISTRY_CLERK, unit=CENTRE),
    person(10, Role.HANDLING_OFFICER, agency=COMMITTEE),
    person(11, Role.APPROVER, agency=COMMITTEE),
    person(12, Role.REGISTRY_CLERK, unit=COMMUNE),
)


def handled(agency: int) -> tuple[Handled, ...]:
    return tuple(
        Handled(
            code=f"9.{agency:03}{number:03}",
            title="Thủ tục đăng ký khai sinh" if number == 1 else "Cấp giấy",
            field="Hộ tịch" if number % 2 else "Đất đai",
            agency_id=agency,
            limit=limit,
            in_the_hall=number < 4,
            stamped_in_the_hall=number < 2,
            for_citizens=number != 2,
        )
        for number, limit in enumerate(LIMITS)
    )


WORLD = World(
    halls=(
        Hall(CENTRE, "trung-tam", KEEPER, ("phường Bến Đá", "xã Cồn Sậy"), Calendar(), handled(DEPARTMENT), 0.7),
        Hall(COMMUNE, "xa", COMMITTEE, ("xã Cồn Sậy",), Calendar(), handled(COMMITTEE), 0.3),
    ),
    people=PEOPLE,
    desks=(
        Desk(RECEIVERS[0], CENTRE, frozenset({"Hộ tịch"}), hands_out=False),
        Desk(RECEIVERS[1], CENTRE, frozenset({"Đất đai"}), hands_out=False),
        Desk(HANDS_OUT, CENTRE, frozenset(), hands_out=True),
        Desk(COMMUNAL_RECEIVER, COMMUNE, frozenset(), hands_out=False),
    ),
)
