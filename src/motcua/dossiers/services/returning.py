"""Handing the result over: against the receipt's code, with an identity check, fees settled."""

from dataclasses import dataclass, field

from django.db import transaction

from motcua.accounts.rules.actor import Actor
from motcua.dossiers.models import Dossier, DossierFee, ResultHandover
from motcua.dossiers.permissions import may_return, require
from motcua.dossiers.services.moving import Doing, Seen, advance, begin, change, require_act, tell
from motcua.dossiers.vocabulary import FeeState, IdentityCheck, Receiver
from motcua.foundation import statements
from motcua.kernel.errors import ConflictError, InvalidInputError
from motcua.kernel.identifiers.digits import compact
from motcua.kernel.money import Dong
from motcua.workflow import Act, Outcome

LONGEST_AUTHORISATION = 200

_DUE = "SELECT amount FROM dossiers_dossierfee WHERE dossier_id = %s AND state = %s"


@dataclass(frozen=True, slots=True)
class Handover:
    """Who stands at the counter, as the officer made sure of it. `repr()` hides who."""

    receiver: Receiver
    number: str = field(repr=False)
    """Of the identity paper that was scanned or typed."""
    identity_check: IdentityCheck
    name: str = field(default="", repr=False)
    """Of a representative; the owner's is known."""
    authorisation: str = ""
    """The paper that lets a representative take it."""


@transaction.atomic
def collect_fees(seen: Seen, *, by: Actor) -> Dossier:
    """Record that what was due has been collected."""
    doing = begin(seen, by=by)
    require(may_return(by, doing.dossier), "fees collected by somebody from elsewhere")
    due = DossierFee.objects.filter(dossier=doing.dossier, state=FeeState.DUE)
    amount = sum(due.values_list("amount", flat=True))
    change(doing)
    due.update(state=FeeState.COLLECTED, collected_at=doing.at)
    tell(doing, "dossiers:fees:collected", amount=amount)
    return doing.dossier


@transaction.atomic
def return_result(seen: Seen, *, handover: Handover, by: Actor) -> Dossier:
    """Hand the result over; the dossier is closed.

    Raises:
        InvalidInputError: the identity number isn't the owner's, or a representative shows no authorisation.
        ConflictError: a fee is still due.
        NotAllowedError: `by` doesn't return results at the receiving unit.
        NotPossibleError, OvertakenError: see `moving`.
    """
    doing = begin(seen, by=by)
    require_act(doing, Act.RETURN)
    doing.move(Outcome.RETURNED)
    name, number = _identified(doing, handover)
    _refuse_while_due(doing)
    given = ResultHandover(
        dossier=doing.dossier,
        receiver=handover.receiver.value,
        receiver_name=name,
        receiver_number=number,
        authorisation=handover.authorisation.strip(),
        identity_check=handover.identity_check.value,
        handed_by_id=by.staff_id,
        handed_at=doing.at,
    )
    statements.insert_all([given])
    return advance(
        doing,
        Outcome.RETURNED,
        changes={"closed_at": doing.at},
        receiver=handover.receiver.value,
        identity_check=handover.identity_check.value,
    )


def _identified(doing: Doing, handover: Handover) -> tuple[str, str]:
    dossier, number = doing.dossier, compact(handover.number).upper()
    if not number:
        raise _refused("number", "Hãy quét hoặc nhập số giấy tờ của người nhận.", "no number")
    if handover.receiver is Receiver.OWNER:
        known = {compact(given).upper() for given in (dossier.applicant_number, dossier.submitter_number) if given}
        if known and number not in known:
            sentence = "Số giấy tờ không phải của người đứng tên hồ sơ. Nếu là người được ủy quyền, hãy chọn “Người được ủy quyền”."
            raise _refused("number", sentence, "another number than the owner's")
        return dossier.applicant_name, number
    if not handover.name.strip():
        raise _refused("name", "Hãy nhập họ tên người được ủy quyền.", "a representative without a name")
    if not handover.authorisation.strip():
        raise _refused(
            "authorisation", "Hãy ghi giấy tờ ủy quyền đã xem, ví dụ “Giấy ủy quyền ngày 20/11/2026”.", "no paper"
        )
    if len(handover.authorisation) > LONGEST_AUTHORISATION:
        raise _refused("authorisation", f"Phần này dài nhất {LONGEST_AUTHORISATION} ký tự.", "too long")
    return handover.name.strip(), number


def _refuse_while_due(doing: Doing) -> None:
    due = sum(amount for (amount,) in statements.fetch_all(_DUE, [doing.dossier.pk, FeeState.DUE.value]))
    if due:
        sentence = f"Còn {Dong(due)} phí, lệ phí chưa thu. Hãy thu rồi ghi nhận trước khi trả kết quả."
        raise ConflictError("dossiers:handover:fees_due", sentence, "fees are still due")


def _refused(subject: str, message_vi: str, log: str) -> InvalidInputError:
    return InvalidInputError(f"dossiers:handover:{subject}", message_vi, log)
