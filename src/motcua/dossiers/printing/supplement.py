"""Form 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (TT 03/2025/TT-VPCP, Phụ lục I, Mẫu số 02), on A5."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from motcua.dossiers.printing.shared import Ground, Head, Party, code_data, fitted, ground_data, head_data, party_data
from motcua.ui.formats import grouped

TEMPLATE = Path(__file__).with_name("supplement.typ")
ROOM = 1480


@dataclass(frozen=True, slots=True)
class Missing:
    """A paper or part of one that has to be brought or put right, and why."""

    what: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class SupplementSlip:
    """What form 02 says. Everything missing is asked for at once (NĐ 61/2018 Điều 17), so the list is whole.

    `code` and `qr` are empty while the dossier has no code.
    """

    head: Head
    owner: Party
    title: str
    missing: tuple[Missing, ...]
    website: str
    """Where guidance stands, as people type it."""
    officer: str
    officer_phone: str
    code: str = ""
    qr: str = field(default="", repr=False)


def render_supplement_slip(slip: SupplementSlip) -> bytes:
    """Form 02 as a PDF."""
    return fitted(TEMPLATE, _words(slip), code_data(slip.code, slip.qr), room=ROOM)


def _words(slip: SupplementSlip) -> dict[str, Any]:
    return {
        "head": head_data(slip.head),
        "owner": party_data(slip.owner),
        "title": slip.title,
        "missing": [ground_data(missing.ground, what=missing.what) for missing in slip.missing],
        "website": slip.website,
        "officer": slip.officer,
        "officer_phone": grouped(slip.officer_phone),
    }
