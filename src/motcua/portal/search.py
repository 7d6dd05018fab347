"""Finding a procedure in one's own words."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.answers import procedures as answers
from motcua.catalogue import search as catalogue_search
from motcua.catalogue.labels import LEVELS
from motcua.catalogue.summaries import Summary, summaries_of
from motcua.kernel.errors import MotCuaError
from motcua.kernel.identifiers import ProcedureCode
from motcua.kernel.text import clamp
from motcua.portal import filters
from motcua.portal.filters import Asked, asked_by
from motcua.ui import formats

PER_PAGE = 10
SUGGESTIONS, SUGGESTIONS_WEIGHED, PHRASES = 6, 30, 3
REASONS, LONGEST_REASON = 2, 70
"""What of the question a result has: enough to believe it at a glance, on a line or two of a telephone."""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    asked = asked_by(request.GET)
    found = catalogue_search.search(
        asked.words, filters=asked.filters, limit=PER_PAGE, offset=(asked.page - 1) * PER_PAGE
    )
    code = _code_in(asked.words)
    if code and any(item.code == code for item in found.items) and not asked.narrowed:
        return redirect("portal:procedure", code=code)
    summaries = summaries_of(item.code for item in found.items)
    context = {
        "asked": asked,
        "found": found,
        "pages": -(-found.total // PER_PAGE),
        "items": [_shown(item, summaries.get(item.code)) for item in found.items],
        "groups": [_group(asked, group) for group in filters.GROUPS],
    }
    return render(request, "portal/search.jinja", context)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Lines for the search box while typing: {"items": [{"label", "href", "note"}]}."""
    asked = asked_by(request.GET)
    lines = _mixed(catalogue_search.suggest(asked.words, SUGGESTIONS_WEIGHED))
    return JsonResponse({"items": [_suggestion(line) for line in lines]})


def _mixed(lines: Sequence[catalogue_search.Suggestion]) -> list[catalogue_search.Suggestion]:
    """Everyday phrases first, but never so many that no procedure is left to go to at once."""
    phrases = [line for line in lines if not line.code]
    titles = [line for line in lines if line.code]
    kept = max(PHRASES, SUGGESTIONS - len(titles))
    return [*phrases[:kept], *titles][:SUGGESTIONS]


def _code_in(words: str) -> str | None:
    """The procedure's code, when the words are nothing but one."""
    try:
        return ProcedureCode.parse(words).value
    except MotCuaError:
        return None


def _shown(item: catalogue_search.SearchItem, summary: Summary | None) -> dict[str, object]:
    return {
        "title": item.title,
        "lang": "vi",
        "href": reverse("portal:procedure", args=[item.code]),
        "meta": [*(LEVELS[level] for level in item.levels), item.field],
        "facts": _facts(summary) if summary else [],
        "why": [clamp(reason, LONGEST_REASON) for reason in item.why[:REASONS]],
    }


def _facts(summary: Summary) -> list[tuple[str, str]]:
    limit = summary.effective_limit
    fee = answers.how_much(summary.fees)
    shown = [(_("Mất bao lâu"), formats.limit(limit) if limit else ""), (_("Bao nhiêu tiền"), fee.value)]
    return [(label, value) for label, value in shown if value and value != answers.unknown().value]


def _suggestion(line: catalogue_search.Suggestion) -> dict[str, str]:
    if line.code:
        return {"label": line.text, "href": reverse("portal:procedure", args=[line.code]), "note": line.note}
    return {
        "label": line.text,
        "href": f"{reverse('portal:search')}?{Asked(line.text, '', (), 1).query()}",
        "note": line.note,
    }


def _group(asked: Asked, group: str) -> dict[str, object]:
    chosen = dict(asked.chosen).get(group)
    chips = [
        {
            "text": choice.text,
            "href": f"?{asked.with_choice(group, choice.slug).query()}",
            "active": choice.slug == chosen,
        }
        for choice in filters.GROUPS[group]
    ]
    return {"name": filters.GROUP_NAMES[group], "chips": chips}
