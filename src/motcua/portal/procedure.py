"""One procedure: its page and its printed guide."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.answers import procedures as answers
from motcua.catalogue.selectors import ProcedurePage, procedure_page
from motcua.hotline.selectors.numbers import number_of
from motcua.portal.guide import guide_pdf
from motcua.ticketing.selectors.appointments import bookable_halls
from motcua.ui import formats

ICONS = ("paper", "clock", "coin", "place")


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    page = _page(code)
    context = {
        "facts": page.facts,
        "answers": key_facts(page),
        "cases": answers.cases_of(page),
        "ways": answers.ways_of(page),
        "about": about(page),
        "bookable": bool(bookable_halls()),
        "short_number": number_of(code),
        "unparsed": dict(page.facts.unparsed),
    }
    return render(request, "portal/procedure.jinja", context)


@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """The guide on one sheet of A4, shown in the browser so that a phone can keep it and a desk can print it."""
    page = _page(code)
    address = request.build_absolute_uri(reverse("portal:procedure", args=[code]))
    return HttpResponse(
        guide_pdf(page, address=address),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="huong-dan-{code}.pdf"'},
    )


def _page(code: str) -> ProcedurePage:
    page = procedure_page(code)
    if page is None:
        raise Http404(code)
    return page


def key_facts(page: ProcedurePage) -> list[dict[str, str]]:
    return [
        {"icon": icon, "label": label, "value": answer.value, "note": answer.note}
        for icon, (label, answer) in zip(ICONS, answers.key_answers(page), strict=True)
    ]


def about(page: ProcedurePage) -> list[tuple[str, str]]:
    """What officials want to know, one tap away."""
    known = page.facts
    decisions = dict.fromkeys(handling.decision_number for handling in page.handlings)
    lines = [
        (_("Mã thủ tục"), known.code),
        (_("Lĩnh vực"), known.field),
        (_("Nơi giải quyết"), answers.levels_of(known.levels)),
        (_("Cơ quan thực hiện"), "; ".join(known.implementing_agencies)),
        (_("Cơ quan có thẩm quyền"), "; ".join(known.deciding_agencies)),
        (_("Cơ quan phối hợp"), "; ".join(known.coordinating_agencies)),
        (_("Dành cho"), answers.audiences_of(known.audiences)),
        (_("Quyết định công bố"), known.decision_number),
        (_("Trung tâm tiếp nhận theo"), "; ".join(decisions)),
        (_("Có hiệu lực ở đây từ"), formats.date(page.valid_from)),
    ]
    return [(label, value) for label, value in lines if value]
