"""One procedure for those who keep it: its versions and what changed, its sources, its fees, its everyday names."""

from dataclasses import dataclass
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts import permissions
from motcua.accounts.middleware import SignedInRequest
from motcua.answers.procedures import audiences_of, levels_of
from motcua.backoffice.actors import names_of
from motcua.backoffice.catalogue.numbers import number_in
from motcua.backoffice.catalogue.source import readable
from motcua.catalogue import facts
from motcua.catalogue.changes import FIELDS, changes
from motcua.catalogue.labels import ACTS, CHANNELS, FEE_KINDS, LEVELS, SHAPES
from motcua.catalogue.models import ProcedureVersion, SourceRecord
from motcua.catalogue.report import FIELD_NAMES
from motcua.catalogue.selectors import Handling, ProcedurePage, procedure_page
from motcua.catalogue.services import set_everyday_names
from motcua.catalogue.vocabulary import Shape
from motcua.kernel.errors import MotCuaError
from motcua.ui import formats

SOURCES_SHOWN = 20


class NamesForm(forms.Form):
    names = forms.CharField(
        label=gettext_lazy("Tên người dân hay gọi"),
        help_text=gettext_lazy("Mỗi dòng một tên, ví dụ: sang tên sổ đỏ. Ai tìm bằng những tên này sẽ thấy thủ tục."),
        widget=forms.Textarea,
        required=False,
        max_length=10_000,
    )


@dataclass(frozen=True, slots=True)
class ShownFee:
    id: int | None
    channel: str
    kind: str
    verbatim: str
    amount: str
    verified: str
    """Who compared it and when; "" when nobody has."""


@never_cache
@require_safe
def procedure(request: SignedInRequest, code: str) -> HttpResponse:
    return _procedure_page(request, code, None, HTTPStatus.OK)


@never_cache
@require_POST
def rename(request: SignedInRequest, code: str) -> HttpResponse:
    """Set the everyday names of a procedure."""
    form = NamesForm(request.POST, auto_id="%s")
    if form.is_valid():
        try:
            set_everyday_names(code, form.cleaned_data["names"].splitlines(), by=f"staff:{request.user.pk}")
        except MotCuaError as error:
            form.add_error("names", error.message_vi)
    if form.errors:
        return _procedure_page(request, code, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("Đã ghi tên thường gọi. Tìm kiếm dùng các tên này sau vài giây."))
    return redirect("backoffice:procedure", code)


@never_cache
@require_safe
def compare(request: SignedInRequest, code: str) -> HttpResponse:
    """What changed between two versions, ?tu=1&den=2; without them the last two."""
    latest = whole(code).version_number
    after = whole(code, number_in(request.GET.get("den", "")) or latest)
    before = whole(code, number_in(request.GET.get("tu", "")) or max(1, after.version_number - 1))
    context = {"before": before, "after": after, "changes": changes(before.facts, after.facts)}
    return render(request, "backoffice/catalogue/changes.jinja", context)


@never_cache
@require_safe
def source(request: SignedInRequest, code: str) -> HttpResponse:
    """What the sources said, word for word, the last one first."""
    records = SourceRecord.objects.filter(procedure__code=code).select_related("version", "import_run").order_by("-id")
    context = {
        "page": whole(code),
        "records": [
            {"record": record, "shape": SHAPES[Shape(record.shape)], "entries": readable(record.raw)}
            for record in records[:SOURCES_SHOWN]
        ],
    }
    return render(request, "backoffice/catalogue/source.jinja", context)


def whole(code: str, number: int | None = None) -> ProcedurePage:
    """The procedure's page, of a numbered version or of the one in force; a 404 when there is none."""
    page = procedure_page(code, number)
    if page is None:
        raise Http404(code)
    return page


def _procedure_page(request: SignedInRequest, code: str, form: NamesForm | None, status: HTTPStatus) -> HttpResponse:
    page = whole(code)
    may_edit = permissions.allowed(permissions.CATALOGUE_EDIT, request.actor)
    named = NamesForm(initial={"names": "\n".join(page.everyday_names)}, auto_id="%s")
    context = {
        "page": page,
        "may_edit": may_edit,
        "form": form or named,
        "about": _about(page),
        "fees": _fees(page),
        "handlings": [_handling(handling) for handling in page.handlings],
        "unparsed": [(_field_name(name), verbatim) for name, verbatim in page.facts.unparsed],
        "versions": ProcedureVersion.objects.filter(procedure__code=code).order_by("-number"),
    }
    return render(request, "backoffice/catalogue/procedure.jinja", context, status=status)


def _about(page: ProcedurePage) -> list[tuple[str, str]]:
    known = page.facts
    lines = [
        (_("Nơi giải quyết"), levels_of(known.levels)),
        (_("Lĩnh vực"), known.field),
        (_("Dành cho"), audiences_of(known.audiences)),
        (_("Thời hạn theo luật"), formats.limit(known.legal_limit) if known.legal_limit else _("Nguồn không ghi")),
        (_("Cơ quan thực hiện"), "; ".join(known.implementing_agencies)),
        (_("Quyết định công bố"), known.decision_number),
    ]
    return [(label, value) for label, value in lines if value]


def _fees(page: ProcedurePage) -> list[ShownFee]:
    pairs = [(channel, fee) for channel in page.facts.channels for fee in channel.fees]
    names = names_of(fee.verified_by for _channel, fee in pairs if fee.verified)
    return [
        ShownFee(
            id=fee.id,
            channel=str(CHANNELS[channel.kind]),
            kind=str(FEE_KINDS[fee.kind]),
            verbatim=fee.verbatim + (f" ({fee.note})" if fee.note and fee.note not in fee.verbatim else ""),
            amount=amount_of(fee),
            verified=_verified(fee, names.get(fee.verified_by, "")),
        )
        for channel, fee in pairs
    ]


def amount_of(fee: facts.Fee) -> str:
    """The amount with its money, or that none was read."""
    if fee.amount is None:
        return _("chưa đọc được")
    return formats.money(fee.dong) if fee.dong is not None else f"{formats.number(fee.amount)} {fee.currency}"


def _verified(fee: facts.Fee, who: str) -> str:
    if not fee.verified or fee.verified_at is None:
        return ""
    return _("%(who)s, %(day)s") % {"who": who, "day": formats.date(fee.verified_at)}


def _handling(handling: Handling) -> list[str]:
    return [
        str(LEVELS[handling.level]),
        handling.decision_number,
        ", ".join(str(ACTS[act]) for act in handling.on_the_spot) or "–",
        formats.limit(handling.committed_limit) if handling.committed_limit else _("theo luật"),
    ]


def _field_name(name: str) -> str:
    return str(FIELDS.get(name) or FIELD_NAMES.get(name) or name)
