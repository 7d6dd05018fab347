"""What people call a procedure and what happened to them when they need it, for procedures by their national code.

The vocabulary knows what words mean everywhere; these names know one procedure each: "cha mẹ mất, chú nuôi cháu" is the
registration of a guardian. They ship with the product, so that every centre has them; a centre's own stand in the database.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from motcua.catalogue.search.entries import Entry

FILE = Path(__file__).parent / "vocabulary" / "everyday_names.jsonl"


@cache
def shipped_names() -> dict[str, tuple[str, ...]]:
    """Procedure code → its everyday names."""
    rows = (json.loads(line) for line in FILE.read_text("utf-8").splitlines())
    return {row["code"]: tuple(row["names"]) for row in rows}


def named(entries: Iterable[Entry]) -> list[Entry]:
    """The entries with the names that ship, after those that the centre gave."""
    shipped = shipped_names()
    return [
        replace(entry, names=tuple(dict.fromkeys((*entry.names, *shipped.get(entry.code, ()))))) for entry in entries
    ]
