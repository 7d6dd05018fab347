"""What the Government decides year by year: the days of Tết, the neighbour of 2 September, swapped working days.

The Labour Code leaves these open (Điều 112 khoản 3); a year that is not listed here is computed provisionally.
An administrator adds a year or an override when its document is published.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.kernel.errors import InvalidInputError
from motcua.worktime.hours import DayHours


@dataclass(frozen=True, slots=True)
class YearDecision:
    """The days off at Tết and the day off beside 2 September, with the document that decided them."""

    year: int
    tet_days: tuple[date, ...]
    national_day_neighbour: date
    document: str

    def __post_init__(self) -> None:
        if self.national_day_neighbour not in {date(self.year, 9, 1), date(self.year, 9, 3)}:
            raise InvalidInputError(
                "worktime:decision:neighbour",
                "Ngày nghỉ liền kề Quốc khánh phải là 01/9 hoặc 03/9.",
                f"{self.national_day_neighbour} is not beside 2 September {self.year}",
            )


class OverrideKind(StrEnum):
    HOLIDAY = "holiday"
    SUBSTITUTE = "substitute"
    SWAPPED_OFF = "swapped_off"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Override:
    """One day that is not what the rules say, with the document that says so.

    `counterpart` is the other day of a swap, or the holiday that a substitute stands for (which then gets no computed
    one). A working day keeps the hours of its counterpart's weekday unless `hours` are given.
    """

    day: date
    kind: OverrideKind
    document: str
    name: str = ""
    counterpart: date | None = None
    hours: DayHours | None = None

    def __post_init__(self) -> None:
        if self.kind is OverrideKind.WORKING and self.counterpart is None and self.hours is None:
            raise InvalidInputError(
                "worktime:override:hours",
                "Ngày làm bù cần giờ làm việc, hoặc ngày được hoán đổi để lấy giờ của ngày đó.",
                f"a working day {self.day} without hours or counterpart",
            )
        if self.kind is OverrideKind.HOLIDAY and not self.name:
            raise InvalidInputError(
                "worktime:override:name", "Ngày nghỉ lễ cần có tên.", f"a holiday on {self.day} without a name"
            )


def swap(off: date, worked: date, document: str) -> tuple[Override, Override]:
    """A day off that is worked on another day instead."""
    return (
        Override(off, OverrideKind.SWAPPED_OFF, document, counterpart=worked),
        Override(worked, OverrideKind.WORKING, document, counterpart=off),
    )


NATIONAL_DECISIONS = (
    YearDecision(
        2023,
        tuple(date(2023, 1, day) for day in (20, 21, 22, 23, 24)),
        date(2023, 9, 1),
        "Thông báo 5034/TB-LĐTBXH",
    ),
    YearDecision(
        2024,
        tuple(date(2024, 2, day) for day in (8, 9, 10, 11, 12)),
        date(2024, 9, 3),
        "Công văn 8662/VPCP-KGVX ngày 03/11/2023",
    ),
    YearDecision(
        2025,
        tuple(date(2025, 1, day) for day in (27, 28, 29, 30, 31)),
        date(2025, 9, 1),
        "Thông báo 6150/TB-BLĐTBXH ngày 03/12/2024",
    ),
    YearDecision(
        2026,
        tuple(date(2026, 2, day) for day in (16, 17, 18, 19, 20)),
        date(2026, 9, 1),
        "Thông báo 9441/TB-BNV ngày 16/10/2025",
    ),
)

NATIONAL_OVERRIDES = (
    *swap(date(2024, 4, 29), date(2024, 5, 4), "Công văn 2450/VPCP-KGVX ngày 12/04/2024"),
    *swap(date(2025, 5, 2), date(2025, 4, 26), "Thông báo 6150/TB-BLĐTBXH ngày 03/12/2024"),
    *swap(date(2026, 1, 2), date(2026, 1, 10), "Công văn 12729/VPCP-KGVX ngày 25/12/2025"),
    *swap(date(2026, 8, 31), date(2026, 8, 22), "Thông báo 9441/TB-BNV ngày 16/10/2025"),
)
