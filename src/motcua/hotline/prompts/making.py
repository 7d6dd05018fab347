"""The bank of prompts for everything that may be said: only what is new is made, the rest is taken over."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from motcua.hotline.prompts import espeak
from motcua.hotline.prompts.recordings import Recording
from motcua.hotline.prompts.rendering import render, take_in
from motcua.hotline.speech.fragment import Fragment
from motcua.kernel.errors import UnavailableError
from motcua.voice.rtp import bank as banks
from motcua.voice.rtp import g711
from motcua.voice.rtp.bank import Bank

MADE_BY = 1
"""Counts up when sound is made in another way, so that all of it is made anew."""
_CHUNK = 32
_MOST_PROCESSES = 4

Progress = Callable[[int, int], None]
"""Called with how many of how many fragments are made."""


@dataclass(frozen=True, slots=True)
class Built:
    """What the bank holds now. `made`: how many of the prompts are new; `recorded`: how many a person has spoken."""

    prompts: int
    seconds: float
    octets: int
    made: int
    recorded: int


def build(  # noqa: PLR0913 - what a bank is made of
    folder: Path,
    fragments: Iterable[Fragment],
    *,
    region: str,
    recorded: Mapping[str, Recording] | None = None,
    progress: Progress | None = None,
    keep: bool = False,
) -> Built:
    """Bring the bank in `folder` up to these fragments; with `keep` whatever else it has stays in it.

    UnavailableError: there is no voice for those not recorded.
    """
    wanted = {fragment.name: fragment for fragment in fragments if fragment.text}
    recorded = recorded or {}
    sources = {name: _source(name, recorded, region) for name in wanted}
    old = _opened(folder)
    if keep and old is not None:
        sources = {**old.sources, **sources}
    kept = {name for name in wanted if old and old.sources.get(name) == sources[name] and name in old.index}
    missing = [wanted[name] for name in wanted if name not in kept]
    names = list(sources)
    if not missing and old is not None and old.index.keys() == sources.keys():
        return _built(old, 0, recorded)
    new = dict(_made(missing, recorded, region, progress))
    banks.write(folder, _all(names, new, old), sources)
    return _built(Bank(folder), len(missing), recorded)


def _all(wanted: Iterable[str], new: Mapping[str, bytes], old: Bank | None) -> Iterator[tuple[str, bytes]]:
    for name in wanted:
        if name in new:
            yield name, new[name]
        else:
            assert old is not None
            yield name, old.alaw(name)


def _made(
    missing: list[Fragment], recorded: Mapping[str, Recording], region: str, progress: Progress | None
) -> Iterator[tuple[str, bytes]]:
    spoken = [fragment for fragment in missing if fragment.name not in recorded]
    for fragment in missing:
        if fragment.name in recorded:
            yield fragment.name, take_in(recorded[fragment.name].path, fragment)
    if not spoken:
        return
    if not espeak.is_installed():
        raise UnavailableError(
            "hotline:voice:absent",
            f"Còn {len(spoken)} câu chưa có bản ghi âm và chưa có giọng đọc. Hãy chạy: apt-get install -y espeak-ng",
            "libespeak-ng is not installed",
        )
    done = len(missing) - len(spoken)
    chunks = [spoken[at : at + _CHUNK] for at in range(0, len(spoken), _CHUNK)]
    processes = min(_MOST_PROCESSES, os.cpu_count() or 1, len(chunks))
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for sounds in pool.map(_render, chunks, [region] * len(chunks)):
            yield from sounds
            done += len(sounds)
            if progress is not None:
                progress(done, len(missing))


def _render(fragments: list[Fragment], region: str) -> list[tuple[str, bytes]]:
    return [(fragment.name, render(fragment, region)) for fragment in fragments]


def _source(name: str, recorded: Mapping[str, Recording], region: str) -> str:
    """Of what a prompt's sound is made; the same source, the same sound."""
    if name in recorded:
        return f"recorded {recorded[name].digest}"
    return f"espeak-ng {region} {MADE_BY}"


def _opened(folder: Path) -> Bank | None:
    with suppress(OSError, ValueError, KeyError):
        return Bank(folder)
    return None


def _built(bank: Bank, made: int, recorded: Mapping[str, Recording]) -> Built:
    octets = bank.frames.size
    return Built(len(bank.index), octets / g711.RATE, octets, made, sum(name in recorded for name in bank.index))
