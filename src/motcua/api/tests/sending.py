"""What a system sends: a body that is received, and how it is sent."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from motcua.dossiers.tests.scene import new_key

DOSSIERS = "/api/v1/dossiers"
APPLICANT = {
    "kind": 1,
    "name": "Nguyễn Thị Ánh",
    "number": "000185012345",
    "born_on": "1985-09-05",
    "phone": "0912345678",
    "email": "anh@example.vn",
    "address": "ấp Bến Đá, phường Bến Đá",
}
BODY: dict[str, Any] = {
    "procedure": "9.000001",
    "unit": "trung-tam",
    "channel": "direct",
    "applicant": APPLICANT,
    "submitter": {"name": "Trần Văn Nộp", "number": "000085012346", "relation": "chồng"},
    "content": "Đăng ký khai sinh cho con",
    "sets": 1,
    "papers": [
        {"position": 1, "state": "original", "originals": 1, "copies": 0},
        {"position": 2, "state": "copy", "originals": 0, "copies": 1},
    ],
    "fees": [{"kind": "state_charge", "label": "Lệ phí đăng ký", "amount": 8000, "state": "collected"}],
}


def body(**changes: Any) -> dict[str, Any]:
    """The body with other parts; None takes one away."""
    return {name: value for name, value in {**BODY, **changes}.items() if value is not None}


def send(client: Client, content: Any = None, *, key: str | None = None) -> HttpResponse:
    data = content if isinstance(content, str | bytes) else json.dumps(content or BODY, ensure_ascii=False)
    return client.post(  # type: ignore[return-value]
        DOSSIERS, data, content_type="application/json", headers={"Idempotency-Key": new_key() if key is None else key}
    )
