"""/suc-khoe: for load balancers and monitors, which need no more than names."""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.foundation import health

ROUTES = {"health": "public"}


@never_cache
@require_safe
def view(request: HttpRequest) -> JsonResponse:
    """`{"ok": true, "failing": []}`; 503 when pages can't be served, 200 when only something behind them fails."""
    del request
    checks = health.report()
    failing = [check for check in checks if not check.ok]
    down = any(check.essential for check in failing)
    return JsonResponse(
        {"ok": not failing, "failing": [check.name for check in failing]},
        status=HTTPStatus.SERVICE_UNAVAILABLE if down else HTTPStatus.OK,
    )
