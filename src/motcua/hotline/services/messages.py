"""Complaints that were spoken: sealed as they come, kept under a number, opened for who is in charge."""

import base64
from datetime import timedelta

from django.db import transaction

from motcua.accounts.rules.actor import Actor
from motcua.foundation import audit, outbox
from motcua.foundation.files import MEGABYTE, open_stored, store
from motcua.foundation.numbers import next_number
from motcua.foundation.sealed import unseal
from motcua.hotline.events import MessageLeft
from motcua.hotline.models import VoiceMessage
from motcua.hotline.services.spoken import MESSAGE, Spoken, forget, look, purpose
from motcua.hotline.vocabulary import MessageState
from motcua.kernel import clock
from motcua.kernel.errors import NotFoundError

LARGEST = 8 * MEGABYTE
SHORTEST = 1.5
"""Seconds: less is a click and the beginning of silence."""
KEPT = timedelta(days=5 * 366)


def keep_message(call: str, *, language: str) -> VoiceMessage | None:
    """Give what this call has said a number. None: nothing was said. The same call's message again gets the same number."""
    spoken = look(call, MESSAGE)
    if spoken is None:
        return VoiceMessage.objects.filter(call=call).first()
    message = _keep(call, spoken, language) if spoken.seconds >= SHORTEST else None
    forget(call, MESSAGE)
    return message


@transaction.atomic
def _keep(call: str, spoken: Spoken, language: str) -> VoiceMessage:
    stored = store([spoken.sealed.encode()], name="loi-nhan.sealed", limit=LARGEST)
    at = clock.now()
    row = VoiceMessage(call=call, received_at=at, seconds=round(spoken.seconds), language=language, stored_file=stored)
    row.number = f"{at:%y}{next_number(f'hotline:message:{at.year}'):06}"
    row.save()
    outbox.publish(MessageLeft(number=row.number))
    audit.append(
        actor="hotline", act="hotline:message:kept", subject=f"message:{row.pk}", details={"seconds": row.seconds}
    )
    return row


@transaction.atomic
def open_message(pk: int, *, by: Actor) -> tuple[VoiceMessage, bytes]:
    """The message and its sound (A-law, 8 kHz), for somebody who may hear it; that it was heard is recorded.

    Raises:
        NotFoundError: no such message, or it was sealed with another secret.
    """
    row = VoiceMessage.objects.select_for_update(of=("self",)).select_related("stored_file").filter(pk=pk).first()
    if row is None:
        raise NotFoundError("hotline:message:absent", "Không có lời nhắn này.", "no such message")
    with open_stored(row.stored_file) as file:
        opened = unseal(file.read().decode("ascii"), purpose=purpose(MESSAGE), at_most=KEPT)
    if opened is None:
        sentence = "Không mở được lời nhắn: khóa bí mật của trung tâm đã thay đổi từ khi ghi."
        raise NotFoundError("hotline:message:sealed", sentence, "a message sealed with another secret")
    if row.state == MessageState.NEW:
        row.state, row.heard_at, row.heard_by_id = MessageState.HEARD, clock.now(), by.staff_id
        row.save(update_fields=["state", "heard_at", "heard_by"])
    audit.append(actor=by.name, act="hotline:message:heard", subject=f"message:{row.pk}", details={})
    return row, base64.b64decode(opened["alaw"])
