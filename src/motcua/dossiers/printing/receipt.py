"""Form 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả (TT 03/2025/TT-VPCP, Phụ lục I, Mẫu số 01), on A5."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from motcua.catalogue.vocabulary import ChannelKind
from motcua.dossiers.printing.shared import (
    Head,
    Party,
    code_data,
    due_data,
    fitted,
    head_data,
    moment_in_full,
    party_data,
    token_in_groups,
)
from motcua.kernel.identifiers import LookupNumber
from motcua.kernel.limits import Limit
from motcua.kernel.money import Dong

TEMPLATE = Path(__file__).with_name("receipt.typ")
ROOM = 1550
CHANNELS: Mapping[ChannelKind, str] = {
    ChannelKind.DIRECT: "Trực tiếp",
    ChannelKind.ONLINE: "Trực tuyến",
    ChannelKind.POST: "Dịch vụ bưu chính",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that was handed in, as often as its kinds say; `reused`: the State holds it already and nothing was handed in."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0
    electronic: int = 0
    reused: bool = False

    @property
    def kinds(self) -> str:
        """How it was handed in: "1 bản chính, 2 bản sao"."""
        counts = (
            (self.originals, "bản chính"),
            (self.certified, "bản sao chứng thực"),
            (self.copies, "bản sao"),
            (self.electronic, "bản điện tử"),
        )
        kinds = [f"{count} {kind}" for count, kind in counts if count]
        return ", ".join([*kinds, "dùng lại"] if self.reused else kinds)


class ChargeState(StrEnum):
    PAID = "đã thu"
    DUE = "chưa thu"
    EXEMPT = "được miễn"


@dataclass(frozen=True, slots=True)
class Charge:
    """A fee or State charge of the dossier: "Lệ phí cấp giấy phép", its amount and whether it was taken."""

    name: str
    amount: Dong
    state: ChargeState

    def __str__(self) -> str:
        return f"{self.name}: {self.amount} ({self.state})"


@dataclass(frozen=True, slots=True)
class AcceptanceReceipt:
    """What form 01 says. `qr` and `lookup` open the dossier's state to whoever holds the paper: they are secrets."""

    head: Head
    code: str
    qr: str = field(repr=False)
    token: str = field(repr=False)
    """The code that is typed beside the dossier's, where no camera reads the QR code."""
    lookup: LookupNumber
    lookup_address: str
    """Where to look the dossier up on the web, as people type it: "motcua.thanhgiang.gov.vn/tra-cuu"."""
    hotline: str
    """The telephone number that takes the look-up number; empty where there is none yet."""
    submitter: Party
    channel: ChannelKind
    title: str
    papers: tuple[Paper, ...]
    legal_limit: Limit | None
    received_at: datetime
    due_at: datetime
    collect_at: str
    officer: str
    owner: Party | None = None
    """Only when another person than the submitter."""
    procedure_code: str = ""
    handled_by: str = ""
    """The agency that decides, when it isn't the one of the head."""
    sets: int = 1
    committed_limit: Limit | None = None
    """The shorter limit that the centre promised; `due_at` follows it."""
    charges: tuple[Charge, ...] = ()


def render_acceptance_receipt(receipt: AcceptanceReceipt) -> bytes:
    """Form 01 as a PDF: one page of A5 while its type stays readable, more when it wouldn't."""
    return fitted(TEMPLATE, _words(receipt), code_data(receipt.code, receipt.qr), room=ROOM)


def _words(receipt: AcceptanceReceipt) -> dict[str, Any]:
    return {
        "head": head_data(receipt.head),
        "submitter": party_data(receipt.submitter),
        "owner": party_data(receipt.owner),
        "channel": CHANNELS[receipt.channel],
        "signs": receipt.channel is not ChannelKind.ONLINE,
        "title": receipt.title,
        "procedure_code": receipt.procedure_code,
        "handled_by": receipt.handled_by,
        "papers": [{"name": paper.name, "kinds": paper.kinds} for paper in receipt.papers],
        "sets": f"{receipt.sets:02d}",
        "legal_limit": str(receipt.legal_limit or ""),
        "committed_limit": str(receipt.committed_limit or ""),
        "received_at": moment_in_full(receipt.received_at),
        "due_at": due_data(receipt.due_at),
        "collect_at": receipt.collect_at,
        "charges": "; ".join(map(str, receipt.charges)) or "không thu",
        "token": token_in_groups(receipt.token),
        "lookup": receipt.lookup.formatted,
        "lookup_address": receipt.lookup_address,
        "hotline": receipt.hotline,
        "officer": receipt.officer,
    }
