"""A recogniser is a program that may be slow, break or talk rubbish: then a caller is sent to the keys, and the next one is understood."""

import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from motcua.hotline.ears import BusyError, DeafError, programs
from motcua.hotline.ears.command import VIET_ASR, command_of, why_deaf
from motcua.hotline.ears.programs import Programs
from motcua.voice.rtp import g711

LISTENER = (sys.executable, str(Path(__file__).with_name("listener.py")))
NOTHING, BIRTH, LATE, BREAKS, RUBBISH = (
    g711.encode_a(np.full(800, 1000 * kind + 100 if kind else 0, np.int16)) for kind in range(5)
)
PATIENCE = 120


@pytest.fixture
def listening(monkeypatch):
    """At once programs, each with three seconds to answer, and started again at once."""
    monkeypatch.setattr(programs, "AGAIN_SECONDS", 0.0)
    opened = []

    def start(at_once=1, *arguments, seconds=3.0):
        one = Programs((*LISTENER, *arguments), at_once, answer_seconds=seconds)
        one.open()
        opened.append(one)
        return one

    yield start
    for one in opened:
        one.close()


def understood(one, sound):
    """As soon as the program has loaded."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return one.recognise(sound)
        except BusyError:
            assert time.monotonic() < until
            time.sleep(0.05)


def test_it_is_asked_and_answers(listening):
    one = listening()
    assert understood(one, BIRTH) == "đăng ký khai sinh"
    assert one.recognise(NOTHING) == ""


@pytest.mark.parametrize("trouble", [LATE, BREAKS, RUBBISH], ids=["late", "breaks", "rubbish"])
def test_after_trouble_the_next_caller_is_understood(listening, trouble):
    one = listening()
    assert understood(one, BIRTH)
    with pytest.raises(DeafError):
        one.recognise(trouble)
    assert understood(one, NOTHING) == "", "never the answer that came too late for another"
    assert understood(one, BIRTH) == "đăng ký khai sinh"


def test_while_it_loads_callers_are_not_kept_waiting(listening):
    one = listening(1, "slow-to-wake")
    before = time.monotonic()
    with pytest.raises(BusyError):
        one.recognise(BIRTH)
    assert time.monotonic() - before < 1


def test_no_more_at_once_than_programs(listening):
    one = listening(1, seconds=30)
    assert understood(one, BIRTH)
    first = threading.Thread(target=one.recognise, args=(LATE,))
    first.start()
    while one._free.qsize():
        time.sleep(0.01)
    with pytest.raises(BusyError):
        one.recognise(BIRTH)
    first.join()
    assert one.recognise(BIRTH) == "đăng ký khai sinh"


def test_a_program_that_fails_is_not_started_for_each_caller(listening, monkeypatch):
    one = listening()
    assert understood(one, BIRTH)
    with pytest.raises(DeafError):
        one.recognise(BREAKS)
    monkeypatch.setattr(programs, "AGAIN_SECONDS", 3600.0)
    with pytest.raises(DeafError, match="has ended"):
        one.recognise(BIRTH)


def test_what_the_settings_name():
    assert command_of("") == ()
    assert command_of("/opt/nhan-dang/chay --vi 'hai chữ'") == ("/opt/nhan-dang/chay", "--vi", "hai chữ")
    assert command_of(VIET_ASR)[-1] == "motcua.hotline.ears.viet_asr"
    assert why_deaf("") == ""
    assert why_deaf("sh") == ""
    assert "/opt/khong-co" in why_deaf("/opt/khong-co --vi")
