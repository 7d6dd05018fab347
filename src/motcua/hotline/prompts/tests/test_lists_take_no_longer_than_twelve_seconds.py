"""Whoever chooses a day or a time, or hears a code, keeps no more than twelve seconds in mind: measured in the machine's voice."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pytest

from motcua.foundation.sound import VOICES
from motcua.hotline.dialogue.booking import AT_ONCE, DAYS, TIMES
from motcua.hotline.prompts.building import PAUSES
from motcua.hotline.prompts.speaking import spoken
from motcua.hotline.speech import booking
from motcua.hotline.speech.fragment import LANGUAGES, Fragment
from motcua.kernel.clock import HANOI
from motcua.voice.rtp.g711 import RATE

MOST = 12.0
MORNING = datetime(2026, 11, 9, 7, tzinfo=HANOI)
DAYS_OF_A_YEAR = [date(2026, 1, 1) + timedelta(days) for days in range(365)]
LENGTHS_OF_A_SLOT = (5, 10, 15, 20, 30, 60)
CODE = "777777777777"
"""In English the figure that takes longest."""


def seconds(language: str, told: Iterable[tuple[Fragment, ...]]) -> list[float]:
    """How long each is, in the voice of the North."""
    told = list(told)
    texts = sorted({one.text for fragments in told for one in fragments if not one.is_pause})
    lengths = {
        **PAUSES,
        **dict(zip(texts, (len(said) / RATE for said in spoken(VOICES[language]["north"], texts)), strict=True)),
    }
    return [sum(lengths[one.text] for one in fragments) for fragments in told]


def runs(items: list, at_once: int) -> list[list]:
    """Those that may be told in one go: neighbours."""
    return [items[begin : begin + at_once] for begin in range(len(items) - at_once + 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_days_that_follow_one_another(language):
    told = runs(DAYS_OF_A_YEAR, AT_ONCE[DAYS][language])
    lengths = seconds(language, (booking.days(days, language, first=True, more=True) for days in told))
    assert 6 < max(lengths) <= MOST, max(zip(lengths, told, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_times_that_follow_one_another(language):
    told = []
    for minutes in LENGTHS_OF_A_SLOT:
        day = [MORNING + timedelta(minutes=at) for at in range(0, 600, minutes)]
        told += runs(day, AT_ONCE[TIMES][language])
    lengths = seconds(language, (booking.times(times, language, first=True, more=True) for times in told))
    assert 6 < max(lengths) <= MOST, max(zip(lengths, told, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_of_an_appointment(language):
    lengths = seconds(
        language,
        [
            booking.booked(CODE, language),
            booking.already(datetime(2026, 9, 23, 17, 27, tzinfo=HANOI), CODE, language),
            booking.tried(CODE, language),
        ],
    )
    assert max(lengths) <= MOST, lengths
