"""The bank for a set of fragments: what stays is taken over, what was recorded comes from the recordings, the rest is spoken."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Self

from motcua.foundation.sound import VOICES
from motcua.hotline.prompts import speaking, telephone
from motcua.hotline.prompts.espeak import library
from motcua.hotline.prompts.recording import Recorded
from motcua.hotline.prompts.voices import for_the_machine, in_the_words_of
from motcua.hotline.speech import Fragment
from motcua.kernel.errors import InvalidInputError, UnavailableError
from motcua.voice.rtp.bank import FRAME, Bank, write
from motcua.voice.rtp.g711 import RATE

PAUSES = {",": 0.16, ".": 0.4}
"""Seconds of silence that a sign stands for."""
SHORTEST = 0.02
"""Seconds of a prompt in which the machine finds nothing to be said."""
STAGE = 3_000
"""Prompts spoken between two writings of the bank, a minute's work or two."""
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


def build(
    folder: Path,
    fragments: Iterable[Fragment],
    *,
    voice: str,
    recorded: Sequence[Recorded] = (),
    progress: Progress | None = None,
) -> Built:
    """Write the bank of these fragments into `folder`; what its bank of before has already is not spoken again.

    Args:
        folder: where the bank is, or will be.
        fragments: each is one prompt; what comes twice counts once.
        voice: the region whose voice speaks what isn't recorded: "north", "central" or "south".
        recorded: sets of recordings, at most one a language.
        progress: told from time to time.

    Raises:
        InvalidInputError: no such region.
        UnavailableError: something must be spoken and espeak-ng isn't installed; the sentence says what to run.
    """
    if voice not in VOICES["vi"]:
        sentence = f"Không có giọng «{voice}»; hãy chọn {', '.join(VOICES['vi'])}."
        raise InvalidInputError("hotline:prompts:voice", sentence, "no such region of voices")
    wanted = {fragment.name: fragment for fragment in fragments}
    rendered = 0
    while True:
        stage = _Stage.of(folder, wanted.values(), voice, recorded)
        if stage.spoken and library() is None:
            raise _no_voice(stage.left)
        write(folder, stage.sounds(partial(_count, progress, rendered, rendered + stage.left)))
        rendered += len(stage.spoken)
        if stage.left == len(stage.spoken):
            break
    bank = Bank(folder)
    size = len(bank.frames) * FRAME
    return Built(len(bank.index), size / RATE, size, rendered)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """`source`: where its sound is already; without one it is spoken, and `stale` may hold what it was before."""

    fragment: Fragment
    origin: str
    source: Bank | None = None
    stale: Bank | None = None


@dataclass(frozen=True, slots=True)
class _Stage:
    """One writing of the bank: what there is, and the next few prompts. Who is interrupted loses one stage, not the hour before."""

    wanted: Sequence[_Wanted]
    spoken: Sequence[_Wanted]
    left: int
    voice: str

    @classmethod
    def of(cls, folder: Path, fragments: Iterable[Fragment], voice: str, recorded: Sequence[Recorded]) -> Self:
        before = _bank(folder)
        wanted = [_wanted(fragment, voice, before, recorded) for fragment in fragments]
        spoken = [one for one in wanted if one.source is None and not one.fragment.is_pause]
        return cls(wanted, spoken[:STAGE], len(spoken), voice)

    def sounds(self, told: Callable[[int], None]) -> Iterator[tuple[str, bytes, str]]:
        """Name, sound and origin of each; a prompt whose turn comes later keeps its former sound till then."""
        now = {one.fragment.name for one in self.spoken}
        for one in self.wanted:
            name = one.fragment.name
            if one.source is not None:
                yield name, one.source.prompt(name), one.origin
            elif one.fragment.is_pause:
                yield name, telephone.silence(PAUSES[one.fragment.text]), one.origin
            elif one.stale is not None and name not in now:
                yield name, one.stale.prompt(name), one.stale.origins.get(name, "")
        done = 0
        for language, group in groupby(sorted(self.spoken, key=_language), key=_language):
            ones = list(group)
            texts = [for_the_machine(in_the_words_of(self.voice, one.fragment.text)) for one in ones]
            for one, sound in zip(ones, speaking.spoken(VOICES[language][self.voice], texts), strict=True):
                yield one.fragment.name, sound or telephone.silence(SHORTEST), one.origin
                done += 1
                told(done)


def _bank(folder: Path) -> Bank | None:
    """The bank of before; none when there is none or it is damaged: then all is made anew."""
    with suppress(FileNotFoundError, KeyError, ValueError, json.JSONDecodeError):
        return Bank(folder)
    return None


def _wanted(fragment: Fragment, voice: str, before: Bank | None, recorded: Sequence[Recorded]) -> _Wanted:
    name = fragment.name
    for one in recorded:
        if name in one.bank.index:
            return _Wanted(fragment, "recorded", one.bank)
    spoken = f"espeak-ng {VOICES[fragment.language][voice]} {_RECIPE}"
    origin = f"pause {_RECIPE}" if fragment.is_pause else spoken
    known = before is not None and before.origins.get(name) == origin
    stale = before if before is not None and name in before.index else None
    return _Wanted(fragment, origin, before if known else None, stale)


def _count(progress: Progress | None, before: int, total: int, done: int) -> None:
    if progress:
        progress(before + done, total)


def _language(one: _Wanted) -> str:
    return one.fragment.language


def _no_voice(count: int) -> UnavailableError:
    return UnavailableError(
        "hotline:prompts:no_voice",
        f"Tổng đài chưa chạy được: còn {count} câu chưa có ghi âm mà máy chưa có espeak-ng để đọc thay. "
        "Hãy chạy: apt-get install -y espeak-ng, rồi: motcua telephone prompts",
        f"{count} prompts are neither recorded nor can they be spoken: espeak-ng is not installed",
    )
