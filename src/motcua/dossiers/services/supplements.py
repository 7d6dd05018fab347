"""Form 02 after the receipt: what is missing is asked for once and completely, and the clock waits for the citizen.

While it waits there is no due date. When everything has come, the clock goes on where it stood or begins anew, as the
process that the dossier runs under has it (`ClockPolicy`); the new due date and the event that issued it commit together.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from motcua.accounts.rules.actor import Actor
from motcua.dossiers import clocks, published
from motcua.dossiers.facts import MissingPaper
from motcua.dossiers.models import Dossier, DossierStep, SubmittedDocument, SupplementRequest
from motcua.dossiers.permissions import may_return, require
from motcua.dossiers.rules.supplements import check_brought, check_missing
from motcua.dossiers.services.moving import Doing, Seen, begin, change, require_act, status_after, step_due_at, tell
from motcua.dossiers.services.slips import next_slip_number
from motcua.dossiers.vocabulary import PaperState
from motcua.kernel.errors import ConflictError
from motcua.kernel.limits import Limit, LimitUnit
from motcua.workflow import Act, ClockPolicy, NotPossibleError
from motcua.worktime import Calendar, ClockLedger

REQUESTED, COMPLETED = "dossiers:supplement:requested", "dossiers:supplement:completed"


@transaction.atomic
def request_supplement(seen: Seen, *, missing: Sequence[MissingPaper], by: Actor) -> SupplementRequest:
    """Ask the applicant of a received dossier for what is missing: once, completely, with reasons and legal bases.

    Raises:
        InvalidInputError, SupplementFieldsError: see `rules.supplements.check_missing`.
        ConflictError: it was asked for once already.
        NotAllowedError: `by` is no handling officer of the agency.
        NotPossibleError, OvertakenError: see `moving`.
    """
    doing = begin(seen, by=by)
    require_act(doing, Act.APPRAISE)
    status = status_after(doing, REQUESTED)
    if doing.dossier.act != Act.APPRAISE:
        raise _not_at_appraisal()
    _refuse_second(doing.dossier)
    check_missing(missing)
    unit = published.unit(doing.unit.code)
    slip = _slip(doing, missing)
    _set_clock(doing, ledger_of(doing).pause(unit.calendar, doing.at, reason=f"yêu cầu bổ sung {len(missing)} giấy tờ"))
    change(doing, status=status.value, due_at=None)
    DossierStep.objects.filter(dossier=doing.dossier, ended_at=None).update(due_at=None)
    slip.number = next_slip_number("supplement", "BS", unit, doing.at)
    slip.save(force_insert=True)
    tell(doing, REQUESTED, slip=slip.number, missing=len(missing))
    return slip


@transaction.atomic
def complete_supplement(seen: Seen, *, brought: Sequence[PaperState], by: Actor) -> Dossier:
    """Record that everything that was asked for has come; the handling goes on with a new due date.

    `brought` says of each line of the request how it was handed in.

    Raises:
        InvalidInputError: something is still missing.
        NotAllowedError: `by` doesn't receive at the unit.
        NotPossibleError, OvertakenError: see `moving`.
    """
    doing = begin(seen, by=by)
    require(may_return(by, doing.dossier), "a supplement received by somebody from elsewhere")
    status = status_after(doing, COMPLETED)
    slip = SupplementRequest.objects.get(dossier=doing.dossier, completed_at=None)
    check_brought(len(slip.missing), brought)
    before = ledger_of(doing)
    after = _goes_on(doing, before)
    _set_clock(doing, after)
    change(doing, status=status.value, due_at=after.due_at, legal_due_at=_legal_due_at(doing, before))
    _keep_papers(doing.dossier, slip, brought)
    assert doing.dossier.step is not None
    due = step_due_at(doing, doing.dossier.step)
    DossierStep.objects.filter(dossier=doing.dossier, ended_at=None).update(due_at=due)
    SupplementRequest.objects.filter(pk=slip.pk).update(completed_at=doing.at)
    assert after.due_at is not None
    tell(doing, COMPLETED, slip=slip.number, due_at=after.due_at.isoformat())
    return doing.dossier


def ledger_of(doing: Doing) -> ClockLedger:
    """The dossier's clock as its rows have it."""
    return clocks.ledger_of(doing.dossier, doing.dossier.clock_events.all(), doing.process.clock_start)


