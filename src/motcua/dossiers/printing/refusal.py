"""Form 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ (TT 03/2025/TT-VPCP, Phụ lục I, Mẫu số 03), on A5."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.dossiers.printing.shared import (
    Ground,
    Head,
    Party,
    code_data,
    fitted,
    ground_data,
    head_data,
    moment_in_full,
    party_data,
)

TEMPLATE = Path(__file__).with_name("refusal.typ")
ROOM = 1500


@dataclass(frozen=True, slots=True)
class RefusalSlip:
    """What form 03 says. A refusal to accept is always written, with its reason (NĐ 61/2018 Điều 17).

    A dossier filed online has a `code`, a `submitted_at` and nobody at the counter to sign: leave `submitter` empty.
    """

    head: Head
    owner: Party
    title: str
    grounds: tuple[Ground, ...]
    officer: str
    submitter: str = field(default="", repr=False)
    submitted_at: datetime | None = None
    code: str = ""
    qr: str = field(default="", repr=False)


def render_refusal_slip(slip: RefusalSlip) -> bytes:
    """Form 03 as a PDF."""
    return fitted(TEMPLATE, _words(slip), code_data(slip.code, slip.qr), room=ROOM)


def _words(slip: RefusalSlip) -> dict[str, Any]:
    return {
        "head": head_data(slip.head),
        "owner": party_data(slip.owner),
        "title": slip.title,
        "submitted_at": moment_in_full(slip.submitted_at) if slip.submitted_at else "",
        "grounds": [ground_data(ground) for ground in slip.grounds],
        "submitter": slip.submitter,
        "officer": slip.officer,
    }
