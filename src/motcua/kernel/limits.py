"""A time limit as the law writes it: a quantity and its unit. `worktime` turns it into a due date."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Self


class LimitUnit(StrEnum):
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    SAME_DAY = "same_day"

    @property
    def label(self) -> str:
        """The unit as a decree writes it: "ngày làm việc"."""
        return _LABELS[self]


_LABELS = {
    LimitUnit.WORKING_HOURS: "giờ làm việc",
    LimitUnit.WORKING_DAYS: "ngày làm việc",
    LimitUnit.CALENDAR_DAYS: "ngày",
    LimitUnit.MONTHS: "tháng",
    LimitUnit.SAME_DAY: "ngay trong ngày",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A quantity (exact, > 0) of a unit; months are whole; "same day" has no quantity, written 0.

    `str()` gives the Vietnamese a citizen reads: "3 ngày làm việc", "0,5 ngày làm việc", "ngay trong ngày".
    """

    quantity: Decimal
    unit: LimitUnit

    def __post_init__(self) -> None:
        if self.unit is LimitUnit.SAME_DAY:
            if self.quantity != 0:
                raise ValueError(f"A same-day limit has the quantity 0, not {self.quantity}")
        elif not (self.quantity.is_finite() and self.quantity > 0):
            raise ValueError(f"A limit is more than nothing, not {self.quantity} {self.unit}")
        elif self.unit is LimitUnit.MONTHS and self.quantity % 1:
            raise ValueError(f"A limit counts whole months, not {self.quantity}")

    @classmethod
    def of(cls, quantity: Decimal | int | str, unit: LimitUnit) -> Self:
        """A limit from anything exact: `Limit.of(3, LimitUnit.WORKING_DAYS)`, `Limit.of("0.5", …)`."""
        return cls(Decimal(quantity), unit)

    @classmethod
    def same_day(cls) -> Self:
        """The limit "ngay trong ngày"."""
        return cls(Decimal(0), LimitUnit.SAME_DAY)

    def __str__(self) -> str:
        if self.unit is LimitUnit.SAME_DAY:
            return self.unit.label
        return f"{format_decimal(self.quantity)} {self.unit.label}"


def format_decimal(value: Decimal) -> str:
    """A decimal in Vietnamese notation without idle zeros: 1250.50 → "1.250,5"."""
    whole, _, fraction = f"{value:,f}".partition(".")
    fraction = fraction.rstrip("0")
    whole = whole.replace(",", ".")
    return f"{whole},{fraction}" if fraction else whole
