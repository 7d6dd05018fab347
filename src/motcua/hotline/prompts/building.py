"""The bank for a set of fragments: what stays is taken over, what was recorded comes from the recordings, the rest is spoken."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path

from motcua.foundation.sound import VOICES
from motcua.hotline.prompts import speaking, telephone
from motcua.hotline.prompts.espeak import library
from motcua.hotline.prompts.recording import Recorded
from motcua.hotline.prompts.voices import in_the_words_of
from motcua.hotline.speech import Fragment
from motcua.kernel.errors import InvalidInputError, UnavailableError
from motcua.voice.rtp.bank import FRAME, Bank, write
from motcua.voice.rtp.g711 import RATE

PAUSES = {",": 0.16, ".": 0.4}
"""Seconds of silence that a sign stands for."""
_RECIPE = "1"
"""Changes when the same text would be spoken otherwise."""

Progress = Callable[[int, int], None]
"""Called with (prompts spoken so far, prompts to be spoken)."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished bank: how many prompts, their seconds and bytes; how many of them had to be spoken now."""

    prompts: int
    seconds: float
    bytes: int
    rendered: int


@dataclass(frozen=True, slots=True)
class _Wanted:
    fragment: Fragment
    origin: str
    source: Bank | None
    """Where its sound is already; None: it must be spoken."""


def build(  # noqa: PLR0913 - what a bank is made of
    folder: Path,
    fragments: Iterable[Fragment],
    *,
    voice: str,
    recorded: Sequence[Recorded] = (),
    progress: Progress | None = None,
    keep: bool = False,
) -> Built:
    """Write the bank of these fragments into `folder`; what its bank of before has already is not spoken again.

    Args:
        folder: where the bank is, or will be.
        fragments: each is one prompt; what comes twice counts once.
        voice: the region whose voice speaks what isn't recorded: "north", "central" or "south".
        recorded: sets of recordings, at most one a language.
        progress: told from time to time.
        keep: whatever else the bank of before has stays in it.

    Raises:
        InvalidInputError: no such region.
        UnavailableError: something must be spoken and espeak-ng isn't installed; the sentence says what to run.
    """
    if voice not in VOICES["vi"]:
        sentence = f"Không có giọng «{voice}»; hãy chọn {', '.join(VOICES['vi'])}."
        raise InvalidInputError("hotline:prompts:voice", sentence, "no such region of voices")
    before = _bank(folder)
    wanted = [_wanted(fragment, voice, before, recorded) for fragment in {f.name: f for f in fragments}.values()]
    spoken = [one for one in wanted if one.source is None and not one.fragment.is_pause]
    if spoken and library() is None:
        raise _no_voice(len(spoken))
    more = _others(before, wanted) if keep and before is not None else []
    if (
        before is None
        or any(one.source is not before for one in wanted)
        or len(before.index) != len(wanted) + len(more)
    ):
        write(folder, chain(_sounds(wanted, spoken, voice, progress), more))
    bank = Bank(folder)
    size = len(bank.frames) * FRAME
    return Built(len(bank.index), size / RATE, size, len(spoken))


def _bank(folder: Path) -> Bank | None:
    """The bank of before; none when there is none or it is damaged: then all is made anew."""
    with suppress(FileNotFoundError, KeyError, ValueError, json.JSONDecodeError):
        return Bank(folder)
    return None


def _others(before: Bank, wanted: list[_Wanted]) -> list[tuple[str, bytes, str]]:
    names = {one.fragment.name for one in wanted}
    return [(name, before.prompt(name), before.origins.get(name, "")) for name in before.index if name not in names]


def _wanted(fragment: Fragment, voice: str, before: Bank | None, recorded: Sequence[Recorded]) -> _Wanted:
    name = fragment.name
    for one in recorded:
        if name in one.bank.index:
            return _Wanted(fragment, "recorded", one.bank)
    spoken = f"espeak-ng {VOICES[fragment.language][voice]} {_RECIPE}"
    origin = f"pause {_RECIPE}" if fragment.is_pause else spoken
    known = before is not None and before.origins.get(name) == origin
    return _Wanted(fragment, origin, before if known else None)


def _sounds(
    wanted: list[_Wanted], spoken: list[_Wanted], voice: str, progress: Progress | None
) -> Iterator[tuple[str, bytes, str]]:
    for one in wanted:
        if one.source is not None:
            yield one.fragment.name, one.source.prompt(one.fragment.name), one.origin
        elif one.fragment.is_pause:
            yield one.fragment.name, telephone.silence(PAUSES[one.fragment.text]), one.origin
    done = 0
    by_language = groupby(sorted(spoken, key=_language), key=_language)
    for language, group in by_language:
        ones = list(group)
        texts = [in_the_words_of(voice, one.fragment.text) for one in ones]
        for one, sound in zip(ones, speaking.spoken(VOICES[language][voice], texts), strict=True):
            yield one.fragment.name, sound, one.origin
            done += 1
            if progress:
                progress(done, len(spoken))


def _language(one: _Wanted) -> str:
    return one.fragment.language


def _no_voice(count: int) -> UnavailableError:
    return UnavailableError(
        "hotline:prompts:no_voice",
        f"Tổng đài chưa chạy được: còn {count} câu chưa có ghi âm mà máy chưa có espeak-ng để đọc thay. "
        "Hãy chạy: apt-get install -y espeak-ng, rồi: motcua telephone prompts",
        f"{count} prompts are neither recorded nor can they be spoken: espeak-ng is not installed",
    )
