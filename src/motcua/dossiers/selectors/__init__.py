"""Reads of dossiers, as plain frozen values where a page shows them."""

from motcua.dossiers.selectors.inbox import (
    Desk,
    Inbox,
    Line,
    Wanted,
    counts,
    desks_of,
    inbox,
    open_dossiers,
    visible_to,
)
from motcua.dossiers.selectors.one import (
    DossierPage,
    ReceiptLine,
    dossier_page,
    find_dossier,
    receipts_of,
    visit_of,
)
from motcua.dossiers.selectors.status import (
    PublicBackground,
    PublicStatus,
    PublicStep,
    public_background,
    public_status,
    status_by_number,
)
from motcua.dossiers.selectors.trail import TrailLine, last_act, trail

__all__ = [
    "Desk",
    "DossierPage",
    "Inbox",
    "Line",
    "PublicBackground",
    "PublicStatus",
    "PublicStep",
    "ReceiptLine",
    "TrailLine",
    "Wanted",
    "counts",
    "desks_of",
    "dossier_page",
    "find_dossier",
    "inbox",
    "last_act",
    "open_dossiers",
    "public_background",
    "public_status",
    "receipts_of",
    "status_by_number",
    "trail",
    "visible_to",
    "visit_of",
]
