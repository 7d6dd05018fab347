"""What was asked and what was acknowledged, kept outside the system, and whether the system still has all of it."""

import json
import os
import re
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

_ROWS = """
SELECT d.content, d.code,
       (SELECT count(*) FROM dossiers_dossierstep s WHERE s.dossier_id = d.id),
       (SELECT count(*) FROM dossiers_clockevent e WHERE e.dossier_id = d.id)
  FROM dossiers_dossier d
"""
_RECORDED = "SELECT subject FROM foundation_auditentry WHERE act = 'dossiers:dossier:accepted'"


class Ledger:
    """A file that several writers append to; a line is on the disk before anybody goes on."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._lock = threading.Lock()

    def write(self, **line: str) -> None:
        with self._lock:
            os.write(self._file, (json.dumps(line) + "\n").encode())
        os.fsync(self._file)


@dataclass
class Story:
    """The ledger read back. A writer that was killed may have left half a line: that was not acknowledged to anybody."""

    asked: set[str] = field(default_factory=set)
    acknowledged: dict[str, str] = field(default_factory=dict)
    failures: Counter[str] = field(default_factory=Counter)
    called: list[tuple[str, str]] = field(default_factory=list)
    """In a hall: a number that a counter was given to call, and which counter."""

    @classmethod
    def read(cls, paths: Iterable[Path]) -> "Story":
        story = cls()
        for path in paths:
            for text in path.read_text("utf-8").split("\n")[:-1]:
                story._take(json.loads(text))
        return story

    def _take(self, line: Mapping[str, str]) -> None:
        if "number" in line:
            self.called.append((line["number"], line["counter"]))
        elif "code" in line:
            self.acknowledged[line["key"]] = line["code"]
        elif "failed" in line:
            self.failures[line["failed"]] += 1
        else:
            self.asked.add(line["key"])


@dataclass
class Kept:
    """What the system has: (key, code, steps, clock events) of each dossier, and the codes in the audit chains."""

    rows: Sequence[tuple[str, str, int, int]]
    recorded: Sequence[str]

    @classmethod
    def ask(cls, url: str) -> "Kept":
        with psycopg.connect(url) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ  # rows and their record of one moment
            rows = connection.execute(_ROWS).fetchall()
            subjects = connection.execute(_RECORDED).fetchall()
        return cls(rows, [subject.removeprefix("dossier:") for (subject,) in subjects])


def faults(story: Story, kept: Kept) -> list[str]:
    """Everything that is not as it was promised; empty when nothing was lost, doubled or made up."""
    pairs = [(key, code) for key, code, *_ in kept.rows]
    series = [_series_and_serial(code) for _key, code in pairs]
    return [*lost_or_doubled(story, pairs), *_half_written(kept), *_recorded_otherwise(kept), *gaps_and_doubles(series)]


def lost_or_doubled(story: Story, kept: Iterable[tuple[str, str]]) -> Iterable[str]:
    """`kept`: (key, code) of each row that the system has."""
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for key, code in kept:
        by_key[key].append(code)
    for key, code in story.acknowledged.items():
        if by_key.get(key, []) != [code]:
            yield f"acknowledged {code}: found {by_key.get(key, [])}"
    for key, codes in by_key.items():
        if key not in story.asked:
            yield f"nobody asked for {codes}"
        if len(codes) > 1 and key not in story.acknowledged:
            yield f"asked once, found {codes}"


def _half_written(kept: Kept) -> Iterable[str]:
    for _, code, steps, events in kept.rows:
        if (steps, events) != (2, 1):
            yield f"{code} has {steps} steps and {events} clock events"


def _recorded_otherwise(kept: Kept) -> Iterable[str]:
    recorded, there = Counter(kept.recorded), Counter(code for _, code, *_ in kept.rows)
    for code in recorded.keys() | there.keys():
        if (recorded[code], there[code]) != (1, 1):
            yield f"{code}: {there[code]} dossiers, {recorded[code]} audit rows"


def _series_and_serial(code: str) -> tuple[str, int]:
    matched = re.fullmatch(r"(.+)-([0-9]+)", code)
    assert matched
    return matched[1], int(matched[2])


def gaps_and_doubles(given: Iterable[tuple[str, int]]) -> Iterable[str]:
    """`given`: (series, serial) of each number; a series is 1..N."""
    serials: defaultdict[str, list[int]] = defaultdict(list)
    for series, serial in given:
        serials[series].append(serial)
    for series, numbers in serials.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            doubles = len(numbers) - len(set(numbers))
            yield f"{series}: {len(numbers)} numbers up to {max(numbers)}, {doubles} doubles"
