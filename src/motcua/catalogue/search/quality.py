"""How often a person finds the right procedure, and how fast: questions with their right codes against an index."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from motcua.catalogue.parsing import files
from motcua.catalogue.parsing.shapes.detect import read
from motcua.catalogue.search.engine import Engine
from motcua.catalogue.search.entries import Entry, entry_of
from motcua.catalogue.search.everyday_names import named
from motcua.kernel import percentiles

LISTED = 20
FIRST_SIGHT = 5


@dataclass(frozen=True, slots=True)
class AskedFor:
    text: str
    codes: frozenset[str]
    """Every procedure that is a right answer."""


@dataclass(frozen=True, slots=True)
class Quality:
    asked: int
    hit_at_1: float
    hit_at_5: float
    mean_reciprocal_rank: float
    milliseconds: tuple[float, ...]
    """Sorted, one a question."""
    missed: tuple[str, ...]
    """Questions without a right answer in the first five."""

    def percentile(self, share: float) -> float:
        """Milliseconds under which this share of the questions was answered."""
        return percentiles.percentile(self.milliseconds, share)


def read_questions(path: Path) -> list[AskedFor]:
    """Lines of {"q": …, "codes": […]}."""
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    return [AskedFor(row["q"], frozenset(row["codes"])) for row in rows]


def read_catalogue(path: Path) -> list[Entry]:
    """The entries of a file of procedures in any shape that the import takes; records it would reject are an error here."""
    return named(entry_of(read(record.value).facts) for record in files.records(path))


def enlarged(entries: Sequence[Entry], times: int) -> list[Entry]:
    """A larger catalogue: every procedure again, for other things, under codes that no real one has."""
    copies = [
        replace(
            entry,
            code=f"{entry.code[:2]}{int(entry.code[2:]) + (turn + 1) * _APART:06d}",
            title=f"{entry.title} {_VARIANTS[(turn + place) % len(_VARIANTS)]}",
        )
        for turn in range(times - 1)
        for place, entry in enumerate(entries)
    ]
    return [*entries, *copies]


_APART = 200_000
"""Further than the numbers of real codes reach."""
_VARIANTS = (
    "trong lĩnh vực y tế dự phòng",
    "đối với cơ sở giáo dục mầm non",
    "theo chương trình việc làm",
    "tại khu công nghệ cao",
    "đối với di tích lịch sử, văn hóa",
    "trong hoạt động viễn thông",
    "đối với tổ chức tôn giáo",
)


def measure(engine: Engine, questions: Sequence[AskedFor]) -> Quality:
    ranks: list[int] = []
    times: list[float] = []
    for question in questions:
        started = perf_counter()
        page = engine.search(question.text, limit=LISTED)
        times.append((perf_counter() - started) * 1000)
        ranks.append(next((place for place, item in enumerate(page.items, 1) if item.code in question.codes), 0))
    asked = len(questions)
    return Quality(
        asked=asked,
        hit_at_1=sum(rank == 1 for rank in ranks) / asked,
        hit_at_5=sum(1 <= rank <= FIRST_SIGHT for rank in ranks) / asked,
        mean_reciprocal_rank=sum(1 / rank for rank in ranks if rank) / asked,
        milliseconds=tuple(sorted(times)),
        missed=tuple(q.text for q, rank in zip(questions, ranks, strict=True) if not 1 <= rank <= FIRST_SIGHT),
    )
