"""The papers of a dossier: from a frozen dataclass to the bytes of a PDF, without a database.

    pdf = render_acceptance_receipt(AcceptanceReceipt(head=…, code="H99.16-261125-0001", …))

They are Vietnamese whatever language a page is read in, and say in full what they are given: type shrinks, then a page follows.
"""

from motcua.dossiers.printing.closing import ClosingNotice, render_closing_notice
from motcua.dossiers.printing.combined import CombinedEntry, CombinedReceipt, render_combined_receipt
from motcua.dossiers.printing.handover import HandedOver, HandoverSlip, render_handover_slip
from motcua.dossiers.printing.receipt import (
    AcceptanceReceipt,
    Charge,
    ChargeState,
    Paper,
    render_acceptance_receipt,
)
from motcua.dossiers.printing.refusal import RefusalSlip, render_refusal_slip
from motcua.dossiers.printing.result import ResultDocument, render_result_document
from motcua.dossiers.printing.shared import Ground, Head, Party
from motcua.dossiers.printing.supplement import Missing, SupplementSlip, render_supplement_slip

__all__ = [
    "AcceptanceReceipt",
    "Charge",
    "ChargeState",
    "ClosingNotice",
    "CombinedEntry",
    "CombinedReceipt",
    "Ground",
    "HandedOver",
    "HandoverSlip",
    "Head",
    "Missing",
    "Paper",
    "Party",
    "RefusalSlip",
    "ResultDocument",
    "SupplementSlip",
    "render_acceptance_receipt",
    "render_closing_notice",
    "render_combined_receipt",
    "render_handover_slip",
    "render_refusal_slip",
    "render_result_document",
    "render_supplement_slip",
]
