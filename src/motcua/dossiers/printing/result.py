"""The notice of a result that the centre writes itself where the agency uploads no file of its own, on A4.

Its parts stand where NĐ 30/2020/NĐ-CP, Phụ lục I puts those of an administrative document; the code for reading it by machine is
TT 01/2023/TT-VPCP's, top left.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from motcua.dossiers.printing.shared import Ground, Head, Party, code_data, fitted, ground_data, head_data, party_data
from motcua.kernel.dates import format_date

TEMPLATE = Path(__file__).with_name("result.typ")
ROOM = 1600


@dataclass(frozen=True, slots=True)
class ResultDocument:
    """What the notice says; a refusal on the merits (`approved` false) is a result too and names its grounds."""

    head: Head
    code: str
    qr: str = field(repr=False)
    addressee: Party
    """Printed with number and address; a letter needs no telephone number."""
    title: str
    received_on: date
    approved: bool
    decision: str = field(repr=False)
    """The decision in sentences; an empty line begins a new paragraph."""
    signer_position: str
    """One line or more: "KT. GIÁM ĐỐC\\nPHÓ GIÁM ĐỐC"."""
    signer: str
    procedure_code: str = ""
    legal_bases: tuple[str, ...] = ()
    """What the decision rests on, without the word "Căn cứ"."""
    grounds: tuple[Ground, ...] = ()
    validity: str = ""
    scope: str = ""
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT, hồ sơ")


def render_result_document(document: ResultDocument) -> bytes:
    """The notice as a PDF, to be signed afterwards: the place of the signature is left free."""
    return fitted(TEMPLATE, _words(document), code_data(document.code, document.qr), room=ROOM)


def _words(document: ResultDocument) -> dict[str, Any]:
    return {
        "head": head_data(document.head),
        "addressee": party_data(document.addressee),
        "title": document.title,
        "procedure_code": document.procedure_code,
        "received_on": format_date(document.received_on),
        "approved": document.approved,
        "decision": [paragraph.strip() for paragraph in document.decision.split("\n\n")],
        "legal_bases": list(document.legal_bases),
        "grounds": [ground_data(ground) for ground in document.grounds],
        "validity": document.validity,
        "scope": document.scope,
        "signer_position": document.signer_position.splitlines(),
        "signer": document.signer,
        "recipients": list(document.recipients),
    }
