"""How long a call of a group keeps a counter: what earlier days say, corrected by today's. Pure; minutes.

Times at a counter are log-normal: most are short, a few are very long. Each group has its own; a day has a drift of its own
(a slow network, a new form, a new officer), which the calls that ended lately give away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, expm1, log, sqrt

SHORTEST_MINUTES = 0.25
"""Less is a slip of the finger; its logarithm would weigh too much."""
FARTHEST = 2.0
"""Standard deviations that one call may be off: a person who had only a question must not turn a day."""
KEPT = 0.95
"""What remains of a call's weight with each later one: about the last twenty count."""
DRIFT_SD = 0.35
"""Logarithmic: two days of three are within 25 % of what earlier days say."""
RESTLESS_SD = 0.08
"""The drift moves within the day, too: even a rate that was measured just now is doubted by this much."""


@dataclass(frozen=True, slots=True)
class History:
    """Mean and standard deviation of the logarithm of minutes on earlier days."""

    log_mean: float
    log_sd: float

    @classmethod
    def of(cls, minutes: Sequence[float]) -> "History":
        """From the minutes of earlier calls, at least two, by quartiles: a counter left open over lunch doesn't count."""
        logs = sorted(log(max(value, SHORTEST_MINUTES)) for value in minutes)
        if len(logs) < 2:  # noqa: PLR2004 - a spread is of two
            raise ValueError("A history is of two calls at least")
        low, middle, high = (_between(logs, share) for share in (0.25, 0.5, 0.75))
        return cls(middle, (high - low) / 1.349)

    @classmethod
    def usual(cls, mean: float, spread: float) -> "History":
        """From a mean in minutes and a spread (standard deviation / mean), where nothing was measured yet."""
        variance = log(1 + spread * spread)
        return cls(log(mean) - variance / 2, sqrt(variance))


@dataclass(frozen=True, slots=True)
class Today:
    """What today's calls say of the drift: two numbers to keep for each group."""

    weight: float = 0.0
    residual: float = 0.0

    def after(self, minutes: float, history: History) -> "Today":
        """The state after one more call has ended; one that is far from all others counts no more than an unusual one."""
        most = FARTHEST * max(history.log_sd, 0.05)
        off = min(max(log(max(minutes, SHORTEST_MINUTES)) - history.log_mean, -most), most)
        return Today(self.weight * KEPT + 1, self.residual * KEPT + off)


@dataclass(frozen=True, slots=True)
class Service:
    """Mean and standard deviation in minutes; `doubt`: how far the mean may be off, logarithmic."""

    mean: float
    sd: float
    doubt: float


def service(history: History, today: Today = Today()) -> Service:
    """What to expect now: the drift's posterior under a normal prior, so that three quick calls don't turn a day."""
    noise = max(history.log_sd, 0.05) ** 2
    precision = 1 / DRIFT_SD**2 + today.weight / noise
    drift = today.residual / noise / precision
    mean = exp(history.log_mean + drift + noise / 2)
    return Service(mean, mean * sqrt(expm1(noise)), sqrt(1 / precision + RESTLESS_SD**2))


def _between(ordered: Sequence[float], share: float) -> float:
    position = share * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)
