from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.Form):
    sign_in_name = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        error_messages={"required": _("Nhập tên đăng nhập, ví dụ: tiepnhan01.")},
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=128,
        strip=False,
        error_messages={"required": _("Nhập mật khẩu.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
