"""Appraising and approving: the competent agency's part."""

from dataclasses import dataclass

from django.db import transaction

from motcua.accounts.rules.actor import Actor
from motcua.dossiers.models import Dossier, DossierResult
from motcua.dossiers.services.moving import Doing, Seen, advance, begin, change, require_act, tell
from motcua.dossiers.vocabulary import ResultSource
from motcua.foundation.models import StoredFile
from motcua.kernel.errors import ConflictError, InvalidInputError
from motcua.workflow import Act, Outcome, Status

LONGEST_NOTE = 2000
LONGEST_DECISION = 8000
LONGEST_RESULT_NAME = 400


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the appraisal proposes: that the conditions are met or not, and the document that says so.

    `decision` is the text of a document made here; with a `file` the file is the document.
    """

    favourable: bool
    name: str
    decision: str = ""
    file: StoredFile | None = None
    type_code: str = ""


@transaction.atomic
def take_dossier(seen: Seen, *, by: Actor) -> Dossier:
    """Take a dossier to appraise it: others see whose it is, and the citizen that it is being worked on."""
    doing = begin(seen, by=by)
    require_act(doing, Act.APPRAISE)
    dossier = doing.dossier
    if dossier.act != Act.APPRAISE or Status(dossier.status) not in {Status.RECEIVED, Status.IN_PROGRESS}:
        raise _not_at_appraisal()
    change(doing, assignee_id=by.staff_id, status=Status.IN_PROGRESS.value)
    tell(doing, "dossiers:dossier:taken")
    return dossier


@transaction.atomic
def appraise_dossier(seen: Seen, *, proposal: Proposal, by: Actor, note: str = "") -> Dossier:
    """End the appraisal with a proposal.

    Raises:
        InvalidInputError: a refusal without its reasons, a text that is too long.
        NotAllowedError: `by` is no handling officer of the agency.
        NotPossibleError, OvertakenError: see `moving`.
    """
    doing = begin(seen, by=by)
    require_act(doing, Act.APPRAISE)
    _check(proposal, note)
    outcome = Outcome.PROPOSED if proposal.favourable else Outcome.PROPOSED_REFUSAL
    doing.move(outcome)
    _keep_result(doing, proposal)
    return advance(doing, outcome, note=note, source=_source(proposal).value)


@transaction.atomic
def approve_dossier(seen: Seen, *, by: Actor, note: str = "") -> Dossier:
    """Approve what the appraisal proposed, be it favourable or a refusal."""
    doing = begin(seen, by=by)
    require_act(doing, Act.APPROVE)
    _check_length(note, LONGEST_NOTE)
    return advance(doing, Outcome.APPROVED, note=note)


@transaction.atomic
def send_back_dossier(seen: Seen, *, reason: str, by: Actor) -> Dossier:
    """Don't approve yet: back to the appraisal, with a reason. The due date stays."""
    doing = begin(seen, by=by)
    require_act(doing, Act.APPROVE)
    if not reason.strip():
        sentence = "Hãy ghi lý do chuyển lại, để người thẩm định biết cần làm thêm gì."
        raise InvalidInputError("dossiers:sending_back:reason", sentence, "sent back without a reason")
    _check_length(reason, LONGEST_NOTE)
    return advance(doing, Outcome.SENT_BACK, note=reason)


def _keep_result(doing: Doing, proposal: Proposal) -> None:
    """The document as proposed; a new appraisal after one that was sent back replaces it."""
    proposed = {
        "name": proposal.name,
        "type_code": proposal.type_code,
        "favourable": proposal.favourable,
        "decision": proposal.decision,
        "stored_file": proposal.file,
        "source": _source(proposal).value,
        "prepared_by_id": doing.by.staff_id,
        "prepared_at": doing.at,
    }
    DossierResult.objects.bulk_create(
        [DossierResult(dossier=doing.dossier, **proposed)],
        update_conflicts=True,
        update_fields=[name.removesuffix("_id") for name in proposed],
        unique_fields=["dossier"],
    )


def _source(proposal: Proposal) -> ResultSource:
    return ResultSource.UPLOADED if proposal.file else ResultSource.GENERATED


def _check(proposal: Proposal, note: str) -> None:
    if not proposal.name.strip():
        sentence = "Hãy ghi tên của kết quả, ví dụ “Giấy phép xây dựng”."
        raise InvalidInputError("dossiers:result:name", sentence, "a result without a name")
    if not proposal.file and not proposal.decision.strip():
        sentence = (
            "Hãy ghi nội dung kết quả, hoặc tải lên tệp kết quả."
            if proposal.favourable
            else "Hãy ghi lý do không đủ điều kiện, có căn cứ pháp lý."
        )
        raise InvalidInputError("dossiers:result:decision", sentence, "a result without a text or a file")
    _check_length(proposal.name, LONGEST_RESULT_NAME)
    _check_length(proposal.decision, LONGEST_DECISION)
    _check_length(note, LONGEST_NOTE)


def _check_length(text: str, longest: int) -> None:
    if len(text) > longest:
        sentence = f"Phần này dài nhất {longest} ký tự; vừa nhập {len(text)}."
        raise InvalidInputError("dossiers:text:too_long", sentence, f"{len(text)} characters, not {longest}")


def _not_at_appraisal() -> ConflictError:
    sentence = "Hồ sơ này không ở bước thẩm định nên chưa thể nhận xử lý."
    return ConflictError("dossiers:dossier:not_at_appraisal", sentence, "taken at another step")
