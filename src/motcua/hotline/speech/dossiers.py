"""The state of a dossier for the ear: where it is, until when, what to do. The same story that `answers.dossiers` tells the eye.

From `PublicStatus` alone, so that nothing about a person can get in.
"""

from collections.abc import Callable
from datetime import datetime

from motcua.answers.dossiers import is_late
from motcua.dossiers.selectors import PublicStatus
from motcua.hotline.speech import sentences
from motcua.hotline.speech.dates import said_day, said_moment
from motcua.hotline.speech.fragment import Fragments, Language
from motcua.hotline.speech.names import said_name
from motcua.hotline.speech.sentence import Sentence
from motcua.kernel.clock import HANOI
from motcua.workflow import Act, Status


def state(status: PublicStatus, *, now: datetime, language: Language) -> Fragments:
    """What whoever gave the look-up number is told: stage and unit, due date, apology when late, next step."""
    return _STATES[status.status](status, now, language)


def _sent(status: PublicStatus, now: datetime, language: Language) -> Fragments:
    del now
    return (*sentences.SENT.said(language, unit=said_name(status.unit)), *sentences.NOTHING_YET.said(language))


def _in_hand(status: PublicStatus, now: datetime, language: Language) -> Fragments:
    received = status.status is Status.RECEIVED
    sentence = _WHERE.get((received, status.act)) or _WHERE[received, None]
    where = sentence.said(language, unit=said_name(status.unit))
    if status.due_at is None:
        return (*where, *sentences.PAUSED.said(language), *_wait(status, language))
    if is_late(status, now=now):
        return (*where, *_late(status, status.due_at, language))
    return (*where, *_due(status.due_at, language), *_wait(status, language))


def _late(status: PublicStatus, due_at: datetime, language: Language) -> Fragments:
    return (
        *sentences.LATE.said(language, due=said_moment(due_at, language)),
        *sentences.SORRY.said(language),
        *sentences.ASK_NEW_DATE.said(language, unit=said_name(status.receiving_unit)),
    )


def _due(due_at: datetime, language: Language) -> Fragments:
    return sentences.DUE.said(language, due=said_moment(due_at, language))


def _wait(status: PublicStatus, language: Language) -> Fragments:
    nothing = sentences.NOTHING_YET.said(language)
    if not status.collection:
        return (*nothing, *sentences.THEN_COLLECT_ON_SLIP.said(language))
    return (*nothing, *sentences.THEN_COLLECT.said(language, place=said_name(status.collection)))


def _supplement(status: PublicStatus, now: datetime, language: Language) -> Fragments:
    if status.due_at is None:
        until = sentences.PAUSED_FOR_PAPERS.said(language)
    elif is_late(status, now=now):
        until = sentences.LATE.said(language, due=said_moment(status.due_at, language))
    else:
        until = _due(status.due_at, language)
    todo = sentences.HAND_IN_PAPERS.said(language, unit=said_name(status.receiving_unit))
    return (*sentences.WAITS_FOR_PAPERS.said(language), *until, *todo)


def _payment(status: PublicStatus, now: datetime, language: Language) -> Fragments:
    del now
    todo = sentences.PAY.said(language, unit=said_name(status.receiving_unit))
    return (*sentences.WAITS_FOR_PAYMENT.said(language), *todo)


def _solved(status: PublicStatus, now: datetime, language: Language) -> Fragments:
    del now
    ready = status.ready_at
    late = ready is not None and ready > (status.due_at or status.original_due_at)
    sorry = sentences.WAS_LATE.said(language) if late else ()
    if status.collection:
        told = sentences.RESULT_READY.said(language, place=said_name(status.collection))
    else:
        told = sentences.RESULT_READY_ON_SLIP.said(language)
    return (*told, *sorry, *sentences.BRING_SLIP.said(language))


def _returned(status: PublicStatus, now: datetime, language: Language) -> Fragments:
    del now
    if status.closed_at is None:
        told = sentences.RESULT_RETURNED.said(language)
    else:
        told = sentences.RESULT_RETURNED_AT.said(language, at=said_moment(status.closed_at, language))
    correct = sentences.CORRECT_RESULT.said(language, unit=said_name(status.receiving_unit))
    return (*told, *sentences.NOTHING_MORE.said(language), *correct)


def _not_received(status: PublicStatus, now: datetime, language: Language) -> Fragments:
    del now
    reason = sentences.REFUSAL_REASON.said(language, unit=said_name(status.receiving_unit))
    return (*sentences.NOT_RECEIVED.said(language), *reason)


def _withdrawn(status: PublicStatus, now: datetime, language: Language) -> Fragments:
    del now
    again = sentences.SEND_AGAIN.said(language, unit=said_name(status.receiving_unit))
    return (*_ended(status, sentences.WITHDRAWN, sentences.WITHDRAWN_ON, language), *again)


def _stopped(status: PublicStatus, now: datetime, language: Language) -> Fragments:
    del now
    reason = sentences.STOP_REASON.said(language, unit=said_name(status.receiving_unit))
    return (*_ended(status, sentences.STOPPED, sentences.STOPPED_ON, language), *reason)


def _ended(status: PublicStatus, undated: Sentence, dated: Sentence, language: Language) -> Fragments:
    if status.closed_at is None:
        return undated.said(language)
    return dated.said(language, day=said_day(status.closed_at.astimezone(HANOI), language))


_WHERE = {
    (True, Act.APPRAISE): sentences.WAITS_FOR_APPRAISAL,
    (True, None): sentences.RECEIVED_AT,
    (False, Act.APPRAISE): sentences.APPRAISED_BY,
    (False, Act.APPROVE): sentences.APPROVED_BY,
    (False, Act.STAMP): sentences.STAMPED_BY,
    (False, None): sentences.HANDLED_AT,
}
"""(only received, act that is waited for) → where it is."""
_STATES: dict[Status, Callable[[PublicStatus, datetime, Language], Fragments]] = {
    Status.REGISTERED: _sent,
    Status.RECEIVED: _in_hand,
    Status.NOT_RECEIVED: _not_received,
    Status.IN_PROGRESS: _in_hand,
    Status.SUPPLEMENT_REQUESTED: _supplement,
    Status.PAYMENT_REQUESTED: _payment,
    Status.WITHDRAWN: _withdrawn,
    Status.STOPPED: _stopped,
    Status.SOLVED: _solved,
    Status.RETURNED: _returned,
}
