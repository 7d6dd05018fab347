"""Which procedure: by everyday words, by code, or by the number of what this counter receives most."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.accounts.middleware import SignedInRequest
from motcua.catalogue import search
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.reading import limit_of
from motcua.catalogue.selectors import handled_procedures
from motcua.desk.reception.hall import number_of
from motcua.desk.reception.places import choose_unit, own_counter, own_unit, own_units
from motcua.dossiers.facts import PublishedUnit
from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors import receipts_of
from motcua.foundation.remembered import remembered
from motcua.kernel.errors import MotCuaError
from motcua.kernel.identifiers import DossierCode, ProcedureCode, card_code_in
from motcua.organisation.models import Counter
from motcua.ui import formats

SHOWN, KEYS = 12, 9
LATELY = 2000
"""How many of the unit's latest dossiers tell what is received most."""


@dataclass(frozen=True, slots=True)
class Choice:
    code: str
    title: str
    field: str
    limit: str
    handled: bool
    href: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: SignedInRequest) -> HttpResponse:
    """The search, and the short list of this counter. A number of that list or a whole code goes straight on."""
    if request.method == "POST":
        choose_unit(request, request.POST.get("unit", ""))
        return redirect("desk:choose")
    words = request.GET.get("q", "").replace("\0", " ").strip()
    if card_code_in(words):
        return redirect("desk:choose")  # nothing about a person stays in an address
    unit = own_unit(request)
    visit = _own_visit(request.GET.get("luot", ""), unit)
    often = _often(unit, own_counter(request, unit), visit)
    if found := _straight_on(words, often, visit):
        return HttpResponseRedirect(found)
    context = {
        "unit": unit,
        "units": [(own.code, own.name) for own in own_units(request)],
        "words": words,
        "visit": visit,
        "ticket_number": number_of(visit, unit.id),
        "found": _found(words, unit, visit) if words else [],
        "often": often,
    }
    return render(request, "desk/reception/choose.jinja", context)


def _own_visit(text: str, unit: PublishedUnit) -> str:
    """The visit that another procedure joins, of an earlier dossier or of a number, when it is one of this unit's."""
    try:
        visit_id = UUID(text)
    except ValueError:
        return ""
    is_ours = bool(receipts_of(visit_id, unit.id) or number_of(visit_id, unit.id))
    return str(visit_id) if is_ours else ""


def _straight_on(words: str, often: list[Choice], visit: str) -> str | None:
    """Where a number of the short list, a procedure's code or a dossier's code leads."""
    if len(words) == 1 and words.isdecimal() and words.isascii():
        return often[int(words) - 1].href if 0 < int(words) <= len(often) else None
    try:
        code = ProcedureCode.parse(words).value
    except MotCuaError:
        return _scanned(words)
    known = Procedure.objects.filter(code=code, current__isnull=False).exists()
    return _address(code, visit) if known else None


def _scanned(words: str) -> str | None:
    """A dossier's code, scanned while the search had the focus."""
    try:
        return f"{reverse('desk:scan')}?{urlencode({'ma': str(DossierCode.parse(words))})}"
    except (MotCuaError, NoReverseMatch):
        return None


def _address(code: str, visit: str) -> str:
    return reverse("desk:intake", args=[code]) + (f"?luot={visit}" if visit else "")


def _found(words: str, unit: PublishedUnit, visit: str) -> list[Choice]:
    """The answers; those that this unit handles come first, in the order of the search."""
    items = search.search(words, limit=3 * SHOWN).items
    handled = _handled(unit.level)
    choices = [
        Choice(
            item.code,
            item.title,
            item.field,
            handled.get(item.code, ""),
            item.code in handled,
            _address(item.code, visit),
        )
        for item in items
    ]
    return sorted(choices, key=lambda choice: not choice.handled)[:SHOWN]


def _often(unit: PublishedUnit, counter: Counter | None, visit: str) -> list[Choice]:
    """What was received most lately, of the fields of this counter; on a first day, the first of its fields."""
    handled = _handled(unit.level)
    chosen = _chosen(unit.id, unit.level, tuple(counter.fields) if counter else ())
    return [
        Choice(code, title, field, handled[code], handled=True, href=_address(code, visit))
        for code, title, field in chosen
    ]


@remembered(seconds=60)
def _chosen(unit_id: int, level: str, fields: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """(code, title, field) of the short list."""
    handled = _handled(level)
    versions = ProcedureVersion.objects.filter(current_of__isnull=False, procedure__code__in=handled)
    if fields:
        versions = versions.filter(field__name__in=fields)
    lately = _lately(unit_id)
    places = {code: place for place, code in enumerate(lately)}
    used = [code for code in lately if code in handled]
    rows = versions.order_by("procedure__code").values_list("procedure__code", "title", "field__name")
    known = [*rows.filter(procedure__code__in=used), *rows.exclude(procedure__code__in=used)[:KEYS]]
    known.sort(key=lambda row: places.get(row[0], len(places)))
    return tuple((code, title, field or "") for code, title, field in known[:KEYS])


def _lately(unit_id: int) -> tuple[str, ...]:
    """Codes of procedures by how often the unit received them lately, most first."""
    latest = Dossier.objects.filter(unit=unit_id).order_by("-received_at", "-id").values("pk")[:LATELY]
    counted = Dossier.objects.filter(pk__in=latest).values("procedure_version__procedure__code")
    rows = counted.annotate(times=Count("pk")).order_by("-times", "procedure_version__procedure__code")
    return tuple(row["procedure_version__procedure__code"] for row in rows)


@remembered(seconds=60)
def _handled(level: str) -> dict[str, str]:
    """Code → processing limit in words, of what the units of this level handle."""
    versions = ProcedureVersion.objects.filter(current_of__isnull=False)
    rows = versions.values_list("procedure__code", "legal_limit_quantity", "legal_limit_unit")
    legal = {code: limit_of(quantity, unit) for code, quantity, unit in rows}
    limits = {
        handling.procedure_code: handling.committed_limit or legal.get(handling.procedure_code)
        for handling in handled_procedures()
        if handling.level == level
    }
    return {code: formats.limit(limit) if limit else _("chưa ghi thời hạn") for code, limit in limits.items()}
