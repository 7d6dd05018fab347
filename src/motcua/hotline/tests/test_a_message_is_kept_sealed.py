"""A complaint that was spoken: sealed on the disk, numbered once, opened for those in charge, each time on record."""

import pytest

from motcua.accounts.selectors import actor_of
from motcua.foundation.models import AuditEntry
from motcua.hotline.models import VoiceMessage
from motcua.hotline.services.messages import keep_message, open_message
from motcua.hotline.services.spoken import MESSAGE, RATE, put_down, waiting_room
from motcua.hotline.serving.messages import MOST_AT_ONCE, Messages
from motcua.hotline.vocabulary import MessageState
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
SOUND = bytes(range(256)) * (RATE * 3 // 256)


def test_from_the_call_to_the_head_who_listens(centre, leader):
    put_down("c1", MESSAGE, SOUND)
    (file,) = waiting_room().glob("c1*")
    assert SOUND[:64] not in file.read_bytes(), "sealed from the beginning"
    message = keep_message("c1", language="vi")
    assert message is not None
    assert (len(message.number), message.seconds, message.state) == (8, 3, MessageState.NEW)
    assert not list(waiting_room().glob("c1*"))
    by = actor_of(leader, day=clock.now().date())
    opened, sound = open_message(message.pk, by=by)
    assert sound == SOUND
    assert (opened.state, opened.heard_by_id) == (MessageState.HEARD, leader.pk)
    acts = AuditEntry.objects.filter(subject=f"message:{message.pk}").order_by("id").values_list("act", flat=True)
    assert list(acts) == ["hotline:message:kept", "hotline:message:heard"]


def test_asked_twice_it_keeps_its_number(centre):
    put_down("c2", MESSAGE, SOUND)
    first = keep_message("c2", language="vi")
    assert keep_message("c2", language="vi") == first
    assert VoiceMessage.objects.count() == 1


def test_a_click_is_no_message(centre):
    put_down("c3", MESSAGE, SOUND[: RATE // 2])
    assert keep_message("c3", language="vi") is None
    assert keep_message("nobody", language="vi") is None
    assert not VoiceMessage.objects.exists()


def test_what_is_spoken_comes_together_and_no_more_than_fits():
    messages = Messages()
    sinks = [messages.begin(f"m{number}", MESSAGE) for number in range(MOST_AT_ONCE)]
    assert messages.begin("one too many", MESSAGE) is None
    sinks[0](SOUND[:100])
    sinks[0](SOUND[100:])
    messages.keep("m0", MESSAGE)
    messages.keep("m0", MESSAGE)
    assert messages.begin("there is room again", MESSAGE) is not None
    message = keep_message("m0", language="en")
    assert message is not None
    assert message.seconds == 3
