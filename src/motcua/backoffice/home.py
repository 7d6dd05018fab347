"""The first page after signing in: who I am here, and what I can do."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from motcua.accounts.middleware import SignedInRequest
from motcua.accounts.models import RoleAssignment, Secondment
from motcua.accounts.models.labels import POWERS
from motcua.accounts.rules.roles import DelegatedPower
from motcua.accounts.selectors import roles_of, secondments_of
from motcua.backoffice.doors import Door, open_doors
from motcua.backoffice.today import day_in_a_line, where
from motcua.kernel import clock
from motcua.ui import formats


@never_cache
def home(request: SignedInRequest) -> HttpResponse:
    today = clock.now().date()
    roles, secondments = roles_of(request.user, day=today), secondments_of(request.user, day=today)
    context = {
        "staff": request.user,
        "today": day_in_a_line(where(roles, secondments), today),
        "doors": [_shown_door(door) for door in open_doors(request.actor)],
        "roles": [_shown_role(role) for role in roles],
        "secondments": [_shown_secondment(secondment) for secondment in secondments],
    }
    return render(request, "backoffice/staff_home.jinja", context)


def _shown_door(door: Door) -> dict[str, object]:
    return {"title": door.title, "href": reverse(door.route), "meta": [door.about]}


def _shown_role(role: RoleAssignment) -> list[tuple[object, object]]:
    lines = [(_("Vai trò"), role.get_role_display()), (_("Nơi làm việc"), str(role.place))]
    if role.counter:
        lines.append((_("Quầy"), str(role.counter)))
    return [*lines, (_("Từ ngày"), formats.date(role.valid_from))]


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
