"""Pages that say no, and what to do then."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Signed in, but not for this (Django's handler403)."""
    del exception
    return render(request, "backoffice/refused.jinja", status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is not this browser's (Django's CSRF_FAILURE_VIEW): mostly a page from before signing in."""
    del reason  # it is in Django's log; the person can do nothing with it
    return render(request, "backoffice/stale_form.jinja", status=403)
