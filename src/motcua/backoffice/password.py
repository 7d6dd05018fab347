"""One's own password."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import password_validation, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.accounts.middleware import SignedInRequest
from motcua.accounts.models import Staff
from motcua.accounts.services.passwords import change_own_password

LONGEST = 128


def _password(label: Any, kind: str, missing: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        strip=False,
        help_text=help_text,
        error_messages={"required": missing},
        widget=forms.PasswordInput(attrs={"autocomplete": kind}),
    )


class PasswordForm(forms.Form):
    old = _password(_("Mật khẩu đang dùng"), "current-password", _("Nhập mật khẩu đang dùng."))
    new = _password(
        _("Mật khẩu mới"),
        "new-password",
        _("Nhập mật khẩu mới."),
        _("Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt nhất."),
    )
    again = _password(_("Mật khẩu mới, gõ lại"), "new-password", _("Gõ lại mật khẩu mới."))

    def __init__(self, staff: Staff, *args: Any) -> None:
        super().__init__(*args)
        self.staff = staff

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not self.staff.check_password(old):
            raise ValidationError(gettext("Mật khẩu đang dùng chưa đúng."))
        return old

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        password_validation.validate_password(new, self.staff)
        return new

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise ValidationError(gettext("Hai lần gõ mật khẩu mới không giống nhau."))
        return again


@never_cache
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "POST"])
def password(request: SignedInRequest) -> HttpResponse:
    form = PasswordForm(request.user, request.POST) if request.method == "POST" else PasswordForm(request.user)
    if not form.is_valid():
        return render(request, "backoffice/password.jinja", {"form": form}, status=422 if form.is_bound else 200)
    change_own_password(request.user, form.cleaned_data["new"])
    update_session_auth_hash(request, request.user)
    messages.success(request, gettext("Đã đổi mật khẩu. Các máy khác đang đăng nhập sẽ phải đăng nhập lại."))
    return redirect("backoffice:home")
