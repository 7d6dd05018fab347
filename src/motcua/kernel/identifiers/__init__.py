"""Numbers and codes that people and papers carry: each is parsed once into a frozen value, or refused with a sentence.

`X.parse(text)` reads what was typed, printed or scanned; `str(x)` is the one stored form; `x.formatted` is for the eye.
Values that are personal data or secrets hide themselves in `repr()`, so that they never reach a log.
"""

from motcua.kernel.identifiers.cards import IdentityCard, card_code_in
from motcua.kernel.identifiers.citizens import CitizenId, Sex
from motcua.kernel.identifiers.dossiers import AgencyCode, DossierCode
from motcua.kernel.identifiers.lookup import LookupNumber
from motcua.kernel.identifiers.phones import PhoneNumber
from motcua.kernel.identifiers.procedures import ProcedureCode, ResultTypeCode
from motcua.kernel.identifiers.tax import TaxCode, tax_check_digit

__all__ = [
    "AgencyCode",
    "CitizenId",
    "DossierCode",
    "IdentityCard",
    "LookupNumber",
    "PhoneNumber",
    "ProcedureCode",
    "ResultTypeCode",
    "Sex",
    "TaxCode",
    "card_code_in",
    "tax_check_digit",
]
