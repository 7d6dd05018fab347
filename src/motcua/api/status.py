"""Where a dossier is, for whoever holds its slip. Asked more often than all else: no model is made of the answer."""

import json
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from motcua.answers.dossiers import answer_of
from motcua.api.intake_schemas import StatusOut
from motcua.api.problems import described
from motcua.dossiers.labels import ACTS, STATUSES
from motcua.dossiers.selectors import PublicStatus, public_status
from motcua.kernel import clock

router = Router(tags=["dossiers"])
ABSENT = {"code": "api:record:absent", "message": "Không có dữ liệu này.", "fields": []}
"""What the short way says of a wrong token and of a code that nobody has; readers of English go the whole way."""


@router.get("status", response={200: StatusOut, **described(404, 422)}, url_name="status")
def get_status(request: HttpRequest, code: Query[str], token: Query[str]) -> HttpResponse:
    """The state of a dossier by the code and the token of its slip. Wrong and absent are one 404."""
    del request
    status = public_status(code, token)
    if status is None:
        raise Http404
    return as_json(body_of(status, now=clock.now()))


def quick_answer(query: str) -> HttpResponse | None:
    """The answer to an address's query that asks for a state and nothing else; None: let the whole way read it.

    For whoever answers before anything has looked for a session or a language (`conf.middleware`).
    """
    asked = parse_qs(query, keep_blank_values=True)
    if asked.keys() != {"code", "token"} or any(len(given) > 1 for given in asked.values()):
        return None
    status = public_status(asked["code"][0], asked["token"][0])
    answer = as_json(ABSENT, 404) if status is None else as_json(body_of(status, now=clock.now()))
    answer.headers["Content-Length"] = str(len(answer.content))
    return answer


def body_of(status: PublicStatus, *, now: datetime) -> dict[str, Any]:
    """As `StatusOut` describes it, ready for JSON; a test holds the two together."""
    answer = answer_of(status, now=now)
    return {
        "code": status.code,
        "status": {"code": status.status.value, "name": str(STATUSES[status.status])},
        "step": status.act.value if status.act else None,
        "unit": status.unit,
        "state": answer.state,
        "received_at": status.received_at.isoformat(),
        "due_at": status.due_at.isoformat() if status.due_at else None,
        "original_due_at": status.original_due_at.isoformat(),
        "closed_at": status.closed_at.isoformat() if status.closed_at else None,
        "sentence": answer.sentence,
        "next": answer.next,
        "apology": answer.apology,
        "steps": [
            {
                "act": step.act.value,
                "name": str(ACTS[step.act]),
                "unit": step.unit,
                "state": step.state,
                "at": step.at.isoformat() if step.at else None,
            }
            for step in status.steps
        ],
    }


def as_json(body: dict[str, Any] | list[Any], status: int = 200) -> HttpResponse:
    """An answer that is nobody's to keep; the same bytes for the same values."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, status=status, content_type="application/json", headers={"Cache-Control": "no-store"})
