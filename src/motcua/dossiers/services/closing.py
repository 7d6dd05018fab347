"""The two ends before the end: the applicant withdraws, or the agency stops for another lawful reason. Form 05 goes with both."""

from django.db import transaction

from motcua.accounts.rules.actor import Actor
from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import may_approve, may_return, require
from motcua.dossiers.services.moving import Doing, Seen, begin, change, cut_short, status_after, tell
from motcua.kernel.errors import InvalidInputError

LONGEST_CLOSING_REASON = 2000


@transaction.atomic
def withdraw_dossier(seen: Seen, *, reason: str, by: Actor) -> Dossier:
    """Close a dossier because its applicant asks for it back, before a result; recorded by the receiving unit.

    Raises:
        InvalidInputError: no reason, or one too long for a form.
        NotAllowedError: `by` doesn't receive at the unit.
        NotPossibleError, OvertakenError: see `moving`.
    """
    doing = begin(seen, by=by)
    require(may_return(by, doing.dossier), "withdrawn by somebody from elsewhere")
    return _close(doing, "dossiers:dossier:withdrawn", reason, "Hãy ghi lý do rút hồ sơ như người nộp nói.")


@transaction.atomic
def stop_dossier(seen: Seen, *, reason: str, by: Actor) -> Dossier:
    """Close a dossier for another lawful reason, as who approves at the agency decides.

    Raises:
        InvalidInputError: no reason, or one too long for a form.
        NotAllowedError: `by` doesn't approve at the agency.
        NotPossibleError, OvertakenError: see `moving`.
    """
    doing = begin(seen, by=by)
    require(may_approve(by, doing.dossier), "stopped by somebody who doesn't approve there")
    return _close(doing, "dossiers:dossier:stopped", reason, "Hãy ghi lý do dừng giải quyết và căn cứ pháp lý.")


def _close(doing: Doing, act: str, reason: str, wanted: str) -> Dossier:
    status = status_after(doing, act)
    reason = reason.strip()
    if not reason:
        raise InvalidInputError("dossiers:closing:reason", wanted, "closed without a reason")
    if len(reason) > LONGEST_CLOSING_REASON:
        sentence = f"Lý do dài nhất {LONGEST_CLOSING_REASON} ký tự; vừa nhập {len(reason)}."
        raise InvalidInputError("dossiers:closing:reason", sentence, "the reason is too long")
    step = doing.dossier.step
    change(doing, status=status.value, step=None, act="", place="", assignee_id=None, closed_at=doing.at)
    cut_short(doing, reason)
    tell(doing, act, step=step)
    return doing.dossier
