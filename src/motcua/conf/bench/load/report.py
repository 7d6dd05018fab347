"""What a load has measured."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from motcua.conf.bench import Figure
from motcua.kernel.percentiles import percentile

SATURATED = 0.9
"""The share of a core from which the generator may have been what was measured."""


@dataclass(frozen=True)
class Times:
    """Milliseconds from sending a request to the last byte of its answer, of good answers; zeros when there were none."""

    count: int
    p50_ms: float = 0.0
    p95_ms: float = 0.0
    p99_ms: float = 0.0
    max_ms: float = 0.0

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Times":
        if not seconds:
            return cls(0)
        ordered = sorted(seconds)
        shares = (percentile(ordered, share) * 1000 for share in (0.5, 0.95, 0.99, 1.0))
        return cls(len(ordered), *(round(milliseconds, 2) for milliseconds in shares))


@dataclass(frozen=True)
class Report:
    """`times` and `errors` are of the requests sent in the measured seconds, `answered` the good answers that came in them."""

    seconds: float
    answered: int
    per_second: float
    times: Times
    by_name: dict[str, Times]
    errors: dict[str, int]
    """Count by kind: status_NNN, wrong (the check refused it), refused (no connection), lost (cut off), silent (too late),
    garbled (no HTTP)."""
    generator_cpu: float
    """The share of a core that the generator took."""
    cpu_ms: dict[str, float] = field(default_factory=dict)
    """Milliseconds of CPU for each good answer, by who spent them (`meter`)."""
    calibration_ms: float = 0.0
    """machine.calibration_ms, the mean of before and after."""

    @property
    def failed(self) -> int:
        return sum(self.errors.values())

    @property
    def saturated(self) -> bool:
        """Whether the generator was too busy for the figures to be the server's."""
        return self.generator_cpu > SATURATED

    def figures(self, prefix: str = "") -> dict[str, Figure]:
        """For a bench's Outcome. The CPU of the centre is named by its part: "web_cpu_ms"."""
        named = {f"{name}_p95_ms": times.p95_ms for name, times in self.by_name.items()}
        counted = {f"error_{kind}": count for kind, count in self.errors.items()}
        spent = {f"{name}_cpu_ms": milliseconds for name, milliseconds in self.cpu_ms.items()}
        figures: dict[str, Figure] = {
            "per_second": self.per_second,
            "p50_ms": self.times.p50_ms,
            "p95_ms": self.times.p95_ms,
            "p99_ms": self.times.p99_ms,
            "max_ms": self.times.max_ms,
            "errors": self.failed,
            **counted,
            **named,
            **spent,
            "generator_cpu": self.generator_cpu,
            "calibration_ms": self.calibration_ms,
        }
        return {prefix + name: figure for name, figure in figures.items()}
