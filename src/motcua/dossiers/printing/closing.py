"""Form 05, Thông báo dừng giải quyết hồ sơ (TT 03/2025/TT-VPCP, Phụ lục I, Mẫu số 05), on A5."""

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

TEMPLATE = Path(__file__).with_name("closing.typ")
ROOM = 1500


@dataclass(frozen=True, slots=True)
class ClosingNotice:
    """What form 05 says: the applicant took the dossier back (`withdrawn`), or it was stopped for another lawful reason."""

    head: Head
    owner: Party
    title: str
    code: str
    received_at: datetime
    closed_at: datetime
    withdrawn: bool
    grounds: tuple[Ground, ...]
    officer: str
    position: str = ""
    qr: str = field(default="", repr=False)


def render_closing_notice(notice: ClosingNotice) -> bytes:
    """Form 05 as a PDF."""
    return fitted(TEMPLATE, _words(notice), code_data(notice.code, notice.qr), room=ROOM)


def _words(notice: ClosingNotice) -> dict[str, Any]:
    return {
        "head": head_data(notice.head),
        "owner": party_data(notice.owner),
        "title": notice.title,
        "received_at": moment_in_full(notice.received_at),
        "closed_at": moment_in_full(notice.closed_at),
        "withdrawn": notice.withdrawn,
        "grounds": [ground_data(ground) for ground in notice.grounds],
        "officer": notice.officer,
        "position": notice.position,
    }
