"""Handing a result over: scan the receipt, see who may take it, make sure of who stands there, done."""

from dataclasses import dataclass, field
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.accounts.middleware import SignedInRequest
from motcua.dossiers.labels import ACTS, STATUSES
from motcua.dossiers.permissions import may_return
from motcua.dossiers.selectors import DossierPage, dossier_page
from motcua.dossiers.services import Handover, Seen, collect_fees, return_result
from motcua.dossiers.vocabulary import FeeState, IdentityCheck, Receiver
from motcua.kernel.errors import MotCuaError
from motcua.kernel.identifiers import DossierCode, IdentityCard, card_code_in
from motcua.kernel.identifiers.digits import compact
from motcua.kernel.text import squeeze
from motcua.ui import formats
from motcua.workflow import Act, Place, Status

TEXTS = ("number", "name", "authorisation")
LONGEST_NUMBER, LONGEST_NAME = 20, 200
FIELDS = {f"dossiers:handover:{name}": name for name in TEXTS}
"""Which control an error of the service is about."""


@dataclass(slots=True)
class Typed:
    """What stands in the form about the receiver. A scanned card is taken apart at once; its text isn't kept."""

    receiver: Receiver
    number: str
    name: str
    authorisation: str
    scanned: bool
    errors: dict[str, str] = field(default_factory=dict)
    told: str = ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def return_page(request: SignedInRequest) -> HttpResponse:
    """The scan; then the dossier of the code; each button an act."""
    code = (request.POST.get("ma") or request.GET.get("ma") or "").replace("\0", "").strip()
    if card_code_in(code):
        return redirect("desk:return_result")  # nothing about a person stays in an address
    typed = _typed(request)
    if not code:
        return _shown(request, None, "", typed)
    page = dossier_page(code)
    if page is None or not may_return(request.actor, page.dossier):
        typed.errors = {"ma": _not_found(code)}
        return _shown(request, None, code, typed)
    if page.dossier.act != Act.RETURN or request.method != "POST":
        return _shown(request, page, code, typed)
    return _acted(request, page, typed)


def _not_found(code: str) -> str:
    try:
        DossierCode.parse(code)
    except MotCuaError as error:
        return error.message_vi
    return _("Đơn vị này không có hồ sơ mang mã vừa nhập. Hãy đối chiếu mã và nơi tiếp nhận ghi trên giấy hẹn.")


def _acted(request: SignedInRequest, page: DossierPage, typed: Typed) -> HttpResponse:
    code, revision = page.dossier.code, request.POST.get("revision", "")
    seen = Seen(page.dossier.pk, int(revision) if revision.isdecimal() and len(revision) < LONGEST_NUMBER else 0)
    act = request.POST.get("act", "check")
    if act == "check":
        _compare(page, typed)
    if act == "check" or typed.errors:
        return _shown(request, page, code, typed)
    try:
        if act == "collect":
            collect_fees(seen, by=request.actor)
            typed.told = _("Đã ghi nhận thu đủ phí, lệ phí.")
            return _shown(request, dossier_page(code), code, typed)
        return_result(seen, handover=_handover(typed), by=request.actor)
    except MotCuaError as error:
        typed.errors[FIELDS.get(error.code, "")] = error.message_vi
        return _shown(request, dossier_page(code), code, typed)
    messages.success(request, _("Đã trả kết quả hồ sơ %(code)s. Quét giấy hẹn tiếp theo.") % {"code": code})
    return redirect("desk:return_result")


def _typed(request: SignedInRequest) -> Typed:
    post = request.POST
    receiver = Receiver.REPRESENTATIVE if post.get("receiver") == Receiver.REPRESENTATIVE else Receiver.OWNER
    texts = {name: post.get(name, "").replace("\0", "") for name in TEXTS}
    scanned = next((found for text in texts.values() if (found := card_code_in(text))), "")
    number, name, authorisation = (squeeze(text.replace(scanned, "")) if scanned else text for text in texts.values())
    again = number != "" and post.get("scanned") == number
    typed = Typed(receiver, number, name, authorisation, scanned=again)
    if scanned:
        _take_card(typed, scanned)
    elif post.get("act") == "return":
        _check_lengths(typed)
    return typed


def _take_card(typed: Typed, scanned: str) -> None:
    try:
        card = IdentityCard.parse(scanned, demo=settings.MOTCUA_DEMO)
    except MotCuaError as error:
        typed.errors["number"] = error.message_vi
        return
    typed.number, typed.scanned = str(card.citizen_id), True
    if typed.receiver is Receiver.REPRESENTATIVE:
        typed.name = card.name


def _check_lengths(typed: Typed) -> None:
    for name, longest in (("number", LONGEST_NUMBER), ("name", LONGEST_NAME)):
        if len(getattr(typed, name)) > longest:
            typed.errors[name] = _("Phần này dài nhất %(longest)s ký tự.") % {"longest": longest}


def _compare(page: DossierPage, typed: Typed) -> None:
    """Say at once whether the number is the owner's, while the person is still looking for their papers."""
    if typed.receiver is not Receiver.OWNER or not typed.number.strip() or typed.errors:
        return
    known = {page.dossier.applicant_number, page.dossier.submitter_number} - {""}
    if not known:
        typed.told = _("Hồ sơ không ghi số giấy tờ: hãy đối chiếu họ tên trên giấy tờ với người đứng tên.")
    elif compact(typed.number).upper() in {compact(number).upper() for number in known}:
        typed.told = _("Khớp với giấy tờ của người đứng tên hồ sơ.")
    else:
        typed.errors["number"] = _(
            "Số giấy tờ không phải của người đứng tên hồ sơ. Nếu là người được ủy quyền, hãy chọn “Người được ủy quyền”."
        )


def _handover(typed: Typed) -> Handover:
    check = IdentityCheck.SCANNED if typed.scanned else IdentityCheck.TYPED
    return Handover(typed.receiver, typed.number, check, typed.name, typed.authorisation)


def _not_yet(page: DossierPage) -> str:
    """What state a dossier is in that has nothing to hand over now, and what to tell the person."""
    dossier, status = page.dossier, Status(page.dossier.status)
    if status is Status.RETURNED and page.handover:
        return _("Kết quả đã được trả %(when)s.") % {"when": formats.moment(page.handover.handed_at)}
    if dossier.closed_at is not None:
        return _("Hồ sơ đã kết thúc: %(status)s. Không có kết quả để trả.") % {"status": STATUSES[status]}
    if dossier.due_at is None:
        return _("Hồ sơ đang tạm dừng: %(status)s. Chưa có kết quả để trả.") % {"status": STATUSES[status]}
    where = dossier.unit.name if dossier.place == Place.UNIT else dossier.agency.name
    sentence = _("Hồ sơ đang ở bước “%(act)s” của %(where)s. Hẹn trả %(when)s.")
    return sentence % {"act": ACTS[Act(dossier.act)], "where": where, "when": formats.moment(dossier.due_at)}


def _shown(request: SignedInRequest, page: DossierPage | None, code: str, typed: Typed) -> HttpResponse:
    ready = page is not None and page.dossier.act == Act.RETURN
    context = {
        "page": page,
        "code": code,
        "typed": typed,
        "ready": ready,
        "not_yet": _not_yet(page) if page and not ready else "",
        "due": [fee for fee in page.fees if fee.state == FeeState.DUE] if page else [],
        "due_sum": sum(fee.amount for fee in page.fees if fee.state == FeeState.DUE) if page else 0,
        "summary": list(typed.errors.items()),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if typed.errors else HTTPStatus.OK
    return render(request, "desk/reception/return.jinja", context, status=status)
