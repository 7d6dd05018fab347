"""The four figures of each procedure: to print on guides and boards, and to change where the centre wants another."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts import permissions
from motcua.accounts.middleware import SignedInRequest
from motcua.catalogue.models import Procedure
from motcua.hotline.models import ShortNumber
from motcua.hotline.selectors.numbers import number_of
from motcua.hotline.services.numbering import change_number, number_procedures
from motcua.kernel.errors import MotCuaError
from motcua.kernel.text import fold

PER_PAGE = 50


class NumberForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Số ngắn"), help_text=gettext_lazy("Bốn chữ số, ví dụ 1022."), max_length=10
    )


@never_cache
@require_safe
def numbers(request: SignedInRequest) -> HttpResponse:
    """Every number; ?q= looks in number, code and title."""
    query = request.GET.get("q", "")[:100].strip()
    rows = ShortNumber.objects.select_related("procedure", "procedure__current")
    found = [row for row in rows if _matches(row, fold(query))]
    context = {
        "query": query,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("trang")),
        "may_edit": permissions.allowed(permissions.HOTLINE_EDIT, request.actor),
    }
    return render(request, "backoffice/hotline/numbers.jinja", context)


@never_cache
@require_POST
def give(request: SignedInRequest) -> HttpResponse:
    """Numbers for all procedures that are handled here and have none; pressed twice, nothing more happens."""
    count = number_procedures(by=f"staff:{request.user.pk}")
    said = ngettext("Đã cấp số cho %(n)s thủ tục.", "Đã cấp số cho %(n)s thủ tục.", count) % {"n": count}
    messages.success(request, said if count else _("Mọi thủ tục tiếp nhận tại đây đều đã có số."))
    return redirect("backoffice:hotline_numbers")


@never_cache
def change(request: SignedInRequest, code: str) -> HttpResponse:
    """Give a procedure another number."""
    form = NumberForm(request.POST or None, initial={"number": number_of(code)}, auto_id="%s")
    if request.method == "POST" and form.is_valid():
        try:
            change_number(code, form.cleaned_data["number"].strip(), by=f"staff:{request.user.pk}")
        except MotCuaError as error:
            form.add_error("number", error.message_vi)
        else:
            messages.success(request, _("Đã đổi số ngắn. Tổng đài dùng số mới sau ít giây."))
            return redirect("backoffice:hotline_numbers")
    procedure = Procedure.objects.filter(code=code).select_related("current").first()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    if procedure is None or procedure.current is None:
        status = HTTPStatus.NOT_FOUND
    title = procedure.current.title if procedure and procedure.current else _("Không có thủ tục này.")
    context = {"form": form, "code": code, "title": title, "known": status != HTTPStatus.NOT_FOUND}
    return render(request, "backoffice/hotline/number.jinja", context, status=status)


def _matches(row: ShortNumber, wanted: str) -> bool:
    title = row.procedure.current.title if row.procedure.current else ""
    return not wanted or wanted in fold(f"{row.number} {row.procedure.code} {title}")
