"""What a record gives: facts, which of them its shape carries at all, and how well each field was read."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.catalogue.facts import ProcedureFacts
from motcua.catalogue.vocabulary import Shape

REPORTED_FIELDS = (
    "limit",
    "fee",
    "documents",
    "channels",
    "levels",
    "audiences",
    "legal_bases",
    "results",
)
"""The fields whose reading the import report counts."""


class Outcome(StrEnum):
    """`EMPTY`: the source says nothing. `UNPARSED`: it says something that could not be read for certain."""

    PARSED = "parsed"
    EMPTY = "empty"
    UNPARSED = "unparsed"


@dataclass(frozen=True, slots=True)
class Draft:
    shape: Shape
    facts: ProcedureFacts
    outcomes: Mapping[str, Outcome]
    carried: frozenset[str]
    """Names of the facts that the record has a place for, filled or not."""
