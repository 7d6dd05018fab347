"""How fast, how lean and how right the catalogue's import is, on a throwaway database.

Takes the files to import; without any, the demo's facts.
"""

import os
import resource
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from motcua.conf.bench import Bench, Figure, Outcome

SECONDS_BAR = 60.0
MEGABYTES_BAR = 300.0
ACCURACY_BAR = 0.95


def run(arguments: Sequence[str]) -> Outcome:
    """Import every file once, then once more: the second time nothing may change."""
    import django

    django.setup()
    with _throwaway_database():
        figures = _measure([Path(name) for name in arguments] or [_demo_facts()])
    ok = (
        figures["seconds"] < SECONDS_BAR
        and figures["peak_mb"] < MEGABYTES_BAR
        and figures["limit_accuracy"] >= ACCURACY_BAR
        and figures["changed_by_repeating"] == 0
    )
    return Outcome(dict[str, Figure](figures), ok=ok)


def _measure(files: Sequence[Path]) -> dict[str, float]:
    from motcua.catalogue import accuracy
    from motcua.catalogue.reading import facts_of
    from motcua.catalogue.selectors import WHOLE, current_versions
    from motcua.catalogue.services import import_procedures

    started = time.monotonic()
    reports = [import_procedures(file, by="system") for file in files]
    seconds = time.monotonic() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    repeated = [import_procedures(file, by="system") for file in files]
    known = {version.procedure.code: facts_of(version) for version in current_versions().prefetch_related(*WHOLE)}
    real = accuracy.of_procedures(known)
    return {
        "records": sum(report.read for report in reports),
        "seconds": round(seconds, 2),
        "peak_mb": round(peak, 1),
        "rejected": sum(report.rejected for report in reports),
        "changed_by_repeating": sum(report.created + report.changed for report in repeated),
        "limits_checked": real.checked,
        "limit_accuracy": round(real.share if real.checked else accuracy.of_fixture().share, 4),
    }


def _demo_facts() -> Path:
    from motcua import demo

    return Path(next(iter(demo.__path__))) / "data" / "procedures.jsonl.gz"


@contextmanager
def _throwaway_database() -> Iterator[None]:
    from django.db import connection

    kept = connection.settings_dict["NAME"]
    connection.settings_dict.setdefault("TEST", {})["NAME"] = f"bench_import_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(kept, verbosity=0)


BENCH = Bench(
    "import",
    {
        "seconds": f"< {SECONDS_BAR:g}",
        "peak_mb": f"< {MEGABYTES_BAR:g}",
        "limit_accuracy": f">= {ACCURACY_BAR:g}",
        "changed_by_repeating": "= 0",
    },
    run,
)
