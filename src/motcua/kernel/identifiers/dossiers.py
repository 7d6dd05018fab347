"""Dossier codes, `AGENCY-YYMMDD-NNNN` (TT 03/2025/TT-VPCP), and the agency codes they begin with."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.text import squeeze

# Two styles are in use: of 2016 (QCVN 102), smallest part first, and of 2020 (QĐ 20/2020/QĐ-TTg), root first.
_AGENCY = re.compile(r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{1,3}){0,3}")
_HYPHENS = re.compile(r"\s*[-\u2010-\u2015]\s*")
_DOSSIER = re.compile(
    rf"(?P<agency>{_AGENCY.pattern})-(?P<day>[0-9]{{6}})-(?P<serial>[0-9]{{4}}|[1-9][0-9]{{4,8}})",
)


@dataclass(frozen=True, slots=True, order=True)
class AgencyCode:
    """An agency's electronic identifier: "000.00.13.H28" or "H28.13"."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code of either style in any case. Error: kernel:agency_code:shape."""
        value = squeeze(text).upper()
        if not _AGENCY.fullmatch(value):
            sentence = "Mã cơ quan có dạng 000.00.13.H28 hoặc H28.13."
            raise InvalidInputError("kernel:agency_code:shape", sentence, "not an agency code")
        return cls(value)

    @property
    def root(self) -> str:
        """The ministry or province: "H28"."""
        return next(part for part in self.value.split(".") if part[0].isalpha())

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class DossierCode:
    """Agency, day of receipt (2000-2099) and a serial from 1, four digits wide and wider past 9999."""

    agency: AgencyCode
    day: date
    serial: int

    def __post_init__(self) -> None:
        if self.serial < 1:
            raise ValueError(f"Serials of dossiers begin with 1, not {self.serial}")
        if self.day.year // 100 != 20:  # noqa: PLR2004 - the code writes two digits of the year
            raise ValueError(f"A dossier code can't write the year {self.day.year}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code as printed, as spoken into a search box ("h28.13 - 261124 - 0007") or scanned.

        Errors: kernel:dossier_code:shape, :day.
        """
        match = _DOSSIER.fullmatch(_HYPHENS.sub("-", squeeze(text)).upper())
        if match is None or int(match["serial"]) < 1:
            sentence = "Mã hồ sơ có dạng H28.13-261124-0001 như in trên giấy hẹn: mã cơ quan, ngày nhận và số thứ tự."
            raise InvalidInputError("kernel:dossier_code:shape", sentence, "not a dossier code")
        return cls(AgencyCode(match["agency"]), _read_day(match["day"]), int(match["serial"]))

    def __str__(self) -> str:
        return f"{self.agency}-{self.day:%y%m%d}-{self.serial:04d}"


def _read_day(digits: str) -> date:
    try:
        return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        sentence = "Sáu chữ số ở giữa mã hồ sơ là ngày nhận (năm, tháng, ngày), nhưng ngày này không có trong lịch."
        raise InvalidInputError("kernel:dossier_code:day", sentence, "the day isn't in the calendar") from None
