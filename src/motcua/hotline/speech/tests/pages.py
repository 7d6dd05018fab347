"""Procedures for tests: invented ones, and the real ones that the product ships."""

import gzip
import json
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import as_file, files

from motcua.catalogue.facts import ProcedureFacts
from motcua.catalogue.parsing.shapes import factsfile
from motcua.catalogue.selectors import Handling, ProcedurePage

SHIPPED = files("motcua") / "demo" / "data" / "procedures.jsonl.gz"


def page(known: ProcedureFacts, handlings: tuple[Handling, ...] = ()) -> ProcedurePage:
    return ProcedurePage(1, 1, datetime(2026, 1, 1, tzinfo=UTC), None, known, (), handlings)


@lru_cache(maxsize=1)
def real_pages(every: int = 9) -> tuple[ProcedurePage, ...]:
    """One in nine of the shipped procedures."""
    with as_file(SHIPPED) as path, gzip.open(path, "rt", encoding="utf-8") as lines:
        return tuple(page(factsfile.read(json.loads(line)).facts) for at, line in enumerate(lines) if at % every == 0)
