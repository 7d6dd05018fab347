"""Complaints that were spoken: sealed as they come, kept under a number, opened for who is in charge."""

import base64
import os
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from motcua.accounts.rules.actor import Actor
from motcua.foundation import audit, outbox
from motcua.foundation.files import MEGABYTE, open_stored, store
from motcua.foundation.numbers import next_number
from motcua.foundation.sealed import seal, unseal
from motcua.hotline.events import MessageLeft
from motcua.hotline.models import VoiceMessage
from motcua.hotline.vocabulary import MessageState
from motcua.kernel import clock
from motcua.kernel.errors import NotFoundError

PURPOSE = "hotline:message"
LARGEST = 8 * MEGABYTE
RATE = 8_000
"""Bytes of A-law a second."""
SHORTEST = 1.5
"""Seconds: less is a click and the beginning of silence."""
KEPT = timedelta(days=5 * 366)


def waiting_room() -> Path:
    """Where the telephone puts a sealed message until the dialogue takes it in."""
    folder = Path(settings.MOTCUA.home) / "run" / "messages"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def put_down(call: str, sound: bytes) -> None:
    """Seal what a caller said, so that nothing lies in the open on the disk even for a moment. `sound`: A-law, 8 kHz."""
    sealed = seal({"alaw": base64.b64encode(sound).decode(), "seconds": len(sound) / RATE}, purpose=PURPOSE)
    path = waiting_room() / f"{call}.sealed"
    new = path.with_suffix(".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(sealed)
    new.replace(path)


def keep_message(call: str, *, language: str) -> VoiceMessage | None:
    """Give what this call has said a number. None: nothing was said. The same call's message again gets the same number."""
    path = waiting_room() / f"{call}.sealed"
    try:
        sealed = path.read_text("ascii")
    except OSError:
        return VoiceMessage.objects.filter(call=call).first()
    opened = unseal(sealed, purpose=PURPOSE, at_most=timedelta(days=1))
    seconds = float(opened["seconds"]) if opened else 0.0
    if seconds < SHORTEST:
        path.unlink(missing_ok=True)
        return None
    message = _keep(call, sealed, seconds, language)
    path.unlink(missing_ok=True)
    return message


@transaction.atomic
def _keep(call: str, sealed: str, seconds: float, language: str) -> VoiceMessage:
    stored = store([sealed.encode()], name="loi-nhan.sealed", limit=LARGEST)
    at = clock.now()
    row = VoiceMessage(call=call, received_at=at, seconds=round(seconds), language=language, stored_file=stored)
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
        opened = unseal(file.read().decode("ascii"), purpose=PURPOSE, at_most=KEPT)
    if opened is None:
        sentence = "Không mở được lời nhắn: khóa bí mật của trung tâm đã thay đổi từ khi ghi."
        raise NotFoundError("hotline:message:sealed", sentence, "a message sealed with another secret")
    if row.state == MessageState.NEW:
        row.state, row.heard_at, row.heard_by_id = MessageState.HEARD, clock.now(), by.staff_id
        row.save(update_fields=["state", "heard_at", "heard_by"])
    audit.append(actor=by.name, act="hotline:message:heard", subject=f"message:{row.pk}", details={})
    return row, base64.b64decode(opened["alaw"])
