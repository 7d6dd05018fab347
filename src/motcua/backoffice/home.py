"""The first page after signing in: who I am here, and what I can do."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from motcua.accounts import permissions
from motcua.accounts.middleware import SignedInRequest
from motcua.accounts.models import RoleAssignment, Secondment
from motcua.accounts.models.labels import POWERS
from motcua.accounts.rules.roles import DelegatedPower
from motcua.accounts.selectors import roles_of, secondments_of
from motcua.kernel import clock
from motcua.ui import formats


@dataclass(frozen=True, slots=True)
class Door:
    """A page to work on, behind a permission."""

    permission: str
    route: str
    title: Promise
    about: Promise


DOORS = (
    Door(
        permissions.ORGANISATION_EDIT,
        "admin:index",
        _("Tổ chức và tài khoản"),
        _("Cơ quan, quầy, giờ làm việc, ngày nghỉ; cán bộ, vai trò, quyết định cử cán bộ."),
    ),
)


@never_cache
def home(request: SignedInRequest) -> HttpResponse:
    today = clock.now().date()
    context = {
        "staff": request.user,
        "doors": [_shown_door(door) for door in DOORS if permissions.allowed(door.permission, request.actor)],
        "role_columns": [
            {"label": _("Vai trò")},
            {"label": _("Nơi làm việc")},
            {"label": _("Quầy")},
            {"label": _("Từ ngày")},
        ],
        "roles": [_shown_role(role) for role in roles_of(request.user, day=today)],
        "secondments": [_shown_secondment(secondment) for secondment in secondments_of(request.user, day=today)],
    }
    return render(request, "backoffice/staff_home.jinja", context)


def _shown_door(door: Door) -> dict[str, object]:
    return {"title": door.title, "href": reverse(door.route), "meta": [door.about]}


def _shown_role(role: RoleAssignment) -> list[str]:
    return [role.get_role_display(), str(role.place), str(role.counter or ""), formats.date(role.valid_from)]


def _shown_secondment(secondment: Secondment) -> list[tuple[object, object]]:
    powers = [str(POWERS[DelegatedPower(power)]) for power in secondment.powers]
    until = (
        _("đến hết %(day)s") % {"day": formats.date(secondment.valid_to)}
        if secondment.valid_to
        else _("chưa định ngày kết thúc")
    )
    return [
        (_("Cơ quan cử đến"), secondment.agency.name),
        (_("Nơi làm việc"), secondment.unit.name),
        (_("Được ủy quyền"), ", ".join(powers) or _("Không; hồ sơ chuyển về cơ quan để phê duyệt")),
        (_("Theo quyết định"), secondment.decision_number),
        (_("Thời gian"), f"{formats.date(secondment.valid_from)}, {until}"),
    ]
