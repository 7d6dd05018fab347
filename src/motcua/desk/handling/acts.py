"""What can be done to a dossier at the desk: each act with its form, its service and when it is open to whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.accounts import permissions
from motcua.accounts.rules.actor import Actor
from motcua.desk.handling import forms
from motcua.dossiers import published, services
from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import MAY, may_approve, may_return
from motcua.dossiers.rules.supplements import SupplementFieldsError
from motcua.dossiers.selectors import DossierPage
from motcua.dossiers.services import Seen
from motcua.dossiers.services.handling import Proposal
from motcua.foundation.models import StoredFile
from motcua.kernel.errors import InvalidInputError
from motcua.workflow import Act, Status, may_follow

REFUSAL_NAME = "Thông báo về việc không đủ điều kiện giải quyết hồ sơ"
"""What the result is called when the conditions are not met."""


class FieldsError(Exception):
    """Something in a form isn't right: (field or None, sentence) each."""

    def __init__(self, wrong: list[tuple[str | None, str]]) -> None:
        super().__init__("fields of an act are not right")
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class DeskAct:
    """`name` is the route's and the template's, `word` stands in the address, `key` presses its button."""

    name: str
    word: str
    permission: str
    audited_as: str
    form: type[forms.ActForm]
    do: Callable[[Seen, Any, DossierPage, Actor], object]
    is_open: Callable[[DossierPage, Actor], bool]
    said: Promise
    key: str = ""


def _take(seen: Seen, _form: forms.ActForm, _page: DossierPage, by: Actor) -> object:
    return services.take_dossier(seen, by=by)


def _appraise(seen: Seen, form: forms.AppraiseForm, page: DossierPage, by: Actor) -> object:
    said = form.cleaned_data
    favourable = said["outcome"] == forms.FAVOURABLE
    name = said["name"] if favourable else REFUSAL_NAME
    kept = page.result.stored_file if page.result and said["keep_file"] else None
    if not favourable and not said["reasons"]:
        raise FieldsError([("reasons", "Hãy ghi lý do không đủ điều kiện, có căn cứ pháp lý.")])
    proposal = Proposal(
        favourable=favourable,
        name=name,
        decision=said["decision"] if favourable else said["reasons"],
        file=_scan_of(said["file"]) or kept,
        type_code=result_codes(page).get(name, "") if favourable else "",
    )
    return services.appraise_dossier(seen, proposal=proposal, by=by, note=said["note"])


def _approve(seen: Seen, form: forms.NoteForm, _page: DossierPage, by: Actor) -> object:
    return services.approve_dossier(seen, by=by, note=form.cleaned_data["note"])


def _send_back(seen: Seen, form: forms.SendBackForm, _page: DossierPage, by: Actor) -> object:
    return services.send_back_dossier(seen, reason=form.cleaned_data["reason"], by=by)


def _stamp(seen: Seen, form: forms.StampForm, _page: DossierPage, by: Actor) -> object:
    said = form.cleaned_data
    return services.stamp_dossier(seen, by=by, document_number=said["document_number"], file=_scan_of(said["file"]))


def _request(seen: Seen, form: forms.SupplementForm, _page: DossierPage, by: Actor) -> object:
    numbers, missing = form.missing()
    try:
        return services.request_supplement(seen, missing=missing, by=by)
    except SupplementFieldsError as error:
        wrong = [(f"{column}_{numbers[line]}", why) for (line, column), why in error.fields.items()]
        raise FieldsError([*wrong]) from error


def _complete(seen: Seen, form: forms.CompleteForm, _page: DossierPage, by: Actor) -> object:
    return services.complete_supplement(seen, brought=form.brought(), by=by)


def _withdraw(seen: Seen, form: forms.WithdrawForm, _page: DossierPage, by: Actor) -> object:
    return services.withdraw_dossier(seen, reason=form.cleaned_data["reason"], by=by)


def _stop(seen: Seen, form: forms.StopForm, _page: DossierPage, by: Actor) -> object:
    return services.stop_dossier(seen, reason=form.cleaned_data["reason"], by=by)


def _scan_of(sent: Any) -> StoredFile | None:
    """The uploaded file, kept; None when none was chosen."""
    return services.keep_scan(sent.chunks(), name=sent.name or "") if sent else None


def result_codes(page: DossierPage) -> Mapping[str, str]:
    """The results that the catalogue knows of this procedure: name → national code of its type."""
    return published.results(page.dossier.procedure_version_id)


