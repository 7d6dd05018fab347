"""The forms of the acts. Each carries the revision of the dossier that its person looked at; length and sense are the services'."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers.facts import MissingPaper
from motcua.dossiers.labels import PAPER_STATES
from motcua.dossiers.rules.supplements import MOST_LINES
from motcua.dossiers.vocabulary import PaperState

SCANS_ACCEPTED = ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg"
FAVOURABLE, UNFAVOURABLE = "du", "khong"
_BROUGHT = (PaperState.ORIGINAL, PaperState.COPY, PaperState.REUSED)


def _text(label: Any, rows: int, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


def _scan(label: Any, help_text: Any = "") -> forms.FileField:
    sentence = gettext_lazy("Tệp này trống. Hãy quét lại rồi chọn tệp khác.")
    return forms.FileField(
        label=label,
        help_text=help_text or gettext_lazy("PDF, PNG hoặc JPEG, không quá 20 MB."),
        required=False,
        widget=forms.FileInput(attrs={"accept": SCANS_ACCEPTED}),
        error_messages={"empty": sentence},
    )


class ActForm(forms.Form):
    """What every act has."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def typed(self) -> list[tuple[str, str]]:
        """(label, text) of what a person wrote, for a page on which the form stands no more."""
        pairs = ((str(field.label), str(self.data.get(field.html_name, "")).strip()) for field in self.written())
        return [(label, text) for label, text in pairs if text]

    def written(self) -> Iterable[forms.BoundField]:
        """The fields in which people write."""
        return (field for field in self if field.widget_type in {"text", "textarea"})


class AppraiseForm(ActForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả thẩm định"),
        choices=[(FAVOURABLE, gettext_lazy("Đủ điều kiện")), (UNFAVOURABLE, gettext_lazy("Không đủ điều kiện"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn đủ điều kiện hay không đủ điều kiện.")},
    )
    name = forms.CharField(label=gettext_lazy("Tên kết quả"), required=False)
    decision = _text(
        gettext_lazy("Nội dung văn bản"), 6, help_text=gettext_lazy("Bỏ trống nếu tải lên tệp kết quả ở dưới.")
    )
    reasons = _text(
        gettext_lazy("Lý do không đủ điều kiện"),
        6,
        help_text=gettext_lazy("Điều kiện nào chưa đạt, theo điều nào của văn bản nào. Người dân đọc phần này."),
    )
    keep_file = forms.BooleanField(label=gettext_lazy("Giữ tệp đã tải lên lần trước"), required=False)
    file = _scan(gettext_lazy("Tệp kết quả"))
    note = _text(gettext_lazy("Ghi chú cho người phê duyệt"), 2)


class NoteForm(ActForm):
    note = _text(gettext_lazy("Ghi chú"), 2)


class SendBackForm(ActForm):
    reason = _text(
        gettext_lazy("Lý do chuyển lại"),
        3,
        required=True,
        help_text=gettext_lazy("Người thẩm định cần làm thêm gì. Ngày hẹn trả không đổi."),
    )
    reason.error_messages["required"] = gettext_lazy(
        "Hãy ghi lý do chuyển lại, để người thẩm định biết cần làm thêm gì."
    )


class StampForm(ActForm):
    document_number = forms.CharField(
        label=gettext_lazy("Số văn bản"),
        required=False,
        help_text=gettext_lazy("Theo sổ của cơ quan, ví dụ 125/GPXD-SXD. Bỏ trống để hệ thống cấp số tiếp theo."),
    )
    file = _scan(
        gettext_lazy("Bản quét đã ký, đóng dấu"),
        gettext_lazy("Thay cho văn bản dự thảo. PDF, PNG hoặc JPEG, không quá 20 MB."),
    )


class WithdrawForm(ActForm):
    reason = _text(gettext_lazy("Lý do rút hồ sơ"), 3, help_text=gettext_lazy("Như người nộp nói hoặc ghi trong đơn."))


class StopForm(ActForm):
    reason = _text(gettext_lazy("Lý do dừng giải quyết"), 3, help_text=gettext_lazy("Có căn cứ pháp lý."))


class SupplementForm(ActForm):
    """Form 02: as many lines as are wanted, "Thêm giấy tờ" brings more without sending anything."""

    FIRST_LINES, MORE_LINES = 2, 2

    def __init__(
        self, data: Mapping[str, Any] | None = None, *args: Any, size: int = FIRST_LINES, **kwargs: Any
    ) -> None:
        super().__init__(data, *args, **kwargs)
        self.size = min(size, MOST_LINES) if data is None else self._size_of(data)
        for number in range(self.size):
            self.fields[f"name_{number}"] = forms.CharField(label=_("Giấy tờ"), required=False)
            self.fields[f"reason_{number}"] = _text(_("Vì sao"), 2)
            self.fields[f"basis_{number}"] = forms.CharField(label=_("Căn cứ pháp lý"), required=False)
        self.fields["size"] = forms.IntegerField(widget=forms.HiddenInput, initial=self.size, required=False)

    def _size_of(self, data: Mapping[str, Any]) -> int:
        typed = str(data.get("size", ""))
        size = int(typed) if typed.isdecimal() and len(typed) < 3 else self.FIRST_LINES  # noqa: PLR2004 - two digits
        return max(1, min(size, MOST_LINES))

    @property
    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [(self[f"name_{n}"], self[f"reason_{n}"], self[f"basis_{n}"]) for n in range(self.size)]

    def missing(self) -> tuple[list[int], list[MissingPaper]]:
        """The lines in which something was written: their numbers, and what they say."""
        said = [
            MissingPaper(*(self.cleaned_data[f"{column}_{n}"] for column in ("name", "reason", "basis")))
            for n in range(self.size)
        ]
        written = [n for n, line in enumerate(said) if line != MissingPaper("")]
        return written, [said[n] for n in written]


class CompleteForm(ActForm):
    """How each paper of the request was handed in."""

    def __init__(self, *args: Any, asked: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        states = [("", _("Chưa có")), *((state.value, PAPER_STATES[state]) for state in _BROUGHT)]
        for number, name in enumerate(asked):
            self.fields[f"paper_{number}"] = forms.ChoiceField(label=name, choices=states, required=False)

    @property
    def papers(self) -> list[forms.BoundField]:
        return [self[f"paper_{number}"] for number in range(len(self.asked))]

    def brought(self) -> list[PaperState]:
        said = (self.cleaned_data[f"paper_{number}"] for number in range(len(self.asked)))
        return [PaperState(state) if state else PaperState.MISSING for state in said]
