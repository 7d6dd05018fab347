"""Where a dossier is: asked by whoever holds its slip, by the QR code or by typing what stands under it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.answers import dossiers as answers
from motcua.dossiers.rules.look_up import LONGEST_TYPED, read_code, read_token
from motcua.dossiers.selectors import PublicBackground, PublicStatus, public_background, public_status
from motcua.feedback.selectors.served import rating_of, served_by_receipt
from motcua.kernel import clock
from motcua.kernel.errors import MotCuaError
from motcua.ui import formats
from motcua.workflow import Status
from motcua.worktime.counting import minutes_between, to_minute

_GIVEN_UP = frozenset({Status.NOT_RECEIVED, Status.WITHDRAWN, Status.STOPPED})
"""Nothing is promised any more, so no date is explained."""


class LookUpForm(forms.Form):
    """What is typed is kept as it was typed; wrong shapes get their sentence at the field."""

    code = forms.CharField(
        label=_("Mã hồ sơ"),
        error_messages={"required": _("Hãy nhập mã hồ sơ in trên giấy hẹn, ví dụ H28.13-261124-0001.")},
        help_text=_("In đậm trên giấy hẹn, ví dụ H28.13-261124-0001. Gõ chữ thường cũng được."),
    )
    token = forms.CharField(
        label=_("Mã tra cứu"),
        error_messages={"required": _("Hãy nhập mã tra cứu: 16 chữ và số sau chữ “mã tra cứu” trên giấy hẹn.")},
        help_text=_("16 chữ và số sau chữ “mã tra cứu” trên giấy hẹn."),
    )

    def clean_code(self) -> str:
        return _read(read_code, self.cleaned_data["code"])

    def clean_token(self) -> str:
        return _read(read_token, self.cleaned_data["token"])


def _read(read: Any, typed: str) -> str:
    try:
        return str(read(typed))
    except MotCuaError as error:
        raise ValidationError(error.message_vi) from error


@never_cache
@csrf_exempt  # it changes nothing; and a citizen in a hurry must not meet "this form is too old"
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """The QR code opens it with both in the address; what is typed comes by POST, so that no history keeps it.

    Wrong and absent are answered alike: same status, same page.
    """
    asked = request.POST if request.method == "POST" else request.GET
    if not {"code", "token"} & asked.keys():
        return render(request, "portal/look_up.jinja", {"form": LookUpForm(), "absent": False})
    form = LookUpForm(_short(asked))
    if not form.is_valid():
        context = {"form": form, "absent": False}
        return render(request, "portal/look_up.jinja", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    status = public_status(form.cleaned_data["code"], form.cleaned_data["token"])
    if status is None:
        return render(request, "portal/look_up.jinja", {"form": form, "absent": True}, status=HTTPStatus.NOT_FOUND)
    shown = {"form": form, "rateable": _rateable(form), **_shown(status)}
    return render(request, "portal/status.jinja", shown)


def _rateable(form: LookUpForm) -> bool:
    """Whether the visit of this receipt may be rated now."""
    try:
        served = served_by_receipt(form.cleaned_data["code"], form.cleaned_data["token"])
    except MotCuaError:
        return False
    return clock.now() <= served.open_until and rating_of(served.visit_id) is None


def _short(asked: Mapping[str, str]) -> dict[str, str]:
    return {name: asked.get(name, "").replace("\0", "")[:LONGEST_TYPED] for name in ("code", "token")}


def _shown(status: PublicStatus) -> dict[str, Any]:
    now = clock.now()
    background = public_background(status)
    return {
        "status": status,
        "answer": answers.answer_of(status, now=now),
        "bring": answers.to_bring(status),
        "steps": answers.steps_of(status),
        "remaining": _remaining(status, background, now),
        "explanation": background.explanation if status.status not in _GIVEN_UP else (),
        "where": ", ".join(filter(None, (status.receiving_unit, background.address))),
        "telephone": background.telephone,
        "facts": _facts(status),
        "asked_at": formats.moment(now),
    }


def _remaining(status: PublicStatus, background: PublicBackground, now: datetime) -> str:
    """Working time until the due date, while somebody works by it; how late it is, the sentence says by its date."""
    if status.status not in {Status.RECEIVED, Status.IN_PROGRESS} or status.due_at is None or now >= status.due_at:
        return ""
    minutes = minutes_between(background.calendar, to_minute(now), to_minute(status.due_at))
    return formats.remaining(timedelta(minutes=minutes)) if minutes else ""


def _facts(status: PublicStatus) -> list[tuple[str, str]]:
    due = status.due_at
    lines = [(gettext("Nhận lúc"), formats.moment(status.received_at))]
    if status.status in _GIVEN_UP:
        return lines
    promised = formats.moment(due) if due else gettext("Tính lại khi hồ sơ được giải quyết tiếp")
    lines.append((gettext("Hẹn trả"), promised))
    if due != status.original_due_at:
        lines.append((gettext("Hẹn trả lần đầu"), formats.moment(status.original_due_at)))
    return lines