def _waits_for(act: Act) -> Callable[[DossierPage, Actor], bool]:
    def holds(page: DossierPage, actor: Actor) -> bool:
        dossier = page.dossier
        working = dossier.status in {Status.RECEIVED, Status.IN_PROGRESS}
        return dossier.act == act and working and MAY[act](actor, dossier)

    return holds


def _may_take(page: DossierPage, actor: Actor) -> bool:
    return page.dossier.assignee_id != actor.staff_id and _waits_for(Act.APPRAISE)(page, actor)


def _may_request(page: DossierPage, actor: Actor) -> bool:
    in_hand = page.dossier.status == Status.IN_PROGRESS and _waits_for(Act.APPRAISE)(page, actor)
    return in_hand and not page.supplements


def _follows(audited_as: str, may: Callable[[Actor, Dossier], bool]) -> Callable[[DossierPage, Actor], bool]:
    def holds(page: DossierPage, actor: Actor) -> bool:
        return may_follow(audited_as, Status(page.dossier.status)) and may(actor, page.dossier)

    return holds


HANDLE, RECEIVE = permissions.DOSSIERS_HANDLE, permissions.DOSSIERS_RECEIVE
_COMPLETED, _WITHDRAWN, _STOPPED = (
    "dossiers:supplement:completed",
    "dossiers:dossier:withdrawn",
    "dossiers:dossier:stopped",
)

ACTS = (
    DeskAct(
        "take", "nhan-xu-ly", HANDLE, "dossiers:dossier:taken", forms.ActForm, _take, _may_take,
        _("Đã nhận xử lý. Hồ sơ đứng trong danh sách “Của tôi”."), "F2",
    ),
    DeskAct(
        "appraise", "tham-dinh", HANDLE, "dossiers:dossier:appraised", forms.AppraiseForm, _appraise,
        _waits_for(Act.APPRAISE), _("Đã trình phê duyệt."), "F8",
    ),
    DeskAct(
        "approve", "phe-duyet", HANDLE, "dossiers:dossier:approved", forms.NoteForm, _approve,
        _waits_for(Act.APPROVE), _("Đã phê duyệt."), "F8",
    ),
    DeskAct(
        "send_back", "chuyen-lai", HANDLE, "dossiers:dossier:sent_back", forms.SendBackForm, _send_back,
        _waits_for(Act.APPROVE), _("Đã chuyển lại để thẩm định thêm."), "F7",
    ),
    DeskAct(
        "stamp", "dong-dau", HANDLE, "dossiers:dossier:stamped", forms.StampForm, _stamp,
        _waits_for(Act.STAMP), _("Đã đóng dấu, phát hành kết quả."), "F8",
    ),
    DeskAct(
        "complete_supplement", "da-bo-sung", RECEIVE, _COMPLETED, forms.CompleteForm, _complete,
        _follows(_COMPLETED, may_return), _("Đã ghi nhận giấy tờ bổ sung. Thời hạn chạy lại từ bây giờ."), "F8",
    ),
    DeskAct(
        "request_supplement", "yeu-cau-bo-sung", HANDLE, "dossiers:supplement:requested", forms.SupplementForm, _request,
        _may_request, _("Đã gửi yêu cầu bổ sung. Thời hạn tạm dừng cho đến khi người nộp mang đủ giấy tờ."), "F6",
    ),
    DeskAct(
        "withdraw", "rut-ho-so", RECEIVE, _WITHDRAWN, forms.WithdrawForm, _withdraw,
        _follows(_WITHDRAWN, may_return), _("Đã ghi nhận việc rút hồ sơ. Hãy trả lại giấy tờ gốc cho người nộp."),
    ),
    DeskAct(
        "stop", "dung-xu-ly", HANDLE, _STOPPED, forms.StopForm, _stop,
        _follows(_STOPPED, may_approve), _("Đã dừng giải quyết hồ sơ. Bộ phận một cửa thông báo cho người nộp."),
    ),
)  # fmt: skip
BY_NAME = {act.name: act for act in ACTS}

_FIELDS = {
    "dossiers:result:name": "name",
    "dossiers:result:decision": "decision",
    "dossiers:result:document_number": "document_number",
    "dossiers:sending_back:reason": "reason",
    "dossiers:closing:reason": "reason",
    "dossiers:scan:empty": "file",
    "dossiers:scan:type": "file",
    "foundation:file:too_large": "file",
}


def field_of(error: InvalidInputError, form: forms.ActForm) -> str | None:
    """The field that an error is about; None: the form as a whole."""
    field = _FIELDS.get(error.code)
    return field if field in form.fields else None
