"""Importing procedures from an uploaded file, and the reports of all imports."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts import permissions
from motcua.accounts.middleware import SignedInRequest
from motcua.backoffice.actors import names_of
from motcua.catalogue.models import ImportRun
from motcua.catalogue.report import FIELD_NAMES
from motcua.catalogue.services import queue_import
from motcua.foundation import files, heartbeat, idempotency
from motcua.foundation.files.uploads import LARGEST_UPLOAD, was_too_large
from motcua.kernel.errors import MotCuaError
from motcua.ui import formats
from motcua.ui.once import OnceForm

PER_PAGE = 25
MINUTE = 60


class ImportForm(OnceForm):
    file = forms.FileField(
        label=gettext_lazy("Tệp thủ tục"),
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".json,.jsonl,.gz,application/json,application/gzip"}),
        error_messages={
            "required": gettext_lazy("Chọn một tệp .json, .jsonl, hoặc một trong hai nén .gz."),
            "empty": gettext_lazy("Tệp này trống. Chọn tệp có ít nhất một thủ tục."),
            "max_length": gettext_lazy("Tên tệp dài quá 255 ký tự. Đổi tên tệp rồi chọn lại."),
        },
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        size = formats.file_size(LARGEST_UPLOAD)
        self.fields["file"].help_text = _("Dạng .json hoặc .jsonl, có thể nén .gz, không quá %(size)s.") % {
            "size": size
        }
        if too_large:
            sentence = _("Tệp lớn hơn %(size)s nên không được nhận. Nén tệp bằng gzip hoặc chia thành nhiều tệp.")
            self.fields["file"].error_messages["required"] = sentence % {"size": size}


@never_cache
@require_safe
def imports(request: SignedInRequest) -> HttpResponse:
    return _list_page(request, ImportForm(auto_id="%s"), HTTPStatus.OK)


@never_cache
def upload(request: SignedInRequest) -> HttpResponse:
    """Take a file and queue its import. A double click makes one run."""
    if request.method != "POST":
        return redirect("backoffice:imports")
    sent = request.FILES
    too_large = was_too_large(request)
    form = ImportForm(request.POST, sent, too_large=too_large, auto_id="%s")
    if not form.is_valid():
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_large else HTTPStatus.UNPROCESSABLE_ENTITY
        return _list_page(request, form, status)
    try:
        run_id = _queue(form.cleaned_data["file"], form.cleaned_data["key"], f"staff:{request.user.pk}")
    except MotCuaError as error:
        form.add_error(None, error.message_vi)
        return _list_page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect("backoffice:import_report", run_id)


def _queue(sent: Any, key: str, by: str) -> int:
    stored = files.store(sent.chunks(), name=sent.name or "", limit=LARGEST_UPLOAD)
    answer = idempotency.once(
        scope=f"{by} catalogue:import",
        key=key,
        body=stored.digest.encode(),
        effect=lambda: {"run": queue_import(stored, by=by).pk},
    )
    return int(answer["run"])


def _list_page(request: SignedInRequest, form: ImportForm, status: HTTPStatus) -> HttpResponse:
    page = Paginator(ImportRun.objects.all(), PER_PAGE).get_page(request.GET.get("trang"))
    names = names_of(run.requested_by for run in page)
    context = {
        "form": form if permissions.allowed(permissions.CATALOGUE_IMPORT, request.actor) else None,
        "page": page,
        "runs": [{"run": run, "by": names[run.requested_by], "state": state_of(run)} for run in page],
    }
    return render(request, "backoffice/catalogue/imports.jinja", context, status=status)


@never_cache
@require_safe
def report(request: HttpRequest, run_id: int) -> HttpResponse:
    """The run's progress, then its report. htmx asks again with what it has shown, and gets 204 while nothing is new."""
    run = get_object_or_404(ImportRun, pk=run_id)
    seen = f"{run.state}-{run.progress}-{run.read}"
    if request.GET.get("seen") == seen:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    goes_on = run.state in {ImportRun.State.QUEUED, ImportRun.State.RUNNING}
    context = {
        "run": run,
        "seen": seen,
        "goes_on": goes_on,
        "stuck": goes_on and not heartbeat.is_alive("worker"),
        "by": names_of([run.requested_by])[run.requested_by],
        "state": state_of(run),
        "took": _took(run),
        "fields": [_field_row(name, run.fields[name]) for name in FIELD_NAMES if name in run.fields],
        "rejections": Paginator(run.rejections.all(), PER_PAGE).get_page(request.GET.get("trang")),
    }
    return render(request, "backoffice/catalogue/import_report.jinja", context)


def state_of(run: ImportRun) -> tuple[str, str]:
    """The tag's state and its words."""
    if run.state == ImportRun.State.QUEUED:
        return "paused", _("Chờ nhập")
    if run.state == ImportRun.State.RUNNING:
        return "plain", _("Đang nhập %(percent)s") % {"percent": formats.percent(run.progress)}
    if run.state == ImportRun.State.FAILED:
        return "late", _("Không nhập được")
    return ("due-soon", _("Xong, có bản ghi bị từ chối")) if run.rejected else ("on-time", _("Đã nhập xong"))


def _took(run: ImportRun) -> str:
    if run.started_at is None or run.finished_at is None:
        return ""
    seconds = max(1, round((run.finished_at - run.started_at).total_seconds()))
    if seconds < MINUTE:
        return ngettext("%(n)s giây", "%(n)s giây", seconds) % {"n": seconds}
    minutes = round(seconds / MINUTE)
    return ngettext("%(n)s phút", "%(n)s phút", minutes) % {"n": minutes}


def _field_row(name: str, counts: dict[str, int]) -> list[str]:
    stated = counts["parsed"] + counts["unparsed"]
    share = formats.percent(100 * counts["parsed"] // stated) if stated else "–"
    numbers = [formats.number(counts[outcome]) for outcome in ("parsed", "unparsed", "empty")]
    return [str(FIELD_NAMES[name]), *numbers, share]
