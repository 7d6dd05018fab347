"""What somebody may say with an appointment: what for. Nothing else is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.ui.once import OnceForm

NONE_OF_THESE = "-"


class BookForm(OnceForm):
    """What for, if they like to say it. `chosen`: of the procedures that may be meant, once there was a choice."""

    words = forms.CharField(
        label=_("Định làm thủ tục gì?"),
        required=False,
        max_length=100,
        help_text=_("Để cán bộ chuẩn bị trước. Ví dụ: đăng ký khai sinh."),
        error_messages={"max_length": _("Hãy viết gọn trong 100 ký tự; vừa nhập %(show_value)d.")},
    )
    chosen = forms.CharField(required=False, max_length=20)
    asked = forms.CharField(required=False, max_length=100)

    @property
    def choice(self) -> str | None:
        """The code that was chosen, "" for none of them; None while the words typed now were not answered yet."""
        given = self.cleaned_data
        if not given["words"]:
            return ""
        if given["words"] != given["asked"] or not given["chosen"]:
            return None
        return "" if given["chosen"] == NONE_OF_THESE else str(given["chosen"])
