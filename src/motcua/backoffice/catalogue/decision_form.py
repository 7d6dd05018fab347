from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from motcua.backoffice.catalogue import lines
from motcua.catalogue.labels import LEVELS
from motcua.catalogue.vocabulary import Level
from motcua.kernel.limits import Limit
from motcua.ui.once import OnceForm

ERRORS_SHOWN = 10
LATEST_AFTER_ISSUE = timedelta(days=366)
"""A decision that begins later than a year after it was issued is a slip of the keys."""

_NO_SUCH_DAY = gettext_lazy("Ngày này không có trong lịch. Kiểm tra lại ngày và tháng.")


class DecisionForm(OnceForm):
    """A handling decision as it was signed. `checked` holds its lines once the form is valid."""

    number = forms.CharField(
        label=gettext_lazy("Số quyết định"),
        help_text=gettext_lazy("Như trên văn bản, ví dụ: 15/QĐ-UBND"),
        max_length=100,
        error_messages={"required": gettext_lazy("Nhập số quyết định, ví dụ 15/QĐ-UBND.")},
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Áp dụng cho"),
        choices=[(level.value, LEVELS[level]) for level in (Level.PROVINCE, Level.COMMUNE)],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn nơi áp dụng.")},
    )
    issuer = forms.CharField(
        label=gettext_lazy("Người ký ban hành"),
        help_text=gettext_lazy("Chức danh, ví dụ: Chủ tịch Ủy ban nhân dân tỉnh"),
        max_length=400,
        error_messages={"required": gettext_lazy("Nhập chức danh người ký ban hành.")},
    )
    title = forms.CharField(label=gettext_lazy("Trích yếu"), max_length=1000, required=False)
    issued_on = forms.DateField(
        label=gettext_lazy("Ngày ban hành"),
        widget=forms.SelectDateWidget,
        error_messages={"required": gettext_lazy("Nhập ngày ban hành."), "invalid": _NO_SUCH_DAY},
    )
    effective_from = forms.DateField(
        label=gettext_lazy("Có hiệu lực từ ngày"),
        widget=forms.SelectDateWidget,
        error_messages={"required": gettext_lazy("Nhập ngày có hiệu lực."), "invalid": _NO_SUCH_DAY},
    )
    lines = forms.CharField(
        label=gettext_lazy("Danh sách thủ tục"),
        help_text=gettext_lazy(
            "Mỗi dòng một thủ tục: mã; thời hạn cam kết nếu ngắn hơn luật; việc làm tại chỗ. Dán thẳng từ bảng tính được. "
            "Ví dụ: 1.004227; 5 ngày làm việc; tiếp nhận, thẩm định, phê duyệt, trả kết quả"
        ),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=1_000_000,
        error_messages={"required": gettext_lazy("Dán danh sách thủ tục, mỗi dòng một mã.")},
    )

    def __init__(self, *args: Any, limits: Mapping[str, Limit | None], **kwargs: Any) -> None:
        """`limits`: the legal limit of every procedure that may be listed."""
        super().__init__(*args, **kwargs)
        self._limits = limits
        self.checked = lines.Checked((), ())

    def clean_lines(self) -> str:
        text = str(self.cleaned_data["lines"])
        self.checked = lines.check(text, self._limits)
        errors = list(self.checked.errors)
        if len(errors) > ERRORS_SHOWN:
            left = len(errors) - ERRORS_SHOWN
            more = ngettext("Còn %(n)s dòng khác chưa đúng.", "Còn %(n)s dòng khác chưa đúng.", left) % {"n": left}
            errors = [*errors[:ERRORS_SHOWN], more]
        if errors:
            raise forms.ValidationError(errors)
        return text

    def clean(self) -> None:
        issued, begins = self.cleaned_data.get("issued_on"), self.cleaned_data.get("effective_from")
        if issued is None or begins is None:
            return
        if begins < issued:
            self.add_error("effective_from", _("Ngày có hiệu lực không trước ngày ban hành."))
        elif begins - issued > LATEST_AFTER_ISSUE:
            self.add_error("effective_from", _("Ngày có hiệu lực sau ngày ban hành hơn một năm. Kiểm tra lại năm."))
