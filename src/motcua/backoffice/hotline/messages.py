"""Complaints that were spoken on the hotline, for those who may hear them."""

import wave
from http import HTTPStatus
from io import BytesIO

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.hotline.models import VoiceMessage
from motcua.hotline.services.messages import open_message
from motcua.hotline.services.spoken import RATE
from motcua.kernel.errors import NotFoundError
from motcua.voice.rtp import g711

PER_PAGE = 50


@never_cache
@require_safe
def spoken(request: SignedInRequest) -> HttpResponse:
    """What was said, newest first."""
    page = Paginator(VoiceMessage.objects.select_related("heard_by"), PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "backoffice/hotline/messages.jinja", {"page": page})


@never_cache
@require_POST
def hear(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sound, as a WAV file; that somebody opened it stands in the audit chain, therefore POST."""
    try:
        message, sound = open_message(pk, by=request.actor)
    except NotFoundError as error:
        messages.error(request, error.message_vi)
        return redirect("backoffice:hotline_messages")
    response = HttpResponse(_wav(sound), content_type="audio/wav", status=HTTPStatus.OK)
    response["Content-Disposition"] = f'attachment; filename="loi-nhan-{message.number}.wav"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _wav(alaw: bytes) -> bytes:
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(g711.decode_a(alaw).astype("<i2").tobytes())
    return out.getvalue()
