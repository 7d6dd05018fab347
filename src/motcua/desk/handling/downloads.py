"""What is downloaded of a dossier: its result, and its printed slips again."""

from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.desk.handling.page import CUT_SHORT, readable
from motcua.dossiers import papers
from motcua.dossiers.services.uploads import SCANS
from motcua.foundation.files import open_stored
from motcua.foundation.files.rules import clean_name
from motcua.workflow import Status

LOOK_UP = "/tra-cuu/"
PDF = "application/pdf"
_LONGEST_STEM = 100


@require_safe
def result_file(request: SignedInRequest, dossier_code: str) -> HttpResponse | FileResponse:
    """The file of the result, always as an attachment under a name of ours."""
    page = readable(request, dossier_code)
    stored = page.result.stored_file if page.result else None
    if page.result is None or stored is None:
        raise Http404
    kind = stored.media_type if stored.media_type in SCANS else "application/octet-stream"
    name = clean_name(f"{page.result.name[:_LONGEST_STEM]} {dossier_code}{SCANS.get(kind, '')}")
    response = FileResponse(open_stored(stored), as_attachment=True, filename=name, content_type=kind)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def receipt(request: SignedInRequest, dossier_code: str) -> HttpResponse:
    """Form 01 again."""
    page = readable(request, dossier_code)
    document = papers.receipt([page.dossier], address=request.build_absolute_uri(LOOK_UP))
    return _slip(document, f"giay-hen-{dossier_code}.pdf")


@require_safe
def supplement_slip(request: SignedInRequest, dossier_code: str) -> HttpResponse:
    """Form 02 of a received dossier."""
    page = readable(request, dossier_code)
    if not page.supplements:
        raise Http404
    return _slip(
        papers.supplement_request(page.supplements[-1], website=request.build_absolute_uri("/")),
        f"yeu-cau-bo-sung-{dossier_code}.pdf",
    )


@require_safe
def closing_notice(request: SignedInRequest, dossier_code: str) -> HttpResponse:
    """Form 05 of a dossier that was withdrawn or stopped."""
    page = readable(request, dossier_code)
    if Status(page.dossier.status) not in CUT_SHORT:
        raise Http404
    return _slip(papers.closing_notice(page.dossier), f"dung-giai-quyet-{dossier_code}.pdf")


def _slip(document: bytes, name: str) -> HttpResponse:
    """Opens in the browser, from where it is printed."""
    return HttpResponse(document, content_type=PDF, headers={"Content-Disposition": f'inline; filename="{name}"'})
