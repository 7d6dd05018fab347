"""The list of procedures with its filters as words in the address: ?q=…&xem=tiep-nhan&xem=phi&lan-nhap=7."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.answers.procedures import levels_of
from motcua.backoffice.catalogue.numbers import number_in
from motcua.catalogue import search, upkeep
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.upkeep import Concern
from motcua.catalogue.vocabulary import Level

PER_PAGE = 25
LONGEST_QUESTION = 300
SEARCHED = 500
"""Procedures that a question looks through for the filters, best first."""

CONCERNS: dict[str, tuple[Concern, Promise]] = {
    "tiep-nhan": (Concern.HANDLED, gettext_lazy("Tiếp nhận tại đây")),
    "khong-tiep-nhan": (Concern.NOT_HANDLED, gettext_lazy("Không tiếp nhận")),
    "phi": (Concern.UNVERIFIED_FEES, gettext_lazy("Phí chưa đối chiếu")),
    "chua-tach": (Concern.UNPARSED, gettext_lazy("Mục chưa tách được")),
    "da-doi": (Concern.CHANGED, gettext_lazy("Đã có phiên bản cũ")),
}
"""Word in the address → what it asks for, and its name."""
_EXCLUDES = {"tiep-nhan": "khong-tiep-nhan", "khong-tiep-nhan": "tiep-nhan"}


@dataclass(frozen=True, slots=True)
class Asked:
    words: str
    concerns: tuple[str, ...]
    run: int | None
    """Only what this import made or confirmed."""

    def query(self, page: int = 1) -> str:
        pairs = [("q", self.words), *(("xem", word) for word in self.concerns)]
        pairs += [("lan-nhap", str(self.run or "")), ("trang", str(page) if page > 1 else "")]
        return urlencode([(name, value) for name, value in pairs if value])

    def toggled(self, word: str) -> "Asked":
        """The same list with this filter on, or off when it is on; what it excludes goes off."""
        kept = {item for item in self.concerns if item not in {word, _EXCLUDES.get(word)}}
        chosen = kept if word in self.concerns else kept | {word}
        return replace(self, concerns=tuple(item for item in CONCERNS if item in chosen))


def asked_by(query: QueryDict) -> Asked:
    """Read an address; what isn't understood is left out."""
    return Asked(
        words=query.get("q", "").replace("\0", " ").strip()[:LONGEST_QUESTION],
        concerns=tuple(word for word in CONCERNS if word in query.getlist("xem")),
        run=number_in(query.get("lan-nhap", "")),
    )


@never_cache
@require_safe
def procedures(request: SignedInRequest) -> HttpResponse:
    asked = asked_by(request.GET)
    page = Paginator(_found(asked), PER_PAGE).get_page(request.GET.get("trang"))
    counts = upkeep.counts()
    context = {
        "asked": asked,
        "page": page,
        "rows": [_row(version) for version in page],
        "chips_shown": [_chip(asked, word, counts[CONCERNS[word][0]]) for word in CONCERNS],
        "without_run": replace(asked, run=None),
    }
    return render(request, "backoffice/catalogue/procedures.jinja", context)


def _found(asked: Asked) -> list[ProcedureVersion]:
    concerns = [CONCERNS[word][0] for word in asked.concerns]
    codes = [item.code for item in search.search(asked.words, limit=SEARCHED).items] if asked.words else None
    versions = upkeep.versions_of_concern(concerns, codes)
    if asked.run is not None:
        versions = versions.filter(procedure__sources__import_run=asked.run).distinct()
    if codes is None:
        return list(versions)
    place = {code: index for index, code in enumerate(codes)}
    return sorted(versions, key=lambda version: place[version.procedure.code])


def _chip(asked: Asked, word: str, count: int) -> dict[str, object]:
    active = word in asked.concerns
    return {"text": CONCERNS[word][1], "href": f"?{asked.toggled(word).query()}", "active": active, "count": count}


def _row(version: ProcedureVersion) -> dict[str, object]:
    marks = {
        _("tiếp nhận"): getattr(version, "handled", False),
        _("phí chưa đối chiếu"): getattr(version, "waits_for_fees", False),
        _("có mục chưa tách"): bool(version.unparsed),
    }
    return {
        "code": version.procedure.code,
        "title": version.title,
        "href": reverse("backoffice:procedure", args=[version.procedure.code]),
        "field": version.field.name if version.field else "",
        "levels": levels_of(Level(level) for level in version.levels),
        "number": version.number,
        "marks": [text for text, holds in marks.items() if holds],
    }
