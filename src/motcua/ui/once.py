"""Forms that create something carry a key made with the form, so that a double click creates one."""

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _


def new_key() -> str:
    return secrets.token_urlsafe(24)


class OnceForm(forms.Form):
    """A form with an idempotency key; `foundation.idempotency.once` takes it."""

    key = forms.CharField(
        widget=forms.HiddenInput,
        initial=new_key,
        max_length=100,
        error_messages={"required": _("Trang này đã cũ. Hãy tải lại trang rồi gửi lại.")},
    )
