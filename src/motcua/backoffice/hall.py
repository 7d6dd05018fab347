"""The hall for whoever leads it: who waits, who serves whom, what went wrong; live, or as it was (?at=10:15)."""

import json
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.backoffice import forecast
from motcua.foundation import live
from motcua.kernel import clock
from motcua.kernel.errors import ConflictError, NotAllowedError
from motcua.organisation.models import OneStopUnit
from motcua.ticketing.labels import COUNTER_STATES
from motcua.ticketing.models import Ticket
from motcua.ticketing.permissions import may_manage
from motcua.ticketing.selectors.forecast import forecast_of, is_foreseen
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.selectors.overview import CounterLine, GroupLine, Kept, Overview, overview, refused_priorities
from motcua.ticketing.services import forecasting, restore_priority
from motcua.ticketing.services.telling import channel
from motcua.ticketing.vocabulary import CounterState
from motcua.ui import formats


@require_safe
def halls(request: SignedInRequest) -> HttpResponse:
    """The halls that this person leads; the only one at once."""
    units = [unit for unit in OneStopUnit.objects.on(clock.now().date()) if may_manage(request.actor, unit.pk)]
    if len(units) == 1:
        return redirect("backoffice:hall", unit_code=units[0].code)
    return render(request, "backoffice/hall/list.jinja", {"units": units})


@require_POST
def restore(request: SignedInRequest, unit_code: str, ticket_id: UUID) -> HttpResponse:
    """A priority that a counter refused is given back by whoever leads the hall."""
    if not Ticket.objects.filter(pk=ticket_id, unit__code=unit_code).exists():
        raise Http404
    try:
        ticket = restore_priority(ticket_id, by=request.actor)
    except NotAllowedError as error:
        raise PermissionDenied from error
    except ConflictError as error:
        messages.error(request, error.message_vi)
    else:
        messages.success(request, _("Số %(number)s lại được tính là ưu tiên.") % {"number": ticket.number})
    return redirect("backoffice:hall", unit_code=unit_code)


@require_safe
def hall(request: SignedInRequest, unit_code: str) -> HttpResponse:
    unit = OneStopUnit.objects.on(clock.now().date()).filter(code=unit_code).first()
    if unit is None:
        raise Http404
    if not may_manage(request.actor, unit.pk):
        raise PermissionDenied
    now = clock.now()
    asked = _asked(request, now)
    listen = None if asked else live.listening(request.get_host(), [channel(unit.pk), forecasting.channel(unit.pk)])
    seen = overview(unit.pk, asked or now)
    context = {
        "unit": unit,
        "hall": hall_of(unit.pk),
        "seen": seen,
        "forecast": None if asked else _forecast(unit.pk, now),
        "replayed": asked,
        "now": now,
        "listen": json.dumps(listen) if listen else "",
        "stats": _stats(seen),
        "groups": [_group_row(line, seen.at) for line in seen.groups],
        "counters": [_counter_row(line) for line in seen.counters],
        "refused": () if asked else refused_priorities(unit.pk, now.date()),
        "devices": [_device_row(device, now) for device in seen.devices],
    }
    return render(request, "backoffice/hall/overview.jinja", context)


def _forecast(unit_id: int, now: datetime) -> forecast.Shown:
    """What was reckoned last; that somebody looks keeps it fresh."""
    open_hall, known = hall_of(unit_id), forecast_of(unit_id)
    if is_foreseen(open_hall, now):
        forecasting.note_watched(unit_id, known, now)
    return forecast.shown(open_hall, known, now)


def _asked(request: HttpRequest, now: datetime) -> datetime | None:
    """The moment of today that the address asks for; none for now, for what is still to come and for what isn't a time."""
    try:
        wanted = time.fromisoformat(request.GET.get("at", ""))
    except ValueError:
        return None
    moment = datetime.combine(now.astimezone(clock.HANOI).date(), wanted.replace(tzinfo=None), clock.HANOI)
    return moment if moment < now else None


def _stats(seen: Overview) -> list[dict[str, Any]]:
    states = [line.state for line in seen.counters]
    since = min((line.longest_since for line in seen.groups if line.longest_since), default=None)
    return [
        {"value": sum(line.waiting for line in seen.groups), "label": _("đang chờ")},
        {"value": _minutes(since, seen.at), "label": _("chờ lâu nhất")},
        {
            "value": states.count(CounterState.OPEN),
            "label": _("quầy đang mở"),
            "note": _("%(paused)s tạm nghỉ, %(closed)s đóng")
            % {"paused": states.count(CounterState.PAUSED), "closed": states.count(CounterState.CLOSED)},
        },
        {
            "value": sum(line.served for line in seen.groups),
            "label": _("đã phục vụ xong"),
            "note": _("%(issued)s số đã phát, %(absent)s gọi không thấy")
            % {
                "issued": sum(line.issued for line in seen.groups),
                "absent": sum(line.no_show for line in seen.groups),
            },
        },
        {"value": seen.print_failures, "label": _("phiếu không in được")},
        {
            "value": _share(seen.kept, seen.kept.within_p90),
            "label": _("được gọi trước mốc chắc chắn"),
            "note": _told(seen.kept),
        },
    ]


def _told(kept: Kept) -> str:
    if not kept.told:
        return _("Chưa có số nào được báo trước thời gian chờ")
    share = _share(kept, kept.within_p50)
    return _("%(share)s trước mốc thường gặp; mong đợi 90%% và 50%%") % {"share": share}


def _share(kept: Kept, within: int) -> str:
    return formats.percent(round(100 * within / kept.told)) if kept.told else "–"


def _minutes(since: datetime | None, at: datetime) -> str:
    if since is None:
        return "–"
    return _("%(minutes)s phút") % {"minutes": max(0, int((at - since).total_seconds()) // 60)}


def _group_row(line: GroupLine, at: datetime) -> list[Any]:
    name = f"{line.letters} · {line.name}"
    return [name, line.zone, line.waiting, _minutes(line.longest_since, at), line.issued, line.served, line.no_show]


def _counter_row(line: CounterLine) -> list[Any]:
    serving = _("đang phục vụ") if line.is_serving else _("đang gọi")
    at_counter = f"{line.number} · {serving} {_since(line.number_since)}" if line.number else "–"
    state = f"{COUNTER_STATES[line.state]} {_since(line.since)}".strip()
    return [f"{line.counter}. {line.name}", state, line.staff or "–", at_counter]


def _device_row(device: Any, now: datetime) -> list[Any]:
    seen = device.last_seen_at
    last = _("chưa thấy lần nào") if seen is None else _minutes(seen, now) + " " + _("trước")
    return [device.name, device.get_kind_display(), last, device.get_printer_fault_display() or "–"]


def _since(moment: datetime | None) -> str:
    return _("từ %(time)s") % {"time": formats.clock(moment)} if moment else ""
