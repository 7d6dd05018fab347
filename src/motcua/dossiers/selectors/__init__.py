"""Reads of dossiers, as plain frozen values where a page shows them."""

from motcua.dossiers.selectors.inbox import Desk, Inbox, Line, Wanted, counts, desks_of, inbox
from motcua.dossiers.selectors.one import DossierPage, dossier_page, find_dossier, visit_of
from motcua.dossiers.selectors.status import (
    PublicBackground,
    PublicStatus,
    PublicStep,
    public_background,
    public_status,
)

__all__ = [
    "Desk",
    "DossierPage",
    "Inbox",
    "Line",
    "PublicBackground",
    "PublicStatus",
    "PublicStep",
    "Wanted",
    "counts",
    "desks_of",
    "dossier_page",
    "find_dossier",
    "inbox",
    "public_background",
    "public_status",
    "visit_of",
]
