"""The catalogue as a file of facts, the same bytes for the same catalogue."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db.models import Q

from motcua.catalogue import facts
from motcua.catalogue.parsing.shapes import factsfile
from motcua.catalogue.reading import facts_of
from motcua.catalogue.selectors import WHOLE, current_versions
from motcua.catalogue.vocabulary import Level

LOCAL_LEVELS = (Level.PROVINCE, Level.COMMUNE)


def write_facts(path: Path, levels: Iterable[Level] = LOCAL_LEVELS) -> int:
    """Write the facts of every procedure in force that one of these levels decides; returns how many.

    gzip without a time, keys in the order of the format, procedures by code: a file to keep under version control.
    """
    count = 0
    with (
        path.open("wb") as file,
        gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=9, mtime=0) as packed,
    ):
        for known in _facts(levels):
            line = json.dumps(factsfile.to_record(known), ensure_ascii=False, separators=(",", ":"))
            packed.write(line.encode() + b"\n")
            count += 1
    return count


def _facts(levels: Iterable[Level]) -> Iterator[facts.ProcedureFacts]:
    wanted = Q()
    for level in levels:
        wanted |= Q(levels__contains=[level.value])
    for version in current_versions().filter(wanted).prefetch_related(*WHOLE).iterator(chunk_size=500):
        yield facts_of(version)
