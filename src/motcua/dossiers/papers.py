"""From rows to the papers that are printed: receipts, slips, the result, its hand-over."""

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlencode, urlsplit

from motcua.catalogue.vocabulary import ChannelKind
from motcua.dossiers import printing, published
from motcua.dossiers.labels import IDENTITY_CHECKS
from motcua.dossiers.models import (
    Dossier,
    DossierFee,
    DossierResult,
    DossierStep,
    IntakeRefusal,
    ResultHandover,
    SubmittedDocument,
    SupplementRequest,
)
from motcua.dossiers.vocabulary import FeeState, IdentityCheck, PaperState, Receiver
from motcua.foundation.remembered import remembered
from motcua.kernel.clock import HANOI
from motcua.kernel.identifiers import LookupNumber
from motcua.kernel.identifiers.citizens import CITIZEN_ID_DIGITS
from motcua.kernel.limits import Limit, LimitUnit
from motcua.kernel.money import Dong
from motcua.organisation.models import Agency, AgencyKind, OneStopUnit
from motcua.workflow import Outcome, Status

_CHARGE_STATES = {
    FeeState.COLLECTED: printing.ChargeState.PAID,
    FeeState.DUE: printing.ChargeState.DUE,
    FeeState.EXEMPT: printing.ChargeState.EXEMPT,
}
_LEVEL_WORDS = ("tỉnh ", "thành phố ", "phường ", "xã ", "đặc khu ")
_BASES_TOLD = 3


def receipt(dossiers: Sequence[Dossier], *, address: str) -> bytes:
    """Form 01 of one dossier, or the combined receipt of several of one visit. `address`: the look-up page, whole."""
    if len(dossiers) == 1:
        return printing.render_acceptance_receipt(_form_01(dossiers[0], address))
    return printing.render_combined_receipt(_combined(dossiers, address))


def supplement_request(slip: SupplementRequest, *, website: str) -> bytes:
    """Form 02. `website`: where guidance stands, whole."""
    return printing.render_supplement_slip(
        printing.SupplementSlip(
            head=_head_of_unit(slip.unit, slip.issued_at.astimezone(HANOI).date(), number=slip.number),
            owner=_party_of_slip(slip),
            title=_asked(slip),
            missing=tuple(
                printing.Missing(line["name"], printing.Ground(line["reason"], line["basis"])) for line in slip.missing
            ),
            website=_as_typed(website),
            officer=slip.issued_by.full_name,
            officer_phone=slip.unit.telephone,
            code=slip.dossier.code if slip.dossier else "",
        )
    )


def intake_refusal(slip: IntakeRefusal) -> bytes:
    """Form 03."""
    return printing.render_refusal_slip(
        printing.RefusalSlip(
            head=_head_of_unit(slip.unit, slip.issued_at.astimezone(HANOI).date(), number=slip.number),
            owner=_party_of_slip(slip),
            title=_asked(slip),
            grounds=(printing.Ground(slip.reason),),
            officer=slip.issued_by.full_name,
            submitter=slip.party_name,
        )
    )


def closing_notice(dossier: Dossier) -> bytes:
    """Form 05 of a dossier that was withdrawn or stopped; issued by the unit that took it, or the agency that stopped it.

    Raises:
        ValueError: it was neither.
    """
    status = Status(dossier.status)
    if status not in {Status.WITHDRAWN, Status.STOPPED} or dossier.closed_at is None:
        raise ValueError("neither withdrawn nor stopped")
    step = DossierStep.objects.select_related("by").filter(dossier=dossier, outcome="").last()
    day, signer = dossier.closed_at.astimezone(HANOI).date(), step.by if step else None
    withdrawn = status is Status.WITHDRAWN
    return printing.render_closing_notice(
        printing.ClosingNotice(
            head=_head_of_unit(dossier.unit, day) if withdrawn else _head_of_agency(dossier.agency, day, number=""),
            owner=_applicant(dossier),
            title=_asked(dossier),
            code=dossier.code,
            received_at=dossier.received_at,
            closed_at=dossier.closed_at,
            withdrawn=withdrawn,
            grounds=(printing.Ground(step.note if step else ""),),
            officer=signer.full_name if signer else "",
            position=signer.position if signer and not withdrawn else "",
        )
    )


