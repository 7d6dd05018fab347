"""One receipt for the dossiers of one visit: form 01 in brief for each, on A4 so that a family's papers are one sheet."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.catalogue.vocabulary import ChannelKind
from motcua.dossiers.printing.receipt import CHANNELS, Charge
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

TEMPLATE = Path(__file__).with_name("combined.typ")
ROOM = 1450
SIZES = (9, 8, 7)
"""Fewer than elsewhere: what takes the room is the codes, which don't shrink."""


@dataclass(frozen=True, slots=True)
class CombinedEntry:
    """One dossier of the visit. `qr` and `lookup` are secrets, as on form 01."""

    code: str
    qr: str = field(repr=False)
    token: str = field(repr=False)
    lookup: LookupNumber
    title: str
    due_at: datetime
    paper_count: int
    """Kinds of papers handed in; the whole list is behind the QR code and on form 01."""
    owner: str = field(default="", repr=False)
    """Only when another person than the submitter."""
    charges: tuple[Charge, ...] = ()


@dataclass(frozen=True, slots=True)
class CombinedReceipt:
    head: Head
    submitter: Party
    channel: ChannelKind
    received_at: datetime
    entries: tuple[CombinedEntry, ...]
    collect_at: str
    lookup_address: str
    hotline: str
    officer: str


def render_combined_receipt(receipt: CombinedReceipt) -> bytes:
    """The receipt as a PDF: four dossiers a page of A4; a dossier is never broken over two."""
    codes = {
        "code": "",
        "qr": None,
        "codes": [code_data(entry.code, entry.qr) for entry in receipt.entries],
    }
    return fitted(TEMPLATE, _words(receipt), codes, room=ROOM, sizes=SIZES)


def _words(receipt: CombinedReceipt) -> dict[str, Any]:
    return {
        "head": head_data(receipt.head),
        "submitter": party_data(receipt.submitter),
        "channel": CHANNELS[receipt.channel],
        "signs": receipt.channel is not ChannelKind.ONLINE,
        "received_at": moment_in_full(receipt.received_at),
        "entries": [_entry(entry) for entry in receipt.entries],
        "collect_at": receipt.collect_at,
        "lookup_address": receipt.lookup_address,
        "hotline": receipt.hotline,
        "officer": receipt.officer,
    }


def _entry(entry: CombinedEntry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "owner": entry.owner,
        "papers": f"{entry.paper_count:02d}",
        "due_at": due_data(entry.due_at),
        "token": token_in_groups(entry.token),
        "lookup": entry.lookup.formatted,
        "charges": "; ".join(map(str, entry.charges)),
    }
