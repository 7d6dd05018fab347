"""How forecasts of waits learn from what came true. Pure; three numbers to keep for each group."""

from dataclasses import dataclass
from math import exp

_STEP_P50, _STEP_P90 = 0.003, 0.02
"""Small, since people in one queue share one error: thirty of them must not count as thirty proofs."""
_BIAS_MOST = 0.9
_SPREAD_LEAST, _SPREAD_MOST = -0.7, 1.4


@dataclass(frozen=True, slots=True)
class Calibration:
    """`bias`, `spread`: logarithms of what the P50, and the way from the P50 to the P90, are multiplied by.

    Both follow the signs of errors only, as quantiles do (Robbins-Monro): so one person whose wait ran over lunch, or who came
    back after an hour, moves no more than anybody else, and breaks need no reckoning.
    """

    bias: float = 0.0
    spread: float = 0.0
    seen: int = 0

    def corrected(self, p50: float, p90: float) -> tuple[float, float]:
        """The quantiles as they should have been told so far."""
        middle = p50 * exp(self.bias)
        return middle, middle + (p90 - p50) * exp(self.bias + self.spread)

    def after(self, p50_minutes: float, p90_minutes: float, waited_minutes: float) -> "Calibration":
        """The state after somebody who was told these waited so long; who was told "at once" teaches nothing."""
        if p90_minutes <= 0:
            return self
        bias = self.bias + _STEP_P50 * (1 if waited_minutes > p50_minutes else -1)
        spread = self.spread + _STEP_P90 * (0.9 if waited_minutes > p90_minutes else -0.1)
        return Calibration(
            min(max(bias, -_BIAS_MOST), _BIAS_MOST), min(max(spread, _SPREAD_LEAST), _SPREAD_MOST), self.seen + 1
        )
