"""A code that was scanned or typed leads to its page: the return of a result at reception, else the dossier."""

from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.accounts.rules.actor import Actor
from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import may_read, may_return
from motcua.dossiers.selectors import find_dossier
from motcua.workflow import Act

LONGEST = 500


@require_safe
def scan(request: SignedInRequest) -> HttpResponse:
    scanned = request.GET.get("ma", "")[:LONGEST].strip()
    code = code_in(scanned)
    found = find_dossier(code) if code else None
    if found is not None and may_read(request.actor, found):
        return redirect(_page_for(found, request.actor))
    status = 404 if scanned else 200
    context = {"scanned": bool(scanned), "code": code}
    return render(request, "desk/handling/scan.jinja", context, status=status)


def code_in(scanned: str) -> str:
    """The dossier's code in what a scanner types: the code itself, or the address of the look-up with `code=…` in it."""
    if "code=" not in scanned:
        return scanned
    try:
        parts = urlsplit(scanned)
    except ValueError:
        return ""
    given = parse_qs(parts.query or parts.fragment).get("code", [""])
    return given[0].strip()


def _page_for(dossier: Dossier, actor: Actor) -> str:
    if dossier.act == Act.RETURN and may_return(actor, dossier):
        try:
            return f"{reverse('desk:return_result')}?{urlencode({'ma': dossier.code})}"
        except NoReverseMatch:  # the reception's pages are not installed
            pass
    return reverse("desk:dossier", args=[dossier.code])
