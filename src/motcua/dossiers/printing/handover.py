"""The slip that is signed when a result is handed over, on A5: who took what, for whom, and how that was checked."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.dossiers.printing.receipt import Charge, Paper
from motcua.dossiers.printing.shared import Head, Party, code_data, fitted, head_data, moment_in_full, party_data

TEMPLATE = Path(__file__).with_name("handover.typ")
ROOM = 1600


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A result, or an original that goes back to its owner (NĐ 61/2018 Điều 20)."""

    paper: Paper
    number: str = ""
    """The paper's own number and symbol: "125/GPXD"."""


@dataclass(frozen=True, slots=True)
class HandoverSlip:
    head: Head
    code: str
    qr: str = field(repr=False)
    title: str
    owner: str = field(repr=False)
    items: tuple[HandedOver, ...]
    receiver: Party
    relation: str
    """Of the receiver to the owner: "chủ hồ sơ", "người được ủy quyền (văn bản ủy quyền số 12/UQ)"."""
    identity_check: str
    """How the receiver was recognised: "Thẻ căn cước, đọc chip tại quầy"."""
    handed_at: datetime
    officer: str
    charges: tuple[Charge, ...] = ()


def render_handover_slip(slip: HandoverSlip) -> bytes:
    """The slip as a PDF."""
    return fitted(TEMPLATE, _words(slip), code_data(slip.code, slip.qr), room=ROOM)


def _words(slip: HandoverSlip) -> dict[str, Any]:
    return {
        "head": head_data(slip.head),
        "title": slip.title,
        "owner": slip.owner,
        "items": [{"name": item.paper.name, "number": item.number, "kinds": item.paper.kinds} for item in slip.items],
        "receiver": party_data(slip.receiver),
        "relation": slip.relation,
        "identity_check": slip.identity_check,
        "handed_at": moment_in_full(slip.handed_at),
        "officer": slip.officer,
        "charges": "; ".join(map(str, slip.charges)),
    }