def _goes_on(doing: Doing, ledger: ClockLedger) -> ClockLedger:
    calendar = published.unit(doing.unit.code).calendar
    if doing.process.clock_policy is ClockPolicy.PAUSE:
        return ledger.resume(calendar, doing.at, reason="đã bổ sung đủ giấy tờ")
    return ledger.restart(calendar, doing.at, reason="đã bổ sung đủ giấy tờ")


def _set_clock(doing: Doing, ledger: ClockLedger) -> None:
    """Write the ledger's last event."""
    sequence = len(ledger.events)
    clocks.row_of(ledger.events[-1], dossier_id=doing.dossier.pk, sequence=sequence).save(force_insert=True)


def _legal_due_at(doing: Doing, ledger: ClockLedger) -> datetime | None:
    """The same story told with the legal limit, which nobody was promised and lateness is measured against too."""
    dossier = doing.dossier
    if dossier.legal_limit_quantity is None:
        return None
    legal = Limit(dossier.legal_limit_quantity, LimitUnit(dossier.legal_limit_unit))
    calendar = published.unit(doing.unit.code).calendar
    told = _told_with(legal, ledger, calendar)
    return _goes_on(doing, told).due_at


def _told_with(limit: Limit, ledger: ClockLedger, calendar: Calendar) -> ClockLedger:
    first, *later = ledger.events
    told = ClockLedger.start(calendar, first.at, limit, clock_start=ledger.clock_start)
    for event in later:
        told = told.pause(calendar, event.at, reason=event.reason) if event.run is None else told
    return told


def _slip(doing: Doing, missing: Sequence[MissingPaper]) -> SupplementRequest:
    dossier = doing.dossier
    lines = [{name: text.strip() for name, text in asdict(line).items()} for line in missing]
    return SupplementRequest(
        unit_id=dossier.unit_id,
        procedure_version_id=dossier.procedure_version_id,
        party_id=dossier.applicant_id,
        party_name=dossier.applicant_name,
        party_phone=dossier.applicant_phone,
        party_email=dossier.applicant_email,
        party_address=dossier.applicant_address,
        content=dossier.content,
        dossier=dossier,
        missing=lines,
        issued_by_id=doing.by.staff_id,
        issued_at=doing.at,
    )


def _keep_papers(dossier: Dossier, slip: SupplementRequest, brought: Sequence[PaperState]) -> None:
    """What came stands among the dossier's papers, after those of the receipt."""
    last = dossier.documents.aggregate(last=Max("position"))["last"] or 0
    SubmittedDocument.objects.bulk_create(
        SubmittedDocument(
            dossier=dossier,
            position=last + number,
            name=line["name"],
            state=state.value,
            originals=int(state is PaperState.ORIGINAL),
            copies=int(state is PaperState.COPY),
        )
        for number, (line, state) in enumerate(zip(slip.missing, brought, strict=True), start=1)
    )


def _refuse_second(dossier: Dossier) -> None:
    earlier = SupplementRequest.objects.filter(dossier=dossier).first()
    if earlier is not None:
        sentence = (
            f"Hồ sơ này đã được yêu cầu bổ sung một lần (phiếu {earlier.number}); pháp luật chỉ cho yêu cầu một lần. "
            "Hãy thẩm định với giấy tờ đang có."
        )
        raise ConflictError("dossiers:supplement:asked_before", sentence, "a second supplement was asked for")


def _not_at_appraisal() -> NotPossibleError:
    sentence = "Chỉ yêu cầu bổ sung được khi hồ sơ ở bước thẩm định."
    return NotPossibleError("dossiers:supplement:step", sentence, "a supplement asked for at another step")
