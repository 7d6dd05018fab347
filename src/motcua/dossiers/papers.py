"""From rows to the papers that are printed: receipts, slips, the result."""

from collections.abc import Sequence

from motcua.dossiers.models import Dossier, DossierResult, SupplementRequest


def receipt(dossiers: Sequence[Dossier], *, address: str) -> bytes:
    """Form 01 for the dossiers of one visit. `address`: the look-up page, whole, for the QR codes."""
    return f"%PDF-1.7\n% {' '.join(dossier.code for dossier in dossiers)} {address}\n".encode()


def result_document(dossier: Dossier, result: DossierResult) -> bytes:
    """The result as a document of the agency."""
    return f"%PDF-1.7\n% {dossier.code} {result.document_number}\n".encode()


def supplement_request(slip: SupplementRequest) -> bytes:
    """Form 02."""
    return f"%PDF-1.7\n% {slip.number}\n".encode()
