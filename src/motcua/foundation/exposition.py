"""Prometheus' text format, version 0.0.4: what a monitoring system asks for and reads.

A handful of values that stand in the database anyway need no registry in each process, which is what a client library is made of (ADR 32).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_IN_HELP = str.maketrans({"\\": r"\\", "\n": r"\n"})
_IN_LABEL = str.maketrans({"\\": r"\\", "\n": r"\n", '"': r"\""})


class Kind(StrEnum):
    """A gauge goes up and down; a counter only up, until its process starts again."""

    GAUGE = "gauge"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class Sample:
    value: float
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Family:
    """What is measured: `name` in snake case with its unit, a counter's ending in _total; `samples` one for each set of labels."""

    name: str
    help: str
    samples: tuple[Sample, ...]
    kind: Kind = Kind.GAUGE


def one(name: str, text: str, value: float) -> Family:
    """A gauge without labels."""
    return Family(name, text, (Sample(value, {}),))


def exposed(families: Iterable[Family]) -> str:
    """The text; families without a sample are left out."""
    return "".join(_family(family) for family in families if family.samples)


def _family(family: Family) -> str:
    lines = [f"# HELP {family.name} {family.help.translate(_IN_HELP)}", f"# TYPE {family.name} {family.kind}"]
    lines += [f"{family.name}{_labels(sample.labels)} {sample.value:.15g}" for sample in family.samples]
    return "\n".join(lines) + "\n"


def _labels(labels: Mapping[str, str]) -> str:
    told = ",".join(f'{name}="{value.translate(_IN_LABEL)}"' for name, value in labels.items())
    return f"{{{told}}}" if told else ""
