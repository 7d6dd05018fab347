"""An appointment by its code, as somebody reads it from a photograph or a note."""

from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.accounts.network import address_of
from motcua.kernel import clock
from motcua.kernel.errors import NotFoundError
from motcua.ticketing.errors import TooManyCodesError
from motcua.ticketing.rules.booking import read_code
from motcua.ticketing.services.finding import find_by_code

LONGEST_TYPED = 40


class CodeForm(forms.Form):
    """What is typed is kept as it was typed."""

    code = forms.CharField(
        label=_("Mã lịch hẹn"),
        error_messages={"required": _("Hãy nhập mã lịch hẹn, ví dụ K7M4-Q2XD.")},
        help_text=_("8 chữ và số, ví dụ K7M4-Q2XD, hoặc 12 chữ số nếu đặt qua điện thoại. Có gạch hay không đều được."),
    )

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        if read_code(typed) is None:
            raise forms.ValidationError(
                _("Mã lịch hẹn có 8 chữ và số, không có chữ U và chữ có dấu; mã đặt qua điện thoại có 12 chữ số.")
            )
        return typed


@never_cache
@csrf_exempt  # it changes nothing
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Only by POST: no history keeps a code."""
    if request.method != "POST":
        return _page(request, CodeForm())
    form = CodeForm({"code": request.POST.get("code", "").replace("\0", "")[:LONGEST_TYPED]})
    if not form.is_valid():
        return _page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        row = find_by_code(form.cleaned_data["code"], address=address_of(request), now=clock.now())
    except NotFoundError:
        return _page(request, form, HTTPStatus.NOT_FOUND)
    except TooManyCodesError:
        return _page(request, form, HTTPStatus.TOO_MANY_REQUESTS)
    return redirect("portal:appointment", token=row.token)


def _page(request: HttpRequest, form: CodeForm, status: int = HTTPStatus.OK) -> HttpResponse:
    said = {HTTPStatus.NOT_FOUND: "absent", HTTPStatus.TOO_MANY_REQUESTS: "too_many"}.get(HTTPStatus(status), "")
    return render(request, "portal/booking/look_up.jinja", {"form": form, "said": said}, status=status)
