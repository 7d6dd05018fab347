"""From rows to the papers that are printed: receipts, slips, the result."""

from motcua.dossiers.models import Dossier, DossierResult


def result_document(dossier: Dossier, result: DossierResult) -> bytes:
    """The result as a document of the agency."""
    return f"%PDF-1.7\n% {dossier.code} {result.document_number}\n".encode()