def result_document(dossier: Dossier, result: DossierResult) -> bytes:
    """The result as a document of the agency, signed by whoever approved it."""
    version, agency = dossier.procedure_version, dossier.agency
    approval = DossierStep.objects.select_related("by").filter(dossier=dossier, outcome=Outcome.APPROVED).last()
    signer = approval.by if approval else None
    bases = version.legal_bases.values_list("title", "number")[:_BASES_TOLD]
    assert result.issued_on is not None
    return printing.render_result_document(
        printing.ResultDocument(
            head=_head_of_agency(agency, result.issued_on, number=result.document_number),
            code=dossier.code,
            qr="|".join((dossier.code, version.procedure.code, result.document_number, f"{result.issued_on:%Y%m%d}")),
            addressee=_applicant(dossier),
            title=version.title,
            received_on=dossier.received_at.astimezone(HANOI).date(),
            approved=result.favourable,
            decision=result.decision,
            signer_position=signer.position if signer else "",
            signer=signer.full_name if signer else "",
            procedure_code=version.procedure.code,
            legal_bases=tuple(
                f"{title} ({number})" if title and title != number else number for title, number in bases
            ),
        )
    )


def handover_slip(handover: ResultHandover, *, address: str) -> bytes:
    """The slip that whoever takes the result home signs."""
    dossier = handover.dossier
    result = DossierResult.objects.get(dossier=dossier)
    owner = handover.receiver == Receiver.OWNER
    relation = "chủ hồ sơ" if owner else f"người được ủy quyền ({handover.authorisation})"
    return printing.render_handover_slip(
        printing.HandoverSlip(
            head=_head_of_unit(dossier.unit, handover.handed_at.astimezone(HANOI).date()),
            code=dossier.code,
            qr=_qr(dossier, address),
            title=dossier.procedure_version.title,
            owner=dossier.applicant_name,
            items=(printing.HandedOver(printing.Paper(result.name, originals=1), result.document_number),),
            receiver=printing.Party(handover.receiver_name, handover.receiver_number),
            relation=relation,
            identity_check=str(IDENTITY_CHECKS[IdentityCheck(handover.identity_check)]),
            handed_at=handover.handed_at,
            officer=handover.handed_by.full_name,
            charges=_charges(dossier.fees.all()),
        )
    )


def _form_01(dossier: Dossier, address: str) -> printing.AcceptanceReceipt:
    limit, legal = Limit(dossier.limit_quantity, LimitUnit(dossier.limit_unit)), _legal_limit(dossier)
    submitter, owner = _submitter_and_owner(dossier)
    return printing.AcceptanceReceipt(
        head=_head_of_unit(dossier.unit, dossier.received_at.astimezone(HANOI).date()),
        code=dossier.code,
        qr=_qr(dossier, address),
        token=dossier.look_up_token,
        lookup=LookupNumber(dossier.look_up_number),
        lookup_address=_as_typed(address),
        hotline=dossier.unit.telephone,
        submitter=submitter,
        owner=owner,
        channel=ChannelKind(dossier.channel),
        title=_asked(dossier),
        papers=tuple(_paper(row) for row in dossier.documents.all()),
        legal_limit=legal or limit,
        committed_limit=None if legal is None or legal == limit else limit,
        received_at=dossier.received_at,
        due_at=dossier.original_due_at,
        collect_at=dossier.collection,
        officer=dossier.received_by.full_name,
        procedure_code=dossier.procedure_version.procedure.code,
        handled_by=dossier.agency.name,
        sets=dossier.sets,
        charges=_charges(dossier.fees.all()),
    )


def _combined(dossiers: Sequence[Dossier], address: str) -> printing.CombinedReceipt:
    first = dossiers[0]
    submitter, _owner = _submitter_and_owner(first)
    return printing.CombinedReceipt(
        head=_head_of_unit(first.unit, first.received_at.astimezone(HANOI).date()),
        submitter=submitter,
        channel=ChannelKind(first.channel),
        received_at=first.received_at,
        entries=tuple(_entry(dossier, address) for dossier in dossiers),
        collect_at=first.collection,
        lookup_address=_as_typed(address),
        hotline=first.unit.telephone,
        officer=first.received_by.full_name,
    )


def _entry(dossier: Dossier, address: str) -> printing.CombinedEntry:
    return printing.CombinedEntry(
        code=dossier.code,
        qr=_qr(dossier, address),
        token=dossier.look_up_token,
        lookup=LookupNumber(dossier.look_up_number),
        title=_asked(dossier),
        due_at=dossier.original_due_at,
        paper_count=len(dossier.documents.all()),
        owner=dossier.applicant_name if dossier.submitter_name else "",
        charges=_charges(dossier.fees.all()),
    )


