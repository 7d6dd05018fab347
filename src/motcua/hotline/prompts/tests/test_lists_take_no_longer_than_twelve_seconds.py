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
TIMES_OF_A_DAY = [MORNING + timedelta(minutes=minutes) for minutes in range(0, 600, 5)]
CODE = "170469275831"


def seconds(language: str, told: Iterable[tuple[Fragment, ...]]) -> list[float]:
    """How long each is, in the voice of the North."""
    told = list(told)
    texts = sorted({one.text for fragments in told for one in fragments if not one.is_pause})
    lengths = {
        **PAUSES,
        **dict(zip(texts, (len(said) / RATE for said in spoken(VOICES[language]["north"], texts)), strict=True)),
    }
    return [sum(lengths[one.text] for one in fragments) for fragments in told]


def longest(language: str, tell, items: list, at_once: int) -> list:
    """Those that take longest to say, as many as are told in one go."""
    lengths = seconds(language, (tell([item], language, first=False, more=False) for item in items))
    return [item for _length, item in sorted(zip(lengths, items, strict=True))[-at_once:]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_days_and_times(language):
    for tell, items, slot in ((booking.days, DAYS_OF_A_YEAR, DAYS), (booking.times, TIMES_OF_A_DAY, TIMES)):
        worst = longest(language, tell, items, AT_ONCE[slot][language])
        (length,) = seconds(language, [tell(worst, language, first=True, more=True)])
        assert 6 < length <= MOST, (slot, worst)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_of_an_appointment(language):
    lengths = seconds(
        language,
        [
            booking.booked(CODE, language),
            booking.already(datetime(2026, 9, 23, 16, 25, tzinfo=HANOI), CODE, language),
            booking.tried(CODE, language),
        ],
    )
    assert max(lengths) <= MOST, lengths
