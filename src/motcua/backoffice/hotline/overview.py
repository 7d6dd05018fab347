"""The hotline at a glance: how it runs now, what people ask, where they give up, what they have said."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts import permissions
from motcua.accounts.middleware import SignedInRequest
from motcua.hotline.labels import ALARMS, OUTCOMES
from motcua.hotline.selectors.today import alarms, figures, new_messages, nodes_now
from motcua.hotline.vocabulary import AlarmKind
from motcua.kernel import clock

SPANS = {"hom-nay": (1, _("Hôm nay")), "7-ngay": (7, _("7 ngày")), "30-ngay": (30, _("30 ngày"))}


@never_cache
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """?xem=hom-nay, 7-ngay or 30-ngay."""
    chosen = request.GET.get("xem", "hom-nay")
    chosen = chosen if chosen in SPANS else "hom-nay"
    first, last = _days(SPANS[chosen][0])
    context = {
        "nodes": nodes_now(),
        "alarms": [(ALARMS[AlarmKind(alarm.kind)], alarm) for alarm in alarms()],
        "new_messages": new_messages(),
        "figures": figures(first, last),
        "outcomes": OUTCOMES,
        "spans": [(key, label, key == chosen) for key, (_count, label) in SPANS.items()],
        "first": first,
        "last": last,
        "may_hear": permissions.allowed(permissions.HOTLINE_HEAR, request.actor),
        "may_edit": permissions.allowed(permissions.HOTLINE_EDIT, request.actor),
    }
    return render(request, "backoffice/hotline/overview.jinja", context)


def _days(count: int) -> tuple[date, date]:
    today = clock.now().date()
    return today - timedelta(days=count - 1), today
