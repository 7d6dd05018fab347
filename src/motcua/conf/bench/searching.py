"""Do people's questions find their procedure, and how fast: on the demo's catalogue, and the time on one four times as large.

Figures are of the questions that the vocabulary was written with ("tuning"), of those whose misses were read and gave
examples to the writing of everyday names ("held_out": no measure of the unseen), and of those that took part in neither
("unseen"; `--questions FILE` measures another file in its place). What they may be trusted for: ADR 10.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from motcua.conf.bench import Bench, Figure, Outcome

if TYPE_CHECKING:
    from motcua.catalogue.search.entries import Entry
    from motcua.catalogue.search.quality import Quality

HIT_BAR = 0.95
MILLISECONDS_BAR = 20.0
LARGER = 4
_MEGABYTE = 2**20


def run(arguments: Sequence[str]) -> Outcome:
    """`--questions FILE` names a file of {"q", "codes"} lines."""
    import django

    django.setup()
    from motcua.catalogue.search import quality

    entries = quality.read_catalogue(_demo_facts())
    figures = _figures(entries, _question_files(arguments))
    judged = float(figures.get("unseen_hit_at_5", figures["tuning_hit_at_5"]))
    ok = judged >= HIT_BAR and max(float(figures["p95_ms"]), float(figures["large_p95_ms"])) < MILLISECONDS_BAR
    return Outcome(figures, ok=ok)


def _figures(entries: "list[Entry]", files: dict[str, Path]) -> dict[str, Figure]:
    from motcua.catalogue.search import quality
    from motcua.catalogue.search.engine import Engine
    from motcua.catalogue.search.vocabulary import load_vocabulary

    figures: dict[str, Figure] = {"procedures": len(entries)}
    before, started = _resident_mb(), perf_counter()
    engine = Engine(entries, load_vocabulary())
    figures["build_seconds"] = round(perf_counter() - started, 2)
    figures["index_mb"] = round(_resident_mb() - before, 1)
    asked = []
    for name, file in files.items():
        questions = quality.read_questions(file)
        found = quality.measure(engine, questions)
        asked += questions
        figures |= {
            f"{name}_questions": found.asked,
            f"{name}_hit_at_5": round(found.hit_at_5, 4),
            f"{name}_hit_at_1": round(found.hit_at_1, 4),
            f"{name}_mrr": round(found.mean_reciprocal_rank, 4),
        }
    figures |= _times("", quality.measure(engine, asked))
    larger = quality.enlarged(entries, LARGER)
    figures["large_procedures"] = len(larger)
    return figures | _times("large_", quality.measure(Engine(larger, load_vocabulary()), asked))


def _times(prefix: str, found: "Quality") -> dict[str, Figure]:
    return {f"{prefix}p{share}_ms": round(found.percentile(share / 100), 2) for share in (50, 95, 99)}


def _question_files(arguments: Sequence[str]) -> dict[str, Path]:
    import motcua.catalogue

    fixtures = Path(next(iter(motcua.catalogue.__path__))) / "tests" / "fixtures"
    files = {name: fixtures / f"questions-{name}.jsonl" for name in ("tuning", "held_out", "unseen")}
    if len(arguments) > 1 and arguments[0] == "--questions":
        files["unseen"] = Path(arguments[1])
    return {name: file for name, file in files.items() if file.exists()}


def _demo_facts() -> Path:
    from motcua import demo

    return Path(next(iter(demo.__path__))) / "data" / "procedures.jsonl.gz"


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _MEGABYTE


BENCH = Bench(
    "search",
    {
        "unseen_hit_at_5": f">= {HIT_BAR:g}",
        "p95_ms": f"< {MILLISECONDS_BAR:g}",
        "large_p95_ms": f"< {MILLISECONDS_BAR:g}",
    },
    run,
)
