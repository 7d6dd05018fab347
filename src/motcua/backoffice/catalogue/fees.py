"""Comparing a fee with its decree: what the source says beside the amount that was read from it."""

from decimal import Decimal, InvalidOperation
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from motcua.accounts.middleware import SignedInRequest
from motcua.catalogue import facts
from motcua.catalogue.labels import CHANNELS, FEE_KINDS
from motcua.catalogue.models import Fee
from motcua.catalogue.reading import fee_of
from motcua.catalogue.services import verify_fee
from motcua.catalogue.vocabulary import ChannelKind
from motcua.kernel.errors import InvalidInputError
from motcua.kernel.limits import format_decimal
from motcua.kernel.money import Dong

DONG = "VND"
LARGEST = Decimal(10**13)


class FeeForm(forms.Form):
    amount = forms.CharField(
        label=gettext_lazy("Mức thu theo văn bản"),
        max_length=40,
        error_messages={"required": gettext_lazy("Nhập mức thu; không thu tiền thì nhập 0.")},
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency
        unit = _("đồng") if currency == DONG else currency
        self.fields["amount"].help_text = _("Tính bằng %(unit)s; không thu tiền thì ghi 0.") % {"unit": unit}

    def clean_amount(self) -> Decimal:
        text = str(self.cleaned_data["amount"])
        amount = _in_dong(text) if self.currency == DONG else _in_other_money(text)
        if not 0 <= amount < LARGEST:
            raise forms.ValidationError(_("Mức thu từ 0 trở lên và dưới mười nghìn tỷ."))
        return amount


@never_cache
def verify(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Say that an amount of the version in force is the decree's."""
    current = Fee.objects.filter(channel__version__current_of__code=code)
    row = get_object_or_404(current.select_related("channel__version"), pk=pk)
    fee = fee_of(row)
    form = FeeForm(request.POST or None, initial={"amount": typed(fee)}, auto_id="%s", currency=fee.currency)
    if request.method == "POST" and form.is_valid():
        verify_fee(pk, amount=form.cleaned_data["amount"], by=f"staff:{request.user.pk}")
        messages.success(request, _("Đã ghi mức thu là đã đối chiếu. Trang của thủ tục không còn ghi chú bên mức này."))
        return redirect("backoffice:procedure", code)
    context = {
        "form": form,
        "fee": fee,
        "code": code,
        "title": row.channel.version.title,
        "channel": CHANNELS[ChannelKind(row.channel.kind)],
        "kind": FEE_KINDS[fee.kind],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "backoffice/catalogue/fee.jinja", context, status=status)


def typed(fee: facts.Fee) -> str:
    """The amount as a person would type it: "8.000"; "" when none was read."""
    return "" if fee.amount is None else format_decimal(Decimal(fee.amount))


def _in_dong(text: str) -> Decimal:
    try:
        return Decimal(Dong.parse(text).amount)
    except InvalidInputError as error:
        raise forms.ValidationError(error.message_vi) from error


def _in_other_money(text: str) -> Decimal:
    try:
        amount = Decimal(text.replace(" ", "").replace(",", "."))
    except InvalidOperation as error:
        raise forms.ValidationError(_("Mức thu là một con số, ví dụ 25 hoặc 25,5.")) from error
    if not amount.is_finite():
        raise forms.ValidationError(_("Mức thu là một con số, ví dụ 25 hoặc 25,5."))
    return amount.quantize(Decimal("0.01"))
