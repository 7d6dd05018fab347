"""The page that an officer works on at an open counter: who is there, the next acts, the lines."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.accounts.rules.roles import Role
from motcua.catalogue.models import ProcedureVersion
from motcua.desk.counter.said import NOTHING, Said
from motcua.dossiers.selectors import receipts_of
from motcua.foundation import live
from motcua.kernel import clock
from motcua.ticketing import labels
from motcua.ticketing.models import Ticket
from motcua.ticketing.selectors.counter import CounterNow, CounterTickets, counter_of, seats_of, tickets_of
from motcua.ticketing.selectors.hall import group, groups_of, hall_of
from motcua.ticketing.services.telling import channel
from motcua.ticketing.vocabulary import CounterState, Priority, Source, TicketState

PAUSES: tuple[Promise, ...] = (
    gettext_lazy("Nghỉ giữa giờ"),
    gettext_lazy("Họp"),
    gettext_lazy("Giải quyết hồ sơ"),
    gettext_lazy("Sự cố máy, mạng"),
)
"""What a pause is mostly for; anything else is typed."""
HOUR = 60


@never_cache
@require_safe
def counter(request: SignedInRequest) -> HttpResponse:
    """The officer's open counter, found again after signing in anew; without one, the counters to choose from."""
    if (now := counter_of(request.actor.staff_id)) is None:
        return redirect("desk:counters")
    return render(request, "desk/counter/counter.jinja", context_of(request, now, NOTHING))


def context_of(request: SignedInRequest, now: CounterNow, said: Said) -> dict[str, Any]:
    at, tickets = clock.now(), tickets_of(now)
    current = tickets.current
    return {
        "said": said,
        "stream": live.listening(request.get_host(), [channel(now.unit_id)])["url"],
        "counter": now,
        "lines": [_line(line, at) for line in now.lines],
        "waiting": sum(line.waiting for line in now.lines) + len(tickets.bound),
        "mean": "" if now.mean_service is None else duration(now.mean_service),
        "current": _current(request, now, current, at) if current else None,
        "finished": tickets.finished and _finished(tickets.finished),
        "version": _version(now, tickets),
        "pauses": PAUSES,
        "bound": tickets.bound,
        "refused": tickets.refused,
        "held": [
            {"ticket": ticket, "note": getattr(ticket, "note", ""), "since": ago(ticket.serving_at, at)}
            for ticket in tickets.held
        ],
        "missed": [{"ticket": ticket, "since": ago(ticket.finished_at, at)} for ticket in tickets.missed],
    }


def _line(line: Any, at: datetime) -> dict[str, Any]:
    longest = duration(at - line.longest_since, seconds=False) if line.longest_since else ""
    return {"of": line, "longest": longest}


def _current(request: SignedInRequest, now: CounterNow, ticket: Ticket, at: datetime) -> dict[str, Any]:
    """The ticket at the counter, what was declared with it, and where it can be sent on to."""
    is_serving = ticket.state == TicketState.SERVING
    since = ticket.serving_at if is_serving else ticket.called_at
    receives = request.actor.holds_at_unit(Role.RECEPTION, now.unit_id)
    return {
        "ticket": ticket,
        "serving": is_serving,
        "group": group(ticket.group_id).name,
        "procedure": _title(ticket.procedure_code),
        "elapsed": max(0, round((at - since).total_seconds())) if since else 0,
        "waited": duration((ticket.called_at or at) - ticket.issued_at, seconds=False),
        "most_calls": hall_of(now.unit_id).most_calls,
        "priority": _priority(ticket),
        "by_appointment": ticket.source == Source.APPOINTMENT,
        "receives": receives,
        "dossiers": receipts_of(ticket.visit_id, now.unit_id),
        "groups": [(other.id, f"{other.letters}. {other.name}") for other in _other_groups(now, ticket)],
        "counters": _other_counters(now),
    }


def _priority(ticket: Ticket) -> dict[str, Any] | None:
    """What was declared at the machine, and whether the counter has looked at it."""
    if ticket.priority == Priority.NONE:
        return None
    return {"name": labels.PRIORITIES[Priority(ticket.priority)], "confirmed": ticket.priority_confirmed}


def _title(code: str) -> str:
    """Of the procedure that was chosen at the machine; its code where the catalogue has lost it, "" where none was."""
    if not code:
        return ""
    titles = ProcedureVersion.objects.filter(current_of__code=code).values_list("title", flat=True)
    return titles.first() or code


def _other_groups(now: CounterNow, ticket: Ticket) -> list[Any]:
    return [other for other in groups_of(now.unit_id) if other.id != ticket.group_id]


def _other_counters(now: CounterNow) -> list[tuple[int, str]]:
    """Where somebody sits who can call: a person sent to an empty counter would wait for nobody."""
    return [
        (seat.counter_id, f"{seat.number}. {seat.name} ({seat.staff_name})")
        for seat in seats_of(now.unit_id)
        if seat.state is not CounterState.CLOSED and seat.counter_id != now.counter_id
    ]


def _finished(ticket: Ticket) -> dict[str, Any]:
    served = (ticket.finished_at - ticket.serving_at) if ticket.finished_at and ticket.serving_at else timedelta()
    return {"ticket": ticket, "served": duration(served)}


def _version(now: CounterNow, tickets: CounterTickets) -> str:
    """Differs when the left side of the page must: a live message about somebody else leaves it, and what is typed there, alone."""
    current, finished = tickets.current, tickets.finished
    parts: list[object] = [now.counter_id, now.paused_at, finished and finished.pk]
    if current:
        parts += [current.pk, current.state, current.calls, current.group_id, current.priority_confirmed]
    return "·".join(str(part) for part in parts)


def duration(span: timedelta, *, seconds: bool = True) -> str:
    """9 phút 20 giây, 45 giây; from an hour on without seconds: 1 giờ 5 phút. Without `seconds`, minutes begun count."""
    whole = max(0, round(span.total_seconds()))
    minutes, rest = divmod(whole, 60)
    if minutes >= HOUR:
        return _("%(hours)s giờ %(minutes)s phút") % {"hours": minutes // HOUR, "minutes": minutes % HOUR}
    if not seconds:
        return ngettext("%(n)s phút", "%(n)s phút", minutes) % {"n": minutes}
    if minutes == 0:
        return ngettext("%(n)s giây", "%(n)s giây", rest) % {"n": rest}
    return _("%(minutes)s phút %(seconds)s giây") % {"minutes": minutes, "seconds": rest}


def ago(moment: datetime | None, at: datetime) -> str:
    return duration(at - moment, seconds=False) if moment else ""
