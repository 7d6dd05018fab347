"""Finding a procedure by voice: offered where there are ears, chosen by a key, forgotten at once."""

import os
import subprocess
import time
import wave

import numpy as np
import pytest

from motcua.catalogue import search
from motcua.hotline import ears
from motcua.hotline.dialogue import Asked, answer
from motcua.hotline.ears.command import VIET_ASR
from motcua.hotline.ears.finding import meant
from motcua.hotline.jobs import forget_wishes
from motcua.hotline.models import ShortNumber
from motcua.hotline.services.numbering import number_procedures
from motcua.hotline.services.spoken import MESSAGE, RATE, WISH, look, put_down, waiting_room
from motcua.hotline.serving.hearing import hearing
from motcua.hotline.speech.fragment import spoken
from motcua.kernel import clock
from motcua.voice.rtp import g711

pytestmark = pytest.mark.django_db
SOUND = bytes([g711.SILENCE_A]) * RATE
CALL = "0123456789abcdef"
PATIENCE = 300


class Ears:
    def __init__(self, text):
        self.text, self.heard = text, []

    def recognise(self, sound):
        self.heard.append(sound)
        if isinstance(self.text, Exception):
            raise self.text
        return self.text


@pytest.fixture
def hears():
    def use(text):
        ears.use(one := Ears(text))
        return one

    yield use
    ears.use(None)


@pytest.fixture
def numbered(open_centre, hand_clock):
    number_procedures(by="system")
    search.invalidate()
    return {row.procedure.code: row.number for row in ShortNumber.objects.select_related("procedure")}


def ask(question, language="vi", **slots):
    return answer(question, Asked({"language": language, "call": CALL, **slots}, clock.now()))


def test_it_is_offered_where_there_are_ears_and_in_their_language(hears):
    assert ask("ways to find").outcome == "keys"
    hears("")
    assert ask("ways to find").outcome == "voice"
    assert ask("ways to find", "en").outcome == "keys"


def test_from_what_was_said_to_the_procedure(numbered, hears):
    one = hears("đăng kí khai xinh")
    put_down(CALL, WISH, SOUND)
    reply = ask("by voice")
    assert reply.outcome == "some"
    assert spoken(reply.said).startswith("Bấm một, Đăng ký khai sinh")
    assert one.heard == [SOUND]
    assert not list(waiting_room().glob(f"*.{WISH}.*")), "what was said is forgotten"
    assert ask("procedure", choice="1", **reply.slots).slots["procedure"] == "9.000001"
    assert ask("procedure", choice="5", **reply.slots).outcome == "wrong"


def test_another_way_of_finding_is_not_led_astray_by_what_was_said_before(numbered, hears):
    hears("đăng ký khai sinh")
    put_down(CALL, WISH, SOUND)
    slots = ask("by voice").slots
    chosen = ask("field", choice="1", page="0", **slots)
    listed = ask("procedures", **{**slots, **chosen.slots})
    assert listed.outcome == "some"
    assert chosen.slots["codes"] == ""


def test_nothing_said_and_nothing_understood(numbered, hears):
    hears("abc xyz")
    assert ask("by voice").outcome == "none", "hung up on, or silent"
    put_down(CALL, WISH, SOUND[: RATE // 5])
    assert ask("by voice").outcome == "none"
    hears("")
    put_down(CALL, WISH, SOUND)
    assert ask("by voice").outcome == "none"


@pytest.mark.parametrize("trouble", [ears.BusyError(), ears.DeafError("it broke")])
def test_ears_in_trouble_send_callers_to_the_keys(hears, trouble, caplog):
    hears(trouble)
    put_down(CALL, WISH, SOUND)
    assert ask("by voice").outcome == "busy"
    assert look(CALL, WISH) is None


def test_without_ears_what_was_said_is_forgotten_all_the_same():
    put_down(CALL, WISH, SOUND)
    assert ask("by voice").outcome == "busy"
    assert look(CALL, WISH) is None


def test_a_wish_is_no_complaint(numbered):
    put_down(CALL, WISH, SOUND * 3)
    assert ask("message").outcome == "empty"
    put_down(CALL, MESSAGE, SOUND * 3)
    forget_wishes(0)
    assert look(CALL, WISH) is not None, "an answer may be on its way"
    long_ago = time.time() - 2 * 3600
    os.utime(waiting_room() / f"{CALL}.{WISH}.sealed", (long_ago, long_ago))
    os.utime(waiting_room() / f"{CALL}.{MESSAGE}.sealed", (long_ago, long_ago))
    forget_wishes(0)
    assert look(CALL, WISH) is None
    assert look(CALL, MESSAGE) is not None, "complaints wait until they are taken"


def test_everyday_words_need_not_sound_like_the_title(numbered):
    (first, *_) = meant("làm giấy khai sinh cho con")
    assert first.title == "Đăng ký khai sinh"
    assert meant("   ") == ()


def test_a_real_recogniser_finds_what_a_machine_says(numbered, tmp_path):
    """espeak-ng says it, over a telephone's band and codec; the centre's own recogniser and search find it."""
    subprocess.run(
        ["espeak-ng", "-v", "vi", "-s", "110", "-w", str(tmp_path / "said.wav"), "thành lập hộ kinh doanh"], check=True
    )
    with wave.open(str(tmp_path / "said.wav")) as file:
        rate, samples = file.getframerate(), np.frombuffer(file.readframes(file.getnframes()), "<i2")
    at = np.arange(0, samples.size, rate / RATE)
    sound = g711.encode_a(np.interp(at, np.arange(samples.size), samples).astype(np.int16))
    with hearing(VIET_ASR, 1):
        recogniser = ears.recogniser()
        assert recogniser is not None, "make test installs the recogniser"
        until, text = time.monotonic() + PATIENCE, None
        while text is None:
            try:
                text = recogniser.recognise(sound)
            except (ears.BusyError, ears.DeafError):
                assert time.monotonic() < until
                time.sleep(0.2)
    assert ears.recogniser() is None
    assert "kinh doanh" in text
