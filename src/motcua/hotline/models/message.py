from typing import ClassVar

from django.db import models

from motcua.accounts.models import Staff
from motcua.foundation.models import StoredFile
from motcua.hotline import labels
from motcua.hotline.vocabulary import MessageState


class VoiceMessage(models.Model):
    """A complaint that was spoken on the hotline. The sound is sealed; the number is what the caller was told."""

    number = models.CharField(max_length=16, unique=True)
    call = models.CharField(max_length=16, unique=True, help_text="the call's random name: a message is kept once")
    received_at = models.DateTimeField()
    seconds = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    stored_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=labels.choices(labels.MESSAGE_STATES), default=MessageState.NEW)
    heard_at = models.DateTimeField(null=True)
    heard_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-received_at",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "received_at"], name="voice_message_new")
        ]

    def __str__(self) -> str:
        return self.number
