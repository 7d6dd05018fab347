"""About two hundred invented people, each with a role and a place, and the devices of the hall."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password

from motcua.accounts.models import RoleAssignment, Secondment, Staff
from motcua.accounts.rules.roles import DEVICE_ROLES, DelegatedPower, Role
from motcua.demo.accounts import PASSWORD
from motcua.demo.names import names
from motcua.demo.organisation import Organisation
from motcua.demo.plan import PlannedAgency, PlannedCommune
from motcua.organisation.models import Agency, Counter, OneStopUnit

SEED = 2026
HANDLING_OFFICERS = 3
POWERS_DECIDED_ON = date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class Post:
    """One account to make."""

    sign_in_name: str
    role: Role
    position: str
    place: OneStopUnit | Agency
    counter: Counter | None = None
    seconded_with: list[DelegatedPower] | None = None
    """Powers of an officer whom the agency sends to the centre; None: stays at the agency."""
    called: str = field(default="")
    """A device's name; people get theirs by chance."""


def write_people(organisation: Organisation) -> int:
    """Write every account with its role; how many."""
    posts = list(_posts(organisation))
    staff = _write_accounts(posts)
    RoleAssignment.objects.bulk_create(_role(post, staff[post.sign_in_name], organisation) for post in posts)
    seconded = [post for post in posts if post.seconded_with is not None]
    Secondment.objects.bulk_create(_secondment(post, staff[post.sign_in_name], organisation) for post in seconded)
    return len(posts)


def _posts(organisation: Organisation) -> Iterator[Post]:
    yield from _posts_of_the_centre(organisation)
    for planned in organisation.plan.agencies:
        yield from _posts_of_an_agency(planned, organisation)
    for commune in organisation.plan.communes:
        yield from _posts_of_a_commune(commune, organisation)


def _posts_of_the_centre(organisation: Organisation) -> Iterator[Post]:
    centre = organisation.centre
    yield Post("quantri", Role.ADMINISTRATOR, "Quản trị viên hệ thống", centre)
    yield Post("truongtrungtam", Role.HEAD_OF_UNIT, "Giám đốc Trung tâm", centre)
    yield Post("photrungtam", Role.HEAD_OF_UNIT, "Phó Giám đốc Trung tâm", centre)
    yield Post("vanthu", Role.REGISTRY_CLERK, "Văn thư", centre)
    yield Post("giamsat", Role.SUPERVISOR, "Chuyên viên kiểm soát thủ tục hành chính", centre)
    yield Post("kiemtra", Role.AUDITOR, "Chuyên viên an toàn thông tin", centre)
    prefixes = {Role.RECEPTION: "tiepnhan", Role.GUIDANCE: "huongdan", Role.CASHIER: "thuphi"}
    for planned, counter in zip(organisation.plan.counters, organisation.counters, strict=True):
        role = Role(planned.role)
        name = f"{prefixes[role]}{counter.number:02}"
        yield Post(name, role, f"Cán bộ quầy {counter.number}", centre, counter)
    for number in (1, 2, 3):
        yield Post(f"maylayso{number}", Role.KIOSK, "", centre, called=f"Máy lấy số {number}")
        yield Post(f"banghienthi{number}", Role.DISPLAY, "", centre, called=f"Bảng hiển thị {number}")
    yield Post("giamsatmay", Role.MONITOR, "", centre, called="Phần mềm giám sát máy")


def _posts_of_an_agency(planned: PlannedAgency, organisation: Organisation) -> Iterator[Post]:
    agency = organisation.agencies[planned.key]
    powers = list(DelegatedPower) if not planned.vertical else [DelegatedPower.APPROVE]
    approver = f"Lãnh đạo {planned.short}"
    yield Post(f"pheduyet.{planned.slug}", Role.APPROVER, approver, agency, seconded_with=powers)
    yield Post(f"vanthu.{planned.slug}", Role.REGISTRY_CLERK, f"Văn thư {planned.short}", agency)
    for number in range(1, HANDLING_OFFICERS + 1):
        yield Post(
            f"thuly.{planned.slug}{number}",
            Role.HANDLING_OFFICER,
            f"Chuyên viên {planned.short}",
            agency,
            seconded_with=[] if number == 1 else None,
        )


def _posts_of_a_commune(commune: PlannedCommune, organisation: Organisation) -> Iterator[Post]:
    unit, committee = organisation.commune_units[commune.code], organisation.commune_committees[commune.code]
    yield Post(f"phutrach.{commune.slug}", Role.HEAD_OF_UNIT, f"Giám đốc Trung tâm {commune.name}", unit)
    yield Post(f"pheduyet.{commune.slug}", Role.APPROVER, f"Phó Chủ tịch {commune.name}", committee)
    yield Post(f"vanthu.{commune.slug}", Role.REGISTRY_CLERK, f"Văn thư {commune.name}", unit)
    yield Post(f"thuphi.{commune.slug}", Role.CASHIER, f"Thu phí {commune.name}", unit)
    for number in (1, 2):
        yield Post(f"thuly.{commune.slug}{number}", Role.HANDLING_OFFICER, f"Công chức {commune.name}", committee)
    for counter in unit.counters.order_by("number"):
        name = f"tiepnhan.{commune.slug}{counter.number}"
        yield Post(name, Role.RECEPTION, f"Tiếp nhận {commune.name}", unit, counter)


def _write_accounts(posts: list[Post]) -> dict[str, Staff]:
    """One hash for all of them: the password is printed on the first page anyway, and hashing is slow on purpose."""
    password, invented = make_password(PASSWORD), names(SEED)
    rows = [
        Staff(
            sign_in_name=post.sign_in_name,
            full_name=post.called or next(invented),
            position=post.position,
            password=password,
            is_device=post.role in DEVICE_ROLES,
            is_demo=True,
        )
        for post in posts
    ]
    return {staff.sign_in_name: staff for staff in Staff.objects.bulk_create(rows)}


def _role(post: Post, staff: Staff, organisation: Organisation) -> RoleAssignment:
    return RoleAssignment(
        staff=staff,
        role=post.role,
        unit=post.place if isinstance(post.place, OneStopUnit) else None,
        agency=post.place if isinstance(post.place, Agency) else None,
        counter=post.counter,
        valid_from=organisation.plan.founded_on,
    )


def _secondment(post: Post, staff: Staff, organisation: Organisation) -> Secondment:
    assert isinstance(post.place, Agency)
    return Secondment(
        staff=staff,
        agency=post.place,
        unit=organisation.centre,
        powers=[power.value for power in post.seconded_with or ()],
        decision_number=f"Quyết định mẫu số 07/QĐ-{post.place.code}",
        decided_on=POWERS_DECIDED_ON,
        valid_from=date(2026, 1, 12),
        valid_to=date(2027, 12, 31),
    )
