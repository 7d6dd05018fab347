"""What people say of a hall, for its head: the day's figures, live, and the list behind each of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.backoffice.catalogue.numbers import number_in
from motcua.catalogue.models import Procedure
from motcua.feedback.labels import LEVELS, REASONS, SOURCES
from motcua.feedback.selectors.results import Figures, Line, Wanted, lines_of, results_of, those
from motcua.feedback.services.rating import channel
from motcua.feedback.vocabulary import Level, RatingSource, Reason
from motcua.foundation import live
from motcua.kernel import clock
from motcua.organisation.models import Counter, OneStopUnit
from motcua.ticketing.permissions import may_manage

LOW_SHOWN = 20


@dataclass(frozen=True, slots=True)
class _Day:
    """Which unit's which day the page is about."""

    unit: OneStopUnit
    units: tuple[OneStopUnit, ...]
    day: date

    def address(self, **more: object) -> str:
        """The list of one figure."""
        asked = {"don-vi": self.unit.code, "ngay": self.day.isoformat(), **{key: f"{more[key]}" for key in more}}
        return f"{reverse('backoffice:ratings_list')}?{urlencode(asked)}"


@never_cache
@require_safe
def results(request: SignedInRequest) -> HttpResponse:
    """The figures of today, or of `?ngay=2026-11-25`, at a unit that the reader leads."""
    asked = _asked(request)
    listen = live.listening(request.get_host(), [channel(asked.unit.pk)])
    lines = lines_of(asked.unit.pk, asked.day)
    told = results_of(lines)
    counters = dict(Counter.objects.filter(unit=asked.unit).values_list("number", "name"))
    context = {
        "asked": asked,
        "results": told,
        "levels": LEVELS,
        "reasons": REASONS,
        "titles": _titles(figures.key for figures in told.by_procedure),
        "counters": {f"{number}": name for number, name in counters.items()},
        "low": [_shown(line) for line in those(lines, Wanted(low=True))[:LOW_SHOWN]],
        "listen": json.dumps(listen),
        "share": _share,
    }
    return render(request, "backoffice/ratings.jinja", context)


@never_cache
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    """The services that a figure counts, as its address says."""
    asked = _asked(request)
    wanted, words = _wanted(request.GET)
    rows = [_shown(line) for line in those(lines_of(asked.unit.pk, asked.day), wanted)]
    return render(request, "backoffice/ratings_list.jinja", {"asked": asked, "rows": rows, "words": words})


def _asked(request: SignedInRequest) -> _Day:
    today = clock.now().date()
    units = tuple(
        unit for unit in OneStopUnit.objects.on(today).order_by("level", "name") if may_manage(request.actor, unit.pk)
    )
    code = request.GET.get("don-vi", "")
    unit = next((unit for unit in units if unit.code == code), units[0] if units and not code else None)
    if unit is None:
        raise PermissionDenied
    return _Day(unit, units, _day(request.GET.get("ngay", ""), today))


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return today


def _wanted(query: QueryDict) -> tuple[Wanted, list[str]]:
    """What the address asks for, and in words; what isn't understood is left out."""
    level = number_in(query.get("muc", ""))
    level = level if level in list(Level) else None
    reason = query.get("ly-do", "")
    reason = reason if reason in list(Reason) else ""
    hour = query.get("gio", "")
    wanted = Wanted(
        counter=number_in(query.get("quay", "")),
        procedure=query.get("thu-tuc", "")[:20],
        hour=int(hour) if hour.isdecimal() and len(hour) <= len("23") else None,
        band=query.get("cho", "")[:8],
        level=level,
        low=query.get("thap") == "1",
        reason=reason,
        ticket={"1": True, "0": False}.get(query.get("so", "")),
        rated=query.get("da-danh-gia") == "1",
    )
    words = [str(LEVELS[Level(level)])] if level else []
    return wanted, words + ([str(REASONS[Reason(reason)])] if reason else [])


def _titles(codes: Any) -> Mapping[str, str]:
    rows = Procedure.objects.filter(code__in=list(codes)).select_related("current")
    return {row.code: row.current.title for row in rows if row.current}


def _share(figures: Figures) -> int | None:
    return round(figures.satisfaction.index * 100) if figures.satisfaction else None


def _shown(line: Line) -> dict[str, Any]:
    rating = line.rating
    return {
        "number": line.number,
        "counter": line.counter,
        "at": line.served_at,
        "waited": None if line.waited is None else round(line.waited / 60),
        "took": None if line.took is None else round(line.took / 60),
        "level": rating.level if rating else None,
        "label": LEVELS[Level(rating.level)] if rating else "",
        "reasons": [REASONS[Reason(reason)] for reason in rating.reasons] if rating else [],
        "words": rating.words if rating else "",
        "source": SOURCES[RatingSource(rating.source)] if rating else "",
        "procedures": rating.procedure_codes if rating else [],
    }
