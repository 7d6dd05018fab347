"""What an act at the counter answers with: the page as it is now, beside a sentence.

So a second click, or a colleague who was faster, is told quietly what is true now.
"""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from motcua.accounts.middleware import SignedInRequest
from motcua.desk.counter import seats, showing
from motcua.desk.counter.said import Said
from motcua.ticketing.selectors.counter import counter_of


def done(request: SignedInRequest, sentence: str) -> HttpResponse:
    """An act was done; a browser without scripts is led to the page, so that loading it again does nothing twice."""
    if "HX-Request" in request.headers:
        return _shown(request, Said(sentence))
    messages.success(request, sentence)
    return redirect("desk:counter")


def refused(request: SignedInRequest, sentence: str, status: int) -> HttpResponse:
    """An act was not done."""
    return _shown(request, Said(sentence, refused=True), status)


def _shown(request: SignedInRequest, said: Said, status: int = HTTPStatus.OK) -> HttpResponse:
    """The open counter; who has none open any more sees all counters."""
    now = counter_of(request.actor.staff_id)
    if now is None:
        return seats.shown(request, said, status)
    return render(request, "desk/counter/counter.jinja", showing.context_of(request, now, said), status=status)
