"""What an officer is told of ratings of their own work: sums, never who, when or in which words."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.feedback.labels import LEVELS
from motcua.feedback.rules import FEWEST
from motcua.feedback.selectors.own import own_months
from motcua.kernel import clock


@require_safe
def own_ratings(request: SignedInRequest) -> HttpResponse:
    """This month and the last one."""
    months = own_months(request.actor.staff_id, clock.now().date())
    return render(request, "desk/own_ratings.jinja", {"months": months, "levels": LEVELS, "fewest": FEWEST})