def _asked(row: Dossier | SupplementRequest | IntakeRefusal) -> str:
    """The procedure, and what in particular is asked for."""
    return f"{row.procedure_version.title}: {row.content}" if row.content else str(row.procedure_version.title)


def _qr(dossier: Dossier, address: str) -> str:
    """The look-up's address with its secret; behind `#`, never sent, what TT 01/2023 lists but the person's number."""
    secret = urlencode({"code": dossier.code, "token": dossier.look_up_token})
    moments = (dossier.received_at, dossier.original_due_at)
    told = (dossier.procedure_version.procedure.code, "01", *(f"{at.astimezone(HANOI):%Y%m%d%H%M}" for at in moments))
    return f"{address}?{secret}#{'|'.join(told)}"


def _head_of_unit(unit: OneStopUnit, day: date, *, number: str = "") -> printing.Head:
    """The unit, and over it the body that it belongs to: a centre's office, a commune's committee."""
    over, area = _over_and_area(unit.pk)
    return printing.Head(agency=unit.name, superior=over, place=_place(area), day=day, number=number)


@remembered(seconds=published.UNIT_FOR_SECONDS)
def _over_and_area(unit_id: int) -> tuple[str, str]:
    """Names of the body over a unit, empty where there is none, and of its area: on every slip, and changed once in years."""
    unit = OneStopUnit.objects.select_related("agency__parent", "administrative_unit").get(pk=unit_id)
    keeper = unit.agency
    over = keeper.parent if keeper.kind == AgencyKind.CENTRE else keeper
    return over.name if over else "", unit.administrative_unit.name


def _head_of_agency(agency: Agency, day: date, *, number: str) -> printing.Head:
    place, over = _place(agency.administrative_unit.name), agency.parent
    return printing.Head(agency=agency.name, superior=over.name if over else "", place=place, day=day, number=number)


def _place(area: str) -> str:
    """The name alone: "Thanh Giang" of "tỉnh Thanh Giang", "Bến Đá" of "phường Bến Đá, tỉnh Thanh Giang"."""
    name = area.partition(",")[0].strip()
    word = next((word for word in _LEVEL_WORDS if name.lower().startswith(word)), "")
    return name[len(word) :]


def _submitter_and_owner(dossier: Dossier) -> tuple[printing.Party, printing.Party | None]:
    """Who stands at the counter, and the owner when that is somebody else."""
    owner = _applicant(dossier)
    if not dossier.submitter_name:
        return owner, None
    return printing.Party(dossier.submitter_name, dossier.submitter_number), owner


def _applicant(dossier: Dossier) -> printing.Party:
    return printing.Party(
        name=dossier.applicant_name,
        identity=dossier.applicant_number,
        address=dossier.applicant_address,
        phone=dossier.applicant_phone,
        email=dossier.applicant_email,
        identity_label=_label(dossier.applicant_number),
    )


def _label(number: str) -> str:
    """What a number is, as papers call it."""
    if not number.replace("-", "").isdecimal():
        return "Số hộ chiếu"
    return "Số định danh cá nhân" if len(number) == CITIZEN_ID_DIGITS else "Mã số thuế"


def _party_of_slip(slip: SupplementRequest | IntakeRefusal) -> printing.Party:
    return printing.Party(
        name=slip.party_name, address=slip.party_address, phone=slip.party_phone, email=slip.party_email
    )


def _paper(row: SubmittedDocument) -> printing.Paper:
    reused = row.state == PaperState.REUSED
    return printing.Paper(row.name, originals=row.originals, copies=row.copies, reused=reused)


def _charges(rows: Iterable[DossierFee]) -> tuple[printing.Charge, ...]:
    return tuple(printing.Charge(row.label, Dong(row.amount), _CHARGE_STATES[FeeState(row.state)]) for row in rows)


def _legal_limit(dossier: Dossier) -> Limit | None:
    if dossier.legal_limit_quantity is None or not dossier.legal_limit_unit:
        return None
    return Limit(dossier.legal_limit_quantity, LimitUnit(dossier.legal_limit_unit))


def _as_typed(address: str) -> str:
    """An address as people type it: without the scheme and the last stroke."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}".rstrip("/")
