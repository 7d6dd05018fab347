"""From rows to the papers that are printed: receipts, slips, the result."""

from collections.abc import Sequence

from motcua.dossiers.models import Dossier, DossierResult, IntakeRefusal, SupplementRequest


def result_document(dossier: Dossier, result: DossierResult) -> bytes:
    """The result as a document of the agency."""
    return f"%PDF-1.7\n% {dossier.code} {result.document_number}\n".encode()


def receipt(dossiers: Sequence[Dossier], *, address: str) -> bytes:
    """Form 01 of one dossier, the combined receipt of several. `address`: of the look-up page that the QR code opens."""
    codes = " ".join(dossier.code for dossier in dossiers)
    return f"%PDF-1.7\n% {codes} {address}\n".encode()


def supplement_request(slip: SupplementRequest) -> bytes:
    """Form 02."""
    return f"%PDF-1.7\n% {slip.number}\n".encode()


def intake_refusal(slip: IntakeRefusal) -> bytes:
    """Form 03."""
    return f"%PDF-1.7\n% {slip.number}\n".encode()
