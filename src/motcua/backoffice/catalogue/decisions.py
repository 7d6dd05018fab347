"""Published decisions on what the one-stop units handle: reading them, and publishing the next one."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts import permissions
from motcua.accounts.middleware import SignedInRequest
from motcua.backoffice.actors import names_of
from motcua.backoffice.catalogue import lines
from motcua.backoffice.catalogue.decision_form import DecisionForm
from motcua.backoffice.catalogue.numbers import number_in
from motcua.catalogue.labels import ACTS, LEVELS
from motcua.catalogue.models import HandledProcedure, HandlingDecision
from motcua.catalogue.reading import limit_of
from motcua.catalogue.selectors import current_versions
from motcua.catalogue.services import HandledLine, publish_decision
from motcua.catalogue.vocabulary import Level
from motcua.foundation import idempotency
from motcua.kernel import clock
from motcua.kernel.errors import MotCuaError
from motcua.kernel.limits import Limit
from motcua.ui import formats
from motcua.workflow.acts import Act

PER_PAGE = 50


@never_cache
@require_safe
def decisions(request: SignedInRequest) -> HttpResponse:
    found = list(HandlingDecision.objects.annotate(size=Count("handled")).order_by("level", "-effective_from", "-id"))
    names = names_of(decision.published_by for decision in found)
    context = {
        "may_publish": permissions.allowed(permissions.DECISIONS_PUBLISH, request.actor),
        "decisions": [
            {
                "decision": decision,
                "level": LEVELS[Level(decision.level)],
                "state": _state(decision),
                "by": names[decision.published_by],
            }
            for decision in found
        ],
    }
    return render(request, "backoffice/catalogue/decisions.jinja", context)


@never_cache
@require_safe
def decision(request: SignedInRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(HandlingDecision, pk=pk)
    handled = shown.handled.select_related("procedure__current").order_by("procedure__code")
    page = Paginator(handled, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "decision": shown,
        "state": _state(shown),
        "about": _about(shown),
        "page": page,
        "rows": [_row(item) for item in page],
        "may_publish": permissions.allowed(permissions.DECISIONS_PUBLISH, request.actor),
    }
    return render(request, "backoffice/catalogue/decision.jinja", context)


@never_cache
def publish(request: SignedInRequest) -> HttpResponse:
    """Publish a decision; ?tu=3 starts from the list of an earlier one."""
    if request.method != "POST":
        return _form_page(request, DecisionForm(initial=_beginning(request), limits={}, auto_id="%s"))
    form = DecisionForm(request.POST, limits=legal_limits(), auto_id="%s")
    if not form.is_valid():
        return _form_page(request, form)
    try:
        published = _publish(form, f"staff:{request.user.pk}")
    except MotCuaError as error:
        form.add_error(None, error.message_vi)
        return _form_page(request, form)
    messages.success(request, _("Đã công bố quyết định. Trang của người dân hiện thời hạn mới từ ngày có hiệu lực."))
    return redirect("backoffice:decision", published)


def legal_limits() -> Mapping[str, Limit | None]:
    """Code → legal limit of every procedure in force."""
    columns = ("procedure__code", "legal_limit_quantity", "legal_limit_unit")
    return {code: limit_of(quantity, unit) for code, quantity, unit in current_versions().values_list(*columns)}


def _publish(form: DecisionForm, by: str) -> int:
    said = form.cleaned_data
    answer = idempotency.once(
        scope=f"{by} catalogue:decision",
        key=said["key"],
        body=repr([said[name] for name in sorted(said) if name != "key"]).encode(),
        effect=lambda: {
            "decision": publish_decision(
                level=Level(said["level"]),
                number=said["number"],
                title=said["title"],
                issuer=said["issuer"],
                issued_on=said["issued_on"],
                effective_from=said["effective_from"],
                lines=form.checked.lines,
                by=by,
            ).pk
        },
    )
    return int(answer["decision"])


def _form_page(request: HttpRequest, form: DecisionForm) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "backoffice/catalogue/decision_new.jinja", {"form": form}, status=status)


def _beginning(request: HttpRequest) -> dict[str, object]:
    """What the new decision takes over from the one it is made from: level, issuer and list."""
    earlier = HandlingDecision.objects.filter(pk=number_in(request.GET.get("tu", "")) or 0).first()
    if earlier is None:
        return {}
    return {
        "level": earlier.level,
        "issuer": earlier.issuer,
        "title": earlier.title,
        "lines": lines.written(_lines(earlier.handled.select_related("procedure").order_by("procedure__code"))),
    }


def _lines(handled: Iterable[HandledProcedure]) -> Iterable[HandledLine]:
    for item in handled:
        limit = limit_of(item.committed_limit_quantity, item.committed_limit_unit)
        yield HandledLine(item.procedure.code, tuple(Act(act) for act in item.on_the_spot), limit)


def _state(decision: HandlingDecision) -> tuple[str, str]:
    today = clock.now().date()
    if decision.effective_from > today:
        return "paused", _("Có hiệu lực từ %(day)s") % {"day": formats.date(decision.effective_from)}
    if decision.effective_to is not None and decision.effective_to < today:
        return "plain", _("Hết hiệu lực")
    return "on-time", _("Đang có hiệu lực")


def _about(decision: HandlingDecision) -> list[tuple[str, str]]:
    lines_shown = [
        (_("Số"), decision.number),
        (_("Trích yếu"), decision.title),
        (_("Nơi giải quyết"), str(LEVELS[Level(decision.level)])),
        (_("Người ký ban hành"), decision.issuer),
        (_("Ngày ban hành"), formats.date(decision.issued_on)),
        (_("Có hiệu lực từ"), formats.date(decision.effective_from)),
        (_("Đến hết"), formats.date(decision.effective_to) if decision.effective_to else ""),
        (
            _("Đưa lên hệ thống"),
            f"{names_of([decision.published_by])[decision.published_by]}, {formats.moment(decision.published_at)}",
        ),
    ]
    return [(label, value) for label, value in lines_shown if value]


def _row(item: HandledProcedure) -> dict[str, str]:
    limit = limit_of(item.committed_limit_quantity, item.committed_limit_unit)
    return {
        "code": item.procedure.code,
        "href": reverse("backoffice:procedure", args=[item.procedure.code]),
        "title": item.procedure.current.title if item.procedure.current else item.procedure.code,
        "acts": ", ".join(str(ACTS[Act(act)]) for act in item.on_the_spot) or "–",
        "limit": formats.limit(limit) if limit else _("theo luật"),
    }
