"""An appointment at the desk: its code becomes a number, for whoever doesn't get on with the kiosk. Nothing about the person."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from motcua.accounts.middleware import SignedInRequest
from motcua.foundation.printing import qr_for_screen
from motcua.kernel import clock
from motcua.kernel.errors import ConflictError, NotAllowedError, NotFoundError
from motcua.ticketing.facts import follow_path
from motcua.ticketing.models import Ticket
from motcua.ticketing.permissions import may_issue
from motcua.ticketing.rules.booking import read_code, read_token
from motcua.ticketing.rules.issuing import spaced
from motcua.ticketing.services import check_in
from motcua.ticketing.vocabulary import Lane, TicketState
from motcua.ui import formats
from motcua.ui.once import OnceForm

LONGEST = 500
NUMBER = "so"
"""In the page's address: the ticket that was given last."""


class ArrivalForm(OnceForm):
    """What was typed or scanned."""

    code = forms.CharField(
        label=gettext_lazy("Mã lịch hẹn"),
        max_length=LONGEST,
        help_text=gettext_lazy(
            "8 chữ và số, hoặc 12 chữ số nếu đặt qua điện thoại. Quét mã QR của lịch hẹn cũng được."
        ),
        error_messages={"required": gettext_lazy("Hãy quét hoặc nhập mã lịch hẹn.")},
    )

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        if read_token(typed) is None and read_code(typed) is None:
            raise forms.ValidationError(
                _("Đây không phải mã lịch hẹn. Mã có 8 chữ và số, ví dụ K7M4-Q2XD, hoặc 12 chữ số.")
            )
        return typed


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def arrive(request: SignedInRequest) -> HttpResponse:
    """The number that an appointment gets; typed again, the same number."""
    if request.method != "POST":
        return _page(request, ArrivalForm())
    form = ArrivalForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        ticket = check_in(form.cleaned_data["code"], by=request.actor, key=form.cleaned_data["key"])
    except NotFoundError as error:
        return _refused(request, error.message_vi, HTTPStatus.NOT_FOUND)
    except NotAllowedError:
        sentence = _("Lịch hẹn này ở nơi khác. Hãy chỉ người dân đến đúng nơi ghi trên lịch hẹn.")
        return _refused(request, sentence, HTTPStatus.FORBIDDEN)
    except ConflictError as error:
        return _refused(request, error.message_vi, HTTPStatus.CONFLICT)
    return redirect(f"{request.path}?{NUMBER}={ticket.pk}")


def _refused(request: SignedInRequest, sentence: str, status: int) -> HttpResponse:
    """What was typed is kept, under a new key: what was refused may be tried again."""
    typed = ArrivalForm(initial={"code": request.POST.get("code", "").replace("\0", "")[:LONGEST]})
    return _page(request, typed, sentence, status)


def _page(request: SignedInRequest, form: ArrivalForm, refused: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    ticket = None if refused or form.is_bound else _given(request)
    context = {"form": form, "refused": refused, "given": _shown(ticket) if ticket else None}
    return render(request, "desk/counter/arrival.jinja", context, status=status)


def _given(request: SignedInRequest) -> Ticket | None:
    """The ticket that the address names, if it is one of the officer's hall and came of an appointment."""
    try:
        ticket_id = UUID(request.GET.get(NUMBER, ""))
    except ValueError:
        return None
    ticket = Ticket.objects.select_related("group", "counter").filter(pk=ticket_id, appointment__isnull=False).first()
    return ticket if ticket and may_issue(request.actor, ticket.unit_id) else None


def _shown(ticket: Ticket) -> dict[str, Any]:
    starts_at = ticket.appointment.starts_at
    return {
        "number": spaced(ticket.number),
        "group": ticket.group.name,
        "zone": ticket.group.zone,
        "at": starts_at,
        "issued_at": ticket.issued_at,
        "in_place": ticket.lane == Lane.PREFERRED,
        "called_from": formats.clock(ticket.not_before) if ticket.not_before > clock.now() else "",
        "waits": ticket.state == TicketState.WAITING,
        "qr": Markup(qr_for_screen(f"{settings.MOTCUA.url}{follow_path(ticket.token)}")),  # noqa: S704 - our own address
    }
